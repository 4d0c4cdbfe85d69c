//! Hand-made rows of all rooms, written straight into the tables.

use nep_app::testing::TestHouse;
use nep_domain::ids::{Id, UnitId};
use nep_storage::Store;

/// Writes rows; every one gets a running number as its identifier.
pub struct Rows {
    store: Store,
    sqlite: bool,
    root: UnitId,
    desk: UnitId,
    next: u128,
}

/// One value of a row as SQL.
pub fn text(value: &str) -> String {
    format!("'{value}'")
}

/// An instant given in the office's time, e.g. `2021-03-01T16:30`.
pub fn at(local: &str) -> String {
    let local: jiff::civil::DateTime = local.parse().unwrap();
    let utc = jiff::tz::Offset::constant(7).to_timestamp(local).unwrap();
    let utc = utc.as_second();
    let utc = jiff::tz::Offset::UTC.to_datetime(jiff::Timestamp::from_second(utc).unwrap());
    format!("'{utc}+00:00'")
}

/// A dossier's dates in the office's time; empty for none.
#[derive(Clone, Copy, Default)]
pub struct Dates<'a> {
    pub received: &'a str,
    pub due: &'a str,
    /// The date on the receipt; `due` when empty.
    pub first_due: &'a str,
    pub finished: &'a str,
    pub returned: &'a str,
    pub beyond: bool,
    pub withdrawn: bool,
}

impl Rows {
    pub async fn new(house: &TestHouse) -> Self {
        let store = house.services.store.clone();
        let sqlite = store.attempt("SELECT 1 FROM sqlite_master").await.is_ok();
        let mut rows = Self { store, sqlite, root: house.district, desk: house.desk, next: 0 };
        let values = [
            ("root_id", rows.id(house.district)),
            ("code", text("TT1")),
            ("name", text("Cấp bản sao trích lục hộ tịch")),
            ("search", text("")),
            ("field", text("")),
            ("steps", text("")),
            ("applicants", text("")),
            ("papers", text("")),
            ("sets", "1".to_owned()),
            ("term_amount", "3".to_owned()),
            ("term_unit", text("working_days")),
            ("same_day_cut_off", "FALSE".to_owned()),
            ("fee", text("")),
            ("result", text("")),
            ("legal_basis", text("")),
            ("competent_unit_id", rows.id(house.land)),
            ("valid_from", text("2019-01-01")),
        ];
        rows.insert("procedure", &values).await;
        rows
    }

    pub fn id(&self, id: impl Id) -> String {
        self.raw(&id.uuid().simple().to_string())
    }

    /// The row of a number, as its identifier.
    pub fn row(&self, n: u128) -> String {
        self.raw(&format!("{n:032x}"))
    }

    fn raw(&self, hex: &str) -> String {
        if self.sqlite { format!("X'{hex}'") } else { format!("'{hex}'::uuid") }
    }

    /// Inserts a row and returns its number.
    pub async fn insert(&mut self, table: &str, values: &[(&str, String)]) -> u128 {
        self.next += 1;
        let columns: Vec<_> = values.iter().map(|(c, _)| *c).collect();
        let row: Vec<_> = values.iter().map(|(_, v)| v.as_str()).collect();
        let id = self.row(self.next);
        let sql = format!(
            "INSERT INTO {table} (id, {}) VALUES ({id}, {})",
            columns.join(", "),
            row.join(", ")
        );
        self.run(&sql).await;
        self.next
    }

    pub async fn run(&self, sql: &str) {
        if let Err(error) = self.store.attempt(sql).await {
            panic!("{sql}: {error}");
        }
    }

    pub async fn dossier(&mut self, competent: UnitId, dates: Dates<'_>) -> u128 {
        let code = text(&format!("HS{:03}", self.next));
        let optional = |d: &str| if d.is_empty() { "NULL".to_owned() } else { at(d) };
        let first = if dates.first_due.is_empty() { dates.due } else { dates.first_due };
        let state = if dates.withdrawn {
            "withdrawn"
        } else if dates.finished.is_empty() {
            "received"
        } else {
            "finished"
        };
        let flag = |on: bool| if on { "TRUE" } else { "FALSE" }.to_owned();
        let mut values: Vec<(&str, String)> = vec![
            ("root_id", self.id(self.root)),
            ("code", code.clone()),
            ("procedure_id", self.row(1)),
            ("receiving_unit_id", self.id(self.desk)),
            ("competent_unit_id", self.id(competent)),
            ("holder_unit_id", self.id(competent)),
            ("state", text(state)),
            ("applicant_name", text("Nông Thị Thử")),
            ("sets", "1".to_owned()),
            ("received_at", at(dates.received)),
            ("received_beyond_hours", flag(dates.beyond)),
            ("clock_started_at", at(dates.received)),
            ("term_amount", "3".to_owned()),
            ("term_unit", text("working_days")),
            ("first_due_at", at(first)),
            ("due_at", at(dates.due)),
            ("due_provisional", "FALSE".to_owned()),
            ("pack", text("")),
            ("forward_due_at", at(dates.received)),
            ("finished_at", optional(dates.finished)),
            ("returned_at", optional(dates.returned)),
            (
                "returned_beyond_hours",
                if dates.returned.is_empty() { "NULL".to_owned() } else { flag(dates.beyond) },
            ),
            ("rating_token", code),
        ];
        let empty = [
            "applicant_id_number",
            "applicant_address",
            "applicant_phone",
            "applicant_email",
            "content",
            "papers",
            "search",
        ];
        values.extend(empty.map(|column| (column, text(""))));
        self.insert("dossier", &values).await
    }

