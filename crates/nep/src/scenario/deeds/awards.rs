//! Awards: one decision with all its recipients.

use nep_app::{
    awards::{self, AwardTerms, NewDecision, Recipient},
    staff::{self, StaffQuery},
};
use nep_domain::{awards::RecipientKind, ids::UnitId};

use crate::{
    fault::Fault,
    scenario::{
        script::{Awards, Member},
        stage::{self, Stage},
    },
};

pub(super) async fn record(stage: &mut Stage, by: &str, deed: &Awards) -> Result<(), Fault> {
    let ctx = stage.ctx(by).await?;
    let collective = |unit: UnitId| Recipient {
        kind: RecipientKind::Collective,
        unit,
        person: None,
        name: String::new(),
    };
    let mut recipients: Vec<_> =
        stage::units(&ctx, &deed.units)?.into_iter().map(collective).collect();
    for member in &deed.people {
        recipients.push(individual(stage, deed, member).await?);
    }
    let terms = AwardTerms {
        form: deed.form.clone(),
        level: deed.level.clone(),
        ground: deed.ground.clone(),
        year_from: deed.from,
        year_to: deed.to,
        decision: deed.decision.clone(),
        decided_on: deed.decided,
        issuer: deed.issuer.clone(),
        note: String::new(),
    };
    awards::record_list(&ctx, NewDecision { request: None, terms, recipients }).await?;
    Ok(())
}

/// The person at a place of a unit's staff on the day of the decision, by staff code.
async fn individual(stage: &mut Stage, deed: &Awards, member: &Member) -> Result<Recipient, Fault> {
    let ctx = stage.ctx("noi-vu").await?;
    let unit = stage::unit(&ctx, &member.unit)?;
    let query = StaffQuery { text: String::new(), unit: Some(unit), kind: None, on: deed.decided };
    let mut people = staff::list_all(&ctx, &query).await?;
    people.retain(|(_, place)| place.unit == unit);
    people.sort_by(|(a, _), (b, _)| a.staff_code.cmp(&b.staff_code));
    let (person, _) = people.get(member.place.saturating_sub(1)).ok_or_else(|| {
        Fault::new(
            format!("unit `{}` has {} people, not {}", member.unit, people.len(), member.place),
            "choose a lower place",
        )
    })?;
    Ok(Recipient {
        kind: RecipientKind::Individual,
        unit,
        person: Some(person.id),
        name: person.full_name.clone(),
    })
}
