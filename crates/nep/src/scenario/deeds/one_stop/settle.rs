//! What an earlier play left open gets its ending.

use nep_app::one_stop::{
    self, DossierLine, DossierQuery, DossierTab, Finish, Forward, ReturnResult,
};
use nep_domain::one_stop::{DossierResult, DossierState};

use crate::{fault::Fault, scenario::stage::Stage};

/// Decides every dossier still open and gives it out.
pub(crate) async fn settle(stage: &mut Stage, by: &str) -> Result<(), Fault> {
    loop {
        let ctx = stage.ctx("system").await?;
        let open = one_stop::list(&ctx, &DossierQuery::tab(DossierTab::Open)).await?.lines;
        if open.is_empty() {
            return Ok(());
        }
        for line in open {
            end(stage, by, &line).await?;
        }
    }
}

async fn end(stage: &mut Stage, by: &str, line: &DossierLine) -> Result<(), Fault> {
    let (dossier, unit, note) = (line.row.id, line.row.competent, String::new());
    if line.row.state == DossierState::Received {
        let ctx = stage.ctx(by).await?;
        let command = Forward { dossier, version: None, to: unit, note: note.clone() };
        one_stop::forward(&ctx, command).await?;
    }
    let specialist = stage.specialists.get(&unit).cloned().ok_or_else(|| {
        Fault::new("the unit that decides has no specialist", "open an account for one")
    })?;
    let ctx = stage.ctx(&specialist).await?;
    let result = DossierResult::Granted;
    one_stop::finish(&ctx, Finish { dossier, version: None, result, note: note.clone() }).await?;
    let ctx = stage.ctx(by).await?;
    one_stop::return_result(&ctx, ReturnResult { dossier, version: None, note }).await?;
    Ok(())
}
