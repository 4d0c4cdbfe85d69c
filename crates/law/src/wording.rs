//! Words in both languages, and the nearest known word for a mistyped one.

/// A text in Vietnamese and in English, as it stands in a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// Vietnamese, the language of the law.
    pub vi: String,
    /// English, a help and never the legal wording.
    pub en: String,
}

/// Furthest edit distance at which a suggestion still helps.
const FURTHEST: usize = 4;

/// A cell without what is empty around it; most cells have nothing to take off.
pub(crate) fn trimmed(text: &str) -> &str {
    match text.as_bytes() {
        [byte] | [byte, .., _] if !byte.is_ascii_graphic() => text.trim(),
        [.., byte] if !byte.is_ascii_graphic() => text.trim(),
        _ => text,
    }
}

/// The candidate most like `word`, for hints; `None` when nothing is near.
pub(crate) fn nearest<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    candidates
        .into_iter()
        .map(|candidate| (distance(word, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= FURTHEST.min(candidate.chars().count() / 2))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// "did you mean `x`?" when something is near, else the whole list of what is known.
pub(crate) fn hint(word: &str, candidates: &[&str]) -> String {
    match nearest(word, candidates.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if candidates.is_empty() => "none is declared yet".to_owned(),
        None => format!("known here: {}", candidates.join(", ")),
    }
}

/// Levenshtein distance, one row at a time.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, l) in left.chars().enumerate() {
        let mut diagonal = i;
        let mut previous = i + 1;
        for (j, r) in right.iter().enumerate() {
            let substituted = diagonal + usize::from(l != *r);
            diagonal = row.get(j + 1).copied().unwrap_or_default();
            let cell = substituted.min(previous + 1).min(diagonal + 1);
            if let Some(slot) = row.get_mut(j) {
                *slot = previous;
            }
            previous = cell;
        }
        if let Some(last) = row.last_mut() {
            *last = previous;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distance_counts_edits() {
        assert_eq!(distance("lable", "label"), 2);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("same", "same"), 0);
    }

    #[test]
    fn far_words_are_not_suggested() {
        assert_eq!(nearest("vlaue", ["value", "valid_from"]), Some("value"));
        assert_eq!(nearest("zebra", ["value", "key"]), None);
    }
}
