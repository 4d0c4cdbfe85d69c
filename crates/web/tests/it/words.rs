//! The language files against the code: nothing missing, nothing unused, both languages alike.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

type Sentences = BTreeMap<String, String>;

fn here(path: &str) -> PathBuf {
    PathBuf::from(path)
}

fn files(folder: &Path, ending: &str, found: &mut Vec<(PathBuf, String)>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files(&path, ending, found);
        } else if path.extension().is_some_and(|e| e == ending) {
            let text = fs::read_to_string(&path).expect("a text file");
            found.push((path, text));
        }
    }
}

/// Keys and values of one language; a value goes on over the lines that start with a space or a brace.
pub fn sentences(lang: &str) -> Sentences {
    let mut found = Vec::new();
    files(&here("locales").join(lang), "ftl", &mut found);
    let mut all = Sentences::new();
    for (path, text) in found {
        let mut key = String::new();
        for line in text.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()) {
            if line.starts_with([' ', '}']) {
                all.get_mut(&key)
                    .unwrap_or_else(|| panic!("{}: {line}", path.display()))
                    .push_str(line);
                continue;
            }
            let (name, value) =
                line.split_once('=').unwrap_or_else(|| panic!("{}: {line}", path.display()));
            key = name.trim().to_owned();
            let before = all.insert(key.clone(), value.trim().to_owned());
            assert_eq!(before, None, "{}: `{key}` stands twice", path.display());
        }
    }
    all
}

/// Everything that can name a sentence: pages, and the floors below for refusals and field errors.
fn sources() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    files(&here("templates"), "html", &mut found);
    for folder in ["src", "../app/src", "../domain/src"] {
        files(&here(folder), "rs", &mut found);
    }
    found
}

/// The text literals right after `start`, e.g. the keys of `t("…`.
fn after<'a>(text: &'a str, start: &str) -> Vec<&'a str> {
    text.split(start)
        .skip(1)
        .filter_map(|rest| rest.split_once('"').map(|(literal, _)| literal))
        .collect()
}

/// All plain text literals.
fn literals(text: &str) -> impl Iterator<Item = &str> {
    text.split('"').filter(|l| {
        !l.is_empty()
            && l.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_.".contains(c))
    })
}

fn plain(key: &str) -> bool {
    !key.is_empty() && !key.contains(['{', '$', ' '])
}

