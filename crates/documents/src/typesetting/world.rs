//! All a template can see of the world: no disk, no network, no packages, no clock.

use typst::{
    Library, World,
    diag::{FileError, FileResult},
    foundations::{Bytes, Datetime, Duration},
    syntax::{FileId, Source},
    text::{Font, FontBook},
    utils::LazyHash,
};

use super::engine::{Engine, Template};

/// One document's world.
pub(crate) struct DocumentWorld {
    engine: &'static Engine,
    main: Source,
    data: Bytes,
    qr: Option<Bytes>,
    today: Option<Datetime>,
}

impl DocumentWorld {
    /// The world of a document made with `template` from `data` (JSON) on the day `today`.
    pub(super) fn new(
        engine: &'static Engine,
        template: Template,
        data: Bytes,
        qr: Option<Bytes>,
        today: Option<Datetime>,
    ) -> Self {
        Self { engine, main: engine.template(template).clone(), data, qr, today }
    }

    /// The same world with another main text, to see how faults are told.
    #[cfg(test)]
    pub(crate) fn with_main(mut self, text: &str) -> Self {
        self.main = Source::new(self.main.id(), text.to_owned());
        self
    }
}

impl World for DocumentWorld {
    fn library(&self) -> &LazyHash<Library> {
        &self.engine.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.engine.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        [&self.main, &self.engine.rules]
            .into_iter()
            .find(|source| source.id() == id)
            .cloned()
            .ok_or_else(|| not_found(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.engine.data {
            return Ok(self.data.clone());
        }
        self.qr.clone().filter(|_| id == self.engine.qr).ok_or_else(|| not_found(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.engine.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        self.today
    }
}

fn not_found(id: FileId) -> FileError {
    FileError::NotFound(id.vpath().get_without_slash().into())
}
