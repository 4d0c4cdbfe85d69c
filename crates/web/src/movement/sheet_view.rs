//! A score sheet's lines as the page shows them.

use nep_app::{
    files::may_read_evidence,
    movement::{Heading, SheetView},
};
use nep_domain::{
    facts::FactQuery,
    movement::{Basis, Evidence, ScoreLine, Sign, total},
    number::Points,
};

use super::{criteria_rows::label, words};
use crate::{cite::Cite, form::FormData, format, page::Page, paths, session::Viewer};

/// A heading with its lines.
pub(super) struct GroupView {
    pub(super) label: String,
    pub(super) ground: Cite,
    pub(super) max: String,
    pub(super) self_points: String,
    pub(super) verified: String,
    pub(super) lines: Vec<LineView>,
}

/// A line.
pub(super) struct LineView {
    pub(super) number: i32,
    pub(super) name: String,
    pub(super) max: String,
    /// The sentence of "Vì sao?".
    pub(super) why: String,
    pub(super) fact: Option<FactView>,
    pub(super) evidence: Vec<EvidenceView>,
    pub(super) evidence_missing: bool,
    pub(super) self_points: String,
    pub(super) self_note: String,
    pub(super) verified: String,
    pub(super) verify_note: String,
    pub(super) above_measured: bool,
    /// Names of the form fields.
    pub(super) points_field: String,
    pub(super) note_field: String,
    pub(super) file_field: String,
    pub(super) evidence_field: String,
    pub(super) verified_field: String,
    pub(super) verify_note_field: String,
}

/// The fact behind a measured line.
pub(super) struct FactView {
    pub(super) name: String,
    pub(super) target: String,
    /// As used: the value, the day, and the address of the records.
    pub(super) used: Option<(String, String, String)>,
    pub(super) points: String,
    pub(super) nothing: bool,
}

/// A file.
pub(super) struct EvidenceView {
    pub(super) id: String,
    pub(super) name: String,
    /// Nothing when the person may not read it.
    pub(super) href: Option<String>,
    pub(super) size: String,
}

/// The lines under their headings; headings without a line are left out.
pub(super) fn groups(
    page: &Page,
    viewer: &Viewer,
    view: &SheetView,
    headings: &[Heading],
) -> Vec<GroupView> {
    let group = |heading: &Heading| {
        let lines = view.lines.iter().filter(|l| l.criterion.heading == heading.item.key).cloned();
        let lines: Vec<ScoreLine> = lines.collect();
        (!lines.is_empty()).then(|| GroupView {
            label: label(viewer.lang, heading),
            ground: Cite::item(page, &heading.pack, &heading.item),
            max: Points(lines.iter().map(|l| l.criterion.max_points.0).sum()).to_string(),
            self_points: words::points(total(&lines, |l| l.self_points)),
            verified: words::points(total(&lines, |l| l.verified_points)),
            lines: lines.iter().map(|l| line(page, viewer, view, l)).collect(),
        })
    };
    headings.iter().filter_map(group).collect()
}

fn line(page: &Page, viewer: &Viewer, view: &SheetView, line: &ScoreLine) -> LineView {
    let field = |prefix: &str| format!("{prefix}-{}", line.id);
    let readable = may_read_evidence(&viewer.ctx, view.sheet.unit);
    LineView {
        number: line.criterion.ordinal,
        name: line.criterion.name.clone(),
        max: line.criterion.max_points.to_string(),
        why: why(page, line),
        fact: fact(page, view, line),
        evidence: line.evidence.iter().map(|e| evidence(e, readable)).collect(),
        evidence_missing: line.evidence_missing(),
        self_points: words::points(line.self_points),
        self_note: line.self_note.clone(),
        verified: words::points(line.verified_points),
        verify_note: line.verify_note.clone(),
        above_measured: nep_domain::movement::signs(std::slice::from_ref(line))
            .contains(&Sign::AboveMeasured),
        points_field: field("points"),
        note_field: field("note"),
        file_field: field("file"),
        evidence_field: field("evidence"),
        verified_field: field("verified"),
        verify_note_field: field("verify-note"),
    }
}

/// What the line of a field is called, e.g. `3. Trang phục` for `points-<identifier>`.
pub(super) fn name_of_line(view: &SheetView, field: &str) -> Option<String> {
    let line = view.lines.iter().find(|line| field.ends_with(&line.id.to_string()))?;
    Some(format!("{}. {}", line.criterion.ordinal, line.criterion.name))
}

fn why(page: &Page, line: &ScoreLine) -> String {
    let key = match line.criterion.basis {
        Basis::Judged => "movement-why-judged",
        Basis::Measured { .. } if line.measured.is_none() => "movement-why-not-filled",
        Basis::Measured { .. } if line.nothing_measured() => "movement-why-nothing",
        Basis::Measured { .. } => "movement-why-measured",
    };
    page.t(key)
}

fn fact(page: &Page, view: &SheetView, line: &ScoreLine) -> Option<FactView> {
    let Basis::Measured { fact, target } = line.criterion.basis else { return None };
    let used = line.measured.map(|measured| {
        let query = FactQuery::new(
            fact,
            view.sheet.unit,
            view.movement.period(view.sheet.year),
            measured.on,
        );
        (
            words::measured(fact, measured.value),
            format::date(measured.on),
            paths::fact_records(&query),
        )
    });
    Some(FactView {
        name: page.word("fact", fact),
        target: words::target(fact, target),
        used,
        points: words::points(line.measured_points),
        nothing: line.nothing_measured(),
    })
}

fn evidence(evidence: &Evidence, readable: bool) -> EvidenceView {
    EvidenceView {
        id: evidence.id.to_string(),
        name: evidence.name.clone(),
        href: readable.then(|| paths::file(evidence.file)),
        size: size(evidence.size),
    }
}

/// `12 KB`, `1,4 MB`.
fn size(bytes: i64) -> String {
    let kilobytes = (bytes + 1023) / 1024;
    if kilobytes < 1024 {
        format!("{kilobytes} KB")
    } else {
        format!("{} MB", Points((kilobytes * 10 / 1024) * 10))
    }
}

/// What stands in the form of the unit at first.
pub(super) fn self_form(view: &SheetView) -> FormData {
    let mut form = FormData::default();
    form.set("version", view.sheet.version);
    for line in &view.lines {
        form.set(&format!("points-{}", line.id), words::points(line.self_points));
        form.set(&format!("note-{}", line.id), &line.self_note);
    }
    form
}

/// What stands in the form of verification at first: measured points are proposed, judged ones are left to a person.
pub(super) fn verify_form(view: &SheetView) -> FormData {
    let mut form = FormData::default();
    form.set("version", view.sheet.version);
    for line in &view.lines {
        let proposed = line.verified_points.or(line.measured_points);
        form.set(&format!("verified-{}", line.id), words::points(proposed));
        form.set(&format!("verify-note-{}", line.id), &line.verify_note);
    }
    form
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_are_short() {
        assert_eq!(size(1), "1 KB");
        assert_eq!(size(1_048_576), "1 MB");
        assert_eq!(size(1_572_864), "1,5 MB");
    }
}
