//! The rules of NĐ 335/2025/NĐ-CP as one would write them for this law alone.
//!
//! Its figures stand here in code on purpose: it is the yardstick, not the product.

use std::collections::HashMap;

use crate::people::Person;

/// What a person comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Excellent,
    Good,
    Completed,
    NotCompleted,
    Undetermined,
    NotRated,
}

impl Outcome {
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Excellent => "excellent",
            Self::Good => "good",
            Self::Completed => "completed",
            Self::NotCompleted => "not_completed",
            Self::Undetermined => "undetermined",
            Self::NotRated => "not_rated",
        }
    }
}

/// What a person comes to, and the points behind it as six hundred times ten-thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Judged {
    pub(crate) outcome: Outcome,
    pub(crate) score: Option<i64>,
}

/// Judges everybody, one after the other.
pub(crate) fn nd_335(people: &[Person]) -> Vec<Judged> {
    let judged = people.iter().map(|person| {
        let score = score(person);
        Judged { outcome: outcome(person, score).unwrap_or(Outcome::Undetermined), score }
    });
    judged.collect()
}

/// Nothing where a fact is missing.
fn outcome(person: &Person, score: Option<i64>) -> Option<Outcome> {
    if person.months? < 60 && !person.excused? {
        return Some(Outcome::NotRated);
    }
    let led = match person.leads {
        Some(false) => Some(false),
        leads => person.corruption.and_then(|is| if is { leads } else { Some(false) }),
    };
    let overrides = [person.integrity, person.discipline, led];
    if overrides.contains(&Some(true)) {
        return Some(Outcome::NotCompleted);
    }
    if overrides.contains(&None) {
        return None;
    }
    let score = score?;
    let points = |points: i64| points * 600 * 10_000;
    Some(match score {
        _ if score >= points(90) => Outcome::Excellent,
        _ if score >= points(70) => Outcome::Good,
        _ if score >= points(50) => Outcome::Completed,
        _ => Outcome::NotCompleted,
    })
}

/// The points of a person; nothing where a fact is missing.
fn score(person: &Person) -> Option<i64> {
    let counts = |ratio: Option<i64>| Some(ratio?.min(1_000_000));
    let own = counts(person.quantity)? + counts(person.quality)? + counts(person.progress)?;
    // Six times the ratio, in ten-thousandths of a percent.
    let ratio = if person.leads? {
        own + (person.result? + person.organising? + person.unity?) * 10_000
    } else {
        own * 2
    };
    // Six hundred times the points, in ten-thousandths.
    Some(person.common? * 600 + ratio * 70)
}

/// How many excellent people stand in groups with too many of them, by body and by body and task group.
pub(crate) fn shares(people: &[Person], judged: &[Judged]) -> usize {
    let count = |key: &dyn Fn(&Person) -> u64| {
        let mut groups: HashMap<u64, (usize, usize)> = HashMap::new();
        for (person, judged) in people.iter().zip(judged) {
            let group = groups.entry(key(person)).or_default();
            match judged.outcome {
                Outcome::Excellent => group.0 += 1,
                Outcome::Good => group.1 += 1,
                _ => {}
            }
        }
        let over = groups.values().filter(|(excellent, good)| *excellent > good / 5);
        over.map(|(excellent, _)| excellent).sum::<usize>()
    };
    count(&|p| u64::from(p.body)) + count(&|p| u64::from(p.body) << 32 | u64::from(p.group))
}
