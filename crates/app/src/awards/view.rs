//! Lists and counts of awards.

use nep_domain::{
    access::Action,
    awards::{Award, AwardFilter, RecipientKind},
    ids::AwardId,
};
use nep_storage::{Page, ReadTx, awards as store};

use crate::{AppError, AppResult, Ctx, access};

/// An award as lists show it.
#[derive(Clone, Debug)]
pub struct AwardRow {
    /// The award.
    pub award: Award,
    /// The unit's name on the decision's day.
    pub unit: String,
    /// Who struck it out, if it was and not by the software itself.
    pub withdrawn_by: Option<String>,
}

/// How many awards of one level and form there are.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AwardCount {
    /// Key of the level.
    pub level: String,
    /// Key of the form.
    pub form: String,
    /// Collectives awarded.
    pub collectives: i64,
    /// Individuals awarded.
    pub individuals: i64,
}

/// Awards within reach that fit, newest decision first, and how many there are in all.
pub async fn list(ctx: &Ctx, filter: &AwardFilter, page: Page) -> AppResult<(Vec<AwardRow>, u64)> {
    let scope = ctx.scope(Action::AwardView);
    let tx = ctx.read().await?;
    let total = store::count(&tx, &scope, filter).await?;
    let mut rows = Vec::new();
    for award in store::list(&tx, &scope, filter, page).await? {
        rows.push(row(ctx, &tx, award).await?);
    }
    Ok((rows, total))
}

async fn row(ctx: &Ctx, tx: &ReadTx, award: Award) -> AppResult<AwardRow> {
    let day = ctx.services().org_on(tx, award.decided_on).await?;
    let unit = day.get(award.unit).or_else(|| ctx.org().get(award.unit));
    let by = award.withdrawn.as_ref().and_then(|w| w.by);
    let withdrawn_by = access::name_of(tx, by).await?;
    Ok(AwardRow { withdrawn_by, unit: unit.map(|u| u.name.clone()).unwrap_or_default(), award })
}

/// Numbers of awards within reach that fit, by level and form, in no particular order.
pub async fn counts(ctx: &Ctx, filter: &AwardFilter) -> AppResult<Vec<AwardCount>> {
    let tx = ctx.read().await?;
    let mut counts: Vec<AwardCount> = Vec::new();
    for (level, form, kind, number) in
        store::counts(&tx, &ctx.scope(Action::AwardView), filter).await?
    {
        let at =
            counts.iter().position(|c| c.level == level && c.form == form).unwrap_or_else(|| {
                counts.push(AwardCount { level, form, collectives: 0, individuals: 0 });
                counts.len() - 1
            });
        match kind.parse() {
            Ok(RecipientKind::Collective) => counts[at].collectives += number,
            Ok(RecipientKind::Individual) => counts[at].individuals += number,
            Err(e) => return Err(AppError::Internal(format!("award.recipient_kind: {e}"))),
        }
    }
    Ok(counts)
}

/// First and last year of any achievement within reach; `None` before the first award.
pub async fn years(ctx: &Ctx) -> AppResult<Option<(i32, i32)>> {
    Ok(store::years(&ctx.read().await?, &ctx.scope(Action::AwardView)).await?)
}

/// One award, with the others of the same decision.
pub async fn get(ctx: &Ctx, id: AwardId) -> AppResult<(AwardRow, Vec<AwardRow>)> {
    let tx = ctx.read().await?;
    let award = store::by_id(&tx, id).await?.filter(|a| ctx.may(Action::AwardView, a.unit));
    let award = award.ok_or(AppError::NotFound("award"))?;
    let filter = AwardFilter { decision: Some(award.decision.clone()), ..AwardFilter::default() };
    let mut others = Vec::new();
    for other in store::list(&tx, &ctx.scope(Action::AwardView), &filter, Page::ALL).await? {
        if other.id != id && other.root == award.root {
            others.push(row(ctx, &tx, other).await?);
        }
    }
    Ok((row(ctx, &tx, award).await?, others))
}
