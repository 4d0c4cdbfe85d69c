//! What a rule says when it refuses.

/// A rule's refusal: which rule, and the values that fill its sentence.
///
/// The sentence itself is the pages' matter: `code` names it (`refusal-<code>` in the language files).
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("refused: {code} {values:?}")]
pub struct Refusal {
    /// The name of the rule, in kebab case, e.g. `due-before-reception`.
    pub code: &'static str,
    /// Values for the sentence, by name.
    pub values: Vec<(&'static str, String)>,
    /// The legal citation in Vietnamese, where the rule has one.
    pub citation: Option<String>,
}

impl Refusal {
    /// A refusal without values or citation.
    pub fn new(code: &'static str) -> Self {
        Self { code, values: Vec::new(), citation: None }
    }

    /// Adds a value for the sentence.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.values.push((name, value.to_string()));
        self
    }

    /// Adds the legal citation.
    #[must_use]
    pub fn citing(mut self, citation: impl ToString) -> Self {
        self.citation = Some(citation.to_string());
        self
    }
}
