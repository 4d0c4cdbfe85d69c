//! The records behind a fact as one SQL relation, whatever room they come from.
//!
//! Counting, grouping and listing all read the same relation; hence a figure and its list can never disagree.

use super::sql::Clock;

/// Where the records of a fact stand, and how each of them reads.
#[derive(Debug)]
pub(super) struct Relation {
    /// The tables, joined, with their aliases.
    pub from: String,
    /// Which rows belong to the fact.
    pub filter: String,
    /// Key of [`nep_domain::facts::RecordKind`], as SQL.
    pub kind: String,
    /// Identifier, for a stable order.
    pub id: String,
    /// Record to lead to.
    pub link: String,
    /// Name that names no private person.
    pub title: String,
    /// More about it.
    pub detail: String,
    /// Name of a private person, or `NULL`.
    pub person: String,
    /// The instant or date it counts on.
    pub at: String,
    /// What `at` is.
    pub clock: Clock,
    /// The unit it counts for.
    pub unit: String,
    /// What it adds to the numerator.
    pub part: String,
    /// What it adds to the denominator.
    pub whole: String,
}

/// `CASE` that counts a row when a condition holds.
pub(super) fn when(condition: &str) -> String {
    format!("CASE WHEN {condition} THEN 1 ELSE 0 END")
}

/// No personal name.
pub(super) const NOBODY: &str = "CAST(NULL AS TEXT)";

impl Relation {
    /// The columns of one record.
    pub(super) fn select(&self) -> String {
        let Self {
            from, filter, kind, id, link, title, detail, person, at, unit, part, whole, ..
        } = self;
        format!(
            "SELECT {kind} AS kind, {id} AS id, {link} AS link, {title} AS title, {detail} AS detail, \
             {person} AS person, {at} AS at, {unit} AS unit_id, {part} AS part, {whole} AS whole \
             FROM {from} WHERE {filter}"
        )
    }
}

/// Several relations read as one; the first says what `at` is.
#[derive(Debug)]
pub(super) struct Records {
    /// The whole `SELECT`.
    pub select: String,
    /// What `at` is.
    pub clock: Clock,
}

impl From<Relation> for Records {
    fn from(relation: Relation) -> Self {
        Self { select: relation.select(), clock: relation.clock }
    }
}

impl Records {
    /// Both together.
    pub(super) fn and(self, other: &Relation) -> Self {
        Self { select: format!("{} UNION ALL {}", self.select, other.select()), clock: self.clock }
    }
}
