//! What a listener missed: the changes since the last one it knows, as one event.

use satchel_feature::Event;
use satchel_feature::cx::RecordRef;
use satchel_kernel::Result;
use satchel_vault::changes;

use crate::{Actor, App};

/// The most records an event names.
const MAX_IDS: usize = 100;
/// The most changes that are looked at; after more, whatever is shown is asked for again.
const MAX_CHANGES: usize = 10_000;

impl App {
    /// The changes after `seq` as one event; `None` if there were none.
    pub fn changes_since(&self, seq: i64) -> Result<Option<Event>> {
        let cx = self.cx(&Actor::owner())?;
        cx.vault.read(|conn| {
            let to_seq = changes::last_seq(conn)?;
            if to_seq <= seq {
                return Ok(None);
            }
            let touched = changes::touched_since(conn, seq, MAX_CHANGES)?;
            let is_whole = touched.last().is_some_and(|last| last.seq >= to_seq);
            let mut kinds: Vec<String> = if is_whole {
                touched.iter().map(|t| t.kind.clone()).collect()
            } else {
                cx.registry.kinds().map(|compiled| compiled.kind.name.clone().into_owned()).collect()
            };
            kinds.sort_unstable();
            kinds.dedup();
            let ids = (is_whole && touched.len() <= MAX_IDS)
                .then(|| touched.into_iter().map(|t| RecordRef { kind: t.kind, id: t.id }).collect());
            Ok(Some(Event::Change { from_seq: seq + 1, to_seq, kinds, ids }))
        })
    }
}
