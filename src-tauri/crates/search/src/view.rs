//! The index together with what changed since it was committed: an answer made from both is exact as of now.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use satchel_kernel::Id;

use crate::Result;
use crate::document::Document;
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
    pub(crate) changed: HashMap<(String, Id), Arc<Changed>>,
}

/// One changed record.
pub(crate) struct Changed {
    /// Its last change.
    pub(crate) seq: i64,
    /// As it is now; `None` if it is gone.
    pub(crate) document: Option<Document>,
    /// Where the index still has it as it was.
    pub(crate) stale: Option<(usize, u32)>,
    terms: OnceLock<Terms>,
}

impl Changed {
    pub(crate) fn new(
        snapshot: &Snapshot,
        kind: &str,
        id: Id,
        seq: i64,
        document: Option<Document>,
    ) -> Result<Self> {
        Ok(Self { seq, document, stale: snapshot.find(kind, id)?, terms: OnceLock::new() })
    }

    /// The terms of the record as it is now.
    pub(crate) fn terms(&self) -> Option<(&Document, &Terms)> {
        let document = self.document.as_ref()?;
        Some((document, self.terms.get_or_init(|| Terms::of(document))))
    }
}

/// What one answer is made from.
pub(crate) struct View {
    pub(crate) snapshot: Arc<Snapshot>,
    pub(crate) overlay: Arc<Overlay>,
    /// The change the answer is exact for.
    pub(crate) as_of: i64,
    /// Whether that is the last one.
    pub(crate) current: bool,
}
