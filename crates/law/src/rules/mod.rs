//! What a pack judges by: facts it needs, steps of calculation, rules with their outcomes, caps, test cases.

mod case;
mod fact;
mod formula;
mod quick;

pub use case::Case;
pub use fact::{BadCell, FactDecl, FactType};
pub(crate) use formula::At;
pub use formula::Formula;

use crate::value::name_of;
use crate::{Citation, Confidence, Unit, Wording};

/// The outcome that needs no declaration: the text gives none, or facts are missing. A person decides.
pub const UNDETERMINED: &str = "undetermined";

/// The judging part of a pack.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    /// Whom the pack governs among those of its subject; everybody when absent.
    pub select: Option<Formula>,
    /// What subjects are compared within, such as their body.
    pub columns: Vec<GroupColumn>,
    /// What must be known of a subject.
    pub facts: Vec<FactDecl>,
    /// Named steps of the calculation, in order.
    pub derived: Vec<Derived>,
    /// The number shown beside the outcome.
    pub score: Option<Score>,
    /// Outcomes, best first.
    pub outcomes: Vec<Outcome>,
    /// Rules in the order of the file.
    pub rules: Vec<Rule>,
    /// Shares that may not be exceeded within a group.
    pub ratio_caps: Vec<RatioCap>,
    /// Facts of heads that come from what their members score.
    pub feeds: Vec<Feed>,
    /// Heads whose outcome may not be better than their body's.
    pub head_caps: Vec<HeadCap>,
    /// Examples with their expected outcome.
    pub cases: Vec<Case>,
}

impl Rules {
    /// Whether the pack judges at all.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// A rule by key.
    pub fn rule(&self, key: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.key == key)
    }

    /// An outcome by key; [`UNDETERMINED`] is none.
    pub fn outcome(&self, key: &str) -> Option<&Outcome> {
        self.outcomes.iter().find(|outcome| outcome.key == key)
    }
}

/// A column by which subjects are grouped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupColumn {
    /// Its name, such as `body`.
    pub key: String,
    /// What it is, for people.
    pub label: Wording,
    pub(crate) at: At,
}

/// A named step of the calculation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Derived {
    /// Its name in expressions.
    pub key: String,
    /// How it is worked out.
    pub value: Formula,
    /// What it counts.
    pub unit: Option<Unit>,
    /// What it is, for people.
    pub label: Wording,
    /// Where it stands.
    pub citation: Citation,
    /// How sure we are.
    pub confidence: Confidence,
    pub(crate) at: At,
}

/// The number shown beside an outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Score {
    /// How it is worked out.
    pub value: Formula,
    /// What it is, for people.
    pub label: Wording,
    /// Where it stands.
    pub citation: Citation,
    /// How sure we are.
    pub confidence: Confidence,
}

/// Something that a subject can come out as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Its name, such as `good`.
    pub key: String,
    /// What it is called.
    pub label: Wording,
    /// Whether it stands beside the levels, so that no cap and no share counts it.
    pub outside: bool,
    pub(crate) at: At,
}

/// When a rule is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Not to be judged at all, whatever else holds.
    Exempt,
    /// Decides whatever the points say.
    Override,
    /// The first that holds decides.
    Level,
    /// Lowers a better outcome to its own.
    Cap,
}

impl Stage {
    /// Every stage with its name in pack files, in the order in which they are asked.
    pub(crate) const NAMES: [(&str, Self); 4] = [
        ("exempt", Self::Exempt),
        ("override", Self::Override),
        ("level", Self::Level),
        ("cap", Self::Cap),
    ];

    /// The name in pack files, which is also a key for translation.
    pub fn code(self) -> &'static str {
        name_of(&Self::NAMES, self)
    }
}

/// One rule of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its name, such as `discipline`.
    pub key: String,
    /// Numbers of the law notes that it carries, such as `R17`.
    pub refs: Vec<String>,
    /// When it is asked.
    pub stage: Stage,
    /// What it leads to; [`UNDETERMINED`] where the text leaves a gap.
    pub outcome: String,
    /// When it holds.
    pub when: Formula,
    /// The reason, as the person concerned reads it.
    pub because: Wording,
    /// Where it stands.
    pub citation: Citation,
    /// How sure we are.
    pub confidence: Confidence,
    pub(crate) at: At,
}

/// How a share of people becomes a number of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// Down.
    Floor,
    /// To the nearest, halves up.
    Nearest,
    /// Up.
    Ceiling,
}

impl Rounding {
    /// Every way with its name in pack files.
    pub(crate) const NAMES: [(&str, Self); 3] =
        [("floor", Self::Floor), ("nearest", Self::Nearest), ("ceiling", Self::Ceiling)];
}

/// A fact of whoever heads a unit that comes from the scores of its members, where it is not recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// Its name.
    pub key: String,
    /// Numbers of the law notes that it carries.
    pub refs: Vec<String>,
    /// The fact.
    pub fact: String,
    /// Column that names the unit somebody heads.
    pub heads: String,
    /// Column that names the unit somebody belongs to.
    pub members: String,
    /// Key of the setting with the score that every member must reach.
    pub least: String,
    /// The value when all reach it, as written.
    pub then: String,
    /// The value when one does not.
    pub otherwise: String,
    /// The reason, for people.
    pub because: Wording,
    /// Where it stands.
    pub citation: Citation,
    /// How sure we are.
    pub confidence: Confidence,
    pub(crate) at: At,
}

/// The outcome of whoever heads a body may not be better than the body's own. It finds and never decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadCap {
    /// Its name.
    pub key: String,
    /// Numbers of the law notes that it carries.
    pub refs: Vec<String>,
    /// Column that names the body somebody heads.
    pub heads: String,
    /// The reason, for people.
    pub because: Wording,
    /// Where it stands.
    pub citation: Citation,
    /// How sure we are.
    pub confidence: Confidence,
    pub(crate) at: At,
}

/// A share of subjects that may not be exceeded within a group. It finds and never decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RatioCap {
    /// Its name.
    pub key: String,
    /// Numbers of the law notes that it carries.
    pub refs: Vec<String>,
    /// The outcome that is rare.
    pub outcome: String,
    /// The outcomes it is measured against.
    pub among: Vec<String>,
    /// Key of the percent setting with the share.
    pub share: String,
    /// Key of the percent setting with the most that a recorded decision may allow.
    pub raised: Option<String>,
    /// Key of the setting with the number of subjects below which one may have the outcome.
    pub floor_one_below: Option<String>,
    /// Sets of columns; the share holds within each set's groups.
    pub groups: Vec<Vec<String>>,
    /// How the allowed number is rounded.
    pub rounding: Rounding,
    /// The reason, for people.
    pub because: Wording,
    /// Where it stands.
    pub citation: Citation,
    /// How sure we are.
    pub confidence: Confidence,
    pub(crate) at: At,
}
