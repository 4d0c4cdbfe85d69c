//! `nep init`: the first body of an installation and its administrator; everything else is done in the browser.

use std::io::{self, BufRead, IsTerminal};

use jiff::civil::Date;
use nep_app::{
    Actor, Clock, Ctx, Settings,
    access::{self, NewAccount},
    org::{self, NewUnit},
};
use nep_domain::{access::Role, org::UnitKind};

use crate::{
    cli::InitArgs,
    fault::{Fault, Outcome},
    house,
};

/// Founds a body and opens the account of its administrator.
pub(crate) async fn init(args: InitArgs) -> Result<Outcome, Fault> {
    let password = password()?;
    let store = house::open(&args.place.database).await?;
    let services = house::services(store.clone(), Clock::system(), Settings::default())?;
    let ctx = Ctx::new(&services, Actor::System("init")).await?;
    let founded = args.founded.unwrap_or_else(|| Date::constant(ctx.today().year(), 1, 1));
    let known = ctx
        .org()
        .roots()
        .find(|body| body.code.eq_ignore_ascii_case(args.code.trim()))
        .map(|body| body.id);
    // A first call whose password was too short founded it already.
    let unit = if let Some(body) = known {
        body
    } else {
        let body = NewUnit {
            parent: None,
            code: args.code,
            name: args.name.clone(),
            kind: UnitKind::Body,
            founded,
            identifier: Some(args.identifier),
            office_hours: Some(args.office_hours),
        };
        org::found(&ctx, body).await?
    };
    let ctx = Ctx::new(&services, Actor::System("init")).await?;
    let account = NewAccount {
        username: args.administrator.clone(),
        display_name: args.administrator_name,
        password,
        person: None,
        role: Role::Administrator,
        unit,
    };
    access::create_account(&ctx, account).await?;
    store.close().await.map_err(|e| Fault::database(&args.place.database, &e))?;
    println!(
        "`{}` is founded. Sign in as `{}` and open the accounts of your colleagues.",
        args.name, args.administrator
    );
    Ok(Outcome::Fine)
}

/// The first line of standard input, so that the password stands in no list of processes and no history.
fn password() -> Result<String, Fault> {
    if io::stdin().is_terminal() {
        eprintln!("Password of the administrator (it is shown while you type), then Enter:");
    }
    let mut line = String::new();
    io::stdin()
        .lock()
        .read_line(&mut line)
        .map_err(|e| Fault::os("read the password from standard input", &e))?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
