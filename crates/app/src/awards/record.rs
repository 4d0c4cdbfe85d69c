//! Recording a decision with its recipients.

use jiff::civil::Date;
use nep_domain::{
    access::Action,
    awards::{self, Award, RecipientKind},
    ids::{AwardId, Id, PersonId, UnitId},
    org::OrgTree,
    refusal::Refusal,
    text,
};
use nep_storage::{
    Page, ReadTx, awards as store,
    staff::{self, StaffFilter, StaffScope},
};
use serde_json::json;

use super::pack;
use crate::{AppError, AppResult, Ctx, FieldError, error::OnConflict};

/// What a decision says about all its recipients.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AwardTerms {
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
}

/// Who is awarded.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Recipient {
    /// A collective or an individual.
    pub kind: RecipientKind,
    /// The unit awarded, or the person's unit.
    pub unit: UnitId,
    /// The person on the staff; else the name is looked up.
    pub person: Option<PersonId>,
    /// A person's name or staff code. A collective without a name goes by the unit's name on the decision's day.
    pub name: String,
}

/// One award.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewAward {
    /// What the decision says.
    pub terms: AwardTerms,
    /// Who is awarded.
    pub recipient: Recipient,
}

/// A decision with all its recipients.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewDecision {
    /// The identifier the form was given when it was opened, so that sending it twice records it once.
    pub request: Option<AwardId>,
    /// What it says about all of them.
    pub terms: AwardTerms,
    /// The recipients.
    pub recipients: Vec<Recipient>,
}

/// Records one award.
///
/// # Errors
/// As [`record_list`], with the recipient's fields counted from 0.
pub async fn record(ctx: &Ctx, new: NewAward) -> AppResult<AwardId> {
    let list = NewDecision { request: None, terms: new.terms, recipients: vec![new.recipient] };
    record_list(ctx, list).await?.pop().ok_or(AppError::NotFound("award"))
}

/// Records a decision with all its recipients, or nothing of it.
///
/// # Errors
/// Field errors for empty texts, keys the pack does not know, `recipients` when there are none, and for the n-th
/// recipient `unit-n` (not living on that day), `name-n` (missing, not on the staff of the unit, several of that
/// name) and `kind-n` (the title is not for that kind); refusals of dates, and `award-twice` with the recipient.
pub async fn record_list(ctx: &Ctx, new: NewDecision) -> AppResult<Vec<AwardId>> {
    if !ctx.may_anywhere(Action::AwardRecord) {
        return Err(AppError::Denied(Action::AwardRecord));
    }
    for recipient in &new.recipients {
        ctx.require(Action::AwardRecord, recipient.unit)?;
    }
    let terms = check_terms(ctx, new.terms)?;
    if new.recipients.is_empty() {
        return Err(FieldError::new("recipients", "award-no-recipients").into());
    }
    let tree = ctx.org_on(terms.decided_on).await?;
    let tx = ctx.write().await?;
    if let Some(request) = new.request
        && let Some(sent) = store::by_id(&tx, request).await?
    {
        return if sent.decision == terms.decision {
            Ok(vec![sent.id])
        } else {
            Err(AppError::NotFound("award"))
        };
    }
    let mut awards = awards_of(ctx, &tx, &tree, &terms, &new.recipients).await?;
    if let (Some(request), Some(first)) = (new.request, awards.first_mut()) {
        first.id = request;
    }
    for award in &awards {
        let twice = || {
            AppError::from(
                Refusal::new("award-twice")
                    .with("recipient", &award.recipient)
                    .with("decision", &award.decision),
            )
        };
        if store::same(&tx, award).await?.is_some() {
            return Err(twice());
        }
        store::insert(&tx, award)
            .await
            .on_conflict("award(root_id,decision,recipient_name,form)", twice)?;
    }
    audit(ctx, &tx, &terms, &awards).await?;
    tx.commit().await?;
    Ok(awards.into_iter().map(|a| a.id).collect())
}

async fn audit(
    ctx: &Ctx,
    tx: &nep_storage::WriteTx,
    terms: &AwardTerms,
    awards: &[Award],
) -> AppResult<()> {
    let detail = json!({
        "decision": terms.decision, "decided_on": terms.decided_on.to_string(), "form": terms.form,
        "level": terms.level, "ground": terms.ground,
        "awards": awards.iter().map(|a| a.id.to_string()).collect::<Vec<_>>(),
    });
    // One entry for the decision, under its first award; the detail names them all.
    let Some(first) = awards.first() else { return Ok(()) };
    ctx.audit(tx, Action::AwardRecord, "award", first.id.uuid(), &detail).await
}

