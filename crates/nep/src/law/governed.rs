//! Refuses rows about those whom a pack is not for.

use jiff::civil::Date;
use nep_law::{Judge, Library, Who, kinds};

/// The kinds of people or bodies that a pack does not govern.
pub(super) struct Governed {
    pack: String,
    day: Option<Date>,
    others: Vec<&'static str>,
}

impl Governed {
    /// For a pack by the name it was asked for: on the day of `TOPIC@DATE`, else on any day it governs. Whether a body
    /// has a regulation of its own is not known here and refuses nobody.
    pub(super) fn new(judge: &Judge, name: &str) -> Self {
        let pack = judge.pack();
        let day: Option<Date> = name.split_once('@').and_then(|(_, day)| day.parse().ok());
        let takes = |kind: &str| {
            let who = Who { kind, own_regulation: None };
            match day {
                Some(day) => Library::takes(pack, who, day) != Some(false),
                None => Library::ever_takes(pack, who),
            }
        };
        let others = kinds(pack.subject()).iter().copied().filter(|kind| !takes(kind)).collect();
        Self { pack: pack.id().to_string(), day, others }
    }

    /// What is wrong with a row about one of a kind, if anything.
    pub(super) fn refuses(&self, kind: &str) -> Option<String> {
        let kind = self.others.iter().find(|other| **other == kind.trim())?;
        let day = self.day.map(|day| format!(" on {day}")).unwrap_or_default();
        Some(format!("`{}` does not govern a `{kind}`{day}", self.pack))
    }
}
