//! Where is my dossier? What whoever knows the code on the slip may see.

use jiff::civil::{Date, DateTime};
use nep_domain::{
    ids::UnitId,
    letters::{LetterKind, LetterState},
    one_stop::{Dossier, DossierResult, DossierState},
};
use nep_storage::{letters, one_stop as store};

use crate::{
    AppResult, Ctx,
    one_stop::{DueReason, due_reason, last_day, law_of},
};

/// A dossier as anybody with its code may see it. Codes are easy to guess, so nothing here tells whose it is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PublicDossier {
    /// The code asked for.
    pub code: String,
    /// Name of the procedure.
    pub procedure: String,
    /// The desk that took it and gives the result.
    pub desk: String,
    /// When it was received, office time.
    pub received_at: DateTime,
    /// The date promised on the slip.
    pub first_promised: DateTime,
    /// The date promised now.
    pub promised: DateTime,
    /// Whether the date rests on days off not decided yet.
    pub provisional: bool,
    /// Where it stands.
    pub state: DossierState,
    /// Not decided by the date promised.
    pub late: bool,
    /// What was decided.
    pub result: Option<DossierResult>,
    /// When it was decided, office time.
    pub finished_at: Option<DateTime>,
    /// The signed apology, if there is one.
    pub apology: Option<PublicApology>,
    /// What the applicant is to supply, while the dossier waits for it.
    pub supplement: Option<PublicSupplement>,
    /// How the date was counted; nothing when its procedure is gone.
    pub why: Option<DueReason>,
}

/// A request to supplement as the public page shows it: papers as the catalogue calls them. What the official
/// wrote freely may name somebody, so it stands on the applicant's own slip only.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PublicSupplement {
    /// The day it was asked.
    pub asked_on: Date,
    /// The last day to supply it, where the term is settled and runs; afterwards the dossier may be stopped.
    pub until: Option<Date>,
    /// Papers of the procedure that are missing or wrong.
    pub papers: Vec<String>,
    /// Whether the slip asks for more.
    pub more: bool,
}

/// An apology for delay as the public page shows it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PublicApology {
    /// The day it was signed.
    pub signed_on: Date,
    /// The new date it promises, office time.
    pub new_date: Option<DateTime>,
}

/// A dossier by its code; spaces, small letters and long dashes do no harm. `None` when there is none.
pub async fn dossier(ctx: &Ctx, code: &str) -> AppResult<Option<PublicDossier>> {
    let tx = ctx.read().await?;
    let mut found = store::by_code(&tx, &plain(code)).await?;
    if found.is_none() {
        // Some read the hyphens of their slip as gaps.
        let parts: Vec<_> = code.split_whitespace().filter(|part| plain(part) != "-").collect();
        found = store::by_code(&tx, &plain(&parts.join("-"))).await?;
    }
    let Some(dossier) = found else { return Ok(None) };
    let procedure = store::procedure(&tx, dossier.procedure).await?;
    let letters = letters::of_dossier(&tx, dossier.id).await?;
    let apology = letters
        .into_iter()
        .rfind(|l| l.kind == LetterKind::Apology && l.state == LetterState::Signed);
    let apology = apology.and_then(|letter| {
        let signed_on = ctx.local(letter.signed_at?).date();
        Some(PublicApology { signed_on, new_date: letter.new_due_at.map(|at| ctx.local(at)) })
    });
    let asked = store::supplements(&tx, dossier.id).await?;
    let law = law_of(ctx, &dossier)?;
    let why = procedure.as_ref().map(|p| due_reason(ctx, &dossier, p, &asked, law.clone()));
    let supplement = asked
        .into_iter()
        .find(|s| s.supplied_at.is_none())
        .filter(|_| dossier.state == DossierState::AwaitingSupplement);
    let supplement = supplement.map(|s| PublicSupplement {
        asked_on: ctx.local(s.requested_at).date(),
        until: last_day(ctx, s.handed_at, &law).filter(|_| law.close_after.is_settled()),
        more: !s.other.is_empty(),
        papers: s.papers,
    });
    let procedure = procedure.map(|p| p.name).unwrap_or_default();
    Ok(Some(PublicDossier { supplement, why, ..public(ctx, &dossier, procedure, apology) }))
}

fn public(
    ctx: &Ctx,
    dossier: &Dossier,
    procedure: String,
    apology: Option<PublicApology>,
) -> PublicDossier {
    PublicDossier {
        code: dossier.code.clone(),
        procedure,
        desk: unit_name(ctx, dossier.receiving),
        received_at: ctx.local(dossier.received_at),
        first_promised: ctx.local(dossier.first_due_at),
        promised: ctx.local(dossier.due_at),
        provisional: dossier.due_provisional,
        state: dossier.state,
        late: dossier.is_open() && dossier.due_at < ctx.now(),
        result: dossier.result,
        finished_at: dossier.finished_at.map(|at| ctx.local(at)),
        apology,
        supplement: None,
        why: None,
    }
}

pub(super) fn unit_name(ctx: &Ctx, unit: UnitId) -> String {
    ctx.org().get(unit).map(|u| u.name.clone()).unwrap_or_default()
}

/// The code as it is stored: capital letters, no spaces, plain hyphens.
fn plain(code: &str) -> String {
    let dashes = |c| if matches!(c, '–' | '—' | '_' | '−') { '-' } else { c };
    code.chars().filter(|c| !c.is_whitespace()).map(dashes).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn codes_are_read_as_people_type_them() {
        for typed in ["H14.25-210412-0001", " h14.25 - 210412 - 0001 ", "h14.25–210412–0001"] {
            assert_eq!(plain(typed), "H14.25-210412-0001");
        }
    }
}
