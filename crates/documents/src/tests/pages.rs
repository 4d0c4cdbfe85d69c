//! Reads the laid-out pages: which text stands where.

use std::fmt::Write;

use serde::Serialize;
use sha2::{Digest, Sha256};
use typst::layout::{Abs, Frame, FrameItem, Point};
use typst_layout::PagedDocument;

use crate::typesetting::{Job, layout, typeset, world_of};

/// A run of text on a page, millimetres from its upper left corner.
#[derive(Debug, Clone)]
pub(super) struct Run {
    pub(super) page: usize,
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) end: f64,
    pub(super) size: f64,
    pub(super) font: String,
    pub(super) text: String,
}

/// The document of `job`, laid out.
pub(super) fn document<V: Serialize>(job: &Job<'_, V>) -> PagedDocument {
    let world = world_of(job).expect("world");
    layout(&world).unwrap_or_else(|error| panic!("{error}"))
}

/// All runs of text in reading order.
pub(super) fn runs(document: &PagedDocument) -> Vec<Run> {
    let mut runs = Vec::new();
    for (page, content) in document.pages().iter().enumerate() {
        collect(&content.frame, page + 1, Point::zero(), &mut runs);
    }
    runs.sort_by(|a, b| (a.page, a.y, a.x).partial_cmp(&(b.page, b.y, b.x)).expect("no NaN"));
    runs
}

/// The text of each page, line by line.
pub(super) fn text<V: Serialize>(job: &Job<'_, V>) -> String {
    let mut text = String::new();
    let mut last: Option<Run> = None;
    for run in runs(&document(job)) {
        match &last {
            Some(left) if left.page == run.page && (left.y - run.y).abs() < 0.5 => {
                let gap = if run.x - left.end > 3.0 { " ¦ " } else { "" };
                let _ = write!(text, "{gap}{}", run.text);
            }
            Some(left) if left.page == run.page => {
                let _ = write!(text, "\n{}", run.text);
            }
            _ => {
                let _ = write!(text, "\n--- page {} ---\n{}", run.page, run.text);
            }
        }
        last = Some(run);
    }
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

/// SHA-256 of the PDF.
pub(super) fn hash<V: Serialize>(job: &Job<'_, V>) -> String {
    digest(&typeset(job).unwrap_or_else(|error| panic!("{error}")))
}

/// SHA-256 of a file.
pub(super) fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// Fails the test unless `parts` stand in the pages' text, in any order, line breaks aside.
pub(super) fn assert_contains(text: &str, parts: &[&str]) {
    let plain = |text: &str| text.replace(['\n', ' '], "");
    let text_plain = plain(text);
    for part in parts {
        assert!(text_plain.contains(&plain(part)), "`{part}` is missing in:\n{text}");
    }
}

fn collect(frame: &Frame, page: usize, origin: Point, runs: &mut Vec<Run>) {
    for (at, item) in frame.items() {
        let at = origin + *at;
        match item {
            FrameItem::Group(group) => {
                let shift = Point::new(group.transform.tx, group.transform.ty);
                collect(&group.frame, page, at + shift, runs);
            }
            FrameItem::Text(item) => runs.push(Run {
                page,
                x: millimetres(at.x),
                y: millimetres(at.y),
                end: millimetres(at.x + item.width()),
                size: item.size.to_pt(),
                font: item.font.font().post_script_name().unwrap_or_default(),
                text: item.text.to_string(),
            }),
            _ => {}
        }
    }
}

fn millimetres(length: Abs) -> f64 {
    (length.to_mm() * 100.0).round() / 100.0
}
