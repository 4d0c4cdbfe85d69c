//! Who gets a report: the bodies above the unit, the units below it, the files.

use nep_domain::org::{OrgTree, Unit, UnitKind, is_committee};

/// So many units of a kind are named one by one, more together.
const NAMED: usize = 3;

/// Lines of "Nơi nhận" for a report of a unit, from the organisation of the day.
pub(super) fn recipients(org: &OrgTree, unit: &Unit) -> Vec<String> {
    let above = org.ancestors(unit.id);
    let mut lines: Vec<_> = above.map(|u| format!("{} (để báo cáo)", u.name)).collect();
    for &kind in UnitKind::ALL {
        let names: Vec<_> =
            org.children(unit.id).filter(|u| u.kind == kind).map(|u| u.name.as_str()).collect();
        if names.len() > NAMED {
            lines.push(together(unit, kind, &names));
        } else {
            lines.extend(names.into_iter().map(str::to_owned));
        }
    }
    lines.push("Lưu: VT".to_owned());
    lines
}

/// Many units of a kind in one line.
fn together(unit: &Unit, kind: UnitKind, names: &[&str]) -> String {
    match kind {
        UnitKind::Agency if is_committee(unit) => {
            format!("Các cơ quan chuyên môn thuộc {}", unit.name)
        }
        UnitKind::Agency => "Các phòng, ban trực thuộc".to_owned(),
        UnitKind::Commune => {
            let there = ["xã", "phường", "thị trấn"].into_iter().filter(|level| {
                names.iter().any(|name| name.to_lowercase().contains(&format!("{level} ")))
            });
            let levels: Vec<_> = there.collect();
            let levels = if levels.is_empty() { "xã".to_owned() } else { levels.join(", ") };
            format!("Ủy ban nhân dân các {levels}")
        }
        UnitKind::ServiceUnit => "Các đơn vị sự nghiệp công lập trực thuộc".to_owned(),
        UnitKind::OneStopDesk => "Các bộ phận tiếp nhận và trả kết quả".to_owned(),
        UnitKind::MassOrganisation => "Mặt trận Tổ quốc và các đoàn thể".to_owned(),
        UnitKind::Body => "Các cơ quan trực thuộc".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use nep_domain::{
        ids::{Id, UnitId, UnitVersionId},
        org::{OrgTree, Unit, UnitKind},
    };
    use uuid::Uuid;

    use super::recipients;

    fn unit(n: u128, parent: Option<u128>, kind: UnitKind, name: &str) -> Unit {
        let id = |n| UnitId::from_uuid(Uuid::from_u128(n));
        Unit {
            id: id(n),
            root: id(1),
            code: format!("U{n}"),
            kind,
            founded: date(2019, 1, 1),
            dissolved: None,
            version_id: UnitVersionId::from_uuid(Uuid::from_u128(n)),
            name: name.to_owned(),
            parent: parent.map(id),
            valid_from: date(2019, 1, 1),
            valid_to: None,
            identifier: None,
            office_hours: None,
        }
    }

    #[test]
    fn a_report_goes_up_and_down_the_organisation() {
        let body = unit(1, None, UnitKind::Body, "Ủy ban nhân dân huyện Mẫu");
        let agency = unit(2, Some(1), UnitKind::Agency, "Phòng Nội vụ");
        let second = unit(3, Some(1), UnitKind::Agency, "Phòng Đất đai");
        let below = unit(4, Some(2), UnitKind::ServiceUnit, "Trung tâm Lưu trữ");
        let communes = ["xã Đức Phong", "xã Cao Mẫu", "thị trấn Mẫu", "xã Em"];
        let communes = (10..).zip(communes).map(|(n, name)| {
            unit(n, Some(1), UnitKind::Commune, &format!("Ủy ban nhân dân {name}"))
        });
        let org =
            OrgTree::new([body.clone(), agency.clone(), second, below].into_iter().chain(communes));
        assert_eq!(
            recipients(&org, &body),
            ["Phòng Đất đai", "Phòng Nội vụ", "Ủy ban nhân dân các xã, thị trấn", "Lưu: VT"]
        );
        assert_eq!(
            recipients(&org, &agency),
            ["Ủy ban nhân dân huyện Mẫu (để báo cáo)", "Trung tâm Lưu trữ", "Lưu: VT"]
        );
    }
}
