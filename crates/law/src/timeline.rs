//! Packs cut at the days an agency's own values begin.

use jiff::civil::Date;

use crate::overrides::Override;
use crate::pack::Pack;
use crate::setting::Adjustment;

/// A pack as it applies from one day until another.
#[derive(Clone, Debug)]
pub(crate) struct Edition {
    pub(crate) from: Date,
    pub(crate) to: Option<Date>,
    pub(crate) pack: Pack,
}

impl Edition {
    pub(crate) fn applies(&self, on: Date) -> bool {
        self.from <= on && self.to.is_none_or(|end| on <= end)
    }
}

/// The editions of one pack; `overrides` are checked already and may belong to other packs.
pub(crate) fn editions(pack: &Pack, overrides: &[Override]) -> Vec<Edition> {
    let mut own: Vec<&Override> = overrides.iter().filter(|o| o.pack == pack.id).collect();
    own.sort_by_key(|o| o.valid_from);
    let mut starts = vec![pack.valid_from];
    starts.extend(own.iter().map(|o| o.valid_from));
    starts.dedup();
    let mut editions = Vec::new();
    for (index, from) in starts.iter().copied().enumerate() {
        let next = starts.get(index + 1).and_then(|next| next.yesterday().ok());
        let mut edition = pack.clone();
        for change in own.iter().filter(|o| o.valid_from <= from) {
            adjust(&mut edition, pack, change);
        }
        editions.push(Edition { from, to: next.or(pack.valid_to), pack: edition });
    }
    editions
}

fn adjust(edition: &mut Pack, shipped: &Pack, change: &Override) {
    let shipped = shipped.setting(&change.key);
    let setting = edition.settings.iter_mut().find(|setting| setting.key == change.key);
    if let (Some(setting), Some(shipped)) = (setting, shipped) {
        setting.value = change.value.clone();
        setting.adjustment = Some(Adjustment {
            shipped: shipped.value.clone(),
            valid_from: change.valid_from,
            reason: change.reason.clone(),
        });
    }
}
