//! One dossier: where it stands, what comes next, how its date was counted, its control slip, its letters.

use askama::Template;
use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use nep_app::one_stop::{self, DossierView, StepView};
use nep_domain::{
    access::Action,
    ids::DossierId,
    letters::{Letter, LetterKind, LetterState},
    one_stop::{Dossier, DossierResult, DossierState, Procedure, Supplement},
};

use super::due::DueWhy;
use super::words::{moment, status_tag, unit_name};
use crate::{
    cite::Cite,
    error::WebResult,
    form::FormView,
    format,
    key::Key,
    page::{Page, html},
    paths,
    session::Viewer,
    units,
};

/// A line of the timeline.
pub(super) struct Line {
    title: String,
    at: String,
    iso: String,
    who: String,
    way: String,
    note: String,
    late: bool,
}

/// A letter in short.
pub(super) struct LetterLine {
    href: String,
    kind: LetterKind,
    state: LetterState,
    send_by: Option<String>,
    missed: bool,
}

/// A request to supplement the dossier.
pub(super) struct Asked {
    title: String,
    /// What a waiting dossier's page says first.
    waiting: String,
    slip: String,
    /// Whether the desk is yet to hand the slip to the applicant.
    to_hand: bool,
    items: Vec<String>,
    reason: String,
    again: String,
    supplied: Option<String>,
}

/// What the person may do with it now.
#[derive(Clone, Copy)]
pub(super) struct May {
    forward: bool,
    finish: bool,
    give_out: bool,
    withdraw: bool,
    /// Stop it for want of a supplement.
    lapse: bool,
    /// Tell the applicant of an early result.
    notify: bool,
    apologise: bool,
    ask: bool,
    supply: bool,
    /// Hand the supplement slip over.
    hand: bool,
}

#[derive(Template)]
#[template(path = "one_stop/dossier.html")]
pub(super) struct DossierPage {
    page: Page,
    form: FormView,
    dossier: Dossier,
    procedure: Procedure,
    status: String,
    tag: &'static str,
    received: String,
    due: String,
    first_due: Option<String>,
    /// The date by which it counts as punctual, when an apology moved the date.
    counted_due: Option<String>,
    send_by: String,
    desk: String,
    competent: String,
    holder: String,
    lines: Vec<Line>,
    letters: Vec<LetterLine>,
    rating: Option<(u8, usize, usize, String)>,
    why: DueWhy,
    may: May,
    units: Vec<(String, String)>,
    results: Vec<(String, String)>,
    forward_due: String,
    overdue: bool,
    asked: Vec<Asked>,
    /// The last day on which the applicant can be asked, and whether it has passed.
    ask_by: (String, bool),
    ask_cites: Vec<Cite>,
    /// While it waits: the last day for the applicant, and whether it has passed.
    close_by: Option<(String, bool)>,
    close_cites: Vec<Cite>,
    /// Whether the term starts again once everything has come.
    restarts: bool,
    early_cites: Vec<Cite>,
    /// Asked more often than the law allows: the national index counts that as late.
    asked_too_often: bool,
}

/// The page of one dossier.
pub(crate) async fn dossier(viewer: Viewer, Key(id): Key<DossierId>) -> WebResult {
    let view = one_stop::dossier(&viewer.ctx, id).await?;
    html(&dossier_page(&viewer, view, FormView::default()))
}

/// The receipt as PDF.
pub(crate) async fn slip(viewer: Viewer, Key(id): Key<DossierId>) -> WebResult {
    let code = one_stop::dossier(&viewer.ctx, id).await?.dossier.code;
    Ok(pdf(&format!("giay-tiep-nhan-{code}"), one_stop::receipt_slip(&viewer.ctx, id).await?))
}

/// A PDF shown in the browser.
pub(crate) fn pdf(name: &str, bytes: Vec<u8>) -> Response {
    let shown = format!("inline; filename=\"{name}.pdf\"");
    (
        [
            (header::CONTENT_TYPE, "application/pdf".to_owned()),
            (header::CONTENT_DISPOSITION, shown),
        ],
        bytes,
    )
        .into_response()
}

