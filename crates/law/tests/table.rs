//! Tables of facts: what is read from CSV is what the `csv` crate reads cell by cell, and what is wrong has its place.

#![cfg(test)]

use nep_law::{Facts, Governed, Groups, Judge, Library, Reading};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// Columns in which rows differ no further, so that many are excellent.
const SAME: &str = "task_group,quantity_pct,quality_pct,progress_pct,unit_result_pct,organising_pct,\
    duty_discipline,integrity_conclusion,unit_corruption";

fn judge(id: &str) -> Judge {
    let library = Library::embedded().unwrap();
    Judge::new(library.pack(&id.parse().unwrap()).unwrap()).unwrap()
}

/// Ids, facts and groups of a table, read row by row.
fn row_by_row(judge: &Judge, text: &str) -> (Vec<String>, Facts, Groups) {
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let header = reader.headers().unwrap().clone();
    let place = |key: &str| header.iter().position(|name| name.trim() == key);
    let places: Vec<_> = judge.fact_decls().iter().map(|fact| place(&fact.key)).collect();
    let columns = judge.pack().rules().columns.iter().map(|column| place(&column.key));
    let columns: Vec<_> = columns.collect();
    let (mut ids, mut facts, mut groups) = (Vec::new(), judge.facts(), judge.groups());
    for record in reader.records() {
        let record = record.unwrap();
        let cell = |place: &Option<usize>| place.map_or("", |place| &record[place]);
        judge.push(&mut facts, places.iter().map(cell)).unwrap();
        groups.push(columns.iter().map(cell));
        ids.push(record[place("id").unwrap()].trim().to_owned());
    }
    (ids, facts, groups)
}

/// A table with cells written in many ways.
fn random_table(random: &mut ChaCha8Rng, rows: usize) -> String {
    let end = ["\n", "\r\n"][random.random_range(0..2)];
    let mark = ["", "\u{feff}"][random.random_range(0..2)];
    let mut text =
        format!("{mark} is_leader,id,\"body\",common_points,months_worked,unity_pct,{SAME}{end}");
    for row in 0..rows {
        let mut one_of = |cells: &[&str]| cells[random.random_range(0..cells.len())].to_owned();
        let cells = [
            one_of(&["true", "false", "", " TRUE ", "\"false\""]),
            format!("{}{row}", one_of(&["p", " p", "\"p, \"\"the\"\" \"", "ông Ất "])),
            one_of(&["", "CQ1", "\"Sở A, tầng 2\"", " CQ2 "]),
            one_of(&["", "30", "29.99", "0", "\"15.5\"", " 7 ", "15.000"]),
            one_of(&["12", "0", "6.0", ""]),
            one_of(&["50", "100", ""]),
            one_of(&[
                "N1,100,100,100,100,100,false,false,false",
                ",100,100,100,100,100,false,false,false",
            ]),
        ];
        text += &cells.join(",");
        text += end;
        text += one_of(&["", "", "", end]).as_str();
    }
    if random.random_bool(0.5) { text.trim_end().to_owned() } else { text }
}

#[test]
fn tables_are_read_as_the_csv_crate_reads_them() {
    let judge = judge("vn/rating/nd-335-2025");
    let mut random = ChaCha8Rng::seed_from_u64(3);
    // The last one is read in several parts.
    for rows in [0, 1, 2, 255, 256, 257, 1024, 100_000] {
        let text = random_table(&mut random, rows);
        let table = judge.read_table(text.as_bytes(), Reading::default()).unwrap();
        let (ids, facts, groups) = row_by_row(&judge, &text);
        assert!(table.ids == ids, "{rows}");
        assert!(table.facts == facts, "{rows}");
        let verdicts = judge.run(&facts);
        let found = judge.findings(&verdicts, &table.groups, false);
        assert!(found == judge.findings(&verdicts, &groups, false), "{rows}");
        assert!(rows < 1024 || !found.is_empty(), "{rows}");
    }
}

#[test]
fn the_first_thing_that_is_wrong_has_its_place() {
    let judge = judge("vn/rating/nd-335-2025");
    let many = |wrong: &str| {
        let mut text = "id,is_leader,common_points\n".to_owned();
        for row in 0..200_000 {
            text += &format!("p{row},false,20\n");
        }
        text + wrong
    };
    let cases = [
        (
            "id,is_leader,common_points\na,x,1\nb,true,31\n".to_owned(),
            2,
            ", column 2 (`is_leader`), row `a`",
        ),
        (
            "id,is_leader,common_points\na,true,31\nb,x,1\n".to_owned(),
            2,
            ", column 3 (`common_points`), row `a`",
        ),
        ("id,is_leader\n\n\na,true\n,true\n".to_owned(), 5, ""),
        (
            "id,is_leader\na,true\n\"b\"\"\" ,true\n\"b\"\" \",x\n".to_owned(),
            4,
            ", column 2 (`is_leader`), row `b\"`",
        ),
        ("id,is_leader\na\rb,true\n".to_owned(), 2, ""),
        ("id,is_leader\ra,true\r".to_owned(), 1, ""),
        (many("p77,false,20\n"), 200_002, ""),
        (many("q,true,99\n"), 200_002, ", column 3 (`common_points`), row `q`"),
        (many("q,true\n"), 200_002, ""),
        (many("q,\"true,1\n"), 200_002, ""),
    ];
    for (text, line, place) in cases {
        let problem = judge.read_table(text.as_bytes(), Reading::default()).unwrap_err();
        assert_eq!((problem.line, problem.place.as_str()), (line, place), "{problem}");
        assert!(!problem.what.is_empty() && !problem.hint.is_empty(), "{problem}");
    }
}

#[test]
fn rows_that_the_pack_does_not_govern_are_refused_when_asked() {
    let judge = judge("vn/rating/nd-90-2020-as-amended-2023");
    let read = |governed| {
        let text = "id,kind\na,public_employee\nb,civil_servant\n";
        judge.read_table(text.as_bytes(), Reading { governed, also: &[] })
    };
    assert!(read(None).is_ok());
    assert!(read(Some(Governed::Ever)).is_ok());
    let on = Governed::On(jiff::civil::date(2026, 3, 1));
    let problem = read(Some(on)).unwrap_err();
    assert_eq!((problem.line, problem.place.as_str()), (3, ", row `b`"), "{problem}");
}
