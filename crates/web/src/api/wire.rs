//! What goes over the wire. Enums are the stable keys of the domain as text; ids are UUIDs as text.

use nep_app::publicity::PublicDossier;
use nep_domain::{
    facts::{Fact, FactKind},
    org::{OrgTree, Unit},
};
use serde::Serialize;
use utoipa::ToSchema;

/// The envelope of every error.
#[derive(Serialize, ToSchema)]
pub(super) struct Error {
    /// What went wrong.
    error: ErrorBody,
}

/// What went wrong.
#[derive(Serialize, ToSchema)]
struct ErrorBody {
    /// The kind, stable: `signed-out`, `denied`, `not-found`, `invalid`, `stale`, `busy`, `too-many`, …
    kind: String,
    /// A sentence for people, in the language of the cookie `nep_lang`.
    message: String,
    /// Further sentences.
    details: Vec<String>,
    /// The fields that are missing or wrong.
    fields: Vec<ErrorField>,
}

/// A field that is missing or wrong.
#[derive(Serialize, ToSchema)]
struct ErrorField {
    /// Name of the field or of the value in the address.
    field: String,
    /// What is wrong with it, stable.
    code: String,
}

/// The organisation on a day.
#[derive(Serialize, ToSchema)]
pub(super) struct UnitTree {
    /// The day.
    #[schema(format = Date)]
    pub(super) on: String,
    /// The bodies at the top.
    pub(super) units: Vec<UnitNode>,
}

/// A unit with the units right below it.
#[derive(Serialize, ToSchema)]
pub(super) struct UnitNode {
    /// Identifier for the unit's whole life.
    #[schema(format = "uuid")]
    id: String,
    /// Short code, unique in the body.
    code: String,
    /// Name on that day.
    name: String,
    /// Kind of body.
    kind: &'static str,
    /// First day of its life.
    #[schema(format = Date)]
    founded: String,
    /// Last day of its life, once dissolved.
    #[schema(format = Date)]
    dissolved: Option<String>,
    /// Units below.
    #[schema(no_recursion)]
    children: Vec<UnitNode>,
}

impl UnitNode {
    /// A unit with everything below it.
    pub(super) fn of(tree: &OrgTree, unit: &Unit) -> Self {
        Self {
            id: unit.id.to_string(),
            code: unit.code.clone(),
            name: unit.name.clone(),
            kind: unit.kind.key(),
            founded: unit.founded.to_string(),
            dissolved: unit.dissolved.map(|d| d.to_string()),
            children: tree.children(unit.id).map(|child| Self::of(tree, child)).collect(),
        }
    }
}

/// A fact: one named number for one unit and one period.
#[derive(Serialize, ToSchema)]
pub(super) struct FactAnswer {
    name: &'static str,
    /// `count` or `share`.
    kind: &'static str,
    #[schema(format = "uuid")]
    unit: String,
    /// Only the unit itself, without what is below it.
    alone: bool,
    #[schema(format = Date)]
    from: String,
    #[schema(format = Date)]
    to: String,
    /// As the records stood at the end of this day.
    #[schema(format = Date)]
    as_of: String,
    /// The records counted.
    part: i64,
    /// Out of how many, for a share.
    whole: Option<i64>,
    /// Hundredths of a per cent, for a share with anything to divide by.
    basis_points: Option<i64>,
}

impl From<&Fact> for FactAnswer {
    fn from(fact: &Fact) -> Self {
        let (query, share) = (&fact.query, fact.query.name.kind() == FactKind::Share);
        Self {
            name: query.name.key(),
            kind: if share { "share" } else { "count" },
            unit: query.unit.to_string(),
            alone: query.alone,
            from: query.period.from.to_string(),
            to: query.period.to.to_string(),
            as_of: query.as_of.to_string(),
            part: fact.value.part,
            whole: share.then_some(fact.value.whole),
            basis_points: fact.value.basis_points().filter(|_| share),
        }
    }
}

/// A dossier as anybody with its code may see it.
#[derive(Serialize, ToSchema)]
pub(super) struct PublicDossierAnswer {
    code: String,
    procedure: String,
    /// The desk that took it and gives the result.
    desk: String,
    state: &'static str,
    /// Office time.
    received_at: String,
    /// Office time.
    promised: String,
    /// Whether the date rests on days off not decided yet.
    provisional: bool,
    /// Not decided by the date promised.
    late: bool,
    result: Option<&'static str>,
}

impl From<&PublicDossier> for PublicDossierAnswer {
    fn from(d: &PublicDossier) -> Self {
        Self {
            code: d.code.clone(),
            procedure: d.procedure.clone(),
            desk: d.desk.clone(),
            state: d.state.key(),
            received_at: d.received_at.to_string(),
            promised: d.promised.to_string(),
            provisional: d.provisional,
            late: d.late,
            result: d.result.map(nep_domain::one_stop::DossierResult::key),
        }
    }
}
