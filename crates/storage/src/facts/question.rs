//! What a fact asks of the store: which units, which days.

use jiff::{Timestamp, civil::Date};
use nep_domain::{
    facts::{FactFilter, FactName, Period},
    ids::UnitId,
};

/// The units a fact is asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reach {
    /// The body above them.
    pub root: UnitId,
    /// The units whose records count; `None` for all that ever belonged to the body.
    pub units: Option<Vec<UnitId>>,
    /// The units that take part in the movement: the denominator of recognition and its like.
    pub members: Vec<UnitId>,
}

/// A fact, with the organisation resolved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Question {
    /// Which fact.
    pub name: FactName,
    /// The units asked for.
    pub reach: Reach,
    /// The period as asked.
    pub period: Period,
    /// The last day whose events count: the period's end or the day asked for, whichever is earlier.
    pub end: Date,
    /// The present instant when that day is today: a date of this evening is not missed yet.
    pub until: Option<Timestamp>,
    /// The day asked for: decisions taken after the period about the period count until then.
    pub as_of: Date,
    /// Which records.
    pub filter: FactFilter,
}
