//! Which body the public pages speak for.

use nep_domain::{ids::UnitId, org::Unit};

use crate::Ctx;

/// A body with public pages.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PublicBody {
    /// Its unit.
    pub id: UnitId,
    /// Short code, as in addresses (`?co-quan=`).
    pub code: String,
    /// Name.
    pub name: String,
}

/// The bodies of this installation that live today; those that ended when none does, so that their record stays open.
pub fn bodies(ctx: &Ctx) -> Vec<PublicBody> {
    let all: Vec<&Unit> = ctx.org().roots().collect();
    let living: Vec<&Unit> = all.iter().copied().filter(|u| u.lives_on(ctx.today())).collect();
    let shown = if living.is_empty() { all } else { living };
    shown
        .into_iter()
        .map(|u| PublicBody { id: u.id, code: u.code.clone(), name: u.name.clone() })
        .collect()
}

/// The body of a code, else the first; `None` in an installation without any.
pub fn body(ctx: &Ctx, code: &str) -> Option<PublicBody> {
    let mut bodies = bodies(ctx);
    let chosen =
        bodies.iter().position(|b| b.code.eq_ignore_ascii_case(code.trim())).unwrap_or_default();
    (!bodies.is_empty()).then(|| bodies.swap_remove(chosen))
}
