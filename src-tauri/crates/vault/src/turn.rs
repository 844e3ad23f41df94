//! Whose turn it is to write: first come, first served. A plain mutex would let a large write take the lock again
//! between two slices before anybody who waits gets to run.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::ThreadId;

/// Gives out turns in the order they were asked for.
#[derive(Default)]
pub(crate) struct Turns {
    state: Mutex<State>,
    moved: Condvar,
}

#[derive(Default)]
struct State {
    next: u64,
    serving: u64,
    holder: Option<ThreadId>,
}

/// A turn, over when dropped.
pub(crate) struct Turn<'a>(&'a Turns);

impl Turns {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for a turn; `None` if this thread has it already and would wait for itself.
    pub(crate) fn wait(&self) -> Option<Turn<'_>> {
        let me = std::thread::current().id();
        let mut state = self.state();
        if state.holder == Some(me) {
            return None;
        }
        let ticket = state.next;
        state.next += 1;
        while state.serving != ticket {
            state = self.moved.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.holder = Some(me);
        Some(Turn(self))
    }

    /// Whether anybody waits behind the present holder.
    pub(crate) fn wanted(&self) -> bool {
        let state = self.state();
        state.next > state.serving + 1
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut state = self.0.state();
        state.serving += 1;
        state.holder = None;
        self.0.moved.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::Turns;
    use std::sync::{Arc, Mutex};

    #[test]
    fn who_waits_goes_before_who_comes_again() {
        let turns = Arc::new(Turns::default());
        let order = Arc::new(Mutex::new(Vec::new()));
        let first = turns.wait().unwrap();
        assert!(turns.wait().is_none(), "the holder would wait for itself");
        let other = std::thread::spawn({
            let (turns, order) = (turns.clone(), order.clone());
            move || {
                let _turn = turns.wait().unwrap();
                order.lock().unwrap().push("waiter");
            }
        });
        while !turns.wanted() {
            std::thread::yield_now();
        }
        drop(first);
        let _again = turns.wait().unwrap();
        order.lock().unwrap().push("holder");
        other.join().unwrap();
        assert_eq!(*order.lock().unwrap(), ["waiter", "holder"]);
    }
}
