//! What an amending pack takes over from the one it amends.

use crate::pack::Pack;
use crate::rules::Rules;

/// What can be repealed, for hints.
pub(super) const NAMES: &str = "`setting.KEY`, `item.LIST.KEY`, `fact.KEY`, `derived.KEY`, `rule.KEY`, \
    `ratio_cap.KEY`, `feed.KEY`, `head_cap.KEY` or `case.KEY`";

/// Adds to an amending pack what it neither restates nor repeals, and tells what it repeals that was not there.
pub(super) fn take_over(pack: &mut Pack, from: &Pack, repeals: &[String]) -> Vec<String> {
    let mut from = from.clone();
    let unknown = repeals.iter().filter(|name| !repealed(&mut from, name)).cloned().collect();
    merge(pack, &from);
    unknown
}

/// Takes something out of a pack; whether it was there.
fn repealed(pack: &mut Pack, name: &str) -> bool {
    let Some((kind, key)) = name.split_once('.') else { return false };
    let rules = &mut pack.rules;
    match kind {
        "setting" => removed(&mut pack.settings, |setting| setting.key == key),
        "item" => key.split_once('.').is_some_and(|(list, key)| {
            let list = pack.lists.iter_mut().find(|other| other.key == list);
            list.is_some_and(|list| removed(&mut list.items, |item| item.key == key))
        }),
        "fact" => removed(&mut rules.facts, |fact| fact.key == key),
        "derived" => removed(&mut rules.derived, |step| step.key == key),
        "rule" => removed(&mut rules.rules, |rule| rule.key == key),
        "ratio_cap" => removed(&mut rules.ratio_caps, |cap| cap.key == key),
        "feed" => removed(&mut rules.feeds, |feed| feed.key == key),
        "head_cap" => removed(&mut rules.head_caps, |cap| cap.key == key),
        "case" => removed(&mut rules.cases, |case| case.key == key),
        _ => false,
    }
}

fn removed<T>(entries: &mut Vec<T>, is_meant: impl Fn(&T) -> bool) -> bool {
    let before = entries.len();
    entries.retain(|entry| !is_meant(entry));
    entries.len() < before
}

fn merge(pack: &mut Pack, from: &Pack) {
    for setting in &mut pack.settings {
        if let Some(old) = from.settings.iter().find(|old| old.key == setting.key) {
            setting.keep_limits(old);
        }
    }
    pack.settings = merged(&from.settings, &pack.settings, |setting| &setting.key);
    pack.sources = merged(&from.sources, &pack.sources, |source| &source.key);
    let mut lists = merged(&from.lists, &pack.lists, |list| &list.key);
    for list in &mut lists {
        if let Some(old) = from.lists.iter().find(|old| old.key == list.key) {
            list.items = merged(&old.items, &list.items, |item| &item.key);
            list.items.sort_by_key(|item| item.order);
            list.groups = merged(&old.groups, &list.groups, |group| &group.key);
        }
    }
    pack.lists = lists;
    merge_rules(&mut pack.rules, &from.rules);
}

/// Rules come over like settings; what a pack says only once, it says again or keeps.
fn merge_rules(rules: &mut Rules, from: &Rules) {
    rules.select = rules.select.take().or_else(|| from.select.clone());
    rules.score = rules.score.take().or_else(|| from.score.clone());
    rules.columns = merged(&from.columns, &rules.columns, |column| &column.key);
    rules.facts = merged(&from.facts, &rules.facts, |fact| &fact.key);
    rules.derived = merged(&from.derived, &rules.derived, |step| &step.key);
    rules.outcomes = merged(&from.outcomes, &rules.outcomes, |outcome| &outcome.key);
    rules.rules = merged(&from.rules, &rules.rules, |rule| &rule.key);
    rules.ratio_caps = merged(&from.ratio_caps, &rules.ratio_caps, |cap| &cap.key);
    rules.feeds = merged(&from.feeds, &rules.feeds, |feed| &feed.key);
    rules.head_caps = merged(&from.head_caps, &rules.head_caps, |cap| &cap.key);
    rules.cases = merged(&from.cases, &rules.cases, |case| &case.key);
}

/// The old entries, each replaced by the new one of the same key, then the wholly new ones.
fn merged<T: Clone>(old: &[T], new: &[T], key: impl Fn(&T) -> &String) -> Vec<T> {
    let find =
        |entries: &[T], wanted: &T| entries.iter().find(|entry| key(entry) == key(wanted)).cloned();
    let kept = old.iter().map(|entry| find(new, entry).unwrap_or_else(|| entry.clone()));
    let added = new.iter().filter(|entry| find(old, entry).is_none()).cloned();
    kept.chain(added).collect()
}
