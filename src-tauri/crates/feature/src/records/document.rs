//! How the index reads records of every kind in the registry.

use std::sync::{Arc, PoisonError, RwLock};

use satchel_kernel::{Catalogue, Id, Result};
use satchel_search::{Document, Documents, Layout};
use satchel_vault::Connection;

use super::{Compiled, Record, Registry, store};

/// Reads records for the index.
pub struct Searcher {
    /// The kinds and their rules.
    pub registry: Arc<Registry>,
    /// The catalogue as it is now.
    pub catalogue: Arc<RwLock<Arc<Catalogue>>>,
}

impl Searcher {
    fn make(compiled: &Compiled, layout: &Layout<'_>, record: Record) -> Option<Document> {
        let subtitle = compiled.rules.subtitle(&record);
        let mut document = Document::with(layout, record)?;
        document.subtitle = subtitle;
        Some(document)
    }
}

impl Documents for Searcher {
    fn document(&self, conn: &Connection, kind: &str, id: Id) -> Result<Option<Document>> {
        Ok(self.documents(conn, kind, &[id])?.pop())
    }

    fn documents(&self, conn: &Connection, kind: &str, ids: &[Id]) -> Result<Vec<Document>> {
        let Ok(compiled) = self.registry.kind(kind) else { return Ok(Vec::new()) };
        let catalogue = self.catalogue.read().unwrap_or_else(PoisonError::into_inner).clone();
        // A kind that lies in the trash is not in the catalogue; its records are known by their titles until it is back.
        let layout = Layout::of(catalogue.kinds.get(kind).unwrap_or(&compiled.kind));
        let records = store::find_many(conn, compiled, ids)?;
        Ok(records.into_iter().filter_map(|record| Self::make(compiled, &layout, record)).collect())
    }

    fn kinds(&self) -> Vec<String> {
        self.registry.kinds().map(|k| k.kind.name.to_string()).collect()
    }

    fn ids(&self, conn: &Connection, kind: &str, after: Option<Id>, limit: usize) -> Result<Vec<Id>> {
        store::ids_after(conn, self.registry.kind(kind)?, after, limit)
    }

    /// The built-in kinds, with what is searched and listed of them, and what all own kinds have. The seller's own kinds and
    /// fields come and go without it.
    fn fingerprint(&self) -> String {
        let mut hash = blake3::Hasher::new();
        for compiled in self.registry.kinds().filter(|compiled| !compiled.kind.is_own()) {
            // Writing into a hash does not fail.
            let _ = serde_json::to_writer(&mut hash, &compiled.kind);
        }
        let _ = serde_json::to_writer(&mut hash, &super::own::kind(satchel_kernel::catalogue::OWN, None));
        hash.finalize().to_hex().to_string()
    }
}
