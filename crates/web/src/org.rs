//! The organisation: the tree of a day, one page per unit, and the forms that change it.

mod change;
mod forms;
mod tree;
mod unit;

use axum::{Router, routing::get};

use crate::{paths, state::Web};

/// The addresses of this room.
pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .route(paths::ORG, get(tree::tree))
        .route(paths::FOUND_UNIT, get(forms::found_form).post(forms::found))
        .route(&paths::unit("{unit}"), get(unit::unit))
        .route(&paths::unit_edit("{unit}"), get(forms::edit_form).post(forms::edit))
        .route(&paths::unit_quota("{unit}"), get(forms::quota_form).post(forms::quota))
        .route(
            &paths::unit_change("{unit}", "{change}"),
            get(change::change_form).post(change::change),
        )
}
