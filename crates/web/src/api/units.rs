//! The organisation.

use axum::{Json, extract::Query};
use nep_domain::access::Action;
use serde::Deserialize;
use utoipa::IntoParams;

use super::{
    asked::{Caller, Reader},
    wire::{Error, UnitNode, UnitTree},
};
use crate::error::WebError;

/// Which day.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Day {
    /// The day, today when absent.
    #[param(format = Date)]
    on: Option<String>,
}

/// The organisation on a day.
#[utoipa::path(get, path = "/api/v1/units", params(Day), responses(
    (status = 200, description = "The tree of the day", body = UnitTree),
    (status = 401, body = Error), (status = 422, body = Error)
))]
pub(super) async fn units(
    Caller(viewer): Caller,
    Query(day): Query<Day>,
) -> Result<Json<UnitTree>, WebError> {
    let mut reader = Reader::default();
    let on = reader.date("on", day.on.as_deref()).unwrap_or_else(|| viewer.ctx.today());
    reader.finish()?;
    let tree = viewer.ctx.org_on(on).await?;
    let bodies = tree.roots().filter(|root| viewer.ctx.may(Action::OrgView, root.id));
    let units = bodies.map(|body| UnitNode::of(&tree, body)).collect();
    Ok(Json(UnitTree { on: on.to_string(), units }))
}
