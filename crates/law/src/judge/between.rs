//! Mistakes in what holds between subjects: shares, facts of heads, caps of heads.

use super::lint::unknown;
use crate::problem::{Problem, ProblemKind};
use crate::rules::{At, FactDecl, Feed, RatioCap, Rules};
use crate::value::Value;
use crate::{Pack, Setting};

/// Everything wrong with the shares, feeds and head caps of a pack.
pub(super) fn check(pack: &Pack, problems: &mut Vec<Problem>) {
    let rules = pack.rules();
    for cap in &rules.ratio_caps {
        levels(rules, cap, problems);
        figures(pack, cap, problems);
        groups(rules, cap, problems);
    }
    for cap in &rules.head_caps {
        column(rules, &cap.at, &cap.key, &cap.heads, problems);
    }
    for (n, feed) in rules.feeds.iter().enumerate() {
        units(rules, feed, problems);
        least(pack, feed, problems);
        fed(rules, feed, problems);
        if rules.feeds.iter().take(n).any(|other| other.fact == feed.fact) {
            let wrong = format!("feed `{}` fills fact `{}` a second time", feed.key, feed.fact);
            problems.push(feed.at.problem(
                ProblemKind::Duplicate,
                wrong,
                "remove one of the feeds",
            ));
        }
    }
}

/// The outcome that is rare, and those it is measured against.
fn levels(rules: &Rules, cap: &RatioCap, problems: &mut Vec<Problem>) {
    let known: Vec<&str> = rules.outcomes.iter().map(|outcome| outcome.key.as_str()).collect();
    for key in cap.among.iter().chain([&cap.outcome]) {
        problems.extend(unknown(&cap.at, &cap.key, "outcome", key, &known));
        if rules.outcome(key).is_some_and(|outcome| outcome.outside) {
            let wrong = format!("`{}` counts `{key}`, which stands beside the levels", cap.key);
            let remedy = "name levels only, or remove `outside` from the outcome";
            problems.push(cap.at.problem(ProblemKind::WrongType, wrong, remedy));
        }
    }
    let twice = cap.among.iter().enumerate().find(|(n, key)| cap.among[..*n].contains(key));
    if let Some((_, key)) = twice {
        let wrong = format!("`among` of `{}` names `{key}` twice", cap.key);
        problems.push(cap.at.problem(ProblemKind::Duplicate, wrong, "name each outcome once"));
    }
    if cap.among.iter().all(|key| *key == cap.outcome) {
        let wrong = format!("`{}` measures `{}` against nothing else", cap.key, cap.outcome);
        let remedy = "name in `among` the outcomes it is a share of";
        problems.push(cap.at.problem(ProblemKind::MissingField, wrong, remedy));
    }
}

/// The share, the most it may be raised to, and the size of a small group.
fn figures(pack: &Pack, cap: &RatioCap, problems: &mut Vec<Problem>) {
    let share = figure(pack, cap, "share", &cap.share, problems);
    let raised = cap.raised.as_ref().and_then(|key| figure(pack, cap, "raised", key, problems));
    if let (Some(share), Some(raised)) = (share, raised)
        && hundredths(share) > hundredths(raised)
    {
        let wrong = format!("`raised` of `{}` lies below its `share`", cap.key);
        let remedy = "exchange the two settings, or correct their values";
        problems.push(cap.at.problem(ProblemKind::OutOfRange, wrong, remedy));
    }
    let one_below = cap.floor_one_below.as_ref();
    let Some(setting) = one_below.and_then(|key| setting(pack, &cap.at, &cap.key, key, problems))
    else {
        return;
    };
    let least = if setting.editable { setting.min } else { setting.value.size() };
    if !matches!(setting.value, Value::Integer(_)) || least.is_none_or(|least| least < 0) {
        let wrong = format!("`floor_one_below` of `{}` is no number of subjects", cap.key);
        let remedy = "name an integer setting of 0 or more; an editable one says so by its `min`";
        problems.push(cap.at.problem(ProblemKind::WrongType, wrong, remedy));
    }
}

/// A setting with a share; none where that is reported.
fn figure<'p>(
    pack: &'p Pack,
    cap: &RatioCap,
    field: &str,
    key: &str,
    problems: &mut Vec<Problem>,
) -> Option<&'p Setting> {
    let setting = setting(pack, &cap.at, &cap.key, key, problems)?;
    if hundredths(setting).is_some() {
        return Some(setting);
    }
    let kind = setting.value.value_type();
    let wrong = format!("`{field}` of `{}` is setting `{key}` of type {kind}", cap.key);
    let remedy = "name a setting of type percent or basis_points";
    problems.push(cap.at.problem(ProblemKind::WrongType, wrong, remedy));
    None
}