    /// A signed letter; `dossier` 0 for none.
    pub async fn letter(
        &mut self,
        unit: UnitId,
        dossier: u128,
        kind: &str,
        signed: &str,
        send_by: &str,
        old_due: &str,
    ) -> u128 {
        let optional = |d: &str| if d.is_empty() { "NULL".to_owned() } else { at(d) };
        let new_due = format!("(SELECT due_at FROM dossier WHERE id = {})", self.row(dossier));
        let values = [
            ("root_id", self.id(self.root)),
            ("unit_id", self.id(unit)),
            ("dossier_id", if dossier == 0 { "NULL".to_owned() } else { self.row(dossier) }),
            ("kind", text(kind)),
            ("state", text("signed")),
            ("recipient", text("Nông Thị Thử")),
            ("reason", text("")),
            ("drafted_at", at(signed)),
            ("signed_at", at(signed)),
            ("send_by", if send_by.is_empty() { "NULL".to_owned() } else { text(send_by) }),
            ("old_due_at", optional(old_due)),
            ("new_due_at", new_due),
        ];
        self.insert("letter", &values).await
    }

    pub async fn rating(
        &mut self,
        unit: UnitId,
        dossier: u128,
        on: &str,
        score: i32,
        met: i32,
        asked: i32,
    ) {
        let values = [
            ("root_id", self.id(self.root)),
            ("unit_id", self.id(unit)),
            ("dossier_id", self.row(dossier)),
            ("score", score.to_string()),
            ("courtesy", text("")),
            ("courtesy_met", met.to_string()),
            ("courtesy_asked", asked.to_string()),
            ("comment", text("")),
            ("at", at(on)),
        ];
        self.insert("satisfaction", &values).await;
    }

    pub async fn feedback(&mut self, unit: UnitId, received: &str, due: &str, answered: &str) {
        let code = text(&format!("PA{}", self.next));
        let mut values = vec![
            ("root_id", self.id(self.root)),
            ("unit_id", self.id(unit)),
            ("code", code),
            ("received_at", at(received)),
            ("due_on", text(due)),
            ("state", text("new")),
            ("answered_at", if answered.is_empty() { "NULL".to_owned() } else { at(answered) }),
        ];
        let empty = [
            "subject_kind",
            "sender_name",
            "sender_address",
            "sender_contact",
            "content",
            "search",
        ];
        values.extend(empty.map(|column| (column, text(""))));
        self.insert("feedback", &values).await;
    }

    pub async fn inspection(&mut self, starts: &str) -> u128 {
        let decision = text(&format!("QĐ {}", self.next));
        let values = [
            ("root_id", self.id(self.root)),
            ("name", text("Kiểm tra văn hóa công sở")),
            ("mode", text("planned")),
            ("decision", decision),
            ("decided_on", text(starts)),
            ("starts", text(starts)),
            ("ends", text(starts)),
            ("lead", text("")),
            ("members", text("")),
            ("state", text("running")),
            ("conclusion", text("")),
        ];
        self.insert("inspection", &values).await
    }

    /// A visit with `met` of `asked` checklist lines met.
    pub async fn visit(
        &mut self,
        inspection: u128,
        unit: UnitId,
        on: &str,
        met: u32,
        asked: u32,
    ) -> u128 {
        let values = [
            ("inspection_id", self.row(inspection)),
            ("root_id", self.id(self.root)),
            ("unit_id", self.id(unit)),
            ("planned_on", text("2021-01-04")),
            ("visited_on", if on.is_empty() { "NULL".to_owned() } else { text(on) }),
            ("summary", text("")),
        ];
        let visit = self.insert("inspection_visit", &values).await;
        for n in 0..asked {
            let result = if n < met { "met" } else { "unmet" };
            let row = self.row(visit);
            self.run(&format!("INSERT INTO visit_item (visit_id, item, result, note) VALUES ({row}, 'item-{n}', '{result}', '')")).await;
        }
        let row = self.row(visit);
        self.run(&format!("INSERT INTO visit_item (visit_id, item, result, note) VALUES ({row}, 'apart', 'not_applicable', '')")).await;
        visit
    }

