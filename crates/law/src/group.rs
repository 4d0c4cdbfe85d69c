//! Shares that may not be exceeded within a group. They find; a person decides.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use crate::judge::{Judge, Verdicts};
use crate::rules::{RatioCap, Rounding};
use crate::value::Value;
use crate::wording::trimmed;

/// Which group each subject belongs to, in the columns that a pack declares.
#[derive(Clone, Debug)]
pub struct Groups {
    columns: Vec<Cells>,
}

/// One column: its names, and the name of each subject.
#[derive(Clone, Debug, Default)]
struct Cells {
    places: hashbrown::HashMap<String, u32>,
    names: Vec<String>,
    /// The place of each subject's name, or [`NO_GROUP`].
    of_row: Vec<u32>,
}

/// What a subject without a group has in place of one.
const NO_GROUP: u32 = u32::MAX;

impl Cells {
    /// Adds a subject; one without a name belongs to no group.
    fn push(&mut self, name: &str) {
        let place = if name.is_empty() { NO_GROUP } else { self.place(name) };
        self.of_row.push(place);
    }

    /// The place of a name, which is added when it is new.
    fn place(&mut self, name: &str) -> u32 {
        if let Some(place) = self.places.get(name) {
            return *place;
        }
        let place = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        self.places.insert(name.to_owned(), place);
        self.names.push(name.to_owned());
        place
    }
}

impl Groups {
    /// Adds a subject with its cells, in the order of [`crate::Rules::columns`]; an empty cell belongs to no group.
    pub fn push<'c>(&mut self, cells: impl IntoIterator<Item = &'c str>) {
        let mut cells = cells.into_iter();
        for column in &mut self.columns {
            column.push(trimmed(cells.next().unwrap_or_default()));
        }
    }

    /// Makes room for more subjects.
    pub(crate) fn reserve(&mut self, rows: usize) {
        self.columns.iter_mut().for_each(|column| column.of_row.reserve(rows));
    }

    /// Adds the cells of some subjects to one column.
    pub(crate) fn extend<'c>(&mut self, column: usize, cells: impl Iterator<Item = &'c str>) {
        if let Some(column) = self.columns.get_mut(column) {
            cells.for_each(|cell| column.push(trimmed(cell)));
        }
    }

    /// Adds all subjects of a table for the same pack.
    pub(crate) fn append(&mut self, other: &Self) {
        for (column, more) in self.columns.iter_mut().zip(&other.columns) {
            let places: Vec<u32> = more.names.iter().map(|name| column.place(name)).collect();
            let place = |place: &u32| places.get(*place as usize).copied().unwrap_or(NO_GROUP);
            column.of_row.extend(more.of_row.iter().map(place));
        }
    }

    pub(crate) fn name(&self, column: usize, row: usize) -> &str {
        let Some(column) = self.columns.get(column) else { return "" };
        let place = column.of_row.get(row).copied().unwrap_or(NO_GROUP);
        column.names.get(place as usize).map_or("", String::as_str)
    }
}

/// A subject with a rare outcome in a group that has too many of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Place of the cap among those of the pack.
    pub cap: usize,
    /// Row of the subject.
    pub row: usize,
    /// The group: columns with their names.
    pub group: Arc<[(String, String)]>,
    /// Subjects with the outcome.
    pub count: usize,
    /// How many there may be.
    pub allowed: usize,
    /// The subject's place by score, from 1; those of one score share a place.
    pub place: usize,
    /// Subjects that share this place.
    pub tied: usize,
}

impl Finding {
    /// By how many the share is exceeded.
    pub fn over(&self) -> usize {
        self.count.saturating_sub(self.allowed)
    }

    /// Whether the subject's place lies beyond the allowed number, wholly or because of a tie.
    pub fn is_beyond(&self) -> bool {
        self.place + self.tied - 1 > self.allowed
    }
}

/// A head whose outcome stands above the body's, or whose body has no outcome yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadFinding {
    /// Place of the cap among those of the pack.
    pub cap: usize,
    /// Row of the head.
    pub row: usize,
    /// The body.
    pub body: String,
    /// Key of the body's outcome; `None` when it has none yet, so that the head should not be rated before it.
    pub body_outcome: Option<String>,
}

