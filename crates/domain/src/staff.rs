//! People on the staff, their dated assignments to posts of units, and quotas of posts.

use jiff::civil::Date;

use crate::{
    ids::{AssignmentId, PersonId, QuotaId, UnitId},
    org::Unit,
    refusal::Refusal,
    text_enum,
};

text_enum! {
    /// Kinds of staff as the law tells them apart; together CBCCVC and contract workers.
    OfficialKind {
        /// Cán bộ: elected or appointed for a term.
        Cadre = "cadre",
        /// Công chức.
        CivilServant = "civil_servant",
        /// Viên chức.
        PublicEmployee = "public_employee",
        /// Người lao động hợp đồng.
        ContractWorker = "contract_worker",
    }
}

text_enum! {
    /// Gender as recorded.
    Gender {
        /// Nữ.
        Female = "female",
        /// Nam.
        Male = "male",
    }
}

/// A person on the staff of a body.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Person {
    /// Identifier.
    pub id: PersonId,
    /// The body; a person is known within one body only.
    pub root: UnitId,
    /// Staff code, unique in the body.
    pub staff_code: String,
    /// Family and given name.
    pub full_name: String,
    /// Birthday, if known.
    pub birth_date: Option<Date>,
    /// Gender, if recorded.
    pub gender: Option<Gender>,
    /// Edits carry the version they were based on.
    pub version: i64,
}

/// A person's place: a post at a unit over a time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Assignment {
    /// Identifier.
    pub id: AssignmentId,
    /// Who.
    pub person: PersonId,
    /// The body.
    pub root: UnitId,
    /// Where.
    pub unit: UnitId,
    /// As what kind of staff.
    pub kind: OfficialKind,
    /// Vị trí việc làm.
    pub post: String,
    /// Ngạch or professional title, if recorded.
    pub rank: Option<String>,
    /// Whether this is the head of the unit.
    pub is_head: bool,
    /// First day.
    pub valid_from: Date,
    /// Last day, once it ended or when it is limited.
    pub valid_to: Option<Date>,
}

/// Posts assigned to a unit for one kind of staff (biên chế giao).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Quota {
    /// Identifier.
    pub id: QuotaId,
    /// Whose.
    pub unit: UnitId,
    /// For which kind.
    pub kind: OfficialKind,
    /// How many posts.
    pub posts: i32,
    /// First day.
    pub valid_from: Date,
    /// Last day, once another quota follows.
    pub valid_to: Option<Date>,
    /// Number, date and issuer of the deciding document.
    pub document: String,
}

impl Assignment {
    /// Whether it holds on a day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|end| day <= end)
    }

    /// Whether both share a day.
    pub fn overlaps(&self, other: &Self) -> bool {
        other.valid_to.is_none_or(|end| self.valid_from <= end)
            && self.valid_to.is_none_or(|end| other.valid_from <= end)
    }
}

/// Checks a new assignment against the unit's life, the person's other assignments and the unit's heads.
///
/// A person has one place at a time, so that everybody is counted once (S5.1); a unit has one head at a time.
///
/// # Errors
/// `staff-ends-before-start`, `unit-not-on-that-date`, `staff-two-places` with the day the other place began,
/// `staff-two-heads`.
pub fn check_assignment(
    new: &Assignment,
    unit: &Unit,
    of_person: &[Assignment],
    heads: &[Assignment],
) -> Result<(), Refusal> {
    if new.valid_to.is_some_and(|end| end < new.valid_from) {
        return Err(Refusal::new("staff-ends-before-start"));
    }
    let outlives = unit.dissolved.is_some_and(|last| new.valid_to.is_none_or(|end| end > last));
    if !unit.lives_on(new.valid_from) || outlives {
        return Err(Refusal::new("unit-not-on-that-date"));
    }
    if let Some(other) = of_person.iter().find(|a| a.id != new.id && a.overlaps(new)) {
        return Err(Refusal::new("staff-two-places").with("date", other.valid_from));
    }
    if new.is_head
        && heads
            .iter()
            .any(|a| a.id != new.id && a.is_head && a.unit == new.unit && a.overlaps(new))
    {
        return Err(Refusal::new("staff-two-heads").with("name", &unit.name));
    }
    Ok(())
}

