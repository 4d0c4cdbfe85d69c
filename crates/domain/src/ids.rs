//! Identifiers: UUIDv7 in one newtype for each kind of thing, so that no two kinds can be mixed up.

use std::{fmt, str::FromStr};

use uuid::Uuid;

/// An identifier that wraps a UUID; implemented by every newtype of this module.
pub trait Id: Copy + fmt::Display + FromStr + Send + Sync + 'static {
    /// Wraps a raw UUID.
    fn from_uuid(raw: Uuid) -> Self;
    /// The raw UUID.
    fn uuid(self) -> Uuid;
}

/// Declares newtypes over [`Uuid`] that print and parse as the hyphenated UUID.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub struct $name(Uuid);

        impl Id for $name {
            fn from_uuid(raw: Uuid) -> Self {
                Self(raw)
            }
            fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::from_str(text).map(Self)
            }
        }
    )*};
}

ids! {
    /// An account that signs in.
    AccountId;
    /// A signed-in session.
    SessionId;
    /// A unit of the organisation tree, for its whole life.
    UnitId;
    /// One dated version of a unit's name and place in the tree.
    UnitVersionId;
    /// One succession between units.
    SuccessionId;
    /// A quota of posts of a unit over a period.
    QuotaId;
    /// A person on the staff.
    PersonId;
    /// One dated assignment of a person to a post of a unit.
    AssignmentId;
    /// An uploaded workbook on its way to becoming records.
    ImportId;
    /// An administrative procedure (thủ tục hành chính).
    ProcedureId;
    /// A dossier (hồ sơ).
    DossierId;
    /// One step of a dossier's control slip.
    StepId;
    /// A request to supplement a dossier.
    SupplementId;
    /// A refusal to receive a dossier.
    IntakeRefusalId;
    /// A letter to a citizen.
    LetterId;
    /// A citizen's rating of a finished dossier.
    SatisfactionId;
    /// A message from a citizen (phản ánh, kiến nghị).
    FeedbackId;
    /// An inspection round (đợt kiểm tra).
    InspectionId;
    /// The visit of an inspection round at one unit.
    VisitId;
    /// A finding of a visit.
    FindingId;
    /// An emulation movement (phong trào thi đua).
    MovementId;
    /// A dated event of a movement: launch, interim or final review.
    ReviewId;
    /// A criteria set (bộ tiêu chí) of a movement or of a unit under it.
    CriteriaSetId;
    /// One criterion of a set.
    CriterionId;
    /// A unit's score sheet for one year of a movement.
    ScoreSheetId;
    /// One criterion's line on a score sheet.
    ScoreLineId;
    /// Evidence attached to a line.
    EvidenceId;
    /// An award to a collective or an individual.
    AwardId;
    /// A value a body set itself in a rule pack.
    OwnValueId;
    /// A stored file.
    FileId;
    /// A unit of background work.
    JobId;
}
