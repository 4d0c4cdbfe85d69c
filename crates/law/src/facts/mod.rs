//! Facts of many subjects, column by column.

mod bits;
mod values;

pub(crate) use bits::Bits;
pub(crate) use values::Values;

use crate::expr::answer::Mask;
use crate::rules::{BadCell, FactDecl};

/// One fact of every subject. Numbers are numerators over the denominator that the pack declares for the fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Column {
    Bool { holds: Bits, known: Bits },
    Number { values: Values, known: Bits },
}

impl Column {
    /// One that takes flags.
    pub(crate) fn flags() -> Self {
        Self::Bool { holds: Bits::default(), known: Bits::default() }
    }

    /// One that takes numbers between two ends.
    pub(crate) fn numbers(low: i64, high: i64) -> Self {
        Self::Number { values: Values::between(low, high), known: Bits::default() }
    }

    /// An empty one for the same fact.
    fn like(&self) -> Self {
        match self {
            Self::Bool { .. } => Self::flags(),
            Self::Number { values, .. } => {
                Self::Number { values: values.like(), known: Bits::default() }
            }
        }
    }

    /// Adds a value; `None` is not known, nor is a cell of the wrong kind.
    pub(crate) fn push(&mut self, cell: Option<Cell>) {
        match self {
            Self::Bool { holds, known } => {
                holds.push(cell == Some(Cell::Bool(true)));
                known.push(matches!(cell, Some(Cell::Bool(_))));
            }
            Self::Number { values, known } => {
                let value = match cell {
                    Some(Cell::Number(value)) => Some(value),
                    _ => None,
                };
                values.push(value.unwrap_or(0));
                known.push(value.is_some());
            }
        }
    }

    /// Adds what stands in some cells.
    fn extend<'c>(
        &mut self,
        cells: impl Iterator<Item = &'c str>,
        decl: &FactDecl,
    ) -> Result<(), (usize, BadCell)> {
        let quick = decl.quick();
        for (place, cell) in cells.enumerate() {
            // Most cells are plain; only the others are looked at closely.
            let cell = match quick.read(cell.as_bytes()) {
                Some(cell) => Some(cell),
                None => decl.read(cell).map_err(|bad| (place, bad))?,
            };
            self.push(cell);
        }
        Ok(())
    }

    /// Adds all values of a column of the same fact.
    fn append(&mut self, other: &Self) {
        match (self, other) {
            (Self::Bool { holds, known }, Self::Bool { holds: more, known: more_known }) => {
                holds.append(more);
                known.append(more_known);
            }
            (Self::Number { values, known }, Self::Number { values: more, known: more_known }) => {
                values.append(more);
                known.append(more_known);
            }
            _ => {}
        }
    }

    /// For whom of a batch it is known.
    pub(crate) fn known(&self, batch: usize) -> Mask {
        let (Self::Bool { known, .. } | Self::Number { known, .. }) = self;
        known.batch(batch)
    }
}

/// The value of one fact of one subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cell {
    Bool(bool),
    Number(i64),
}

/// Facts of many subjects, in the columns that a pack declares; made by [`crate::Judge::facts`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    rows: usize,
    columns: Vec<Column>,
}

impl Facts {
    /// A table of these columns, which hold so many subjects.
    pub(crate) fn new(rows: usize, columns: Vec<Column>) -> Self {
        Self { rows, columns }
    }

    /// Subjects.
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Whether there is no subject.
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// Makes room for more subjects.
    pub(crate) fn reserve(&mut self, rows: usize) {
        for column in &mut self.columns {
            match column {
                Column::Bool { holds, known } => {
                    holds.reserve(rows);
                    known.reserve(rows);
                }
                Column::Number { values, known } => {
                    values.reserve(rows);
                    known.reserve(rows);
                }
            }
        }
    }

    /// Adds a subject; `None` is not known.
    pub(crate) fn push(&mut self, cells: &[Option<Cell>]) {
        for (number, column) in self.columns.iter_mut().enumerate() {
            column.push(cells.get(number).copied().flatten());
        }
        self.rows += 1;
    }

    /// Adds values to one column, as far as they can be read; [`Facts::add_rows`] follows when all columns have theirs.
    ///
    /// # Errors
    /// The place of the first cell that cannot be read, and why.
    pub(crate) fn extend<'c>(
        &mut self,
        column: usize,
        cells: impl Iterator<Item = &'c str>,
        decl: &FactDecl,
    ) -> Result<(), (usize, BadCell)> {
        match self.columns.get_mut(column) {
            Some(column) => column.extend(cells, decl),
            None => Ok(()),
        }
    }

    /// Counts subjects whose values stand in the columns already.
    pub(crate) fn add_rows(&mut self, rows: usize) {
        self.rows += rows;
    }

    /// Adds all subjects of a table for the same pack.
    pub(crate) fn append(&mut self, other: &Self) {
        for (column, more) in self.columns.iter_mut().zip(&other.columns) {
            column.append(more);
        }
        self.rows += other.rows;
    }

    /// Puts a value in place of what a subject had; a cell of the wrong kind changes nothing.
    pub(crate) fn set(&mut self, column: usize, row: usize, cell: Cell) {
        match (self.columns.get_mut(column), cell) {
            (Some(Column::Bool { holds, known }), Cell::Bool(is)) => {
                holds.set(row, is);
                known.set(row, true);
            }
            (Some(Column::Number { values, known }), Cell::Number(number)) => {
                values.set(row, number);
                known.set(row, true);
            }
            _ => {}
        }
    }

    /// The subjects of some rows as a table of their own.
    pub(crate) fn only(&self, rows: &[usize]) -> Self {
        let mut table = Self::new(0, self.columns.iter().map(Column::like).collect());
        for row in rows {
            let cells: Vec<_> = (0..self.columns.len()).map(|c| self.cell(c, *row)).collect();
            table.push(&cells);
        }
        table
    }

    pub(crate) fn column(&self, number: usize) -> Option<&Column> {
        self.columns.get(number)
    }

    pub(crate) fn is_known(&self, column: usize, row: usize) -> bool {
        match self.columns.get(column) {
            Some(Column::Bool { known, .. } | Column::Number { known, .. }) => known.get(row),
            None => false,
        }
    }

    /// The value of one fact of one subject.
    pub(crate) fn cell(&self, column: usize, row: usize) -> Option<Cell> {
        let flag = self.flag(column, row).map(Cell::Bool);
        flag.or_else(|| self.number(column, row).map(Cell::Number))
    }

    pub(crate) fn flag(&self, column: usize, row: usize) -> Option<bool> {
        match self.columns.get(column)? {
            Column::Bool { holds, known } => known.get(row).then(|| holds.get(row)),
            Column::Number { .. } => None,
        }
    }

    pub(crate) fn number(&self, column: usize, row: usize) -> Option<i64> {
        match self.columns.get(column)? {
            Column::Number { values, known } if known.get(row) => values.get(row),
            _ => None,
        }
    }
}
