//! How cells look. The typeface is that of NĐ 30/2020, so that a printed sheet fits its report.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

use super::Cell;

const FONT: &str = "Times New Roman";
const HEADER_FILL: Color = Color::RGB(0xE8_EE_F4);
const EXAMPLE_INK: Color = Color::RGB(0x59_59_59);
const LINK_INK: Color = Color::RGB(0x0B_4C_8C);

/// Which row a cell stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum RowKind {
    /// An ordinary row.
    Body,
    /// The row that shows how to fill in the sheet.
    Example,
    /// The last row.
    Total,
}

/// Line in large type.
pub(super) fn title() -> Format {
    base().set_bold().set_font_size(14)
}

/// Line between title and table.
pub(super) fn note() -> Format {
    base().set_italic()
}

/// Header of a column.
pub(super) fn header() -> Format {
    bordered()
        .set_bold()
        .set_background_color(HEADER_FILL)
        .set_align(FormatAlign::Center)
        .set_text_wrap()
}

/// A cell; `percent_places` is how many digits its column's shares need.
pub(super) fn cell(cell: &Cell, row: RowKind, percent_places: usize) -> Format {
    let format = match row {
        RowKind::Body => bordered(),
        RowKind::Example => bordered().set_italic().set_font_color(EXAMPLE_INK),
        RowKind::Total => bordered().set_bold(),
    };
    match cell {
        Cell::Empty => format,
        // The format "@" keeps Excel from reading a code as a number once the cell is edited.
        Cell::Text { .. } => format.set_text_wrap().set_num_format("@"),
        Cell::Integer { .. } => format.set_num_format("#,##0"),
        Cell::Decimal { places, .. } => {
            format.set_num_format(with_places("#,##0", usize::from(*places), ""))
        }
        Cell::Percent { .. } => format.set_num_format(with_places("0", percent_places, "%")),
        Cell::Date { .. } => format.set_num_format("dd/mm/yyyy").set_align(FormatAlign::Center),
        Cell::Link { .. } => {
            format.set_text_wrap().set_font_color(LINK_INK).set_underline(FormatUnderline::Single)
        }
    }
}

/// Digits after the decimal mark that a column's shares need, so that none is rounded and all
/// look alike.
pub(super) fn percent_places<'a>(cells: impl Iterator<Item = &'a Cell>) -> usize {
    let places = cells.map(|cell| match cell {
        Cell::Percent { basis_points } if basis_points % 10 != 0 => 2,
        Cell::Percent { basis_points } if basis_points % 100 != 0 => 1,
        _ => 0,
    });
    places.max().unwrap_or(0)
}

/// A blank cell to be filled in as text.
pub(super) fn text_entry() -> Format {
    base().set_num_format("@")
}

fn base() -> Format {
    Format::new().set_font_name(FONT).set_font_size(12).set_align(FormatAlign::VerticalCenter)
}

fn bordered() -> Format {
    base().set_border(FormatBorder::Thin)
}

fn with_places(whole: &str, places: usize, unit: &str) -> String {
    let mark = if places == 0 { "" } else { "." };
    format!("{whole}{mark}{}{unit}", "0".repeat(places))
}
