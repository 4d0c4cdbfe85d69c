//! Dossiers and procedures over the wire.

use jiff::Timestamp;
use nep_app::one_stop::{DossierLine, DossierView, StepView};
use nep_domain::one_stop::{Dossier, DossierResult, Procedure};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A page of dossiers.
#[derive(Serialize, ToSchema)]
pub(super) struct DossierPage {
    /// How many there are in all.
    pub(super) total: u64,
    /// Whether there are more than counted.
    pub(super) more: bool,
    /// This page, from 1.
    pub(super) page: u64,
    /// The last page that can be asked for.
    pub(super) pages: u64,
    /// The dossiers.
    pub(super) dossiers: Vec<DossierRow>,
}

/// A dossier in a list.
#[derive(Serialize, ToSchema)]
pub(super) struct DossierRow {
    #[schema(format = "uuid")]
    id: String,
    code: String,
    /// Name of the procedure.
    procedure: String,
    /// Who applies.
    applicant: String,
    /// The unit that has it in hand.
    #[schema(format = "uuid")]
    holder: String,
    state: &'static str,
    /// How it stands to its date.
    status: &'static str,
    #[schema(format = DateTime)]
    received_at: String,
    received_beyond_hours: bool,
    /// The date promised now.
    #[schema(format = DateTime)]
    due_at: String,
    #[schema(format = DateTime)]
    finished_at: Option<String>,
    #[schema(format = DateTime)]
    returned_at: Option<String>,
}

impl From<&DossierLine> for DossierRow {
    fn from(line: &DossierLine) -> Self {
        let row = &line.row;
        Self {
            id: row.id.to_string(),
            code: row.code.clone(),
            procedure: row.procedure.clone(),
            applicant: row.applicant.clone(),
            holder: row.holder.to_string(),
            state: row.state.key(),
            status: line.status.key(),
            received_at: row.received_at.to_string(),
            received_beyond_hours: row.received_beyond_hours,
            due_at: row.due_at.to_string(),
            finished_at: text(row.finished_at),
            returned_at: text(row.returned_at),
        }
    }
}

fn text(at: Option<Timestamp>) -> Option<String> {
    at.map(|at| at.to_string())
}

/// Who applies.
#[derive(Serialize, Deserialize, ToSchema)]
pub(super) struct Applicant {
    /// Full name of the person or organisation.
    pub(super) name: String,
    /// Personal or organisation identity number.
    #[serde(default)]
    pub(super) id_number: String,
    /// Address.
    #[serde(default)]
    pub(super) address: String,
    /// Telephone number.
    #[serde(default)]
    pub(super) phone: String,
    /// E-mail address.
    #[serde(default)]
    pub(super) email: String,
}

/// One dossier.
#[derive(Serialize, ToSchema)]
pub(super) struct DossierDetail {
    #[schema(format = "uuid")]
    id: String,
    code: String,
    #[schema(format = "uuid")]
    procedure: String,
    /// The desk that took it.
    #[schema(format = "uuid")]
    receiving: String,
    /// The unit that decides.
    #[schema(format = "uuid")]
    competent: String,
    /// The unit that has it in hand.
    #[schema(format = "uuid")]
    holder: String,
    state: &'static str,
    applicant: Applicant,
    /// The matter in the applicant's words.
    content: String,
    papers: Vec<String>,
    sets: u32,
    #[schema(format = DateTime)]
    received_at: String,
    received_beyond_hours: bool,
    /// The term by which it is to be decided, e.g. `3 working_days`.
    term: String,
    #[schema(format = DateTime)]
    first_due_at: String,
    #[schema(format = DateTime)]
    due_at: String,
    /// Whether the date rests on days off not decided yet.
    due_provisional: bool,
    #[schema(format = DateTime)]
    finished_at: Option<String>,
    result: Option<&'static str>,
    #[schema(format = DateTime)]
    returned_at: Option<String>,
    /// The legal text whose terms were applied.
    pack: String,
    /// Edits carry the version they were based on.
    version: i64,
    /// The control slip; left out in the answer to receiving.
    steps: Vec<Step>,
}

