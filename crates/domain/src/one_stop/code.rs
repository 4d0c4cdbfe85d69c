//! Dossier codes (D2): identifier of the unit, date of reception, running number of the day.

use jiff::civil::Date;

use super::DeskLaw;
use crate::refusal::Refusal;

/// The part of a pack's code form that stands between the unit and the running number.
const DATE_PART: &str = "-YYMMDD-";

/// The code of the `number`-th dossier of a day, after the form of the pack.
///
/// The unit's part is the agency's own identifier: both orders of its groups circulate (QĐ 20/2020/QĐ-TTg Đ.4–6).
///
/// # Errors
/// `dossier-identifier` when the identifier is empty, too long or holds other signs than `0–9 A–Z .`;
/// `dossier-code-form` when the pack's form cannot be followed.
pub fn dossier_code(
    identifier: &str,
    day: Date,
    number: i64,
    law: &DeskLaw,
) -> Result<String, Refusal> {
    let longest = usize::try_from(law.code_unit_length.value).unwrap_or(0);
    let plain =
        identifier.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase() || b == b'.');
    if identifier.is_empty() || identifier.len() > longest || !plain {
        return Err(Refusal::new("dossier-identifier")
            .with("identifier", identifier)
            .with("longest", longest)
            .citing(&law.code_unit_length.citation));
    }
    if !law.code_form.value.contains(DATE_PART) {
        return Err(Refusal::new("dossier-code-form").citing(&law.code_form.citation));
    }
    let width = usize::try_from(law.code_counter_length.value).unwrap_or(0);
    let date = day.strftime("%y%m%d");
    Ok(format!("{identifier}-{date}-{number:0width$}"))
}
