//! What must I do today? Collected from all rooms, each asked for what waits for the actor.

use jiff::civil::Date;
use nep_domain::{
    access::Action,
    feedback::Feedback,
    ids::{DossierId, FeedbackId, FindingId, ImportId, LetterId, MovementId, UnitId, VisitId},
    inspection::{FindingState, VisitState},
    letters::Letter,
    text_enum,
};
use nep_storage::Page;

use crate::{
    AppResult, Ctx, feedback,
    import::{self, ImportState},
    inspection::{self, FindingQuery, FindingRow},
    letters,
    movement::{self, NextStep, WaitingSheet},
    one_stop::{self, Awaiting, DossierList},
};

/// Entries shown of each section; the rest stand behind its link.
const SHOWN: usize = 5;

text_enum! {
    /// A kind of work, in the order of the page: what is late comes first.
    WorkKind {
        /// Dossiers past their date.
        Overdue = "overdue",
        /// Letters that wait for a signature.
        LettersToSign = "letters_to_sign",
        /// Dossiers whose delay would have to be announced now.
        DueSoon = "due_soon",
        /// Supplement slips of offices that the desk is to hand to applicants.
        SlipsToHand = "slips_to_hand",
        /// Dossiers in the hands of the actor's unit that do not stand above.
        InHand = "in_hand",
        /// Results that wait at the actor's unit for the applicants.
        ToGiveOut = "to_give_out",
        /// Dossiers of the actor's desk that wait for their applicants.
        Awaiting = "awaiting",
        /// Visits planned for today, and those missed before.
        Visits = "visits",
        /// Findings whose remedy is to be reported.
        Remedies = "remedies",
        /// Findings whose date has passed, for those who watch over it.
        OverdueRemedies = "overdue_remedies",
        /// Messages of citizens to be answered.
        Feedback = "feedback",
        /// Score sheets to be filled and sent.
        SelfScore = "self_score",
        /// Score sheets to be verified.
        Verify = "verify",
        /// Verified sheets that wait for the decision.
        Decide = "decide",
        /// Workbooks that were checked and wait for confirmation.
        Imports = "imports",
    }
}

/// What an entry leads to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WorkTarget {
    /// A dossier.
    Dossier(DossierId),
    /// A letter.
    Letter(LetterId),
    /// A unit's score sheet in a year of a movement.
    Sheet(MovementId, i16, UnitId),
    /// A visit.
    Visit(VisitId),
    /// A finding.
    Finding(FindingId),
    /// A citizen's message.
    Feedback(FeedbackId),
    /// A workbook.
    Import(ImportId),
}

/// One thing to be done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WorkItem {
    /// What it leads to.
    pub target: WorkTarget,
    /// What it is called: a code, a recipient, a unit.
    pub title: String,
    /// What it is about.
    pub note: String,
    /// The day by which it should be done.
    pub due: Option<Date>,
    /// Whether that day has passed.
    pub late: bool,
}

/// The things of one kind.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WorkSection {
    /// The kind.
    pub kind: WorkKind,
    /// How many there are in all, at least.
    pub total: u64,
    /// The first of them.
    pub items: Vec<WorkItem>,
}

/// The sections that concern the actor's roles; those with nothing to do stand there empty.
pub async fn worklist(ctx: &Ctx) -> AppResult<Vec<WorkSection>> {
    let mut sections = dossiers(ctx).await?;
    if ctx.may_anywhere(Action::LetterSign) {
        let found = letters::to_sign(ctx).await?.into_iter().map(|l| letter(ctx, l));
        sections.push(section(WorkKind::LettersToSign, found));
    }
    sections.extend(inspections(ctx).await?);
    if ctx.may_anywhere(Action::FeedbackHandle) {
        sections.push(messages(ctx).await?);
    }
    sections.extend(sheets(ctx).await?);
    if !import::bodies(ctx).is_empty() {
        sections.push(imports(ctx).await?);
    }
    sections.sort_by_key(|s| s.kind);
    Ok(sections)
}

fn section(kind: WorkKind, items: impl Iterator<Item = WorkItem>) -> WorkSection {
    let all: Vec<_> = items.collect();
    let total = all.len() as u64;
    WorkSection { kind, total, items: all.into_iter().take(SHOWN).collect() }
}

fn unit_name(ctx: &Ctx, id: UnitId) -> String {
    ctx.org().get(id).map(|u| u.name.clone()).unwrap_or_default()
}

async fn dossiers(ctx: &Ctx) -> AppResult<Vec<WorkSection>> {
    let mut sections = Vec::new();
    let handles = ctx.may_anywhere(Action::DossierForward);
    if handles || ctx.may_anywhere(Action::LetterSign) {
        sections.push(dossier_section(ctx, WorkKind::Overdue, &one_stop::overdue(ctx).await?));
        sections.push(dossier_section(ctx, WorkKind::DueSoon, &one_stop::due_soon(ctx).await?));
    }
    if handles {
        sections.push(dossier_section(ctx, WorkKind::InHand, &one_stop::in_hand(ctx).await?));
        let results = one_stop::to_give_out(ctx).await?;
        sections.push(dossier_section(ctx, WorkKind::ToGiveOut, &results));
    }
    if ctx.may_anywhere(Action::DossierReceive) {
        sections.extend(waiting_for_applicants(ctx).await?);
    }
    Ok(sections)
}

