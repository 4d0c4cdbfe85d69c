//! Conditions and calculations of rule packs.
//!
//! Written as CEL and parsed by the `cel` crate; [`parse`](parse::parse) checks them against the declared names and turns
//! them into the two trees below. Everything a tree computes is a whole number over a denominator that is known when
//! the pack is loaded, so that 90 points are 90 and not 89.999…; what a number can at most become is known too, so that
//! no sum can overflow. [`batch`] evaluates a tree over columns, [`row`] over one subject, noting what it used.

pub(crate) mod answer;
pub(crate) mod batch;
pub(crate) mod lanes;
mod literal;
mod number;
pub(crate) mod parse;
pub(crate) mod row;
pub(crate) mod scope;

pub(crate) use literal::{decimal, plain};
pub(crate) use number::{Kind, Number};
pub(crate) use scope::Scope;

/// How two numbers are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Comparison {
    Equal,
    Unequal,
    Less,
    AtMost,
    Above,
    AtLeast,
}

impl Comparison {
    /// Whether it holds.
    pub(crate) fn holds(self, left: i64, right: i64) -> bool {
        match self {
            Self::Equal => left == right,
            Self::Unequal => left != right,
            Self::Less => left < right,
            Self::AtMost => left <= right,
            Self::Above => left > right,
            Self::AtLeast => left >= right,
        }
    }

    /// The same with its sides exchanged.
    pub(crate) fn turned(self) -> Self {
        match self {
            Self::Equal | Self::Unequal => self,
            Self::Less => Self::Above,
            Self::AtMost => Self::AtLeast,
            Self::Above => Self::Less,
            Self::AtLeast => Self::AtMost,
        }
    }
}

/// Something that holds, does not hold, or is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Test {
    Is(bool),
    /// A fact that is true or false, by its column.
    Fact(usize),
    /// Whether a fact is known; always known itself.
    Known(usize),
    Not(Box<Test>),
    Both(Box<Test>, Box<Test>),
    Either(Box<Test>, Box<Test>),
    /// Two that hold or fail together.
    Same(Box<Test>, Box<Test>),
    Compare(Comparison, Box<Amount>, Box<Amount>),
    OneOf(Box<Amount>, Vec<i64>),
    Choose(Box<Test>, Box<Test>, Box<Test>),
    /// A named step, by its place.
    Derived(usize),
}

/// A number, word or date that is known or not, as a numerator over the denominator of its [`Number`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Amount {
    Is(i64),
    /// A fact, by its column.
    Fact(usize),
    Sum(Box<Amount>, Box<Amount>),
    Difference(Box<Amount>, Box<Amount>),
    Product(Box<Amount>, Box<Amount>),
    Times(Box<Amount>, i64),
    Choose(Box<Test>, Box<Amount>, Box<Amount>),
    /// A named step, by its place.
    Derived(usize),
}

/// A checked expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Typed {
    Test(Test),
    Number(Number),
}

impl Typed {
    /// What it is, for messages.
    pub(crate) fn describe(&self) -> String {
        match self {
            Self::Test(_) => "true or false".to_owned(),
            Self::Number(number) => number.kind.describe(),
        }
    }
}
