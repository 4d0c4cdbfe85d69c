//! Numbers of a batch: side by side, or one for all.
//!
//! Each kind has its own loop without a choice in it, which the compiler turns into vector instructions.

use super::Comparison;
use super::answer::{Answer, EVERYBODY, Mask, NOBODY, join};

/// Subjects of one batch.
pub(crate) const LANES: usize = 1024;

/// A number for each subject of a batch.
#[derive(Clone, Debug)]
pub(crate) struct Numbers<'f> {
    pub(crate) lanes: Lanes<'f>,
    pub(crate) known: Mask,
}

/// The numbers themselves; meaningless where they are not known.
#[derive(Clone, Debug)]
pub(crate) enum Lanes<'f> {
    /// The same for all.
    One(i64),
    /// As they stand in their column.
    Narrow(&'f [i32; LANES]),
    Wide(&'f [i64; LANES]),
    /// Worked out; [`LANES`] of them.
    Own(Vec<i64>),
}

/// Lanes that can be read in a loop of their own.
pub(crate) enum View<'v> {
    One(One),
    Narrow(&'v [i32; LANES]),
    Wide(&'v [i64; LANES]),
}

/// One number for all.
#[derive(Clone, Copy)]
pub(crate) struct One(i64);

/// A number for each place.
pub(crate) trait Lane: Copy {
    fn at(self, place: usize) -> i64;
}

impl Lane for One {
    fn at(self, _: usize) -> i64 {
        self.0
    }
}

impl Lane for &[i32; LANES] {
    fn at(self, place: usize) -> i64 {
        i64::from(self[place])
    }
}

impl Lane for &[i64; LANES] {
    fn at(self, place: usize) -> i64 {
        self[place]
    }
}

/// Does the same with whatever kind of lanes a view has, each in code of its own.
macro_rules! each_kind {
    ($view:expr, $lanes:ident => $work:expr) => {
        match $view {
            View::One($lanes) => $work,
            View::Narrow($lanes) => $work,
            View::Wide($lanes) => $work,
        }
    };
}

impl Numbers<'_> {
    /// The same number for everybody.
    pub(crate) fn one(value: i64) -> Self {
        Self { lanes: Lanes::One(value), known: EVERYBODY }
    }

    /// Numbers that nobody knows.
    pub(crate) fn unknown() -> Self {
        Self { lanes: Lanes::One(0), known: NOBODY }
    }

    /// The same numbers, borrowed.
    pub(crate) fn lent(&self) -> Numbers<'_> {
        let lanes = match self.lanes.view() {
            View::One(One(value)) => Lanes::One(value),
            View::Narrow(lanes) => Lanes::Narrow(lanes),
            View::Wide(lanes) => Lanes::Wide(lanes),
        };
        Numbers { lanes, known: self.known }
    }

    /// For whom a comparison with one number holds.
    pub(crate) fn against(&self, how: Comparison, one: i64) -> Answer {
        let holds = match (self.lanes.view(), i32::try_from(one)) {
            (View::Narrow(lanes), Ok(one)) => compared(lanes, how, one),
            (View::Wide(lanes), _) => compared(lanes, how, one),
            (View::One(value), _) if how.holds(value.0, one) => EVERYBODY,
            // Beyond every narrow number: all of them lie on the same side.
            (View::Narrow(_), Err(_)) if how.holds(0, one) => EVERYBODY,
            (View::One(_) | View::Narrow(_), _) => NOBODY,
        };
        Answer::of(&holds, &self.known)
    }

    /// For whom the number is one of some.
    pub(crate) fn one_of(&self, options: &[i64]) -> Answer {
        // One pass for each option: a pass without a choice in it is worth several with one.
        let equal = options.iter().map(|one| self.against(Comparison::Equal, *one).holds);
        let holds = equal.fold(NOBODY, |all, some| join(&all, &some, |a, b| a | b));
        Answer::of(&holds, &self.known)
    }
}

impl Lanes<'_> {
    fn view(&self) -> View<'_> {
        match self {
            Self::One(value) => View::One(One(*value)),
            Self::Narrow(lanes) => View::Narrow(lanes),
            Self::Wide(lanes) => View::Wide(lanes),
            Self::Own(lanes) => lanes.first_chunk().map_or(View::One(One(0)), View::Wide),
        }
    }

    /// Writes the numbers side by side.
    pub(crate) fn write(&self, out: &mut [i64]) {
        each_kind!(self.view(), lanes => {
            out.iter_mut().enumerate().take(LANES).for_each(|(n, out)| *out = lanes.at(n));
        });
    }

    /// Each number changed.
    pub(crate) fn map(&self, how: impl Fn(i64) -> i64) -> Lanes<'static> {
        each_kind!(self.view(), lanes => filled(|n| how(lanes.at(n))))
    }

    /// Each number with its neighbour.
    pub(crate) fn zip(&self, other: &Lanes<'_>, how: impl Fn(i64, i64) -> i64) -> Lanes<'static> {
        each_kind!(self.view(), a => each_kind!(other.view(), b => {
            filled(|n| how(a.at(n), b.at(n)))
        }))
    }

    /// One of two numbers for each place.
    pub(crate) fn choose(test: &Mask, yes: &Lanes<'_>, no: &Lanes<'_>) -> Lanes<'static> {
        let holds = spread(test);
        each_kind!(yes.view(), yes => each_kind!(no.view(), no => {
            filled(|n| {
                // All ones where the test holds: no branch that could be guessed wrong.
                let keep = -i64::from(holds[n]);
                (yes.at(n) & keep) | (no.at(n) & !keep)
            })
        }))
    }
}

