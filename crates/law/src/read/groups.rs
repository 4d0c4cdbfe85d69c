//! `[[ratio_cap]]`, `[[feed]]`, `[[head_cap]]`: what holds between subjects.

use toml::Spanned;

use super::facts::any;
use super::fields::Fields;
use super::judging::{at, ground};
use super::references::References;
use super::wording;
use crate::problem::Report;
use crate::rules::{Feed, HeadCap, RatioCap, Rounding};

pub(super) fn read_cap(
    fields: &mut Fields<'_>,
    key: String,
    references: &mut References,
    report: &mut Report<'_>,
) -> Option<RatioCap> {
    let at = at(fields.at(), report);
    let refs = fields.texts("ref", report);
    let outcome = fields.required::<String>("outcome", report).map(Spanned::into_inner);
    let among = fields.texts("among", report);
    let share = fields.required::<String>("share", report).map(Spanned::into_inner);
    let raised = fields.optional::<String>("raised", report).map(Spanned::into_inner);
    let floor_one_below =
        fields.optional::<String>("floor_one_below", report).map(Spanned::into_inner);
    let groups = fields.text_lists("groups", report);
    let rounding = fields.word("rounding", &Rounding::NAMES, report);
    let because = wording(fields, "because", report);
    let (citation, confidence) = ground(fields, references, report)?;
    Some(RatioCap {
        key,
        refs,
        outcome: outcome?,
        among,
        share: share?,
        raised,
        floor_one_below,
        groups,
        rounding: rounding?,
        because: because?,
        citation,
        confidence,
        at,
    })
}

pub(super) fn read_feed(
    fields: &mut Fields<'_>,
    key: String,
    references: &mut References,
    report: &mut Report<'_>,
) -> Option<Feed> {
    let at = at(fields.at(), report);
    let refs = fields.texts("ref", report);
    let mut text = |name| fields.required::<String>(name, report).map(Spanned::into_inner);
    let (fact, heads, members, least) =
        (text("fact"), text("heads"), text("members"), text("least"));
    let (then, otherwise) = (any(fields, "then", report), any(fields, "otherwise", report));
    for (name, value) in [("then", &then), ("otherwise", &otherwise)] {
        if value.is_none() {
            // Asked for its report of the missing field.
            fields.required::<String>(name, report);
        }
    }
    let because = wording(fields, "because", report);
    let (citation, confidence) = ground(fields, references, report)?;
    Some(Feed {
        key,
        refs,
        fact: fact?,
        heads: heads?,
        members: members?,
        least: least?,
        then: then?.into_inner(),
        otherwise: otherwise?.into_inner(),
        because: because?,
        citation,
        confidence,
        at,
    })
}

pub(super) fn read_head_cap(
    fields: &mut Fields<'_>,
    key: String,
    references: &mut References,
    report: &mut Report<'_>,
) -> Option<HeadCap> {
    let at = at(fields.at(), report);
    let refs = fields.texts("ref", report);
    let heads = fields.required::<String>("heads", report).map(Spanned::into_inner);
    let because = wording(fields, "because", report);
    let (citation, confidence) = ground(fields, references, report)?;
    Some(HeadCap { key, refs, heads: heads?, because: because?, citation, confidence, at })
}
