//! The public face of a body: what anybody may see without signing in, each thing as a view type of its own.

mod body;
mod courtesy;
mod dossier;
mod figures;
mod procedure;
mod recognised;
mod visits;

pub use body::{PublicBody, bodies, body};
pub use courtesy::courtesy_code;
pub use dossier::{PublicApology, PublicDossier, PublicSupplement, dossier};
pub use figures::{FigureCache, Overview, PublicFigure, RecognisedShare, overview};
pub use procedure::{PublicProcedure, procedure, procedures};
pub use recognised::{RecognisedUnit, RecognisedUnits, RecognisedYear, recognised};
pub use visits::{VisitCounter, VisitFigures, flush_visits, keep_visits, visits};
