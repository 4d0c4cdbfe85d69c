//! Rule packs of an agency, beside the shipped ones.

use std::{
    fs,
    path::{Path, PathBuf},
};

use nep_law::{Library, PackProblems};

use crate::fault::Fault;

/// The texts of pack files with their names; a folder stands for its `.toml` files in the order of their names.
pub(crate) fn texts(paths: &[PathBuf]) -> Result<Vec<(String, String)>, Fault> {
    let mut texts = Vec::new();
    for path in paths {
        for file in if path.is_dir() { in_folder(path)? } else { vec![path.clone()] } {
            let text = fs::read_to_string(&file).map_err(|e| Fault::file(&file, &e))?;
            texts.push((file.display().to_string(), text));
        }
    }
    Ok(texts)
}

fn in_folder(folder: &Path) -> Result<Vec<PathBuf>, Fault> {
    let fault = |e| Fault::file(folder, &e);
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(fault)? {
        let path = entry.map_err(fault)?.path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// The law that a server runs by: what it has reckoned with before stays, so no pack may take a shipped one's place.
pub(crate) fn beside_the_shipped(paths: &[PathBuf]) -> Result<Library, Fault> {
    Library::with_own(&texts(paths)?).map_err(|problems| fault(&problems))
}

/// Everything wrong with packs as one fault.
pub(crate) fn fault(problems: &PackProblems) -> Fault {
    Fault::new(problems.to_string().trim_end(), "`nep law check FILE…` lists the problems alone")
}
