//! Lists of dossiers that stay fast over a million of them.
//!
//! Each list is read along an index and stops after its page: open dossiers along their due dates, all others
//! along their reception, searches along the word index. A person who sees single units instead of a whole body
//! gets the same from three such readings, one for each part a unit can have in a dossier.

use jiff::Timestamp;
use nep_domain::{
    access::Scope,
    ids::{DossierId, Id, ProcedureId, UnitId},
    one_stop::{DossierResult, DossierState},
};
use sea_orm::{
    ConnectionTrait, FromQueryResult, Statement, Value,
    prelude::{ChronoDateTimeUtc, Uuid},
};

use super::PROMISE;
use crate::{
    convert::{instant, key, stamp},
    dialect,
    error::StoreResult,
    store::{Page, ReadTx},
};

/// The condition of open dossiers, in the very words of the partial indexes.
pub(super) const OPEN: &str = "state IN ('received', 'in_progress')";

/// The parts a unit can have in a dossier.
const PARTS: [&str; 3] = ["receiving_unit_id", "competent_unit_id", "holder_unit_id"];

/// Which shelf of the desk a list shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Shelf {
    /// Everything, newest first.
    #[default]
    All,
    /// Not decided yet, first due first.
    Open,
    /// Open, due from the first instant to before the second.
    DueBetween(Timestamp, Timestamp),
    /// Not decided yet or waiting to be given out, first due first.
    Held,
    /// Decided, the result waiting at the desk, first due first.
    Finished,
    /// Waiting for what the applicant is to supply, first due first.
    Awaiting,
    /// Result given out, newest first.
    Returned,
    /// Stopped without a result, newest first.
    Stopped,
}

/// Which dossiers a list shows.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct DossierFilter {
    /// The units in reach.
    pub scope: Scope,
    /// Where they lie.
    pub shelf: Shelf,
    /// Only those that one of these units has in hand.
    pub held_by: Vec<UnitId>,
    /// Only those in which one of these units has a part; empty for no such wish.
    pub units: Vec<UnitId>,
    /// Only this procedure.
    pub procedure: Option<ProcedureId>,
    /// Only received from this instant on.
    pub received_from: Option<Timestamp>,
    /// Only received before this instant.
    pub received_before: Option<Timestamp>,
    /// Only taken or given out beyond office hours.
    pub beyond_hours: bool,
    /// Only those with words like these, accents or not. These come newest first.
    pub words: Option<String>,
    /// Whether the words stand whole in the dossier; else words that begin like them will do.
    pub whole_words: bool,
}

/// One line of a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DossierRow {
    /// Identifier.
    pub id: DossierId,
    /// Code.
    pub code: String,
    /// Name of the procedure.
    pub procedure: String,
    /// Who applies.
    pub applicant: String,
    /// Telephone number.
    pub phone: String,
    /// The unit that decides.
    pub competent: UnitId,
    /// The unit that has it in hand.
    pub holder: UnitId,
    /// Where it stands.
    pub state: DossierState,
    /// When it was received.
    pub received_at: Timestamp,
    /// Whether that was beyond office hours.
    pub received_beyond_hours: bool,
    /// The date promised now.
    pub due_at: Timestamp,
    /// The date by which it counts as punctual: an apology moves the date above, not this one.
    pub counted_due_at: Timestamp,
    /// Whether that date may still move.
    pub due_provisional: bool,
    /// When it was decided.
    pub finished_at: Option<Timestamp>,
    /// What was decided.
    pub result: Option<DossierResult>,
    /// When the applicant got the result.
    pub returned_at: Option<Timestamp>,
}

#[derive(FromQueryResult)]
struct Line {
    id: Uuid,
    code: String,
    name: String,
    applicant_name: String,
    applicant_phone: String,
    competent_unit_id: Uuid,
    holder_unit_id: Uuid,
    state: String,
    received_at: ChronoDateTimeUtc,
    received_beyond_hours: bool,
    due_at: ChronoDateTimeUtc,
    counted_due_at: ChronoDateTimeUtc,
    due_provisional: bool,
    finished_at: Option<ChronoDateTimeUtc>,
    result: Option<String>,
    returned_at: Option<ChronoDateTimeUtc>,
    counted: i64,
}

impl Line {
    fn into_row(self) -> StoreResult<DossierRow> {
        Ok(DossierRow {
            id: DossierId::from_uuid(self.id),
            code: self.code,
            procedure: self.name,
            applicant: self.applicant_name,
            phone: self.applicant_phone,
            competent: UnitId::from_uuid(self.competent_unit_id),
            holder: UnitId::from_uuid(self.holder_unit_id),
            state: key(&self.state, "dossier", "state", self.id)?,
            received_at: instant(self.received_at),
            received_beyond_hours: self.received_beyond_hours,
            due_at: instant(self.due_at),
            counted_due_at: instant(self.counted_due_at),
            due_provisional: self.due_provisional,
            finished_at: self.finished_at.map(instant),
            result: self.result.map(|r| key(&r, "dossier", "result", self.id)).transpose()?,
            returned_at: self.returned_at.map(instant),
        })
    }
}

