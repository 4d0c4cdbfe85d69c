//! Random officials as NĐ 90/2020/NĐ-CP sees them, and its rules as one would write them for this law alone.
//!
//! Its figures stand here in code on purpose: it is the yardstick, not the product.

use nep_law::Judge;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::by_hand::Outcome;

const KINDS: [&str; 3] = ["cadre", "civil_servant", "public_employee"];
const COMMON: [&str; 3] = ["well", "met", "unmet"];

/// An official. Percentages are hundredths, months tenths.
#[derive(Clone, Debug)]
pub(crate) struct Official {
    kind: Option<usize>,
    leads: Option<bool>,
    months: Option<i64>,
    absence: Option<i64>,
    maternity: Option<bool>,
    common: Option<usize>,
    on_time: Option<i64>,
    exceeded: Option<i64>,
    short: Option<i64>,
    unit_done: Option<i64>,
    unit_on_time: Option<i64>,
    unit_exceeded: Option<i64>,
    managed_done: Option<i64>,
    managed_good: Option<i64>,
    disciplined: Option<bool>,
    counted: Option<bool>,
    integrity: Option<bool>,
    corruption: Option<bool>,
}

/// Officials for a benchmark, the same in every run.
pub(crate) fn officials(count: usize) -> Vec<Official> {
    let mut random = ChaCha8Rng::seed_from_u64(90);
    (0..count).map(|_| official(&mut random)).collect()
}

fn official(random: &mut ChaCha8Rng) -> Official {
    let kind = random.random_range(0..3);
    let leads = kind == 0 || random.random_bool(0.15);
    let percent = |random: &mut ChaCha8Rng, low: i64| {
        let full = random.random_bool(0.5);
        let value = if full { 10_000 } else { random.random_range(low..=10_000) };
        random.random_bool(0.99).then_some(value)
    };
    let led = |random: &mut ChaCha8Rng, low: i64| leads.then(|| percent(random, low)).flatten();
    let rare = |random: &mut ChaCha8Rng| Some(random.random_bool(0.01));
    Official {
        kind: Some(kind),
        leads: Some(leads),
        months: Some(if random.random_bool(0.97) { 120 } else { random.random_range(0..120) }),
        absence: Some(if random.random_bool(0.95) { 0 } else { random.random_range(0..120) }),
        maternity: rare(random),
        common: random.random_bool(0.99).then(|| random.random_range(0..5_usize).saturating_sub(2)),
        on_time: percent(random, 8_000),
        exceeded: percent(random, 0),
        short: random.random_bool(0.99).then(|| random.random_range(0..7_000)),
        unit_done: led(random, 4_000),
        unit_on_time: led(random, 5_000),
        unit_exceeded: led(random, 0),
        managed_done: led(random, 5_000),
        managed_good: led(random, 5_000),
        disciplined: rare(random),
        counted: rare(random),
        integrity: rare(random),
        corruption: rare(random),
    }
}

impl Official {
    /// The cells in the order of a pack's facts.
    pub(crate) fn cells(&self, judge: &Judge) -> Vec<String> {
        judge.fact_decls().iter().map(|fact| self.cell(&fact.key)).collect()
    }

