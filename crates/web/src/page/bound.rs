//! Values as templates pass them.

use jiff::civil::{Date, DateTime};

/// A value as templates pass it: itself or a reference to it, however deep.
pub(crate) trait Bound<T> {
    /// The value.
    fn value(self) -> T;
}

impl Bound<Self> for Date {
    fn value(self) -> Self {
        self
    }
}

impl Bound<Self> for DateTime {
    fn value(self) -> Self {
        self
    }
}

impl Bound<Self> for i64 {
    fn value(self) -> Self {
        self
    }
}

impl<T, B: Bound<T> + Copy> Bound<T> for &B {
    fn value(self) -> T {
        (*self).value()
    }
}
