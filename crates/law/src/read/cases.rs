//! `[[case]]`.

use toml::Spanned;

use super::facts::{any, written};
use super::fields::Fields;
use super::judging::at;
use crate::problem::Report;
use crate::rules::Case;

pub(super) fn read_case(
    fields: &mut Fields<'_>,
    key: String,
    report: &mut Report<'_>,
) -> Option<Case> {
    let at = at(fields.at(), report);
    let shows = fields.texts("shows", report);
    let facts = fields.inner("facts", report).map(|table| {
        let cells = table.entries();
        cells.map(|(name, value)| (name.get_ref().to_string(), written(value, report))).collect()
    });
    let outcome = fields.required::<String>("outcome", report).map(Spanned::into_inner);
    let score = any(fields, "score", report).map(Spanned::into_inner);
    let missing = fields.texts("missing", report);
    let facts = facts.unwrap_or_default();
    Some(Case { key, shows, facts, outcome: outcome?, score, missing, at })
}
