//! Versions of one topic that govern different people at one time: nobody may be governed twice, or fall into a gap.

use jiff::civil::Date;

use crate::problem::{Problem, ProblemKind, problem};
use crate::read::Draft;
use crate::select::{Selection, Who, kinds};

/// Compares all versions of one topic and subject, day by day where anything can change.
pub(super) fn compare(versions: &[&Draft], problems: &mut Vec<Problem>) {
    let mut ready = Vec::new();
    for draft in versions {
        match Selection::read(&draft.pack) {
            Ok(selection) => ready.push((*draft, selection)),
            Err(wrong) => problems.extend(wrong),
        }
    }
    let Some((first, _)) = ready.first() else { return };
    if ready.len() != versions.len() {
        return;
    }
    let days = days(&ready);
    let none = [""];
    let kinds = kinds(first.pack.subject());
    for kind in if kinds.is_empty() { &none[..] } else { kinds } {
        for own_regulation in [Some(true), Some(false)] {
            follow(&ready, Who { kind, own_regulation }, &days, problems);
        }
    }
    problems.dedup();
}

/// First and last days of all versions, and the days on which a condition may change.
fn days(ready: &[(&Draft, Selection)]) -> Vec<Date> {
    let mut days = Vec::new();
    for (draft, selection) in ready {
        let pack = &draft.pack;
        days.push(pack.valid_from);
        days.extend(pack.valid_to);
        days.extend(pack.valid_to.and_then(|end| end.tomorrow().ok()));
        days.extend(selection.days());
    }
    days.sort();
    days.dedup();
    days
}

/// Follows one kind of subject through the days.
fn follow(ready: &[(&Draft, Selection)], who: Who<'_>, days: &[Date], problems: &mut Vec<Problem>) {
    let mut last: Option<&Draft> = None;
    let mut gap: Option<Date> = None;
    for day in days {
        let takes = |(draft, selection): &&(&Draft, Selection)| {
            draft.pack.governs(*day) && selection.takes(who, *day) == Some(true)
        };
        let mut governing = ready.iter().filter(takes).map(|(draft, _)| *draft);
        match (governing.next(), governing.next()) {
            (Some(earlier), Some(later)) => return problems.push(twice(earlier, later, who, *day)),
            (Some(draft), None) => {
                if let (Some(before), Some(since)) = (last, gap) {
                    return problems.push(between(before, draft, who, since));
                }
                last = Some(draft);
            }
            (None, _) => gap = gap.or_else(|| last.map(|_| *day)),
        }
    }
}

fn twice(earlier: &Draft, later: &Draft, who: Who<'_>, day: Date) -> Problem {
    let message =
        format!("`{}` and `{}` both govern {} on {day}", earlier.pack.id, later.pack.id, name(who));
    let hint = "narrow one `select`, or end one of them".to_owned();
    problem(&later.file, later.valid_from_at, ProblemKind::Overlap, message, hint)
}

fn between(before: &Draft, after: &Draft, who: Who<'_>, since: Date) -> Problem {
    let topic = after.pack.id.topic();
    let message = format!(
        "nothing of `{topic}` governs {} from {since} on, until `{}`",
        name(who),
        after.pack.id
    );
    let hint =
        format!("begin `{}` earlier, or let `{}` govern longer", after.pack.id, before.pack.id);
    problem(&after.file, after.valid_from_at, ProblemKind::Gap, message, hint)
}

fn name(who: Who<'_>) -> String {
    let kind = if who.kind.is_empty() { "all" } else { who.kind };
    let regulation = if who.own_regulation == Some(true) { "with" } else { "without" };
    format!("`{kind}` ({regulation} a regulation of their own)")
}
