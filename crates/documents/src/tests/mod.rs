//! What the documents look like: text of every page, bytes, layout, and what comes back from Excel.

mod letter;
mod literal;
mod look;
mod notice;
mod pages;
mod qr;
mod report;
mod samples;
mod slip;
mod workbook;
