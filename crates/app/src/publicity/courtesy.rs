//! The courtesy code "4 xin, 4 luôn" as the packs have it.

use nep_law::List;

use crate::Ctx;

/// The courtesy code of today (S1.3, S3.2); `None` while no pack governs the day.
pub fn courtesy_code(ctx: &Ctx) -> Option<List> {
    ctx.services().library.governing("vn/courtesy", ctx.today())?.list("code").cloned()
}
