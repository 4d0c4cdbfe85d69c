//! Reads the days of decided years, field by field.

use jiff::civil::{Date, Weekday};
use toml::Spanned;

use crate::{
    data::{RawDay, RawFile},
    day::{DayKind, SpecialDay},
    load::{Entry, Reader},
    problem::Place,
};

impl Reader<'_> {
    /// All days that can be read; the others are reported.
    pub(crate) fn entries(&mut self, raw: &RawFile) -> Vec<Entry> {
        let mut entries = Vec::new();
        for year in raw.years.iter().map(Spanned::get_ref) {
            for day in &year.days {
                let place = self.place(day, format!("years {}", year.year));
                entries.extend(self.entry(place, year.year, day.get_ref()));
            }
        }
        entries
    }

    fn entry(&mut self, place: Place, year: i16, raw: &RawDay) -> Option<Entry> {
        let date = self.date(&place, "date", raw.date.as_deref());
        let place = match date {
            Some(date) => place.dated(date),
            None => place,
        };
        let weekday = self.required(&place, "weekday", raw.weekday.as_deref());
        if let (Some(date), Some(weekday)) = (date, weekday) {
            self.weekday(&place, date, weekday);
        }
        let kind = self.kind(&place, raw.kind.as_deref());
        let name = self.required(&place, "name", raw.name.as_deref());
        let source = self
            .required(&place, "source", raw.source.as_deref())
            .and_then(|source| self.source(&place, source));
        let pair = match &raw.pair {
            Some(pair) => Some(self.date(&place, "pair", Some(pair))?),
            None => None,
        };
        let day = SpecialDay { date: date?, kind: kind?, name: name?.to_owned(), source: source? };
        Some(Entry { place, year, day, pair })
    }

    fn required<'a>(
        &mut self,
        place: &Place,
        field: &str,
        text: Option<&'a str>,
    ) -> Option<&'a str> {
        let text = text.filter(|text| !text.trim().is_empty());
        if text.is_none() {
            let message = format!("The field `{field}` is missing or empty.");
            self.problems.add(place, message, "Fill it in; the entries around it show how.");
        }
        text
    }

    fn date(&mut self, place: &Place, field: &str, text: Option<&str>) -> Option<Date> {
        let text = self.required(place, field, text)?;
        let date = text.parse().ok();
        if date.is_none() {
            let message = format!("The field `{field}` has `{text}`, which is no date.");
            self.problems.add(place, message, "Write year, month and day, such as \"2026-02-16\".");
        }
        date
    }

    fn weekday(&mut self, place: &Place, date: Date, written: &str) {
        let truth = weekday_name(date.weekday());
        if written != truth {
            let message = format!("{date} is marked `{written}` but is `{truth}`.");
            self.problems.add(place, message, "Compare both with the decision; one is mistyped.");
        }
    }

    fn kind(&mut self, place: &Place, text: Option<&str>) -> Option<DayKind> {
        let text = self.required(place, "kind", text)?;
        let kind = DayKind::of_entry(text);
        if kind.is_none() {
            let message = format!("The kind `{text}` is not known.");
            let hint = "Write `holiday`, `compensatory`, `swap_off` or `make_up`.";
            self.problems.add(place, message, hint);
        }
        kind
    }
}

/// The Vietnamese short names: T2 for Monday up to T7 for Saturday, CN for Sunday.
fn weekday_name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "T2",
        Weekday::Tuesday => "T3",
        Weekday::Wednesday => "T4",
        Weekday::Thursday => "T5",
        Weekday::Friday => "T6",
        Weekday::Saturday => "T7",
        Weekday::Sunday => "CN",
    }
}
