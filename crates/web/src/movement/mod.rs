//! Pages of movements: the list, one movement in a year, criteria, score sheets, recognition.

mod criteria;
mod criteria_rows;
mod list;
mod overview;
mod recognition;
mod reviews;
mod sheet;
mod sheet_post;
mod sheet_view;
mod words;

use std::collections::HashMap;

use axum::{
    Router,
    routing::{get, post},
};
use jiff::civil::Date;
use nep_app::Ctx;
use nep_domain::{ids::UnitId, movement::Movement};

use crate::{form::parse_date, paths, state::Web};

/// The addresses of this room.
pub(crate) fn routes() -> Router<Web> {
    let movement = |part: &str| format!("{}{part}", paths::movement("{movement}"));
    let sheet = |part: &str| format!("{}{part}", paths::score_sheet("{sheet}"));
    Router::new()
        .route(paths::MOVEMENTS, get(list::movements))
        .route(paths::NEW_MOVEMENT, get(list::create_form).post(list::create))
        .route(&movement(""), get(overview::overview))
        .route(&movement("/ke-hoach"), post(reviews::plan))
        .route(&movement("/su-kien"), post(reviews::hold))
        .route(&movement("/mo-phieu"), post(overview::open_sheets))
        .route(&movement("/bo-tieu-chi"), get(criteria::form).post(criteria::save))
        .route(&movement("/cong-nhan"), get(recognition::form).post(recognition::decide))
        .route(&movement("/{unit}"), get(sheet::sheet).post(sheet_post::open))
        .route(&sheet(""), get(sheet::by_id))
        .route(&sheet("/tu-cham"), post(sheet_post::self_score))
        .route(&sheet("/tham-dinh"), post(sheet_post::verify))
        .route(&sheet("/tra-lai"), post(sheet_post::send_back))
        .route(&sheet("/quyet-dinh"), post(sheet_post::decide))
        .route(&sheet("/rut-quyet-dinh"), post(sheet_post::withdraw))
        .route(&paths::criteria_set("{set}"), get(criteria::by_id))
}

/// The query of a page.
type Asked = HashMap<String, String>;

fn text<'a>(asked: &'a Asked, name: &str) -> &'a str {
    asked.get(name).map(|v| v.trim()).unwrap_or_default()
}

/// The year asked for, else the latest of the movement that has begun.
fn year(ctx: &Ctx, movement: &Movement, asked: &Asked) -> i16 {
    let latest = ctx.today().year().clamp(movement.starts.year(), movement.ends.year());
    text(asked, "nam").parse().ok().filter(|year| movement.covers(*year)).unwrap_or(latest)
}

/// The day asked for, else today.
fn day(ctx: &Ctx, asked: &Asked) -> Date {
    parse_date(text(asked, "ngay")).unwrap_or_else(|| ctx.today())
}

fn name_of(ctx: &Ctx, unit: UnitId) -> String {
    ctx.org().get(unit).map(|u| u.name.clone()).unwrap_or_default()
}

/// The years of a movement that have begun, newest first, as choices.
fn years(ctx: &Ctx, movement: &Movement) -> Vec<(String, String)> {
    let begun = movement
        .years()
        .rev()
        .filter(|year| *year <= ctx.today().year().max(movement.starts.year()));
    begun.map(|year| (year.to_string(), year.to_string())).collect()
}
