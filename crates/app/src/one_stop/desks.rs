//! Whose desk is which: where a person works, and where the person may take dossiers.

use std::collections::HashSet;

use nep_domain::{
    access::{Action, Role},
    ids::UnitId,
    org::{Unit, UnitKind},
};

use crate::Ctx;

/// The desk the person most likely sits at: the unit of the first role that takes dossiers, or the desk below it.
pub fn own_desk(ctx: &Ctx) -> Option<UnitId> {
    let grant = ctx.grants().find(|grant| ctx.may(Action::DossierReceive, grant.unit))?;
    let below = ctx.org().subtree(grant.unit).into_iter().map(|(unit, _)| unit);
    let desk = below.into_iter().find(|unit| unit.kind == UnitKind::OneStopDesk);
    Some(desk.map_or(grant.unit, |unit| unit.id))
}

/// Where the person may take dossiers today: desks, and committees that have none.
pub fn desks(ctx: &Ctx) -> HashSet<UnitId> {
    let (today, org) = (ctx.today(), ctx.org());
    let served: HashSet<UnitId> = org
        .of_kind(UnitKind::OneStopDesk)
        .map(|desk| org.served_from(Role::DeskOfficer, desk.id))
        .collect();
    let takes = |unit: &&Unit| match unit.kind {
        UnitKind::OneStopDesk => true,
        UnitKind::Body | UnitKind::Commune => !served.contains(&unit.id),
        _ => false,
    };
    let living = org.units().filter(|unit| unit.lives_on(today)).filter(takes);
    living.map(|unit| unit.id).filter(|id| ctx.may(Action::DossierReceive, *id)).collect()
}

/// The units a person works for: those of the roles, and for a desk officer of a whole body its desks.
pub(super) fn workplaces(ctx: &Ctx) -> Vec<UnitId> {
    let mut units: Vec<UnitId> = ctx.grants().map(|grant| grant.unit).collect();
    for grant in ctx.grants().filter(|grant| grant.role == Role::DeskOfficer) {
        let desks = ctx.org().of_kind(UnitKind::OneStopDesk);
        let below = desks.filter(|desk| ctx.org().ancestors(desk.id).any(|u| u.id == grant.unit));
        units.extend(below.map(|unit| unit.id));
    }
    units.sort_unstable();
    units.dedup();
    units
}