/// Checks the last day of an assignment.
///
/// # Errors
/// `staff-ends-before-start`; `staff-already-ended` when it ended earlier than that day.
pub fn check_end(assignment: &Assignment, last_day: Date) -> Result<(), Refusal> {
    if last_day < assignment.valid_from {
        return Err(Refusal::new("staff-ends-before-start"));
    }
    match assignment.valid_to {
        Some(end) if end < last_day => Err(Refusal::new("staff-already-ended").with("date", end)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};
    use uuid::Uuid;

    use super::{Assignment, OfficialKind, check_assignment, check_end};
    use crate::{
        ids::{AssignmentId, Id, PersonId, UnitId, UnitVersionId},
        org::{Unit, UnitKind},
    };

    fn unit(dissolved: Option<Date>) -> Unit {
        let id = UnitId::from_uuid(Uuid::from_u128(1));
        Unit {
            id,
            root: id,
            code: "U".into(),
            kind: UnitKind::Agency,
            founded: date(2019, 1, 1),
            dissolved,
            version_id: UnitVersionId::from_uuid(Uuid::from_u128(1)),
            name: "Phòng".into(),
            parent: None,
            valid_from: date(2019, 1, 1),
            valid_to: None,
            identifier: None,
            office_hours: None,
        }
    }

    fn place(n: u128, from: Date, to: Option<Date>) -> Assignment {
        let unit = UnitId::from_uuid(Uuid::from_u128(1));
        Assignment {
            id: AssignmentId::from_uuid(Uuid::from_u128(n)),
            person: PersonId::from_uuid(Uuid::from_u128(1)),
            root: unit,
            unit,
            kind: OfficialKind::CivilServant,
            post: "Chuyên viên".into(),
            rank: None,
            is_head: false,
            valid_from: from,
            valid_to: to,
        }
    }

    fn code(
        new: &Assignment,
        unit: &Unit,
        others: &[Assignment],
        heads: &[Assignment],
    ) -> Option<&'static str> {
        check_assignment(new, unit, others, heads).err().map(|r| r.code)
    }

    // S5.1: everybody is counted once.
    #[test]
    fn nobody_has_two_places_on_one_day() {
        let old = [place(1, date(2020, 1, 1), Some(date(2020, 6, 30)))];
        assert_eq!(code(&place(2, date(2020, 7, 1), None), &unit(None), &old, &[]), None);
        assert_eq!(
            code(&place(2, date(2020, 6, 30), None), &unit(None), &old, &[]),
            Some("staff-two-places")
        );
        let earlier = place(2, date(2019, 1, 1), Some(date(2020, 1, 1)));
        assert_eq!(code(&earlier, &unit(None), &old, &[]), Some("staff-two-places"));
    }

    #[test]
    fn an_assignment_lies_within_the_life_of_its_unit() {
        let ended = unit(Some(date(2021, 12, 31)));
        assert_eq!(
            code(&place(1, date(2018, 12, 31), None), &unit(None), &[], &[]),
            Some("unit-not-on-that-date")
        );
        assert_eq!(
            code(&place(1, date(2020, 1, 1), None), &ended, &[], &[]),
            Some("unit-not-on-that-date")
        );
        assert_eq!(
            code(&place(1, date(2020, 1, 1), Some(date(2021, 12, 31))), &ended, &[], &[]),
            None
        );
        let backwards = place(1, date(2020, 1, 2), Some(date(2020, 1, 1)));
        assert_eq!(code(&backwards, &unit(None), &[], &[]), Some("staff-ends-before-start"));
    }

    #[test]
    fn a_unit_has_one_head_at_a_time() {
        let head =
            Assignment { is_head: true, ..place(1, date(2020, 1, 1), Some(date(2020, 12, 31))) };
        let next = Assignment { is_head: true, ..place(2, date(2021, 1, 1), None) };
        assert_eq!(code(&next, &unit(None), &[], std::slice::from_ref(&head)), None);
        let second = Assignment { is_head: true, ..place(2, date(2020, 12, 31), None) };
        assert_eq!(code(&second, &unit(None), &[], &[head]), Some("staff-two-heads"));
    }

    #[test]
    fn an_end_lies_after_the_start_and_is_not_moved_back_out() {
        let open = place(1, date(2020, 1, 1), None);
        assert!(check_end(&open, date(2020, 1, 1)).is_ok());
        assert!(check_end(&open, date(2019, 12, 31)).is_err());
        let ended = place(1, date(2020, 1, 1), Some(date(2020, 3, 1)));
        assert_eq!(
            check_end(&ended, date(2020, 4, 1)).err().map(|r| r.code),
            Some("staff-already-ended")
        );
    }
}
