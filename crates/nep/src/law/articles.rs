//! `nep law articles`: every article the packs carry, as a table for `docs/law.md`.

use nep_law::{Citation, Confidence, Pack};

use super::shelf;
use crate::fault::{Fault, Outcome};

const HEAD: &str = "\
# The law that Nếp carries

Made by `nep law articles` from `packs/`; a test fails when it is not up to date. A figure, list or rule is *verified*
when the provision itself was read; everything else is shown to users as unverified, with the reason.
";

/// One thing that rests on an article.
struct Carried<'p> {
    what: String,
    citation: &'p Citation,
    confidence: &'p Confidence,
    cases: Option<usize>,
}

/// Prints the table.
pub(super) fn articles() -> Result<Outcome, Fault> {
    super::write(format_args!("{}", table()?), "")?;
    Ok(Outcome::Fine)
}

fn table() -> Result<String, Fault> {
    let library = shelf::library(&[])?;
    let mut text = HEAD.to_owned();
    for pack in library.packs() {
        let end = pack.valid_to().map(|day| format!(" to {day}")).unwrap_or_default();
        text += &format!(
            "\n## {}\n\n{}; from {}{end}.\n\n",
            pack.id(),
            pack.title().en,
            pack.valid_from()
        );
        text += "| article | carries | test cases | sure |\n| --- | --- | --: | --- |\n";
        for one in carried(pack) {
            let sure = match one.confidence.reason() {
                None => "verified".to_owned(),
                Some(why) => format!("unverified: {}", why.en),
            };
            let cases = one.cases.map(|n| n.to_string()).unwrap_or_default();
            text += &format!("| {} | {} | {cases} | {sure} |\n", one.citation.vi(), one.what);
        }
    }
    Ok(text)
}

/// Settings, lists, steps, rules and shares in the order of the file.
fn carried(pack: &Pack) -> Vec<Carried<'_>> {
    let rules = pack.rules();
    let plain =
        |what: String, citation, confidence| Carried { what, citation, confidence, cases: None };
    let mut all = Vec::new();
    for setting in pack.settings() {
        all.push(plain(
            format!("figure `{}`", setting.key),
            &setting.citation,
            &setting.confidence,
        ));
    }
    for list in pack.lists() {
        let mut seen: Vec<(&Citation, &Confidence)> = Vec::new();
        for item in &list.items {
            if !seen.contains(&(&item.citation, &item.confidence)) {
                seen.push((&item.citation, &item.confidence));
            }
        }
        for (citation, confidence) in seen {
            let of = list
                .items
                .iter()
                .filter(|i| i.citation == *citation && i.confidence == *confidence);
            all.push(plain(format!("{} of list `{}`", of.count(), list.key), citation, confidence));
        }
    }
    for step in &rules.derived {
        all.push(plain(format!("step `{}`", step.key), &step.citation, &step.confidence));
    }
    if let Some(score) = &rules.score {
        all.push(plain("the score".to_owned(), &score.citation, &score.confidence));
    }
    for rule in &rules.rules {
        let refs = if rule.refs.is_empty() {
            String::new()
        } else {
            format!(" ({})", rule.refs.join(", "))
        };
        let cases = rules.cases.iter().filter(|case| case.shows.contains(&rule.key)).count();
        all.push(Carried {
            what: format!("rule `{}`{refs}", rule.key),
            citation: &rule.citation,
            confidence: &rule.confidence,
            cases: Some(cases),
        });
    }
    for cap in &rules.ratio_caps {
        all.push(plain(format!("share `{}`", cap.key), &cap.citation, &cap.confidence));
    }
    for feed in &rules.feeds {
        all.push(plain(format!("feed `{}`", feed.key), &feed.citation, &feed.confidence));
    }
    for cap in &rules.head_caps {
        all.push(plain(format!("head `{}`", cap.key), &cap.citation, &cap.confidence));
    }
    all
}

#[cfg(test)]
mod tests {
    // The table is made from the packs; whoever changes a pack makes it anew.
    #[test]
    fn the_table_in_the_docs_is_up_to_date() {
        let written = include_str!("../../../../docs/law.md");
        assert!(super::table().unwrap() == written, "run: nep law articles > docs/law.md");
    }
}
