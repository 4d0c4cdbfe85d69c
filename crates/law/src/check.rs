//! What only shows when packs stand side by side: duplicates, succession, overlaps, gaps.

mod inherit;
mod succession;

use std::collections::{BTreeMap, BTreeSet};

use crate::pack::{Pack, PackId};
use crate::problem::{Problem, ProblemKind, problem};
use crate::read::Draft;
use crate::wording::hint;

/// Compares the packs, ends those that are superseded, fills in what amending packs leave out.
///
/// `known` holds the ids of all files, also of those that could not be read.
pub(crate) fn connect(
    mut drafts: Vec<Draft>,
    known: &BTreeSet<PackId>,
    problems: &mut Vec<Problem>,
) -> Vec<Pack> {
    drafts.sort_by(|a, b| {
        (a.pack.id.topic(), a.pack.valid_from, &a.file).cmp(&(
            b.pack.id.topic(),
            b.pack.valid_from,
            &b.file,
        ))
    });
    find_duplicates(&drafts, problems);
    let ids = Ids { known, broken: broken(&drafts, known) };
    for index in 0..drafts.len() {
        succeed(&mut drafts, index, &ids, problems);
    }
    compare_periods(&drafts, &ids, problems);
    drafts.into_iter().map(|draft| draft.pack).collect()
}

/// Ids of all files; those that could not be read must not make others look wrong.
struct Ids<'a> {
    known: &'a BTreeSet<PackId>,
    broken: BTreeSet<PackId>,
}

fn broken(drafts: &[Draft], known: &BTreeSet<PackId>) -> BTreeSet<PackId> {
    let is_read = |id: &PackId| drafts.iter().any(|draft| draft.pack.id == *id);
    known.iter().filter(|id| !is_read(id)).cloned().collect()
}

fn find_duplicates(drafts: &[Draft], problems: &mut Vec<Problem>) {
    let mut seen: BTreeMap<&PackId, &Draft> = BTreeMap::new();
    for draft in drafts {
        if let Some(first) = seen.insert(&draft.pack.id, draft) {
            problems.push(problem(
                &draft.file,
                draft.id_at,
                ProblemKind::Duplicate,
                format!("pack `{}` is there twice, also in {}", draft.pack.id, first.file),
                "give this version its own id".to_owned(),
            ));
        }
    }
}

/// Lets the pack at `index` take the place of the one it names; earlier packs are done already,
/// since drafts are in order of time.
fn succeed(drafts: &mut [Draft], index: usize, ids: &Ids<'_>, problems: &mut Vec<Problem>) {
    let (before, rest) = drafts.split_at_mut(index);
    let Some(draft) = rest.first_mut() else { return };
    let Some(supersedes) = draft.pack.supersedes.clone() else { return };
    let earlier = before.iter_mut().find(|earlier| {
        earlier.pack.id == supersedes
            && earlier.pack.id.topic() == draft.pack.id.topic()
            && earlier.pack.subject == draft.pack.subject
            && earlier.pack.valid_from < draft.pack.valid_from
    });
    let Some(earlier) = earlier else {
        if !ids.broken.contains(&supersedes) {
            problems.push(cannot_supersede(draft, &supersedes, ids.known));
        }
        return;
    };
    if earlier.pack.valid_to.is_none() {
        earlier.pack.valid_to = draft.pack.valid_from.yesterday().ok();
    }
    if draft.amends {
        let unknown = inherit::take_over(&mut draft.pack, &earlier.pack, &draft.repeals);
        problems.extend(unknown.into_iter().map(|name| {
            let message = format!("`{}` has no `{name}` to repeal", earlier.pack.id);
            let hint = format!("write {}", inherit::NAMES);
            problem(&draft.file, draft.repeals_at, ProblemKind::UnknownName, message, hint)
        }));
        let outside =
            draft.pack.settings.iter().filter(|setting| !setting.in_range(&setting.value));
        problems.extend(outside.map(|setting| {
            let message = format!("setting `{}` is {}", setting.key, setting.value);
            let hint = format!("`{}` takes {}", earlier.pack.id, setting.allowed());
            setting.at.problem(ProblemKind::OutOfRange, message, hint)
        }));
    }
}

fn cannot_supersede(draft: &Draft, supersedes: &PackId, known: &BTreeSet<PackId>) -> Problem {
    let same_topic = supersedes.topic() == draft.pack.id.topic();
    let (message, hint) = if !known.contains(supersedes) {
        let ids: Vec<&str> = known.iter().map(PackId::as_str).collect();
        (format!("there is no pack `{supersedes}`"), hint(supersedes.as_str(), &ids))
    } else if same_topic {
        (
            format!("`{supersedes}` does not begin before {}", draft.pack.valid_from),
            "a pack supersedes one that began earlier; check both `valid_from`".to_owned(),
        )
    } else {
        (
            format!("`{supersedes}` is of another topic than `{}`", draft.pack.id),
            format!("both ids must begin with `{}/`", draft.pack.id.topic()),
        )
    };
    problem(&draft.file, draft.supersedes_at, ProblemKind::UnknownPack, message, hint)
}

/// Versions of one topic must follow each other day by day for everybody they govern.
///
/// A topic with a file that could not be read is left alone: its gap would be an echo of that.
fn compare_periods(drafts: &[Draft], ids: &Ids<'_>, problems: &mut Vec<Problem>) {
    let broken: BTreeSet<&str> = ids.broken.iter().map(PackId::topic).collect();
    let mut topics: BTreeMap<(&str, &str), Vec<&Draft>> = BTreeMap::new();
    for draft in drafts {
        let topic = draft.pack.id.topic();
        if !broken.contains(topic) {
            topics.entry((topic, draft.pack.subject.code())).or_default().push(draft);
        }
    }
    for versions in topics.values() {
        if versions.iter().any(|draft| draft.pack.rules.select.is_some()) {
            succession::compare(versions, problems);
            continue;
        }
        for pair in versions.windows(2) {
            let [earlier, later] = pair else { continue };
            if earlier.pack.id != later.pack.id {
                problems.extend(compare(earlier, later));
            }
        }
    }
}

fn compare(earlier: &Draft, later: &Draft) -> Option<Problem> {
    let begins = later.pack.valid_from;
    let (kind, message, hint) = match earlier.pack.valid_to {
        None => (
            ProblemKind::Overlap,
            format!("`{}` begins while `{}` has no end", later.pack.id, earlier.pack.id),
            format!("add `supersedes = \"{}\"`, or end that pack", earlier.pack.id),
        ),
        Some(end) if end >= begins => (
            ProblemKind::Overlap,
            format!("`{}` still governs until {end}", earlier.pack.id),
            format!("begin the day after {end}, or end `{}` earlier", earlier.pack.id),
        ),
        Some(end) if end.tomorrow().is_ok_and(|next| next < begins) => (
            ProblemKind::Gap,
            format!("nothing of `{}` governs between {end} and {begins}", later.pack.id.topic()),
            format!("begin the day after {end}, or let `{}` govern longer", earlier.pack.id),
        ),
        Some(_) => return None,
    };
    Some(problem(&later.file, later.valid_from_at, kind, message, hint))
}
