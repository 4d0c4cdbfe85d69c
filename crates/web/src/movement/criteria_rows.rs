//! The rows of a criteria form: out of a set, and back into drafts.

use nep_app::{AppError, FieldError, movement::Heading};
use nep_domain::{
    facts::FactName,
    movement::{Basis, CriteriaSet, Criterion, CriterionDraft, scorable},
    number::Points,
};

use super::words;
use crate::{cite::Cite, form::FormData, i18n::Lang, page::Page};

/// A heading with its criteria.
pub(super) struct GroupView {
    pub(super) label: String,
    pub(super) ground: Cite,
    pub(super) total: String,
    pub(super) criteria: Vec<CriterionView>,
}

/// A criterion as the page shows it.
pub(super) struct CriterionView {
    /// The weight's field, for criteria that come from the model.
    pub(super) field: Option<String>,
    /// Whether the unit added it itself.
    pub(super) own: bool,
    pub(super) name: String,
    pub(super) basis: String,
    pub(super) points: String,
}

/// `C1. Ban hành …`
pub(super) fn label(lang: Lang, heading: &Heading) -> String {
    let text = words::say(lang, &heading.item.label);
    heading.item.code.as_ref().map_or_else(|| text.clone(), |code| format!("{code}. {text}"))
}

/// The headings with the criteria of a set. In a unit's form only the model's criteria stand here, its own are rows.
pub(super) fn groups(
    page: &Page,
    lang: Lang,
    headings: &[Heading],
    set: Option<&CriteriaSet>,
    is_model: bool,
) -> Vec<GroupView> {
    let of = |key: &str| {
        set.into_iter()
            .flat_map(|s| &s.criteria)
            .filter(move |c| c.heading == key)
            .collect::<Vec<_>>()
    };
    let group = |heading: &Heading| {
        let criteria = of(&heading.item.key);
        GroupView {
            label: label(lang, heading),
            ground: Cite::item(page, &heading.pack, &heading.item),
            total: Points(criteria.iter().map(|c| c.max_points.0).sum()).to_string(),
            criteria: criteria.iter().map(|c| criterion(page, set, c, is_model)).collect(),
        }
    };
    headings.iter().map(group).collect()
}

fn criterion(
    page: &Page,
    set: Option<&CriteriaSet>,
    criterion: &Criterion,
    is_model: bool,
) -> CriterionView {
    let basis = match criterion.basis {
        Basis::Judged => page.t("movement-judged"),
        Basis::Measured { fact, target } => page.t2(
            "movement-measured-by",
            "fact",
            page.word("fact", fact),
            "target",
            words::target(fact, target),
        ),
    };
    let own_of_unit = criterion.model.is_none() && set.is_some_and(|s| !s.is_model());
    let model = criterion.model.unwrap_or(criterion.id);
    CriterionView {
        field: (!is_model && !own_of_unit).then(|| format!("weight-{model}")),
        own: own_of_unit,
        name: criterion.name.clone(),
        basis,
        points: criterion.max_points.to_string(),
    }
}

/// The form of a set: rows of the model itself, or weights of the model and rows of the unit's own.
pub(super) fn filled(set: Option<&CriteriaSet>, is_model: bool) -> FormData {
    let mut form = FormData::default();
    let Some(set) = set else { return form };
    let mut row = 0;
    for criterion in &set.criteria {
        let from_model = criterion.model.is_some() || set.is_model();
        if from_model && !is_model {
            let model = criterion.model.unwrap_or(criterion.id);
            form.set(&format!("weight-{model}"), criterion.max_points);
        } else {
            fill_row(&mut form, row, criterion);
            row += 1;
        }
    }
    form
}

fn fill_row(form: &mut FormData, row: usize, criterion: &Criterion) {
    form.set(&format!("row-{row}-heading"), &criterion.heading);
    form.set(&format!("row-{row}-name"), &criterion.name);
    form.set(&format!("row-{row}-points"), criterion.max_points);
    if let Basis::Measured { fact, target } = criterion.basis {
        form.set(&format!("row-{row}-fact"), fact);
        form.set(&format!("row-{row}-target"), words::target(fact, target));
    }
}

