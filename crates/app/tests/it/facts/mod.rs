//! Facts against hand-made records: boundaries of days, "as it was", subtrees, merged units, and the promise that
//! a figure always equals what its list of records adds up to.

pub mod rows;
pub mod sample;

use db_test::db_test;
use jiff::civil::{Date, date};
use nep_app::{AppError, facts, testing::TestHouse};
use nep_domain::{
    access::Role,
    facts::{FactName, FactQuery, Period, Side},
    ids::UnitId,
    number::Share,
};
use nep_storage::{Page, Store};
use rows::{Dates, Rows};

pub async fn value(
    house: &TestHouse,
    name: FactName,
    unit: UnitId,
    period: Period,
    as_of: Date,
) -> (i64, i64) {
    let ctx = house.system().await.unwrap();
    let fact = facts::measure(&ctx, &FactQuery::new(name, unit, period, as_of)).await.unwrap();
    (fact.value.part, fact.value.whole)
}

const Y2021: Period = Period { from: date(2021, 1, 1), to: date(2021, 12, 31) };

// S1.2, and the days of the office begin at its own midnight.
#[db_test]
async fn days_begin_at_the_offices_midnight(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let mut rows = Rows::new(&house).await;
    for received in ["2020-12-31T23:59", "2021-01-01T00:00", "2021-12-31T23:59", "2022-01-01T00:00"]
    {
        rows.dossier(
            house.land,
            Dates { received, due: "2022-03-01T16:30", beyond: true, ..Dates::default() },
        )
        .await;
    }
    let late = date(2022, 6, 1);
    assert_eq!(value(&house, FactName::DossiersReceived, house.district, Y2021, late).await.0, 2);
    assert_eq!(value(&house, FactName::DossiersBeyondHours, house.desk, Y2021, late).await.0, 2);
    assert_eq!(
        value(&house, FactName::DossiersReceived, house.district, Y2021, date(2021, 12, 30))
            .await
            .0,
        1
    );
    assert_eq!(value(&house, FactName::DossiersReceived, house.commune, Y2021, late).await.0, 0);
}

// "As it was": what was decided after the day asked for is still open on it.
#[db_test]
async fn a_dossier_is_late_until_it_is_decided(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let mut rows = Rows::new(&house).await;
    let dates = Dates {
        received: "2021-03-01T08:00",
        due: "2021-03-10T16:30",
        finished: "2021-03-12T09:00",
        ..Dates::default()
    };
    rows.dossier(house.land, dates).await;
    rows.dossier(house.land, Dates { finished: "2021-03-10T16:30", ..dates }).await;
    rows.dossier(house.land, Dates { withdrawn: true, finished: "2021-03-09T10:00", ..dates })
        .await;
    let overdue =
        async |day| value(&house, FactName::DossiersOverdue, house.land, Y2021, day).await.0;
    assert_eq!(overdue(date(2021, 3, 9)).await, 0);
    assert_eq!(overdue(date(2021, 3, 10)).await, 1);
    assert_eq!(overdue(date(2021, 3, 11)).await, 1);
    assert_eq!(overdue(date(2021, 3, 12)).await, 0);
    let on_time = async |day| value(&house, FactName::DossiersOnTime, house.land, Y2021, day).await;
    assert_eq!(on_time(date(2021, 3, 11)).await, (1, 1));
    assert_eq!(on_time(date(2021, 3, 12)).await, (1, 2));
}

// S3.3: a reappointment with an apology does not make a late dossier punctual.
#[db_test]
async fn an_apology_in_time_is_counted_and_hides_nothing(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let mut rows = Rows::new(&house).await;
    let moved = Dates {
        received: "2021-03-01T08:00",
        first_due: "2021-03-10T16:30",
        due: "2021-03-15T16:30",
        finished: "2021-03-14T10:00",
        ..Dates::default()
    };
    let good = rows.dossier(house.land, moved).await;
    rows.letter(house.land, good, "apology", "2021-03-09T17:00", "2021-03-09", "2021-03-10T16:30")
        .await;
    let bad = rows.dossier(house.land, moved).await;
    rows.letter(house.land, bad, "apology", "2021-03-10T00:00", "2021-03-09", "2021-03-10T16:30")
        .await;
    rows.dossier(house.land, Dates { first_due: "", ..moved }).await;
    let day = date(2021, 12, 31);
    assert_eq!(value(&house, FactName::ApologiesInTime, house.land, Y2021, day).await, (1, 2));
    assert_eq!(value(&house, FactName::DossiersOnTime, house.land, Y2021, day).await, (1, 3));
    assert_eq!(value(&house, FactName::LettersApology, house.district, Y2021, day).await.0, 2);
    assert_eq!(
        value(&house, FactName::LettersApology, house.district, Y2021, date(2021, 3, 9)).await.0,
        1
    );
}

