//! What a pack says, part by part, in words that `nep law diff` can hold against another pack's.

use nep_law::{Citation, Confidence, Pack, UNDETERMINED};

/// Keys with what they say.
pub(super) type Part = Vec<(String, String)>;

/// Reads a part of a pack.
type PartOf = fn(&Pack) -> Part;

/// Everything a pack says, by kind.
pub(super) const PARTS: [(&str, PartOf); 14] = [
    ("pack", pack),
    ("source", sources),
    ("setting", settings),
    ("item", items),
    ("column", columns),
    ("fact", facts),
    ("step", steps),
    ("score", score),
    ("outcome", outcomes),
    ("rule", rules),
    ("share", shares),
    ("feed", feeds),
    ("head", heads),
    ("case", cases),
];

/// Where something stands, and whether it was read there.
fn ground(citation: &Citation, confidence: &Confidence) -> String {
    match confidence.reason() {
        None => format!("({citation})"),
        Some(reason) => format!("({citation}; unverified: {})", reason.vi),
    }
}

fn pack(pack: &Pack) -> Part {
    let last = pack.valid_to().map(|last| last.to_string()).unwrap_or_default();
    let select = pack.rules().select.as_ref().map_or("everybody", |select| select.as_str().trim());
    vec![
        ("title".to_owned(), pack.title().vi.clone()),
        ("subject".to_owned(), pack.subject().code().to_owned()),
        ("in force".to_owned(), format!("{}–{last}", pack.valid_from())),
        ("select".to_owned(), select.to_owned()),
    ]
}

fn sources(pack: &Pack) -> Part {
    let said = |source: &nep_law::Source| {
        let day = |date: Option<jiff::civil::Date>| date.map(|d| d.to_string()).unwrap_or_default();
        let (from, to) = (day(source.effective_from), day(source.effective_to));
        format!("{} of {}, in force {from}–{to}", source.name().vi, day(source.date))
    };
    pack.sources().iter().map(|source| (source.key.clone(), said(source))).collect()
}

fn settings(pack: &Pack) -> Part {
    let said = |s: &nep_law::Setting| {
        let end = |end: Option<i64>| end.map(|n| n.to_string()).unwrap_or_default();
        let open = if s.editable {
            format!(", open to the agency from {} to {}", end(s.min), end(s.max))
        } else {
            String::new()
        };
        let unit = s.unit.map(|unit| format!(" {}", unit.code())).unwrap_or_default();
        format!("{}{unit}{open} {}", s.value, ground(&s.citation, &s.confidence))
    };
    pack.settings().iter().map(|setting| (setting.key.clone(), said(setting))).collect()
}

fn items(pack: &Pack) -> Part {
    let items = pack.lists().iter().flat_map(|list| list.items.iter().map(move |i| (list, i)));
    let said = |item: &nep_law::Item| {
        let code = item.code.as_ref().map(|code| format!("{code}. ")).unwrap_or_default();
        format!("{code}{} {}", item.label.vi, ground(&item.citation, &item.confidence))
    };
    items.map(|(list, item)| (format!("{}/{}", list.key, item.key), said(item))).collect()
}

fn columns(pack: &Pack) -> Part {
    let columns = pack.rules().columns.iter();
    columns.map(|column| (column.key.clone(), column.label.vi.clone())).collect()
}

fn facts(pack: &Pack) -> Part {
    let said = |fact: &nep_law::FactDecl| {
        let unit = fact.unit.map(|unit| format!(" {}", unit.code())).unwrap_or_default();
        let default = fact.default.as_ref().map(|d| format!(", else {d}")).unwrap_or_default();
        format!("{:?}{unit}{default}: {}", fact.fact_type, fact.label.vi)
    };
    pack.rules().facts.iter().map(|fact| (fact.key.clone(), said(fact))).collect()
}

fn steps(pack: &Pack) -> Part {
    let steps = pack.rules().derived.iter();
    let said = |step: &nep_law::Derived| {
        format!("{} {}", step.value.as_str().trim(), ground(&step.citation, &step.confidence))
    };
    steps.map(|step| (step.key.clone(), said(step))).collect()
}

