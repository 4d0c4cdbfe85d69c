//! Expressions over columns, a thousand subjects at a time.
//!
//! Each step goes over a whole batch, so that the cost of walking the tree is shared by its subjects and the inner
//! loops are plain passes over memory. What is not known travels along as a mask: `&&` and `||` are settled by the side
//! that settles them, everything else needs all of its parts.

use super::{Amount, Comparison, Test, Typed};
use crate::facts::{Column, Facts};

/// Subjects of one batch.
pub(crate) const LANES: usize = 1024;
const WORDS: usize = LANES / 64;

/// One bit for each subject of a batch.
pub(crate) type Mask = [u64; WORDS];

pub(crate) const NOBODY: Mask = [0; WORDS];
pub(crate) const EVERYBODY: Mask = [u64::MAX; WORDS];

/// Joins masks word by word.
pub(crate) fn join(a: &Mask, b: &Mask, how: impl Fn(u64, u64) -> u64) -> Mask {
    std::array::from_fn(|n| how(a[n], b[n]))
}

/// For whom something holds and for whom that is known; it holds for nobody for whom it is not known.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Answer {
    pub(crate) holds: Mask,
    pub(crate) known: Mask,
}

impl Answer {
    fn both(&self, other: &Self) -> Self {
        Self {
            holds: join(&self.holds, &other.holds, |a, b| a & b),
            known: std::array::from_fn(|n| {
                let fails = |answer: &Self| answer.known[n] & !answer.holds[n];
                (self.known[n] & other.known[n]) | fails(self) | fails(other)
            }),
        }
    }

    fn either(&self, other: &Self) -> Self {
        let holds = join(&self.holds, &other.holds, |a, b| a | b);
        let all = join(&self.known, &other.known, |a, b| a & b);
        Self { holds, known: join(&all, &holds, |a, b| a | b) }
    }

    fn not(&self) -> Self {
        Self {
            holds: join(&self.known, &self.holds, |known, holds| known & !holds),
            known: self.known,
        }
    }

    fn same(&self, other: &Self) -> Self {
        let known = join(&self.known, &other.known, |a, b| a & b);
        let same = join(&self.holds, &other.holds, |a, b| !(a ^ b));
        Self { holds: join(&same, &known, |a, b| a & b), known }
    }

    fn choose(&self, yes: &Self, no: &Self) -> Self {
        let known = chosen(self, &yes.known, &no.known);
        Self { holds: join(&chosen(self, &yes.holds, &no.holds), &known, |a, b| a & b), known }
    }
}

/// The bits of whichever side a test takes; none where the test is not known.
fn chosen(test: &Answer, yes: &Mask, no: &Mask) -> Mask {
    std::array::from_fn(|n| {
        let (holds, known) = (test.holds[n], test.known[n]);
        (holds & yes[n]) | (known & !holds & no[n])
    })
}

/// A number for each subject of a batch.
#[derive(Clone, Debug)]
pub(crate) struct Numbers<'f> {
    values: Values<'f>,
    pub(crate) known: Mask,
}

#[derive(Clone, Debug)]
enum Values<'f> {
    /// The same for all.
    One(i64),
    /// As it stands in its column.
    Column(&'f [i64]),
    Own(Box<[i64; LANES]>),
}

impl Numbers<'_> {
    /// The numbers side by side, or the one that is the same for all.
    fn view(&self) -> Result<&[i64], i64> {
        match &self.values {
            Values::One(value) => Err(*value),
            Values::Column(values) => Ok(values),
            Values::Own(values) => Ok(&values[..]),
        }
    }

    /// The number of each subject; meaningless where it is not known.
    pub(crate) fn at(&self, lane: usize) -> i64 {
        self.view().map_or_else(|one| one, |values| values[lane])
    }

    fn each(&self, out: &mut [i64; LANES]) {
        match self.view() {
            Ok(values) => out.copy_from_slice(values),
            Err(one) => out.fill(one),
        }
    }

    /// The same numbers, borrowed.
    fn lent(&self) -> Numbers<'_> {
        let values = self.view().map_or_else(Values::One, Values::Column);
        Numbers { values, known: self.known }
    }

    /// The numbers side by side; none where all are the same.
    pub(crate) fn slice(&self) -> Option<&[i64]> {
        self.view().ok()
    }
}

/// What a named step came to.
#[derive(Clone, Debug)]
pub(crate) enum BatchStep<'f> {
    Test(Answer),
    Number(Numbers<'f>),
}

/// A batch of subjects with the named steps worked out so far.
pub(crate) struct Batch<'f> {
    facts: &'f Facts,
    /// Which batch of the table.
    number: usize,
    steps: Vec<BatchStep<'f>>,
}

