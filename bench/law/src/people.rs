//! Random people, some of whose facts are not known.

use std::{
    fs::File,
    io::{BufWriter, Write},
    path::Path,
};

use nep_law::Judge;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// A civil servant as NĐ 335/2025/NĐ-CP sees one. Numbers are ten-thousandths, months tenths.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub(crate) months: Option<i64>,
    pub(crate) excused: Option<bool>,
    pub(crate) leads: Option<bool>,
    pub(crate) common: Option<i64>,
    pub(crate) quantity: Option<i64>,
    pub(crate) quality: Option<i64>,
    pub(crate) progress: Option<i64>,
    pub(crate) result: Option<i64>,
    pub(crate) organising: Option<i64>,
    pub(crate) unity: Option<i64>,
    pub(crate) discipline: Option<bool>,
    pub(crate) integrity: Option<bool>,
    pub(crate) corruption: Option<bool>,
    pub(crate) body: u32,
    pub(crate) group: u32,
}

impl Person {
    /// The cells in the order of a pack's facts.
    pub(crate) fn cells(&self, judge: &Judge, cells: &mut Vec<String>) {
        cells.clear();
        cells.extend(judge.fact_decls().iter().map(|fact| self.cell(&fact.key)));
    }

    fn cell(&self, key: &str) -> String {
        let flag = |value: Option<bool>| value.map(|is| is.to_string()).unwrap_or_default();
        let whole = |value: Option<i64>| value.map(|n| n.to_string()).unwrap_or_default();
        let decimal = |value: Option<i64>| {
            value.map(|n| format!("{}.{:04}", n / 10_000, n % 10_000)).unwrap_or_default()
        };
        match key {
            "months_worked" => {
                self.months.map(|n| format!("{}.{}", n / 10, n % 10)).unwrap_or_default()
            }
            "excused_leave" => flag(self.excused),
            "is_leader" => flag(self.leads),
            "common_points" => decimal(self.common),
            "quantity_pct" => decimal(self.quantity),
            "quality_pct" => decimal(self.quality),
            "progress_pct" => decimal(self.progress),
            "unit_result_pct" => whole(self.result),
            "organising_pct" => whole(self.organising),
            "unity_pct" => whole(self.unity),
            "duty_discipline" => flag(self.discipline),
            "integrity_conclusion" => flag(self.integrity),
            "unit_corruption" => flag(self.corruption),
            _ => String::new(),
        }
    }

    pub(crate) fn body_name(&self) -> String {
        format!("CQ{}", self.body)
    }

    pub(crate) fn group_name(&self) -> String {
        format!("N{}", self.group)
    }
}

/// People for a benchmark, the same in every run.
pub(crate) struct People(Vec<Person>);

impl People {
    /// Makes so many people.
    pub(crate) fn new(count: usize) -> Self {
        let mut random = ChaCha8Rng::seed_from_u64(335);
        Self((0..count).map(|_| person(&mut random)).collect())
    }

    pub(crate) fn all(&self) -> &[Person] {
        &self.0
    }

    /// Writes them as a table that `nep law evaluate` reads.
    pub(crate) fn write(&self, path: &Path) -> std::io::Result<()> {
        const KEYS: [&str; 13] = [
            "months_worked",
            "excused_leave",
            "is_leader",
            "common_points",
            "quantity_pct",
            "quality_pct",
            "progress_pct",
            "unit_result_pct",
            "organising_pct",
            "unity_pct",
            "duty_discipline",
            "integrity_conclusion",
            "unit_corruption",
        ];
        let mut out = BufWriter::new(File::create(path)?);
        writeln!(out, "id,body,task_group,{}", KEYS.join(","))?;
        for (number, person) in self.0.iter().enumerate() {
            let cells = KEYS.map(|key| person.cell(key)).join(",");
            writeln!(out, "p{number},{},{},{cells}", person.body_name(), person.group_name())?;
        }
        out.flush()
    }
}

fn person(random: &mut ChaCha8Rng) -> Person {
    let leads = random.random_bool(0.15);
    let known = |random: &mut ChaCha8Rng| random.random_bool(0.99);
    let percent = |random: &mut ChaCha8Rng| {
        known(random).then(|| random.random_range(500_000..=1_050_000_i64))
    };
    let (quantity, quality, progress) = (percent(random), percent(random), percent(random));
    let half =
        |random: &mut ChaCha8Rng| leads.then(|| if random.random_bool(0.8) { 100 } else { 50 });
    let (result, organising, unity) = (half(random), half(random), half(random));
    let rare = |random: &mut ChaCha8Rng| Some(random.random_bool(0.005));
    Person {
        months: Some(if random.random_bool(0.97) { 120 } else { random.random_range(0..120) }),
        excused: random.random_bool(0.9).then(|| random.random_bool(0.1)),
        leads: Some(leads),
        common: random.random_bool(0.99).then(|| random.random_range(150_000..=300_000)),
        quantity,
        quality,
        progress,
        result,
        organising,
        unity,
        discipline: rare(random),
        integrity: rare(random),
        corruption: if leads { rare(random) } else { None },
        body: random.random_range(0..4_000),
        group: random.random_range(0..4),
    }
}
