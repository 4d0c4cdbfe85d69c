//! Values that an agency may set, wherever expressions use them: nothing it may choose can spoil a calculation.

use super::check::{Seen, ready};
use crate::problem::{Problem, ProblemKind};
use crate::value::{Days, Value, basis_points, percent};
use crate::{Pack, Setting};

/// Editable settings of expressions have both ends, and with each end every expression can still be worked out.
pub(super) fn check(pack: &Pack, seen: &Seen, problems: &mut Vec<Problem>) {
    let open = |setting: &&Setting| setting.editable && seen.settings.contains(&setting.key);
    let settings: Vec<&Setting> = pack.settings().iter().filter(open).collect();
    for setting in &settings {
        let is_open = setting.min.is_none() || setting.max.is_none();
        if is_open && matches!(setting.value, Value::Integer(_)) {
            let wrong = format!(
                "an agency could set `{}`, which is calculated with, to anything",
                setting.key
            );
            let remedy = "add `min` and `max`, or remove `editable`";
            problems.push(setting.at.problem(ProblemKind::MissingField, wrong, remedy));
        }
    }
    if seen.broken || settings.is_empty() {
        return;
    }
    let changed = |end: fn(&Setting) -> Option<Value>| {
        let mut extreme = pack.clone();
        for setting in extreme.settings.iter_mut().filter(|setting| open(&&**setting)) {
            setting.value = end(setting).unwrap_or_else(|| setting.value.clone());
        }
        extreme
    };
    judged("smallest", &changed(Setting::lowest), problems);
    judged("largest", &changed(Setting::highest), problems);
}

/// Adds what is wrong with the expressions of a changed pack and was not wrong before.
fn judged(which: &str, extreme: &Pack, problems: &mut Vec<Problem>) {
    let mut found = Vec::new();
    ready(extreme, &mut found);
    found.retain(|problem| !problems.contains(problem));
    for mut problem in found {
        problem.message = format!("with the {which} values an agency may set, {}", problem.message);
        problem.hint = format!("{}; or `min` and `max` of the settings", problem.hint);
        problems.push(problem);
    }
}

impl Setting {
    /// The smallest value an agency may set, where values have an order of size.
    fn lowest(&self) -> Option<Value> {
        self.sized(self.min.unwrap_or(0))
    }

    /// The largest value an agency may set.
    fn highest(&self) -> Option<Value> {
        let most = match self.value {
            Value::Percent(_) => 100,
            Value::BasisPoints(_) => 10_000,
            _ => i64::from(u32::MAX),
        };
        self.sized(self.max.unwrap_or(most))
    }

    /// A value of the same type.
    fn sized(&self, size: i64) -> Option<Value> {
        match self.value {
            Value::Integer(_) => Some(Value::Integer(size)),
            Value::Percent(_) => percent(size),
            Value::BasisPoints(_) => basis_points(size),
            Value::Days(days) => {
                let count = u32::try_from(size).ok()?;
                Some(Value::Days(match days {
                    Days::Working(_) => Days::Working(count),
                    Days::Calendar(_) => Days::Calendar(count),
                }))
            }
            Value::Time(_) | Value::Text(_) | Value::Bool(_) | Value::Date(_) => None,
        }
    }
}
