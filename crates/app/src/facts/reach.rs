//! Which units a fact is asked for: the organisation of the period's last day, and what was merged into it.

use std::collections::HashSet;

use jiff::{Timestamp, civil::Date};
use nep_domain::{facts::FactQuery, ids::UnitId, org::OrgTree};
use nep_storage::facts::{Question, Reach};

use crate::{AppError, AppResult, Ctx, memory::minute};

/// Resolves the organisation behind a question.
pub(super) async fn question(ctx: &Ctx, query: &FactQuery) -> AppResult<Question> {
    let unit = ctx.org().get(query.unit).ok_or(AppError::NotFound("unit"))?;
    let end = query.end();
    let day = unit.dissolved.map_or(end, |last| last.min(end));
    let tree = ctx.org_on(day).await?;
    let units = if query.alone {
        Some(vec![query.unit])
    } else if query.unit == unit.root {
        None
    } else {
        Some(below(ctx.org(), &tree, query, end))
    };
    let reach = Reach { root: unit.root, units, members: members(&tree, query) };
    let FactQuery { name, period, as_of, ref filter, .. } = *query;
    let until = until(ctx, end);
    Ok(Question { name, reach, period, end, until, as_of, filter: filter.clone() })
}

/// The present minute when a question's last day is today, which has not ended yet.
pub(super) fn until(ctx: &Ctx, end: Date) -> Option<Timestamp> {
    (end == ctx.today()).then(|| minute(ctx.now()))
}

/// The unit and everything below it on the period's last day, and units that ended during the period below them:
/// facts stay with the unit of their day and still count for those above.
fn below(latest: &OrgTree, tree: &OrgTree, query: &FactQuery, end: Date) -> Vec<UnitId> {
    let mut ids: Vec<_> = tree.subtree(query.unit).into_iter().map(|(u, _)| u.id).collect();
    if ids.is_empty() {
        ids.push(query.unit);
    }
    let reached: HashSet<_> = ids.iter().copied().collect();
    let ended = latest
        .units()
        .filter(|u| u.dissolved.is_some_and(|last| query.period.from <= last && last < end));
    ids.extend(
        ended
            .filter(|u| {
                !reached.contains(&u.id) && latest.ancestors(u.id).any(|a| reached.contains(&a.id))
            })
            .map(|u| u.id),
    );
    ids
}

/// The units below the one asked for that take part in a movement.
fn members(tree: &OrgTree, query: &FactQuery) -> Vec<UnitId> {
    let units = tree.subtree(query.unit).into_iter().map(|(u, _)| u);
    units
        .filter(|u| u.kind.takes_part() && (!query.alone || u.id == query.unit))
        .map(|u| u.id)
        .collect()
}
