//! All packs, looked up by topic and day.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use crate::check::connect;
use crate::overrides::check;
use crate::pack::{Pack, PackId};
use crate::problem::PackProblems;
use crate::read::read_file;
use crate::select::Selection;
use crate::shared_out::worked_out;
use crate::timeline::{Edition, editions};
use crate::{LawError, OverrideProblems, Overrides, Setting, Subject, Who};

const EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// The packs shipped in the binary as (file name, text), to be joined with an agency's own files
/// and given to [`Library::from_files`].
pub fn embedded_files() -> impl Iterator<Item = (&'static str, &'static str)> {
    EMBEDDED.iter().copied()
}

/// The id that the text of a pack file names; `None` when it is no TOML or names none.
pub fn pack_id_of(text: &str) -> Option<PackId> {
    let table: toml::Table = toml::from_str(text).ok()?;
    table.get("id")?.as_str()?.parse().ok()
}

/// A checked set of rule packs.
#[derive(Clone, Debug)]
pub struct Library {
    packs: Arc<[Pack]>,
    editions: Vec<Edition>,
    /// Packs that an agency added.
    own: BTreeSet<PackId>,
}

impl Library {
    /// The packs shipped in the binary; read and checked once in the life of a program.
    pub fn embedded() -> Result<Self, PackProblems> {
        static SHIPPED: OnceLock<Result<Library, PackProblems>> = OnceLock::new();
        SHIPPED.get_or_init(|| Self::from_files(embedded_files())).clone()
    }

    /// Reads and checks pack files given as (name, text), and reports all their problems.
    pub fn from_files<N, T>(files: impl IntoIterator<Item = (N, T)>) -> Result<Self, PackProblems>
    where
        N: AsRef<str> + Send,
        T: AsRef<str> + Send,
    {
        let mut drafts = Vec::new();
        let mut known = BTreeSet::new();
        let mut problems = Vec::new();
        let files = files.into_iter().collect();
        for outcome in worked_out(files, |(name, text)| read_file(name.as_ref(), text.as_ref())) {
            known.extend(outcome.id);
            drafts.extend(outcome.draft);
            problems.extend(outcome.problems);
        }
        let packs = connect(drafts, &known, &mut problems);
        problems.extend(worked_out(packs.iter().collect(), crate::judge::problems).flatten());
        if problems.is_empty() {
            let editions = packs.iter().flat_map(|pack| editions(pack, &[])).collect();
            return Ok(Self { packs: packs.into(), editions, own: BTreeSet::new() });
        }
        problems.sort_by(|a, b| {
            (&a.file, a.line, a.column, a.kind).cmp(&(&b.file, b.line, b.column, b.kind))
        });
        problems.dedup();
        Err(PackProblems(problems))
    }

    /// The shipped packs with those of an agency, given as (name, text), beside them.
    ///
    /// # Errors
    /// Everything wrong with them. An agency's pack has an id of its own, and says which pack it supersedes.
    pub fn with_own(files: &[(String, String)]) -> Result<Self, PackProblems> {
        let texts = files.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        let shipped = EMBEDDED.iter().copied();
        let library = Self::from_files(shipped.chain(texts))?;
        let own = files.iter().filter_map(|(_, text)| pack_id_of(text)).collect();
        Ok(Self { own, ..library })
    }

    /// Whether a pack is one that the agency added.
    pub fn is_own(&self, id: &PackId) -> bool {
        self.own.contains(id)
    }

    /// The same packs with an agency's own values, in place of any given before. The shipped
    /// packs stay as they are in [`Library::packs`].
    pub fn with_overrides(&self, overrides: &Overrides) -> Result<Self, OverrideProblems> {
        let problems = check(self, overrides.as_slice());
        if !problems.is_empty() {
            return Err(OverrideProblems(problems));
        }
        let editions =
            self.packs.iter().flat_map(|pack| editions(pack, overrides.as_slice())).collect();
        Ok(Self { packs: Arc::clone(&self.packs), editions, own: self.own.clone() })
    }