    pub async fn finding(&mut self, visit: u128, unit: UnitId, due: &str, remedied: &str) {
        let values = [
            ("visit_id", self.row(visit)),
            ("root_id", self.id(self.root)),
            ("unit_id", self.id(unit)),
            ("item", text("badge")),
            ("description", text("Chưa đeo thẻ")),
            ("found_on", text("2021-01-05")),
            ("remedy_due", text(due)),
            ("remedied_on", if remedied.is_empty() { "NULL".to_owned() } else { text(remedied) }),
            ("remedy_note", text("")),
        ];
        self.insert("finding", &values).await;
    }

    pub async fn movement(&mut self, name: &str) -> u128 {
        let values = [
            ("root_id", self.id(self.root)),
            ("name", text(name)),
            ("starts", text("2019-01-01")),
            ("ends", text("2025-12-31")),
            ("plan", text("")),
            ("basis", text("")),
        ];
        self.insert("movement", &values).await
    }

    pub async fn criteria(
        &mut self,
        movement: u128,
        unit: UnitId,
        year: i16,
        issued: &str,
    ) -> u128 {
        let values = [
            ("movement_id", self.row(movement)),
            ("root_id", self.id(self.root)),
            ("unit_id", self.id(unit)),
            ("year", year.to_string()),
            ("issued_on", if issued.is_empty() { "NULL".to_owned() } else { text(issued) }),
            ("threshold", "8000".to_owned()),
        ];
        self.insert("criteria_set", &values).await
    }

    /// A score sheet sent on `sent` and, unless empty, recognised on `decided`.
    pub async fn sheet(
        &mut self,
        movement: u128,
        set: u128,
        unit: UnitId,
        year: i16,
        sent: &str,
        decided: &str,
    ) {
        let recognised = !decided.is_empty();
        let values = [
            ("movement_id", self.row(movement)),
            ("set_id", self.row(set)),
            ("root_id", self.id(self.root)),
            ("unit_id", self.id(unit)),
            ("year", year.to_string()),
            ("state", text(if recognised { "recognised" } else { "self_scored" })),
            ("max_points", "10000".to_owned()),
            ("threshold", "8000".to_owned()),
            ("self_scored_at", at(sent)),
            ("verified_points", if recognised { "9000" } else { "NULL" }.to_owned()),
            ("decision", if recognised { text("12/QĐ-UBND") } else { "NULL".to_owned() }),
            ("decided_on", if recognised { text(decided) } else { "NULL".to_owned() }),
            ("decision_note", text("")),
        ];
        self.insert("score_sheet", &values).await;
    }

    /// An award; `person` names an individual.
    pub async fn award(
        &mut self,
        unit: UnitId,
        person: &str,
        kind: (&str, &str, &str),
        years: (i16, i16),
        decided: &str,
    ) {
        let name = if person.is_empty() {
            format!("Tập thể {}", self.next)
        } else {
            person.to_owned()
        };
        let values = [
            ("root_id", self.id(self.root)),
            ("recipient_kind", text(if person.is_empty() { "collective" } else { "individual" })),
            ("unit_id", self.id(unit)),
            ("recipient_name", text(&name)),
            ("search", text("")),
            ("form", text(kind.0)),
            ("level", text(kind.1)),
            ("ground", text(kind.2)),
            ("year_from", years.0.to_string()),
            ("year_to", years.1.to_string()),
            ("decision", text("34/QĐ-UBND")),
            ("decided_on", text(decided)),
            ("issuer", text("")),
            ("note", text("")),
            ("recorded_at", at("2021-04-01T08:00")),
        ];
        self.insert("award", &values).await;
    }

    pub async fn person(&mut self, unit: UnitId, kind: &str, from: &str, to: &str) -> u128 {
        let code = text(&format!("CB{}", self.next));
        let values = [
            ("root_id", self.id(self.root)),
            ("staff_code", code),
            ("full_name", text("Lục Văn Thử")),
            ("search", text("")),
        ];
        let person = self.insert("person", &values).await;
        self.assignment(person, unit, kind, from, to).await;
        person
    }

    pub async fn assignment(
        &mut self,
        person: u128,
        unit: UnitId,
        kind: &str,
        from: &str,
        to: &str,
    ) {
        let values = [
            ("person_id", self.row(person)),
            ("root_id", self.id(self.root)),
            ("unit_id", self.id(unit)),
            ("kind", text(kind)),
            ("post", text("Chuyên viên")),
            ("valid_from", text(from)),
            ("valid_to", if to.is_empty() { "NULL".to_owned() } else { text(to) }),
        ];
        self.insert("assignment", &values).await;
    }

    pub async fn quota(&mut self, unit: UnitId, kind: &str, posts: i32) {
        let values = [
            ("unit_id", self.id(unit)),
            ("kind", text(kind)),
            ("posts", posts.to_string()),
            ("valid_from", text("2019-01-01")),
            ("document", text("QĐ giao biên chế")),
        ];
        self.insert("quota", &values).await;
    }
}
