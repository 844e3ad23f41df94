//! How the index reads records of every kind in the registry.

use std::sync::{Arc, PoisonError, RwLock};

use satchel_kernel::{Catalogue, Id, Kind, Result};
use satchel_search::{Document, Documents};
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
    fn make(&self, compiled: &Compiled, kind: &Kind, record: Record) -> Option<Document> {
        let subtitle = compiled.rules.subtitle(&record);
        let mut document = Document::of(kind, record)?;
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
        let kind = catalogue.kind(kind)?;
        let records = store::find_many(conn, compiled, ids)?;
        Ok(records.into_iter().filter_map(|record| self.make(compiled, kind, record)).collect())
    }

    fn kinds(&self) -> Vec<String> {
        self.registry.kinds().map(|k| k.kind.name.to_string()).collect()
    }

    fn ids(&self, conn: &Connection, kind: &str, after: Option<Id>, limit: usize) -> Result<Vec<Id>> {
        store::ids_after(conn, self.registry.kind(kind)?, after, limit)
    }
}
