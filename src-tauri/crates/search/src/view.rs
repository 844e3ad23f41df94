//! The index together with what changed since it was committed: an answer made from both is exact as of now. While a
//! large write is under way, or just ended, the index alone is asked, as of its commit, and beside it what the seller
//! changed meanwhile: an edit is seen at once, whatever else is being written.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock, PoisonError};

use rusqlite::Connection;
use satchel_kernel::Id;
use satchel_vault::changes;

use crate::Result;
use crate::document::{Document, Documents};
use crate::index::Index;
use crate::index::schema::Terms;
use crate::index::snapshot::Snapshot;

/// The most changed records that are evaluated beside the index.
pub const MOST_CHANGED: usize = 1_000;

/// The records changed since a commit, as they are now.
#[derive(Clone, Default)]
pub(crate) struct Overlay {
    /// The commit it lies over.
    pub(crate) generation: Option<u64>,
    /// The last change it knows.
    pub(crate) seq: i64,
    /// Whether large writes since the commit are left out.
    partial: bool,
    pub(crate) changed: HashMap<(String, Id), Arc<Changed>>,
}

/// One changed record.
pub(crate) struct Changed {
    /// Its last change.
    pub(crate) seq: i64,
    /// As it is now; `None` if it is gone.
    pub(crate) document: Option<Arc<Document>>,
    /// Where the index still has it as it was.
    pub(crate) stale: Option<(usize, u32)>,
    terms: OnceLock<Terms>,
}

impl Changed {
    fn new(snapshot: &Snapshot, id: Id, seq: i64, document: Option<Arc<Document>>) -> Result<Self> {
        Ok(Self { seq, document, stale: snapshot.find(id)?, terms: OnceLock::new() })
    }

    /// The terms of the record as it is now.
    pub(crate) fn terms(&self) -> Option<(&Document, &Terms)> {
        let document = self.document.as_deref()?;
        Some((document, self.terms.get_or_init(|| Terms::of(document))))
    }
}

/// What one answer is made from.
pub(crate) struct View {
    pub(crate) snapshot: Arc<Snapshot>,
    pub(crate) overlay: Arc<Overlay>,
    /// The change the answer is exact for; small changes after it are in the answer too.
    pub(crate) as_of: i64,
}

impl Index {
    /// The index with what changed since its commit; if that is too much, with the small changes among it; if those are
    /// too many as well, the index alone.
    pub(crate) fn view(&self, conn: &Connection, documents: &dyn Documents) -> Result<View> {
        let snapshot = self.snapshot();
        let now = changes::last_seq(conn)?;
        let alone = |snapshot: Arc<Snapshot>, as_of| View { snapshot, overlay: Arc::default(), as_of };
        let Some(seq) = snapshot.seq else { return Ok(alone(snapshot, 0)) };
        if now <= seq {
            return Ok(alone(snapshot, seq));
        }
        // One reads for all: whoever comes meanwhile finds the records read.
        let mut shared = self.overlay.lock().unwrap_or_else(PoisonError::into_inner);
        let same = shared.generation == Some(snapshot.generation);
        let base = if same && !shared.partial { shared.seq.max(seq) } else { seq };
        if !same || shared.seq < now {
            match grow(&shared, &snapshot, base, now, conn, documents)? {
                Some(overlay) => *shared = Arc::new(overlay),
                None => return Ok(alone(snapshot, seq)),
            }
        }
        let overlay = Arc::clone(&shared);
        drop(shared);
        // Another reader's snapshot may be newer than this connection's; what it read is then answered.
        let as_of = if overlay.partial { seq } else { overlay.seq.max(now) };
        Ok(View { as_of, snapshot, overlay })
    }
}

/// The overlay as of `now`, from one as of `base` or from another commit's. While a large write is open, or if too much
/// changed, it has what small sets changed since the commit; `None` if that is too much as well.
fn grow(
    before: &Overlay,
    snapshot: &Snapshot,
    base: i64,
    now: i64,
    conn: &Connection,
    documents: &dyn Documents,
) -> Result<Option<Overlay>> {
    let same = before.generation == Some(snapshot.generation) && !before.partial;
    let known = if same { before.changed.len() } else { 0 };
    let all = match changes::is_large_open(conn)? {
        true => None,
        false => touched(changes::touched_since(conn, base, MOST_ROWS)?, conn, now, documents)?,
    };
    let (touched, partial) = match all.filter(|all| known + all.len() <= MOST_CHANGED) {
        Some(all) => (all, false),
        None => {
            let since = snapshot.seq.unwrap_or(0);
            let small = changes::touched_by_small_sets(conn, since, MOST_CHANGED, MOST_ROWS)?;
            let last = small.last().map_or(since, |row| row.seq);
            match touched(small, conn, last, documents)? {
                Some(small) => (small, true),
                None => return Ok(None),
            }
        }
    };
    let mut changed = HashMap::new();
    if same && !partial {
        changed.clone_from(&before.changed);
    }
    let same_places = before.generation == Some(snapshot.generation);
    let mut unread: HashMap<String, Vec<(Id, i64)>> = HashMap::new();
    for ((kind, id), seq) in touched {
        // What was read before is still right if nothing touched it since.
        match before.changed.get(&(kind.clone(), id)) {
            Some(known) if known.seq >= seq && same_places => {
                changed.insert((kind, id), Arc::clone(known));
            }
            Some(known) if known.seq >= seq => {
                let again = Changed::new(snapshot, id, known.seq, known.document.clone())?;
                changed.insert((kind, id), Arc::new(again));
            }
            _ => unread.entry(kind).or_default().push((id, seq)),
        }
    }
    for (kind, wanted) in unread {
        let ids: Vec<Id> = wanted.iter().map(|(id, _)| *id).collect();
        let mut found: HashMap<Id, Document> = documents
            .documents(conn, &kind, &ids)?
            .into_iter()
            .map(|document| (document.id, document))
            .collect();
        for (id, seq) in wanted {
            let record = Changed::new(snapshot, id, seq, found.remove(&id).map(Arc::new))?;
            changed.insert((kind.clone(), id), Arc::new(record));
        }
    }
    Ok((changed.len() <= MOST_CHANGED).then_some(Overlay {
        generation: Some(snapshot.generation),
        seq: now,
        partial,
        changed,
    }))
}

/// Records by kind and id, with their last change.
type Touched = HashMap<(String, Id), i64>;

/// A record edited again and again has many changes; beyond this many nobody counts records any more.
const MOST_ROWS: usize = 4 * MOST_CHANGED;

/// These records with their last change, those that quote them too; `None` if they are too many or do not reach `now`.
fn touched(
    rows: Vec<changes::Touched>,
    conn: &Connection,
    now: i64,
    documents: &dyn Documents,
) -> Result<Option<Touched>> {
    let complete = rows.last().is_none_or(|row| row.seq >= now);
    if !complete || rows.len() > MOST_CHANGED {
        return Ok(None);
    }
    let kinds: HashSet<String> = documents.kinds().into_iter().collect();
    let mut touched = Touched::new();
    for row in rows {
        for (kind, id) in documents.dependents(conn, &row.kind, row.id)? {
            let last = touched.entry((kind, id)).or_insert(row.seq);
            *last = row.seq.max(*last);
            if touched.len() > MOST_CHANGED {
                return Ok(None);
            }
        }
        if kinds.contains(&row.kind) {
            let last = touched.entry((row.kind, row.id)).or_insert(row.seq);
            *last = row.seq.max(*last);
        }
    }
    Ok((touched.len() <= MOST_CHANGED).then_some(touched))
}
