//! `nep audit verify`: is the log as it was written?

use nep_app::audit::{self, AuditDamage};

use crate::{
    fault::{Fault, Outcome, without_password},
    house,
};

/// Walks the whole log and prints all damage with its place.
pub(crate) async fn verify(url: &str) -> Result<Outcome, Fault> {
    let store = house::open(url).await?;
    let (entries, damage) = audit::verify(&store).await?;
    store.close().await.map_err(|e| Fault::database(url, &e))?;
    if damage.is_empty() {
        println!("The audit log is whole: {entries} entries, each following from the one before.");
        return Ok(Outcome::Fine);
    }
    for place in &damage {
        println!("{}", sentence(place));
    }
    eprintln!(
        "{} damaged in the audit log of `{}`. Keep this database as it is and compare it with your last backup.",
        if damage.len() == 1 {
            "1 place is".to_owned()
        } else {
            format!("{} places are", damage.len())
        },
        without_password(url)
    );
    Ok(Outcome::Different)
}

fn sentence(damage: &AuditDamage) -> String {
    match damage {
        AuditDamage::Altered(seq) => format!("entry {seq}: altered after it was written"),
        AuditDamage::Missing(seq) => format!("entry {seq}: missing"),
        AuditDamage::Unchained(seq) => {
            format!("entry {seq}: does not follow from the entry before it")
        }
        AuditDamage::Cut { expected, found } => {
            format!("end of the log: entry {found}, but its head says {expected}")
        }
    }
}
