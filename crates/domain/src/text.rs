//! Vietnamese text: folding for search without accents, and the order of names in lists.

use std::{cmp::Ordering, sync::LazyLock};

use icu_collator::{CollatorBorrowed, options::CollatorOptions};
use icu_locale_core::locale;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The order of the Vietnamese alphabet. Its data come with the program, so that it is there in every build of ours.
static ALPHABET: LazyLock<Option<CollatorBorrowed<'static>>> = LazyLock::new(|| {
    CollatorBorrowed::try_new(locale!("vi").into(), CollatorOptions::default()).ok()
});

/// How two names follow each other in a Vietnamese list: a ă â b c d đ e ê … o ô ơ … u ư … y. Tones decide only
/// between names that are equal otherwise, in the order of the dictionaries: ngang, huyền, hỏi, ngã, sắc, nặng.
pub fn compare(a: &str, b: &str) -> Ordering {
    match &*ALPHABET {
        Some(alphabet) => alphabet.compare(a, b),
        None => fold(a).cmp(&fold(b)),
    }
}

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
    use super::{clean, compare, fold};

    #[track_caller]
    fn assert_order(names: &[&str]) {
        let mut sorted = names.to_vec();
        sorted.reverse();
        sorted.sort_by(|a, b| compare(a, b));
        assert_eq!(sorted, names);
    }

    #[test]
    fn the_alphabet_has_letters_of_its_own() {
        assert_order(&[
            "a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "g", "h", "i", "k", "l", "m", "n", "o",
            "ô", "ơ", "p", "q", "r", "s", "t", "u", "ư", "v", "x", "y",
        ]);
        assert_order(&["Xã Cao Thăng", "Xã Duy Tân", "Xã Đàm Thủy", "Xã Đình Phong", "Xã Em"]);
        assert_order(&["Can", "Căn", "Cân", "Chi", "Chín", "Con", "Côn", "Cơn", "Cu", "Cư"]);
    }

    // A letter further on decides before any tone does.
    #[test]
    fn tones_decide_only_between_equal_names() {
        assert_order(&["ma", "mà", "mả", "mã", "má", "mạ", "mai", "mát"]);
        assert_order(&["Hà Giang", "Hạ Lang", "Hà Nội", "Hạ Nội", "Hả Xa"]);
        assert_order(&["đất", "Đất đai", "Đầu tư", "Đô thị", "Đường bộ"]);
    }

    #[test]
    fn composed_and_decomposed_names_stand_together() {
        assert!(compare("Tru\u{300}ng Kha\u{301}nh", "Trùng Khánh").is_eq());
    }

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
