//! How deals went through their stages, kept in memory between two questions: of a thousand deals a few changed since, and
//! only these are read again.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use satchel_kernel::{Id, Result};
use satchel_vault::{Connection, changes};

use super::rules::Stop;
use super::store;

/// Beyond so many records that changed all is read anew.
const MOST_CHANGED: usize = 2_000;

/// The ways of all living deals.
#[derive(Default)]
pub struct Ways(Mutex<Option<Kept>>);

/// As of a change.
struct Kept {
    seq: i64,
    ways: BTreeMap<Id, Way>,
}

struct Way {
    pipeline: Id,
    stops: Vec<Stop>,
}

impl Ways {
    /// Looks at the ways of the living deals of a pipeline, as the connection sees them.
    pub fn of<T>(&self, conn: &Connection, pipeline: Id, look: impl FnOnce(&[&[Stop]]) -> T) -> Result<T> {
        let now = changes::last_seq(conn)?;
        let mut place = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // What is kept may be ahead of a connection that began to read earlier.
        let kept = match place.take().filter(|kept| kept.seq <= now) {
            Some(kept) => kept.grown(conn, now)?,
            None => Kept::read(conn, now)?,
        };
        let ways = kept.ways.values().filter(|way| way.pipeline == pipeline);
        let found = look(&ways.map(|way| way.stops.as_slice()).collect::<Vec<_>>());
        *place = Some(kept);
        Ok(found)
    }
}

impl Kept {
    fn read(conn: &Connection, seq: i64) -> Result<Self> {
        let mut kept = Self { seq, ways: BTreeMap::new() };
        kept.take(store::ways(conn)?);
        Ok(kept)
    }

    fn grown(mut self, conn: &Connection, now: i64) -> Result<Self> {
        if self.seq == now {
            return Ok(self);
        }
        let touched = changes::touched_since(conn, self.seq, MOST_CHANGED)?;
        if touched.last().is_none_or(|last| last.seq < now) {
            return Self::read(conn, now);
        }
        for deal in touched.iter().filter(|one| one.kind == "deal") {
            self.ways.remove(&deal.id);
            self.take(store::way(conn, deal.id)?);
        }
        self.seq = now;
        Ok(self)
    }

    fn take(&mut self, stops: Vec<(Id, Stop)>) {
        for (pipeline, stop) in stops {
            let way =
                self.ways.entry(stop.deal).or_insert_with(|| Way { pipeline, stops: Vec::with_capacity(4) });
            way.stops.push(stop);
        }
    }
}
