//! Finds packs: the shipped ones with the agency's own files beside them.

use std::path::PathBuf;

use jiff::civil::Date;
use nep_law::{
    AttemptError, Judge, Library, Pack, PackId, PackProblems, embedded_files, pack_id_of,
};

use crate::{
    cli::FactsFile,
    fault::Fault,
    packs::{self, fault},
};

/// The shipped packs with the files given; a file with the id of a shipped pack stands in for it.
pub(super) fn load(files: &[PathBuf]) -> Result<Result<Library, PackProblems>, Fault> {
    let own = packs::texts(files)?;
    let names: Vec<(PackId, &String)> =
        own.iter().filter_map(|(name, text)| Some((pack_id_of(text)?, name))).collect();
    let mut shipped = Vec::new();
    for (name, text) in embedded_files() {
        let id = pack_id_of(text);
        match names.iter().find(|(own, _)| Some(own) == id.as_ref()) {
            Some((id, name)) => eprintln!("note: `{id}` is read from {name}, not as shipped"),
            None => shipped.push((name, text)),
        }
    }
    let own = own.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    Ok(Library::from_files(shipped.into_iter().chain(own)))
}

/// The same, where nothing may be wrong with them.
pub(super) fn library(files: &[PathBuf]) -> Result<Library, Fault> {
    load(files)?.map_err(|problems| fault(&problems))
}

/// A pack by id, or `TOPIC@DATE` for the version that governs the day.
pub(super) fn pack<'l>(library: &'l Library, name: &str) -> Result<&'l Pack, Fault> {
    if let Some((topic, day)) = name.split_once('@') {
        let on: Date = day.parse().map_err(|_| {
            Fault::new(
                format!("`{day}` is not a date"),
                "write a topic and a day, such as `vn/one-stop@2025-07-01`",
            )
        })?;
        return governing(library, topic, on);
    }
    let id: Option<PackId> = name.parse().ok();
    id.and_then(|id| library.pack(&id)).ok_or_else(|| {
        Fault::new(format!("there is no pack `{name}`"), "`nep law list` shows all packs")
    })
}

/// The one pack of a topic that governs a day. A pack may be named too: then it is that pack, where it governs the day,
/// or the version of its topic and subject that does.
fn governing<'l>(library: &'l Library, name: &str, on: Date) -> Result<&'l Pack, Fault> {
    let named = name.parse::<PackId>().ok().and_then(|id| library.pack(&id));
    let topic = named.map_or(name, |pack| pack.id().topic());
    let mut found: Vec<&Pack> =
        library.governing_all(on).filter(|pack| pack.id().topic() == topic).collect();
    if let Some(named) = named {
        found.retain(|pack| pack.subject() == named.subject());
        if let Some(same) = found.iter().find(|pack| pack.id() == named.id()) {
            return Ok(same);
        }
    }
    match found.as_slice() {
        [one] => Ok(one),
        [] => Err(Fault::new(
            format!("no pack of `{topic}` governs {on}"),
            "`nep law list` shows all packs",
        )),
        several => {
            let ids: Vec<String> = several.iter().map(|pack| pack.id().to_string()).collect();
            let what =
                format!("several packs of `{topic}` govern {on}, each for other people or bodies");
            Err(Fault::new(what, format!("name one of them: {}", ids.join(", "))))
        }
    }
}

/// The pack of a table made ready, with the settings to try.
pub(super) fn judge(library: &Library, args: &FactsFile) -> Result<Judge, Fault> {
    let pack = pack(library, &args.pack)?;
    if pack.rules().is_empty() {
        let what = format!("`{}` holds figures and lists, but no rules to judge by", pack.id());
        return Err(Fault::new(what, "`nep law list` shows which packs have rules"));
    }
    let mut changes = Vec::new();
    for change in &args.settings {
        let pair = change.split_once('=').ok_or_else(|| {
            Fault::new(
                format!("--settings `{change}` has no `=`"),
                "write KEY=VALUE, such as good_points=75",
            )
        })?;
        changes.push((pair.0.trim(), pair.1.trim()));
    }
    let pack = pack.attempt(changes).map_err(|e| {
        let hint = match &e {
            AttemptError::NoSetting { .. } => "`nep law show PACK` lists its settings",
            AttemptError::BadValue { .. } => "write the value as the pack does",
        };
        Fault::new(format!("--settings: {e}"), hint)
    })?;
    Judge::new(&pack).map_err(|problems| fault(&problems))
}