fn filled(of: impl Fn(usize) -> i64) -> Lanes<'static> {
    Lanes::Own((0..LANES).map(of).collect())
}

fn compared<T: Copy + Ord>(lanes: &[T; LANES], how: Comparison, one: T) -> Mask {
    match how {
        Comparison::Equal => marked(|n| lanes[n] == one),
        Comparison::Unequal => marked(|n| lanes[n] != one),
        Comparison::Less => marked(|n| lanes[n] < one),
        Comparison::AtMost => marked(|n| lanes[n] <= one),
        Comparison::Above => marked(|n| lanes[n] > one),
        Comparison::AtLeast => marked(|n| lanes[n] >= one),
    }
}

/// A bit for each place that passes.
fn marked(pass: impl Fn(usize) -> bool) -> Mask {
    let mut mask = NOBODY;
    for (word, bits) in mask.iter_mut().enumerate() {
        let mut passed = [0_u8; 64];
        for (n, passed) in passed.iter_mut().enumerate() {
            // Within bounds as it is; so the compiler sees it too.
            *passed = u8::from(pass((word * 64 + n) % LANES));
        }
        *bits = packed(&passed);
    }
    mask
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

/// The bits of a mask as bytes of 0 or 1; the inverse of [`packed`].
fn spread(mask: &Mask) -> [u8; LANES] {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const DIAGONAL: u64 = 0x8040_2010_0804_0201;
    let mut bytes = [0; LANES];
    let eights = mask.iter().flat_map(|word| word.to_le_bytes());
    for (eight, bits) in bytes.as_chunks_mut::<8>().0.iter_mut().zip(eights) {
        // Each byte keeps the bit of its own place; whatever is left of it carries into the highest bit.
        let kept = u64::from(bits).wrapping_mul(EACH) & DIAGONAL;
        *eight = ((kept + 0x7f * EACH) >> 7 & EACH).to_le_bytes();
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::{LANES, Lanes, Numbers, packed, spread};
    use crate::expr::Comparison;
    use crate::expr::answer::{EVERYBODY, NOBODY};

    const ALL: [Comparison; 6] = [
        Comparison::Equal,
        Comparison::Unequal,
        Comparison::Less,
        Comparison::AtMost,
        Comparison::Above,
        Comparison::AtLeast,
    ];

    #[test]
    fn lanes_of_every_kind_compare_alike() {
        let numbers: [i32; LANES] =
            std::array::from_fn(|n| [i32::MIN, -1, 0, 1, 89, 90, 91, i32::MAX][n % 8]);
        let wide = numbers.map(i64::from);
        let beyond = i64::from(i32::MAX) + 1;
        let least = i64::from(i32::MIN);
        for one in [i64::MIN, least - 1, least, -1, 0, 90, beyond - 1, beyond, i64::MAX] {
            for how in ALL {
                for lanes in [Lanes::Narrow(&numbers), Lanes::Wide(&wide), Lanes::Own(wide.into())]
                {
                    let answer = Numbers { lanes, known: EVERYBODY }.against(how, one);
                    for (n, number) in wide.iter().enumerate() {
                        let holds = answer.holds[n / 64] >> (n % 64) & 1 == 1;
                        assert_eq!(holds, how.holds(*number, one), "{number} {how:?} {one}");
                    }
                }
                let holds = Numbers::one(90).against(how, one).holds;
                assert_eq!(holds, if how.holds(90, one) { EVERYBODY } else { NOBODY });
            }
        }
    }

    #[test]
    fn bits_become_bytes_and_bits_again() {
        let mut word = 1_u64;
        let mask = std::array::from_fn(|_| {
            word = word.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(17);
            word
        });
        let bytes = spread(&mask);
        for (word, bytes) in mask.iter().zip(bytes.as_chunks::<64>().0) {
            assert!(bytes.iter().all(|byte| *byte < 2));
            assert_eq!(*word, packed(bytes));
        }
    }
}
