//! What was found among the vault's contacts, kept until they change. It costs seconds among a hundred thousand, and the page
//! asks after every answer: so of a few who changed only their pairs are looked for anew, with what was reckoned of the others.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

use satchel_kernel::{Id, Result};
use satchel_vault::{Connection, changes};

use super::find::Found;
use super::store;

/// Nothing less likely is kept.
pub const LEAST: f64 = 0.001;
/// Of more changes than this everything is reckoned anew,
const CHANGES: usize = 5_000;
/// and of more contacts.
const FEW: usize = 200;

/// What is kept of one vault.
#[derive(Default)]
pub struct Kept(Mutex<Option<State>>);

struct State {
    /// The last change that is in it.
    seq: i64,
    /// The contacts in the order of their ids.
    ids: Vec<Id>,
    found: Found,
}

impl Kept {
    /// Asks what there is as of now: the contacts by place, and what was found among them.
    pub fn now<T>(&self, conn: &Connection, ask: impl FnOnce(&[Id], &Found) -> Result<T>) -> Result<T> {
        // Whoever comes meanwhile waits instead of reckoning the same.
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let state = State::now(kept.take(), conn)?;
        let State { ids, found, .. } = kept.insert(state);
        ask(ids, found)
    }
}

impl State {
    fn now(before: Option<Self>, conn: &Connection) -> Result<Self> {
        let seq = changes::last_seq(conn)?;
        let Some(mut state) = before else { return Self::new(conn, seq) };
        if state.seq == seq {
            return Ok(state);
        }
        let touched = changes::touched_since(conn, state.seq, CHANGES)?;
        let is_all = touched.last().is_some_and(|last| last.seq == seq);
        let touched: HashSet<Id> =
            touched.into_iter().filter(|one| one.kind == "contact").map(|one| one.id).collect();
        if !is_all || touched.len() > FEW {
            return Self::new(conn, seq);
        }
        if !touched.is_empty() {
            let (ids, people) = store::everybody(conn)?;
            let place = |id: &Id| {
                let at = ids.binary_search_by(|other| other.as_bytes().cmp(id.as_bytes())).ok()?;
                u32::try_from(at).ok()
            };
            let places: Vec<Option<u32>> = state.ids.iter().map(place).collect();
            state.found.again(&people, &places, &touched.iter().filter_map(place).collect(), LEAST);
            state.ids = ids;
        }
        state.seq = seq;
        Ok(state)
    }

    fn new(conn: &Connection, seq: i64) -> Result<Self> {
        let (ids, people) = store::everybody(conn)?;
        Ok(Self { seq, ids, found: Found::of(&people, LEAST) })
    }
}
