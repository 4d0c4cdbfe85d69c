//! Dossiers of the one-stop desk.

use axum::{Json, extract::Query, http::StatusCode};
use nep_app::one_stop::{self, DossierQuery, DossierTab, Receive};
use nep_domain::{
    ids::{DossierId, ProcedureId, UnitId},
    one_stop::Applicant,
};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{
    asked::{Caller, Reader, SignedJson},
    wire::Error,
    wire_dossiers::{DossierDetail, DossierPage, DossierRow, NewDossier, ProcedureRow},
};
use crate::{error::WebError, key::Key};

/// What the list is narrowed to.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Filter {
    /// `mine`, `open`, `due_soon`, `overdue`, `awaiting`, `finished`, `returned`, `stopped` or `all` (when absent).
    tab: Option<String>,
    /// Words of the code, applicant, telephone or procedure, accents or not.
    q: Option<String>,
    /// Only with a part of this unit.
    #[param(format = "uuid")]
    unit: Option<String>,
    /// Only this procedure.
    #[param(format = "uuid")]
    procedure: Option<String>,
    /// Received on this day or later.
    #[param(format = Date)]
    from: Option<String>,
    /// Received on this day or before.
    #[param(format = Date)]
    to: Option<String>,
    /// Only taken or given out beyond office hours.
    #[serde(default)]
    beyond_hours: bool,
    /// Page, from 1.
    page: Option<u64>,
}

impl Filter {
    fn read(self) -> Result<DossierQuery, WebError> {
        let mut reader = Reader::default();
        let query = DossierQuery {
            tab: reader.optional("tab", self.tab.as_deref(), "choice").unwrap_or(DossierTab::All),
            words: self.q.filter(|q| !q.trim().is_empty()),
            beginnings: true,
            unit: reader.optional("unit", self.unit.as_deref(), "choice"),
            procedure: reader.optional("procedure", self.procedure.as_deref(), "choice"),
            from: reader.date("from", self.from.as_deref()),
            to: reader.date("to", self.to.as_deref()),
            beyond_hours: self.beyond_hours,
            page: self.page.unwrap_or(1),
        };
        reader.finish()?;
        Ok(query)
    }
}

/// Dossiers in reach.
#[utoipa::path(get, path = "/api/v1/dossiers", params(Filter), responses(
    (status = 200, description = "A page of dossiers", body = DossierPage),
    (status = 401, body = Error), (status = 403, body = Error), (status = 422, body = Error)
))]
pub(super) async fn list(
    Caller(viewer): Caller,
    Query(filter): Query<Filter>,
) -> Result<Json<DossierPage>, WebError> {
    let found = one_stop::list(&viewer.ctx, &filter.read()?).await?;
    Ok(Json(DossierPage {
        total: found.total.n,
        more: found.total.more,
        page: found.page,
        pages: found.pages,
        dossiers: found.lines.iter().map(DossierRow::from).collect(),
    }))
}

/// One dossier with its control slip.
#[utoipa::path(get, path = "/api/v1/dossiers/{id}", params(("id" = String, Path, format = "uuid")), responses(
    (status = 200, description = "The dossier", body = DossierDetail),
    (status = 401, body = Error), (status = 404, body = Error)
))]
pub(super) async fn one(
    Caller(viewer): Caller,
    Key(id): Key<DossierId>,
) -> Result<Json<DossierDetail>, WebError> {
    let view = one_stop::dossier(&viewer.ctx, id).await?;
    Ok(Json(DossierDetail::from(&view)))
}

/// Takes a dossier at the desk.
#[utoipa::path(post, path = "/api/v1/dossiers", request_body = NewDossier,
    params(("x-csrf-token" = String, Header, description = "The session's token")),
    responses(
        (status = 201, description = "The dossier taken", body = DossierDetail),
        (status = 400, body = Error), (status = 401, body = Error), (status = 403, body = Error), (status = 422, body = Error)
))]
pub(super) async fn receive(
    Caller(viewer): Caller,
    SignedJson(new): SignedJson<NewDossier>,
) -> Result<(StatusCode, Json<DossierDetail>), WebError> {
    let dossier = one_stop::receive(&viewer.ctx, command(new)?).await?;
    Ok((StatusCode::CREATED, Json(DossierDetail::from(&dossier))))
}

fn command(new: NewDossier) -> Result<Receive, WebError> {
    let mut reader = Reader::default();
    let procedure = reader.required::<ProcedureId>("procedure", &new.procedure, "choice");
    let unit = reader.required::<UnitId>("unit", &new.unit, "choice");
    let received_at = reader.optional("received_at", new.received_at.as_deref(), "date-time");
    let promised = reader.optional("promised", new.promised.as_deref(), "date-time");
    reader.finish()?;
    let missing = || WebError::bad_form();
    let a = new.applicant;
    Ok(Receive {
        procedure: procedure.ok_or_else(missing)?,
        unit: unit.ok_or_else(missing)?,
        applicant: Applicant {
            name: a.name,
            id_number: a.id_number,
            address: a.address,
            phone: a.phone,
            email: a.email,
        },
        content: new.content,
        papers: new.papers,
        sets: new.sets,
        received_at,
        late_reason: new.late_reason,
        promised,
        request_key: new.request_key,
        another: true,
    })
}

/// The catalogue of procedures valid today.
#[utoipa::path(get, path = "/api/v1/procedures", responses(
    (status = 200, description = "The procedures", body = [ProcedureRow]), (status = 401, body = Error)
))]
pub(super) async fn procedures(
    Caller(viewer): Caller,
) -> Result<Json<Vec<ProcedureRow>>, WebError> {
    let found = one_stop::procedures(&viewer.ctx, Some(viewer.ctx.today())).await?;
    Ok(Json(found.iter().map(ProcedureRow::from).collect()))
}
