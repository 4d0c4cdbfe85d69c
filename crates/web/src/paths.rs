//! Addresses: built here only, so that templates and redirects never spell one. Vietnamese, without accents.

use std::fmt::Display;

use nep_domain::facts::{FactQuery, Side};

pub(crate) const HOME: &str = "/";
pub(crate) const LOOK_UP: &str = "/tra-cuu";
pub(crate) const PROCEDURES: &str = "/thu-tuc";
pub(crate) const RATE: &str = "/danh-gia";
pub(crate) const FEEDBACK: &str = "/phan-anh";
pub(crate) const FEEDBACK_DESK: &str = "/phan-anh/xu-ly";
pub(crate) const RECOGNISED: &str = "/xep-hang";
/// Names the body in addresses of public pages, where there are several.
pub(crate) const BODY_QUERY: &str = "co-quan";
pub(crate) const SIGN_IN: &str = "/dang-nhap";
pub(crate) const SIGN_OUT: &str = "/dang-xuat";
pub(crate) const KEEP_ALIVE: &str = "/phien/giu";
pub(crate) const LANGUAGE: &str = "/ngon-ngu";
pub(crate) const DESK: &str = "/ban-lam-viec";
pub(crate) const ONE_STOP: &str = "/mot-cua";
pub(crate) const INTAKE: &str = "/mot-cua/tiep-nhan";
pub(crate) const REFUSALS: &str = "/mot-cua/tu-choi";
pub(crate) const REFUSE: &str = "/mot-cua/tu-choi/moi";
pub(crate) const CATALOGUE: &str = "/mot-cua/thu-tuc";
pub(crate) const CATALOGUE_NEW: &str = "/mot-cua/thu-tuc/moi";
pub(crate) const LETTERS: &str = "/thu";
pub(crate) const WRITE_LETTER: &str = "/thu/viet";
pub(crate) const MOVEMENTS: &str = "/phong-trao";
pub(crate) const NEW_MOVEMENT: &str = "/phong-trao/moi";
pub(crate) const INSPECTIONS: &str = "/kiem-tra";
pub(crate) const NEW_INSPECTION: &str = "/kiem-tra/dot/moi";
pub(crate) const VISITS: &str = "/kiem-tra/luot";
pub(crate) const FINDINGS: &str = "/kiem-tra/ton-tai";
pub(crate) const AWARDS: &str = "/khen-thuong";
pub(crate) const NEW_AWARD: &str = "/khen-thuong/moi";
pub(crate) const ORG: &str = "/to-chuc";
pub(crate) const FOUND_UNIT: &str = "/to-chuc/don-vi-moi";
pub(crate) const STAFF: &str = "/nhan-su";
pub(crate) const NEW_PERSON: &str = "/nhan-su/moi";
pub(crate) const WITHOUT_PLACE: &str = "/nhan-su/chua-bo-tri";
pub(crate) const IMPORTS: &str = "/nhan-su/nhap-excel";
pub(crate) const IMPORT_TEMPLATE: &str = "/nhan-su/nhap-excel/mau";
pub(crate) const REPORTS: &str = "/bao-cao";
pub(crate) const LEAGUE: &str = "/bao-cao/xep-hang";
pub(crate) const FACTS: &str = "/so-lieu";
pub(crate) const LAW: &str = "/can-cu";
pub(crate) const OWN_VALUES: &str = "/gia-tri-rieng";
pub(crate) const OWN_VALUE_FORM: &str = "/gia-tri-rieng/dat";
pub(crate) const ADMIN: &str = "/quan-tri";
pub(crate) const AUDIT: &str = "/quan-tri/nhat-ky";
pub(crate) const AUDIT_VERIFY: &str = "/quan-tri/nhat-ky/kiem-tra";
pub(crate) const JOBS: &str = "/quan-tri/cong-viec";
pub(crate) const NEW_ACCOUNT: &str = "/quan-tri/tai-khoan/moi";
pub(crate) const SEARCH: &str = "/tim-kiem";
pub(crate) const PASSWORD: &str = "/tai-khoan/mat-khau";

