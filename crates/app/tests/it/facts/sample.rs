//! A year with something for every fact.

use nep_app::testing::TestHouse;

use super::rows::{Dates, Rows};

pub async fn fill(house: &TestHouse) {
    let mut rows = Rows::new(house).await;
    desk(house, &mut rows).await;
    rest(house, &mut rows).await;
}

async fn desk(house: &TestHouse, rows: &mut Rows) {
    let dates = Dates {
        received: "2021-03-01T08:00",
        due: "2021-03-10T16:30",
        finished: "2021-03-08T09:00",
        ..Dates::default()
    };
    let done = rows
        .dossier(house.land, Dates { returned: "2021-03-08T17:40", beyond: true, ..dates })
        .await;
    let late = rows.dossier(house.commune, Dates { finished: "2021-03-22T09:00", ..dates }).await;
    rows.dossier(house.land, Dates { finished: "", due: "2021-05-10T16:30", ..dates }).await;
    rows.dossier(
        house.land,
        Dates {
            received: "2021-11-30T08:00",
            due: "2021-12-06T16:30",
            finished: "2021-12-06T16:30",
            ..dates
        },
    )
    .await;
    rows.letter(
        house.commune,
        late,
        "apology",
        "2021-03-09T10:00",
        "2021-03-09",
        "2021-03-10T16:30",
    )
    .await;
    rows.letter(house.land, 0, "thanks", "2021-04-09T10:00", "", "").await;
    rows.letter(house.land, 0, "congratulation", "2021-04-09T10:00", "", "").await;
    rows.rating(house.land, done, "2021-03-09T10:00", 5, 7, 8).await;
    rows.rating(house.commune, late, "2021-03-23T10:00", 2, 3, 8).await;
    rows.feedback(house.land, "2021-03-01T10:00", "2021-03-05", "2021-03-05T23:00").await;
    rows.feedback(house.commune, "2021-03-01T10:00", "2021-03-05", "").await;
}

async fn rest(house: &TestHouse, rows: &mut Rows) {
    let round = rows.inspection("2021-03-01").await;
    let visit = rows.visit(round, house.land, "2021-03-02", 9, 11).await;
    rows.visit(round, house.commune, "2021-04-02", 11, 11).await;
    rows.finding(visit, house.land, "2021-04-01", "2021-03-20").await;
    rows.finding(visit, house.land, "2021-04-01", "").await;
    let movement = rows.movement("Văn hóa công sở").await;
    let second = rows.movement("Ngày làm việc 8 giờ").await;
    for unit in [house.land, house.commune] {
        let set = rows.criteria(movement, unit, 2021, "2021-02-01").await;
        rows.sheet(movement, set, unit, 2021, "2021-12-01T08:00", "2021-12-20").await;
    }
    rows.criteria(second, house.land, 2021, "").await;
    let merit = ("certificate_of_merit", "province", "office_culture_movement");
    rows.award(house.land, "", merit, (2021, 2021), "2021-12-15").await;
    rows.award(house.land, "Nông Văn Thử", merit, (2021, 2021), "2021-12-15").await;
    rows.person(house.land, "civil_servant", "2019-01-01", "").await;
    rows.person(house.commune, "cadre", "2019-01-01", "2021-10-01").await;
    rows.quota(house.land, "civil_servant", 2).await;
}
