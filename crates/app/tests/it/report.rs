//! The yearly report: its figures, their texts, and the documents made of it.

use db_test::db_test;
use jiff::civil::date;
use nep_app::{report, testing::TestHouse};
use nep_domain::{
    access::Role,
    facts::{Period, Side},
};
use nep_storage::Store;

use crate::facts::{rows::Rows, sample};

/// Every figure and sentence as one text.
fn text(report: &report::Report) -> String {
    let mut lines = vec![report.about()];
    let words = |piece: &report::Piece| match piece {
        report::Piece::Text(text) => text.clone(),
        report::Piece::Figure(figure) => format!("[{} {}]", figure.id, figure.text),
        report::Piece::Unsaid(figure) => format!("[{}]", figure.id),
    };
    for section in &report.sections {
        lines.push(format!("{}. {}", section.number, section.heading));
        for block in &section.blocks {
            match block {
                report::Block::Paragraph(pieces) => lines.push(pieces.iter().map(words).collect()),
                report::Block::Table(table) => {
                    lines.push(table.caption.clone());
                    lines.extend(
                        table
                            .rows
                            .iter()
                            .map(|row| row.iter().map(words).collect::<Vec<_>>().join(" | ")),
                    );
                }
            }
        }
    }
    lines.join("\n")
}

#[db_test]
async fn the_report_says_what_the_records_say(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    sample::fill(&house).await;
    let ctx = house.ctx(Role::HomeAffairs).await.unwrap();
    let made =
        report::yearly(&ctx, house.district, Period::year(2021), date(2022, 1, 31)).await.unwrap();
    insta::assert_snapshot!("report", text(&made));
    let pdf = report::pdf(&ctx, &made, |figure| format!("https://nep.example.vn/{}", figure.id))
        .await
        .unwrap();
    assert!(pdf.starts_with(b"%PDF-"));
    let xlsx = report::xlsx(&ctx, &made, |figure| format!("https://nep.example.vn/{}", figure.id))
        .unwrap();
    assert!(xlsx.starts_with(b"PK"));
}

// S1.5: 97 % is 65 of 67, rounded, with both numbers.
#[db_test]
async fn the_recognised_share_is_rounded_and_keeps_its_numbers(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let mut rows = Rows::new(&house).await;
    let movement = rows.movement("Văn hóa công sở").await;
    for unit in [house.land, house.commune] {
        let set = rows.criteria(movement, unit, 2021, "2021-02-01").await;
        rows.sheet(movement, set, unit, 2021, "2021-12-01T08:00", "2021-12-20").await;
    }
    let ctx = house.system().await.unwrap();
    let figures =
        report::figures(&ctx, house.district, Period::year(2021), date(2022, 1, 31)).await.unwrap();
    let share = figures.iter().find(|f| f.id == "recognised_share").unwrap();
    assert_eq!(share.text, "67 % (2/3 đơn vị)");
    let weak = figures.iter().find(|f| f.id == "weak.criteria").unwrap();
    assert_eq!((weak.text.as_str(), weak.side), ("1", Side::Missed));
}

// What there is none of is not told, but stays among the figures.
#[db_test]
async fn nothing_is_not_told_as_a_number(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let ctx = house.system().await.unwrap();
    let made =
        report::yearly(&ctx, house.district, Period::year(2021), date(2022, 1, 31)).await.unwrap();
    let told = text(&made);
    assert!(told.contains("không còn hồ sơ quá hạn chưa giải quyết."), "{told}");
    assert!(!told.contains("Đã ký") && !told.contains("thư cảm ơn"), "{told}");
    for id in ["dossiers_overdue", "letters_apology", "letters_thanks", "letters_congratulation"] {
        assert!(made.figures().any(|figure| figure.id == id), "{id}");
    }
}

