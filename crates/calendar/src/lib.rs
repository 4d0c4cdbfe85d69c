#![doc = include_str!("../README.md")]

mod astro;
mod batch;
mod calendar;
mod check;
mod data;
mod day;
mod due_at;
mod hours;
mod load;
mod load_day;
mod load_source;
mod load_statute;
mod lunar;
mod problem;
mod statute;
mod table;
mod term;

pub use crate::{
    batch::{BatchLineError, due_for_line},
    calendar::{CalendarOptions, WorkCalendar},
    day::{Confidence, Day, DayKind},
    hours::{OfficeHours, OfficeHoursError, OfficeSpan},
    lunar::{LunarDate, lunar_date, lunar_new_year, solar_date},
    problem::{CalendarErrors, Problem},
    term::{Due, DueAt, Term, TermError, TermUnit},
};
