//! A small body with a desk that takes dossiers through the real form.

use std::io;

use nep_app::testing::TestHouse;
use nep_domain::ids::{DossierId, UnitId};
use nep_storage::Store;

use crate::browser::{Browser, Reply};

const INTAKE: &str = "/mot-cua/tiep-nhan";

/// Units of the test house that the forms name.
pub(crate) struct Units {
    desk: UnitId,
    land: UnitId,
}

/// Runs a future; the test itself is no asynchronous one, for its threads block on sockets.
pub(crate) fn block_on<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

/// Builds the test house in a fresh database and leaves it to the server.
pub(crate) fn furnish(url: &str) -> Units {
    block_on(async {
        let store = Store::open(url).await.unwrap();
        let house = TestHouse::build(store.clone()).await.unwrap();
        store.close().await.unwrap();
        Units { desk: house.desk, land: house.land }
    })
}

/// Publishes the one procedure of this body; its identifier.
pub(crate) fn add_procedure(address: &str, units: &Units) -> String {
    let mut home = Browser::signed_in(address, "home-affairs");
    let land = units.land.to_string();
    let fields = [
        ("code", "1.004199.H14"),
        ("name", "Đăng ký biến động quyền sử dụng đất"),
        ("field", "Đất đai"),
        ("competent", land.as_str()),
        ("term_amount", "3"),
        ("term_unit", "working_days"),
        ("papers", "Đơn đăng ký biến động"),
        ("sets", "1"),
        ("legal_basis", "Luật Đất đai"),
        ("valid_from", "2019-01-01"),
    ];
    let saved = home.post("/mot-cua/thu-tuc", &fields).unwrap();
    assert_eq!(saved.status, 303, "{}", saved.body);
    let listed: serde_json::Value =
        serde_json::from_str(&home.get("/api/v1/procedures").unwrap().body).unwrap();
    listed[0]["id"].as_str().unwrap().to_owned()
}

/// A form as an official sent it, with the key that makes sending it again harmless.
#[derive(Clone)]
pub(crate) struct Intake {
    pub(crate) applicant: String,
    procedure: String,
    unit: String,
}

impl Intake {
    pub(crate) fn new(units: &Units, procedure: &str, applicant: String) -> Self {
        Self { applicant, procedure: procedure.to_owned(), unit: units.desk.to_string() }
    }

    /// Sends the form.
    pub(crate) fn send(&self, desk: &mut Browser) -> io::Result<Reply> {
        let fields = [
            ("procedure", self.procedure.as_str()),
            ("request_key", self.applicant.as_str()),
            ("unit", self.unit.as_str()),
            ("when", "now"),
            ("applicant_name", self.applicant.as_str()),
            ("applicant_address", "Xóm Đồi, xã Đức Phong"),
            ("applicant_phone", "0900 000 012"),
            ("sets", "1"),
            ("papers", "Đơn"),
        ];
        desk.post(INTAKE, &fields)
    }

    /// The dossier that an answer acknowledges; any other answer fails the test.
    pub(crate) fn acknowledged(&self, reply: &Reply) -> DossierId {
        let path = reply.location();
        assert_eq!(reply.status, 303, "{}: {}", self.applicant, reply.body);
        path.rsplit('/').next().unwrap().parse().unwrap()
    }
}
