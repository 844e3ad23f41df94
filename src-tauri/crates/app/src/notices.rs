//! The worker that tells the seller what they should know: when something changed, at the next moment something becomes
//! true, and after the laptop slept. What is told is the rule of `doing::notifications`; here is only when to look.

use std::sync::Arc;
use std::time::{Duration, Instant};

use satchel_doing::notifications::look::{Last, look};
use satchel_feature::{Cx, Shared};

use crate::worker::{Bell, caught, now_ms};

/// Whoever opens the vault wants something else first.
const SETTLED: Duration = Duration::from_secs(2);
/// Changes come in bursts: between two looks passes so much time.
const BETWEEN: Duration = Duration::from_secs(1);
/// The longest sleep. The clock of a sleeping laptop stands still for who waits, so the time is asked anew.
const NAP: Duration = Duration::from_secs(20);
/// Even if nothing changed: the seller may have come to another zone.
const AGAIN_MS: i64 = 15 * 60 * 1_000;

/// Looks until the bell stops it. `is_heard` says whether anybody would show a note.
pub(crate) fn run(shared: &Arc<Shared>, bell: &Arc<Bell>, is_heard: impl Fn() -> bool) {
    let cx = Cx { shared: shared.clone(), actor: "vault".into(), command: "notifications.look".into() };
    let mut last = Last::default();
    rest(bell, SETTLED);
    while !bell.stopped() {
        let looked_ms = now_ms();
        let heard = is_heard();
        let next = caught(|| look(&cx, &mut last, looked_ms, heard)).unwrap_or_else(|error| {
            if !bell.stopped() {
                tracing::error!(%error, "it cannot be seen what the seller should know");
            }
            looked_ms + AGAIN_MS
        });
        rest(bell, BETWEEN);
        while !bell.stopped() && !is_due(next, looked_ms, now_ms()) && heard == is_heard() {
            let wait = u64::try_from(next - now_ms()).map_or(Duration::ZERO, Duration::from_millis);
            if bell.wait(wait.min(NAP)) {
                break;
            }
        }
    }
}

/// Whether it is time to look again; a clock that was put back says nothing about when.
fn is_due(next_ms: i64, looked_ms: i64, now_ms: i64) -> bool {
    now_ms >= next_ms || now_ms < looked_ms || now_ms - looked_ms >= AGAIN_MS
}

/// Waits in small steps, so that a closing vault does not wait for it.
fn rest(bell: &Bell, length: Duration) {
    let began = Instant::now();
    while !bell.stopped() && began.elapsed() < length {
        bell.pause(Duration::from_millis(50));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_looks_at_the_moment_after_a_while_and_when_the_clock_was_put_back() {
        let looked = 1_000_000_000;
        let next = looked + 60_000;
        assert!(!is_due(next, looked, looked));
        assert!(!is_due(next, looked, next - 1));
        assert!(is_due(next, looked, next));
        assert!(is_due(next, looked, looked - 1), "put back");
        assert!(is_due(next + AGAIN_MS * 9, looked, looked + AGAIN_MS), "another zone perhaps");
    }
}
