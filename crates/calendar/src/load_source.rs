//! Reads the documents a calendar file rests on, and how sure we are of each.

use std::{collections::BTreeMap, sync::Arc};

use toml::Spanned;

use crate::{
    data::RawSource,
    day::{Confidence, Source},
    problem::{Place, Problems},
};

pub(crate) fn read_sources(
    text: &str,
    raw: &BTreeMap<String, Spanned<RawSource>>,
    problems: &mut Problems,
) -> BTreeMap<String, Arc<Source>> {
    let mut sources = BTreeMap::new();
    for (name, spanned) in raw {
        let place = Place::new(text, spanned.span().start, format!("sources {name}"));
        let RawSource { document, confidence, reason } = spanned.get_ref();
        let reason = reason.clone().filter(|reason| !reason.trim().is_empty());
        let confidence = match (confidence.as_str(), reason) {
            ("read", _) => Confidence::Verified,
            ("read_2nd" | "inferred" | "memory", Some(reason)) => Confidence::Unverified { reason },
            ("read_2nd" | "inferred" | "memory", None) => {
                let message = format!("A source that is only `{confidence}` needs a `reason`.");
                problems.add(&place, message, "Say in Vietnamese what has still to be looked at.");
                Confidence::Unverified { reason: String::new() }
            }
            (other, _) => {
                let message = format!("The confidence `{other}` is not known.");
                problems.add(&place, message, "Write `read`, `read_2nd`, `inferred` or `memory`.");
                Confidence::Unverified { reason: String::new() }
            }
        };
        // Kept even when wrong, so that days naming it are not reported as well.
        let source = Source { document: document.clone(), confidence };
        sources.insert(name.clone(), Arc::new(source));
    }
    sources
}