pub(super) fn dossier_page(viewer: &Viewer, view: DossierView, form: FormView) -> DossierPage {
    let d = &view.dossier;
    let page = viewer.page("one-stop-title").crumb(paths::ONE_STOP, "nav-one-stop").titled(&d.code);
    let may = may(viewer, &view);
    let lives = |unit| {
        let org = viewer.ctx.org();
        org.get(unit)
            .is_some_and(|u| u.root == d.root && u.id != d.holder && u.lives_on(viewer.ctx.today()))
    };
    DossierPage {
        status: page.word("dossier-status", view.status),
        tag: status_tag(view.status),
        overdue: d.is_open() && status_tag(view.status) == "late",
        received: moment(viewer, d.received_at),
        due: moment(viewer, d.due_at),
        first_due: (d.first_due_at != d.due_at).then(|| moment(viewer, d.first_due_at)),
        counted_due: view.promise().map(|at| moment(viewer, at)),
        send_by: format::date(view.send_by),
        forward_due: moment(viewer, d.forward_due_at),
        desk: unit_name(viewer, d.receiving),
        competent: unit_name(viewer, d.competent),
        holder: unit_name(viewer, d.holder),
        lines: view.steps.iter().map(|step| line(viewer, &page, step)).collect(),
        asked: view.supplements.iter().map(|s| asked(viewer, &page, s)).collect(),
        ask_by: (format::date(view.ask_by), viewer.ctx.today() > view.ask_by),
        ask_cites: vec![
            Cite::new(&page, &view.law.supplements_max),
            Cite::new(&page, &view.law.ask_within),
            Cite::new(&page, &view.law.restart),
            Cite::new(&page, &view.law.close_after),
        ],
        close_by: view.close_by.map(|day| (format::date(day), viewer.ctx.today() > day)),
        close_cites: vec![Cite::new(&page, &view.law.close_after)],
        restarts: view.law.restart.value,
        early_cites: vec![Cite::new(&page, &view.law.early_notice)],
        asked_too_often: too_often(&view),
        letters: view.letters.iter().map(|letter| letter_line(viewer, letter)).collect(),
        rating: view
            .rating
            .as_ref()
            .map(|r| (r.score, r.courtesy_met().0, r.courtesy_met().1, r.comment.clone())),
        why: DueWhy::new(&page, &view.why),
        units: if may.forward { units::options(viewer.ctx.org(), lives) } else { Vec::new() },
        results: DossierResult::ALL
            .iter()
            .map(|r| (r.key().to_owned(), page.word("dossier-result", r)))
            .collect(),
        may,
        form: with_next_unit(form, d),
        procedure: view.procedure,
        dossier: view.dossier,
        page,
    }
}

/// Whether the applicant was asked more often than the law allows.
fn too_often(view: &DossierView) -> bool {
    i64::try_from(view.supplements.len()).is_ok_and(|n| n > view.law.supplements_max.value)
}

fn asked(viewer: &Viewer, page: &Page, supplement: &Supplement) -> Asked {
    let at = moment(viewer, supplement.requested_at);
    Asked {
        title: page.t2("supplement-number", "number", supplement.seq, "at", &at),
        waiting: page.t2("supplement-waiting-text", "number", supplement.seq, "at", &at),
        to_hand: supplement.handed_at.is_none(),
        slip: format!(
            "{}?lan={}",
            paths::dossier_part(supplement.dossier, "phieu-bo-sung"),
            supplement.seq
        ),
        items: supplement.items().cloned().collect(),
        reason: supplement.reason.clone(),
        again: supplement.again_reason.clone(),
        supplied: supplement.supplied_at.map(|at| moment(viewer, at)),
    }
}

/// A form in which nothing was chosen proposes the unit that decides.
fn with_next_unit(form: FormView, d: &Dossier) -> FormView {
    if d.holder == d.competent { form } else { form.proposing("to", d.competent) }
}

fn may(viewer: &Viewer, view: &DossierView) -> May {
    let d = &view.dossier;
    let at = |action, unit| viewer.ctx.may(action, unit);
    let decidable = d.state == DossierState::InProgress || d.holder == d.competent;
    let waits = d.waits();
    let lapsed = view.close_by.is_some_and(|day| viewer.ctx.today() > day);
    let to_hand = view.supplements.iter().any(|s| s.supplied_at.is_none() && s.handed_at.is_none());
    let no_apology = !view.letters.iter().any(|l| l.kind == LetterKind::Apology);
    May {
        forward: d.is_open() && at(Action::DossierForward, d.holder),
        finish: d.is_open() && decidable && at(Action::DossierProcess, d.holder),
        give_out: d.state == DossierState::Finished && at(Action::DossierReturn, d.receiving),
        ask: d.is_open()
            && viewer.ctx.today() <= view.ask_by
            && at(Action::DossierProcess, d.holder),
        supply: waits && at(Action::DossierReceive, d.receiving),
        lapse: waits && lapsed && at(Action::DossierProcess, d.holder),
        notify: view.announces_early(&viewer.ctx) && at(Action::DossierReturn, d.receiving),
        hand: waits && to_hand && at(Action::DossierReturn, d.receiving),
        withdraw: (d.is_open() || waits) && at(Action::DossierReturn, d.receiving),
        apologise: d.is_open() && no_apology && at(Action::LetterDraft, d.competent),
    }
}

fn line(viewer: &Viewer, page: &Page, view: &StepView) -> Line {
    let entry = &view.step.entry;
    let name = |unit: Option<_>| unit.map(|u| unit_name(viewer, u)).unwrap_or_default();
    let (from, to) = (name(entry.from), name(entry.to));
    let way = match (from.is_empty(), to.is_empty()) {
        (false, false) if from != to => format!("{from} → {to}"),
        (_, false) => to,
        _ => from,
    };
    Line {
        title: page.word("dossier-step", entry.kind),
        at: moment(viewer, entry.at),
        iso: entry.at.to_string(),
        who: view.by.clone().unwrap_or_else(|| page.t("one-stop-by-system")),
        way,
        note: entry.note.clone(),
        late: entry.on_time == Some(false),
    }
}

fn letter_line(viewer: &Viewer, letter: &Letter) -> LetterLine {
    let signed_on = letter.signed_at.map(|at| viewer.ctx.local(at).date());
    LetterLine {
        href: paths::letter(letter.id),
        kind: letter.kind,
        state: letter.state,
        send_by: letter.send_by.map(format::date),
        missed: letter.missed_its_day(signed_on, viewer.ctx.today()),
    }
}