// S1.9: over the year, and over the years since the movement began.
#[db_test]
async fn inspections_are_told_for_the_year_and_since_the_start(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let mut rows = Rows::new(&house).await;
    rows.movement("Văn hóa công sở").await;
    let first = rows.inspection("2019-05-06").await;
    rows.visit(first, house.land, "2019-05-06", 1, 1).await;
    let second = rows.inspection("2022-05-09").await;
    rows.visit(second, house.commune, "2022-05-09", 1, 1).await;
    let ctx = house.system().await.unwrap();
    let figures = report::figures(&ctx, house.district, Period::year(2022), date(2022, 12, 31))
        .await
        .unwrap();
    let part = |id: &str| figures.iter().find(|f| f.id == id).map(|f| f.fact.value.part);
    assert_eq!(part("inspection_rounds"), Some(1));
    assert_eq!(part("inspection_rounds_since_start"), Some(2));
    assert_eq!(part("inspected_units_since_start"), Some(2));
    let span = report::figures(&ctx, house.district, Period::years(2019, 2022), date(2022, 12, 31))
        .await
        .unwrap();
    assert_eq!(
        span.iter().find(|f| f.id == "inspection_rounds").map(|f| f.fact.value.part),
        Some(2)
    );
    assert!(!span.iter().any(|f| f.id == "inspection_rounds_since_start"));
}

// S1.11: the year's awards by level and form; awards for two years stand apart with both years.
#[db_test]
async fn awards_are_told_by_level_form_and_ground(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let mut rows = Rows::new(&house).await;
    let merit = ("certificate_of_merit", "province", "office_culture_movement");
    let reform = ("commendation", "district", "administrative_reform");
    rows.award(house.land, "", merit, (2020, 2020), "2021-01-15").await;
    rows.award(house.land, "Nông Văn Thử", merit, (2020, 2020), "2021-01-15").await;
    rows.award(house.commune, "", reform, (2019, 2020), "2021-02-01").await;
    rows.award(house.commune, "Lý Thị Thử", reform, (2019, 2020), "2021-02-01").await;
    let ctx = house.system().await.unwrap();
    let figures = report::figures(&ctx, house.district, Period::year(2020), date(2021, 12, 31))
        .await
        .unwrap();
    let part = |id: &str| figures.iter().find(|f| f.id == id).map(|f| f.fact.value.part);
    assert_eq!(part("awards.collective"), Some(1));
    assert_eq!(part("awards.collective.province.certificate_of_merit"), Some(1));
    assert_eq!(part("awards.individual.province.certificate_of_merit"), Some(1));
    assert_eq!(part("awards.collective.ground.administrative_reform"), None);
    assert_eq!(part("awards.collective.ground.administrative_reform.2019-2020"), Some(1));
    assert_eq!(part("awards.individual.ground.administrative_reform.2019-2020"), Some(1));
    let span = report::figures(&ctx, house.district, Period::years(2019, 2020), date(2021, 12, 31))
        .await
        .unwrap();
    let part = |id: &str| span.iter().find(|f| f.id == id).map(|f| f.fact.value.part);
    assert_eq!(part("awards.collective"), Some(2));
    assert_eq!(part("awards.collective.ground.administrative_reform"), Some(1));
}

// Units are ranked by verified score; equal scores share a place, a sheet verified later has none yet.
#[db_test]
async fn the_league_ranks_verified_scores(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    let mut rows = Rows::new(&house).await;
    let movement = rows.movement("Văn hóa công sở").await;
    for unit in [house.land, house.commune] {
        let set = rows.criteria(movement, unit, 2021, "2021-02-01").await;
        rows.sheet(movement, set, unit, 2021, "2021-12-01T08:00", "2021-12-20").await;
    }
    let ctx = house.system().await.unwrap();
    let ranks = async |day| {
        let tables = report::league(&ctx, house.district, 2021, day).await.unwrap();
        tables[0].1.iter().map(|row| row.rank).collect::<Vec<_>>()
    };
    assert_eq!(ranks(date(2021, 12, 20)).await, [Some(1), Some(1), None]);
    assert_eq!(ranks(date(2021, 12, 19)).await, [None, None, None]);
}

#[db_test]
async fn the_dashboard_shows_what_is_weak(store: Store) {
    let house = TestHouse::build(store).await.unwrap();
    sample::fill(&house).await;
    let ctx = house.ctx(Role::Auditor).await.unwrap();
    let data = report::dashboard(&ctx, house.district, Period::year(2021), date(2021, 12, 31))
        .await
        .unwrap();
    let weak: Vec<_> = data.weak.iter().map(|f| f.query.name.key()).collect();
    assert!(
        weak.contains(&"movement.criteria_adapted")
            && weak.contains(&"inspection.findings_remedied"),
        "{weak:?}"
    );
    assert_eq!(data.overdue.value.part, 1);
    assert_eq!((data.months.len(), data.quarters.len()), (12, 4));
    // The least punctual unit stands first.
    assert_eq!(data.units.first().map(|l| l.unit), Some(house.commune));
}
