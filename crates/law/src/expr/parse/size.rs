//! Expressions too large to be read by people, which could also exhaust the stack of the parser.

use super::Wrong;
use crate::problem::ProblemKind;

/// Brackets, signs and choices inside each other.
const DEEPEST: usize = 30;
/// Characters of operators, selections and list elements.
const OPERATORS: usize = 300;
/// Characters in all.
const LONGEST: usize = 4_000;

/// Refuses what is nested too deeply or too long, before it is parsed.
pub(super) fn check(text: &str) -> Result<(), Vec<Wrong>> {
    // Without these a quote always ends where it seems to, so that nothing can hide behind one.
    let hidden = ["\\", "\"\"\"", "'''", "//"];
    if let Some(at) = hidden.iter().filter_map(|sign| text.find(sign)).min() {
        return Err(vec![Wrong {
            at: text.get(..at).unwrap_or_default().chars().count(),
            kind: ProblemKind::Expression,
            message: "words stand in plain quotes, without escapes, and nothing is commented"
                .to_owned(),
            hint: "write \"word\"".to_owned(),
        }]);
    }
    let (mut depth, mut signs, mut operators) = (0_usize, 0_usize, 0_usize);
    let mut quote = None;
    for (at, c) in text.chars().enumerate() {
        if quote.is_some() {
            quote = quote.filter(|open| *open != c);
            continue;
        }
        match c {
            '"' | '\'' => quote = Some(c),
            '(' | '[' | '{' | '?' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        operators += usize::from("+-*/%<>=!&|?.,".contains(c));
        signs = match c {
            '!' | '-' => signs + 1,
            c if c.is_whitespace() => signs,
            _ => 0,
        };
        if depth + signs > DEEPEST || operators > OPERATORS || at > LONGEST {
            return Err(vec![Wrong {
                at,
                kind: ProblemKind::Expression,
                message: "the expression is too long or too deeply nested".to_owned(),
                hint: "name parts of it as `[[derived]]` steps".to_owned(),
            }]);
        }
    }
    Ok(())
}
