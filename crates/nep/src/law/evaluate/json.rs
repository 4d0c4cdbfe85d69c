//! Rows of an answer as lines of JSON.

use serde::ser::{SerializeMap, Serializer};

use super::rows::Answer;
use crate::cli::Column;

/// Adds the line of a row.
///
/// # Errors
/// None that writing to memory could have.
pub(super) fn add(answer: &Answer<'_>, row: usize, out: &mut Vec<u8>) -> serde_json::Result<()> {
    let mut json = serde_json::Serializer::new(&mut *out);
    let mut map = json.serialize_map(Some(answer.columns.len()))?;
    for column in answer.columns {
        let key = column.to_string();
        match column {
            Column::Rules => map.serialize_entry(&key, &answer.rules(row))?,
            Column::Citations => map.serialize_entry(&key, &answer.citations(row))?,
            Column::Missing => map.serialize_entry(&key, &answer.missing(row))?,
            Column::GroupFinding => {
                map.serialize_entry(&key, &answer.found(row).collect::<Vec<_>>())?;
            }
            Column::Score => {
                let points = answer.judge.points(answer.verdicts, row);
                map.serialize_entry(&key, &points.map(|points| points.to_string()))?;
            }
            Column::Id | Column::Outcome | Column::Explanation => {
                map.serialize_entry(&key, &answer.cell(*column, row))?;
            }
        }
    }
    map.end()?;
    out.push(b'\n');
    Ok(())
}
