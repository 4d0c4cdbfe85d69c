#![doc = include_str!("../README.md")]

mod apology_letter;
mod desk_notice;
mod error;
mod letterhead;
mod public_letter;
mod qr;
mod receipt_slip;
#[cfg(test)]
mod tests;
mod typesetting;
mod words;
mod workbook;
mod yearly_report;

pub use apology_letter::ApologyLetter;
pub use desk_notice::{DeskNotice, desk_notice};
pub use error::DocumentError;
pub use letterhead::{Letterhead, Paper, Signature};
pub use public_letter::{PublicLetter, public_letter};
pub use qr::qr_svg;
pub use receipt_slip::{CounterSignature, Party, ReceiptSlip, RegisterEntry, receipt_slip};
pub use words::{closed, long_date, long_moment};
pub use workbook::{Cell, Column, Sheet, Validation, ValidationRule, Workbook, report_workbook};
pub use yearly_report::{
    Align, Annex, Block, HeadingLevel, Section, Table, TableCell, TableColumn, YearlyReport,
    yearly_report,
};
