//! Awards of the period by level and form and by ground, two-year ones too (S1.11).

use std::collections::BTreeSet;

use nep_domain::{
    awards::{RecipientKind, form},
    facts::{FactFilter, FactName, FactQuery, Period},
};
use nep_law::{Item, Pack};
use nep_storage::facts::AwardKeys;

use super::{Block, Figure, Piece, ReportTable, Section, gauge::Gauge, span};
use crate::{AppResult, facts};

pub(super) async fn section(gauge: &Gauge<'_>) -> AppResult<Section> {
    let collective = gauge
        .figure("awards.collective", "Tập thể được khen thưởng", FactName::AwardsCollective)
        .await?;
    let individual = gauge
        .figure("awards.individual", "Cá nhân được khen thưởng", FactName::AwardsIndividual)
        .await?;
    let total = vec![
        format!("Thành tích {}: ", span(gauge.period)).into(),
        collective.into(),
        " tập thể và ".into(),
        individual.into(),
        " cá nhân được khen thưởng.".into(),
    ];
    let mut blocks = vec![Block::Paragraph(total)];
    let law = gauge.ctx.services().library.governing(crate::awards::TOPIC, gauge.period.to);
    let keys = keys(gauge, gauge.period).await?;
    let forms: BTreeSet<_> = keys.iter().map(|k| (k.level.clone(), k.form.clone())).collect();
    let mut rows = Vec::new();
    for (level, form) in forms {
        rows.push(row(gauge, gauge.period, &Line::form(law, &level, &form)).await?);
    }
    blocks.extend(table("Bảng 1. Theo cấp và hình thức khen thưởng", rows));
    blocks.extend(table(
        "Bảng 2. Theo lĩnh vực, lý do khen thưởng",
        grounds(gauge, law, &keys).await?,
    ));
    Ok(Section { number: "5", heading: "Khen thưởng", blocks })
}

/// Rows by ground: of the period, then of achievements that began before it and end in it.
async fn grounds(
    gauge: &Gauge<'_>,
    law: Option<&Pack>,
    keys: &[AwardKeys],
) -> AppResult<Vec<Vec<Piece>>> {
    let mut rows = Vec::new();
    let own: BTreeSet<_> = keys.iter().map(|k| k.ground.clone()).collect();
    for ground in own {
        rows.push(row(gauge, gauge.period, &Line::ground(law, &ground, None)).await?);
    }
    let (first, last) = (gauge.period.from.year(), gauge.period.to.year());
    // A working life is the longest an achievement can be.
    let wide = self::keys(gauge, Period::years(first - 50, last)).await?;
    let longer: BTreeSet<_> = wide
        .into_iter()
        .filter(|k| k.year_from < first && first <= k.year_to)
        .map(|k| (k.year_from, k.year_to, k.ground))
        .collect();
    for (from, to, ground) in longer {
        rows.push(
            row(gauge, Period::years(from, to), &Line::ground(law, &ground, Some((from, to))))
                .await?,
        );
    }
    Ok(rows)
}

async fn keys(gauge: &Gauge<'_>, period: Period) -> AppResult<Vec<AwardKeys>> {
    let query = FactQuery::new(FactName::AwardsCollective, gauge.unit, period, gauge.as_of);
    facts::award_keys(gauge.ctx, &query).await
}

/// One row of a table: which awards, under what name.
struct Line {
    id: String,
    label: String,
    filter: FactFilter,
}

impl Line {
    fn form(law: Option<&Pack>, level: &str, key: &str) -> Self {
        let form = law.and_then(|pack| form(pack, key)).map_or(key, |item| &item.label.vi);
        let label = format!("{form} – cấp khen thưởng: {}", label(law, "levels", level));
        let filter = FactFilter {
            level: Some(level.to_owned()),
            form: Some(key.to_owned()),
            ..FactFilter::default()
        };
        Self { id: format!("{level}.{key}"), label, filter }
    }

    fn ground(law: Option<&Pack>, ground: &str, years: Option<(i16, i16)>) -> Self {
        let name = label(law, "grounds", ground);
        let filter = FactFilter { ground: Some(ground.to_owned()), ..FactFilter::default() };
        match years {
            None => Self { id: format!("ground.{ground}"), label: name, filter },
            Some((from, to)) => Self {
                id: format!("ground.{ground}.{from}-{to}"),
                label: format!("{name}, giai đoạn {from}–{to}"),
                filter,
            },
        }
    }
}

/// The Vietnamese name of a key, or the key when the pack of the day does not know it.
fn label(law: Option<&Pack>, list: &str, key: &str) -> String {
    let item: Option<&Item> = law.and_then(|pack| pack.item(list, key));
    item.map_or_else(|| key.to_owned(), |item| item.label.vi.clone())
}

async fn row(gauge: &Gauge<'_>, period: Period, line: &Line) -> AppResult<Vec<Piece>> {
    let figure = async |kind: RecipientKind, name, who: &str| -> AppResult<Figure> {
        let (id, label) = (format!("awards.{kind}.{}", line.id), format!("{who}: {}", line.label));
        gauge.over(&id, &label, name, period, line.filter.clone()).await
    };
    Ok(vec![
        line.label.clone().into(),
        figure(RecipientKind::Collective, FactName::AwardsCollective, "Tập thể").await?.into(),
        figure(RecipientKind::Individual, FactName::AwardsIndividual, "Cá nhân").await?.into(),
    ])
}

fn table(caption: &str, rows: Vec<Vec<Piece>>) -> Option<Block> {
    let columns = ["Nội dung", "Tập thể", "Cá nhân"].map(str::to_owned).into();
    (!rows.is_empty())
        .then(|| Block::Table(ReportTable { caption: caption.to_owned(), columns, rows }))
}
