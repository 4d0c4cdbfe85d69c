//! Whether every row has an id of its own.

use std::borrow::Cow;

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;

use crate::shared_out::worked_out;

/// Rows from which on the ids are looked through in several shares.
const MANY: usize = 100_000;
/// Shares of many ids.
const SHARES: usize = 8;

/// The first row whose id has been there before. Hashes are those of the ids.
pub(super) fn repeated(ids: &[Cow<'_, str>], hashes: &[u64]) -> Option<usize> {
    let shares = if ids.len() < MANY { 1 } else { SHARES };
    let found = worked_out((0..shares).collect(), |share| repeated_in(share, shares, ids, hashes));
    found.flatten().min()
}

/// The same among the ids of one share.
fn repeated_in(share: usize, shares: usize, ids: &[Cow<'_, str>], hashes: &[u64]) -> Option<usize> {
    let mut seen: HashTable<usize> = HashTable::with_capacity(ids.len() / shares);
    for (row, hash) in hashes.iter().enumerate() {
        // The table itself goes by the ends of a hash.
        if (hash >> 32) as usize % shares != share {
            continue;
        }
        let is_same = |other: &usize| hashes[*other] == *hash && ids[*other] == ids[row];
        match seen.entry(*hash, is_same, |other| hashes[*other]) {
            Entry::Occupied(_) => return Some(row),
            Entry::Vacant(place) => place.insert(row),
        };
    }
    None
}