/// What counts in one group.
#[derive(Clone, Default)]
struct Members {
    rare: usize,
    among: usize,
    all: usize,
}

/// What an outcome counts as for a cap.
#[derive(Clone, Copy)]
struct Counted {
    rare: bool,
    among: bool,
}

/// The subjects of a table, each in one group of a set of columns.
struct Grouped<'g> {
    /// The group of each subject; [`NO_GROUP`] where a cell is empty.
    of_row: Cow<'g, [u32]>,
    count: usize,
}

impl Groups {
    /// Joins some columns: subjects with the same cells in all of them form a group.
    fn joined(&self, columns: &[usize]) -> Grouped<'_> {
        let mut parts = columns.iter().filter_map(|column| self.columns.get(*column));
        let Some(first) = parts.next() else { return Grouped { of_row: Cow::default(), count: 0 } };
        let first = Grouped { of_row: Cow::Borrowed(&first.of_row), count: first.names.len() };
        parts.fold(first, |grouped, column| {
            let mut places: hashbrown::HashMap<(u32, u32), u32> =
                hashbrown::HashMap::with_capacity(grouped.count);
            let join = |(group, cell): (&u32, &u32)| {
                if *group == NO_GROUP || *cell == NO_GROUP {
                    return NO_GROUP;
                }
                let next = u32::try_from(places.len()).unwrap_or(NO_GROUP);
                *places.entry((*group, *cell)).or_insert(next)
            };
            let of_row = grouped.of_row.iter().zip(&column.of_row).map(join).collect();
            Grouped { of_row, count: places.len() }
        })
    }
}

/// Adds the findings of one group, best score first.
fn ranked(
    cap: usize,
    group: Arc<[(String, String)]>,
    verdicts: &Verdicts,
    rows: &mut [usize],
    allowed: usize,
    findings: &mut Vec<Finding>,
) {
    let score = |row: &usize| verdicts.score_of(*row).unwrap_or(i64::MIN);
    rows.sort_by_key(|row| (std::cmp::Reverse(score(row)), *row));
    let mut place = 1;
    for tied in rows.chunk_by(|a, b| score(a) == score(b)) {
        findings.extend(tied.iter().map(|row| Finding {
            cap,
            row: *row,
            group: Arc::clone(&group),
            count: rows.len(),
            allowed,
            place,
            tied: tied.len(),
        }));
        place += tied.len();
    }
}

impl Judge {
    /// An empty table of groups.
    pub fn groups(&self) -> Groups {
        Groups { columns: vec![Cells::default(); self.pack().rules().columns.len()] }
    }

