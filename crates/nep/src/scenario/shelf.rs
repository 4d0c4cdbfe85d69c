//! Finds scenarios and reads their files; every problem is shown at its place.

use std::{
    fs,
    ops::Range,
    path::{Path, PathBuf},
};

use miette::NamedSource;
use serde::de::DeserializeOwned;
use toml::Spanned;

use super::script::{Deed, Expectations, Head, When};
use crate::fault::Fault;

/// A scenario, read and checked for form.
#[derive(Debug)]
pub(crate) struct Scenario {
    pub(crate) name: String,
    pub(crate) head: Head,
    pub(crate) steps: Vec<Step>,
    pub(crate) expectations: Expectations,
    files: Files,
}

/// One step with its place.
#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) on: When,
    /// The account that acts; `system` and `citizen` are understood too.
    pub(crate) by: String,
    pub(crate) deed: Deed,
    file: usize,
    span: Range<usize>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct StepFile {
    step: Vec<Spanned<toml::Table>>,
}

/// The names of all scenarios in a folder, in order.
pub(crate) fn names(shelf: &Path) -> Result<Vec<String>, Fault> {
    let entries = fs::read_dir(shelf).map_err(|e| {
        Fault::new(
            format!("could not read the folder of scenarios `{}`: {e}", shelf.display()),
            "call nep from the folder of its source, or name the folder with --scenarios",
        )
    })?;
    let mut names: Vec<_> = entries
        .flatten()
        .filter(|entry| entry.path().join("scenario.toml").is_file())
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    names.sort();
    Ok(names)
}

/// Only the head of a scenario.
pub(crate) fn head(shelf: &Path, name: &str) -> Result<Head, Fault> {
    let (path, text) = read(&folder(shelf, name)?.join("scenario.toml"))?;
    parse(&path, &text)
}

/// A whole scenario. Its steps stand in `*.toml` files other than `scenario.toml` and `expected.toml`.
pub(crate) fn load(shelf: &Path, name: &str) -> Result<Scenario, Fault> {
    let folder = folder(shelf, name)?;
    let head = head(shelf, name)?;
    let (path, text) = read(&folder.join("expected.toml"))?;
    let expectations = parse(&path, &text)?;
    let (steps, files) = steps(step_files(&folder)?)?;
    Ok(Scenario { name: name.to_owned(), head, steps, expectations, files })
}

/// What the demo adds to a scenario: chosen files of its folder `live`, with nothing to expect.
pub(crate) fn load_live(shelf: &Path, name: &str, chosen: &[&str]) -> Result<Scenario, Fault> {
    let folder = folder(shelf, name)?.join("live");
    let (steps, files) = steps(chosen.iter().map(|file| folder.join(file)).collect())?;
    let expectations = Expectations { figure: Vec::new() };
    Ok(Scenario { name: name.to_owned(), head: head(shelf, name)?, steps, expectations, files })
}

type Files = Vec<(PathBuf, String)>;

fn steps(paths: Vec<PathBuf>) -> Result<(Vec<Step>, Files), Fault> {
    let (mut steps, mut files) = (Vec::new(), Vec::new());
    for path in paths {
        let (path, text) = read(&path)?;
        let file: StepFile = parse(&path, &text)?;
        files.push((path, text));
        for table in file.step {
            let span = table.span();
            let step = step(table.into_inner(), files.len() - 1, span.clone());
            steps.push(step.map_err(|what| in_file(&files, files.len() - 1, &span, what, None))?);
        }
    }
    Ok((steps, files))
}

impl Scenario {
    /// An error of a step while it was played, shown at the step.
    pub(crate) fn fault_at(&self, step: &Step, fault: &Fault) -> Fault {
        let what = format!("step `{}`: {fault}", step.deed);
        let hint = fault
            .hint()
            .unwrap_or("the use case refused this step: mend it, or what comes before it");
        in_file(&self.files, step.file, &step.span, what, Some(hint))
    }
}

fn folder(shelf: &Path, name: &str) -> Result<PathBuf, Fault> {
    let known = names(shelf)?;
    if known.iter().any(|k| k == name) {
        return Ok(shelf.join(name));
    }
    Err(Fault::new(
        format!("there is no scenario `{name}` in `{}`", shelf.display()),
        format!("there are: {}", known.join(", ")),
    ))
}

fn step_files(folder: &Path) -> Result<Vec<PathBuf>, Fault> {
    let entries = fs::read_dir(folder).map_err(|e| Fault::file(folder, &e))?;
    let is_step_file = |path: &PathBuf| {
        path.extension().is_some_and(|e| e == "toml")
            && !path.ends_with("scenario.toml")
            && !path.ends_with("expected.toml")
    };
    let mut files: Vec<_> = entries.flatten().map(|e| e.path()).filter(is_step_file).collect();
    files.sort();
    Ok(files)
}

fn step(mut fields: toml::Table, file: usize, span: Range<usize>) -> Result<Step, String> {
    let mut take = |name: &str| fields.remove(name).ok_or_else(|| format!("a step needs `{name}`"));
    let on = take("on")?.try_into::<When>().map_err(|e| e.message().to_owned())?;
    let text = |value: toml::Value| {
        value.as_str().map(str::to_owned).ok_or("`as` and `do` are texts".to_owned())
    };
    let (by, word) = (text(take("as")?)?, text(take("do")?)?);
    Ok(Step { on, by, deed: Deed::read(&word, fields)?, file, span })
}

fn read(path: &Path) -> Result<(PathBuf, String), Fault> {
    let text = fs::read_to_string(path).map_err(|e| Fault::file(path, &e))?;
    Ok((path.to_owned(), text))
}

fn parse<T: DeserializeOwned>(path: &Path, text: &str) -> Result<T, Fault> {
    toml::from_str(text).map_err(|e| Fault::InFile {
        what: e.message().to_owned(),
        text: NamedSource::new(path.display().to_string(), text.to_owned()).into(),
        place: e.span().unwrap_or(0..0).into(),
        hint: None,
    })
}

fn in_file(
    files: &[(PathBuf, String)],
    file: usize,
    span: &Range<usize>,
    what: String,
    hint: Option<&str>,
) -> Fault {
    let (path, text) = &files[file];
    Fault::InFile {
        what,
        text: NamedSource::new(path.display().to_string(), text.clone()).into(),
        place: span.clone().into(),
        hint: hint.map(str::to_owned),
    }
}
