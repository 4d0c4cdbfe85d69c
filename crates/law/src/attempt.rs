//! A pack with other values, to see what would change.

use crate::{BadValue, Pack};

/// Why a pack cannot be tried with other values.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AttemptError {
    /// The pack has no such setting.
    #[error("the pack has no setting `{key}`; {hint}")]
    NoSetting {
        /// The key given.
        key: String,
        /// What it may have meant.
        hint: String,
    },
    /// The text is no value of the setting's type.
    #[error("setting `{key}`: {bad}")]
    BadValue {
        /// The key given.
        key: String,
        /// What is wrong.
        bad: BadValue,
    },
}

impl Pack {
    /// The pack with other values for some of its settings, for simulations: any setting may be tried, also one that no
    /// agency may change.
    ///
    /// # Errors
    /// The first key that is not known, or value of the wrong type.
    pub fn attempt<'t>(
        &self,
        changes: impl IntoIterator<Item = (&'t str, &'t str)>,
    ) -> Result<Self, AttemptError> {
        let mut pack = self.clone();
        let keys: Vec<&str> = self.settings().iter().map(|setting| setting.key.as_str()).collect();
        for (key, text) in changes {
            let setting = pack.settings.iter_mut().find(|setting| setting.key == key);
            let setting = setting.ok_or_else(|| AttemptError::NoSetting {
                key: key.to_owned(),
                hint: crate::wording::hint(key, &keys),
            })?;
            let value = setting.value.value_type().parse(text);
            setting.value =
                value.map_err(|bad| AttemptError::BadValue { key: key.to_owned(), bad })?;
        }
        Ok(pack)
    }
}
