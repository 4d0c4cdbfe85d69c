//! How well a body serves, in the figures that are open to everybody.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};
use nep_domain::{
    facts::{FactKind, FactName, FactQuery, Period},
    ids::UnitId,
    number::Share,
};
use tokio::sync::Mutex;

use super::recognised;
use crate::{AppResult, Ctx, facts};

/// The figures of the home page, in order.
const SHOWN: [FactName; 5] = [
    FactName::DossiersOnTime,
    FactName::Satisfied,
    FactName::CourtesyMet,
    FactName::DossiersBeyondHours,
    FactName::FeedbackInTime,
];
/// How long figures are shown before they are counted again.
const FRESH: SignedDuration = SignedDuration::from_secs(60);

/// One figure of this year.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PublicFigure {
    /// What is counted.
    pub name: FactName,
    /// The count, or the share with both its numbers.
    pub value: Share,
}

/// How a body serves, at a glance.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Overview {
    /// The figures of this year until today; what has nothing to count is left out.
    pub figures: Vec<PublicFigure>,
    /// Units that meet the culture standard in the newest year that has any.
    pub recognised: Option<RecognisedShare>,
}

/// The share of recognised units of a year.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecognisedShare {
    /// The year.
    pub year: i16,
    /// Recognised ÷ units, for each movement that recognised any.
    pub shares: Vec<Share>,
}

/// What was counted last, by body; many readers share one count.
#[derive(Debug, Default)]
pub struct FigureCache(Mutex<HashMap<UnitId, (Timestamp, Overview)>>);

/// How a body serves; counted anew at most once a minute.
pub async fn overview(ctx: &Ctx, body: UnitId) -> AppResult<Overview> {
    // Held while counting, so that a crowd at the door counts once.
    let mut cache = ctx.services().figures.0.lock().await;
    if let Some((at, overview)) = cache.get(&body)
        && at.duration_until(ctx.now()).abs() < FRESH
    {
        return Ok(overview.clone());
    }
    let overview =
        Overview { figures: count(ctx, body).await?, recognised: shares(ctx, body).await? };
    cache.insert(body, (ctx.now(), overview.clone()));
    Ok(overview)
}

async fn shares(ctx: &Ctx, body: UnitId) -> AppResult<Option<RecognisedShare>> {
    let newest = recognised(ctx, body, None).await?;
    let shares: Vec<_> =
        newest.movements.iter().filter(|m| !m.units.is_empty()).map(|m| m.share).collect();
    Ok((!shares.is_empty()).then_some(RecognisedShare { year: newest.year, shares }))
}

async fn count(ctx: &Ctx, body: UnitId) -> AppResult<Vec<PublicFigure>> {
    let (period, today) = (Period::year(ctx.today().year()), ctx.today());
    let mut figures = Vec::new();
    for name in SHOWN {
        let value =
            facts::measure_public(ctx, &FactQuery::new(name, body, period, today)).await?.value;
        let anything = match name.kind() {
            FactKind::Count => value.part > 0,
            FactKind::Share => value.whole > 0,
        };
        if anything {
            figures.push(PublicFigure { name, value });
        }
    }
    Ok(figures)
}