/// Everything this program answers for one unit.
pub(crate) fn unit(id: impl Display) -> String {
    format!("/don-vi/{id}")
}

/// A change of one unit, by its name in addresses.
pub(crate) fn unit_change(id: impl Display, change: impl Display) -> String {
    format!("/don-vi/{id}/thay-doi/{change}")
}

/// Particulars of a unit besides name and place.
pub(crate) fn unit_edit(id: impl Display) -> String {
    format!("/don-vi/{id}/sua")
}

/// Posts assigned to a unit.
pub(crate) fn unit_quota(id: impl Display) -> String {
    format!("/don-vi/{id}/bien-che")
}

/// One person on the staff.
pub(crate) fn person(id: impl Display) -> String {
    format!("{STAFF}/{id}")
}

/// An uploaded workbook; `part` is empty for the page itself.
pub(crate) fn import(id: impl Display, part: &str) -> String {
    format!("{IMPORTS}/{id}{part}")
}

/// How far background work has come.
pub(crate) fn job_progress(id: impl Display) -> String {
    format!("/cong-viec/{id}/tien-do")
}

/// One refusal to receive a dossier.
pub(crate) fn intake_refusal(id: impl Display) -> String {
    format!("{REFUSALS}/{id}")
}

/// Its slip.
pub(crate) fn intake_refusal_slip(id: impl Display) -> String {
    format!("{REFUSALS}/{id}/phieu")
}

/// One dossier.
pub(crate) fn dossier(id: impl Display) -> String {
    format!("{ONE_STOP}/{id}")
}

/// A published procedure.
pub(crate) fn procedure(id: impl Display) -> String {
    format!("{PROCEDURES}/{id}")
}

/// The rating form of a dossier.
pub(crate) fn rate(token: impl Display) -> String {
    format!("{RATE}/{token}")
}

/// How far a citizen's message has come.
pub(crate) fn feedback_status(code: impl Display) -> String {
    format!("{FEEDBACK}/{code}")
}

/// A citizen's message, for staff.
pub(crate) fn feedback_case(id: impl Display) -> String {
    format!("{FEEDBACK_DESK}/{id}")
}

/// One account, for administrators.
pub(crate) fn account(id: impl Display) -> String {
    format!("{ADMIN}/tai-khoan/{id}")
}

/// One entry of the audit log.
pub(crate) fn audit_entry(seq: impl Display) -> String {
    format!("{AUDIT}/{seq}")
}

/// A legal text as the product knows it; add `#<key>` for one of its figures.
pub(crate) fn law_pack(id: impl Display) -> String {
    format!("{LAW}/{id}")
}

/// What a body sets itself in the rule packs.
pub(crate) fn own_values(body: impl Display) -> String {
    format!("{OWN_VALUES}?co-quan={body}")
}

/// The form that sets a body's own value of a setting.
pub(crate) fn own_value_form(body: impl Display, pack: impl Display, key: &str) -> String {
    format!("{OWN_VALUE_FORM}?co-quan={body}&van-ban={pack}&muc={key}")
}

/// Taking a body's own value back.
pub(crate) fn own_value_withdrawal(id: impl Display) -> String {
    format!("{OWN_VALUES}/{id}/rut")
}

/// The records behind a figure.
pub(crate) fn fact_records(query: &FactQuery) -> String {
    fact_side(query, Side::All)
}

/// The records behind a figure that count, or that missed.
pub(crate) fn fact_side(query: &FactQuery, side: Side) -> String {
    format!("{FACTS}/{}?{}", query.name, crate::facts::address(query, side))
}

/// The records behind a figure of a report.
pub(crate) fn figure(figure: &nep_app::report::Figure) -> String {
    fact_side(&figure.fact.query, figure.side)
}

/// The yearly report; `ending` is empty for the page, `/pdf` or `/xlsx` for the documents.
pub(crate) fn yearly_report(
    year: impl Display,
    ending: &str,
    unit: impl Display,
    as_of: impl Display,
) -> String {
    format!("{REPORTS}/nam/{year}{ending}?don-vi={unit}&tinh-den={as_of}")
}