fn score(pack: &Pack) -> Part {
    let said = |score: &nep_law::Score| {
        format!("{} {}", score.value.as_str().trim(), ground(&score.citation, &score.confidence))
    };
    pack.rules().score.iter().map(|score| ("score".to_owned(), said(score))).collect()
}

/// The outcomes, and their order in one line.
fn outcomes(pack: &Pack) -> Part {
    let outcomes = &pack.rules().outcomes;
    let said = |outcome: &nep_law::Outcome| {
        let beside = if outcome.outside { ", beside the levels" } else { "" };
        format!("{}{beside}", outcome.label.vi)
    };
    let keys: Vec<&str> = outcomes.iter().map(|outcome| outcome.key.as_str()).collect();
    let order = ("best first".to_owned(), keys.join(" > "));
    let all = outcomes.iter().map(|outcome| (outcome.key.clone(), said(outcome)));
    all.chain((!keys.is_empty()).then_some(order)).collect()
}

/// The rules, and for those of which the first decides their order in one line.
fn rules(pack: &Pack) -> Part {
    let rules = &pack.rules().rules;
    let said = |rule: &nep_law::Rule| {
        let then = if rule.outcome == UNDETERMINED { "left open" } else { &rule.outcome };
        let (stage, when) = (rule.stage.code(), rule.when.as_str().trim());
        let ground = ground(&rule.citation, &rule.confidence);
        format!("{stage}: {then} when {when} {ground}, “{}”", rule.because.vi)
    };
    let levels: Vec<&str> = rules
        .iter()
        .filter(|rule| rule.stage == nep_law::Stage::Level)
        .map(|rule| rule.key.as_str())
        .collect();
    let order = ("levels in order".to_owned(), levels.join(", "));
    let all = rules.iter().map(|rule| (rule.key.clone(), said(rule)));
    all.chain((!levels.is_empty()).then_some(order)).collect()
}

fn shares(pack: &Pack) -> Part {
    let said = |cap: &nep_law::RatioCap| {
        let groups: Vec<String> = cap.groups.iter().map(|set| set.join("+")).collect();
        let text = |key: &Option<String>| key.clone().unwrap_or_else(|| "none".to_owned());
        format!(
            "{} at most {} of {} within {}, raised {}, one below {}, rounded {:?} {}",
            cap.outcome,
            cap.share,
            cap.among.join("+"),
            groups.join(" and "),
            text(&cap.raised),
            text(&cap.floor_one_below),
            cap.rounding,
            ground(&cap.citation, &cap.confidence)
        )
    };
    pack.rules().ratio_caps.iter().map(|cap| (cap.key.clone(), said(cap))).collect()
}

fn feeds(pack: &Pack) -> Part {
    let said = |feed: &nep_law::Feed| {
        format!(
            "{} is {} when all of {} reach {}, else {}; heads {} {}",
            feed.fact,
            feed.then,
            feed.members,
            feed.least,
            feed.otherwise,
            feed.heads,
            ground(&feed.citation, &feed.confidence)
        )
    };
    pack.rules().feeds.iter().map(|feed| (feed.key.clone(), said(feed))).collect()
}

fn heads(pack: &Pack) -> Part {
    let said = |cap: &nep_law::HeadCap| {
        format!("not above the body by {} {}", cap.heads, ground(&cap.citation, &cap.confidence))
    };
    pack.rules().head_caps.iter().map(|cap| (cap.key.clone(), said(cap))).collect()
}

fn cases(pack: &Pack) -> Part {
    let said = |case: &nep_law::Case| {
        let facts: Vec<String> = case.facts.iter().map(|(k, v)| format!("{k}={v}")).collect();
        let score = case.score.as_ref().map(|score| format!(" {score}")).unwrap_or_default();
        format!("{}{score} for {}", case.outcome, facts.join(", "))
    };
    pack.rules().cases.iter().map(|case| (case.key.clone(), said(case))).collect()
}
