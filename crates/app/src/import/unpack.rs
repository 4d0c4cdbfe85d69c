//! What a workbook may unpack to: it is a zip file, and a few kilobytes of zip can hold gigabytes.

use std::io::{self, Cursor, Read};

use zip::ZipArchive;

use super::read::Unreadable;

/// Bytes all parts of a workbook may have together, in MB; one with 100,000 people has about 80.
pub(super) const MOST_MEGABYTES: u64 = 128;
const MOST: u64 = MOST_MEGABYTES * 1024 * 1024;
/// Parts a workbook may have; Excel makes a few for each sheet and one for each picture.
const MOST_PARTS: usize = 2_000;
/// How many times larger than the file its parts may be, once they are large: tables that people write shrink to a
/// tenth, the same row filled down a whole sheet to a hundredth.
const HIGHEST_RATIO: u64 = 250;
/// Below this many bytes the ratio does not matter.
const RATIO_FROM: u64 = 16 * 1024 * 1024;

/// Unpacks all parts, keeping nothing, and stops where they get too large. What the file says of their sizes does not
/// count: it may lie.
///
/// # Errors
/// [`Unreadable::TooLarge`]; [`Unreadable::Broken`] for what is no whole zip file.
pub(super) fn guard(bytes: &[u8]) -> Result<(), Unreadable> {
    let mut parts = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Broken)?;
    if parts.len() > MOST_PARTS {
        return Err(Unreadable::TooLarge);
    }
    let packed = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    let most = MOST.min(packed.saturating_mul(HIGHEST_RATIO).max(RATIO_FROM));
    let mut total = 0;
    for number in 0..parts.len() {
        let part = parts.by_index(number).map_err(|_| Unreadable::Broken)?;
        let mut part = part.take(most + 1 - total);
        total += io::copy(&mut part, &mut io::sink()).map_err(|_| Unreadable::Broken)?;
        if total > most {
            tracing::warn!(packed, "a workbook unpacks to too much");
            return Err(Unreadable::TooLarge);
        }
    }
    Ok(())
}
