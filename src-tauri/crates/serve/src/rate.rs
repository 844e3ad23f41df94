//! A token bucket for each caller: bursts pass, a flood waits.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// How many requests a caller may make.
#[derive(Clone, Copy, Debug)]
pub struct Rate {
    /// Requests per second in the long run.
    pub per_second: f64,
    /// Requests at once after a pause.
    pub burst: f64,
}

impl Default for Rate {
    /// A screen asks a dozen things at once and a script in a loop a few hundred a second; a runaway asks more.
    fn default() -> Self {
        Self { per_second: 500.0, burst: 1_000.0 }
    }
}

struct Bucket {
    left: f64,
    at: Instant,
}

/// The buckets of all callers; callers are the names of tokens, so there are few.
pub struct Limiter {
    rate: Rate,
    buckets: Mutex<HashMap<String, Bucket>>,
}

impl Limiter {
    /// Full buckets.
    pub fn new(rate: Rate) -> Self {
        Self { rate, buckets: Mutex::default() }
    }

    /// Whether `caller` may make one more request at `now`.
    pub fn allows(&self, caller: &str, now: Instant) -> bool {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if !buckets.contains_key(caller) {
            buckets.insert(caller.to_owned(), Bucket { left: self.rate.burst, at: now });
        }
        let Some(bucket) = buckets.get_mut(caller) else { return false };
        let passed = now.saturating_duration_since(bucket.at).as_secs_f64();
        bucket.left = (bucket.left + passed * self.rate.per_second).min(self.rate.burst);
        bucket.at = now;
        if bucket.left < 1.0 {
            return false;
        }
        bucket.left -= 1.0;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    // covers(API-13)
    #[test]
    fn a_burst_passes_a_flood_waits_and_callers_do_not_share() {
        let limiter = Limiter::new(Rate { per_second: 2.0, burst: 3.0 });
        let start = Instant::now();
        let allowed = |caller: &str, ms| limiter.allows(caller, start + Duration::from_millis(ms));
        assert_eq!([0; 5].map(|ms| allowed("a", ms)), [true, true, true, false, false]);
        assert!(allowed("b", 0));
        assert!(!allowed("a", 400));
        assert!(allowed("a", 600));
        assert!(!allowed("a", 700));
        assert_eq!(
            [60_000; 4].map(|ms| allowed("a", ms)),
            [true, true, true, false],
            "a pause fills it, no further"
        );
    }
}
