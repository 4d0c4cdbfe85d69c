//! Accounts, quotas, people.

use jiff::civil::DateTime;
use nep_app::{
    access::{self, NewAccount},
    org::{SetQuota, set_quota},
    staff::{self, NewPerson},
};
use nep_domain::{
    access::Role,
    ids::UnitId,
    org::UnitKind,
    staff::{Gender, OfficialKind},
};
use rand::{RngExt, distr::Alphanumeric};

use crate::{
    fault::Fault,
    scenario::{
        names,
        script::{Employ, OneAccount, OpenAccounts, StaffGroup},
        stage::{self, Stage, word},
    },
};

pub(super) async fn open_accounts(
    stage: &mut Stage,
    by: &str,
    deed: &OpenAccounts,
) -> Result<(), Fault> {
    for account in &deed.accounts {
        open(stage, by, account).await?;
    }
    Ok(())
}

async fn open(stage: &mut Stage, by: &str, account: &OneAccount) -> Result<(), Fault> {
    let ctx = stage.ctx(by).await?;
    let (unit, role) = (stage::unit(&ctx, &account.unit)?, word::<Role>(&account.role)?);
    let password = password(stage);
    let new = NewAccount {
        username: account.username.clone(),
        display_name: account.name.clone(),
        password,
        person: None,
        role,
        unit,
    };
    access::create_account(&ctx, new).await?;
    let known = match role {
        Role::Head => &mut stage.heads,
        Role::Specialist => &mut stage.specialists,
        _ => return Ok(()),
    };
    known.insert(unit, account.username.clone());
    Ok(())
}

/// The password of the demo, or one that nobody will ever know.
fn password(stage: &mut Stage) -> String {
    let Stage { password, random, .. } = stage;
    password
        .clone()
        .unwrap_or_else(|| random.sample_iter(Alphanumeric).take(24).map(char::from).collect())
}

/// The account with which a unit's head acts, unless there is one already.
pub(super) async fn open_head_account(
    stage: &mut Stage,
    unit: UnitId,
    code: &str,
    name: &str,
) -> Result<(), Fault> {
    if stage.heads.contains_key(&unit) {
        return Ok(());
    }
    let username = format!("dd-{}", code.to_lowercase());
    let account = OneAccount {
        username,
        name: name.to_owned(),
        role: Role::Head.key().to_owned(),
        unit: code.to_owned(),
    };
    open(stage, "quan-tri", &account).await
}

/// The account with which a unit's specialist acts, unless there is one already.
pub(super) async fn open_specialist_account(
    stage: &mut Stage,
    unit: UnitId,
    code: &str,
) -> Result<(), Fault> {
    if stage.specialists.contains_key(&unit) {
        return Ok(());
    }
    let (username, name) =
        (format!("cv-{}", code.to_lowercase()), names::person(&mut stage.random).name);
    let account = OneAccount {
        username,
        name,
        role: Role::Specialist.key().to_owned(),
        unit: code.to_owned(),
    };
    open(stage, "quan-tri", &account).await
}

/// Quotas and people for all units of some kinds, each head with an account.
pub(super) async fn employ(
    stage: &mut Stage,
    by: &str,
    at: DateTime,
    deed: &Employ,
) -> Result<(), Fault> {
    let ctx = stage.ctx(by).await?;
    for group in &deed.groups {
        let kind = word::<UnitKind>(&group.unit_kind)?;
        let fits = |unit: &&nep_domain::org::Unit| {
            unit.kind == kind && deed.founded.is_none_or(|day| unit.founded == day)
        };
        let mut units: Vec<_> =
            ctx.org().units().filter(fits).map(|u| (u.code.clone(), u.id)).collect();
        units.sort();
        for (code, unit) in units {
            staff_unit(stage, by, at, deed, (group, &code, unit)).await?;
        }
    }
    Ok(())
}

async fn staff_unit(
    stage: &mut Stage,
    by: &str,
    at: DateTime,
    deed: &Employ,
    (group, code, unit): (&StaffGroup, &str, UnitId),
) -> Result<(), Fault> {
    let kind = word::<OfficialKind>(&group.kind)?;
    let ctx = stage.ctx(by).await?;
    let quota = SetQuota {
        unit,
        kind,
        posts: group.quota,
        from: at.date(),
        document: deed.document.clone(),
    };
    set_quota(&ctx, quota).await?;
    for place in 0..group.present {
        let head = group.head.as_ref().filter(|_| place == 0);
        let who = names::person(&mut stage.random);
        stage.staff += 1;
        let person = NewPerson {
            unit,
            staff_code: format!("CB{:05}", stage.staff),
            full_name: who.name.clone(),
            birth_date: Some(who.born),
            gender: Some(if who.woman { Gender::Female } else { Gender::Male }),
            kind,
            post: head.unwrap_or(&group.post).clone(),
            rank: group.rank.clone(),
            is_head: head.is_some(),
            from: at.date(),
        };
        staff::add_person(&ctx, person).await?;
        if head.is_some() {
            open_head_account(stage, unit, code, &who.name).await?;
        }
    }
    Ok(())
}
