//! What the law fixes about criteria: headings, total, threshold.

use nep_domain::{facts::Period, ids::UnitId};
use nep_law::{Cited, Item, LawError, Pack, PackId, Wording};

use crate::{AppError, AppResult, Ctx};

/// The topic whose pack names the headings.
pub(crate) const HEADINGS: &str = "vn/movement";
/// The topic whose pack names total and threshold.
pub(crate) const STANDARD: &str = "vn/culture-standard";

/// A fixed heading of the movement, with where it stands in the law.
#[derive(Clone, Debug)]
pub struct Heading {
    /// The item of the pack: key, code, label, citation, confidence.
    pub item: Item,
    /// The label of its group: collectives or individuals.
    pub group: Option<Wording>,
    /// The pack it stands in.
    pub pack: PackId,
}

/// What the standard of a year says.
#[derive(Clone, Debug)]
pub struct Terms {
    /// Total points of a set.
    pub total: Cited<i64>,
    /// Points from which recognition is proposed.
    pub threshold: Cited<i64>,
}

/// The fixed headings of a year: of the pack in force then, or of the last one once its time is over.
///
/// # Errors
/// When no pack names headings for that time or any before.
pub fn headings(ctx: &Ctx, year: i16) -> AppResult<Vec<Heading>> {
    let day = Period::year(year).to;
    let library = &ctx.services().library;
    let topic = |p: &&Pack| p.id().topic() == HEADINGS;
    let newest = || {
        library
            .packs()
            .iter()
            .filter(topic)
            .filter(|p| p.valid_from() <= day)
            .max_by_key(|p| p.valid_from())
    };
    let pack = library.governing(HEADINGS, day).or_else(newest);
    let found = pack.and_then(|p| Some((p.id(), p.list("headings")?)));
    let (pack, list) = found.ok_or_else(|| {
        AppError::Internal(format!("no pack of `{HEADINGS}` has headings for {year}"))
    })?;
    let heading = |item: &Item| Heading {
        pack: pack.clone(),
        group: list
            .groups
            .iter()
            .find(|g| Some(&g.key) == item.group.as_ref())
            .map(|g| g.label.clone()),
        item: item.clone(),
    };
    Ok(list.items.iter().map(heading).collect())
}

/// Total and threshold of the standard in force in a body at a year's end.
///
/// # Errors
/// When no pack is in force then.
pub fn terms(ctx: &Ctx, root: UnitId, year: i16) -> AppResult<Terms> {
    let fault = |e: LawError| AppError::Internal(e.to_string());
    let pack = ctx.library(root).require(STANDARD, Period::year(year).to).map_err(fault)?;
    Terms::read(pack).map_err(fault)
}

impl Terms {
    /// Reads them from a pack of the topic [`STANDARD`].
    ///
    /// # Errors
    /// When the pack lacks one of them.
    pub(crate) fn read(pack: &Pack) -> Result<Self, LawError> {
        Ok(Self {
            total: pack.integer("points_total")?,
            threshold: pack.integer("recognition_threshold_points")?,
        })
    }
}
