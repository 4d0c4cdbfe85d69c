//! One search over everything the actor may see.

use nep_domain::{
    access::{Action, Scope},
    org::Unit,
    text,
};
use nep_storage::Page;

use crate::{
    AppResult, Ctx,
    one_stop::{self, DossierList, DossierQuery, DossierTab},
    staff::{self, StaffList, StaffQuery},
};

/// Hits shown of each kind.
const SHOWN: u64 = 10;

/// What was found, by kind; nothing of a kind the actor may not see.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Units by name or code, former ones too.
    pub units: Vec<Unit>,
    /// How many units in all.
    pub units_total: u64,
    /// People on the staff today.
    pub people: Option<StaffList>,
    /// Dossiers by code, applicant, telephone or procedure.
    pub dossiers: Option<DossierList>,
}

/// Searches without accents. Empty words find nothing.
pub async fn search(ctx: &Ctx, words: &str) -> AppResult<Found> {
    let folded = text::fold(words);
    if folded.is_empty() {
        return Ok(Found::default());
    }
    let mut units = units(ctx, &folded);
    let units_total = u64::try_from(units.len()).unwrap_or(u64::MAX);
    units.truncate(usize::try_from(SHOWN).unwrap_or(usize::MAX));
    let people = if ctx.scope(Action::StaffView) == Scope::default() {
        None
    } else {
        let query = StaffQuery { text: words.to_owned(), unit: None, kind: None, on: ctx.today() };
        Some(staff::list(ctx, &query, Page { offset: 0, limit: SHOWN }).await?)
    };
    let dossiers = if ctx.scope(Action::DossierView) == Scope::default() {
        None
    } else {
        let query =
            DossierQuery { words: Some(words.to_owned()), ..DossierQuery::tab(DossierTab::All) };
        Some(one_stop::list(ctx, &query).await?)
    };
    Ok(Found { units, units_total, people, dossiers })
}

/// Units in reach whose code or name contains the words; living ones first.
fn units(ctx: &Ctx, folded: &str) -> Vec<Unit> {
    let bodies = ctx.scope(Action::OrgView).bodies;
    let matches = |unit: &&Unit| {
        bodies.contains(&unit.root)
            && text::fold(&format!("{} {}", unit.code, unit.name)).contains(folded)
    };
    let mut found: Vec<_> = ctx.org().units().filter(matches).cloned().collect();
    found.sort_by(|a, b| {
        let names = || text::compare(&a.name, &b.name);
        let ended = a.dissolved.is_some().cmp(&b.dissolved.is_some());
        ended.then_with(names).then_with(|| a.id.cmp(&b.id))
    });
    found
}
