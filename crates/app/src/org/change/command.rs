//! What forms, importers and scenarios ask for.

use jiff::civil::Date;
use nep_domain::ids::{UnitId, UnitVersionId};

use crate::org::NewUnit;

/// A new name for a unit.
#[derive(Clone, Debug)]
pub struct Rename {
    /// Which unit.
    pub unit: UnitId,
    /// Its new name.
    pub name: String,
    /// First day of the new name.
    pub on: Date,
    /// Number, date and issuer of the deciding document.
    pub document: String,
    /// The version the form was filled from, so that two people do not overwrite each other.
    pub based_on: Option<UnitVersionId>,
}

/// A new parent for a unit.
#[derive(Clone, Debug)]
pub struct Move {
    /// Which unit.
    pub unit: UnitId,
    /// Its new parent.
    pub parent: UnitId,
    /// First day at the new place.
    pub on: Date,
    /// Number, date and issuer of the deciding document.
    pub document: String,
    /// The version the form was filled from.
    pub based_on: Option<UnitVersionId>,
}

/// Where merged units go.
#[derive(Clone, Debug)]
pub enum MergeInto {
    /// A unit founded by the merger; its founding day is the merger's.
    New(NewUnit),
    /// A unit that lives on.
    Existing(UnitId),
}

/// Several units become one.
#[derive(Clone, Debug)]
pub struct Merge {
    /// The units that end.
    pub from: Vec<UnitId>,
    /// The unit that follows.
    pub into: MergeInto,
    /// First day of the new state.
    pub on: Date,
    /// Number, date and issuer of the deciding document.
    pub document: String,
}

/// One unit becomes several new ones.
#[derive(Clone, Debug)]
pub struct Split {
    /// The unit that ends.
    pub unit: UnitId,
    /// The units that follow; their founding day is the split's.
    pub into: Vec<NewUnit>,
    /// First day of the new state.
    pub on: Date,
    /// Number, date and issuer of the deciding document.
    pub document: String,
}

/// A unit ends.
#[derive(Clone, Debug)]
pub struct Dissolve {
    /// The unit that ends.
    pub unit: UnitId,
    /// Units its work passes to; may be empty.
    pub heirs: Vec<UnitId>,
    /// First day without it.
    pub on: Date,
    /// Number, date and issuer of the deciding document.
    pub document: String,
}

/// What a unit carries besides its dated name and place.
#[derive(Clone, Debug)]
pub struct EditUnit {
    /// Which unit.
    pub unit: UnitId,
    /// Electronic identifier in dossier codes.
    pub identifier: Option<String>,
    /// Office hours; the parent's when absent.
    pub office_hours: Option<String>,
    /// Identifier and office hours the form was filled with, so that two people do not overwrite each other.
    pub before: (Option<String>, Option<String>),
}
