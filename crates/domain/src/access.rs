//! Who may do what: accounts, roles that reach a unit and what is below it, relations.
//!
//! The policies themselves are Cedar files on the floor above; here stand the words they use.

use std::{fmt, str::FromStr};

use jiff::civil::Date;

use crate::ids::{AccountId, PersonId, UnitId};

/// Declares an enum stored and shown by a stable text key.
#[macro_export]
macro_rules! text_enum {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum $name { $($(#[$vdoc])* $variant,)* }

        impl $name {
            /// Every value, in declared order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stable key, as stored and as used in language files.
            pub fn key(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.key())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::access::UnknownKey;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($text => Ok(Self::$variant),)*
                    other => Err($crate::access::UnknownKey { kind: stringify!($name), text: other.to_owned() }),
                }
            }
        }
    };
}

/// A text that names no value of an enum.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("`{text}` is not a known {kind}")]
pub struct UnknownKey {
    /// The enum asked for.
    pub kind: &'static str,
    /// The text found.
    pub text: String,
}

text_enum! {
    /// A role. It reaches the unit it was granted at and everything below.
    Role {
        /// Runs the installation: accounts, roles, settings, audit.
        Administrator = "administrator",
        /// Runs the movement for the body (Phòng Nội vụ, Ban Tổ chức).
        HomeAffairs = "home_affairs",
        /// Head of a unit: answers for it, signs its letters and its self-score.
        Head = "head",
        /// Takes, forwards and returns dossiers at the one-stop desk.
        DeskOfficer = "desk_officer",
        /// Handles dossiers and the unit's score sheet.
        Specialist = "specialist",
        /// Visits units with the checklist.
        Inspector = "inspector",
        /// Sits on the award council and records awards.
        AwardCouncil = "award_council",
        /// Reads everything within reach, changes nothing.
        Auditor = "auditor",
    }
}

text_enum! {
    /// How the unit acted upon stands to the unit of the role.
    Relation {
        /// The very unit of the role.
        Own = "own",
        /// A unit below it.
        Subordinate = "subordinate",
        /// Any other unit.
        Other = "other",
    }
}

text_enum! {
    /// What can be done. The policies say which role may do it to which unit.
    Action {
        /// See accounts and grants.
        AccountsView = "access.view",
        /// Create accounts, grant roles, reset passwords.
        AccountsManage = "access.manage",
        /// Read the audit log.
        AuditView = "audit.view",
        /// See the organisation.
        OrgView = "org.view",
        /// Found, rename, move, merge, split and dissolve units; set quotas.
        OrgManage = "org.manage",
        /// See the staff.
        StaffView = "staff.view",
        /// Change people and assignments, import workbooks.
        StaffManage = "staff.manage",
        /// Maintain the catalogue of procedures.
        ProcedureManage = "procedure.manage",
        /// See dossiers.
        DossierView = "one_stop.view",
        /// Take dossiers at the desk.
        DossierReceive = "one_stop.receive",
        /// Hand dossiers on.
        DossierForward = "one_stop.forward",
        /// Decide a dossier's result.
        DossierProcess = "one_stop.process",
        /// Hand the result to the citizen.
        DossierReturn = "one_stop.return",
        /// Draft letters.
        LetterDraft = "letters.draft",
        /// Sign letters.
        LetterSign = "letters.sign",
        /// Read feedback.
        FeedbackView = "feedback.view",
        /// Answer feedback.
        FeedbackHandle = "feedback.handle",
        /// See inspections.
        InspectionView = "inspection.view",
        /// Plan rounds and choose the units.
        InspectionPlan = "inspection.plan",
        /// Fill the checklist at a unit.
        InspectionVisit = "inspection.visit",
        /// Report the remedy of a finding.
        InspectionRemedy = "inspection.remedy",
        /// See movements, criteria and scores.
        MovementView = "movement.view",
        /// Create movements, their reviews and the model criteria set.
        MovementManage = "movement.manage",
        /// Adapt the criteria set for a unit.
        MovementAdapt = "movement.adapt",
        /// Add evidence and the self-score.
        MovementSelfScore = "movement.self_score",
        /// Verify score sheets and recognise units.
        MovementVerify = "movement.verify",
        /// See awards.
        AwardView = "awards.view",
        /// Record awards.
        AwardRecord = "awards.record",
        /// See dashboards and reports.
        ReportView = "report.view",
        /// Edit an agency's settings of the law packs.
        LawSettings = "law.settings",
    }
}

/// The units a list may show: whole bodies, and single units of other bodies.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Scope {
    /// Roots whose every unit is in reach.
    pub bodies: Vec<UnitId>,
    /// Further single units in reach.
    pub units: Vec<UnitId>,
}

/// A role granted to an account at a unit, for a time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Grant {
    /// What.
    pub role: Role,
    /// Where: this unit and its subtree.
    pub unit: UnitId,
    /// First day.
    pub valid_from: Date,
    /// Last day, if it ends.
    pub valid_to: Option<Date>,
}

impl Grant {
    /// Whether the grant holds on a day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|end| day <= end)
    }
}

/// An account without its password.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Account {
    /// Identifier.
    pub id: AccountId,
    /// Name typed to sign in: lower-case letters, digits, dots and hyphens.
    pub username: Username,
    /// Name shown.
    pub display_name: String,
    /// The person on the staff, if known.
    pub person: Option<PersonId>,
    /// No longer allowed to sign in.
    pub disabled: bool,
    /// Edits carry the version they were based on.
    pub version: i64,
}

/// A valid user name.
#[derive(Clone, PartialEq, Eq, Debug, Hash)]
pub struct Username(String);

impl FromStr for Username {
    type Err = UnknownKey;

    /// Lower-cases and accepts 3–64 of `a–z 0–9 . - _`, starting with a letter.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let name = text.trim().to_lowercase();
        let fits = (3..=64).contains(&name.len())
            && name.starts_with(|c: char| c.is_ascii_lowercase())
            && name
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b".-_".contains(&b));
        if fits {
            Ok(Self(name))
        } else {
            Err(UnknownKey { kind: "Username", text: text.to_owned() })
        }
    }
}

impl fmt::Display for Username {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{Relation, Role, Username};

    #[test]
    fn keys_round_trip() {
        for role in Role::ALL {
            assert_eq!(role.key().parse(), Ok(*role));
        }
        assert!("boss".parse::<Relation>().is_err());
    }

    #[test]
    fn user_names_are_plain() {
        assert_eq!(
            "  Mot.Cua-1 ".parse::<Username>().map(|u| u.to_string()).as_deref(),
            Ok("mot.cua-1")
        );
        for bad in ["ab", "1abc", "có dấu", "a b c", "x'; drop"] {
            assert!(bad.parse::<Username>().is_err(), "{bad}");
        }
    }
}
