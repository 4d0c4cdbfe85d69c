//! One form of dates in a whole report, whoever typed them.

use jiff::civil::Date;
use nep_documents::long_date;

/// A text with every date such as `15/7/2019` written out: `ngày 15 tháng 7 năm 2019`. Numbers of documents stay.
pub(super) fn written_out(text: &str) -> String {
    let (mut out, mut rest) = (String::new(), text);
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(at);
        let end = from.find(|c: char| !c.is_ascii_digit() && c != '/').unwrap_or(from.len());
        let (numbers, after) = from.split_at(end);
        out.push_str(before);
        match day(numbers).map(long_date) {
            Some(date) if out.ends_with("ngày ") || out.ends_with("Ngày ") => {
                out.push_str(date.strip_prefix("ngày ").unwrap_or(&date));
            }
            Some(date) => out.push_str(&date),
            None => out.push_str(numbers),
        }
        rest = after;
    }
    out + rest
}

fn day(numbers: &str) -> Option<Date> {
    let mut parts = numbers.split('/');
    let (day, month) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    Date::new(year, month, day).ok().filter(|_| parts.next().is_none())
}

/// Several things in a sentence: `a, b và c`.
pub(super) fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} và {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::{listed, written_out};

    #[test]
    fn typed_dates_are_written_out_and_numbers_stay() {
        for (typed, written) in [
            (
                "Kế hoạch 96/KH-UBND ngày 15/7/2019 của UBND huyện",
                "Kế hoạch 96/KH-UBND ngày 15 tháng 7 năm 2019 của UBND huyện",
            ),
            ("từ 01/02/2020, 20/2020/QĐ-TTg", "từ ngày 01 tháng 02 năm 2020, 20/2020/QĐ-TTg"),
            ("ngày 14 tháng 6 năm 2019", "ngày 14 tháng 6 năm 2019"),
            ("31/2/2020 và 1/2/3/2020", "31/2/2020 và 1/2/3/2020"),
            ("không có số", "không có số"),
        ] {
            assert_eq!(written_out(typed), written);
        }
    }

    #[test]
    fn lists_end_with_and() {
        let parts = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(listed(&parts), "a, b và c");
        assert_eq!((listed(&parts[..1]).as_str(), listed(&[]).as_str()), ("a", ""));
    }
}
