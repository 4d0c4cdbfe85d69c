//! Reads the fields of one TOML table and reports everything wrong with them.

use jiff::civil::{Date, Time};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::problem::{ProblemKind, Report};
use crate::wording::hint;

/// One table being read: knows which fields were asked for, so that the others are reported.
pub(crate) struct Fields<'t> {
    table: &'t DeTable<'t>,
    at: usize,
    what: String,
    asked: Vec<&'static str>,
}

impl<'t> Fields<'t> {
    pub(crate) fn new(table: &'t DeTable<'t>, at: usize, what: impl Into<String>) -> Self {
        Self { table, at, what: what.into(), asked: Vec::new() }
    }

    /// Byte offset where the table begins.
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// What the table is, for messages.
    pub(crate) fn what(&self) -> &str {
        &self.what
    }

    /// Names the table more closely once its key is known.
    pub(crate) fn rename(&mut self, what: String) {
        self.what = what;
    }

    /// The raw value of a field.
    pub(crate) fn raw(&mut self, key: &'static str) -> Option<&'t Spanned<DeValue<'t>>> {
        self.asked.push(key);
        self.table.iter().find(|(name, _)| name.get_ref() == key).map(|(_, value)| value)
    }

    /// A field that may be absent.
    pub(crate) fn optional<T: FromToml>(
        &mut self,
        key: &'static str,
        report: &mut Report<'_>,
    ) -> Option<Spanned<T>> {
        let value = self.raw(key)?;
        match T::from_toml(value.get_ref()) {
            Ok(read) => Some(Spanned::new(value.span(), read)),
            Err(wrong) => {
                report.add(
                    wrong.kind,
                    value.span().start,
                    format!("`{key}` of {} is {}", self.what, wrong.found),
                    format!("write {}", T::EXPECTED),
                );
                None
            }
        }
    }

    /// A field that must be there.
    pub(crate) fn required<T: FromToml>(
        &mut self,
        key: &'static str,
        report: &mut Report<'_>,
    ) -> Option<Spanned<T>> {
        if self.raw(key).is_none() {
            report.add(
                ProblemKind::MissingField,
                self.at,
                format!("{} has no `{key}`", self.what),
                format!("add `{key} = …`, {}", T::EXPECTED),
            );
            return None;
        }
        self.optional(key, report)
    }

    /// A field whose text must be one of the words of a table of names.
    pub(crate) fn word<T: Copy>(
        &mut self,
        key: &'static str,
        names: &[(&'static str, T)],
        report: &mut Report<'_>,
    ) -> Option<T> {
        let word = self.required::<String>(key, report)?;
        let found = names.iter().find(|(name, _)| name == word.get_ref());
        if found.is_none() {
            let known: Vec<&str> = names.iter().map(|(name, _)| *name).collect();
            report.add(
                ProblemKind::UnknownWord,
                word.span().start,
                format!("`{}` is not a `{key}` of {}", word.get_ref(), self.what),
                hint(word.get_ref(), &known),
            );
        }
        found.map(|(_, value)| *value)
    }

    /// A table inside this one; `None` when absent or not a table.
    pub(crate) fn inner(
        &mut self,
        key: &'static str,
        report: &mut Report<'_>,
    ) -> Option<Fields<'t>> {
        let value = self.raw(key)?;
        let what = format!("`{key}` of {}", self.what);
        if let DeValue::Table(table) = value.get_ref() {
            return Some(Fields::new(table, value.span().start, what));
        }
        report.add(
            ProblemKind::WrongType,
            value.span().start,
            format!("{what} is {}", describe(value.get_ref())),
            "write a table, such as `{ vi = \"…\", en = \"…\" }`",
        );
        None
    }

    /// The tables of an array such as `[[setting]]`; empty when absent.
    pub(crate) fn each(&mut self, key: &'static str, report: &mut Report<'_>) -> Vec<Fields<'t>> {
        let Some(value) = self.raw(key) else { return Vec::new() };
        let tables = match value.get_ref() {
            DeValue::Array(array) => array.iter().collect(),
            _ => vec![value],
        };
        let mut fields = Vec::new();
        for (index, table) in tables.into_iter().enumerate() {
            match table.get_ref() {
                DeValue::Table(inner) if !std::ptr::eq(table, value) => {
                    let what = format!("{key} number {}", index + 1);
                    fields.push(Fields::new(inner, table.span().start, what));
                }
                other => report.add(
                    ProblemKind::WrongType,
                    table.span().start,
                    format!("`{key}` of {} is {}", self.what, describe(other)),
                    format!("write each one under its own `[[{key}]]`"),
                ),
            }
        }
        fields
    }

    /// A list of texts such as `["R16"]`; empty when absent.
    pub(crate) fn texts(&mut self, key: &'static str, report: &mut Report<'_>) -> Vec<String> {
        let Some(value) = self.raw(key) else { return Vec::new() };
        self.list_of(key, value, report)
    }

    /// A list of whole numbers; empty when absent.
    pub(crate) fn numbers(&mut self, key: &'static str, report: &mut Report<'_>) -> Vec<i64> {
        let value = self.raw(key);
        value.map(|value| self.list_of(key, value, report)).unwrap_or_default()
    }

    /// A list of lists of texts; empty when absent.
    pub(crate) fn text_lists(
        &mut self,
        key: &'static str,
        report: &mut Report<'_>,
    ) -> Vec<Vec<String>> {
        match self.raw(key).map(|value| (value, value.get_ref())) {
            None => Vec::new(),
            Some((_, DeValue::Array(lists))) => {
                lists.iter().map(|list| self.list_of(key, list, report)).collect()
            }
            Some((value, _)) => vec![self.list_of(key, value, report)],
        }
    }