    /// As [`Library::with_overrides`], but values that the packs do not take are left out and come back with what is
    /// wrong: they may have been set under an older version of the packs.
    pub fn with_fitting(&self, overrides: &Overrides) -> (Self, OverrideProblems) {
        let (mut fitting, mut refused) = (Vec::new(), Vec::new());
        for change in overrides.iter() {
            fitting.push(change.clone());
            let problems = check(self, &fitting);
            if !problems.is_empty() {
                fitting.pop();
                refused.extend(problems);
            }
        }
        let editions = self.packs.iter().flat_map(|pack| editions(pack, &fitting)).collect();
        (
            Self { packs: Arc::clone(&self.packs), editions, own: self.own.clone() },
            OverrideProblems(refused),
        )
    }

    /// All packs without own values, ordered by topic and time.
    pub fn packs(&self) -> &[Pack] {
        &self.packs
    }

    /// One pack without own values, by its id.
    pub fn pack(&self, id: &PackId) -> Option<&Pack> {
        self.packs.iter().find(|pack| pack.id() == id)
    }

    /// The pack of a topic, such as `vn/one-stop`, that governs the day, with the agency's own
    /// values of that day; `None` when no version governs it.
    pub fn governing(&self, topic: &str, on: Date) -> Option<&Pack> {
        self.editions
            .iter()
            .find(|edition| edition.pack.id().topic() == topic && edition.applies(on))
            .map(|edition| &edition.pack)
    }

    /// Every pack as it applies at any time: a pack comes once for each of the agency's own values that begins in it.
    pub fn every_edition(&self) -> impl Iterator<Item = &Pack> {
        self.editions.iter().map(|edition| &edition.pack)
    }

    /// Every pack that governs the day, for whomever, with the agency's own values of that day.
    pub fn governing_all(&self, on: Date) -> impl Iterator<Item = &Pack> {
        self.editions.iter().filter(move |edition| edition.applies(on)).map(|edition| &edition.pack)
    }

    /// A setting of a pack as it applies on a day, with the agency's own value.
    pub fn governing_setting(&self, pack: &PackId, key: &str, on: Date) -> Option<&Setting> {
        self.governing_all(on).find(|governing| governing.id() == pack)?.setting(key)
    }

    /// The pack of a topic and subject that governs somebody on a day, with the agency's own values of that day.
    ///
    /// # Errors
    /// [`LawError::NoPack`] when none does; [`LawError::Undecided`] when that hangs on whether the body has issued a
    /// regulation of its own, and this is not known.
    pub fn governing_for(
        &self,
        topic: &str,
        subject: Subject,
        who: Who<'_>,
        on: Date,
    ) -> Result<&Pack, LawError> {
        let versions = self.editions.iter().filter(|edition| {
            let pack = &edition.pack;
            pack.id().topic() == topic && pack.subject() == subject && edition.applies(on)
        });
        for edition in versions {
            // A pack that could not be read is not in a library.
            let Ok(selection) = Selection::read(&edition.pack) else { continue };
            match selection.takes(who, on) {
                Some(true) => return Ok(&edition.pack),
                Some(false) => {}
                None => return Err(LawError::Undecided { topic: topic.to_owned(), on }),
            }
        }
        Err(LawError::NoPack { topic: topic.to_owned(), on })
    }

    /// Whether a pack is for somebody on a day; `None` when that hangs on something not known.
    pub fn takes(pack: &Pack, who: Who<'_>, on: Date) -> Option<bool> {
        Selection::read(pack).ok()?.takes(who, on)
    }

    /// Whether a pack is for somebody on any day it governs. What hangs on something not known counts.
    pub fn ever_takes(pack: &Pack, who: Who<'_>) -> bool {
        let Ok(selection) = Selection::read(pack) else { return false };
        let ends = [Some(pack.valid_from()), pack.valid_to()];
        let mut days = selection.days().into_iter().chain(ends.into_iter().flatten());
        days.any(|day| pack.governs(day) && selection.takes(who, day) != Some(false))
    }

    /// Like [`Library::governing`], for callers that cannot go on without a pack.
    pub fn require(&self, topic: &str, on: Date) -> Result<&Pack, LawError> {
        self.governing(topic, on).ok_or_else(|| LawError::NoPack { topic: topic.to_owned(), on })
    }
}