/// One row for each heading, to be filled in.
pub(super) fn empty(headings: &[Heading]) -> FormData {
    let mut form = FormData::default();
    for (row, heading) in headings.iter().enumerate() {
        form.set(&format!("row-{row}-heading"), &heading.item.key);
        form.set(&format!("row-{row}-name"), words::say(Lang::Vi, &heading.item.label));
    }
    form
}

/// The rows that are not empty.
pub(super) fn used(form: &FormData) -> Vec<usize> {
    let numbers = form
        .names()
        .filter_map(|name| name.strip_prefix("row-")?.split_once('-')?.0.parse::<usize>().ok());
    let filled = |row: &usize| {
        ["name", "points"].iter().any(|part| !form.text(&format!("row-{row}-{part}")).is_empty())
    };
    let mut rows: Vec<_> = numbers.filter(filled).collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}

/// The rows as drafts, and what cannot be read.
pub(super) fn read(form: &FormData, used: &[usize]) -> (Vec<CriterionDraft>, Vec<FieldError>) {
    let mut errors = Vec::new();
    let mut draft = |row: &usize| {
        let field = |part: &str| format!("row-{row}-{part}");
        let points = Points::parse(form.text(&field("points")));
        if points.is_none() {
            errors.push(FieldError::new(field("points"), "movement-points"));
        }
        let basis = match form.text(&field("fact")).parse::<FactName>() {
            Err(_) => Basis::Judged,
            Ok(fact) => {
                let target = words::parse_target(fact, form.text(&field("target")));
                if target.is_none() {
                    errors.push(FieldError::new(field("target"), "movement-target"));
                }
                Basis::Measured { fact, target: target.unwrap_or_default() }
            }
        };
        let (heading, name) =
            (form.text(&field("heading")).to_owned(), form.text(&field("name")).to_owned());
        CriterionDraft { heading, name, basis, max_points: points.unwrap_or_default() }
    };
    let drafts = used.iter().map(&mut draft).collect();
    (drafts, errors)
}

/// Errors of drafts at the rows they came from.
pub(super) fn in_form(error: AppError, used: &[usize]) -> AppError {
    let AppError::Invalid(mut errors) = error else { return error };
    for error in &mut errors {
        let place = error.field.strip_prefix("row-").and_then(|rest| rest.split_once('-'));
        let row = place.and_then(|(n, part)| Some((used.get(n.parse::<usize>().ok()?)?, part)));
        if let Some((row, part)) = row {
            error.field = format!("row-{row}-{part}");
        }
    }
    AppError::Invalid(errors)
}

/// The facts points can grow with, as choices.
pub(super) fn facts(page: &Page) -> Vec<(String, String)> {
    let facts = FactName::ALL.iter().filter(|fact| scorable(**fact));
    facts.map(|fact| (fact.key().to_owned(), page.word("fact", fact))).collect()
}

#[cfg(test)]
mod tests {
    use nep_app::{AppError, FieldError};

    use super::{in_form, used};
    use crate::form::FormData;

    #[test]
    fn empty_rows_are_left_out_and_errors_find_their_row() {
        let mut form = FormData::default();
        form.set("row-0-heading", "c1");
        form.set("row-2-name", "Chỉ tiêu");
        form.set("row-5-points", "10");
        assert_eq!(used(&form), [2, 5]);
        let error = AppError::Invalid(vec![
            FieldError::new("row-1-name", "missing"),
            FieldError::new("total", "x"),
        ]);
        let AppError::Invalid(errors) = in_form(error, &used(&form)) else { panic!("other error") };
        let fields: Vec<_> = errors.iter().map(|e| e.field.as_str()).collect();
        assert_eq!(fields, ["row-5-name", "total"]);
    }
}
