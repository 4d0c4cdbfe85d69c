//! The two sheets of an import workbook: what their columns are called and what goes into them.

use nep_domain::{
    org::UnitKind,
    staff::{Gender, OfficialKind},
    text,
};

/// A sheet that is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum SheetKind {
    /// One unit a row.
    Units,
    /// One person a row.
    People,
}

/// A column of a sheet.
#[derive(Debug)]
pub(super) struct ColumnSpec {
    /// Header text; compared without accents, case and asterisk.
    pub(super) header: &'static str,
    /// Width in the template, in characters.
    pub(super) width: u16,
    /// Whether every row needs it.
    pub(super) required: bool,
    /// How to fill it in.
    pub(super) hint: &'static str,
    /// An example.
    pub(super) example: &'static str,
}

/// Columns of the units sheet, in the order of the template.
pub(super) mod units {
    pub const CODE: usize = 0;
    pub const NAME: usize = 1;
    pub const KIND: usize = 2;
    pub const PARENT: usize = 3;
    pub const FOUNDED: usize = 4;
    pub const IDENTIFIER: usize = 5;
    pub const HOURS: usize = 6;
}

/// Columns of the people sheet, in the order of the template.
pub(super) mod people {
    pub const CODE: usize = 0;
    pub const NAME: usize = 1;
    pub const BIRTH: usize = 2;
    pub const GENDER: usize = 3;
    pub const UNIT: usize = 4;
    pub const KIND: usize = 5;
    pub const POST: usize = 6;
    pub const RANK: usize = 7;
    pub const HEAD: usize = 8;
    pub const FROM: usize = 9;
    pub const TO: usize = 10;
}

const fn column(
    header: &'static str,
    width: u16,
    required: bool,
    hint: &'static str,
    example: &'static str,
) -> ColumnSpec {
    ColumnSpec { header, width, required, hint, example }
}

const UNITS: [ColumnSpec; 7] = [
    column("Mã đơn vị", 14, true, "Mã ngắn, không trùng trong cơ quan", "PNV"),
    column("Tên đơn vị", 42, true, "Tên đầy đủ", "Phòng Nội vụ"),
    column("Loại đơn vị", 24, true, "Chọn trong danh sách", "Phòng, ban chuyên môn"),
    column(
        "Mã đơn vị cấp trên",
        20,
        false,
        "Để trống nếu trực thuộc thẳng cơ quan; mã có trong tệp hoặc đã có trong hệ thống",
        "UBND",
    ),
    column("Ngày thành lập", 16, true, "Ngày/tháng/năm", "01/01/2019"),
    column("Mã định danh điện tử", 20, false, "Nếu có", "H14.25.1"),
    column(
        "Giờ làm việc",
        26,
        false,
        "Để trống nếu theo giờ của cấp trên",
        "07:30-11:30,13:30-17:00",
    ),
];

const PEOPLE: [ColumnSpec; 11] = [
    column("Mã cán bộ", 14, true, "Mã không trùng trong cơ quan", "CB0001"),
    column("Họ và tên", 28, true, "Họ, chữ đệm và tên", "Nguyễn Văn Mẫu"),
    column("Ngày sinh", 14, false, "Ngày/tháng/năm", "15/08/1985"),
    column("Giới tính", 12, false, "Nam hoặc Nữ", "Nam"),
    column("Mã đơn vị", 14, true, "Mã có trong tệp hoặc đã có trong hệ thống", "PNV"),
    column(
        "Đối tượng",
        22,
        true,
        "Cán bộ, Công chức, Viên chức hoặc Hợp đồng lao động",
        "Công chức",
    ),
    column(
        "Vị trí việc làm",
        32,
        true,
        "Tên vị trí hoặc chức vụ",
        "Chuyên viên cải cách hành chính",
    ),
    column("Ngạch, chức danh nghề nghiệp", 28, false, "Nếu có", "Chuyên viên"),
    column("Người đứng đầu", 16, false, "Ghi x nếu là người đứng đầu đơn vị", ""),
    column("Từ ngày", 14, true, "Ngày bắt đầu ở vị trí này", "01/03/2020"),
    column("Đến ngày", 14, false, "Để trống nếu còn làm việc", ""),
];

impl SheetKind {
    pub(super) const ALL: [Self; 2] = [Self::Units, Self::People];

    /// The tab's name.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Units => "Đơn vị",
            Self::People => "Cán bộ",
        }
    }

    pub(super) fn columns(self) -> &'static [ColumnSpec] {
        match self {
            Self::Units => &UNITS,
            Self::People => &PEOPLE,
        }
    }
}

/// Header or sheet name as it is compared.
pub(super) fn comparable(name: &str) -> String {
    text::fold(&name.replace(['*', ':'], " "))
}

/// How kinds of units are written in the workbook.
pub(super) fn unit_kind_word(kind: UnitKind) -> &'static str {
    match kind {
        UnitKind::Body => "Ủy ban nhân dân, cơ quan",
        UnitKind::Agency => "Phòng, ban chuyên môn",
        UnitKind::Commune => "Xã, phường, thị trấn",
        UnitKind::ServiceUnit => "Đơn vị sự nghiệp",
        UnitKind::OneStopDesk => "Bộ phận một cửa",
        UnitKind::MassOrganisation => "Mặt trận, đoàn thể",
    }
}

/// How kinds of staff are written in the workbook.
pub(super) fn official_kind_word(kind: OfficialKind) -> &'static str {
    match kind {
        OfficialKind::Cadre => "Cán bộ",
        OfficialKind::CivilServant => "Công chức",
        OfficialKind::PublicEmployee => "Viên chức",
        OfficialKind::ContractWorker => "Hợp đồng lao động",
    }
}

/// How genders are written in the workbook.
pub(super) fn gender_word(gender: Gender) -> &'static str {
    match gender {
        Gender::Female => "Nữ",
        Gender::Male => "Nam",
    }
}

/// The value whose word this is, accents and case aside.
pub(super) fn by_word<T: Copy>(
    all: &[T],
    word: impl Fn(T) -> &'static str,
    written: &str,
) -> Option<T> {
    let written = text::fold(written);
    all.iter().copied().find(|value| text::fold(word(*value)) == written)
}
