//! One visit: the checklist to fill for inspectors, the result for everybody else.

use askama::Template;
use nep_app::{
    AppResult,
    inspection::{self, ChecklistLine, VisitView},
};
use nep_domain::{
    ids::VisitId,
    inspection::{InspectionState, ItemResult, VisitState},
};
use nep_law::PackId;

use super::lines::{FindingLine, VisitLine};
use crate::{
    cite::Cite,
    error::WebResult,
    form::{Fields, FormData, FormView, SignedForm},
    format,
    key::Key,
    page::{self, FormPage, Page, html},
    paths,
    session::Viewer,
};

#[derive(Template)]
#[template(path = "inspection/visit.html")]
pub(super) struct VisitPage {
    page: Page,
    visit: VisitLine,
    state: VisitState,
    cancelled: Option<String>,
    lines: Vec<ItemLine>,
    further: Vec<ItemLine>,
    findings: Vec<FindingLine>,
    counted: Option<String>,
    summary: String,
    visited_by: Option<String>,
    due: String,
    due_why: Cite,
    /// The checklist may be filled now.
    editable: bool,
    /// The visit may be moved or called off now.
    movable: bool,
    hrefs: Hrefs,
    version: i64,
    form: FormView,
}

/// Where the page's forms and links go.
struct Hrefs {
    own: String,
    minutes: String,
    reschedule: String,
    cancel: String,
}

/// People counted.
pub(super) struct Counted {
    pub(super) listed: i32,
    pub(super) present: i32,
    pub(super) with_reason: i32,
    pub(super) without_reason: i32,
}

/// A line of the checklist.
pub(super) struct ItemLine {
    pub(super) key: String,
    pub(super) label: String,
    /// Heading of the group that starts with this line.
    pub(super) heading: Option<String>,
    pub(super) result: Option<ItemResult>,
    pub(super) word: String,
    pub(super) note: String,
    pub(super) photo: Option<String>,
    pub(super) why: Cite,
}

impl ItemLine {
    /// The lines in order, each new group with its heading.
    pub(super) fn all(
        page: &Page,
        visit: VisitId,
        pack: &PackId,
        lines: &[&ChecklistLine],
    ) -> Vec<Self> {
        let mut group = None;
        let one = |line: &&ChecklistLine| {
            let heading =
                line.group.as_ref().filter(|g| group.as_ref() != Some(*g)).map(|g| page.wording(g));
            group.clone_from(&line.group);
            Self::new(page, visit, pack, line, heading)
        };
        lines.iter().map(one).collect()
    }

    fn new(
        page: &Page,
        visit: VisitId,
        pack: &PackId,
        line: &ChecklistLine,
        heading: Option<String>,
    ) -> Self {
        let item = &line.item;
        let answer = line.answer.as_ref();
        let result = answer.map(|a| a.result);
        Self {
            label: page.wording(&item.label),
            heading,
            word: result.map_or_else(
                || page.t("inspection-unanswered"),
                |r| page.word("inspection-result", r),
            ),
            note: answer.map(|a| a.note.clone()).unwrap_or_default(),
            photo: answer.and_then(|a| a.photo).map(|_| paths::visit_photo(visit, &item.key)),
            why: Cite::item(page, pack, item),
            key: item.key.clone(),
            result,
        }
    }
}

/// `GET /kiem-tra/luot/{id}`
pub(crate) async fn visit(viewer: Viewer, Key(id): Key<VisitId>) -> WebResult {
    html(&visit_page(&viewer, id).await?)
}

