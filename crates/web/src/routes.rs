//! Every address of the program, in one list.

use std::{sync::Arc, time::Duration};

use axum::{
    Json, Router,
    extract::{DefaultBodyLimit, State},
    http::{StatusCode, header},
    middleware,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use nep_app::Services;
use tower_http::{
    catch_panic::CatchPanicLayer, compression::CompressionLayer, timeout::TimeoutLayer,
    trace::TraceLayer,
};

use crate::{
    access, admin, api, assets, awards, error, feedback, files, import, inspection, jobs, law,
    letters, movement, one_stop, org, paths, publicity, report, search, security, staff,
    state::Web, worklist,
};

/// The whole web floor.
///
/// # Errors
/// When a language file does not parse.
pub fn router(services: Arc<Services>) -> Result<Router, String> {
    let web = Web::new(services)?;
    let routes = Router::new()
        .route("/health", get(health))
        .route("/assets/{*name}", get(assets::serve))
        .route(paths::SIGN_IN, get(access::sign_in_form).post(access::sign_in))
        .route(paths::SIGN_OUT, post(access::sign_out))
        .route(paths::KEEP_ALIVE, post(access::keep_alive))
        .route(paths::LANGUAGE, get(access::language))
        .route(paths::PASSWORD, get(access::password_form).post(access::change_password))
        .merge(public_routes(&web))
        .merge(feedback_routes())
        .merge(one_stop_routes())
        .merge(letter_routes())
        .route(paths::DESK, get(worklist::worklist))
        .merge(admin_routes())
        .merge(inspection_routes())
        .merge(award_routes())
        .route(paths::LAW, get(law::topics))
        .route(&paths::law_pack("{*pack}"), get(law::pack))
        .route(paths::OWN_VALUES, get(law::own))
        .route(paths::OWN_VALUE_FORM, get(law::set_form).post(law::set))
        .route(&paths::own_value_withdrawal("{id}"), post(law::withdraw))
        .merge(movement::routes())
        .merge(org::routes())
        .merge(staff::routes())
        .merge(import::routes())
        .route(&paths::job_progress("{job}"), get(jobs::progress))
        .route(paths::SEARCH, get(search::search))
        .merge(report::routes())
        .route(&paths::file("{file}"), get(files::download))
        .merge(api::routes());
    Ok(routes
        .layer(DefaultBodyLimit::max(64 * 1024 * 1024))
        .layer(CatchPanicLayer::new())
        .layer(middleware::from_fn_with_state(web.clone(), error::render_errors))
        .layer(middleware::from_fn(security::headers))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, Duration::from_mins(1)))
        .layer(CompressionLayer::new())
        .layer(TraceLayer::new_for_http())
        .with_state(web))
}

/// Rounds, visits and findings.
fn inspection_routes() -> Router<Web> {
    let id = "{id}";
    Router::new()
        .route(paths::INSPECTIONS, get(inspection::overview))
        .route(paths::NEW_INSPECTION, get(inspection::plan_form).post(inspection::plan))
        .route(&paths::inspection(id), get(inspection::round))
        .route(&paths::inspection_units(id), get(inspection::add_form).post(inspection::add))
        .route(&paths::inspection_conclusion(id), post(inspection::conclude))
        .route(paths::VISITS, get(inspection::visits))
        .route(&paths::visit(id), get(inspection::visit).post(inspection::save))
        .route(&paths::visit_minutes(id), get(inspection::minutes))
        .route(&paths::visit_photo(id, "{item}"), get(inspection::photo))
        .route(&paths::visit_reschedule(id), post(inspection::reschedule))
        .route(&paths::visit_cancel(id), post(inspection::cancel))
        .route(paths::FINDINGS, get(inspection::findings))
        .route(&paths::finding(id), get(inspection::finding))
        .route(&paths::finding_remedy(id), post(inspection::remedy))
        .route(&paths::finding_recheck(id), post(inspection::recheck))
}

/// Awards.
fn award_routes() -> Router<Web> {
    Router::new()
        .route(paths::AWARDS, get(awards::list))
        .route(paths::NEW_AWARD, get(awards::record_form).post(awards::record))
        .route(&paths::award("{id}"), get(awards::award).post(awards::withdraw))
}

