//! An agency's own packs: a decree of today rules tomorrow without a new program, and a broken one is refused at the start.

use std::fs;

use nep_storage::testing;

use crate::{
    browser::Browser,
    server::{Server, nep},
};

/// An invented decree that lets heads apologise two working days before the date.
const DECREE: &str = r#"
id = "vn/one-stop/nd-900-2026"
title = { vi = "Nghị định giả định 900/2026/NĐ-CP", en = "Invented Decree 900/2026/NĐ-CP" }
subject = "dossier"
valid_from = 2027-01-01
supersedes = "vn/one-stop/nd-118-2025-as-amended-2026"
amends = true

[[source]]
key = "nd-900-2026"
kind = "decree"
number = "900/2026/NĐ-CP"
title = { vi = "Nghị định giả định", en = "Invented decree" }

[[setting]]
key = "apology_days_before_due"
type = "days"
value = 2
unit = "working_days"
label = { vi = "Thời hạn xin lỗi", en = "Time to apologise" }
citation = { source = "nd-900-2026", article = 3 }
confidence = "verified"
"#;

#[test]
fn a_decree_is_one_file_in_a_folder_and_marked_as_the_agencys() {
    testing::at_sqlite(|url| {
        let folder = tempfile::tempdir().unwrap();
        // Where a pack stands says its id, as with the shipped ones.
        let place = folder.path().join("vn/one-stop");
        fs::create_dir_all(&place).unwrap();
        fs::write(place.join("nd-900-2026.toml"), DECREE).unwrap();
        fs::write(folder.path().join("notes.txt"), "no pack").unwrap();
        let packs = folder.path().to_str().unwrap();
        let server = Server::start_with(url, &["--pack-file", packs]);
        let mut browser = Browser::new(&server.address);
        let mark = "Văn bản bổ sung ngoài bộ có sẵn";
        let page = browser.get("/can-cu/vn/one-stop/nd-900-2026?ngay=2027-01-01").unwrap().body;
        assert!(page.contains(mark) && page.contains("2 ngày làm việc"), "{page}");
        let shipped = "/can-cu/vn/one-stop/nd-118-2025-as-amended-2026?ngay=2026-12-31";
        let page = browser.get(shipped).unwrap().body;
        assert!(!page.contains(mark) && page.contains("1 ngày làm việc"), "{page}");
        let page = browser.get("/can-cu?ngay=2027-01-01").unwrap().body;
        assert!(page.contains(mark), "{page}");
    });
}

#[test]
fn a_pack_that_is_wrong_or_takes_a_shipped_ones_place_is_refused_at_the_start() {
    testing::at_sqlite(|url| {
        let folder = tempfile::tempdir().unwrap();
        let refused = |text: &str| {
            let file = folder.path().join("own.toml");
            fs::write(&file, text).unwrap();
            let place = ["--database", url, "--listen", "127.0.0.1:0", "--pack-file"];
            let answer = nep().arg("serve").args(place).arg(file).output().unwrap();
            assert!(!answer.status.success() && answer.stdout.is_empty());
            let said = String::from_utf8(answer.stderr).unwrap().replace("\n  │", "");
            said.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let said =
            refused(&DECREE.replace("value = 2", "value = \"two\"").replace("amends", "amend"));
        assert!(
            said.contains("own.toml") && said.contains("value") && said.contains("amend"),
            "{said}"
        );
        let said =
            refused(&DECREE.replace("vn/one-stop/nd-900-2026\"", "vn/one-stop/nd-61-2018\""));
        assert!(said.contains("is there twice"), "{said}");
        // What the shipped text allows, an amendment that says nothing else allows too.
        let size = DECREE
            .replace("apology_days_before_due", "slip_page_size")
            .replace("\"days\"", "\"text\"")
            .replace("value = 2\nunit = \"working_days\"", "value = \"Letter\"");
        let said = refused(&size);
        assert!(said.contains("slip_page_size") && said.contains("A4 or A5"), "{said}");
        let said = refused(&DECREE.replace(
            "amends = true",
            "amends = true\nrepeals = [\"item.forms.receipt\", \"setting.late_entry_max_days\"]",
        ));
        assert!(said.contains("late_entry_max_days") && said.contains("help:"), "{said}");
        // A decree that begins anew must say everything that the desk reckons with.
        let said = refused(&DECREE.replace("amends = true", ""));
        assert!(
            said.contains("vn/one-stop/nd-900-2026") && said.contains("forwarding_cut_off"),
            "{said}"
        );
    });
}
