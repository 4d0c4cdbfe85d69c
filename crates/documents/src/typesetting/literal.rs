//! Makes the texts of a value printable, character by character.
//!
//! Texts reach the templates as JSON strings, so no character in them means anything to Typst.
//! What remains is what the font cannot show: PDF/A forbids glyphs that do not exist, and a
//! citizen's name with an emoji in it must not keep him from getting his slip.

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

/// Stands where a character cannot be printed, first choice first.
const STAND_INS: [char; 2] = ['□', '?'];

/// Rewrites every text in `value` to characters the font `covers`.
pub(super) fn make_printable(value: &mut Value, covers: impl Fn(char) -> bool + Copy) {
    match value {
        Value::String(text) => *text = printable(text, covers),
        Value::Array(items) => items.iter_mut().for_each(|item| make_printable(item, covers)),
        Value::Object(fields) => {
            fields.values_mut().for_each(|field| make_printable(field, covers));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// `text` composed (NFC: file systems and phones often send accents apart), with blanks made
/// plain, invisible characters left out and unprintable ones replaced.
fn printable(text: &str, covers: impl Fn(char) -> bool) -> String {
    text.nfc().filter_map(|c| print(c, &covers)).collect()
}

fn print(c: char, covers: impl Fn(char) -> bool) -> Option<char> {
    match c {
        '\n' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\u{a0}' => Some(c),
        c if is_invisible(c) => None,
        c if c.is_whitespace() => Some(' '),
        c if c.is_control() => None,
        c if covers(c) => Some(c),
        _ => STAND_INS.into_iter().find(|stand_in| covers(*stand_in)),
    }
}

/// Joiners, direction marks, soft hyphens and variation selectors: they print nothing, and the
/// direction marks could turn a name around.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\r' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{e0000}'..='\u{e0fff}')
}
