//! The procedures of a body as published (NĐ 63/2010/NĐ-CP Đ.8 khoản 2).

use nep_calendar::Term;
use nep_domain::{
    ids::{ProcedureId, UnitId},
    one_stop::Procedure,
    text,
};
use nep_storage::one_stop as store;

use super::dossier::unit_name;
use crate::{AppResult, Ctx};

/// A procedure as published: every part the decree asks for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PublicProcedure {
    /// Identifier.
    pub id: ProcedureId,
    /// Code of the national catalogue.
    pub code: String,
    /// Name.
    pub name: String,
    /// Sector.
    pub field: String,
    /// Order and manner of execution.
    pub steps: String,
    /// Who may apply.
    pub applicants: String,
    /// The papers to hand in.
    pub papers: Vec<String>,
    /// In how many sets.
    pub sets: u32,
    /// The term.
    pub term: Term,
    /// The unit that decides.
    pub competent: String,
    /// What the applicant gets.
    pub result: String,
    /// Fee and charge.
    pub fee: String,
    /// The legal texts it rests on.
    pub legal_basis: String,
}

/// The published procedures of a body valid today that have all these words (without accents) in name, sector or code.
pub async fn procedures(ctx: &Ctx, body: UnitId, words: &str) -> AppResult<Vec<PublicProcedure>> {
    let all = store::procedures(&ctx.read().await?, &[body], Some(ctx.today())).await?;
    let words = text::fold(words);
    let fits = |p: &Procedure| {
        let searched = text::fold(&format!("{} {} {}", p.code, p.name, p.field));
        words.split(' ').all(|word| searched.contains(word))
    };
    Ok(all.into_iter().filter(|p| publishable(p) && fits(p)).map(|p| public(ctx, p)).collect())
}

/// A published procedure by id; `None` when there is none valid today.
pub async fn procedure(ctx: &Ctx, id: ProcedureId) -> AppResult<Option<PublicProcedure>> {
    let found = store::procedure(&ctx.read().await?, id).await?;
    Ok(found.filter(|p| publishable(p) && p.valid_on(ctx.today())).map(|p| public(ctx, p)))
}

/// Only an entry with every compulsory part may be published (P1).
fn publishable(procedure: &Procedure) -> bool {
    let Procedure { name, steps, applicants, papers, sets, .. } = procedure;
    [name, steps, applicants].into_iter().all(|part| !part.is_empty())
        && !papers.is_empty()
        && *sets > 0
}

fn public(ctx: &Ctx, procedure: Procedure) -> PublicProcedure {
    PublicProcedure {
        id: procedure.id,
        code: procedure.code,
        name: procedure.name,
        field: procedure.field,
        steps: procedure.steps,
        applicants: procedure.applicants,
        papers: procedure.papers,
        sets: procedure.sets,
        term: procedure.term,
        competent: unit_name(ctx, procedure.competent),
        result: procedure.result,
        fee: procedure.fee,
        legal_basis: procedure.legal_basis,
    }
}