fn check_terms(ctx: &Ctx, terms: AwardTerms) -> AppResult<AwardTerms> {
    let terms = AwardTerms {
        decision: text::clean(&terms.decision),
        issuer: text::clean(&terms.issuer),
        note: text::clean(&terms.note),
        ..terms
    };
    let pack = pack(ctx, terms.decided_on)?;
    let mut errors = Vec::new();
    for (field, value) in [("decision", &terms.decision), ("issuer", &terms.issuer)] {
        if value.is_empty() {
            errors.push(FieldError::new(field, "missing"));
        }
    }
    let keys = [
        ("form", &terms.form, awards::form(pack, &terms.form)),
        ("level", &terms.level, pack.item("levels", &terms.level)),
        ("ground", &terms.ground, pack.item("grounds", &terms.ground)),
    ];
    for (field, key, item) in keys {
        if item.is_none() {
            errors
                .push(FieldError::new(field, if key.is_empty() { "missing" } else { "award-key" }));
        }
    }
    if !errors.is_empty() {
        return Err(AppError::Invalid(errors));
    }
    awards::check_dates(terms.decided_on, terms.year_from, terms.year_to, ctx.today())?;
    Ok(terms)
}

/// The awards of a decision, every recipient checked; all that is wrong comes back at once.
async fn awards_of(
    ctx: &Ctx,
    tx: &ReadTx,
    tree: &OrgTree,
    terms: &AwardTerms,
    recipients: &[Recipient],
) -> AppResult<Vec<Award>> {
    let form = awards::form(pack(ctx, terms.decided_on)?, &terms.form);
    let mut awards = Vec::new();
    let mut errors = Vec::new();
    for (n, recipient) in recipients.iter().enumerate() {
        if form.is_some_and(|form| !awards::suits(form, recipient.kind)) {
            errors.push(FieldError::new(format!("kind-{n}"), "award-kind"));
            continue;
        }
        match recipient_of(tx, tree, terms.decided_on, recipient, n).await? {
            Ok(named) => awards.push(award(ctx, terms, recipient, named)),
            Err(error) => errors.push(error),
        }
    }
    if errors.is_empty() { Ok(awards) } else { Err(AppError::Invalid(errors)) }
}

/// A recipient as recorded.
struct Named {
    root: UnitId,
    person: Option<PersonId>,
    name: String,
}

async fn recipient_of(
    tx: &ReadTx,
    tree: &OrgTree,
    on: Date,
    recipient: &Recipient,
    n: usize,
) -> AppResult<Result<Named, FieldError>> {
    let Some(unit) = tree.get(recipient.unit) else {
        let shown = on.strftime("%d/%m/%Y");
        return Ok(Err(
            FieldError::new(format!("unit-{n}"), "unit-not-on-that-date").with("date", shown)
        ));
    };
    let typed = text::clean(&recipient.name);
    let named = |person, name| Named { root: unit.root, person, name };
    let wrong = |code| Err(FieldError::new(format!("name-{n}"), code).with("unit", &unit.name));
    if recipient.kind == RecipientKind::Collective {
        let name = if typed.is_empty() { unit.name.clone() } else { typed };
        return Ok(Ok(named(None, name)));
    }
    if typed.is_empty() && recipient.person.is_none() {
        return Ok(wrong("missing"));
    }
    let units: Vec<_> = tree.subtree(unit.id).into_iter().map(|(u, _)| u.id).collect();
    let everybody =
        StaffFilter { scope: StaffScope::Units(units), on, kind: None, text: String::new() };
    let text = if recipient.person.is_some() { String::new() } else { typed.clone() };
    let listed = staff::list(tx, &StaffFilter { text, ..everybody.clone() }, Page::ALL).await?;
    let (same, mut found): (Vec<_>, Vec<_>) =
        listed.into_iter().partition(|(person, _)| match recipient.person {
            Some(id) => person.id == id,
            None => person.full_name == typed || person.staff_code.eq_ignore_ascii_case(&typed),
        });
    // A name typed without accents is good where it is nobody else's.
    found.retain(|(person, _)| {
        recipient.person.is_none() && text::fold(&person.full_name) == text::fold(&typed)
    });
    let found = if same.is_empty() { found } else { same };
    Ok(match found.as_slice() {
        [(person, _)] => Ok(named(Some(person.id), person.full_name.clone())),
        [] if recipient.person.is_some() || staff::count(tx, &everybody).await? > 0 => {
            wrong("award-person-not-in-unit")
        }
        // A unit whose staff is not recorded yet: the name stands as the decision writes it.
        [] => Ok(named(None, typed)),
        _ => wrong("award-person-ambiguous"),
    })
}

fn award(ctx: &Ctx, terms: &AwardTerms, recipient: &Recipient, named: Named) -> Award {
    Award {
        id: ctx.id(),
        root: named.root,
        kind: recipient.kind,
        unit: recipient.unit,
        person: named.person,
        recipient: named.name,
        form: terms.form.clone(),
        level: terms.level.clone(),
        ground: terms.ground.clone(),
        year_from: terms.year_from,
        year_to: terms.year_to,
        decision: terms.decision.clone(),
        decided_on: terms.decided_on,
        issuer: terms.issuer.clone(),
        note: terms.note.clone(),
        recorded_at: ctx.now(),
        withdrawn: None,
        version: 1,
    }
}