/// Accounts, the audit log, background work.
fn admin_routes() -> Router<Web> {
    let account = |part: &str| format!("{}{part}", paths::account("{account}"));
    Router::new()
        .route(paths::ADMIN, get(admin::accounts))
        .route(paths::NEW_ACCOUNT, get(admin::create_form).post(admin::create))
        .route(&account(""), get(admin::account))
        .route(&account("/vai-tro"), post(admin::grant))
        .route(&account("/ket-thuc"), post(admin::end_role))
        .route(&account("/mat-khau"), post(admin::reset))
        .route(&account("/khoa"), post(admin::disable))
        .route(paths::AUDIT, get(admin::log))
        .route(paths::AUDIT_VERIFY, get(admin::verify))
        .route(&paths::audit_entry("{entry}"), get(admin::entry))
        .route(paths::JOBS, get(admin::jobs))
}

/// What anybody may open; each page read counts as a visit.
fn public_routes(web: &Web) -> Router<Web> {
    Router::new()
        .route(paths::HOME, get(publicity::home))
        .route(paths::LOOK_UP, get(publicity::look_up))
        .route(paths::PROCEDURES, get(publicity::procedures))
        .route(&paths::procedure("{id}"), get(publicity::procedure))
        .route(paths::RATE, get(publicity::rate_code))
        .route(&paths::rate("{token}"), get(publicity::rate_form).post(publicity::rate))
        .route(paths::RECOGNISED, get(publicity::recognised))
        .route(paths::FEEDBACK, get(feedback::form).post(feedback::send))
        .route(&paths::feedback_status("{code}"), get(feedback::status))
        .route_layer(middleware::from_fn_with_state(web.clone(), publicity::count_visit))
}

/// Where staff settle citizens' messages.
fn feedback_routes() -> Router<Web> {
    let case = paths::feedback_case("{id}");
    Router::new()
        .route(paths::FEEDBACK_DESK, get(feedback::desk))
        .route(&case, get(feedback::case))
        .route(&format!("{case}/tra-loi"), post(feedback::answer))
        .route(&format!("{case}/tu-choi"), post(feedback::reject))
        .route(&format!("{case}/chuyen"), post(feedback::transfer))
}

/// The one-stop desk.
fn one_stop_routes() -> Router<Web> {
    let part = |name| paths::dossier_part("{id}", name);
    Router::new()
        .route(paths::ONE_STOP, get(one_stop::list))
        .route(paths::INTAKE, get(one_stop::intake).post(one_stop::take))
        .route(paths::REFUSALS, get(one_stop::refusals))
        .route(paths::REFUSE, get(one_stop::refuse_form).post(one_stop::refuse))
        .route(&paths::intake_refusal("{id}"), get(one_stop::refusal))
        .route(&paths::intake_refusal_slip("{id}"), get(one_stop::refusal_slip))
        .route(paths::CATALOGUE, get(one_stop::catalogue).post(one_stop::create))
        .route(paths::CATALOGUE_NEW, get(one_stop::new))
        .route(&paths::procedure_edit("{id}"), get(one_stop::edit).post(one_stop::save))
        .route(&paths::dossier("{id}"), get(one_stop::dossier))
        .route(&part("phieu-hen"), get(one_stop::slip))
        .route(&part("chuyen"), post(one_stop::forward))
        .route(&part("ket-qua"), post(one_stop::finish))
        .route(&part("tra-ket-qua"), post(one_stop::give_out))
        .route(&part("bao-ket-qua"), post(one_stop::notify))
        .route(&part("dung"), post(one_stop::withdraw))
        .route(&part("khong-bo-sung"), post(one_stop::lapse))
        .route(&part("xin-loi"), post(one_stop::apology))
        .route(&part("bo-sung"), get(one_stop::ask).post(one_stop::request))
        .route(&part("da-dua-phieu"), post(one_stop::hand_over))
        .route(&part("da-bo-sung"), post(one_stop::supply))
        .route(&part("phieu-bo-sung"), get(one_stop::supplement_slip))
}

/// Letters to citizens.
fn letter_routes() -> Router<Web> {
    let part = |name| paths::letter_part("{id}", name);
    Router::new()
        .route(paths::LETTERS, get(letters::list))
        .route(paths::WRITE_LETTER, get(letters::form).post(letters::write))
        .route(&paths::letter("{id}"), get(letters::letter))
        .route(&part("pdf"), get(letters::pdf))
        .route(&part("sua"), post(letters::edit))
        .route(&part("ky"), post(letters::sign))
}

/// Whether the program and its database answer and can save: `{"status":"ok"}`, else 503.
async fn health(State(web): State<Web>) -> Response {
    let (status, word) = match web.services.store.read().await {
        Ok(_) if !web.services.has_room().await => (StatusCode::SERVICE_UNAVAILABLE, "disk full"),
        Ok(_) => (StatusCode::OK, "ok"),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "database unreachable"),
    };
    let body = Json(serde_json::json!({ "status": word }));
    (status, [(header::CACHE_CONTROL, "no-store")], body).into_response()
}
