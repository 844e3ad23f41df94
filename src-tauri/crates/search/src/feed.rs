//! The index's reader of the change log: what was touched since its last commit is read and written, in batches, in the
//! background, never on the way of an edit. The cursor is in the commit itself, so a crash at any moment leaves an
//! index that is merely behind.

use std::collections::{BTreeMap, HashSet};
use std::sync::PoisonError;

use satchel_kernel::Id;
use satchel_vault::{Vault, changes};

use crate::document::Documents;
use crate::index::{Change, Index};
use crate::{Result, SearchError};

/// Changes read in one go, with one snapshot of the vault: so many that their records stay in the processor's cache from
/// being read to being let go of.
const BATCH: usize = 250;
/// Records written before a commit makes them searchable. A commit costs some 14 ms and a segment.
const COMMIT: u64 = 20_000;

/// How far to go in one call.
#[derive(Clone, Copy)]
pub struct Budget<'a> {
    /// Stop after so many records, at the next commit.
    pub records: u64,
    /// Asked between batches; true ends the call after a commit.
    pub stop: &'a (dyn Fn() -> bool + Sync),
}

impl Budget<'_> {
    /// Everything there is.
    pub const ALL: Budget<'static> = Budget { records: u64::MAX, stop: &|| false };
}

/// What a call did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Records read and written.
    pub records: u64,
    /// The change the index is now exact for; `None` while it is being written anew.
    pub seq: Option<i64>,
    /// Whether it has caught up.
    pub done: bool,
}

impl Index {
    /// Brings the index up to the vault's last change, or as far as the budget goes. An index that is missing, of
    /// another catalogue or of changes the vault does not have (a backup was restored) is written anew, a broken one moved aside first.
    pub fn catch_up(&self, vault: &Vault, documents: &dyn Documents, budget: Budget<'_>) -> Result<Progress> {
        let _alone = self.following.lock().unwrap_or_else(PoisonError::into_inner);
        if self.needs_rebuild() {
            return self.begin_again(vault, documents, budget);
        }
        match self.follow(vault, documents, budget) {
            Err(SearchError::Broken(why)) => {
                tracing::warn!(why, "the index is broken; it is moved aside and written anew");
                self.mark_broken();
                self.begin_again(vault, documents, budget)
            }
            outcome => outcome,
        }
    }

    fn follow(&self, vault: &Vault, documents: &dyn Documents, budget: Budget<'_>) -> Result<Progress> {
        let fingerprint = documents.fingerprint();
        let last = vault.read(changes::last_seq)?;
        let known = self.seq().filter(|seq| *seq <= last && self.fingerprint() == fingerprint);
        let Some(mut seq) = known else { return self.begin_again(vault, documents, budget) };
        if !self.holds(vault.read(|conn| changes::mark(conn, seq))?) {
            return self.begin_again(vault, documents, budget);
        }
        let (mut records, mut uncommitted) = (0, 0);
        loop {
            let (to, batch) = touched(vault, documents, seq, true)?;
            let caught_up = to == seq;
            seq = to;
            uncommitted += batch.len() as u64;
            records += batch.len() as u64;
            self.apply(batch)?;
            let pause = caught_up || records >= budget.records || (budget.stop)();
            if (pause && self.seq() != Some(seq)) || uncommitted >= COMMIT {
                self.commit(Some(seq), &fingerprint, vault.read(|conn| changes::mark(conn, seq))?)?;
                uncommitted = 0;
            }
            if pause {
                self.refresh()?;
                return Ok(Progress { records, seq: Some(seq), done: caught_up });
            }
        }
    }

    /// Writes the index anew from the vault's records. What changes meanwhile is caught up with afterwards. Waits for
    /// whoever follows the log.
    pub fn rebuild(&self, vault: &Vault, documents: &dyn Documents, budget: Budget<'_>) -> Result<Progress> {
        let _alone = self.following.lock().unwrap_or_else(PoisonError::into_inner);
        self.begin_again(vault, documents, budget)
    }

    fn begin_again(&self, vault: &Vault, documents: &dyn Documents, budget: Budget<'_>) -> Result<Progress> {
        let fingerprint = documents.fingerprint();
        self.begin_anew()?;
        let mut seq = vault.read(changes::last_seq)?;
        let mut records = 0;
        for kind in documents.kinds() {
            let mut after = None;
            loop {
                let batch = vault.read(|conn| -> Result<_> {
                    let ids = documents.ids(conn, &kind, after, BATCH)?;
                    let Some(last) = ids.last().copied() else { return Ok(None) };
                    Ok(Some((last, documents.documents(conn, &kind, &ids)?)))
                })?;
                let Some((last, batch)) = batch else { break };
                after = Some(last);
                records += batch.len() as u64;
                self.apply(batch.into_iter().map(|document| Change::New(Box::new(document))))?;
                if (budget.stop)() {
                    // Nothing is kept of a rebuild that did not end; the next call begins again.
                    return Ok(Progress { records, seq: None, done: false });
                }
            }
        }
        // Some were read after they changed: until all are, nothing counts as new.
        let read = vault.read(changes::last_seq)?;
        while seq < read {
            let (to, batch) = touched(vault, documents, seq, false)?;
            self.apply(batch)?;
            seq = to;
        }
        self.commit(Some(seq), &fingerprint, vault.read(|conn| changes::mark(conn, seq))?)?;
        let now = vault.read(changes::last_seq)?;
        Ok(Progress { records, seq: Some(seq), done: now == seq })
    }
}

/// The records touched by the next changes after `seq`, as they are now, and how far that goes; `seq` itself at the
/// end. With `new`, those just made are said to be new.
fn touched(vault: &Vault, documents: &dyn Documents, seq: i64, new: bool) -> Result<(i64, Vec<Change>)> {
    let kinds: HashSet<String> = documents.kinds().into_iter().collect();
    vault.read(|conn| {
        let touched = changes::touched_since(conn, seq, BATCH)?;
        let Some(to) = touched.iter().map(|row| row.seq).max() else { return Ok((seq, Vec::new())) };
        let mut wanted: BTreeMap<String, Vec<Id>> = BTreeMap::new();
        let mut known = HashSet::new();
        let mut born = HashSet::new();
        let mut want = |kind: String, id| {
            if kinds.contains(&kind) && known.insert((kind.clone(), id)) {
                wanted.entry(kind).or_default().push(id);
            }
        };
        for row in touched {
            for (kind, id) in documents.dependents(conn, &row.kind, row.id)? {
                // One that is made later on is read when it is made, and then it is new.
                if !changes::is_made_after(conn, id, to)? {
                    want(kind, id);
                }
            }
            if row.born && new {
                born.insert(row.id);
            }
            want(row.kind, row.id);
        }
        let mut batch = Vec::new();
        for (kind, ids) in wanted {
            let mut gone: HashSet<Id> = ids.iter().copied().collect();
            for document in documents.documents(conn, &kind, &ids)? {
                gone.remove(&document.id);
                // Looking for what is replaced costs as much as writing; a record just made replaces nothing.
                let new = born.contains(&document.id);
                let document = Box::new(document);
                batch.push(if new { Change::New(document) } else { Change::Put(document) });
            }
            batch.extend(gone.into_iter().map(Change::Gone));
        }
        Ok((to, batch))
    })
}
