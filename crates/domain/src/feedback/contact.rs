//! How a sender can be reached.

use std::{fmt, str::FromStr};

use crate::access::UnknownKey;

/// A phone number (digits only, maybe with a leading `+`) or an e-mail address.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Contact(String);

impl FromStr for Contact {
    type Err = UnknownKey;

    /// A phone number of 9 to 15 digits, written with spaces, dots or hyphens if need be; or `name@domain.part`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        phone(text)
            .or_else(|| is_email(text).then(|| text.to_owned()))
            .map(Self)
            .ok_or_else(|| UnknownKey { kind: "Contact", text: text.to_owned() })
    }
}

fn phone(text: &str) -> Option<String> {
    let digits: String =
        text.chars().filter(|c| !matches!(c, ' ' | '.' | '-' | '(' | ')')).collect();
    let number = digits.strip_prefix('+').unwrap_or(&digits);
    let fits = (9..=15).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    fits.then_some(digits)
}

fn is_email(text: &str) -> bool {
    let Some((name, domain)) = text.split_once('@') else { return false };
    let dotted = domain.split('.').count() > 1 && domain.split('.').all(|part| !part.is_empty());
    text.len() <= 254
        && !name.is_empty()
        && dotted
        && !domain.contains('@')
        && !text.contains(char::is_whitespace)
}

impl fmt::Display for Contact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