fn dossier_section(ctx: &Ctx, kind: WorkKind, list: &DossierList) -> WorkSection {
    let items = list.lines.iter().take(SHOWN).map(|line| WorkItem {
        target: WorkTarget::Dossier(line.row.id),
        title: line.row.code.clone(),
        note: format!("{} – {}", line.row.applicant, line.row.procedure),
        // Once the result is there its date says nothing any more.
        due: line.row.finished_at.is_none().then(|| ctx.local(line.row.due_at).date()),
        late: line.row.finished_at.is_none() && line.row.due_at < ctx.now(),
    });
    WorkSection { kind, total: list.total.n, items: items.collect() }
}

/// What the desk still has to hand over, and what waits after that.
async fn waiting_for_applicants(ctx: &Ctx) -> AppResult<[WorkSection; 2]> {
    let found = one_stop::awaiting(ctx).await?;
    let (handed, to_hand): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|a| a.row.handed_at.is_some());
    let of = |kind, found: Vec<Awaiting>| {
        let items = found.into_iter().map(|a| WorkItem {
            target: WorkTarget::Dossier(a.row.dossier),
            title: a.row.code,
            note: format!("{} · {}", a.row.applicant, a.row.procedure),
            due: a.close_by,
            late: a.close_by.is_some_and(|day| day < ctx.today()),
        });
        section(kind, items)
    };
    Ok([of(WorkKind::SlipsToHand, to_hand), of(WorkKind::Awaiting, handed)])
}

fn letter(ctx: &Ctx, letter: Letter) -> WorkItem {
    WorkItem {
        target: WorkTarget::Letter(letter.id),
        late: letter.send_by.is_some_and(|day| day < ctx.today()),
        due: letter.send_by,
        note: unit_name(ctx, letter.unit),
        title: letter.recipient,
    }
}

async fn inspections(ctx: &Ctx) -> AppResult<Vec<WorkSection>> {
    let mut sections = Vec::new();
    if ctx.may_anywhere(Action::InspectionVisit) {
        let visits = inspection::visits_today(ctx)
            .await?
            .into_iter()
            .filter(|v| v.state != VisitState::Done);
        let visits =
            visits.filter(|v| ctx.may(Action::InspectionVisit, v.visit.unit)).map(|v| WorkItem {
                target: WorkTarget::Visit(v.visit.id),
                title: v.unit,
                note: v.round,
                due: Some(v.visit.planned_on),
                late: v.visit.planned_on < ctx.today(),
            });
        sections.push(section(WorkKind::Visits, visits));
    }
    if ctx.may_anywhere(Action::InspectionRemedy) {
        let mut found = Vec::new();
        for state in [FindingState::Overdue, FindingState::Open] {
            let query = FindingQuery { state: Some(state), ..FindingQuery::default() };
            found.extend(
                inspection::findings(ctx, &query).await?.into_iter().filter(|f| f.may_remedy),
            );
        }
        sections.push(section(WorkKind::Remedies, found.into_iter().map(finding)));
    }
    if ctx.may_anywhere(Action::InspectionVisit) || ctx.may_anywhere(Action::InspectionPlan) {
        let overdue = inspection::overdue_findings(ctx).await?;
        sections.push(section(WorkKind::OverdueRemedies, overdue.into_iter().map(finding)));
    }
    Ok(sections)
}

fn finding(row: FindingRow) -> WorkItem {
    WorkItem {
        target: WorkTarget::Finding(row.finding.id),
        title: row.unit,
        note: row.finding.description,
        due: Some(row.finding.remedy_due),
        late: row.state == FindingState::Overdue,
    }
}

async fn messages(ctx: &Ctx) -> AppResult<WorkSection> {
    let filter = feedback::Filter { open: true, ..feedback::Filter::default() };
    let (open, total) =
        feedback::list(ctx, &filter, Page { offset: 0, limit: SHOWN as u64 }).await?;
    Ok(WorkSection {
        kind: WorkKind::Feedback,
        total,
        items: open.into_iter().map(|f| message(ctx, f)).collect(),
    })
}

fn message(ctx: &Ctx, feedback: Feedback) -> WorkItem {
    WorkItem {
        target: WorkTarget::Feedback(feedback.id),
        title: feedback.code.as_str().to_owned(),
        note: unit_name(ctx, feedback.unit),
        due: Some(feedback.due_on),
        late: feedback.overdue_on(ctx.today()),
    }
}

async fn sheets(ctx: &Ctx) -> AppResult<Vec<WorkSection>> {
    let own = ctx.may_anywhere(Action::MovementSelfScore);
    let all = ctx.may_anywhere(Action::MovementVerify);
    if !own && !all {
        return Ok(Vec::new());
    }
    let waiting = movement::waiting(ctx).await?;
    let of = |kind, next| {
        let items =
            waiting.iter().filter(|s: &&WaitingSheet| s.next == next).map(|sheet| WorkItem {
                target: WorkTarget::Sheet(sheet.movement, sheet.year, sheet.unit),
                title: unit_name(ctx, sheet.unit),
                note: format!("{} ({})", sheet.name, sheet.year),
                due: None,
                late: false,
            });
        section(kind, items)
    };
    let mut sections = Vec::new();
    if own {
        sections.push(of(WorkKind::SelfScore, NextStep::Fill));
    }
    if all {
        sections.push(of(WorkKind::Verify, NextStep::Verify));
        sections.push(of(WorkKind::Decide, NextStep::Decide));
    }
    Ok(sections)
}

async fn imports(ctx: &Ctx) -> AppResult<WorkSection> {
    let found = import::list(ctx, Page { offset: 0, limit: 100 }).await?;
    let waiting = found.into_iter().filter(|i| i.state == ImportState::Checked).map(|i| WorkItem {
        target: WorkTarget::Import(i.id),
        title: unit_name(ctx, i.root),
        note: String::new(),
        due: Some(ctx.local(i.created_at).date()),
        late: false,
    });
    Ok(section(WorkKind::Imports, waiting))
}
