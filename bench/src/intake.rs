//! Durable intakes a second through the use case.

use std::{sync::Arc, time::Instant};

use nep_app::{Ctx, Services, access, one_stop};
use nep_domain::{
    ids::{ProcedureId, UnitId},
    one_stop::Applicant,
};

use crate::fill::{ACCOUNT, Filled};

/// Intakes through the use case, eight clerks at once, each acknowledged only when it is durable.
///
/// # Errors
/// What the use case says.
pub async fn ours(services: &Arc<Services>, filled: &Filled, count: usize) -> Result<f64, String> {
    const CLERKS: usize = 8;
    let ctx = clerk(services).await?;
    // Another run on the same database must not be taken for the same forms sent again.
    let run = ctx.now().as_microsecond();
    let start = Instant::now();
    let clerks = (0..CLERKS).map(|c| {
        let (ctx, desk, procedure) = (ctx.clone(), filled.desk, filled.procedure);
        tokio::spawn(async move {
            for n in 0..count / CLERKS {
                take(&ctx, desk, procedure, format!("{run}-{c}-{n}")).await?;
            }
            Ok::<_, String>(())
        })
    });
    for done in futures::future::join_all(clerks.collect::<Vec<_>>()).await {
        done.map_err(|e| e.to_string())??;
    }
    Ok(count as f64 / start.elapsed().as_secs_f64())
}

/// One intake; `form` tells it from all others.
///
/// # Errors
/// What the use case says.
pub async fn take(
    ctx: &Ctx,
    desk: UnitId,
    procedure: ProcedureId,
    form: String,
) -> Result<(), String> {
    let command = one_stop::Receive {
        procedure,
        unit: desk,
        applicant: Applicant {
            name: format!("Nguyễn Thị Thử {form}"),
            address: "Xóm 1, xã Đức Phong".to_owned(),
            phone: "0900000001".to_owned(),
            ..Applicant::default()
        },
        content: String::new(),
        papers: Vec::new(),
        sets: 1,
        received_at: None,
        late_reason: String::new(),
        promised: None,
        request_key: Some(form),
        another: false,
    };
    one_stop::receive(ctx, command).await.map(|_| ()).map_err(|e| e.to_string())
}

/// The desk officer of the filled body, signed in.
///
/// # Errors
/// What the use case says.
pub async fn clerk(services: &Arc<Services>) -> Result<Ctx, String> {
    let signed_in =
        access::sign_in(services, ACCOUNT.0, ACCOUNT.1).await.map_err(|e| e.to_string())?;
    let resumed = access::resume(services, &signed_in.token).await.map_err(|e| e.to_string())?;
    resumed.map(|(ctx, _)| ctx).ok_or_else(|| "the session is gone".to_owned())
}