impl From<&Dossier> for DossierDetail {
    fn from(d: &Dossier) -> Self {
        let a = &d.applicant;
        Self {
            id: d.id.to_string(),
            code: d.code.clone(),
            procedure: d.procedure.to_string(),
            receiving: d.receiving.to_string(),
            competent: d.competent.to_string(),
            holder: d.holder.to_string(),
            state: d.state.key(),
            applicant: Applicant {
                name: a.name.clone(),
                id_number: a.id_number.clone(),
                address: a.address.clone(),
                phone: a.phone.clone(),
                email: a.email.clone(),
            },
            content: d.content.clone(),
            papers: d.papers.clone(),
            sets: d.sets,
            received_at: d.received_at.to_string(),
            received_beyond_hours: d.received_beyond_hours,
            term: d.term.to_string(),
            first_due_at: d.first_due_at.to_string(),
            due_at: d.due_at.to_string(),
            due_provisional: d.due_provisional,
            finished_at: text(d.finished_at),
            result: d.result.map(DossierResult::key),
            returned_at: text(d.returned_at),
            pack: d.pack.clone(),
            version: d.version,
            steps: Vec::new(),
        }
    }
}

impl From<&DossierView> for DossierDetail {
    fn from(view: &DossierView) -> Self {
        Self { steps: view.steps.iter().map(Step::from).collect(), ..Self::from(&view.dossier) }
    }
}

/// One step of a dossier's control slip.
#[derive(Serialize, ToSchema)]
struct Step {
    kind: &'static str,
    #[schema(format = DateTime)]
    at: String,
    #[schema(format = "uuid")]
    from: Option<String>,
    #[schema(format = "uuid")]
    to: Option<String>,
    /// Who did it.
    by: Option<String>,
    note: String,
}

impl From<&StepView> for Step {
    fn from(view: &StepView) -> Self {
        let entry = &view.step.entry;
        Self {
            kind: entry.kind.key(),
            at: entry.at.to_string(),
            from: entry.from.map(|u| u.to_string()),
            to: entry.to.map(|u| u.to_string()),
            by: view.by.clone(),
            note: entry.note.clone(),
        }
    }
}

/// A dossier handed over complete.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewDossier {
    /// What is asked for.
    #[schema(format = "uuid")]
    pub(super) procedure: String,
    /// The desk that takes it.
    #[schema(format = "uuid")]
    pub(super) unit: String,
    pub(super) applicant: Applicant,
    /// The matter in the applicant's words; the procedure's name when empty.
    #[serde(default)]
    pub(super) content: String,
    /// The papers handed in.
    #[serde(default)]
    pub(super) papers: Vec<String>,
    /// How many sets; as many as the procedure asks for when absent.
    #[serde(default)]
    pub(super) sets: u32,
    /// When it was handed over, office time (`2026-11-22T09:30`); now when absent.
    pub(super) received_at: Option<String>,
    /// Why it is entered only now, when it was handed over before.
    #[serde(default)]
    pub(super) late_reason: String,
    /// An earlier date promised than the term allows, office time.
    pub(super) promised: Option<String>,
    /// Random key: the same key again gives the dossier of the first time.
    pub(super) request_key: Option<String>,
}

/// A procedure of the catalogue.
#[derive(Serialize, ToSchema)]
pub(super) struct ProcedureRow {
    #[schema(format = "uuid")]
    id: String,
    code: String,
    name: String,
    /// Sector.
    field: String,
    /// The term, e.g. `3 working_days`.
    term: String,
    papers: Vec<String>,
    fee: String,
    /// The unit that decides.
    #[schema(format = "uuid")]
    competent: String,
}

impl From<&Procedure> for ProcedureRow {
    fn from(p: &Procedure) -> Self {
        Self {
            id: p.id.to_string(),
            code: p.code.clone(),
            name: p.name.clone(),
            field: p.field.clone(),
            term: p.term.to_string(),
            papers: p.papers.clone(),
            fee: p.fee.clone(),
            competent: p.competent.to_string(),
        }
    }
}
