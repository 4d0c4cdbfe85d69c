//! The desk's pages: lists, intake, one dossier and what can be done with it, the catalogue of procedures.

mod actions;
mod dossier;
mod due;
mod intake;
mod list;
mod procedures;
mod refusal;
mod supplement;
mod words;

pub(crate) use actions::{apology, finish, forward, give_out, lapse, notify, withdraw};
pub(crate) use dossier::{dossier, pdf, slip};
pub(crate) use due::DueWhy;
pub(crate) use intake::{intake, take};
pub(crate) use list::list;
pub(crate) use procedures::{catalogue, create, edit, new, save};
pub(crate) use refusal::{CARRIED, refusal, refusal_slip, refusals, refuse, refuse_form};
pub(crate) use supplement::{ask, hand_over, request, slip as supplement_slip, supply};
