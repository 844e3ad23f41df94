//! When a program is killed: at moments that are spread over the work it does, none of them after its end.
//!
//! How long the work takes is measured once; on a machine that is busier or idler by then it takes longer or shorter. So a
//! kill that came too late is not counted, and what it says of the work's length holds for those to come: the next are
//! earlier. A machine that grows busier makes all of them hit.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use crate::generator::Dice;

/// Moments of kills, for several threads.
pub struct Moments {
    /// How long the work takes, and what is left of it when it is gone on with, in microseconds; as much as is known.
    whole: AtomicU64,
    rest: AtomicU64,
    spans: u64,
    late: AtomicU64,
    seed: u64,
}

impl Moments {
    /// Of a work that took `usual` undisturbed, cut into `spans` equally long.
    pub fn of(usual: Duration, spans: u64) -> Self {
        let seed = Dice::of(u64::from(std::process::id()), 9, 9).next();
        println!("undisturbed it takes {usual:?}; seed {seed}");
        let usual = usual.as_micros() as u64;
        Self {
            // Its last moments are when it tells that it is done.
            whole: AtomicU64::new(usual * 9 / 10),
            rest: AtomicU64::new(usual * 3 / 10),
            spans,
            late: AtomicU64::new(0),
            seed,
        }
    }

    /// Of the `n`th kill: in another of the spans each time, so that no phase of the work is left out.
    pub fn first(&self, n: u64) -> Duration {
        let span = self.whole.load(Ordering::Relaxed) / self.spans;
        Duration::from_micros(span * (n % self.spans) + self.dice(1, n).below(span.max(1)))
    }

    /// Of the `again`th kill of the same work, while it is gone on with.
    pub fn again(&self, n: u64, again: u64) -> Duration {
        let rest = self.rest.load(Ordering::Relaxed);
        Duration::from_micros(self.dice(1 + again, n).below(rest.max(1)))
    }

    /// The work was done before `at`.
    pub fn first_was_late(&self, at: Duration) {
        self.was_late(&self.whole, at);
    }

    /// What was left of the work was done before `at`.
    pub fn again_was_late(&self, at: Duration) {
        self.was_late(&self.rest, at);
    }

    fn was_late(&self, known: &AtomicU64, at: Duration) {
        known.fetch_min(at.as_micros() as u64 * 9 / 10, Ordering::Relaxed);
        let late = self.late.fetch_add(1, Ordering::Relaxed) + 1;
        let spans = self.spans;
        assert!(late <= 10 + spans, "{late} kills came too late although each made the next ones earlier");
    }

    /// Another one after each late kill, which would be late again.
    fn dice(&self, sort: u64, n: u64) -> Dice {
        Dice::of(self.seed, sort, n + (self.late.load(Ordering::Relaxed) << 32))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kill_that_came_too_late_makes_the_next_ones_earlier() {
        // It was measured while the machine was busy; in truth it takes a tenth of that.
        let (measured, truly) = (Duration::from_secs(10), Duration::from_secs(1));
        let moments = Moments::of(measured, 5);
        let (mut hit, mut late) = (Vec::new(), 0);
        while hit.len() < 5 {
            let at = moments.first(hit.len() as u64);
            if at < truly {
                hit.push(at);
            } else {
                late += 1;
                moments.first_was_late(at);
            }
        }
        assert!(late > 0 && hit.iter().all(|at| *at < truly), "{hit:?} after {late}");
        assert!(moments.again(0, 1) < measured * 3 / 10);
    }

    #[test]
    fn undisturbed_the_moments_are_spread_over_the_whole_work() {
        let moments = Moments::of(Duration::from_secs(10), 5);
        for n in 0..5 {
            let span = Duration::from_millis(1_800);
            let at = moments.first(n);
            let from = span * u32::try_from(n).unwrap();
            assert!((from..from + span).contains(&at), "{n}: {at:?}");
        }
    }
}