// S1.5: recognised later is not yet recognised; a unit without a sheet stays in the denominator.
#[db_test]
async fn recognition_counts_from_its_own_day(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let mut rows = Rows::new(&house).await;
    let movement = rows.movement("Văn hóa công sở").await;
    let set = rows.criteria(movement, house.land, 2021, "2021-02-01").await;
    rows.sheet(movement, set, house.land, 2021, "2021-12-05T08:00", "2022-01-20").await;
    let recognised =
        async |day| value(&house, FactName::UnitsRecognised, house.district, Y2021, day).await;
    assert_eq!(recognised(date(2022, 1, 19)).await, (0, 3));
    assert_eq!(recognised(date(2022, 1, 20)).await, (1, 3));
    assert_eq!(
        value(&house, FactName::CriteriaAdapted, house.district, Y2021, date(2021, 1, 31)).await,
        (0, 3)
    );
    assert_eq!(
        value(&house, FactName::CriteriaAdapted, house.district, Y2021, date(2021, 2, 1)).await,
        (1, 3)
    );
    assert_eq!(
        value(&house, FactName::SelfScored, house.land, Y2021, date(2021, 12, 5)).await,
        (1, 1)
    );
    assert_eq!(
        value(
            &house,
            FactName::UnitsRecognised,
            house.district,
            Period::year(2020),
            date(2022, 6, 1)
        )
        .await,
        (0, 3)
    );
}

// S1.11: two-year awards belong to the two years together, decisions of later days are absent.
#[db_test]
async fn awards_count_by_the_years_they_reward(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let mut rows = Rows::new(&house).await;
    let merit = ("merit", "provincial", "movement");
    let reform = ("certificate", "district", "administrative_reform");
    rows.award(house.land, "", merit, (2020, 2020), "2021-01-15").await;
    rows.award(house.land, "Nông Văn Thử", merit, (2020, 2020), "2021-01-15").await;
    rows.award(house.commune, "", reform, (2019, 2020), "2021-02-01").await;
    let collective = async |period, day| {
        value(&house, FactName::AwardsCollective, house.district, period, day).await.0
    };
    assert_eq!(collective(Period::year(2020), date(2021, 6, 1)).await, 1);
    assert_eq!(collective(Period::year(2020), date(2021, 1, 14)).await, 0);
    assert_eq!(collective(Period::years(2019, 2020), date(2021, 6, 1)).await, 2);
    let quarter = Period { from: date(2021, 1, 1), to: date(2021, 3, 31) };
    assert_eq!(collective(quarter, date(2021, 6, 1)).await, 2);
    let ctx = house.system().await.unwrap();
    let mut query = FactQuery::new(
        FactName::AwardsCollective,
        house.district,
        Period::years(2019, 2020),
        date(2021, 6, 1),
    );
    query.filter.ground = Some("administrative_reform".to_owned());
    assert_eq!(facts::measure(&ctx, &query).await.unwrap().value.part, 1);
}

// S1.9: rounds, visits and different units; a planned visit that did not happen is none.
#[db_test]
async fn inspections_count_rounds_visits_and_different_units(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let mut rows = Rows::new(&house).await;
    let first = rows.inspection("2020-05-04").await;
    let second = rows.inspection("2021-02-01").await;
    let visit = rows.visit(first, house.land, "2020-05-05", 3, 4).await;
    rows.visit(second, house.land, "2021-02-02", 4, 4).await;
    rows.visit(second, house.commune, "2021-02-03", 2, 4).await;
    rows.visit(second, house.home_affairs, "", 0, 0).await;
    rows.finding(visit, house.land, "2020-06-01", "2020-06-01").await;
    rows.finding(visit, house.land, "2020-06-01", "2020-06-02").await;
    let (span, day) = (Period::years(2019, 2022), date(2022, 12, 31));
    let both = async |name, unit| value(&house, name, unit, span, day).await;
    assert_eq!(both(FactName::InspectionRounds, house.district).await.0, 2);
    assert_eq!(both(FactName::InspectionVisits, house.district).await.0, 3);
    assert_eq!(both(FactName::InspectedUnits, house.district).await.0, 2);
    assert_eq!(both(FactName::InspectionRounds, house.commune).await.0, 1);
    assert_eq!(both(FactName::ChecklistMet, house.district).await, (9, 12));
    assert_eq!(both(FactName::FindingsRemedied, house.land).await, (1, 2));
    assert_eq!(
        value(&house, FactName::InspectionVisits, house.district, span, date(2021, 2, 2)).await.0,
        2
    );
}

