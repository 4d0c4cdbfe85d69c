//! Ordered lists of a pack: checklists, headings, forms, codes.

use crate::{Citation, Confidence, Wording};

/// An ordered list of items, such as the forms of the one-stop desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// Name inside its pack.
    pub key: String,
    /// What the list is, for people.
    pub label: Wording,
    /// Groups in order; empty when the list has none.
    pub groups: Vec<Group>,
    /// Items in order.
    pub items: Vec<Item>,
}

/// A heading inside a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Name inside its list.
    pub key: String,
    /// The heading, for people.
    pub label: Wording,
}

/// One entry of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Name inside its list.
    pub key: String,
    /// Key of its group, when the list has groups.
    pub group: Option<String>,
    /// Number or abbreviation the law gives it, such as form `04` or document type `QyĐ`.
    pub code: Option<String>,
    /// What it is, for people.
    pub label: Wording,
    /// Where it stands.
    pub citation: Citation,
    /// How sure we are.
    pub confidence: Confidence,
    /// Place in the list.
    pub order: i64,
}
