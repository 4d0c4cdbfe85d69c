//! Who signs for a unit: the post above the signature (30/2020/NĐ-CP Đ.13, Annex I box 7a).

use super::{Unit, UnitKind};
use crate::staff::Assignment;

/// What the head of a unit is called, by how the unit's name begins; the first that fits holds.
const TITLES: [(&str, &str); 24] = [
    ("ủy ban nhân dân", CHAIR),
    ("ubnd", CHAIR),
    // Branches and land registries are called offices but led like centres.
    ("chi nhánh", "Giám đốc"),
    ("văn phòng đăng ký", "Giám đốc"),
    ("văn phòng", "Chánh Văn phòng"),
    ("thanh tra", "Chánh Thanh tra"),
    ("phòng", "Trưởng phòng"),
    ("ban quản lý dự án", "Giám đốc"),
    ("ban", "Trưởng ban"),
    ("bộ phận", "Trưởng bộ phận"),
    ("trung tâm", "Giám đốc"),
    ("bệnh viện", "Giám đốc"),
    ("sở", "Giám đốc"),
    ("trường", "Hiệu trưởng"),
    ("trạm", "Trưởng trạm"),
    ("chi cục", "Chi cục trưởng"),
    ("hạt", "Hạt trưởng"),
    ("đội", "Đội trưởng"),
    ("hội", CHAIR),
    ("liên đoàn", CHAIR),
    ("ủy ban", CHAIR),
    ("tỉnh đoàn", "Bí thư"),
    ("huyện đoàn", "Bí thư"),
    ("đoàn", "Bí thư"),
];

const CHAIR: &str = "Chủ tịch";

/// Whether a unit is a people's committee, for which its chair signs in the name of all.
pub fn is_committee(unit: &Unit) -> bool {
    unit.kind == UnitKind::Commune
        || ["ủy ban nhân dân", "ubnd"].iter().any(|words| begins(&unit.name, words))
}

/// What the head of a unit is called: `Trưởng phòng`, `Chánh Văn phòng`, `Hiệu trưởng`.
pub fn head_title(unit: &Unit) -> &'static str {
    if is_committee(unit) {
        return CHAIR;
    }
    let title = TITLES.iter().find(|(words, _)| begins(&unit.name, words));
    title.map_or("Thủ trưởng đơn vị", |(_, title)| title)
}

