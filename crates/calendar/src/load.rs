//! Reads a calendar file: from text to checked values, reporting everything that is wrong.

use std::{collections::BTreeMap, ops::RangeInclusive, sync::Arc};

use jiff::civil::Date;
use toml::Spanned;

use crate::{
    check::check,
    data::{RawCultureDay, RawFile, RawWorkingDay},
    day::{Source, SpecialDay},
    load_source::read_sources,
    load_statute::{read_statutes, valid_solar},
    problem::{CalendarErrors, Place, Problem, Problems},
    statute::Statute,
};

/// A calendar file without problems.
#[derive(Debug)]
pub(crate) struct CalendarFile {
    pub(crate) covers: RangeInclusive<i16>,
    pub(crate) decided: Vec<(Place, i16)>,
    pub(crate) entries: Vec<Entry>,
    pub(crate) statutes: Vec<(Place, Statute)>,
    pub(crate) culture_day: Option<CultureDay>,
    pub(crate) compensatory_name: String,
    /// Hours of one working day where no office hours are known.
    pub(crate) hours_per_day: u32,
}

/// One day of a decided year.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) place: Place,
    /// The year under which it stands in the file.
    pub(crate) year: i16,
    pub(crate) day: SpecialDay,
    pub(crate) pair: Option<Date>,
}

/// The holiday behind [`CalendarOptions::culture_day_24_11`](crate::CalendarOptions).
#[derive(Debug)]
pub(crate) struct CultureDay {
    pub(crate) from_year: i16,
    pub(crate) month: i8,
    pub(crate) day: i8,
    pub(crate) name: String,
    pub(crate) source: Arc<Source>,
}

/// Reads and checks a calendar file.
pub(crate) fn load(text: &str) -> Result<CalendarFile, CalendarErrors> {
    let mut problems = Problems::default();
    let raw: RawFile = match toml::from_str(text) {
        Ok(raw) => raw,
        Err(error) => return Err(shape_error(text, &error)),
    };
    let sources = read_sources(text, &raw.sources, &mut problems);
    let mut reader = Reader { text, sources, problems };
    reader.scope(&raw.scope);
    let file = CalendarFile {
        covers: raw.covers.get_ref().first_year..=raw.covers.get_ref().last_year,
        decided: (raw.years.iter())
            .map(|year| (reader.place(year, "years".to_owned()), year.get_ref().year))
            .collect(),
        entries: reader.entries(&raw),
        statutes: read_statutes(&mut reader, &raw.statutes),
        culture_day: raw.culture_day.as_ref().and_then(|raw| reader.culture_day(raw)),
        compensatory_name: raw.compensatory_name,
        hours_per_day: reader.hours_per_day(&raw.working_day),
    };
    let covers = reader.place(&raw.covers, "covers".to_owned());
    check(&file, &covers, &mut reader.problems);
    reader.problems.finish(file)
}

/// What reading needs at hand.
pub(crate) struct Reader<'t> {
    text: &'t str,
    sources: BTreeMap<String, Arc<Source>>,
    pub(crate) problems: Problems,
}

impl Reader<'_> {
    pub(crate) fn place<T>(&self, value: &Spanned<T>, entry: String) -> Place {
        Place::new(self.text, value.span().start, entry)
    }

    /// The source of that name, or a problem and `None`.
    pub(crate) fn source(&mut self, place: &Place, name: &str) -> Option<Arc<Source>> {
        let source = self.sources.get(name).map(Arc::clone);
        if source.is_none() {
            let message = format!("The source `{name}` is not described.");
            self.problems.add(place, message, "Add it under [sources] or correct its name.");
        }
        source
    }

    fn scope(&mut self, scope: &Spanned<String>) {
        if scope.get_ref() != "civil_servants" {
            let place = self.place(scope, "scope".to_owned());
            let message = format!("The scope `{}` is not known.", scope.get_ref());
            self.problems.add(&place, message, "Write `civil_servants`.");
        }
    }

    fn hours_per_day(&mut self, raw: &Spanned<RawWorkingDay>) -> u32 {
        let place = self.place(raw, "working_day".to_owned());
        let hours = raw.get_ref().hours;
        self.source(&place, &raw.get_ref().source);
        if !(1..=24).contains(&hours) {
            let message = format!("A working day cannot have {hours} hours.");
            self.problems.add(&place, message, "Write a number from 1 to 24.");
        }
        hours
    }

    fn culture_day(&mut self, raw: &Spanned<RawCultureDay>) -> Option<CultureDay> {
        let place = self.place(raw, "culture_day".to_owned());
        let raw = raw.get_ref();
        valid_solar(&mut self.problems, &place, raw.month, raw.day);
        let source = self.source(&place, &raw.source)?;
        let (from_year, month, day) = (raw.from_year, raw.month, raw.day);
        Some(CultureDay { from_year, month, day, name: raw.name.clone(), source })
    }
}

fn shape_error(text: &str, error: &toml::de::Error) -> CalendarErrors {
    let start = error.span().map_or(0, |span| span.start);
    let Place { line, entry } = Place::new(text, start, "file".to_owned());
    let message = format!("The file is not a calendar file: {}.", error.message());
    let hint = "Correct this line; the rest is checked after that.".to_owned();
    CalendarErrors { problems: vec![Problem { line, entry, message, hint }] }
}