    fn cell(&self, key: &str) -> String {
        let flag = |value: Option<bool>| value.map(|is| is.to_string()).unwrap_or_default();
        let tenths = |value: Option<i64>| {
            value.map(|n| format!("{}.{}", n / 10, n % 10)).unwrap_or_default()
        };
        let percent = |value: Option<i64>| {
            value.map(|n| format!("{}.{:02}", n / 100, n % 100)).unwrap_or_default()
        };
        match key {
            "kind" => self.kind.map(|kind| KINDS[kind].to_owned()).unwrap_or_default(),
            "is_leader" => flag(self.leads),
            "months_worked" => tenths(self.months),
            "absence_months" => tenths(self.absence),
            "maternity" => flag(self.maternity),
            "common_criteria" => {
                self.common.map(|word| COMMON[word].to_owned()).unwrap_or_default()
            }
            "tasks_on_time_pct" => percent(self.on_time),
            "tasks_exceeded_pct" => percent(self.exceeded),
            "criteria_short_pct" => percent(self.short),
            "unit_targets_completed_pct" => percent(self.unit_done),
            "unit_targets_on_time_pct" => percent(self.unit_on_time),
            "unit_targets_exceeded_pct" => percent(self.unit_exceeded),
            "managed_units_completed_pct" => percent(self.managed_done),
            "managed_units_good_pct" => percent(self.managed_good),
            "disciplined" => flag(self.disciplined),
            "discipline_counted_before" => flag(self.counted),
            "integrity_conclusion" => flag(self.integrity),
            "unit_corruption" => flag(self.corruption),
            _ => String::new(),
        }
    }
}

/// Judges everybody, one after the other.
pub(crate) fn nd_90(officials: &[Official]) -> Vec<Outcome> {
    officials.iter().map(|official| one(official).unwrap_or(Outcome::Undetermined)).collect()
}

/// Whether all hold; false as soon as one fails, even where another is not known.
fn all<const N: usize>(tests: [Option<bool>; N]) -> Option<bool> {
    if tests.contains(&Some(false)) {
        return Some(false);
    }
    if tests.contains(&None) { None } else { Some(true) }
}

/// Nothing where a fact is missing.
fn one(o: &Official) -> Option<Outcome> {
    if all([o.months.map(|n| n < 60), o.maternity.map(|is| !is)])? {
        return Some(Outcome::NotRated);
    }
    let leads = o.kind? == 0 || o.leads?;
    let discipline = all([o.disciplined, o.counted.map(|is| !is)]);
    let corruption = if leads { o.corruption } else { Some(false) };
    let unit = if leads { o.unit_done.map(|n| n < 5_000) } else { Some(false) };
    let overrides = [o.integrity, discipline, corruption, o.short.map(|n| n > 5_000), unit];
    if overrides.contains(&Some(true)) {
        return Some(Outcome::NotCompleted);
    }
    if overrides.contains(&None) {
        return None;
    }
    let level = level(o, leads)?;
    let lowered = level == Outcome::Excellent || level == Outcome::Good;
    if lowered && all([o.maternity.map(|is| !is), o.absence.map(|n| (30..60).contains(&n))])? {
        return Some(Outcome::Completed);
    }
    Some(level)
}

fn level(o: &Official, leads: bool) -> Option<Outcome> {
    let least = |value: Option<i64>, percent: i64| value.map(|value| value >= percent * 100);
    let (well, met) = (o.common.map(|c| c == 0), o.common.map(|c| c < 2));
    let on_time = least(o.on_time, 100);
    let excellent = if leads {
        all([
            well,
            on_time,
            least(o.unit_done, 100),
            least(o.unit_exceeded, 50),
            least(o.managed_done, 100),
            least(o.managed_good, 70),
        ])
    } else {
        all([well, on_time, least(o.exceeded, 50)])
    };
    if excellent? {
        return Some(Outcome::Excellent);
    }
    let manager = if o.kind? == 2 { least(o.managed_good, 70) } else { Some(true) };
    let good = if leads {
        let unit =
            all([least(o.unit_done, 100), least(o.unit_on_time, 80), least(o.managed_done, 100)]);
        all([met, on_time, unit, manager])
    } else {
        all([met, on_time])
    };
    if good? {
        return Some(Outcome::Good);
    }
    let short = o.short.map(|n| n <= 2_000);
    let completed = if leads {
        all([met, short, o.unit_done.map(|n| n > 7_000), least(o.managed_done, 70)])
    } else {
        all([met, short])
    };
    if completed? {
        return Some(Outcome::Completed);
    }
    // What is left lies in the gaps of the text.
    None
}
