//! What was found about rows in their groups, in words.

use std::borrow::Cow;

use nep_law::{Fed, Finding, HeadFinding, Judge, Verdicts};

use super::super::table;
use crate::{cli::EvaluateArgs, fault::Fault};

/// Rows with what was found about them, in the order of the table.
pub(super) type Found = Vec<(usize, String)>;

/// Fills in what heads get from their members, judges the table and looks through its groups.
pub(super) fn judged(
    judge: &Judge,
    table: &mut nep_law::Table<'_>,
    args: &EvaluateArgs,
) -> Result<(Verdicts, Found), Fault> {
    let bodies = args.bodies.as_deref().map(table::outcomes).transpose()?;
    let fed = table::feed(judge, table)?;
    let verdicts = judge.run(&table.facts);
    let mut found: Found =
        fed.iter().map(|fed| (fed.row, told_fed(judge, &table.ids, fed))).collect();
    let findings = judge.findings(&verdicts, &table.groups, args.raised_share);
    found.extend(findings.iter().map(|finding| (finding.row, told(judge, finding))));
    if let Some(bodies) = bodies {
        let heads = judge.head_findings(&verdicts, &table.groups, &bodies);
        found.extend(heads.iter().map(|finding| (finding.row, told_head(judge, finding))));
    }
    found.sort_by_key(|(row, _)| *row);
    Ok((verdicts, found))
}

/// What was found about a row in its group.
fn told(judge: &Judge, finding: &Finding) -> String {
    let cap = judge.pack().rules().ratio_caps.get(finding.cap);
    let key = cap.map_or("", |cap| cap.key.as_str());
    let group: Vec<String> =
        finding.group.iter().map(|(column, name)| format!("{column}={name}")).collect();
    let tied =
        if finding.tied > 1 { format!(" shared by {}", finding.tied) } else { String::new() };
    let beyond = if finding.is_beyond() { ", beyond the share" } else { "" };
    format!(
        "{key} [{}]: {} where {} may be, over by {}, place {}{tied}{beyond}",
        group.join(" "),
        finding.count,
        finding.allowed,
        finding.over(),
        finding.place,
    )
}

/// A fact that came from the members of the unit headed.
fn told_fed(judge: &Judge, ids: &[Cow<'_, str>], fed: &Fed) -> String {
    let fact = judge.pack().rules().feeds.get(fed.feed).map_or("", |feed| feed.fact.as_str());
    let value = fed.value.as_deref().unwrap_or("not known");
    let below: Vec<&str> = fed.below.iter().map(|row| ids[*row].as_ref()).collect();
    let below =
        if below.is_empty() { String::new() } else { format!(", below: {}", below.join(" ")) };
    format!("{fact} = {value} from {} members{below}", fed.members)
}

/// A head above the body.
fn told_head(judge: &Judge, finding: &HeadFinding) -> String {
    let key = judge.pack().rules().head_caps.get(finding.cap).map_or("", |cap| cap.key.as_str());
    match &finding.body_outcome {
        Some(outcome) => format!("{key} [{}]: the body is {outcome}", finding.body),
        None => format!("{key} [{}]: the body has no level yet, rate it first", finding.body),
    }
}