// S5.1: people at a date, each once, by kind.
#[db_test]
async fn people_are_counted_at_the_last_day(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let mut rows = Rows::new(&house).await;
    let twice = rows.person(house.land, "civil_servant", "2019-01-01", "").await;
    rows.assignment(twice, house.commune, "civil_servant", "2020-01-01", "").await;
    rows.person(house.land, "contract_worker", "2019-01-01", "2021-12-30").await;
    rows.person(house.land, "civil_servant", "2022-01-01", "").await;
    rows.quota(house.land, "civil_servant", 4).await;
    let day = date(2022, 6, 1);
    assert_eq!(value(&house, FactName::Headcount, house.district, Y2021, day).await.0, 1);
    assert_eq!(
        value(&house, FactName::Headcount, house.district, Y2021, date(2021, 12, 30)).await.0,
        2
    );
    assert_eq!(value(&house, FactName::Headcount, house.commune, Y2021, day).await.0, 1);
    assert_eq!(value(&house, FactName::QuotaFilled, house.district, Y2021, day).await, (1, 4));
}

// A figure equals its records, whatever the fact, the unit and the day.
#[db_test]
async fn every_fact_equals_what_its_records_add_up_to(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    sample::fill(&house).await;
    let ctx = house.system().await.unwrap();
    for &name in FactName::ALL {
        for (unit, alone) in [
            (house.district, false),
            (house.district, true),
            (house.land, false),
            (house.commune, true),
        ] {
            for as_of in [date(2021, 3, 9), date(2021, 12, 31), date(2022, 12, 31)] {
                let mut query = FactQuery::new(name, unit, Y2021, as_of);
                query.alone = alone;
                let fact = facts::measure(&ctx, &query).await.unwrap().value;
                let list =
                    async |side| facts::records(&ctx, &query, side, Page::ALL).await.unwrap();
                let (all, met, missed) =
                    (list(Side::All).await, list(Side::Met).await, list(Side::Missed).await);
                let place = format!("{name} {unit} alone {alone} on {as_of}");
                assert_eq!(all.sum, fact, "{place}");
                assert_eq!(usize::try_from(all.total).unwrap(), all.rows.len(), "{place}");
                let rows = |list: &facts::RecordList| {
                    list.rows.iter().map(|r| r.record.counts.part).sum::<i64>()
                };
                assert_eq!(rows(&all), fact.part, "{place}");
                assert_eq!(rows(&met), fact.part, "{place}");
                assert!(met.total + missed.total >= all.total, "{place}");
                let units = facts::by_unit(&ctx, &query).await.unwrap();
                let sum = units.iter().fold(Share::default(), |s, (_, v)| Share {
                    part: s.part + v.part,
                    whole: s.whole + v.whole,
                });
                assert_eq!(sum, fact, "{place}");
            }
        }
        let whole = FactQuery::new(name, house.district, Y2021, date(2022, 12, 31));
        assert!(
            facts::measure(&ctx, &whole).await.unwrap().value.part > 0,
            "the sample has nothing for {name}"
        );
    }
}

#[db_test]
async fn months_add_up_to_the_year(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    sample::fill(&house).await;
    let ctx = house.system().await.unwrap();
    for name in [
        FactName::DossiersReceived,
        FactName::DossiersOnTime,
        FactName::Satisfied,
        FactName::InspectionVisits,
    ] {
        let query = FactQuery::new(name, house.district, Y2021, date(2022, 12, 31));
        let year = facts::measure(&ctx, &query).await.unwrap().value;
        let months = facts::by_month(&ctx, &query).await.unwrap();
        assert_eq!(months.len(), 12);
        for (period, share) in &months {
            let month = FactQuery { period: *period, ..query.clone() };
            assert_eq!(
                facts::measure(&ctx, &month).await.unwrap().value,
                *share,
                "{name} {period:?}"
            );
        }
        let quarters = facts::by_quarter(&ctx, &query).await.unwrap();
        assert_eq!(quarters.iter().map(|(_, s)| s.whole).sum::<i64>(), year.whole, "{name}");
    }
}

