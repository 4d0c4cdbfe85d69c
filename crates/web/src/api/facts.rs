//! Figures.

use axum::{
    Json,
    extract::{Path, Query},
};
use nep_app::{AppError, facts};
use nep_domain::{
    facts::{FactFilter, FactName, FactQuery, Period},
    ids::UnitId,
};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{
    asked::{Caller, Reader},
    wire::{Error, FactAnswer},
};
use crate::error::WebError;

/// For whom and when.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Asked {
    /// The unit and everything below it.
    #[param(format = "uuid")]
    unit: String,
    /// Only the unit itself.
    #[serde(default)]
    alone: bool,
    /// First day; the first of the present year when absent.
    #[param(format = Date)]
    from: Option<String>,
    /// Last day; the last of the present year when absent.
    #[param(format = Date)]
    to: Option<String>,
    /// As the records stood at the end of this day; today when absent.
    #[param(format = Date)]
    as_of: Option<String>,
}

/// One named number for a unit and a period.
#[utoipa::path(get, path = "/api/v1/facts/{name}",
    params(("name" = String, Path, description = "Name of the fact, e.g. `one_stop.on_time`"), Asked),
    responses(
        (status = 200, description = "The fact", body = FactAnswer),
        (status = 401, body = Error), (status = 403, body = Error), (status = 404, body = Error), (status = 422, body = Error)
))]
pub(super) async fn fact(
    Caller(viewer): Caller,
    Path(name): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Json<FactAnswer>, WebError> {
    let name: FactName = name.parse().map_err(|_| AppError::NotFound("fact"))?;
    let mut reader = Reader::default();
    let unit = reader.required::<UnitId>("unit", &asked.unit, "choice");
    let year = Period::year(viewer.ctx.today().year());
    let from = reader.date("from", asked.from.as_deref()).unwrap_or(year.from);
    let to = reader.date("to", asked.to.as_deref()).unwrap_or(year.to);
    let as_of = reader.date("as_of", asked.as_of.as_deref()).unwrap_or_else(|| viewer.ctx.today());
    reader.finish()?;
    if to < from {
        return Err(AppError::from(nep_app::FieldError::new("to", "end-before-start")).into());
    }
    let unit = unit.ok_or(AppError::NotFound("unit"))?;
    let period = Period { from, to };
    let query =
        FactQuery { name, unit, alone: asked.alone, period, as_of, filter: FactFilter::default() };
    let fact = facts::measure(&viewer.ctx, &query).await?;
    Ok(Json(FactAnswer::from(&fact)))
}
