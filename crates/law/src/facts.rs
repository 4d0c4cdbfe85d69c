//! Facts of many subjects, column by column.

use crate::expr::batch::LANES;

/// A growing row of bits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Bits {
    words: Vec<u64>,
    len: usize,
}

impl Bits {
    fn push(&mut self, bit: bool) {
        if self.len.is_multiple_of(64) {
            self.words.push(0);
        }
        if let Some(word) = self.words.last_mut() {
            *word |= u64::from(bit) << (self.len % 64);
        }
        self.len += 1;
    }

    fn get(&self, place: usize) -> bool {
        self.words.get(place / 64).is_some_and(|word| word >> (place % 64) & 1 == 1)
    }

    fn set(&mut self, place: usize, bit: bool) {
        if let Some(word) = self.words.get_mut(place / 64) {
            let mask = 1 << (place % 64);
            *word = if bit { *word | mask } else { *word & !mask };
        }
    }

    pub(crate) fn words(&self) -> &[u64] {
        &self.words
    }
}

/// One fact of every subject. Numbers are numerators over the denominator that the pack declares for the fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Column {
    Bool { holds: Bits, known: Bits },
    Number { values: Vec<i64>, known: Bits },
}

impl Column {
    pub(crate) fn known(&self) -> &[u64] {
        let (Self::Bool { known, .. } | Self::Number { known, .. }) = self;
        known.words()
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
    /// A table without rows; `flags` says which columns are true or false, the others are numbers.
    pub(crate) fn new(flags: impl Iterator<Item = bool>) -> Self {
        let empty = |is_flag| {
            if is_flag {
                return Column::Bool { holds: Bits::default(), known: Bits::default() };
            }
            Column::Number { values: Vec::new(), known: Bits::default() }
        };
        Self { rows: 0, columns: flags.map(empty).collect() }
    }

    /// Subjects.
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Whether there is no subject.
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// Batches of [`LANES`] subjects, the last one filled up with unknown ones.
    pub(crate) fn batches(&self) -> usize {
        self.rows.div_ceil(LANES)
    }

    /// Adds a subject; `None` is not known. A cell of the wrong kind is not known either.
    pub(crate) fn push(&mut self, cells: &[Option<Cell>]) {
        for (number, column) in self.columns.iter_mut().enumerate() {
            let cell = cells.get(number).copied().flatten();
            match column {
                Column::Bool { holds, known } => {
                    holds.push(cell == Some(Cell::Bool(true)));
                    known.push(matches!(cell, Some(Cell::Bool(_))));
                }
                Column::Number { values, known } => {
                    let value = match cell {
                        Some(Cell::Number(value)) => Some(value),
                        _ => None,
                    };
                    if values.len() <= self.rows {
                        values.resize(self.rows + LANES, 0);
                    }
                    if let Some(slot) = values.get_mut(self.rows) {
                        *slot = value.unwrap_or(0);
                    }
                    known.push(value.is_some());
                }
            }
        }
        self.rows += 1;
    }

    /// Puts a value in place of what a subject had; a cell of the wrong kind changes nothing.
    pub(crate) fn set(&mut self, column: usize, row: usize, cell: Cell) {
        match (self.columns.get_mut(column), cell) {
            (Some(Column::Bool { holds, known }), Cell::Bool(is)) => {
                holds.set(row, is);
                known.set(row, true);
            }
            (Some(Column::Number { values, known }), Cell::Number(number)) => {
                if let Some(slot) = values.get_mut(row) {
                    *slot = number;
                }
                known.set(row, true);
            }
            _ => {}
        }
    }

    /// The subjects of some rows as a table of their own.
    pub(crate) fn only(&self, rows: &[usize]) -> Self {
        let flags = self.columns.iter().map(|column| matches!(column, Column::Bool { .. }));
        let mut table = Self::new(flags);
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
            Column::Number { values, known } if known.get(row) => values.get(row).copied(),
            _ => None,
        }
    }
}