/// A page of a list, and how long the list is.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Found {
    /// The page.
    pub rows: Vec<DossierRow>,
    /// How many the list has, counted no further than was asked.
    pub counted: u64,
}

/// The dossiers of a filter, a page at a time.
pub async fn list(tx: &ReadTx, filter: &DossierFilter, page: Page) -> StoreResult<Vec<DossierRow>> {
    Ok(list_counted(tx, filter, page, 0).await?.rows)
}

/// As [`list`], and in the same reading how many there are, counted no further than `most` or the end of the page.
pub async fn list_counted(
    tx: &ReadTx,
    filter: &DossierFilter,
    page: Page,
    most: u64,
) -> StoreResult<Found> {
    let mut query = Builder::new(tx, filter);
    let Some(keys) = query.keys(page.offset.saturating_add(page.limit).max(most)) else {
        return Ok(Found::default());
    };
    let direction = query.direction();
    let (limit, offset) = (query.number(page.limit), query.number(page.offset));
    let sql = format!(
        "WITH k AS MATERIALIZED ({keys}), p AS (SELECT k.id, k.place FROM k ORDER BY k.place {direction}, k.id {direction} \
         LIMIT {limit} OFFSET {offset}) \
         SELECT d.id, d.code, t.name, d.applicant_name, d.applicant_phone, d.competent_unit_id, d.holder_unit_id, \
         d.state, d.received_at, d.received_beyond_hours, d.due_at, {PROMISE} AS counted_due_at, d.due_provisional, \
         d.finished_at, d.result, d.returned_at, (SELECT COUNT(*) FROM k) AS counted \
         FROM p JOIN dossier d ON d.id = p.id JOIN procedure t ON t.id = d.procedure_id \
         ORDER BY p.place {direction}, p.id {direction}"
    );
    let statement = query.statement(&sql);
    let lines = Line::find_by_statement(statement).all(tx.db()).await?;
    let counted = match lines.first() {
        Some(line) => u64::try_from(line.counted).unwrap_or(0),
        // Nothing stands on the page; what lies before it was not told.
        None if page.offset > 0 && most > 0 => count(tx, filter, most).await?,
        None => 0,
    };
    let rows = lines.into_iter().map(Line::into_row).collect::<StoreResult<_>>()?;
    Ok(Found { rows, counted })
}

/// How many dossiers a filter has, counted no further than `most`.
pub async fn count(tx: &ReadTx, filter: &DossierFilter, most: u64) -> StoreResult<u64> {
    let mut query = Builder::new(tx, filter);
    let Some(keys) = query.keys(most) else { return Ok(0) };
    let most = query.number(most);
    let sql =
        format!("SELECT COUNT(*) AS n FROM (SELECT k.id FROM ({keys}) AS k LIMIT {most}) AS c");
    let statement = query.statement(&sql);
    let row = tx.db().query_one_raw(statement).await?;
    let n: i64 = row.map_or(Ok(0), |row| row.try_get("", "n"))?;
    Ok(u64::try_from(n).unwrap_or(0))
}

/// Builds the SQL of a filter and the values bound in it.
struct Builder<'a> {
    tx: &'a ReadTx,
    filter: &'a DossierFilter,
    values: Vec<Value>,
}

impl<'a> Builder<'a> {
    fn new(tx: &'a ReadTx, filter: &'a DossierFilter) -> Self {
        Self { tx, filter, values: Vec::new() }
    }

    fn bind(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("${}", self.values.len())
    }

    fn number(&mut self, n: u64) -> String {
        self.bind(i64::try_from(n).unwrap_or(i64::MAX))
    }

    fn at(&mut self, at: Timestamp) -> String {
        self.bind(stamp(at))
    }

    fn statement(self, sql: &str) -> Statement {
        Statement::from_sql_and_values(self.tx.backend(), sql, self.values)
    }

    /// `column = $1`, or `column IN ($1, $2)`; one unit alone can be read along an index in order.
    fn one_of(&mut self, column: &str, units: &[UnitId]) -> String {
        let names: Vec<String> = units.iter().map(|u| self.bind(u.uuid())).collect();
        match names.as_slice() {
            [one] => format!("d.{column} = {one}"),
            many => format!("d.{column} IN ({})", many.join(", ")),
        }
    }

