//! A fact's question in the address, and back.

use std::collections::HashMap;

use jiff::civil::Date;
use nep_app::{AppError, Ctx};
use nep_domain::{
    access::Action,
    facts::{FactFilter, FactName, FactQuery, Period, Side},
    ids::UnitId,
};

use crate::{
    error::{WebError, url_encode},
    form::parse_date,
};

/// The values of an address's query.
pub(crate) struct Asked(pub(crate) HashMap<String, String>);

impl Asked {
    /// A value unless it is empty.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(|v| v.trim()).filter(|v| !v.is_empty())
    }

    /// A date in either notation; what does not parse counts as not given.
    pub(crate) fn date(&self, name: &str) -> Option<Date> {
        self.text(name).and_then(parse_date)
    }

    /// The unit asked for, else the actor's own body.
    ///
    /// # Errors
    /// Not found for what is no unit.
    pub(crate) fn unit(&self, ctx: &Ctx) -> Result<UnitId, WebError> {
        let not_found = || WebError::App(AppError::NotFound("unit"));
        match self.text("don-vi") {
            Some(text) => text.parse().map_err(|_| not_found()),
            None => own_body(ctx).ok_or_else(not_found),
        }
    }

    /// The day "as it was", else today.
    pub(crate) fn as_of(&self, ctx: &Ctx) -> Date {
        self.date("tinh-den").unwrap_or_else(|| ctx.today())
    }

    /// The period: two days, or a year, else the present year.
    pub(crate) fn period(&self, ctx: &Ctx) -> Period {
        let year = self
            .text("nam")
            .and_then(|y| y.parse::<i16>().ok())
            .filter(|y| (1900..=9000).contains(y));
        let whole = Period::year(year.unwrap_or_else(|| ctx.today().year()));
        let period = Period {
            from: self.date("tu").unwrap_or(whole.from),
            to: self.date("den").unwrap_or(whole.to),
        };
        if period.from <= period.to { period } else { Period { from: period.to, to: period.from } }
    }

    /// The whole question about a fact.
    ///
    /// # Errors
    /// As [`Asked::unit`].
    pub(crate) fn query(&self, ctx: &Ctx, name: FactName) -> Result<FactQuery, WebError> {
        let value = |key: &str| self.text(key).map(str::to_owned);
        Ok(FactQuery {
            name,
            unit: self.unit(ctx)?,
            alone: self.text("rieng").is_some(),
            period: self.period(ctx),
            as_of: self.as_of(ctx),
            filter: FactFilter {
                form: value("hinh-thuc"),
                level: value("cap"),
                ground: value("linh-vuc"),
                staff_kind: value("loai"),
                movement: self.text("phong-trao").and_then(|id| id.parse().ok()),
            },
        })
    }
}

/// The body of the actor's first role with reports, else the first body.
fn own_body(ctx: &Ctx) -> Option<UnitId> {
    let own = ctx
        .grants()
        .find(|g| ctx.may(Action::ReportView, g.unit))
        .and_then(|g| ctx.org().get(g.unit));
    own.map(|u| u.root).or_else(|| ctx.org().roots().next().map(|u| u.id))
}

/// The query part of a fact's address, the same that [`Asked::query`] reads.
pub(crate) fn address(query: &FactQuery, side: Side) -> String {
    let filter = &query.filter;
    let pairs = [
        ("don-vi", Some(query.unit.to_string())),
        ("rieng", query.alone.then(|| "1".to_owned())),
        ("tu", Some(query.period.from.to_string())),
        ("den", Some(query.period.to.to_string())),
        ("tinh-den", Some(query.as_of.to_string())),
        ("hinh-thuc", filter.form.clone()),
        ("cap", filter.level.clone()),
        ("linh-vuc", filter.ground.clone()),
        ("loai", filter.staff_kind.clone()),
        ("phong-trao", filter.movement.map(|id| id.to_string())),
        ("xem", (side != Side::All).then(|| side.key().to_owned())),
    ];
    let given = pairs
        .iter()
        .filter_map(|(name, value)| value.as_ref().map(|v| format!("{name}={}", url_encode(v))));
    given.collect::<Vec<_>>().join("&")
}
