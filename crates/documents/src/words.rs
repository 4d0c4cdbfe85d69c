//! Words that official documents put the same way everywhere.

use jiff::civil::{Date, DateTime};

/// `ngày 09 tháng 02 năm 2026`: days below 10 and the first two months carry a zero (30/2020/NĐ-CP, Annex I).
pub fn long_date(date: Date) -> String {
    let zero = if date.month() < 3 { "0" } else { "" };
    format!("ngày {:02} tháng {zero}{} năm {}", date.day(), date.month(), date.year())
}

/// `16 giờ 30 phút, ngày 24 tháng 11 năm 2026`.
pub fn long_moment(at: DateTime) -> String {
    format!("{:02} giờ {:02} phút, {}", at.hour(), at.minute(), long_date(at.date()))
}

/// The last paragraph of a document with its closing mark `./.`.
pub fn closed(text: &str) -> String {
    if text.ends_with("./.") {
        text.to_owned()
    } else if text.ends_with(['.', '!', '?', '…']) {
        format!("{text}/.")
    } else {
        format!("{text}./.")
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{closed, long_date, long_moment};

    #[test]
    fn dates_carry_zeros_where_the_decree_wants_them() {
        assert_eq!(long_date(date(2026, 2, 9)), "ngày 09 tháng 02 năm 2026");
        assert_eq!(long_date(date(2026, 3, 10)), "ngày 10 tháng 3 năm 2026");
        let at = date(2026, 11, 24).at(8, 5, 0, 0);
        assert_eq!(long_moment(at), "08 giờ 05 phút, ngày 24 tháng 11 năm 2026");
    }

    #[test]
    fn a_text_is_closed_once() {
        assert_eq!(closed("Trân trọng cảm ơn"), "Trân trọng cảm ơn./.");
        assert_eq!(closed("Trân trọng cảm ơn!"), "Trân trọng cảm ơn!/.");
        assert_eq!(closed(&closed("Trân trọng cảm ơn.")), "Trân trọng cảm ơn./.");
    }
}
