//! Many dossiers at once, for filling a database to measure it. Use cases take dossiers one by one.

use nep_domain::{
    ids::{Id, StepId},
    one_stop::{Dossier, StepKind},
};
use sea_orm::{EntityTrait, IntoActiveModel};

use super::{dossier, step};
use crate::{error::StoreResult, store::WriteTx};

/// The most rows one statement carries: SQLite binds at most 32,766 values, a dossier has about forty.
const ROWS: usize = 500;

/// Stores dossiers, each with the procedure's name and the first line of its control slip.
pub async fn insert_many(tx: &WriteTx, dossiers: &[(Dossier, StepId, &str)]) -> StoreResult<()> {
    for some in dossiers.chunks(ROWS) {
        let rows =
            some.iter().map(|(d, _, procedure)| dossier::to_row(d, procedure).into_active_model());
        dossier::row::Entity::insert_many(rows).exec_without_returning(tx.db()).await?;
        let steps = some.iter().map(|(d, id, _)| first_step(d, *id).into_active_model());
        step::row::Entity::insert_many(steps).exec_without_returning(tx.db()).await?;
    }
    Ok(())
}

fn first_step(dossier: &Dossier, id: StepId) -> step::row::Model {
    step::row::Model {
        id: id.uuid(),
        dossier_id: dossier.id.uuid(),
        seq: 1,
        kind: StepKind::Received.key().to_owned(),
        at: crate::convert::stamp(dossier.received_at),
        by_account: None,
        from_unit_id: None,
        to_unit_id: Some(dossier.receiving.uuid()),
        on_time: None,
        note: String::new(),
    }
}
