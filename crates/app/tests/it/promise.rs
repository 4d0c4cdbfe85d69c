//! The date by which a dossier counts as punctual stands twice: as SQL for facts and lists, as a rule for its own
//! page. Here every kind of history is asked both ways.

use db_test::db_test;
use jiff::{SignedDuration, Timestamp};
use nep_app::{
    Ctx,
    one_stop::{self, DossierQuery, DossierTab},
    testing::TestHouse,
};
use nep_calendar::Term;
use nep_domain::{
    access::Role,
    letters::{Letter, LetterKind, LetterState},
    one_stop::{Dossier, Supplement},
};
use nep_storage::{Store, letters, one_stop as store};

use crate::one_stop::{procedure, received};

/// What happened to the promise of a dossier.
#[derive(Clone, Copy, Debug)]
struct History {
    /// The promise was moved.
    moved: bool,
    /// For each request to supplement, whether it came after the date had passed.
    asked_late: &'static [bool],
    /// An apology: signed or not, and whether it set the date promised now.
    apology: Option<(bool, bool)>,
}

fn histories() -> impl Iterator<Item = History> {
    const ASKED: [&[bool]; 7] =
        [&[], &[false], &[true], &[false, false], &[false, true], &[true, false], &[true, true]];
    let apologies = [None, Some((false, false)), Some((true, false)), Some((true, true))];
    [false, true].into_iter().flat_map(move |moved| {
        ASKED.into_iter().flat_map(move |asked_late| {
            apologies.into_iter().map(move |apology| History { moved, asked_late, apology })
        })
    })
}

fn days(n: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * n)
}

fn request(ctx: &Ctx, dossier: &Dossier, seq: usize, late: bool) -> Supplement {
    // Two requests stand on different dates, so that the earliest is told from the last.
    let due_before = dossier.first_due_at + days(i64::try_from(seq).unwrap());
    Supplement {
        id: ctx.id(),
        dossier: dossier.id,
        seq: u32::try_from(seq).unwrap(),
        unit: dossier.holder,
        year: 2021,
        number: 1,
        papers: Vec::new(),
        other: Vec::new(),
        reason: String::new(),
        again_reason: String::new(),
        contact_name: String::new(),
        contact_phone: String::new(),
        due_before,
        requested_at: if late { due_before + days(1) } else { due_before - days(1) },
        requested_by: None,
        handed_at: None,
        supplied_at: None,
        due_after: None,
    }
}

fn apology(ctx: &Ctx, dossier: &Dossier, signed: bool, sets_date: bool) -> Letter {
    let at: Option<Timestamp> = signed.then_some(dossier.first_due_at);
    Letter {
        id: ctx.id(),
        root: dossier.root,
        unit: dossier.competent,
        dossier: Some(dossier.id),
        kind: LetterKind::Apology,
        state: if signed { LetterState::Signed } else { LetterState::Draft },
        recipient: String::new(),
        reason: String::new(),
        old_due_at: Some(dossier.first_due_at),
        new_due_at: Some(if sets_date { dossier.due_at } else { dossier.due_at + days(3) }),
        send_by: None,
        drafted_at: dossier.received_at,
        number: None,
        signed_at: at,
        signed_by: None,
        signer_name: None,
        signer_post: Vec::new(),
        issuer: None,
        version: 1,
    }
}

#[db_test]
async fn list_and_page_agree_on_the_date_that_counts(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let procedure = procedure(&house, Term::working_days(3)).await;
    let system = house.system().await.unwrap();
    let desk = house.ctx(Role::DeskOfficer).await.unwrap();
    let (mut number, mut moved_dates) = (0, 0);
    for history in histories() {
        let mut dossier = received(&house, &procedure).await;
        let tx = system.write().await.unwrap();
        if history.moved {
            dossier.due_at = dossier.first_due_at + days(7);
            store::update(&tx, &dossier).await.unwrap();
        }
        for (n, late) in history.asked_late.iter().enumerate() {
            number += 1;
            let asked = Supplement { number, ..request(&system, &dossier, n + 1, *late) };
            store::insert_supplement(&tx, &asked).await.unwrap();
        }
        if let Some((signed, sets_date)) = history.apology {
            let letter = apology(&system, &dossier, signed, sets_date);
            letters::insert(&tx, &letter).await.unwrap();
        }
        tx.commit().await.unwrap();

        let view = one_stop::dossier(&desk, dossier.id).await.unwrap();
        let by_rule = view.promise().unwrap_or(view.dossier.due_at);
        let words = Some(dossier.code.clone());
        let query = DossierQuery { words, ..DossierQuery::tab(DossierTab::All) };
        let by_sql = one_stop::list(&desk, &query).await.unwrap().lines[0].row.counted_due_at;
        assert_eq!(by_rule, by_sql, "{history:?}");
        moved_dates += u32::from(by_rule != view.dossier.due_at);
    }
    assert!(moved_dates > 8, "only {moved_dates} histories count by another date than the last");
}