impl<'f> Batch<'f> {
    pub(crate) fn new(facts: &'f Facts, number: usize) -> Self {
        Self { facts, number, steps: Vec::new() }
    }

    /// Works out a named step and adds it.
    pub(crate) fn step(&mut self, step: &Typed) {
        let step = match step {
            Typed::Test(test) => BatchStep::Test(self.test(test)),
            Typed::Number(number) => {
                let (values, known) = self.own(&number.amount);
                BatchStep::Number(Numbers { values: Values::Own(values), known })
            }
        };
        self.steps.push(step);
    }

    /// The step added last.
    pub(crate) fn last(&self) -> Option<&BatchStep<'f>> {
        self.steps.last()
    }

    fn bits(&self, bits: &[u64]) -> Mask {
        let first = self.number * WORDS;
        std::array::from_fn(|n| bits.get(first + n).copied().unwrap_or(0))
    }

    /// For whom a test holds.
    pub(crate) fn test(&self, test: &Test) -> Answer {
        match test {
            Test::Is(true) => Answer { holds: EVERYBODY, known: EVERYBODY },
            Test::Is(false) => Answer { holds: NOBODY, known: EVERYBODY },
            Test::Fact(column) => self.flag(*column),
            Test::Known(column) => Answer { holds: self.known(*column), known: EVERYBODY },
            Test::Not(inner) => self.test(inner).not(),
            Test::Both(a, b) => self.test(a).both(&self.test(b)),
            Test::Either(a, b) => self.test(a).either(&self.test(b)),
            Test::Same(a, b) => self.test(a).same(&self.test(b)),
            Test::Compare(how, a, b) => self.compare(*how, a, b),
            Test::OneOf(asked, options) => {
                let asked = self.amount(asked);
                marked(&asked, |value| options.contains(&value))
            }
            Test::Choose(test, yes, no) => self.test(test).choose(&self.test(yes), &self.test(no)),
            Test::Derived(place) => match self.steps.get(*place) {
                Some(BatchStep::Test(answer)) => *answer,
                _ => Answer { holds: NOBODY, known: NOBODY },
            },
        }
    }

    fn known(&self, column: usize) -> Mask {
        self.facts.column(column).map_or(NOBODY, |column| self.bits(column.known()))
    }

    fn flag(&self, column: usize) -> Answer {
        match self.facts.column(column) {
            Some(Column::Bool { holds, known }) => {
                Answer { holds: self.bits(holds.words()), known: self.bits(known.words()) }
            }
            _ => Answer { holds: NOBODY, known: NOBODY },
        }
    }

    fn compare(&self, how: Comparison, a: &Amount, b: &Amount) -> Answer {
        match (a, b) {
            (Amount::Is(one), _) => against(&self.amount(b), how.turned(), *one),
            (_, Amount::Is(one)) => against(&self.amount(a), how, *one),
            _ => {
                let difference = self.zipped(a, b, i64::wrapping_sub);
                against(&difference, how, 0)
            }
        }
    }

    /// The number of each subject.
    pub(crate) fn amount(&self, amount: &Amount) -> Numbers<'_> {
        match amount {
            Amount::Is(value) => Numbers { values: Values::One(*value), known: EVERYBODY },
            Amount::Fact(column) => self.column(*column),
            Amount::Sum(a, b) => self.zipped(a, b, i64::wrapping_add),
            Amount::Difference(a, b) => self.zipped(a, b, i64::wrapping_sub),
            Amount::Product(a, b) => self.zipped(a, b, i64::wrapping_mul),
            Amount::Times(a, factor) => {
                let mut numbers = self.own(a);
                numbers.0.iter_mut().for_each(|value| *value = value.wrapping_mul(*factor));
                Numbers { values: Values::Own(numbers.0), known: numbers.1 }
            }
            Amount::Choose(test, yes, no) => self.choose(test, yes, no),
            Amount::Derived(place) => match self.steps.get(*place) {
                Some(BatchStep::Number(numbers)) => numbers.lent(),
                _ => Numbers { values: Values::One(0), known: NOBODY },
            },
        }
    }

    fn column(&self, column: usize) -> Numbers<'_> {
        match self.facts.column(column) {
            Some(Column::Number { values, known }) => {
                let first = self.number * LANES;
                let values = values.get(first..first + LANES).unwrap_or_default();
                Numbers { values: Values::Column(values), known: self.bits(known.words()) }
            }
            _ => Numbers { values: Values::One(0), known: NOBODY },
        }
    }

    /// Numbers that may be changed.
    fn own(&self, amount: &Amount) -> (Box<[i64; LANES]>, Mask) {
        let numbers = self.amount(amount);
        let known = numbers.known;
        if let Values::Own(values) = numbers.values {
            return (values, known);
        }
        let mut values = Box::new([0; LANES]);
        numbers.each(&mut values);
        (values, known)
    }

    fn zipped(&self, a: &Amount, b: &Amount, how: impl Fn(i64, i64) -> i64) -> Numbers<'_> {
        let (a, b) = (self.amount(a), self.amount(b));
        let known = join(&a.known, &b.known, |a, b| a & b);
        let (one_a, one_b) = (a.at(0), b.at(0));
        let mut values = Box::new([0; LANES]);
        match (a.slice(), b.slice()) {
            (Some(a), Some(b)) => {
                for ((value, a), b) in values.iter_mut().zip(a).zip(b) {
                    *value = how(*a, *b);
                }
            }
            (Some(a), None) => {
                values.iter_mut().zip(a).for_each(|(value, a)| *value = how(*a, one_b));
            }
            (None, Some(b)) => {
                values.iter_mut().zip(b).for_each(|(value, b)| *value = how(one_a, *b));
            }
            (None, None) => values.fill(how(one_a, one_b)),
        }
        Numbers { values: Values::Own(values), known }
    }

    fn choose(&self, test: &Test, yes: &Amount, no: &Amount) -> Numbers<'_> {
        let test = self.test(test);
        let (yes, no) = (self.amount(yes), self.amount(no));
        let (one, other) = (yes.at(0), no.at(0));
        let mut values = Box::new([0; LANES]);
        for (word, values) in values.chunks_exact_mut(64).enumerate() {
            let lanes = word * 64..word * 64 + 64;
            let yes = yes.slice().and_then(|slice| slice.get(lanes.clone()));
            let no = no.slice().and_then(|slice| slice.get(lanes));
            let holds = test.holds[word];
            match (yes, no) {
                (Some(yes), Some(no)) => blend(values, holds, |n| yes[n], |n| no[n]),
                (Some(yes), None) => blend(values, holds, |n| yes[n], |_| other),
                (None, Some(no)) => blend(values, holds, |_| one, |n| no[n]),
                (None, None) => blend(values, holds, |_| one, |_| other),
            }
        }
        Numbers { values: Values::Own(values), known: chosen(&test, &yes.known, &no.known) }
    }
}

