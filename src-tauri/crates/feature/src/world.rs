//! The world of the tests: a temporary encrypted vault with everything a command may use, and short words for making
//! people. Behind the cargo feature `world`.

use std::sync::{Arc, OnceLock, RwLock};

use satchel_kernel::{Id, Result};
use satchel_search::{Index, Lists};
use satchel_vault::Vault;
use serde_json::Value;

use crate::records::{self, Record, Registry, Searcher};
use crate::{Cx, Shared};

/// A vault of its own, gone with the test.
pub struct World {
    shared: Arc<Shared>,
    _folder: tempfile::TempDir,
}

impl World {
    /// An empty vault with these kinds.
    pub fn new(registry: Registry) -> Result<Self> {
        Self::with_tables(registry, "")
    }

    /// The same with further tables, which no code knows.
    pub fn with_tables(registry: Registry, tables: &str) -> Result<Self> {
        let broken =
            |e: std::io::Error| satchel_kernel::Error::broken("no_temporary_folder", "No room.").because(e);
        let folder = tempfile::tempdir().map_err(broken)?;
        let vault = Vault::throwaway_with(&folder.path().join("vault"), tables)?;
        let registry = Arc::new(registry);
        let catalogue = Arc::new(RwLock::new(Arc::new(registry.catalogue(0, [], []))));
        let documents = Arc::new(Searcher { registry: registry.clone(), catalogue: catalogue.clone() });
        let index = Arc::new(Index::open(&folder.path().join("index"), vault.derive_key("world"))?);
        let shared = Arc::new(Shared {
            lists: Lists::new(None, documents.clone(), [7; 32]),
            documents,
            vault,
            index,
            registry,
            catalogue,
            files: Arc::default(),
            default_region: "DE".into(),
            events: Box::new(|_| {}),
            job_bell: OnceLock::new(),
            memory: Default::default(),
        });
        Ok(Self { shared, _folder: folder })
    }

    /// A command's view of it.
    pub fn cx(&self) -> Cx {
        Cx { shared: self.shared.clone(), actor: "owner".into(), command: "test".into() }
    }

    /// Puts a catalogue in place, as an open vault does when the seller's own fields change.
    pub fn learn(&self, catalogue: satchel_kernel::Catalogue) {
        self.shared.set_catalogue(catalogue);
    }

    /// Creates a record from JSON; answers it as stored.
    pub fn create(&self, kind: &str, record: Value) -> Result<Record> {
        self.cx()
            .write_record(&format!("Create {kind}"), |rules| records::create(rules, kind, object(record)))
    }

    /// Patches a record; answers it as stored.
    pub fn patch(&self, kind: &str, id: Id, patch: Value) -> Result<Record> {
        self.cx().write_record(&format!("Edit {kind}"), |rules| {
            records::patch(rules, kind, id, None, object(patch))
        })
    }

    /// The record as stored.
    pub fn get(&self, kind: &str, id: Id) -> Result<Record> {
        self.cx().record(kind, id)
    }
}

/// The id of a stored record.
pub fn id(record: &Record) -> Id {
    record
        .get("id")
        .and_then(Value::as_str)
        .and_then(|t| t.parse().ok())
        .unwrap_or_else(|| Id::from_bytes([0; 16]))
}

fn object(value: Value) -> Record {
    match value {
        Value::Object(fields) => fields,
        _ => Record::new(),
    }
}
