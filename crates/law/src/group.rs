//! Shares that may not be exceeded within a group. They find; a person decides.

use std::collections::HashMap;

use crate::judge::{Judge, Verdicts};
use crate::rules::{RatioCap, Rounding};
use crate::value::Value;

/// Which group each subject belongs to, in the columns that a pack declares.
#[derive(Clone, Debug)]
pub struct Groups {
    columns: Vec<Names>,
}

/// One column: its names, and the name of each subject.
#[derive(Clone, Debug, Default)]
struct Names {
    places: HashMap<String, u32>,
    of_row: Vec<Option<u32>>,
}

impl Groups {
    /// Adds a subject with its cells, in the order of [`crate::Rules::columns`]; an empty cell belongs to no group.
    pub fn push<'c>(&mut self, cells: impl IntoIterator<Item = &'c str>) {
        let mut cells = cells.into_iter();
        for column in &mut self.columns {
            let name = cells.next().unwrap_or_default().trim();
            let next = u32::try_from(column.places.len()).unwrap_or(u32::MAX);
            let place = match column.places.get(name) {
                Some(place) => Some(*place),
                None if name.is_empty() => None,
                None => {
                    column.places.insert(name.to_owned(), next);
                    Some(next)
                }
            };
            column.of_row.push(place);
        }
    }

    fn name(&self, column: usize, row: usize) -> &str {
        let Some(column) = self.columns.get(column) else { return "" };
        let wanted = column.of_row.get(row).copied().flatten();
        let found = column.places.iter().find(|(_, place)| Some(**place) == wanted);
        found.map_or("", |(name, _)| name.as_str())
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
    pub group: Vec<(String, String)>,
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

/// The members of a group that matter for a cap.
#[derive(Default)]
struct Members {
    rare: Vec<usize>,
    among: usize,
    all: usize,
}

impl Judge {
    /// An empty table of groups.
    pub fn groups(&self) -> Groups {
        Groups { columns: vec![Names::default(); self.pack().rules().columns.len()] }
    }

    /// Every subject in a group whose share is exceeded, by cap, group and row. With `raised`, the share is the most
    /// that a recorded decision may allow.
    pub fn findings(&self, verdicts: &Verdicts, groups: &Groups, raised: bool) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (place, cap) in self.pack().rules().ratio_caps.iter().enumerate() {
            for columns in &cap.groups {
                let columns: Vec<usize> =
                    columns.iter().filter_map(|key| self.group_column(key)).collect();
                self.find(place, cap, &columns, verdicts, groups, raised, &mut findings);
            }
        }
        findings
    }

    fn group_column(&self, key: &str) -> Option<usize> {
        self.pack().rules().columns.iter().position(|column| column.key == *key)
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "one cap in one set of columns, and where the findings go"
    )]
    fn find(
        &self,
        place: usize,
        cap: &RatioCap,
        columns: &[usize],
        verdicts: &Verdicts,
        groups: &Groups,
        raised: bool,
        findings: &mut Vec<Finding>,
    ) {
        for mut members in self.members(cap, columns, verdicts, groups) {
            let allowed = self.allowed(cap, &members, raised);
            if members.rare.len() <= allowed {
                continue;
            }
            let score = |row: usize| verdicts.score_of(row).unwrap_or(i64::MIN);
            members.rare.sort_by_key(|row| (std::cmp::Reverse(score(*row)), *row));
            for row in &members.rare {
                let better = members.rare.iter().filter(|other| score(**other) > score(*row));
                let tied = members.rare.iter().filter(|other| score(**other) == score(*row));
                findings.push(Finding {
                    cap: place,
                    row: *row,
                    group: self.named(columns, groups, *row),
                    count: members.rare.len(),
                    allowed,
                    place: better.count() + 1,
                    tied: tied.count(),
                });
            }
        }
    }

    /// Groups of a set of columns, in the order in which they first appear.
    fn members(
        &self,
        cap: &RatioCap,
        columns: &[usize],
        verdicts: &Verdicts,
        groups: &Groups,
    ) -> Vec<Members> {
        let outcomes: Vec<&str> =
            self.pack().rules().outcomes.iter().map(|outcome| outcome.key.as_str()).collect();
        let mut places: HashMap<Vec<u32>, usize> = HashMap::new();
        let mut found: Vec<Members> = Vec::new();
        for row in 0..verdicts.len() {
            let Some(outcome) = verdicts.outcome(row).map(|o| outcomes[usize::from(o)]) else {
                continue;
            };
            let of = |column: &usize| groups.columns.get(*column)?.of_row.get(row).copied()?;
            let Some(key) = columns.iter().map(of).collect::<Option<Vec<u32>>>() else { continue };
            let place = *places.entry(key).or_insert_with(|| {
                found.push(Members::default());
                found.len() - 1
            });
            let members = &mut found[place];
            members.all += 1;
            if outcome == cap.outcome {
                members.rare.push(row);
            }
            members.among += usize::from(cap.among.iter().any(|key| key == outcome));
        }
        found
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

    fn named(&self, columns: &[usize], groups: &Groups, row: usize) -> Vec<(String, String)> {
        let name = |column: &usize| {
            let key = &self.pack().rules().columns.get(*column)?.key;
            Some((key.clone(), groups.name(*column, row).to_owned()))
        };
        columns.iter().filter_map(name).collect()
    }
}
