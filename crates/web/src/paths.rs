//! Addresses: built here only, so that templates and redirects never spell one. Vietnamese, without accents.

use std::fmt::Display;

pub(crate) const HOME: &str = "/";
pub(crate) const LOOK_UP: &str = "/tra-cuu";
pub(crate) const PROCEDURES: &str = "/thu-tuc";
pub(crate) const RATE: &str = "/danh-gia";
pub(crate) const FEEDBACK: &str = "/phan-anh";
pub(crate) const RECOGNISED: &str = "/xep-hang";
pub(crate) const SIGN_IN: &str = "/dang-nhap";
pub(crate) const SIGN_OUT: &str = "/dang-xuat";
pub(crate) const KEEP_ALIVE: &str = "/phien/giu";
pub(crate) const LANGUAGE: &str = "/ngon-ngu";
pub(crate) const DESK: &str = "/ban-lam-viec";
pub(crate) const ONE_STOP: &str = "/mot-cua";
pub(crate) const INTAKE: &str = "/mot-cua/tiep-nhan";
pub(crate) const MOVEMENTS: &str = "/phong-trao";
pub(crate) const INSPECTIONS: &str = "/kiem-tra";
pub(crate) const AWARDS: &str = "/khen-thuong";
pub(crate) const ORG: &str = "/to-chuc";
pub(crate) const STAFF: &str = "/nhan-su";
pub(crate) const IMPORTS: &str = "/nhan-su/nhap-excel";
pub(crate) const REPORTS: &str = "/bao-cao";
pub(crate) const LAW: &str = "/can-cu";
pub(crate) const ADMIN: &str = "/quan-tri";
pub(crate) const AUDIT: &str = "/quan-tri/nhat-ky";
pub(crate) const SEARCH: &str = "/tim-kiem";
pub(crate) const PASSWORD: &str = "/tai-khoan/mat-khau";

/// Everything this program answers for one unit.
pub(crate) fn unit(id: impl Display) -> String {
    format!("/don-vi/{id}")
}

/// One dossier.
pub(crate) fn dossier(id: impl Display) -> String {
    format!("{ONE_STOP}/{id}")
}
