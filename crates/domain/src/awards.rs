//! Awards (khen thưởng): one recipient of one decision.

use jiff::{Timestamp, civil::Date};
use nep_law::{Item, Pack};

use crate::{
    facts::Period,
    ids::{AccountId, AwardId, PersonId, UnitId},
    refusal::Refusal,
    text_enum,
};

text_enum! {
    /// Who is awarded.
    RecipientKind {
        /// A unit as a whole.
        Collective = "collective",
        /// One person.
        Individual = "individual",
    }
}

/// An award as recorded.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Award {
    /// Identifier.
    pub id: AwardId,
    /// The body.
    pub root: UnitId,
    /// A collective or an individual.
    pub kind: RecipientKind,
    /// The unit awarded, or the person's unit.
    pub unit: UnitId,
    /// The person, where known on the staff.
    pub person: Option<PersonId>,
    /// The recipient's name as the decision writes it.
    pub recipient: String,
    /// Key of the form or title in the pack that governs the decision's day.
    pub form: String,
    /// Key of the level.
    pub level: String,
    /// Key of the ground.
    pub ground: String,
    /// First year of the achievement.
    pub year_from: i16,
    /// Last year of the achievement.
    pub year_to: i16,
    /// Number of the decision.
    pub decision: String,
    /// Day of the decision.
    pub decided_on: Date,
    /// Who issued it.
    pub issuer: String,
    /// Anything worth keeping; may be empty.
    pub note: String,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// Struck out again; it no longer counts from then on.
    pub withdrawn: Option<Withdrawal>,
    /// Edits carry the version they were based on.
    pub version: i64,
}

/// Why a record was struck out: it was a mistake, or the award itself was revoked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Withdrawal {
    /// When.
    pub at: Timestamp,
    /// By whose account.
    pub by: Option<AccountId>,
    /// The reason, with the number of the revoking decision if there is one.
    pub reason: String,
}

/// Which awards a list shows; empty means any.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct AwardFilter {
    /// Achievement in this year.
    pub year: Option<i16>,
    /// Decided within.
    pub decided: Option<Period>,
    /// Only this form or title.
    pub form: Option<String>,
    /// Only this level.
    pub level: Option<String>,
    /// Only this ground.
    pub ground: Option<String>,
    /// Only collectives or only individuals.
    pub kind: Option<RecipientKind>,
    /// Only this decision.
    pub decision: Option<String>,
    /// Those struck out instead of those that stand.
    pub withdrawn: bool,
    /// Words in the recipient's name or the decision, without accents.
    pub words: String,
}

/// Checks decision day and years of achievement.
///
/// # Errors
/// `award-decided-in-future`, `award-years-reversed`, `award-years-after-decision`, `award-years-too-long`.
pub fn check_dates(
    decided_on: Date,
    year_from: i16,
    year_to: i16,
    today: Date,
) -> Result<(), Refusal> {
    /// The longest achievement a record may span is a working life; a longer one is a slip of the pen.
    const LONGEST: i16 = 50;
    if decided_on > today {
        return Err(Refusal::new("award-decided-in-future"));
    }
    if year_to < year_from {
        return Err(Refusal::new("award-years-reversed"));
    }
    if year_to > decided_on.year() {
        return Err(Refusal::new("award-years-after-decision").with("year", decided_on.year()));
    }
    if year_to.saturating_sub(year_from) >= LONGEST {
        return Err(Refusal::new("award-years-too-long").with("years", LONGEST));
    }
    Ok(())
}

/// The form of commendation or emulation title of a pack.
pub fn form<'a>(pack: &'a Pack, key: &str) -> Option<&'a Item> {
    pack.item("forms", key).or_else(|| pack.item("titles", key))
}

/// Forms and titles of a pack that this kind of recipient can be given, in the pack's order.
pub fn forms_for(pack: &Pack, kind: RecipientKind) -> impl Iterator<Item = &Item> {
    pack.items("forms").iter().chain(pack.items("titles")).filter(move |item| suits(item, kind))
}

/// Whether a form or title is given to this kind of recipient; forms without a group are given to both.
pub fn suits(form: &Item, kind: RecipientKind) -> bool {
    form.group.as_deref().is_none_or(|group| group == kind.key())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use nep_law::Library;

    use super::{RecipientKind, check_dates, form, forms_for, suits};

    // S1.11: the decision is not of tomorrow, and the achievement lies before it.
    #[test]
    fn a_decision_and_its_years_fit_each_other() {
        let today = date(2021, 4, 12);
        let code = |on, from, to| check_dates(on, from, to, today).err().map(|r| r.code);
        assert_eq!(code(date(2021, 2, 1), 2019, 2020), None);
        assert_eq!(code(date(2021, 4, 13), 2020, 2020), Some("award-decided-in-future"));
        assert_eq!(code(date(2021, 2, 1), 2020, 2019), Some("award-years-reversed"));
        assert_eq!(code(date(2020, 12, 31), 2020, 2021), Some("award-years-after-decision"));
        assert_eq!(code(date(2021, 2, 1), 202, 2020), Some("award-years-too-long"));
        assert_eq!(code(date(2021, 2, 1), i16::MIN, 2020), Some("award-years-too-long"));
    }

    #[test]
    fn titles_for_persons_are_not_given_to_units() {
        let library = Library::embedded().unwrap();
        let pack = library.require("vn/awards", date(2021, 2, 1)).unwrap();
        let fighter = form(pack, "grassroots_fighter").unwrap();
        assert!(suits(fighter, RecipientKind::Individual));
        assert!(!suits(fighter, RecipientKind::Collective));
        assert!(
            forms_for(pack, RecipientKind::Collective).any(|f| f.key == "certificate_of_merit")
        );
        assert!(form(pack, "bang_khen").is_none());
    }
}