fn setting<'p>(
    pack: &'p Pack,
    at: &At,
    owner: &str,
    key: &str,
    problems: &mut Vec<Problem>,
) -> Option<&'p Setting> {
    let known: Vec<&str> = pack.settings().iter().map(|setting| setting.key.as_str()).collect();
    problems.extend(unknown(at, owner, "setting", key, &known));
    pack.setting(key)
}

fn hundredths(setting: &Setting) -> Option<u32> {
    match setting.value {
        Value::Percent(percent) => Some(u32::from(percent) * 100),
        Value::BasisPoints(points) => Some(u32::from(points)),
        _ => None,
    }
}

/// The groups within which a share holds.
fn groups(rules: &Rules, cap: &RatioCap, problems: &mut Vec<Problem>) {
    for key in cap.groups.iter().flatten() {
        column(rules, &cap.at, &cap.key, key, problems);
    }
    if cap.groups.is_empty() || cap.groups.iter().any(Vec::is_empty) {
        let wrong = format!("`{}` does not say within which groups it holds", cap.key);
        let remedy = "add `groups = [[\"…\"]]` with columns of the pack";
        problems.push(cap.at.problem(ProblemKind::MissingField, wrong, remedy));
    }
}

fn column(rules: &Rules, at: &At, owner: &str, key: &str, problems: &mut Vec<Problem>) {
    let known: Vec<&str> = rules.columns.iter().map(|column| column.key.as_str()).collect();
    problems.extend(unknown(at, owner, "column", key, &known));
}

/// The unit somebody heads and the one somebody belongs to.
fn units(rules: &Rules, feed: &Feed, problems: &mut Vec<Problem>) {
    column(rules, &feed.at, &feed.key, &feed.heads, problems);
    column(rules, &feed.at, &feed.key, &feed.members, problems);
    if feed.heads == feed.members {
        let wrong = format!("`heads` and `members` of `{}` are the same column", feed.key);
        let remedy =
            "name the column of the unit somebody heads, and the one of the unit they are in";
        problems.push(feed.at.problem(ProblemKind::Duplicate, wrong, remedy));
    }
}

/// The score that members must reach.
fn least(pack: &Pack, feed: &Feed, problems: &mut Vec<Problem>) {
    let setting = setting(pack, &feed.at, &feed.key, &feed.least, problems);
    if setting.is_some_and(|setting| setting.value.size().is_none()) {
        let wrong = format!("`least` of `{}` is no setting with a number", feed.key);
        let remedy = "name the setting with the score that every member must reach";
        problems.push(feed.at.problem(ProblemKind::WrongType, wrong, remedy));
    }
    if pack.rules().score.is_none() {
        let wrong = format!("`{}` asks for scores, and the pack has none", feed.key);
        problems.push(feed.at.problem(ProblemKind::MissingField, wrong, "add `[score]`"));
    }
}

/// The fact that is filled, and the values it gets.
fn fed(rules: &Rules, feed: &Feed, problems: &mut Vec<Problem>) {
    let known: Vec<&str> = rules.facts.iter().map(|fact| fact.key.as_str()).collect();
    problems.extend(unknown(&feed.at, &feed.key, "fact", &feed.fact, &known));
    let Some(fact) = rules.facts.iter().find(|fact| fact.key == feed.fact) else { return };
    for (field, text) in [("then", &feed.then), ("otherwise", &feed.otherwise)] {
        problems.extend(impossible(feed, fact, field, text));
    }
    if fact.default.is_some() {
        let wrong = format!("`{}` never fills fact `{}`, which has a default", feed.key, fact.key);
        let remedy = "remove `default` from the fact, or the feed";
        problems.push(feed.at.problem(ProblemKind::Unreachable, wrong, remedy));
    }
}

fn impossible(feed: &Feed, fact: &FactDecl, field: &str, text: &str) -> Option<Problem> {
    let (wrong, remedy) = match fact.read(text) {
        Err(bad) => (bad.wrong, bad.remedy),
        Ok(_) if text.trim().is_empty() => ("empty", "write a value of the fact".to_owned()),
        Ok(_) => return None,
    };
    let wrong = format!("`{field}` of `{}` is {wrong} for fact `{}`", feed.key, fact.key);
    Some(feed.at.problem(ProblemKind::OutOfRange, wrong, remedy))
}
