//! Importing units and people from Excel: template, upload, preview with every wrong row, confirmation, progress.

use askama::Template;
use axum::{
    Router,
    response::{IntoResponse, Redirect},
    routing::{get, post},
};
use nep_app::{
    AppError, Page as Part,
    import::{self, Existing, ImportState, ImportView, Problem, Report, Upload},
    jobs,
};
use nep_documents::{Cell, Column, Sheet, Workbook, report_workbook};
use nep_domain::{
    access::Action,
    files::LARGEST_FILE,
    ids::{ImportId, UnitId},
    jobs::JobState,
};

use crate::{
    attachment::Document,
    error::{WebError, WebResult},
    form::{FormData, FormView, SignedForm},
    format,
    key::Key,
    page::{Page, done, give_back, html},
    paths,
    session::Viewer,
    state::Web,
};

/// The addresses of this room.
pub(crate) fn routes() -> Router<Web> {
    let part = |part: &str| paths::import("{import}", part);
    Router::new()
        .route(paths::IMPORTS, get(upload_form).post(upload))
        .route(paths::IMPORT_TEMPLATE, get(template))
        .route(&part(""), get(preview))
        .route(&part("/xac-nhan"), post(confirm))
        .route(&part("/loi"), get(problems))
}

/// Problems shown on the page; all of them are in the Excel list.
const SHOWN: usize = 200;

/// An earlier import.
struct Row {
    href: String,
    at: String,
    units: i64,
    people: i64,
    state: ImportState,
}

#[derive(Template)]
#[template(path = "import/upload.html")]
struct UploadPage {
    page: Page,
    form: FormView,
    bodies: Vec<(String, String)>,
    largest: usize,
    rows: Vec<Row>,
}

fn crumbs(viewer: &Viewer, title: &str) -> Page {
    viewer.page(title).crumb(paths::ORG, "org-title").crumb(paths::STAFF, "staff-title")
}

async fn upload_page(viewer: &Viewer) -> Result<UploadPage, WebError> {
    let earlier = import::list(&viewer.ctx, Part { offset: 0, limit: 20 }).await?;
    let name = |id: UnitId| viewer.ctx.org().get(id).map(|u| u.name.clone()).unwrap_or_default();
    let rows = earlier.into_iter().map(|i| Row {
        href: paths::import(i.id, ""),
        at: format::date_time(viewer.ctx.local(i.created_at)),
        units: i64::from(i.units),
        people: i64::from(i.people),
        state: i.state,
    });
    let mut form = FormData::default();
    form.set("existing", "skip");
    Ok(UploadPage {
        page: crumbs(viewer, "import-title"),
        form: FormView::filled(form),
        bodies: import::bodies(&viewer.ctx)
            .into_iter()
            .map(|id| (id.to_string(), name(id)))
            .collect(),
        largest: LARGEST_FILE,
        rows: rows.collect(),
    })
}

/// `GET /nhan-su/nhap-excel`
async fn upload_form(viewer: Viewer) -> WebResult {
    html(&upload_page(&viewer).await?)
}

/// `GET /nhan-su/nhap-excel/mau`
async fn template(viewer: Viewer) -> WebResult {
    let root = import::bodies(&viewer.ctx)
        .first()
        .copied()
        .ok_or(AppError::Denied(Action::StaffManage))?;
    Ok(Document::Xlsx.respond("mau-nhap-don-vi-can-bo", import::template(&viewer.ctx, root)?))
}

/// `POST /nhan-su/nhap-excel`
async fn upload(viewer: Viewer, SignedForm(form): SignedForm) -> WebResult {
    let bodies = import::bodies(&viewer.ctx);
    let chosen = form.text("root").parse().ok().or(bodies.first().copied());
    let root = chosen.ok_or(AppError::Denied(Action::StaffManage))?;
    let file = form.files("file").next();
    let upload = Upload {
        root,
        name: file.map(|f| f.name.clone()).unwrap_or_default(),
        bytes: file.map(|f| f.bytes.to_vec()).unwrap_or_default(),
        existing: if form.text("existing") == "update" { Existing::Update } else { Existing::Skip },
    };
    match import::check(&viewer.ctx, upload).await {
        Ok(id) => Ok(Redirect::to(&paths::import(id, "")).into_response()),
        Err(error) => {
            let page = upload_page(&viewer).await?;
            give_back(&viewer.web, viewer.lang, form, error, |form| {
                html(&UploadPage { form, ..page })
            })
        }
    }
}

/// A problem in words.
struct Line {
    sheet: String,
    row: String,
    column: String,
    what: String,
    remedy: String,
}

