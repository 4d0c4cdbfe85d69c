//! `[[list]]` and `[[item]]`.

use toml::Spanned;

use super::fields::Fields;
use super::references::{References, check_default};
use super::settings::missing_citation;
use super::{check_new, key_of, wording};
use crate::citation::{Citation, Confidence};
use crate::item::{Group, Item, List};
use crate::problem::{ProblemKind, Report};
use crate::wording::hint;

/// A list being read, with what its items inherit.
struct OpenList {
    list: List,
    at: usize,
    citation: Option<Citation>,
    confidence: Option<Confidence>,
}

/// Reads every list with its items, in order.
pub(crate) fn read_lists(
    fields: &mut Fields<'_>,
    references: &mut References,
    report: &mut Report<'_>,
) -> Vec<List> {
    let mut keys = Vec::new();
    let mut lists = Vec::new();
    for table in fields.each("list", report) {
        lists.extend(read_list(table, &mut keys, references, report));
    }
    let mut filled = Vec::new();
    for table in fields.each("item", report) {
        read_item(table, &mut lists, &mut filled, references, report);
    }
    for open in &lists {
        if !filled.contains(&open.list.key) {
            report.add(
                ProblemKind::EmptyList,
                open.at,
                format!("list `{}` has no items", open.list.key),
                format!("add `[[item]]` with `list = \"{}\"`, or remove the list", open.list.key),
            );
        }
    }
    lists.into_iter().map(|open| in_order(open.list)).collect()
}

fn in_order(mut list: List) -> List {
    list.items.sort_by_key(|item| item.order);
    list
}

fn read_list(
    mut fields: Fields<'_>,
    keys: &mut Vec<String>,
    references: &mut References,
    report: &mut Report<'_>,
) -> Option<OpenList> {
    let key = key_of(&mut fields, "list", report);
    if let Some(key) = &key {
        check_new(keys, key, "list", report);
        keys.push(key.get_ref().clone());
    }
    let label = wording(&mut fields, "label", report);
    let mut group_keys = Vec::new();
    let mut groups = Vec::new();
    for table in fields.each("groups", report) {
        groups.extend(read_group(table, &mut group_keys, report));
    }
    let citation = references.citation(&mut fields, report);
    let confidence = references.confidence(&mut fields, report);
    let at = fields.at();
    fields.finish(report);
    let list = List { key: key?.into_inner(), label: label?, groups, items: Vec::new() };
    Some(OpenList { list, at, citation, confidence })
}

fn read_group(
    mut fields: Fields<'_>,
    keys: &mut Vec<String>,
    report: &mut Report<'_>,
) -> Option<Group> {
    let key = key_of(&mut fields, "group", report);
    if let Some(key) = &key {
        check_new(keys, key, "group", report);
        keys.push(key.get_ref().clone());
    }
    let label = wording(&mut fields, "label", report);
    fields.finish(report);
    Some(Group { key: key?.into_inner(), label: label? })
}

fn read_item(
    mut fields: Fields<'_>,
    lists: &mut [OpenList],
    filled: &mut Vec<String>,
    references: &mut References,
    report: &mut Report<'_>,
) {
    let key = key_of(&mut fields, "item", report);
    let list_key = fields.required::<String>("list", report);
    filled.extend(list_key.as_ref().map(|key| key.get_ref().clone()));
    let open = list_key.and_then(|key| find_list(lists, &key, filled, report));
    let group = read_group_key(&mut fields, open.as_deref(), report);
    let code = fields.optional::<String>("code", report).map(Spanned::into_inner);
    let order = fields.optional::<i64>("order", report).map(Spanned::into_inner);
    let label = wording(&mut fields, "label", report);
    let citation = item_citation(&mut fields, open.as_deref(), references, report);
    let confidence = item_confidence(&mut fields, open.as_deref(), references, report);
    check_default(citation.as_ref(), confidence.as_ref(), &mut fields, report);
    if let (Some(open), Some(key)) = (&open, &key) {
        let known: Vec<String> = open.list.items.iter().map(|item| item.key.clone()).collect();
        check_new(&known, key, "item", report);
    }
    fields.finish(report);
    let (Some(open), Some(key), Some(label), Some(citation), Some(confidence)) =
        (open, key, label, citation, confidence)
    else {
        return;
    };
    let place = i64::try_from(open.list.items.len()).unwrap_or(i64::MAX).saturating_add(1);
    let (key, order) = (key.into_inner(), order.unwrap_or(place));
    open.list.items.push(Item { key, group, code, label, citation, confidence, order });
}

/// The item's own citation, else its list's.
fn item_citation(
    fields: &mut Fields<'_>,
    open: Option<&OpenList>,
    references: &References,
    report: &mut Report<'_>,
) -> Option<Citation> {
    if fields.raw("citation").is_some() {
        return references.citation(fields, report);
    }
    let inherited = open?.citation.clone();
    if inherited.is_none() {
        missing_citation(fields, report);
    }
    inherited
}

/// The item's own confidence, else its list's.
fn item_confidence(
    fields: &mut Fields<'_>,
    open: Option<&OpenList>,
    references: &mut References,
    report: &mut Report<'_>,
) -> Option<Confidence> {
    let own = references.confidence(fields, report);
    if fields.raw("confidence").is_some() {
        return own;
    }
    let inherited = open?.confidence.clone();
    if inherited.is_none() {
        // Asked for its report of the missing field.
        fields.required::<String>("confidence", report);
    }
    inherited
}

fn find_list<'l>(
    lists: &'l mut [OpenList],
    key: &Spanned<String>,
    filled: &mut Vec<String>,
    report: &mut Report<'_>,
) -> Option<&'l mut OpenList> {
    let Some(index) = lists.iter().position(|open| open.list.key == *key.get_ref()) else {
        let known: Vec<&str> = lists.iter().map(|open| open.list.key.as_str()).collect();
        report.add(
            ProblemKind::UnknownList,
            key.span().start,
            format!("the file declares no list `{}`", key.get_ref()),
            hint(key.get_ref(), &known),
        );
        // The item may be meant for any of them, so that none is called empty for its sake.
        filled.extend(known.into_iter().map(ToOwned::to_owned));
        return None;
    };
    lists.get_mut(index)
}

fn read_group_key(
    fields: &mut Fields<'_>,
    open: Option<&OpenList>,
    report: &mut Report<'_>,
) -> Option<String> {
    let group = fields.optional::<String>("group", report)?;
    if let Some(open) = open
        && !open.list.groups.iter().any(|known| known.key == *group.get_ref())
    {
        let known: Vec<&str> = open.list.groups.iter().map(|group| group.key.as_str()).collect();
        report.add(
            ProblemKind::UnknownList,
            group.span().start,
            format!("list `{}` has no group `{}`", open.list.key, group.get_ref()),
            hint(group.get_ref(), &known),
        );
    }
    Some(group.into_inner())
}
