//! Whether the database has room.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::{AppError, Services};

/// What changes met lately: none asks the disk itself, for a database may lie on another machine.
#[derive(Debug, Default)]
pub(crate) struct Space {
    full: AtomicBool,
}

impl Services {
    /// Remembers when an error says that the disk is full.
    pub fn note(&self, error: &AppError) {
        if matches!(error, AppError::DiskFull) && !self.space.full.swap(true, Ordering::Relaxed) {
            tracing::error!(
                "the disk of the database is full: nothing can be saved until it has room"
            );
        }
    }

    /// Whether changes can be stored. Once one was not for want of room, this tries with a small change of its own.
    pub async fn has_room(&self) -> bool {
        if !self.space.full.load(Ordering::Relaxed) {
            return true;
        }
        let room = self.store.probe().await.is_ok();
        if room {
            self.space.full.store(false, Ordering::Relaxed);
            tracing::warn!("the disk of the database has room again");
        }
        room
    }
}
