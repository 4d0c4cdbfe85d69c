//! What the law of the day says to the desk.

use jiff::civil::Time;
use nep_law::{Cited, Days, Item, LawError, Pack, PackId};

/// The topic of the packs that govern the desk.
pub const TOPIC: &str = "vn/one-stop";

/// The figures of one pack that decisions about dossiers and apologies rest on, each with its citation.
///
/// A dossier keeps the pack of the day of its reception, whatever changes later.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DeskLaw {
    /// The pack read.
    pub pack: PackId,
    /// Received later in the day, a dossier is forwarded on the next working day.
    pub forwarding_cut_off: Cited<Time>,
    /// Received later in the day, a same-day result may come on the next working day.
    pub same_day_cut_off: Cited<Time>,
    /// The first day does not count.
    pub first_day_excluded: Cited<bool>,
    /// How far back a reception may be entered afterwards.
    pub late_entry: Cited<Days>,
    /// How long before the due date the apology must be out.
    pub apology_lead: Cited<Days>,
    /// How often the date may be moved.
    pub reappointments_max: Cited<i64>,
    /// Refusals and requests to supplement are in writing and give the reason.
    pub written_reason: Cited<bool>,
    /// How often an applicant may be asked to supplement a dossier.
    pub supplements_max: Cited<i64>,
    /// How long after reception a dossier may be sent back to be supplemented.
    pub ask_within: Cited<Days>,
    /// The term starts again once the dossier is complete; otherwise it goes on from where it stood.
    pub restart: Cited<bool>,
    /// After how much waiting closing the dossier may be proposed.
    pub close_after: Cited<Days>,
    /// The applicant is told beforehand when a result is there before its date.
    pub early_notice: Cited<bool>,
    /// The form of dossier codes.
    pub code_form: Cited<String>,
    /// Least characters of the running number.
    pub code_counter_length: Cited<i64>,
    /// Most characters of the unit's identifier.
    pub code_unit_length: Cited<i64>,
    /// Sheet of the slips, `A4` or `A5`.
    pub slip_page_size: Cited<String>,
    /// The forms of the desk with the names they bear under this pack.
    pub forms: Vec<Item>,
}

impl DeskLaw {
    /// Reads them from a pack of the topic [`TOPIC`].
    ///
    /// # Errors
    /// When the pack lacks one of them.
    pub fn read(pack: &Pack) -> Result<Self, LawError> {
        Ok(Self {
            pack: pack.id().clone(),
            forwarding_cut_off: pack.time("forwarding_cut_off")?,
            same_day_cut_off: pack.time("same_day_cut_off")?,
            first_day_excluded: pack.bool("first_day_excluded")?,
            late_entry: pack.days("late_entry_max_days")?,
            apology_lead: pack.days("apology_days_before_due")?,
            reappointments_max: pack.integer("reappointments_max")?,
            written_reason: pack.bool("written_reason_required")?,
            supplements_max: pack.integer("intake_supplements_max")?,
            ask_within: pack.days("return_for_supplement_working_days")?,
            restart: pack.bool("restart_after_supplement")?,
            close_after: pack.days("close_incomplete_after_days")?,
            early_notice: pack.bool("early_result_notice")?,
            code_form: pack.text("dossier_code_form")?,
            code_counter_length: pack.integer("dossier_code_counter_min_length")?,
            code_unit_length: pack.integer("dossier_code_unit_max_length")?,
            slip_page_size: pack.text("slip_page_size")?,
            forms: pack.list("forms").map(|list| list.items.clone()).unwrap_or_default(),
        })
    }

    /// The Vietnamese name a form bears under this pack, by its key (`receipt`, `apology`).
    pub fn form_name(&self, key: &str) -> Option<&str> {
        self.forms.iter().find(|form| form.key == key).map(|form| form.label.vi.as_str())
    }
}
