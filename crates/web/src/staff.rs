//! The staff: lists, one page per person, and the forms that change them.

mod forms;
mod list;
mod person;

use axum::{
    Router,
    routing::{get, post},
};

use crate::{paths, state::Web};

/// The addresses of this room.
pub(crate) fn routes() -> Router<Web> {
    let person = |part: &str| format!("{}{part}", paths::person("{person}"));
    Router::new()
        .route(paths::STAFF, get(list::list))
        .route(paths::WITHOUT_PLACE, get(list::without_place))
        .route(paths::NEW_PERSON, get(forms::add_form).post(forms::add))
        .route(&person(""), get(person::person))
        .route(&person("/sua"), get(person::edit_form).post(person::edit))
        .route(&person("/bo-tri"), get(person::assign_form).post(person::assign))
        .route(&person("/ket-thuc"), post(person::end))
}