    fn list_of<T: FromToml>(
        &self,
        key: &str,
        value: &'t Spanned<DeValue<'t>>,
        report: &mut Report<'_>,
    ) -> Vec<T> {
        let mut found = Vec::new();
        let elements = match value.get_ref() {
            DeValue::Array(elements) => elements.iter().collect(),
            _ => vec![value],
        };
        for element in elements {
            match T::from_toml(element.get_ref()) {
                Ok(one) => found.push(one),
                Err(wrong) => report.add(
                    wrong.kind,
                    element.span().start,
                    format!("`{key}` of {} holds {}", self.what, wrong.found),
                    format!("write a list, each element {}", T::EXPECTED),
                ),
            }
        }
        found
    }

    /// Every field of the table, for tables whose keys are free.
    pub(crate) fn entries(
        &self,
    ) -> impl Iterator<Item = (&'t Spanned<std::borrow::Cow<'t, str>>, &'t Spanned<DeValue<'t>>)>
    {
        self.table.iter()
    }

    /// Reports the fields nobody asked for.
    pub(crate) fn finish(self, report: &mut Report<'_>) {
        for (name, _) in self.table {
            if !self.asked.contains(&name.get_ref().as_ref()) {
                report.add(
                    ProblemKind::UnknownField,
                    name.span().start,
                    format!("{} has an unknown field `{}`", self.what, name.get_ref()),
                    hint(name.get_ref(), &self.asked),
                );
            }
        }
    }
}

/// Why a value does not fit.
pub(crate) struct Wrong {
    kind: ProblemKind,
    found: String,
}

/// A type that a single TOML value can hold.
pub(crate) trait FromToml: Sized {
    /// What to write, for hints.
    const EXPECTED: &'static str;

    fn from_toml(value: &DeValue<'_>) -> Result<Self, Wrong>;
}

impl FromToml for String {
    const EXPECTED: &'static str = "a text in quotes that is not empty";

    fn from_toml(value: &DeValue<'_>) -> Result<Self, Wrong> {
        value
            .as_str()
            .filter(|text| !text.trim().is_empty())
            .map(ToOwned::to_owned)
            .ok_or_else(|| wrong_type(value))
    }
}

impl FromToml for bool {
    const EXPECTED: &'static str = "`true` or `false`";

    fn from_toml(value: &DeValue<'_>) -> Result<Self, Wrong> {
        value.as_bool().ok_or_else(|| wrong_type(value))
    }
}

impl FromToml for i64 {
    const EXPECTED: &'static str = "a whole number";

    fn from_toml(value: &DeValue<'_>) -> Result<Self, Wrong> {
        let integer = value.as_integer().ok_or_else(|| wrong_type(value))?;
        Self::from_str_radix(integer.as_str(), integer.radix()).map_err(|_| Wrong {
            kind: ProblemKind::OutOfRange,
            found: "a number too large to hold".to_owned(),
        })
    }
}

impl FromToml for Date {
    const EXPECTED: &'static str = "a date without quotes, such as `2025-07-01`";

    fn from_toml(value: &DeValue<'_>) -> Result<Self, Wrong> {
        let DeValue::Datetime(datetime) = value else { return Err(wrong_type(value)) };
        let (Some(date), None) = (datetime.date, datetime.time) else {
            return Err(wrong_type(value));
        };
        let (year, month, day) = (i16::try_from(date.year), i8::try_from(date.month), date.day);
        year.ok()
            .zip(month.ok())
            .zip(i8::try_from(day).ok())
            .and_then(|((year, month), day)| Self::new(year, month, day).ok())
            .ok_or_else(|| wrong_type(value))
    }
}

impl FromToml for Time {
    const EXPECTED: &'static str = "a time without quotes, such as `15:00`";

    fn from_toml(value: &DeValue<'_>) -> Result<Self, Wrong> {
        let DeValue::Datetime(datetime) = value else { return Err(wrong_type(value)) };
        let (None, Some(time)) = (datetime.date, datetime.time) else {
            return Err(wrong_type(value));
        };
        let second = i8::try_from(time.second.unwrap_or_default()).ok();
        i8::try_from(time.hour)
            .ok()
            .zip(i8::try_from(time.minute).ok())
            .zip(second)
            .and_then(|((hour, minute), second)| Self::new(hour, minute, second, 0).ok())
            .ok_or_else(|| wrong_type(value))
    }
}

/// The number of an article, clause or point: `19`, `"2a"`, `"đ"`.
pub(crate) struct Numbering(pub(crate) String);

impl FromToml for Numbering {
    const EXPECTED: &'static str = "a number, or a short text in quotes such as `\"2a\"`";

    fn from_toml(value: &DeValue<'_>) -> Result<Self, Wrong> {
        match value {
            DeValue::Integer(number) => Ok(Self(number.to_string())),
            _ => String::from_toml(value).map(Self),
        }
    }
}

fn wrong_type(value: &DeValue<'_>) -> Wrong {
    Wrong { kind: ProblemKind::WrongType, found: describe(value) }
}

fn describe(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) if text.trim().is_empty() => "an empty text".to_owned(),
        DeValue::String(text) => format!("the text \"{text}\""),
        DeValue::Integer(number) => format!("the number {number}"),
        DeValue::Float(number) => format!("the decimal number {}", number.as_str()),
        DeValue::Boolean(flag) => format!("`{flag}`"),
        DeValue::Datetime(datetime) => format!("the date or time {datetime}"),
        DeValue::Array(_) => "a list".to_owned(),
        DeValue::Table(_) => "a table".to_owned(),
    }
}
