//! What all handlers share.

use std::sync::Arc;

use nep_app::Services;

use crate::{i18n::Translations, limit::Limiter};

/// Shared state of the web floor; cheap to clone.
#[derive(Clone)]
pub(crate) struct Web(Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) services: Arc<Services>,
    pub(crate) translations: Translations,
    pub(crate) limiter: Limiter,
}

impl Web {
    /// # Errors
    /// When a language file does not parse.
    pub(crate) fn new(services: Arc<Services>) -> Result<Self, String> {
        let translations = Translations::embedded()?;
        let limiter = Limiter::new(&services.clock);
        Ok(Self(Arc::new(Inner { services, translations, limiter })))
    }
}

impl std::ops::Deref for Web {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.0
    }
}
