//! Leaves every document in the temporary folder, to be looked at after a change of layout.

use std::fs;

use super::samples;
use crate::{desk_notice, public_letter, receipt_slip, report_workbook, yearly_report};

#[test]
fn every_document_can_be_looked_at() {
    let folder = std::env::temp_dir().join("nep-documents");
    fs::create_dir_all(&folder).expect("folder");
    let files = [
        ("receipt-slip.pdf", receipt_slip(&samples::slip())),
        ("receipt-slip-full.pdf", receipt_slip(&samples::full_slip())),
        ("supplement-request.pdf", desk_notice(&samples::supplement_request())),
        ("intake-refusal.pdf", desk_notice(&samples::intake_refusal())),
        ("apology-letter-draft.pdf", public_letter(&samples::letter().letter())),
        ("apology-letter.pdf", public_letter(&samples::signed_letter().letter())),
        ("public-letter.pdf", public_letter(&samples::thanks())),
        ("yearly-report.pdf", yearly_report(&samples::report())),
        ("workbook.xlsx", report_workbook(&samples::workbook())),
    ];
    for (name, file) in files {
        let bytes = file.unwrap_or_else(|error| panic!("{name}: {error}"));
        fs::write(folder.join(name), bytes).expect(name);
    }
}