/// Takes one of two values for each subject of a word.
fn blend(values: &mut [i64], holds: u64, yes: impl Fn(usize) -> i64, no: impl Fn(usize) -> i64) {
    for (n, value) in values.iter_mut().enumerate().take(64) {
        // All ones where the test holds: no branch that could be guessed wrong.
        let keep = -(i64::from(holds >> n & 1 == 1));
        *value = (yes(n) & keep) | (no(n) & !keep);
    }
}

/// Compares each number with one.
fn against(numbers: &Numbers<'_>, how: Comparison, one: i64) -> Answer {
    match how {
        Comparison::Equal => marked(numbers, |value| value == one),
        Comparison::Unequal => marked(numbers, |value| value != one),
        Comparison::Less => marked(numbers, |value| value < one),
        Comparison::AtMost => marked(numbers, |value| value <= one),
        Comparison::Above => marked(numbers, |value| value > one),
        Comparison::AtLeast => marked(numbers, |value| value >= one),
    }
}

/// Marks the subjects whose number passes.
fn marked(numbers: &Numbers<'_>, pass: impl Fn(i64) -> bool) -> Answer {
    let known = numbers.known;
    let Some(values) = numbers.slice() else {
        let holds = if pass(numbers.at(0)) { known } else { NOBODY };
        return Answer { holds, known };
    };
    let mut holds = NOBODY;
    for (word, lanes) in holds.iter_mut().zip(values.chunks_exact(64)) {
        let mut passed = [0_u8; 64];
        passed.iter_mut().zip(lanes).for_each(|(passed, value)| *passed = u8::from(pass(*value)));
        *word = packed(&passed);
    }
    Answer { holds: join(&holds, &known, |a, b| a & b), known }
}

/// 64 bytes of 0 or 1 as the bits of a word, the first one lowest.
fn packed(bytes: &[u8; 64]) -> u64 {
    // Eight bytes times this constant bring their lowest bits side by side into the highest byte.
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let (eights, _) = bytes.as_chunks();
    eights.iter().enumerate().fold(0, |word, (n, eight)| {
        word | (u64::from_le_bytes(*eight).wrapping_mul(GATHER) >> 56) << (8 * n)
    })
}
