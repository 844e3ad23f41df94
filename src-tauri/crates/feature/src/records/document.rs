//! How the index reads records of every kind in the registry.

use std::sync::{Arc, PoisonError, RwLock};

use rusqlite::Connection;
use satchel_kernel::{Catalogue, Id, Result};
use satchel_search::{Document, Documents};

use super::{Registry, store};

/// Reads records for the index.
pub struct Searcher {
    /// The kinds and their rules.
    pub registry: Arc<Registry>,
    /// The catalogue as it is now.
    pub catalogue: Arc<RwLock<Arc<Catalogue>>>,
}

impl Documents for Searcher {
    fn document(&self, conn: &Connection, kind: &str, id: Id) -> Result<Option<Document>> {
        let Ok(compiled) = self.registry.kind(kind) else { return Ok(None) };
        let Some(mut record) = store::find(conn, compiled, id)? else { return Ok(None) };
        record.insert("title".into(), super::text(&record, &compiled.kind.title).into());
        record.insert("subtitle".into(), compiled.rules.subtitle(&record).into());
        let catalogue = self.catalogue.read().unwrap_or_else(PoisonError::into_inner).clone();
        Ok(Document::of(catalogue.kind(kind)?, record))
    }

    fn kinds(&self) -> Vec<String> {
        self.registry.kinds().map(|k| k.kind.name.to_string()).collect()
    }

    fn ids(&self, conn: &Connection, kind: &str, after: Option<Id>, limit: usize) -> Result<Vec<Id>> {
        store::ids_after(conn, self.registry.kind(kind)?, after, limit)
    }
}
