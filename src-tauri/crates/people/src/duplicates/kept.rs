//! What was found among the vault's contacts, and among its companies, kept until they change. It costs seconds among a hundred thousand, and the page
//! asks after every answer: so of a few who changed only their pairs are looked for anew, with what was reckoned of the others.

use std::collections::HashSet;
use std::marker::PhantomData;
use std::sync::{Mutex, PoisonError};

use satchel_kernel::{Id, Result};
use satchel_vault::{Connection, changes};

use super::find::Found;
use super::store::Looked;

/// Nothing less likely is kept.
pub const LEAST: f64 = 0.001;
/// Of more changes than this everything is reckoned anew,
const CHANGES: usize = 5_000;
/// and of more records.
const FEW: usize = 200;

/// What is kept of one kind of one vault.
#[derive(Default)]
pub struct Kept<T>(Mutex<Option<State>>, PhantomData<fn() -> T>);

struct State {
    /// The last change that is in it.
    seq: i64,
    /// The records in the order of their ids.
    ids: Vec<Id>,
    found: Found,
}

impl<T: Looked> Kept<T> {
    /// Asks what there is as of now: the records by place, and what was found among them.
    pub fn now<A>(&self, conn: &Connection, ask: impl FnOnce(&[Id], &Found) -> Result<A>) -> Result<A> {
        // Whoever comes meanwhile waits instead of reckoning the same.
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let state = State::now::<T>(kept.take(), conn)?;
        let State { ids, found, .. } = kept.insert(state);
        ask(ids, found)
    }
}

impl State {
    fn now<T: Looked>(before: Option<Self>, conn: &Connection) -> Result<Self> {
        let seq = changes::last_seq(conn)?;
        let Some(mut state) = before else { return Self::new::<T>(conn, seq) };
        if state.seq == seq {
            return Ok(state);
        }
        let touched = changes::touched_since(conn, state.seq, CHANGES)?;
        let is_all = touched.last().is_some_and(|last| last.seq == seq);
        let touched: HashSet<Id> =
            touched.into_iter().filter(|one| one.kind == T::KIND).map(|one| one.id).collect();
        if !is_all || touched.len() > FEW {
            return Self::new::<T>(conn, seq);
        }
        if !touched.is_empty() {
            let (ids, people) = T::read(conn, None)?;
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

    fn new<T: Looked>(conn: &Connection, seq: i64) -> Result<Self> {
        let (ids, people) = T::read(conn, None)?;
        Ok(Self { seq, ids, found: Found::of(&people, LEAST) })
    }
}
