//! Founding, merging and renaming units.

use jiff::civil::DateTime;
use nep_app::org::{self, Merge, MergeInto, NewUnit, Rename};
use nep_domain::org::UnitKind;

use crate::{
    fault::Fault,
    scenario::{
        script::{FoundBody, FoundUnits, MergeUnits, RenameUnit},
        stage::{self, Stage, word},
    },
};

pub(super) async fn found_body(
    stage: &mut Stage,
    by: &str,
    at: DateTime,
    deed: &FoundBody,
) -> Result<(), Fault> {
    let ctx = stage.ctx(by).await?;
    let body = NewUnit {
        parent: None,
        code: deed.code.clone(),
        name: deed.name.clone(),
        kind: UnitKind::Body,
        founded: at.date(),
        identifier: Some(deed.identifier.clone()),
        office_hours: Some(deed.office_hours.clone()),
    };
    org::found(&ctx, body).await?;
    Ok(())
}

pub(super) async fn found_units(
    stage: &mut Stage,
    by: &str,
    at: DateTime,
    deed: &FoundUnits,
) -> Result<(), Fault> {
    let kind = word::<UnitKind>(&deed.kind)?;
    for unit in &deed.units {
        let ctx = stage.ctx(by).await?;
        let parent = stage::unit(&ctx, &deed.parent)?;
        let (code, name) = (unit.code.clone(), unit.name.clone());
        org::found(
            &ctx,
            NewUnit {
                parent: Some(parent),
                code,
                name,
                kind,
                founded: at.date(),
                identifier: None,
                office_hours: None,
            },
        )
        .await?;
    }
    Ok(())
}

pub(super) async fn merge(
    stage: &mut Stage,
    by: &str,
    at: DateTime,
    deed: &MergeUnits,
) -> Result<(), Fault> {
    let ctx = stage.ctx(by).await?;
    let from = stage::units(&ctx, &deed.from)?;
    let first = from.first().and_then(|id| ctx.org().get(*id));
    let first = first.ok_or_else(|| Fault::new("a merger needs units", "name them in `from`"))?;
    let into = NewUnit {
        parent: first.parent,
        code: deed.code.clone(),
        name: deed.name.clone(),
        kind: first.kind,
        founded: at.date(),
        identifier: None,
        office_hours: None,
    };
    // The head of the first school goes on as the account of the new one.
    let (first, document) = (first.id, deed.document.clone());
    let unit =
        org::merge(&ctx, Merge { from, into: MergeInto::New(into), on: at.date(), document })
            .await?;
    let name =
        stage.ctx("system").await?.org().get(unit).map(|u| u.name.clone()).unwrap_or_default();
    super::staff::open_head_account(stage, unit, &deed.code, &format!("Lãnh đạo {name}")).await?;
    stage.heads.remove(&first);
    Ok(())
}

pub(super) async fn rename(
    stage: &mut Stage,
    by: &str,
    at: DateTime,
    deed: &RenameUnit,
) -> Result<(), Fault> {
    let ctx = stage.ctx(by).await?;
    let unit = stage::unit(&ctx, &deed.unit)?;
    let (name, document) = (deed.name.clone(), deed.document.clone());
    org::rename(&ctx, Rename { unit, name, on: at.date(), document, based_on: None }).await?;
    Ok(())
}
