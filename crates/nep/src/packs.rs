//! Rule packs of an agency, beside the shipped ones.

use std::{
    fs,
    path::{Path, PathBuf},
};

use jiff::civil::Date;
use nep_app::law::readable;
use nep_law::{Library, PackProblems};

use crate::fault::Fault;

/// The texts of pack files with their names; a folder stands for all `.toml` files in and below it, in the order of their
/// names.
///
/// # Errors
/// A file or folder that cannot be read, and a folder without packs: one would wait in vain for them to apply.
pub(crate) fn texts(paths: &[PathBuf]) -> Result<Vec<(String, String)>, Fault> {
    let mut texts = Vec::new();
    for path in paths.iter().filter(|path| !path.as_os_str().is_empty()) {
        let mut files = Vec::new();
        gather(path, &mut files)?;
        if files.is_empty() {
            let what = format!("there is no pack in `{}`", path.display());
            return Err(Fault::new(what, "packs are files that end with .toml"));
        }
        files.sort();
        for file in files {
            let text = fs::read_to_string(&file).map_err(|e| Fault::file(&file, &e))?;
            texts.push((file.display().to_string(), text));
        }
    }
    Ok(texts)
}

/// A file, or all packs in and below a folder.
fn gather(path: &Path, files: &mut Vec<PathBuf>) -> Result<(), Fault> {
    if !path.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    let fault = |e| Fault::file(path, &e);
    for entry in fs::read_dir(path).map_err(fault)? {
        let inner = entry.map_err(fault)?.path();
        if inner.is_dir() || inner.extension().is_some_and(|extension| extension == "toml") {
            gather(&inner, files)?;
        }
    }
    Ok(())
}

/// The law that a server runs by: no pack may take a shipped one's place, and one that reaches back is told in the log.
pub(crate) fn beside_the_shipped(paths: &[PathBuf], today: Date) -> Result<Library, Fault> {
    let library = Library::with_own(&texts(paths)?).map_err(|problems| fault(&problems))?;
    readable(&library).map_err(|error| {
        let hint =
            "where it only changes a shipped text, add `amends = true`, and the rest comes over";
        Fault::new(error.to_string(), hint)
    })?;
    for pack in library.packs().iter().filter(|pack| library.is_own(pack.id())) {
        let from = pack.valid_from();
        tracing::info!(pack = %pack.id(), %from, "a text of the body's own");
        if from < today {
            tracing::warn!(pack = %pack.id(), %from, "it reaches back: dossiers since then go by it");
        }
    }
    Ok(library)
}

/// Everything wrong with packs as one fault.
pub(crate) fn fault(problems: &PackProblems) -> Fault {
    Fault::new(problems.to_string().trim_end(), "`nep law check FILE…` lists the problems alone")
}
