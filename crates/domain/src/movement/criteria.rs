//! Criteria sets: the model of the body, and what each unit makes of it (S1.1).

use std::collections::HashSet;

use jiff::civil::Date;

use crate::{
    facts::{FactKind, FactName},
    ids::{CriteriaSetId, CriterionId, MovementId, UnitId},
    number::Points,
};

/// What a criterion's points rest on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Basis {
    /// A fact counted from records, against a target: a count, or hundredths of a per cent for a share.
    Measured {
        /// Which fact.
        fact: FactName,
        /// Full points from here on.
        target: i64,
    },
    /// A person's judgement, with evidence.
    Judged,
}

/// Whether more of a fact is better, so that points may grow with it. The others are shown, never scored.
pub fn scorable(fact: FactName) -> bool {
    fact.kind() == FactKind::Share
        || matches!(
            fact,
            FactName::DossiersBeyondHours
                | FactName::LettersThanks
                | FactName::LettersCongratulation
                | FactName::AwardsCollective
                | FactName::AwardsIndividual
        )
}

/// One criterion of a set.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Criterion {
    /// Identifier.
    pub id: CriterionId,
    /// The criterion of the model it was copied from; none in the model itself and for a unit's own.
    pub model: Option<CriterionId>,
    /// The heading it stands under, by its key in the movement's pack (`c1` … `i6`).
    pub heading: String,
    /// Place in the set, from 1.
    pub ordinal: i32,
    /// What is asked.
    pub name: String,
    /// What the points rest on.
    pub basis: Basis,
    /// Most points.
    pub max_points: Points,
}

/// The criteria of one unit for one year; the body's own set is the model for all.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CriteriaSet {
    /// Identifier.
    pub id: CriteriaSetId,
    /// Of which movement.
    pub movement: MovementId,
    /// The body.
    pub root: UnitId,
    /// Whose set; the body itself for the model.
    pub unit: UnitId,
    /// For which year.
    pub year: i16,
    /// Since when it is in force; a draft has none.
    pub issued_on: Option<Date>,
    /// Points from which recognition is proposed.
    pub threshold: Points,
    /// Edits carry the version they were based on.
    pub version: i64,
    /// The criteria in order.
    pub criteria: Vec<Criterion>,
}

impl CriteriaSet {
    /// Whether this is the body's model.
    pub fn is_model(&self) -> bool {
        self.unit == self.root
    }

    /// The most points a sheet can reach.
    pub fn total(&self) -> Points {
        Points(self.criteria.iter().map(|c| c.max_points.0).sum())
    }
}

/// A criterion as people write it, before it has an identifier.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CriterionDraft {
    /// Heading key.
    pub heading: String,
    /// What is asked.
    pub name: String,
    /// What the points rest on.
    pub basis: Basis,
    /// Most points.
    pub max_points: Points,
}

/// Where in the input a problem stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Place {
    /// The set as a whole.
    Whole,
    /// The weight of a criterion of the model.
    Model(CriterionId),
    /// A criterion written by hand, by its index from 0.
    Row(usize),
}

/// What is wrong there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Wrong {
    /// There is no criterion at all.
    Empty,
    /// The name is missing.
    Name,
    /// The heading is not one of the movement's.
    Heading,
    /// Points must be more than nothing.
    Points,
    /// A target must be more than nothing, and a share's at most the whole.
    Target,
    /// Points cannot grow with this fact.
    Fact,
    /// The weight belongs to no criterion of the model.
    Unknown,
    /// The weights do not add up.
    Total {
        /// What they add up to.
        is: Points,
        /// What they should.
        should: Points,
    },
}

/// A problem of a criteria set, with its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CriteriaProblem {
    /// Where.
    pub place: Place,
    /// What.
    pub wrong: Wrong,
}

impl CriteriaProblem {
    fn new(place: Place, wrong: Wrong) -> Self {
        Self { place, wrong }
    }
}

/// All problems of a model set; `headings` are the keys of the movement's pack, `total` its points.
pub fn check_model(
    rows: &[CriterionDraft],
    headings: &[&str],
    total: Points,
) -> Vec<CriteriaProblem> {
    let mut problems = check_rows(rows, headings);
    if rows.is_empty() {
        problems.push(CriteriaProblem::new(Place::Whole, Wrong::Empty));
    }
    problems.extend(check_total(rows.iter().map(|r| r.max_points.0).sum(), total));
    problems
}

/// A unit's own set from the model: every criterion of the model stays under its heading and stays measured or
/// judged as it was; weights may change, own criteria may be added, the total stays.
///
/// # Errors
/// All problems at once.
pub fn adapted(
    model: &CriteriaSet,
    weights: &[(CriterionId, Points)],
    own: &[CriterionDraft],
    headings: &[&str],
) -> Result<Vec<(Option<CriterionId>, CriterionDraft)>, Vec<CriteriaProblem>> {
    let known: HashSet<_> = model.criteria.iter().map(|c| c.id).collect();
    let mut problems = check_rows(own, headings);
    for (id, points) in weights {
        if !known.contains(id) {
            problems.push(CriteriaProblem::new(Place::Model(*id), Wrong::Unknown));
        } else if points.0 <= 0 {
            problems.push(CriteriaProblem::new(Place::Model(*id), Wrong::Points));
        }
    }
    let weight = |c: &Criterion| {
        weights.iter().find(|(id, _)| *id == c.id).map_or(c.max_points, |(_, p)| *p)
    };
    let kept = model.criteria.iter().map(|c| {
        let draft = CriterionDraft {
            heading: c.heading.clone(),
            name: c.name.clone(),
            basis: c.basis,
            max_points: weight(c),
        };
        (Some(c.id), draft)
    });
    let mut rows: Vec<_> = kept.chain(own.iter().map(|row| (None, row.clone()))).collect();
    problems.extend(check_total(rows.iter().map(|(_, r)| r.max_points.0).sum(), model.total()));
    // Own criteria stand after the model's under the same heading; the sort keeps the order within.
    let place = |row: &CriterionDraft| headings.iter().position(|h| *h == row.heading);
    rows.sort_by_key(|(_, row)| place(row));
    if problems.is_empty() { Ok(rows) } else { Err(problems) }
}

fn check_total(is: i64, should: Points) -> Option<CriteriaProblem> {
    let total = Wrong::Total { is: Points(is), should };
    (is != should.0).then(|| CriteriaProblem::new(Place::Whole, total))
}

fn check_rows(rows: &[CriterionDraft], headings: &[&str]) -> Vec<CriteriaProblem> {
    let mut problems = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let mut add = |wrong| problems.push(CriteriaProblem::new(Place::Row(index), wrong));
        if row.name.is_empty() {
            add(Wrong::Name);
        }
        if !headings.contains(&row.heading.as_str()) {
            add(Wrong::Heading);
        }
        if row.max_points.0 <= 0 {
            add(Wrong::Points);
        }
        if let Basis::Measured { fact, target } = row.basis {
            if !scorable(fact) {
                add(Wrong::Fact);
            }
            // A share is at most the whole, which is ten thousand hundredths of a per cent.
            if target < 1 || (fact.kind() == FactKind::Share && target > 10_000) {
                add(Wrong::Target);
            }
        }
    }
    problems
}

#[cfg(test)]
mod tests;
