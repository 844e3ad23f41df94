//! Which records are meant: some by their ids, or all that a query finds but some.

use std::collections::HashSet;

use satchel_kernel::query::Query;
use satchel_kernel::{Error, Id, Result};
use serde::Deserialize;

use crate::Cx;

/// Which records: either `ids` or `query`.
#[derive(Clone, Debug, Default, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Chosen {
    /// These records.
    pub ids: Option<Vec<Id>>,
    /// Every record that this query finds.
    pub query: Option<Query>,
    /// But not these.
    pub without: Vec<Id>,
}

impl Chosen {
    /// The chosen ids of `kind`, each once.
    pub fn ids(self, cx: &Cx, kind: &str) -> Result<Vec<Id>> {
        let ids = match (self.ids, self.query) {
            (Some(ids), None) => ids,
            (None, Some(query)) => found(cx, kind, &query)?,
            _ => return Err(Error::invalid("ids", "Say which records: give either their ids or a query.")),
        };
        let mut passed: HashSet<Id> = self.without.into_iter().collect();
        Ok(ids.into_iter().filter(|id| passed.insert(*id)).collect())
    }
}

/// Everything the query finds now, in any order.
fn found(cx: &Cx, kind: &str, query: &Query) -> Result<Vec<Id>> {
    cx.list_all(kind, &Query { sort: Vec::new(), ..query.clone() })
}
