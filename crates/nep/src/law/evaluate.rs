//! `nep law evaluate`: a judgement for every row of a table.

use std::{
    borrow::Cow,
    collections::HashMap,
    fs,
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use nep_law::{Fed, Finding, HeadFinding, Judge, UNDETERMINED, Verdicts};
use serde::Serialize;

use super::{explain, shelf, table};
use crate::{
    cli::{EvaluateArgs, Format},
    fault::{Fault, Outcome},
};

/// One row of the answer; lists are joined with semicolons in a table.
#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    outcome: &'a str,
    score: Option<String>,
    rules: Vec<&'a str>,
    citations: Cow<'a, [String]>,
    missing: Vec<String>,
    group_finding: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    explanation: Option<String>,
}

const HEADER: [&str; 7] =
    ["id", "outcome", "score", "rules", "citations", "missing", "group_finding"];

/// Judges a table and writes the answer, all of it or nothing.
pub(super) fn evaluate(args: &EvaluateArgs) -> Result<Outcome, Fault> {
    let same = |output: &PathBuf| {
        output
            .canonicalize()
            .ok()
            .filter(|o| Some(o) == args.facts.facts.canonicalize().ok().as_ref())
    };
    if args.output.as_ref().and_then(same).is_some() {
        return Err(Fault::new(
            "--output names the table of facts",
            "give the answer a file of its own",
        ));
    }
    let library = shelf::library(&args.facts.files.pack_files)?;
    let judge = shelf::judge(&library, &args.facts)?;
    let bodies = args.bodies.as_deref().map(table::outcomes).transpose()?;
    let mut table = table::read(&judge, Some(&args.facts.pack), &args.facts.facts, &[])?;
    let fed = table.feed(&judge)?;
    let verdicts = judge.run(&table.facts);
    let mut findings: HashMap<usize, Vec<String>> = HashMap::new();
    for fed in fed {
        findings.entry(fed.row).or_default().push(told_fed(&judge, &table.ids, &fed));
    }
    for finding in judge.findings(&verdicts, &table.groups, args.raised_share) {
        findings.entry(finding.row).or_default().push(told(&judge, &finding));
    }
    if let Some(bodies) = bodies {
        for finding in judge.head_findings(&verdicts, &table.groups, &bodies) {
            findings.entry(finding.row).or_default().push(told_head(&judge, &finding));
        }
    }
    let cited = cited(&judge);
    let rows = table.ids.iter().enumerate().map(|(row, id)| {
        let mut answer = answer(&judge, &table, &verdicts, &cited, row, id);
        answer.group_finding = findings.remove(&row).unwrap_or_default();
        answer.explanation = args
            .explain
            .then(|| explain::sentence(&judge, &judge.explain(&table.facts, &verdicts, row)));
        answer
    });
    match &args.output {
        Some(path) => whole(path, |out| write(out, args, rows)),
        None => match write(&mut BufWriter::new(io::stdout().lock()), args, rows) {
            // A reader that has gone away has seen enough.
            Err(e) if e.kind() != io::ErrorKind::BrokenPipe => {
                Err(Fault::os("write the answer", &e))
            }
            _ => Ok(()),
        },
    }?;
    Ok(Outcome::Fine)
}

/// The articles of each rule in words; a table has millions of rows and few rules.
fn cited(judge: &Judge) -> Vec<Vec<String>> {
    let words = |rule: usize| {
        let mut cited = Vec::new();
        for (citation, confidence) in judge.grounds(rule) {
            let mark = if confidence.is_verified() { "" } else { " (unverified)" };
            add(&mut cited, format!("{citation}{mark}"));
        }
        cited
    };
    (0..judge.pack().rules().rules.len()).map(words).collect()
}

fn add(cited: &mut Vec<String>, more: String) {
    if !cited.contains(&more) {
        cited.push(more);
    }
}

fn answer<'a>(
    judge: &'a Judge,
    table: &table::Table,
    verdicts: &Verdicts,
    cited: &'a [Vec<String>],
    row: usize,
    id: &'a str,
) -> Row<'a> {
    let verdict = judge.verdict(verdicts, row);
    let rules = &judge.pack().rules().rules;
    let fired = judge.fired(verdicts, row);
    let citations = match fired.as_slice() {
        [] => Cow::Borrowed([].as_slice()),
        [rule] => Cow::Borrowed(cited[*rule].as_slice()),
        several => {
            let mut all = Vec::new();
            several.iter().flat_map(|rule| &cited[*rule]).for_each(|c| add(&mut all, c.clone()));
            Cow::Owned(all)
        }
    };
    let missing = if verdict.outcome == UNDETERMINED {
        judge.missing(&table.facts, verdicts, row)
    } else {
        Vec::new()
    };
    Row {
        id,
        outcome: verdict.outcome,
        score: verdict.score,
        rules: fired.iter().map(|place| rules[*place].key.as_str()).collect(),
        citations,
        missing,
        group_finding: Vec::new(),
        explanation: None,
    }
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
fn told_fed(judge: &Judge, ids: &[String], fed: &Fed) -> String {
    let fact = judge.pack().rules().feeds.get(fed.feed).map_or("", |feed| feed.fact.as_str());
    let value = fed.value.as_deref().unwrap_or("not known");
    let below: Vec<&str> = fed.below.iter().map(|row| ids[*row].as_str()).collect();
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

fn write<'a>(
    out: &mut dyn Write,
    args: &EvaluateArgs,
    rows: impl Iterator<Item = Row<'a>>,
) -> io::Result<()> {
    match args.format {
        Format::Json => {
            for row in rows {
                serde_json::to_writer(&mut *out, &row)?;
                out.write_all(b"\n")?;
            }
        }
        Format::Csv => {
            let mut csv = csv::Writer::from_writer(&mut *out);
            let more = args.explain.then_some("explanation");
            csv.write_record(HEADER.into_iter().chain(more))?;
            for row in rows {
                let lists = [&*row.citations, &row.missing, &row.group_finding];
                let lists = lists.map(|list| match list {
                    [] => Cow::Borrowed(""),
                    [one] => Cow::Borrowed(one.as_str()),
                    several => Cow::Owned(several.join("; ")),
                });
                let score = row.score.unwrap_or_default();
                let fixed = [row.id, row.outcome, &score, &row.rules.join("; ")];
                let cells = fixed.into_iter().chain(lists.iter().map(AsRef::as_ref));
                csv.write_record(cells.chain(row.explanation.as_deref()))?;
            }
            csv.flush()?;
        }
    }
    out.flush()
}

/// Writes a file that appears only when it is complete.
fn whole(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Fault> {
    let doing = format!("write `{}`", path.display());
    let fault = |e: io::Error| Fault::os(&doing, &e);
    // A link is followed, and what is no file, such as a device, is written to as it is.
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let known = fs::metadata(&path).ok();
    if known.as_ref().is_some_and(|known| !known.is_file()) {
        let file = fs::OpenOptions::new().write(true).open(&path).map_err(fault)?;
        return write(&mut BufWriter::new(file)).map_err(fault);
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let file = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new("."))).map_err(fault)?;
    let mut out = BufWriter::new(file);
    write(&mut out).map_err(fault)?;
    let file = out.into_inner().map_err(|e| fault(e.into_error()))?;
    file.as_file().sync_all().map_err(fault)?;
    // What stood there keeps its readers; a new answer about people is for its owner's eyes.
    if let Some(known) = known {
        fs::set_permissions(file.path(), known.permissions()).map_err(fault)?;
    }
    file.persist(&path).map_err(|e| fault(e.error))?;
    Ok(())
}