    /// Every subject in a group whose share is exceeded, by cap, group and row. With `raised`, the share is the most
    /// that a recorded decision may allow.
    pub fn findings(&self, verdicts: &Verdicts, groups: &Groups, raised: bool) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (place, cap) in self.pack().rules().ratio_caps.iter().enumerate() {
            for columns in &cap.groups {
                let columns: Vec<usize> =
                    columns.iter().filter_map(|key| self.group_column(key)).collect();
                findings.extend(self.find(place, &columns, verdicts, groups, raised));
            }
        }
        findings
    }

    /// Heads whose outcome stands above their body's. `bodies` gives the outcome of each body by name; levels are compared
    /// by their order in this pack.
    pub fn head_findings(
        &self,
        verdicts: &Verdicts,
        groups: &Groups,
        bodies: &HashMap<String, String>,
    ) -> Vec<HeadFinding> {
        let outcomes = &self.pack().rules().outcomes;
        let level = |key: &str| outcomes.iter().position(|o| o.key == key && !o.outside);
        let mut findings = Vec::new();
        for (place, cap) in self.pack().rules().head_caps.iter().enumerate() {
            let Some(column) = self.group_column(&cap.heads) else { continue };
            for row in 0..verdicts.len() {
                let body = groups.name(column, row);
                let own = verdicts.outcome(row).filter(|o| !self.is_outside(Some(*o)));
                let Some(own) = own.filter(|_| !body.is_empty()) else { continue };
                let body_outcome = bodies.get(body).filter(|key| level(key).is_some());
                let lowest = body_outcome.and_then(|key| level(key));
                if lowest.is_none_or(|lowest| usize::from(own) < lowest) {
                    let (body, body_outcome) = (body.to_owned(), body_outcome.cloned());
                    findings.push(HeadFinding { cap: place, row, body, body_outcome });
                }
            }
        }
        findings
    }

    fn group_column(&self, key: &str) -> Option<usize> {
        self.pack().rules().columns.iter().position(|column| column.key == *key)
    }

    /// What each outcome of the pack counts as for a cap.
    fn counted(&self, cap: &RatioCap) -> Vec<Counted> {
        let outcomes = self.pack().rules().outcomes.iter();
        let counted = outcomes.map(|outcome| Counted {
            rare: outcome.key == cap.outcome,
            among: cap.among.contains(&outcome.key),
        });
        counted.collect()
    }

    fn find(
        &self,
        place: usize,
        columns: &[usize],
        verdicts: &Verdicts,
        groups: &Groups,
        raised: bool,
    ) -> Vec<Finding> {
        let Some(cap) = self.pack().rules().ratio_caps.get(place) else { return Vec::new() };
        let counted = self.counted(cap);
        let grouped = groups.joined(columns);
        let counts =
            |row: usize| verdicts.outcome(row).map(|outcome| counted[usize::from(outcome)]);
        let mut members = vec![Members::default(); grouped.count];
        for (row, group) in grouped.of_row.iter().enumerate() {
            let Some(group) = members.get_mut(*group as usize) else { continue };
            // Whoever is still undetermined is a member too; only who is not judged at all is none.
            group.all += usize::from(!self.is_outside(verdicts.outcome(row)));
            if let Some(counts) = counts(row) {
                group.rare += usize::from(counts.rare);
                group.among += usize::from(counts.among);
            }
        }
        let allowed: Vec<usize> =
            members.iter().map(|group| self.allowed(cap, group, raised)).collect();
        let mut over: Vec<Vec<usize>> = vec![Vec::new(); grouped.count];
        for (row, group) in grouped.of_row.iter().enumerate() {
            let group = *group as usize;
            if group >= members.len() {
                continue;
            }
            let is_over = members[group].rare > allowed[group];
            if is_over && counts(row).is_some_and(|counts| counts.rare) {
                over[group].push(row);
            }
        }
        let mut findings = Vec::new();
        for (rows, allowed) in over.iter_mut().zip(allowed).filter(|(rows, _)| !rows.is_empty()) {
            let group = rows.first().map(|row| self.named(columns, groups, *row));
            ranked(place, group.unwrap_or_default(), verdicts, rows, allowed, &mut findings);
        }
        findings
    }

    fn allowed(&self, cap: &RatioCap, members: &Members, raised: bool) -> usize {
        let number = |key: &String| self.pack().setting(key).and_then(|s| s.value.size());
        let one_below = cap.floor_one_below.as_ref().and_then(number);
        if one_below.is_some_and(|least| i64::try_from(members.all).is_ok_and(|all| all < least)) {
            return 1;
        }
        let share = cap.raised.as_ref().filter(|_| raised).unwrap_or(&cap.share);
        let percent = usize::try_from(number(share).unwrap_or(0)).unwrap_or(0);
        let hundred = match self.pack().setting(share).map(|setting| &setting.value) {
            Some(Value::BasisPoints(_)) => 10_000,
            _ => 100,
        };
        let part = members.among * percent;
        match cap.rounding {
            Rounding::Floor => part / hundred,
            Rounding::Nearest => (part + hundred / 2) / hundred,
            Rounding::Ceiling => part.div_ceil(hundred),
        }
    }

    fn named(&self, columns: &[usize], groups: &Groups, row: usize) -> Arc<[(String, String)]> {
        let name = |column: &usize| {
            let key = &self.pack().rules().columns.get(*column)?.key;
            Some((key.clone(), groups.name(*column, row).to_owned()))
        };
        columns.iter().filter_map(name).collect()
    }
}
