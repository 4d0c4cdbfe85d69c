//! Files that are there whole or not at all.

use std::{
    fs,
    io::{self, Write},
    path::Path,
};

use crate::fault::Fault;

/// Whether two paths lead to one file.
pub(super) fn same(one: &Path, other: &Path) -> bool {
    one.canonicalize().is_ok_and(|one| other.canonicalize().is_ok_and(|other| one == other))
}

/// Writes a file that appears only when it is complete.
pub(super) fn whole(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Fault> {
    let doing = format!("write `{}`", path.display());
    let fault = |e: io::Error| Fault::os(&doing, &e);
    // A link is followed, and what is no file, such as a device, is written to as it is.
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let known = fs::metadata(&path).ok();
    if known.as_ref().is_some_and(|known| !known.is_file()) {
        let file = fs::OpenOptions::new().write(true).open(&path).map_err(fault)?;
        return write(&mut &file).map_err(fault);
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let file = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new("."))).map_err(fault)?;
    write(&mut file.as_file()).map_err(fault)?;
    file.as_file().sync_all().map_err(fault)?;
    // What stood there keeps its readers; a new answer about people is for its owner's eyes.
    if let Some(known) = known {
        fs::set_permissions(file.path(), known.permissions()).map_err(fault)?;
    }
    file.persist(&path).map_err(|e| fault(e.error))?;
    Ok(())
}
