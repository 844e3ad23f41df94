//! The hybrid logical clock: order between devices that never runs backwards, after Kulkarni et al., "Logical
//! Physical Clocks" (2014). Wall time is handed in, never read.

use serde::{Deserialize, Serialize};

/// A hybrid timestamp: milliseconds since 1970 UTC in the upper 48 bits, a counter in the lower 16.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Hlc(u64);

impl Hlc {
    /// The timestamp stored as an SQLite integer.
    pub const fn from_i64(stored: i64) -> Self {
        Self(stored as u64)
    }

    /// The form stored in SQLite; it sorts like the timestamp until the year 6429.
    pub const fn as_i64(self) -> i64 {
        self.0 as i64
    }

    /// The physical part in milliseconds since 1970 UTC.
    pub const fn at_ms(self) -> i64 {
        (self.0 >> 16) as i64
    }

    /// The timestamp of a local event at `now_ms` after everything seen so far.
    #[must_use]
    pub const fn tick(self, now_ms: i64) -> Self {
        let wall = if now_ms > 0 { (now_ms as u64) << 16 } else { 0 };
        if wall > self.0 { Self(wall) } else { Self(self.0 + 1) }
    }

    /// The timestamp after hearing of `other` at `now_ms`.
    #[must_use]
    pub const fn merge(self, other: Self, now_ms: i64) -> Self {
        if other.0 > self.0 { other.tick(now_ms) } else { self.tick(now_ms) }
    }
}

#[cfg(test)]
mod tests {
    use super::Hlc;

    #[test]
    fn it_never_runs_backwards() {
        let a = Hlc::default().tick(5_000);
        let b = a.tick(1);
        assert!(b > a);
        assert_eq!(b.at_ms(), 5_000);
        assert!(b.merge(Hlc::default().tick(9_000), 2) > b);
    }
}
