//! Vietnamese text: folding for search without accents.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The text as it is searched: lower case, without accents, `đ` as `d`, single spaces.
///
/// People write Vietnamese with full accents but search without them, so records carry this form beside
/// the original and queries are folded the same way.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'đ' => folded.push('d'),
            c if c.is_whitespace() => {
                if !folded.is_empty() && !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            c => folded.push(c),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Text from a form or a spreadsheet cell: composed (NFC), trimmed, inner white space single.
pub fn clean(text: &str) -> String {
    text.nfc().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{clean, fold};

    #[test]
    fn folding_takes_accents_and_case_away() {
        assert_eq!(
            fold("  Đăng ký   KHAI SINH, Thị trấn Trà Lĩnh "),
            "dang ky khai sinh, thi tran tra linh"
        );
        assert_eq!(fold("Đă\u{301}c"), "dac");
    }

    #[test]
    fn composed_and_decomposed_input_are_one_text() {
        assert_eq!(clean("Trùng  Khánh\n"), clean("Tru\u{300}ng Kha\u{301}nh"));
    }
}