// Facts belong to the unit of their day and still count for what stood above it.
#[db_test]
async fn a_dissolved_units_facts_stay_with_it_and_its_body(store: Store) {
    let house = TestHouse::build(store.clone()).await.unwrap();
    let mut rows = Rows::new(&house).await;
    let dates = Dates {
        received: "2021-03-01T08:00",
        due: "2021-03-10T16:30",
        finished: "2021-03-05T09:00",
        ..Dates::default()
    };
    rows.dossier(house.commune, dates).await;
    let tx = store.write().await.unwrap();
    nep_storage::org::dissolve(&tx, house.commune, date(2021, 6, 30)).await.unwrap();
    tx.commit().await.unwrap();
    let day = date(2022, 1, 1);
    assert_eq!(value(&house, FactName::DossiersOnTime, house.district, Y2021, day).await, (1, 1));
    assert_eq!(value(&house, FactName::DossiersOnTime, house.commune, Y2021, day).await, (1, 1));
    // It no longer takes part in the year's movement.
    assert_eq!(value(&house, FactName::UnitsRecognised, house.district, Y2021, day).await.1, 2);
    assert_eq!(
        value(&house, FactName::UnitsRecognised, house.district, Period::year(2020), day).await.1,
        3
    );
}

#[db_test]
async fn figures_are_open_where_names_are_not(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    sample::fill(&house).await;
    let query = FactQuery::new(FactName::DossiersOnTime, house.district, Y2021, date(2022, 12, 31));
    let specialist = house.ctx(Role::Specialist).await.unwrap();
    let list = facts::records(&specialist, &query, Side::All, Page::ALL).await.unwrap();
    for row in &list.rows {
        let own = row.record.unit == house.land;
        assert_eq!((row.open, row.record.person.is_some()), (own, own));
    }
    assert!(list.rows.iter().any(|r| r.open) && list.rows.iter().any(|r| !r.open));

    let citizen = house.citizen().await.unwrap();
    assert!(matches!(facts::measure(&citizen, &query).await, Err(AppError::SignedOut)));
    assert!(facts::measure_public(&citizen, &query).await.is_ok());
    let staff = FactQuery { name: FactName::Headcount, ..query };
    assert!(matches!(facts::measure_public(&citizen, &staff).await, Err(AppError::NotFound(_))));
}

// A unit merged away during the period still counts for the unit above it, wherever that one stands.
#[db_test]
async fn a_merged_units_facts_count_for_the_unit_above(store: Store) {
    let house = TestHouse::build(store.clone()).await.unwrap();
    let ctx = house.system().await.unwrap();
    let team = nep_app::org::NewUnit {
        parent: Some(house.land),
        code: "TO1".to_owned(),
        name: "Tổ Đo đạc".to_owned(),
        kind: nep_domain::org::UnitKind::Agency,
        founded: date(2020, 1, 1),
        identifier: None,
        office_hours: None,
    };
    let team = nep_app::org::found(&ctx, team).await.unwrap();
    let mut rows = Rows::new(&house).await;
    let dates = Dates {
        received: "2021-03-01T08:00",
        due: "2021-03-10T16:30",
        finished: "2021-03-05T09:00",
        ..Dates::default()
    };
    rows.dossier(team, dates).await;
    let tx = store.write().await.unwrap();
    nep_storage::org::dissolve(&tx, team, date(2021, 6, 30)).await.unwrap();
    tx.commit().await.unwrap();
    let day = date(2022, 1, 1);
    assert_eq!(value(&house, FactName::DossiersOnTime, house.land, Y2021, day).await, (1, 1));
    assert_eq!(
        value(&house, FactName::DossiersOnTime, house.land, Y2021, date(2021, 4, 1)).await,
        (1, 1)
    );
    assert_eq!(value(&house, FactName::DossiersOnTime, house.commune, Y2021, day).await, (0, 0));
    let query = FactQuery::new(FactName::DossiersOnTime, house.district, Y2021, day);
    let ctx = house.system().await.unwrap();
    let board = nep_app::report::dashboard(&ctx, house.district, Y2021, day).await.unwrap();
    assert_eq!(board.units.iter().map(|l| l.unit).collect::<Vec<_>>(), [house.land]);
    assert_eq!(facts::by_unit(&ctx, &query).await.unwrap()[0].0, team);
}

// An answer is kept only until the next change, whatever it was.
#[db_test]
async fn a_kept_answer_ends_with_the_next_change(store: Store) {
    let house = TestHouse::build(store.clone()).await.unwrap();
    let mut rows = Rows::new(&house).await;
    let day = date(2021, 12, 31);
    let received =
        async || value(&house, FactName::DossiersReceived, house.district, Y2021, day).await.0;
    assert_eq!(received().await, 0);
    rows.dossier(
        house.land,
        Dates { received: "2021-03-01T08:00", due: "2021-03-10T16:30", ..Dates::default() },
    )
    .await;
    // Written behind the program's back: no entry in the audit log, nothing known to have changed.
    assert_eq!(received().await, 0);
    let ctx = house.system().await.unwrap();
    let tx = ctx.write().await.unwrap();
    ctx.audit_named(&tx, "test", "test", None, &()).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(received().await, 1);
}
