//! Letters as they go out: what their page and their PDF both show.

use db_test::db_test;
use jiff::civil::date;
use nep_app::{
    Actor, Ctx,
    letters::{self, Sign, WriteLetter},
    staff::{self, NewPerson},
    testing::TestHouse,
};
use nep_domain::{access::Role, ids::LetterId, letters::LetterKind, staff::OfficialKind};
use nep_storage::Store;

async fn thanks(house: &TestHouse) -> LetterId {
    let new = WriteLetter {
        unit: house.land,
        kind: LetterKind::Thanks,
        dossier: None,
        recipient: "Ông Lý Văn Thử".to_owned(),
        text: "Phòng đã nhận được góp ý của ông.\n\nXin cảm ơn ông".to_owned(),
    };
    letters::write(&house.system().await.unwrap(), new).await.unwrap()
}

// NĐ 30/2020/NĐ-CP: number, symbol, place and date, addressee, closed text, recipients, post and name of the signer.
#[db_test]
async fn a_letter_shows_all_its_parts(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let letter = thanks(&house).await;
    let head = house.ctx(Role::Head).await.unwrap();
    let view = letters::letter(&head, letter).await.unwrap();
    let draft = letters::printed(&head, &view).await.unwrap();
    assert!(draft.draft);
    assert_eq!((draft.letterhead.number, draft.signature.name), (None, None));

    letters::sign(&head, Sign { letter, version: None }).await.unwrap();
    let view = letters::letter(&head, letter).await.unwrap();
    let signed = letters::printed(&head, &view).await.unwrap();
    let letterhead = &signed.letterhead;
    assert_eq!(letterhead.reference(), "01/PTNMT");
    assert_eq!((letterhead.place.as_str(), letterhead.date), ("Thử Nghiệm", date(2021, 4, 12)));
    assert_eq!(letterhead.parent.as_deref(), Some("Ủy ban nhân dân huyện Thử Nghiệm"));
    assert_eq!((signed.title.as_str(), signed.draft), ("Thư cảm ơn", false));
    assert_eq!(signed.paragraphs, ["Phòng đã nhận được góp ý của ông.", "Xin cảm ơn ông./."]);
    assert_eq!(signed.recipients, ["Như trên", "Lưu: VT"]);
    assert_eq!(signed.signature.lines, ["Trưởng phòng"]);
    assert_eq!(signed.signature.name.as_deref(), Some("Người thử head"));
}

// NĐ 30/2020/NĐ-CP Đ.13: who signs for the committee signs in its name.
#[db_test]
async fn the_chair_signs_for_the_committee(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let letter = thanks(&house).await;
    let head = house.ctx(Role::Head).await.unwrap();
    let Actor::Person(account, mut grants) = head.actor().clone() else { panic!("a person") };
    for grant in &mut grants {
        grant.unit = house.district;
    }
    let chair = Ctx::new(&house.services, Actor::Person(account, grants)).await.unwrap();
    letters::sign(&chair, Sign { letter, version: None }).await.unwrap();
    let view = letters::letter(&chair, letter).await.unwrap();
    let signed = letters::printed(&chair, &view).await.unwrap();
    assert_eq!(signed.letterhead.reference(), "01/UBND");
    assert_eq!(signed.signature.lines, ["TM. Ủy ban nhân dân", "Chủ tịch"]);
}

// NĐ 30/2020/NĐ-CP Đ.13: a deputy signs in the head's place, under the post that the staff records give.
#[db_test]
async fn a_deputy_signs_in_the_place_of_the_head(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let letter = thanks(&house).await;
    let new = NewPerson {
        unit: house.land,
        staff_code: "CB00001".to_owned(),
        full_name: "Lý Thị Thử".to_owned(),
        birth_date: None,
        gender: None,
        kind: OfficialKind::CivilServant,
        post: "Phó Trưởng phòng".to_owned(),
        rank: None,
        is_head: false,
        from: date(2020, 1, 1),
    };
    let person = staff::add_person(&house.system().await.unwrap(), new).await.unwrap();
    let head = house.ctx(Role::Head).await.unwrap();
    let Actor::Person(mut account, grants) = head.actor().clone() else { panic!("a person") };
    account.person = Some(person);
    let head = Ctx::new(&house.services, Actor::Person(account, grants)).await.unwrap();
    letters::sign(&head, Sign { letter, version: None }).await.unwrap();
    let lines = async || {
        let view = letters::letter(&head, letter).await.unwrap();
        letters::printed(&head, &view).await.unwrap().signature.lines
    };
    assert_eq!(lines().await, ["KT. Trưởng phòng", "Phó Trưởng phòng"]);

    // Whatever the staff records say afterwards, the letter says what it said when it was signed.
    let tx = house.services.store.read().await.unwrap();
    let place = nep_storage::staff::assignments_of(&tx, person).await.unwrap().remove(0);
    drop(tx);
    let system = house.system().await.unwrap();
    staff::end_assignment(&system, place.id, date(2020, 6, 30)).await.unwrap();
    assert_eq!(lines().await, ["KT. Trưởng phòng", "Phó Trưởng phòng"]);
}