fn line(page: &Page, problem: &Problem) -> Line {
    let values = [
        ("sheet", problem.sheet.clone()),
        ("header", problem.header.clone()),
        ("value", problem.value.clone()),
        ("other", problem.other.clone()),
    ];
    let column = match (problem.column.as_str(), problem.header.as_str()) {
        ("", header) => header.to_owned(),
        (letter, "") => letter.to_owned(),
        (letter, header) => format!("{letter} ({header})"),
    };
    Line {
        sheet: problem.sheet.clone(),
        row: if problem.row > 0 { problem.row.to_string() } else { "–".to_owned() },
        column: if column.is_empty() { "–".to_owned() } else { column },
        what: page.tn(&format!("import-problem-{}", problem.code), &values),
        remedy: page.tn(&format!("import-remedy-{}", problem.code), &values),
    }
}

/// How far the job has come.
struct Bar {
    href: String,
    done: i64,
    total: i64,
    text: String,
    percent: i64,
}

#[derive(Template)]
#[template(path = "import/preview.html")]
struct PreviewPage {
    page: Page,
    view: ImportView,
    counts: Counts,
    /// Units that begin in years that are over: how many, and the first day.
    before: Option<(String, String)>,
    lines: Vec<Line>,
    bar: Option<Bar>,
}

impl PreviewPage {
    /// How the first rows are called: before the import, and after it.
    fn stage(&self) -> &'static str {
        if self.view.import.state == ImportState::Done { "import-done" } else { "import-sample" }
    }
}

/// `GET /nhan-su/nhap-excel/{id}`
async fn preview(viewer: Viewer, Key(id): Key<ImportId>) -> WebResult {
    let view = import::get(&viewer.ctx, id).await?;
    let done = view.import.state == ImportState::Done;
    let title = if done { "import-outcome" } else { "import-preview" };
    let page = crumbs(&viewer, title).crumb(paths::IMPORTS, "import-title");
    let lines = view.report.problems.iter().take(SHOWN).map(|p| line(&page, p)).collect();
    let bar = match view.import.job {
        Some(job) if view.import.state == ImportState::Confirmed => bar(&viewer, &page, job).await,
        _ => None,
    };
    let before = view.report.units_before;
    html(&PreviewPage {
        counts: Counts::new(&view.report),
        before: before.map(|(count, first)| (grouped(count), format::date(first))),
        page,
        view,
        lines,
        bar,
    })
}

/// The numbers of a report as pages write them.
struct Counts {
    units_new: String,
    units_skipped: String,
    people_new: String,
    people_updated: String,
    people_skipped: String,
    problems: String,
}

impl Counts {
    fn new(report: &Report) -> Self {
        Self {
            units_new: grouped(report.units_new),
            units_skipped: grouped(report.units_skipped),
            people_new: grouped(report.people_new),
            people_updated: grouped(report.people_updated),
            people_skipped: grouped(report.people_skipped),
            problems: grouped(report.problem_count),
        }
    }
}

fn grouped(n: usize) -> String {
    format::number(i64::try_from(n).unwrap_or(i64::MAX))
}

/// Nothing for somebody who may see the import but not the job another official queued.
async fn bar(viewer: &Viewer, page: &Page, job: nep_domain::ids::JobId) -> Option<Bar> {
    let progress =
        jobs::progress(&viewer.ctx, job).await.ok().filter(|p| p.state != JobState::Failed)?;
    let (done, total) = (progress.done, progress.total.max(1));
    let text = crate::jobs::in_words(page, done, progress.total);
    Some(Bar { href: paths::job_progress(job), done, total, text, percent: done * 100 / total })
}

/// `POST /nhan-su/nhap-excel/{id}/xac-nhan`
async fn confirm(viewer: Viewer, Key(id): Key<ImportId>, _form: SignedForm) -> WebResult {
    import::confirm(&viewer.ctx, id).await?;
    done(&paths::import(id, ""), "import-confirmed", "")
}

/// `GET /nhan-su/nhap-excel/{id}/loi`
async fn problems(viewer: Viewer, Key(id): Key<ImportId>) -> WebResult {
    let view = import::get(&viewer.ctx, id).await?;
    let page = viewer.page("import-problems");
    let rows = view.report.problems.iter().map(|problem| {
        let line = line(&page, problem);
        [line.sheet, line.row, line.column, line.what, line.remedy].map(Cell::text).to_vec()
    });
    let columns = [
        ("import-sheet", 14),
        ("import-row", 8),
        ("import-column", 28),
        ("import-what", 60),
        ("import-remedy", 60),
    ];
    let sheet = Sheet {
        name: page.t("import-problems-sheet"),
        title: Some(page.t1("import-problems-of", "file", &view.file_name)),
        columns: columns.map(|(key, width)| Column::new(page.t(key), width)).to_vec(),
        rows: rows.collect(),
        autofilter: true,
        ..Sheet::default()
    };
    let author = viewer.ctx.org().get(view.import.root).map(|u| u.name.clone()).unwrap_or_default();
    let book = Workbook {
        title: page.t("import-problems"),
        author,
        created_at: viewer.ctx.local_now(),
        sheets: vec![sheet],
    };
    let bytes =
        report_workbook(&book).map_err(|e| AppError::Internal(format!("import problems: {e}")))?;
    Ok(Document::Xlsx.respond("loi-trong-tep-nhap", bytes))
}
