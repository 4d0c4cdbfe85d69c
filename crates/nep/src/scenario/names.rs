//! Invented people: names put together from common parts, staff codes, birthdays.

use jiff::civil::Date;
use rand::{RngExt, seq::IndexedRandom};
use rand_chacha::ChaCha20Rng;

const FAMILIES: &[&str] = &[
    "Nông", "Hoàng", "Lý", "Lục", "Bế", "Đàm", "Triệu", "Mã", "Hứa", "Lương", "Phùng", "Đinh",
    "La", "Vi", "Tô",
];
const WOMEN: (&[&str], &[&str]) = (
    &["Thị", "Thị Thu", "Thị Bích", "Thị Hồng", "Thị Ngọc", "Thị Mai", "Thị Kim"],
    &[
        "Lan",
        "Huệ",
        "Đào",
        "Sen",
        "Hạnh",
        "Duyên",
        "Thảo",
        "Yến",
        "Nhung",
        "Hương",
        "Tuyết",
        "Phượng",
        "Chinh",
        "Diệp",
    ],
);
const MEN: (&[&str], &[&str]) = (
    &["Văn", "Đức", "Quang", "Minh", "Công", "Đình", "Xuân", "Hữu", "Thanh"],
    &[
        "Tùng", "Hải", "Nam", "Cường", "Thành", "Đạt", "Khôi", "Phong", "Sơn", "Toàn", "Bách",
        "Lâm", "Việt", "Hiếu",
    ],
);

/// A person who does not exist.
#[derive(Clone, Debug)]
pub(crate) struct Invented {
    pub(crate) name: String,
    pub(crate) woman: bool,
    pub(crate) born: Date,
}

/// The next invented person of working age.
pub(crate) fn person(random: &mut ChaCha20Rng) -> Invented {
    let woman = random.random_bool(0.55);
    let (middles, givens) = if woman { WOMEN } else { MEN };
    let mut pick = |list: &[&'static str]| list.choose(random).copied().unwrap_or_default();
    let name = format!("{} {} {}", pick(FAMILIES), pick(middles), pick(givens));
    let born = Date::constant(
        random.random_range(1964..=1995),
        random.random_range(1..=12),
        random.random_range(1..=28),
    );
    Invented { name, woman, born }
}
