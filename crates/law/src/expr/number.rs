//! Exact arithmetic that is settled when a pack is loaded: each number carries its denominator and its bounds.

use super::{Amount, Test};

/// What a number stands for; numbers of different kinds do not mix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A whole number.
    Integer,
    /// A number with decimals.
    Decimal,
    /// One of the words of a vocabulary, by its place there.
    Word(Vec<String>),
    /// A day, counted from 1 January 1970.
    Date,
}

impl Kind {
    /// What it is, for messages.
    pub(crate) fn describe(&self) -> String {
        match self {
            Self::Integer => "a whole number".to_owned(),
            Self::Decimal => "a decimal number".to_owned(),
            Self::Word(words) => format!("one of the words {}", words.join(", ")),
            Self::Date => "a date".to_owned(),
        }
    }

    /// Whether one can count with it.
    pub(crate) fn counts(&self) -> bool {
        matches!(self, Self::Integer | Self::Decimal)
    }
}

/// A number of an expression: a numerator over a denominator known beforehand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Number {
    pub(crate) amount: Amount,
    pub(crate) kind: Kind,
    /// At least 1.
    pub(crate) denominator: i64,
    /// Smallest numerator there can be.
    pub(crate) low: i64,
    /// Largest numerator there can be.
    pub(crate) high: i64,
}

/// Numbers may grow this far; one bit is left for the difference of two.
const LARGEST: i128 = (i64::MAX / 2) as i128;

impl Number {
    /// A constant.
    pub(crate) fn constant(kind: Kind, numerator: i64, denominator: i64) -> Self {
        Self { amount: Amount::Is(numerator), kind, denominator, low: numerator, high: numerator }
    }

    /// The numerator of a constant.
    pub(crate) fn as_constant(&self) -> Option<i64> {
        match self.amount {
            Amount::Is(numerator) => Some(numerator),
            _ => None,
        }
    }

    /// The same number over a denominator that is a multiple of its own; `None` when it could outgrow 64 bits.
    pub(crate) fn over(self, denominator: i64) -> Option<Self> {
        let factor = denominator / self.denominator;
        Some(Self { denominator, ..self.times(factor)? })
    }

    /// Numerators times a factor, over the same denominator.
    fn times(self, factor: i64) -> Option<Self> {
        if factor == 1 {
            return Some(self);
        }
        let (a, b) = (scaled(self.low, factor)?, scaled(self.high, factor)?);
        let amount = match self.amount {
            Amount::Is(numerator) => Amount::Is(scaled(numerator, factor)?),
            Amount::Times(inner, old) => Amount::Times(inner, scaled(old, factor)?),
            other => Amount::Times(Box::new(other), factor),
        };
        Some(Self { amount, low: a.min(b), high: a.max(b), ..self })
    }

    /// The negative.
    pub(crate) fn negative(self) -> Option<Self> {
        self.times(-1)
    }

    /// Both over one denominator.
    pub(crate) fn alike(self, other: Self) -> Option<(Self, Self)> {
        let common = common_multiple(self.denominator, other.denominator)?;
        Some((self.over(common)?, other.over(common)?))
    }

    /// The sum of two numbers of one kind.
    pub(crate) fn plus(self, other: Self) -> Option<Self> {
        let (a, b) = self.alike(other)?;
        let (low, high) = (within(a.low, b.low)?, within(a.high, b.high)?);
        let amount = match (a.amount, b.amount) {
            (Amount::Is(a), Amount::Is(b)) => Amount::Is(a.checked_add(b)?),
            (a, b) => Amount::Sum(Box::new(a), Box::new(b)),
        };
        Some(Self { amount, kind: a.kind, denominator: a.denominator, low, high })
    }

    /// The difference of two numbers of one kind.
    pub(crate) fn minus(self, other: Self) -> Option<Self> {
        let (a, b) = self.alike(other)?;
        let (low, high) =
            (within(a.low, b.high.checked_neg()?)?, within(a.high, b.low.checked_neg()?)?);
        let amount = match (a.amount, b.amount) {
            (Amount::Is(a), Amount::Is(b)) => Amount::Is(a.checked_sub(b)?),
            (a, b) => Amount::Difference(Box::new(a), Box::new(b)),
        };
        Some(Self { amount, kind: a.kind, denominator: a.denominator, low, high })
    }

    /// The product of two numbers of one kind.
    pub(crate) fn multiplied(self, other: Self) -> Option<Self> {
        let denominator = self.denominator.checked_mul(other.denominator)?;
        let product = match (self.as_constant(), other.as_constant()) {
            (_, Some(factor)) => self.times(factor)?,
            (Some(factor), _) => Self { kind: self.kind, ..other.times(factor)? },
            _ => {
                let corners = [
                    scaled(self.low, other.low)?,
                    scaled(self.low, other.high)?,
                    scaled(self.high, other.low)?,
                    scaled(self.high, other.high)?,
                ];
                Self {
                    low: corners.iter().copied().min()?,
                    high: corners.iter().copied().max()?,
                    amount: Amount::Product(Box::new(self.amount), Box::new(other.amount)),
                    ..self
                }
            }
        };
        Some(Self { denominator, ..product }.reduced())
    }

    /// Divided by the constant `numerator / denominator`, which is not zero.
    pub(crate) fn divided(self, numerator: i64, denominator: i64) -> Option<Self> {
        let (numerator, denominator) = if numerator < 0 {
            (numerator.checked_neg()?, denominator.checked_neg()?)
        } else {
            (numerator, denominator)
        };
        let below = self.denominator.checked_mul(numerator)?;
        Some(Self { denominator: below, ..self.times(denominator)? }.reduced())
    }

    /// One of two numbers of one kind.
    pub(crate) fn chosen(test: Test, yes: Self, no: Self) -> Option<Self> {
        let (a, b) = yes.alike(no)?;
        let amount = Amount::Choose(Box::new(test), Box::new(a.amount), Box::new(b.amount));
        let (low, high) = (a.low.min(b.low), a.high.max(b.high));
        Some(Self { amount, kind: a.kind, denominator: a.denominator, low, high })
    }

    /// Without a factor that numerator and denominator share, where that shows.
    fn reduced(self) -> Self {
        let (Amount::Times(_, factor) | Amount::Is(factor)) = self.amount else { return self };
        let shared = greatest_divisor(factor, self.denominator);
        if shared <= 1 {
            return self;
        }
        let amount = match self.amount {
            Amount::Times(inner, factor) if factor == shared => *inner,
            Amount::Times(inner, factor) => Amount::Times(inner, factor / shared),
            _ => Amount::Is(factor / shared),
        };
        let (low, high) = (self.low / shared, self.high / shared);
        Self { amount, denominator: self.denominator / shared, low, high, ..self }
    }
}

/// The product, while it stays in bounds.
fn scaled(number: i64, factor: i64) -> Option<i64> {
    number.checked_mul(factor).filter(|n| i128::from(*n).abs() <= LARGEST)
}

/// The sum, while it stays in bounds.
fn within(a: i64, b: i64) -> Option<i64> {
    a.checked_add(b).filter(|n| i128::from(*n).abs() <= LARGEST)
}

fn greatest_divisor(a: i64, b: i64) -> i64 {
    let (mut a, mut b) = (a.unsigned_abs(), b.unsigned_abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    i64::try_from(a).unwrap_or(1)
}

fn common_multiple(a: i64, b: i64) -> Option<i64> {
    (a / greatest_divisor(a, b)).checked_mul(b)
}