/// One movement.
pub(crate) fn movement(id: impl Display) -> String {
    format!("{MOVEMENTS}/{id}")
}

/// One movement in one year.
pub(crate) fn movement_year(id: impl Display, year: i16) -> String {
    format!("{MOVEMENTS}/{id}?nam={year}")
}

/// A unit's score sheet for one year, or the page to open it.
pub(crate) fn unit_sheet(movement: impl Display, unit: impl Display, year: i16) -> String {
    format!("{MOVEMENTS}/{movement}/{unit}?nam={year}")
}

/// The criteria of a unit for one year.
pub(crate) fn criteria(movement: impl Display, unit: impl Display, year: i16) -> String {
    format!("{MOVEMENTS}/{movement}/bo-tieu-chi?don-vi={unit}&nam={year}")
}

/// Recognition of many units by one decision.
pub(crate) fn recognition(movement: impl Display, year: i16) -> String {
    format!("{MOVEMENTS}/{movement}/cong-nhan?nam={year}")
}

/// A score sheet by its identifier; leads to the unit's sheet.
pub(crate) fn score_sheet(id: impl Display) -> String {
    format!("/phieu-diem/{id}")
}

/// A criteria set by its identifier; leads to the unit's criteria.
pub(crate) fn criteria_set(id: impl Display) -> String {
    format!("/bo-tieu-chi/{id}")
}

/// A stored file.
pub(crate) fn file(id: impl Display) -> String {
    format!("/tep/{id}")
}

/// One round of inspection.
pub(crate) fn inspection(id: impl Display) -> String {
    format!("{INSPECTIONS}/dot/{id}")
}

/// Adding units to a round.
pub(crate) fn inspection_units(id: impl Display) -> String {
    format!("{INSPECTIONS}/dot/{id}/don-vi")
}

/// Concluding a round.
pub(crate) fn inspection_conclusion(id: impl Display) -> String {
    format!("{INSPECTIONS}/dot/{id}/ket-luan")
}

/// One visit with its checklist.
pub(crate) fn visit(id: impl Display) -> String {
    format!("{VISITS}/{id}")
}

/// The minutes of a visit.
pub(crate) fn visit_minutes(id: impl Display) -> String {
    format!("{VISITS}/{id}/bien-ban")
}

/// Moving a visit to another day.
pub(crate) fn visit_reschedule(id: impl Display) -> String {
    format!("{VISITS}/{id}/doi-ngay")
}

/// Calling a visit off.
pub(crate) fn visit_cancel(id: impl Display) -> String {
    format!("{VISITS}/{id}/huy")
}

/// One finding.
pub(crate) fn finding(id: impl Display) -> String {
    format!("{FINDINGS}/{id}")
}

/// Reporting the remedy of a finding.
pub(crate) fn finding_remedy(id: impl Display) -> String {
    format!("{FINDINGS}/{id}/khac-phuc")
}

/// Checking a remedy.
pub(crate) fn finding_recheck(id: impl Display) -> String {
    format!("{FINDINGS}/{id}/kiem-tra-lai")
}

/// One award.
pub(crate) fn award(id: impl Display) -> String {
    format!("{AWARDS}/{id}")
}

/// The photo of an answer.
pub(crate) fn visit_photo(id: impl Display, item: impl Display) -> String {
    format!("{VISITS}/{id}/anh/{item}")
}

/// A paper of a dossier, or something done with it.
pub(crate) fn dossier_part(id: impl Display, part: &str) -> String {
    format!("{ONE_STOP}/{id}/{part}")
}

/// The form of one procedure of the catalogue.
pub(crate) fn procedure_edit(id: impl Display) -> String {
    format!("{CATALOGUE}/{id}")
}

/// One letter.
pub(crate) fn letter(id: impl Display) -> String {
    format!("{LETTERS}/{id}")
}

/// A letter as a paper, or something done with it.
pub(crate) fn letter_part(id: impl Display, part: &str) -> String {
    format!("{LETTERS}/{id}/{part}")
}
