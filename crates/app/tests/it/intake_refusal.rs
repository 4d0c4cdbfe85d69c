//! Dossiers that are not taken: a numbered slip with its reason, a register, and nothing counted (D4, form 03).

use db_test::db_test;
use jiff::civil::date;
use nep_app::{
    AppError,
    audit::{self, AuditFilter},
    one_stop::{self, DossierQuery, DossierTab, RefuseIntake},
    testing::TestHouse,
};
use nep_calendar::Term;
use nep_domain::{
    access::Role,
    facts::{FactName, Period},
    one_stop::{Applicant, Procedure},
};
use nep_storage::{Page, Store};

use crate::{
    facts::value,
    one_stop::{at, fields, procedure, received},
};

fn refuse(house: &TestHouse, procedure: &Procedure) -> RefuseIntake {
    RefuseIntake {
        procedure: procedure.id,
        unit: house.desk,
        applicant: Applicant {
            name: "Đàm Văn Thử".to_owned(),
            address: "Xóm Đồi".to_owned(),
            ..Applicant::default()
        },
        content: String::new(),
        reason: "Thửa đất thuộc địa bàn huyện khác".to_owned(),
        request_key: None,
    }
}

#[db_test]
async fn a_refusal_has_its_number_and_is_no_dossier(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let procedure = procedure(&house, Term::working_days(3)).await;
    let desk = house.ctx(Role::DeskOfficer).await.unwrap();
    let keyed =
        RefuseIntake { request_key: Some("khóa".to_owned()), ..refuse(&house, &procedure) };
    let first = one_stop::refuse_intake(&desk, keyed.clone()).await.unwrap();
    assert_eq!(
        (first.year, first.number, first.content.as_str()),
        (2021, 1, procedure.name.as_str())
    );
    // The same form again is the same refusal.
    assert_eq!(one_stop::refuse_intake(&desk, keyed).await.unwrap().id, first.id);
    let second = one_stop::refuse_intake(&desk, refuse(&house, &procedure)).await.unwrap();
    assert_eq!(second.number, 2);
    // Numbers run through the year and begin anew.
    let system = house.system().await.unwrap();
    at(&house, &system, date(2022, 1, 5).at(9, 0, 0, 0));
    let desk = house.ctx(Role::DeskOfficer).await.unwrap();
    let next = one_stop::refuse_intake(&desk, refuse(&house, &procedure)).await.unwrap();
    assert_eq!((next.year, next.number), (2022, 1));
    let register = one_stop::refusal_register(&desk, 2021, None, 1).await.unwrap();
    let numbers: Vec<_> = register.lines.iter().map(|(r, _)| r.number).collect();
    assert_eq!((numbers, register.total), (vec![2, 1], 2));
    assert_eq!(register.lines[0].1, procedure.name);
    for (words, found) in [("dam van", 2), ("Đàm", 2), ("bien dong", 2), ("nong", 0)] {
        let some = one_stop::refusal_register(&desk, 2021, Some(words), 1).await.unwrap();
        assert_eq!(some.total, found, "{words}");
    }

    // No dossier, no code used up, no figure.
    let all = one_stop::list(&desk, &DossierQuery::tab(DossierTab::All)).await.unwrap();
    assert_eq!(all.total.n, 0);
    let year = Period { from: date(2021, 1, 1), to: date(2021, 12, 31) };
    let end = date(2022, 1, 5);
    let counted = value(&house, FactName::DossiersReceived, house.district, year, end).await;
    assert_eq!(counted.0, 0);
    assert!(received(&house, &procedure).await.code.ends_with("-0001"));

    assert!(one_stop::refusal_slip(&desk, first.id).await.unwrap().starts_with(b"%PDF-"));
    assert!(one_stop::export_refusals(&desk, 2021, None).await.unwrap().starts_with(b"PK"));
    let view = one_stop::intake_refusal(&desk, first.id).await.unwrap();
    assert_eq!(view.by.as_deref(), Some("Người thử desk_officer"));
    let auditor = house.ctx(Role::Auditor).await.unwrap();
    let log = audit::list(&auditor, &AuditFilter::default(), Page::ALL).await.unwrap();
    assert_eq!(log.iter().filter(|e| e.entry.subject_kind == "intake_refusal").count(), 3);
}

#[db_test]
async fn a_refusal_says_why_and_is_the_desks(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let procedure = procedure(&house, Term::working_days(3)).await;
    let desk = house.ctx(Role::DeskOfficer).await.unwrap();
    let mut wrong = refuse(&house, &procedure);
    (wrong.reason, wrong.applicant.phone) = (" ".to_owned(), "gọi sau".to_owned());
    assert_eq!(
        fields(one_stop::refuse_intake(&desk, wrong).await.unwrap_err()),
        [("applicant_phone".to_owned(), "dossier-phone"), ("reason".to_owned(), "missing"),]
    );
    let refused = one_stop::refuse_intake(&desk, refuse(&house, &procedure)).await.unwrap();
    // A page beyond the end is the last one; signs of the search language mean themselves.
    for (words, page, found) in [(None, 7, 1), (Some("%"), 1, 0), (Some("_"), 1, 0)] {
        let register = one_stop::refusal_register(&desk, 2021, words, page).await.unwrap();
        assert_eq!((register.lines.len(), register.page), (found, 1), "{words:?}");
    }
    for role in [Role::Head, Role::Specialist, Role::HomeAffairs, Role::Auditor] {
        let ctx = house.ctx(role).await.unwrap();
        let denied = one_stop::refuse_intake(&ctx, refuse(&house, &procedure)).await;
        assert!(matches!(denied, Err(AppError::Denied(_))), "{role}");
    }
    for (role, sees) in
        [(Role::Auditor, true), (Role::HomeAffairs, true), (Role::Specialist, false)]
    {
        let ctx = house.ctx(role).await.unwrap();
        assert_eq!(one_stop::intake_refusal(&ctx, refused.id).await.is_ok(), sees, "{role}");
    }
    let inspector = house.ctx(Role::Inspector).await.unwrap();
    assert!(matches!(
        one_stop::refusal_register(&inspector, 2021, None, 1).await,
        Err(AppError::Denied(_))
    ));
}