pub(super) async fn visit_page(viewer: &Viewer, id: VisitId) -> WebResult<VisitPage> {
    let view = inspection::visit(&viewer.ctx, id).await?;
    let page = viewer
        .page("inspection-title")
        .crumb(paths::INSPECTIONS, "inspection-title")
        .crumb_named(paths::inspection(view.inspection.id), &view.inspection.name)
        .titled(&view.row.unit);
    let (required, further): (Vec<_>, Vec<_>) = view.lines.iter().partition(|line| line.required);
    let open = view.inspection.state != InspectionState::Concluded
        && view.row.state != VisitState::Cancelled;
    let due = &view.remedy_due;
    let pack = &due.pack;
    Ok(VisitPage {
        visit: VisitLine::new(&page, &view.row),
        state: view.row.state,
        cancelled: view.row.visit.cancelled.clone(),
        lines: ItemLine::all(&page, id, pack, &required),
        further: ItemLine::all(&page, id, pack, &further),
        findings: view.findings.iter().map(|row| FindingLine::new(&page, row)).collect(),
        counted: counted(&view).map(|c| c.sentence(&page)),
        summary: view.row.visit.summary.clone(),
        visited_by: view.visited_by.clone(),
        due: format::date(due.value),
        due_why: Cite::place(&page, due),
        editable: view.may_visit && open,
        movable: view.may_plan
            && view.inspection.state != InspectionState::Concluded
            && view.row.visit.visited_on.is_none(),
        hrefs: Hrefs {
            own: paths::visit(id),
            minutes: paths::visit_minutes(id),
            reschedule: paths::visit_reschedule(id),
            cancel: paths::visit_cancel(id),
        },
        version: view.row.visit.version,
        form: FormView::filled(filled(viewer, &view)),
        page,
    })
}

impl Counted {
    fn sentence(&self, page: &Page) -> String {
        let values = [
            ("listed", self.listed.to_string()),
            ("present", self.present.to_string()),
            ("reason", self.with_reason.to_string()),
            ("none", self.without_reason.to_string()),
        ];
        page.tn("inspection-counted", &values)
    }
}

pub(super) fn counted(view: &VisitView) -> Option<Counted> {
    view.row.visit.attendance.map(|a| Counted {
        listed: a.listed,
        present: a.present,
        with_reason: a.absent_with_reason,
        without_reason: a.absent_without_reason(),
    })
}

/// The form as saved last; a visit not begun starts with today.
fn filled(viewer: &Viewer, view: &VisitView) -> FormData {
    let visit = &view.row.visit;
    let mut form = FormData::default();
    form.set("version", visit.version);
    form.set("visited_on", visit.visited_on.unwrap_or_else(|| viewer.ctx.today()));
    form.set("planned_on", visit.planned_on);
    form.set("summary", &visit.summary);
    if let Some(counted) = visit.attendance {
        form.set("listed", counted.listed);
        form.set("present", counted.present);
        form.set("absent_with_reason", counted.absent_with_reason);
    }
    if let Some(finding) = view.findings.first() {
        form.set("remedy_due", finding.finding.remedy_due);
    }
    for answer in &visit.items {
        form.set(&format!("result-{}", answer.item), answer.result);
        form.set(&format!("note-{}", answer.item), &answer.note);
    }
    form
}

/// `POST /kiem-tra/luot/{id}/doi-ngay`
pub(crate) async fn reschedule(
    viewer: Viewer,
    Key(id): Key<VisitId>,
    SignedForm(form): SignedForm,
) -> WebResult {
    let mut fields = Fields::new(&form);
    let (on, version) = (fields.date("planned_on"), fields.parsed("version", "missing"));
    let outcome = match (fields.finish(), on) {
        (Ok(()), Some(on)) => {
            inspection::reschedule_visit(&viewer.ctx, id, version.unwrap_or_default(), on).await
        }
        (Err(error), _) => Err(error),
        (Ok(()), None) => Ok(()),
    };
    finish(&viewer, id, form, outcome, "inspection-rescheduled").await
}

/// `POST /kiem-tra/luot/{id}/huy`
pub(crate) async fn cancel(
    viewer: Viewer,
    Key(id): Key<VisitId>,
    SignedForm(form): SignedForm,
) -> WebResult {
    let mut fields = Fields::new(&form);
    let (reason, version) = (fields.required("reason"), fields.parsed("version", "missing"));
    let outcome = match fields.finish() {
        Ok(()) => {
            inspection::cancel_visit(&viewer.ctx, id, version.unwrap_or_default(), &reason).await
        }
        Err(error) => Err(error),
    };
    finish(&viewer, id, form, outcome, "inspection-cancelled").await
}

/// Back to the visit: with a message, or with what was typed and what is wrong with it.
pub(super) async fn finish(
    viewer: &Viewer,
    id: VisitId,
    form: FormData,
    outcome: AppResult<()>,
    flash: &str,
) -> WebResult {
    page::finish(viewer, form, outcome, (&paths::visit(id), flash), visit_page(viewer, id)).await
}

impl FormPage for VisitPage {
    fn form(&mut self) -> &mut FormView {
        &mut self.form
    }
}