/// Whether a name begins with whole words, whatever their case.
fn begins(name: &str, words: &str) -> bool {
    let name = name.to_lowercase();
    name.strip_prefix(words).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// The lines above a signature for a unit, one printed line each. `place` is the signer's own place on the staff of
/// that unit, where it is known: a head signs under the post recorded, a deputy in the head's place (`KT.`).
pub fn signing_lines(unit: &Unit, place: Option<&Assignment>) -> Vec<String> {
    let committee = is_committee(unit);
    let post = place.map(|p| p.post.as_str()).unwrap_or_default();
    let (acting, post) = match post.strip_prefix("Quyền ") {
        Some(post) => ("Q. ", post),
        None => ("", post),
    };
    let deputy = begins(post, "phó");
    let title = match place {
        Some(place) if place.is_head && !committee && !deputy => post,
        _ => head_title(unit),
    };
    let head = format!("{acting}{title}");
    let mut lines: Vec<_> =
        committee.then(|| "TM. Ủy ban nhân dân".to_owned()).into_iter().collect();
    if deputy {
        // `Phó Chủ tịch UBND`: the committee stands in the line above.
        let own = post.strip_suffix(" UBND").or_else(|| post.strip_suffix(" Ủy ban nhân dân"));
        lines.extend([format!("KT. {head}"), own.unwrap_or(post).to_owned()]);
    } else {
        lines.push(head);
    }
    lines
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::{head_title, signing_lines};
    use crate::{
        ids::{AssignmentId, Id, PersonId, UnitId, UnitVersionId},
        org::{Unit, UnitKind},
        staff::{Assignment, OfficialKind},
    };

    fn unit(name: &str, kind: UnitKind) -> Unit {
        let id = UnitId::from_uuid(Uuid::from_u128(1));
        Unit {
            id,
            root: id,
            code: "U".into(),
            kind,
            founded: date(2019, 1, 1),
            dissolved: None,
            version_id: UnitVersionId::from_uuid(Uuid::from_u128(1)),
            name: name.into(),
            parent: None,
            valid_from: date(2019, 1, 1),
            valid_to: None,
            identifier: None,
            office_hours: None,
        }
    }

    fn place(post: &str, is_head: bool) -> Assignment {
        Assignment {
            id: AssignmentId::from_uuid(Uuid::from_u128(1)),
            person: PersonId::from_uuid(Uuid::from_u128(1)),
            root: UnitId::from_uuid(Uuid::from_u128(1)),
            unit: UnitId::from_uuid(Uuid::from_u128(1)),
            kind: OfficialKind::CivilServant,
            post: post.into(),
            rank: None,
            is_head,
            valid_from: date(2019, 1, 1),
            valid_to: None,
        }
    }

    #[test]
    fn heads_are_called_by_the_kind_of_their_unit() {
        for (name, title) in [
            ("Phòng Nội vụ", "Trưởng phòng"),
            ("Văn phòng HĐND và UBND huyện", "Chánh Văn phòng"),
            ("Thanh tra huyện", "Chánh Thanh tra"),
            ("Ban Dân tộc", "Trưởng ban"),
            ("Ban Quản lý dự án đầu tư xây dựng", "Giám đốc"),
            ("Văn phòng đăng ký đất đai", "Giám đốc"),
            ("Phòngmẫu", "Thủ trưởng đơn vị"),
        ] {
            assert_eq!(head_title(&unit(name, UnitKind::Agency)), title, "{name}");
        }
        for (name, kind, title) in [
            ("Bộ phận Tiếp nhận và Trả kết quả", UnitKind::OneStopDesk, "Trưởng bộ phận"),
            ("Trung tâm Phục vụ hành chính công", UnitKind::OneStopDesk, "Giám đốc"),
            ("Trường Tiểu học Mẫu", UnitKind::ServiceUnit, "Hiệu trưởng"),
            ("Ủy ban Mặt trận Tổ quốc huyện", UnitKind::MassOrganisation, "Chủ tịch"),
            ("Huyện đoàn", UnitKind::MassOrganisation, "Bí thư"),
            ("Nhà Văn hóa thiếu nhi", UnitKind::ServiceUnit, "Thủ trưởng đơn vị"),
            ("Sở Nội vụ", UnitKind::Body, "Giám đốc"),
        ] {
            assert_eq!(head_title(&unit(name, kind)), title, "{name}");
        }
    }

    #[test]
    fn the_chair_signs_in_the_name_of_the_committee() {
        let lines = ["TM. Ủy ban nhân dân", "Chủ tịch"];
        for (name, kind) in [
            ("Ủy ban nhân dân huyện Mẫu", UnitKind::Body),
            ("UBND xã Mẫu", UnitKind::Commune),
            ("Thị trấn Mẫu", UnitKind::Commune),
        ] {
            assert_eq!(signing_lines(&unit(name, kind), None), lines, "{name}");
        }
        let commune = unit("UBND xã Mẫu", UnitKind::Commune);
        assert_eq!(signing_lines(&commune, Some(&place("Chủ tịch UBND", true))), lines);
        assert_eq!(
            signing_lines(&commune, Some(&place("Phó Chủ tịch UBND", false))),
            ["TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch"]
        );
    }

    // A post on the staff records goes before what the unit's name says.
    #[test]
    fn the_signer_s_own_post_is_used_where_it_is_known() {
        let agency = unit("Phòng Nội vụ", UnitKind::Agency);
        let lines = |post, head| signing_lines(&agency, Some(&place(post, head)));
        // Who acts as head signs with `Q.` (30/2020/NĐ-CP, Annex I, box 7a).
        assert_eq!(lines("Quyền Trưởng phòng", true), ["Q. Trưởng phòng"]);
        let committee = unit("Ủy ban nhân dân huyện", UnitKind::Body);
        assert_eq!(
            signing_lines(&committee, Some(&place("Quyền Chủ tịch UBND", true))),
            ["TM. Ủy ban nhân dân", "Q. Chủ tịch"]
        );
        assert_eq!(lines("Phó Trưởng phòng", false), ["KT. Trưởng phòng", "Phó Trưởng phòng"]);
        assert_eq!(lines("Chuyên viên", false), ["Trưởng phòng"]);
    }
}
