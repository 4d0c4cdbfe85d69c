//! Letters to citizens: the apology that goes out before a date is missed, thanks, congratulations, condolences.

mod draft;
mod printed;
mod sign;
mod view;

pub use draft::{EditDraft, WriteLetter, draft, draft_due, edit_draft, write};
pub use printed::{letter_pdf, printed};
pub use sign::{Sign, sign};
pub use view::{LetterView, letter, list, to_sign};