    fn direction(&self) -> &'static str {
        if self.by_due() { "ASC" } else { "DESC" }
    }

    /// Whether the list runs along the due dates.
    fn by_due(&self) -> bool {
        let shelf = matches!(
            self.filter.shelf,
            Shelf::Open | Shelf::DueBetween(..) | Shelf::Held | Shelf::Finished | Shelf::Awaiting
        );
        shelf && self.terms().is_none()
    }

    /// The words to search for in the database's own notation.
    fn terms(&self) -> Option<String> {
        let words = self.filter.words.as_deref()?;
        dialect::search_query(self.tx.backend(), words, self.filter.whole_words)
    }

    /// SQL that gives `id` and `place` of the first `most` dossiers; `None` when nothing is in reach.
    fn keys(&mut self, most: u64) -> Option<String> {
        let scope = self.filter.scope.clone();
        let reach = self.reach(&scope);
        if reach.is_empty() {
            return None;
        }
        let rest = self.conditions();
        if let Some(terms) = self.terms() {
            let terms = self.bind(terms);
            let (source, fits, place) = dialect::dossier_search(self.tx.backend(), &terms);
            let limit = self.number(most);
            let reach = reach.join(" OR ");
            return Some(format!(
                "SELECT d.id, {place} AS place FROM {source} WHERE {fits} AND ({reach}){rest} ORDER BY {place} DESC LIMIT {limit}"
            ));
        }
        let (place, direction) =
            (if self.by_due() { "d.due_at" } else { "d.received_at" }, self.direction());
        let limit = self.number(most);
        let arms: Vec<String> = self
            .readings(reach)
            .iter()
            .enumerate()
            .map(|(n, reach)| {
                format!(
                    "SELECT a{n}.id, a{n}.place FROM (SELECT d.id, {place} AS place FROM dossier d WHERE {reach}{rest} \
                     ORDER BY {place} {direction}, d.id {direction} LIMIT {limit}) AS a{n}"
                )
            })
            .collect();
        Some(arms.join(" UNION "))
    }

    /// What each reading runs along: the holders where a list asks for them, for they have few among many; else the
    /// reach itself.
    fn readings(&mut self, reach: Vec<String>) -> Vec<String> {
        if self.filter.held_by.is_empty() {
            return reach;
        }
        let within = reach.join(" OR ");
        let holders = &self.filter.held_by;
        holders
            .iter()
            .map(|unit| format!("{} AND ({within})", self.one_of("holder_unit_id", &[*unit])))
            .collect()
    }

    /// The conditions of which each dossier in reach meets one.
    fn reach(&mut self, scope: &Scope) -> Vec<String> {
        let mut reach: Vec<String> =
            scope.bodies.iter().map(|body| self.one_of("root_id", &[*body])).collect();
        if !scope.units.is_empty() {
            reach.extend(PARTS.map(|part| self.one_of(part, &scope.units)));
        }
        reach
    }

    /// Everything else a dossier must meet, each condition after an ` AND `.
    fn conditions(&mut self) -> String {
        let filter = self.filter;
        let mut all = match filter.shelf {
            Shelf::All => Vec::new(),
            Shelf::Open => vec![format!("d.{OPEN}")],
            Shelf::DueBetween(from, before) => {
                let (from, before) = (self.at(from), self.at(before));
                vec![
                    format!("d.{OPEN}"),
                    format!("d.due_at >= {from}"),
                    format!("d.due_at < {before}"),
                ]
            }
            Shelf::Held => vec!["d.state IN ('received', 'in_progress', 'finished')".to_owned()],
            Shelf::Finished => vec!["d.state = 'finished'".to_owned()],
            Shelf::Awaiting => vec!["d.state = 'awaiting_supplement'".to_owned()],
            Shelf::Returned => vec!["d.state = 'returned'".to_owned()],
            Shelf::Stopped => vec!["d.state IN ('withdrawn', 'lapsed')".to_owned()],
        };
        // Without words the readings run along the holders already.
        if !filter.held_by.is_empty() && self.terms().is_some() {
            all.push(self.one_of("holder_unit_id", &filter.held_by));
        }
        if !filter.units.is_empty() {
            let parts = PARTS.map(|part| self.one_of(part, &filter.units));
            all.push(format!("({})", parts.join(" OR ")));
        }
        if let Some(procedure) = filter.procedure {
            let procedure = self.bind(procedure.uuid());
            all.push(format!("d.procedure_id = {procedure}"));
        }
        if let Some(from) = filter.received_from {
            let from = self.at(from);
            all.push(format!("d.received_at >= {from}"));
        }
        if let Some(before) = filter.received_before {
            let before = self.at(before);
            all.push(format!("d.received_at < {before}"));
        }
        if filter.beyond_hours {
            all.push("(d.received_beyond_hours OR d.returned_beyond_hours)".to_owned());
        }
        all.insert(0, String::new());
        all.join(" AND ")
    }
}
