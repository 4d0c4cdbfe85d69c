//! The code under which a citizen finds the answer again.

use std::{fmt, str::FromStr};

use crate::access::UnknownKey;

/// Digits and letters that cannot be taken for each other when read from paper or over the phone.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH: usize = 8;

/// A code like `PA-7K3M-9QTX`: forty random bits, so that nobody finds somebody else's message by trying.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct FeedbackCode(String);

impl FeedbackCode {
    /// The code of five random bytes.
    pub fn from_random(bytes: [u8; 5]) -> Self {
        let bits = bytes.iter().fold(0_u64, |bits, byte| (bits << 8) | u64::from(*byte));
        let symbol = |place: usize| {
            let index = usize::try_from((bits >> (5 * place)) & 31).unwrap_or_default();
            char::from(ALPHABET[index])
        };
        Self::grouped(&(0..LENGTH).rev().map(symbol).collect::<String>())
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn grouped(symbols: &str) -> Self {
        let (first, second) = symbols.split_at(LENGTH / 2);
        Self(format!("PA-{first}-{second}"))
    }
}

impl FromStr for FeedbackCode {
    type Err = UnknownKey;

    /// Accepts small letters, missing or additional hyphens and spaces, `O` for `0` and `I`, `L` for `1`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let plain =
            text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase());
        let plain: String = plain.collect();
        let symbols =
            plain.strip_prefix("PA").filter(|rest| rest.len() == LENGTH).unwrap_or(&plain);
        let symbols = symbols.replace('O', "0").replace(['I', 'L'], "1");
        if symbols.len() == LENGTH && symbols.bytes().all(|b| ALPHABET.contains(&b)) {
            Ok(Self::grouped(&symbols))
        } else {
            Err(UnknownKey { kind: "FeedbackCode", text: text.to_owned() })
        }
    }
}

impl fmt::Display for FeedbackCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
