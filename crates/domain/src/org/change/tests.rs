use jiff::civil::{Date, date};
use uuid::Uuid;

use super::{Change, Decree, Successor, dissolve, merge, move_unit, rename, split};
use crate::{
    ids::{Id, UnitId, UnitVersionId},
    org::{OrgTree, SuccessionKind, Unit, UnitKind},
    refusal::Refusal,
};

const DAY: Date = date(2021, 3, 1);

fn id(n: u128) -> UnitId {
    UnitId::from_uuid(Uuid::from_u128(n))
}

fn unit(n: u128, parent: Option<u128>) -> Unit {
    Unit {
        id: id(n),
        root: id(if n >= 90 { 90 } else { 1 }),
        code: format!("U{n}"),
        kind: UnitKind::Agency,
        founded: date(2019, 1, 1),
        dissolved: None,
        version_id: UnitVersionId::from_uuid(Uuid::from_u128(n)),
        name: format!("Phòng {n}"),
        parent: parent.map(id),
        valid_from: date(2019, 1, 1),
        valid_to: None,
        identifier: None,
        office_hours: None,
    }
}

/// Body 1 with 2, 3 and 4; 5 below 4; body 90.
fn tree() -> OrgTree {
    let below = [unit(2, Some(1)), unit(3, Some(1)), unit(4, Some(1)), unit(5, Some(4))];
    OrgTree::new(below.into_iter().chain([unit(1, None), unit(90, None)]))
}

fn decree() -> Decree {
    Decree { on: DAY, document: "QĐ 12/QĐ-UBND".to_owned() }
}

fn code<T>(result: Result<T, Refusal>) -> Option<&'static str> {
    result.err().map(|r| r.code)
}

fn with_ids<T>(act: impl FnOnce(&mut dyn FnMut() -> Uuid) -> T) -> T {
    let mut next = 1000;
    act(&mut || {
        next += 1;
        Uuid::from_u128(next)
    })
}

fn try_merge(from: &[Unit], into: Successor) -> Result<Change, Refusal> {
    with_ids(|ids| merge(&tree(), from, into, &decree(), ids))
}

#[test]
fn a_new_name_starts_a_new_version_and_follows_itself() {
    let change =
        with_ids(|ids| rename(&tree(), &unit(2, Some(1)), "Phòng mới".into(), &decree(), ids))
            .unwrap();
    assert_eq!(
        (change.versions[0].valid_from, change.versions[0].name.as_str()),
        (DAY, "Phòng mới")
    );
    assert_eq!((change.successions[0].from, change.successions[0].to), (id(2), id(2)));
    let same = with_ids(|ids| rename(&tree(), &unit(2, Some(1)), "Phòng 2".into(), &decree(), ids));
    assert_eq!(code(same), Some("org-same-name"));
    let late = Unit { valid_from: DAY, ..unit(2, Some(1)) };
    let again = with_ids(|ids| rename(&tree(), &late, "Phòng mới".into(), &decree(), ids));
    assert_eq!(code(again), Some("org-newer-version"));
}

#[test]
fn a_unit_moves_anywhere_but_below_itself_or_to_another_body() {
    let go = |n, to| with_ids(|ids| move_unit(&tree(), &unit(n, Some(1)), id(to), DAY, ids));
    assert_eq!(go(5, 2).unwrap().versions[0].parent, Some(id(2)));
    assert_eq!(code(go(4, 5)), Some("org-below-itself"));
    assert_eq!(code(go(4, 90)), Some("org-other-body"));
    assert_eq!(code(go(1, 2)), Some("org-root-stays"));
    assert_eq!(code(go(2, 77)), Some("unit-not-on-that-date"));
}

#[test]
fn merged_units_end_the_day_before_and_their_sub_units_follow() {
    let new = Unit { valid_from: DAY, founded: DAY, ..unit(8, Some(1)) };
    let from = [unit(2, Some(1)), unit(4, Some(1))];
    let change = try_merge(&from, Successor::New(Box::new(new.clone()))).unwrap();
    assert_eq!(change.founded, [new]);
    assert_eq!(change.ended, [(id(2), date(2021, 2, 28)), (id(4), date(2021, 2, 28))]);
    assert_eq!((change.versions[0].id, change.versions[0].parent), (id(5), Some(id(8))));
    assert!(change.successions.iter().all(|s| s.to == id(8) && s.kind == SuccessionKind::Merge));
}

#[test]
fn mergers_that_make_no_sense_are_refused() {
    let into = |n| Successor::Existing(id(n));
    assert!(try_merge(&[unit(2, Some(1))], into(3)).is_ok());
    assert_eq!(code(try_merge(&[], into(3))), Some("org-nothing-to-merge"));
    assert_eq!(code(try_merge(&[unit(3, Some(1))], into(3))), Some("org-below-itself"));
    assert_eq!(code(try_merge(&[unit(4, Some(1))], into(5))), Some("org-below-itself"));
    assert_eq!(code(try_merge(&[unit(2, Some(1))], into(90))), Some("org-other-body"));
    assert_eq!(code(try_merge(&[unit(1, None)], into(90))), Some("org-root-stays"));
    let ended = Unit { dissolved: Some(date(2020, 12, 31)), ..unit(2, Some(1)) };
    assert_eq!(code(try_merge(&[ended], into(3))), Some("org-newer-version"));
}

#[test]
fn splitting_and_dissolving_wait_for_sub_units_to_be_moved() {
    let cut = |n, parts| with_ids(|ids| split(&tree(), &unit(n, Some(1)), parts, &decree(), ids));
    let parts = || vec![unit(8, Some(1)), unit(9, Some(1))];
    assert_eq!(cut(2, parts()).unwrap().successions.len(), 2);
    assert_eq!(code(cut(2, vec![unit(8, Some(1))])), Some("org-split-into-one"));
    assert_eq!(code(cut(4, parts())), Some("org-has-children"));
    let close = |n, heirs: &[UnitId]| {
        with_ids(|ids| dissolve(&tree(), &unit(n, Some(1)), heirs, &decree(), ids))
    };
    assert!(close(2, &[]).unwrap().successions.is_empty());
    assert_eq!(close(2, &[id(3)]).unwrap().successions[0].kind, SuccessionKind::Dissolve);
    assert_eq!(code(close(2, &[id(2)])), Some("org-below-itself"));
    assert_eq!(code(close(2, &[id(90)])), Some("org-other-body"));
}
