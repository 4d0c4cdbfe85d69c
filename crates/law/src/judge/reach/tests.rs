use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::implies;
use crate::expr::row::Row;
use crate::expr::{Amount, Comparison, Test};
use crate::facts::{Cell, Column, Facts};

const HOW: [Comparison; 6] = [
    Comparison::Equal,
    Comparison::Unequal,
    Comparison::Less,
    Comparison::AtMost,
    Comparison::Above,
    Comparison::AtLeast,
];

/// A random test of two numbers and a flag.
fn random_test(random: &mut ChaCha8Rng, depth: u32) -> Test {
    let inner = |random: &mut ChaCha8Rng| Box::new(random_test(random, depth - 1));
    match random.random_range(0..if depth == 0 { 4 } else { 9 }) {
        0 => Test::Fact(2),
        1 => Test::OneOf(
            Box::new(asked(random)),
            (0..3).map(|_| random.random_range(-4..5)).collect(),
        ),
        2 | 3 => {
            let how = HOW[random.random_range(0..HOW.len())];
            let one = Box::new(Amount::Is(random.random_range(-7..8)));
            let asked = Box::new(asked(random));
            let (a, b) = if random.random_bool(0.5) { (asked, one) } else { (one, asked) };
            Test::Compare(how, a, b)
        }
        4 => Test::Not(inner(random)),
        5 | 6 => Test::Both(inner(random), inner(random)),
        _ => Test::Either(inner(random), inner(random)),
    }
}

fn asked(random: &mut ChaCha8Rng) -> Amount {
    let fact = Amount::Fact(random.random_range(0..2));
    match random.random_range(-3..4) {
        1 | 0 => fact,
        factor => Amount::Times(Box::new(fact), factor),
    }
}

/// Everybody there can be: both numbers from -4 to 4 or not known, and the flag.
fn everybody() -> Facts {
    let mut facts =
        Facts::new(0, vec![Column::numbers(-4, 4), Column::numbers(-4, 4), Column::flags()]);
    let number = |n: i64| (n < 5).then_some(Cell::Number(n));
    for a in -4..=5 {
        for b in -4..=5 {
            for flag in [None, Some(Cell::Bool(true)), Some(Cell::Bool(false))] {
                facts.push(&[number(a), number(b), flag]);
            }
        }
    }
    facts
}

#[test]
fn what_is_said_to_follow_follows_for_everybody() {
    let facts = everybody();
    let rows: Vec<Row<'_>> = (0..facts.len()).map(|row| Row::new(&facts, row, &[])).collect();
    let mut random = ChaCha8Rng::seed_from_u64(2);
    let mut said = 0;
    for _ in 0..15_000 {
        let given = random_test(&mut random, 2);
        let wanted = random_test(&mut random, 2);
        if given == wanted || !implies(&given, &wanted) {
            continue;
        }
        said += 1;
        for row in &rows {
            let (given_is, wanted_is) = (row.test(&given).value, row.test(&wanted).value);
            assert!(given_is != Some(true) || wanted_is == Some(true), "{given:?}\n{wanted:?}");
            // Where the wider one fails, the narrower one leaves nothing open either.
            assert!(wanted_is != Some(false) || given_is == Some(false), "{given:?}\n{wanted:?}");
        }
    }
    assert!(said > 100, "{said}");
}