#[test]
fn every_sentence_used_exists_in_both_languages() {
    let languages = [sentences("vi"), sentences("en")];
    let mut missing = BTreeSet::new();
    let mut need = |key: &str, path: &Path| {
        for (lang, all) in ["vi", "en"].iter().zip(&languages) {
            if plain(key) && !all.contains_key(key) {
                missing.insert(format!("{lang}: {key} ({})", path.display()));
            }
        }
    };
    for (path, text) in sources() {
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        for start in [".t(\"", ".t1(\"", ".t2(\"", ".tn(\"", "viewer.page(\"", "guest.page(\""] {
            for key in after(text, start) {
                need(key, &path);
            }
        }
        for code in after(text, "Refusal::new(\"") {
            // A use case may hand a refusal on as an error of the field that caused it.
            let field = format!("invalid-{code}");
            let known = languages[0].contains_key(&field);
            need(&if known { field } else { format!("refusal-{code}") }, &path);
        }
        for call in text.split("FieldError::new(").skip(1) {
            let second = call.split_once(", ").map_or("", |(_, rest)| rest);
            if let Some((code, _)) = second.strip_prefix('"').and_then(|rest| rest.split_once('"'))
            {
                need(&format!("invalid-{code}"), &path);
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_prefix_of_words_has_words() {
    let vi = sentences("vi");
    for (path, text) in sources() {
        for prefix in [".word(\"", ".word_or(\""].into_iter().flat_map(|start| after(&text, start))
        {
            let any = vi
                .keys()
                .any(|key| key.strip_prefix(prefix).is_some_and(|rest| rest.starts_with('-')));
            assert!(any, "{}: no words begin with `{prefix}-`", path.display());
        }
    }
}

/// The first text literal of a call, if its first argument of that kind stands near.
fn first_literals<'a>(text: &'a str, call: &str, nth: usize) -> Vec<&'a str> {
    let ends = text
        .split(call)
        .skip(1)
        .filter_map(|rest| rest.split_once(").await").map(|(inside, _)| inside));
    ends.filter_map(|inside| inside.split('"').nth(nth * 2 + 1)).collect()
}

// The audit log speaks of actions and things in words.
#[test]
fn every_audited_action_and_thing_has_a_word() {
    let vi = sentences("vi");
    let mut missing = BTreeSet::new();
    for (path, text) in
        sources().into_iter().filter(|(path, _)| path.components().any(|c| c.as_os_str() == "app"))
    {
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        let named =
            first_literals(text, ".audit_named(", 0).into_iter().map(|a| format!("action-{a}"));
        let kinds = first_literals(text, ".audit(", 0).into_iter().map(|k| format!("record-{k}"));
        for key in named.chain(kinds).map(|key| key.replace(['_', '.'], "-")) {
            if !vi.contains_key(&key) {
                missing.insert(format!("{key} ({})", path.display()));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn no_sentence_is_left_over() {
    let sources = sources();
    let used: BTreeSet<&str> = sources.iter().flat_map(|(_, text)| literals(text)).collect();
    let mut prefixes: BTreeSet<&str> = BTreeSet::new();
    for (_, text) in &sources {
        prefixes.extend(
            [".word(\"", ".word_or(\"", "word(page, \""]
                .into_iter()
                .flat_map(|start| after(text, start)),
        );
        // Keys put together with `format!`.
        let made = text.split('"').filter_map(|l| l.split_once("-{")).map(|(prefix, _)| prefix);
        prefixes.extend(made.filter(|p| p.chars().all(|c| c.is_ascii_lowercase() || c == '-')));
    }
    let by_word = |key: &str| {
        prefixes.iter().any(|p| key.strip_prefix(p).is_some_and(|rest| rest.starts_with('-')))
    };
    let coded = ["flash", "invalid", "refusal"];
    let by_code = |key: &str| {
        key.split_once('-').is_some_and(|(kind, code)| coded.contains(&kind) && used.contains(code))
    };
    let general = ["flash", "invalid", "refusal", "error"];
    let left: Vec<_> = sentences("vi")
        .into_keys()
        .filter(|key| {
            let coded = key.split_once('-').is_some_and(|(kind, _)| general.contains(&kind));
            let kind = key
                .strip_prefix("error-")
                .and_then(|k| k.rsplit_once('-'))
                .is_some_and(|(k, _)| used.contains(k));
            !used.contains(key.as_str()) && !by_code(key) && !kind && (coded || !by_word(key))
        })
        .collect();
    assert!(left.is_empty(), "never used: {left:#?}");
}

fn variables(value: &str) -> BTreeSet<String> {
    let names = value.split('$').skip(1);
    names
        .map(|rest| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect())
        .collect()
}

#[test]
fn both_languages_say_the_same_things_with_the_same_values() {
    let (vi, en) = (sentences("vi"), sentences("en"));
    let keys = |all: &Sentences| all.keys().cloned().collect::<BTreeSet<_>>();
    let differing: Vec<_> = keys(&vi).symmetric_difference(&keys(&en)).cloned().collect();
    assert!(differing.is_empty(), "in one language only: {differing:#?}");
    for (key, value) in &vi {
        assert!(!value.is_empty() && !en[key].is_empty(), "{key} says nothing");
        assert_eq!(variables(value), variables(&en[key]), "{key}");
    }
}

#[test]
fn vietnamese_sentences_have_no_english_words() {
    const ENGLISH: [&str; 48] = [
        "the",
        "and",
        "of",
        "with",
        "is",
        "are",
        "please",
        "click",
        "user",
        "password",
        "login",
        "logout",
        "file",
        "upload",
        "download",
        "error",
        "save",
        "cancel",
        "delete",
        "edit",
        "submit",
        "button",
        "page",
        "list",
        "report",
        "account",
        "role",
        "unit",
        "dossier",
        "feedback",
        "dashboard",
        "filter",
        "search",
        "status",
        "email",
        "online",
        "website",
        "server",
        "link",
        "date",
        "time",
        "name",
        "number",
        "view",
        "form",
        "check",
        "update",
        "import",
    ];
    let mut found = Vec::new();
    for (key, value) in sentences("vi") {
        // What stands in braces is put in by the program or the script.
        let value: String =
            value.split('{').map(|part| part.rsplit('}').next().unwrap_or_default()).collect();
        let words = value
            .split(|c: char| !c.is_alphanumeric() && c != '$' && c != '-' && c != '.' && c != '@');
        found.extend(
            words
                .filter(|w| ENGLISH.contains(&w.to_lowercase().as_str()))
                .map(|w| format!("{key}: {w}")),
        );
    }
    assert!(found.is_empty(), "{found:#?}");
}
