//! SIGKILL in the midst of work: what was acknowledged is there, whole, and the next start goes on.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::mpsc,
    thread,
};

use nep_domain::{
    access::{Action, Scope},
    ids::{DossierId, Id},
    one_stop::StepKind,
};
use nep_storage::{
    Page, ReadTx, Store,
    audit::{self, AuditFilter},
    one_stop::{self, DossierFilter},
    org, testing,
};

use crate::{
    browser::Browser,
    desk::{Intake, add_procedure, block_on, furnish},
    server::{Server, nep},
};

/// Officials at work at once.
const CLERKS: usize = 4;
/// Acknowledged dossiers after which the server is killed.
const ENOUGH: usize = 25;
/// How often it is killed.
const KILLS: usize = 3;

/// What an official remembers: dossiers by applicant.
type Acknowledged = BTreeMap<String, DossierId>;

#[test]
fn sqlite_loses_nothing_acknowledged_when_killed() {
    testing::at_sqlite(kill_under_load);
}

#[test]
fn postgres_loses_nothing_acknowledged_when_killed() {
    testing::at_postgres(kill_under_load);
}

fn kill_under_load(url: &str) {
    let units = furnish(url);
    let mut server = Server::start(url);
    let procedure = add_procedure(&server.address, &units);
    let mut desk = Browser::signed_in(&server.address, "desk-officer");
    let mut acknowledged = Acknowledged::new();
    for round in 0..KILLS {
        let (answered, unanswered) = work(&mut server, &desk, |clerk, n| {
            Intake::new(&units, &procedure, format!("Người dân {round}-{clerk}-{n}"))
        });
        acknowledged.extend(answered);
        server = Server::start(url);
        // The session is one of the things acknowledged.
        desk = desk.moved_to(&server.address);
        for (applicant, id) in &acknowledged {
            let page = desk.get(&format!("/mot-cua/{id}")).unwrap();
            assert!(page.status == 200 && page.body.contains(applicant), "{applicant}");
        }
        // Whoever got no answer sends the form again, as a person would.
        for form in unanswered {
            let again = form.send(&mut desk).unwrap();
            let id = form.acknowledged(&again);
            acknowledged.insert(form.applicant, id);
        }
    }
    assert_eq!(server.terminate(), Some(0));
    let verified = nep().args(["audit", "verify", "--database", url]).output().unwrap();
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stdout));
    block_on(everything_is_whole(url, &acknowledged));
}

/// Lets every clerk take dossiers until the server, killed after enough of them, answers no more. Returns what was
/// acknowledged and the forms without an answer.
fn work(
    server: &mut Server,
    desk: &Browser,
    form: impl Fn(usize, usize) -> Intake + Sync,
) -> (Acknowledged, Vec<Intake>) {
    let (tell, told) = mpsc::channel();
    thread::scope(|scope| {
        let form = &form;
        let clerk = |clerk: usize| {
            let (mut desk, tell) = (desk.clone(), tell.clone());
            scope.spawn(move || {
                for n in 0.. {
                    let form = form(clerk, n);
                    let Ok(reply) = form.send(&mut desk) else { return Some(form) };
                    let id = form.acknowledged(&reply);
                    tell.send((form.applicant, id)).unwrap();
                }
                None
            })
        };
        let clerks: Vec<_> = (0..CLERKS).map(clerk).collect();
        drop(tell);
        let mut acknowledged: Acknowledged = told.iter().take(ENOUGH).collect();
        server.kill();
        let unanswered: Vec<_> = clerks.into_iter().filter_map(|c| c.join().unwrap()).collect();
        assert_eq!(unanswered.len(), CLERKS, "everybody was at work");
        acknowledged.extend(told.try_iter());
        (acknowledged, unanswered)
    })
}

/// Each dossier once, with its first step and its audit entry; no number given twice or skipped.
async fn everything_is_whole(url: &str, acknowledged: &Acknowledged) {
    let store = Store::open(url).await.unwrap();
    let tx = store.read().await.unwrap();
    let bodies = org::latest(&tx).await.unwrap().roots().map(|u| u.id).collect();
    let scope = Scope { bodies, units: Vec::new() };
    let filter = DossierFilter { scope, ..DossierFilter::default() };
    let stored = one_stop::list(&tx, &filter, Page::ALL).await.unwrap();
    let by_applicant: Acknowledged = stored.iter().map(|d| (d.applicant.clone(), d.id)).collect();
    assert_eq!(by_applicant, *acknowledged);
    assert_eq!(stored.len(), acknowledged.len(), "each once");
    let codes: BTreeSet<_> = stored.iter().map(|d| d.code.clone()).collect();
    let counted = (1..=stored.len()).map(|n| format!("H14.25-210412-{n:04}")).collect();
    assert_eq!(codes, counted);
    for dossier in &stored {
        is_whole(&tx, dossier.id).await;
    }
    let (entries, damage) = audit::verify(&tx).await.unwrap();
    assert!(damage.is_empty(), "{damage:?}");
    let received = AuditFilter {
        action_prefix: Some(Action::DossierReceive.key().to_owned()),
        ..AuditFilter::default()
    };
    let received = audit::list(&tx, &received, Page::ALL).await.unwrap();
    assert_eq!(received.len(), stored.len(), "no entry of {entries} without its dossier");
}

async fn is_whole(tx: &ReadTx, id: DossierId) {
    let steps: Vec<_> = one_stop::steps(tx, id).await.unwrap();
    assert!(matches!(&steps[..], [one] if one.entry.kind == StepKind::Received), "{id}: {steps:?}");
    let about = AuditFilter { subject: Some(id.uuid()), ..AuditFilter::default() };
    assert_eq!(audit::list(tx, &about, Page::ALL).await.unwrap().len(), 1, "{id}");
}
