//! Facets of a list: how many of its records have which value, each field counted without its own conditions.

use std::collections::HashMap;

use satchel_kernel::evaluate::groups::Grouping;
use satchel_kernel::evaluate::{Place, facets::without};
use satchel_kernel::query::{Condition, Filter, Op, Query};
use satchel_kernel::{Error, FieldType, Kind, Result};
use satchel_search::GroupCount;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::cx::Cx;
use crate::records::{rows_by_id, text};

/// The most fields that are counted at once.
const MOST_FIELDS: usize = 20;
/// The most values of a field that are answered.
const MOST_VALUES: u32 = 500;

/// What is counted.
#[derive(Clone, Debug, Default, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Counted {
    /// Which records; the order counts for nothing.
    pub query: Query,
    /// The fields and parts by whose values they are counted, at most 20.
    pub fields: Vec<String>,
    /// Values at most of each field, 1 to 500; 10 when absent.
    pub limit: Option<u32>,
}

/// The counts of a list.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct Facets {
    /// One per field that was asked for, in that order.
    facets: Vec<Facet>,
}

/// The values of one field.
#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Facet {
    /// The field.
    field: String,
    /// The most frequent values first.
    values: Vec<Counts>,
    /// How many further values there are.
    more: u64,
    /// How many records have no value.
    absent: u64,
}

/// One value.
#[derive(Debug, Serialize, schemars::JsonSchema)]
struct Counts {
    /// As a condition asks for it.
    value: Value,
    /// A text as some record writes it, what a record is called; absent where the value says it all.
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<String>,
    /// How many records have it.
    count: u64,
}

impl Cx {
    /// Counts the records of a list by the values of fields.
    pub fn facets(&self, kind: &str, input: &Counted) -> Result<Facets> {
        let limit = input.limit.unwrap_or(10);
        if !(1..=MOST_VALUES).contains(&limit) {
            return Err(Error::invalid("limit", "A facet has 1 to 500 values."));
        }
        if input.fields.len() > MOST_FIELDS {
            return Err(Error::invalid("fields", "At most 20 fields are counted at once."));
        }
        let catalogue = self.catalogue();
        let kind = catalogue.kind(kind)?;
        let query = self.resolved(kind, &Query { sort: Vec::new(), ..input.query.clone() })?;
        let facets = input.fields.iter().map(|field| self.facet(kind, &query, field, limit as usize));
        Ok(Facets { facets: facets.collect::<Result<_>>()? })
    }

    fn facet(&self, kind: &Kind, query: &Query, field: &str, limit: usize) -> Result<Facet> {
        let place = Place::find(kind, field).filter(Place::is_faceted).ok_or_else(|| {
            let shown: String = field.chars().take(60).collect();
            Error::refused("not_countable", format!("Lists are not counted by “{shown}”.")).at(field)
        })?;
        let others = query.filter.as_ref().and_then(|filter| without(filter, field));
        let empty = Filter::Is(Condition { field: field.to_owned(), op: Op::Empty, value: Value::Null });
        let all = Query { filter: others.clone(), ..query.clone() };
        let without_value =
            Query { filter: Some(Filter::And(others.into_iter().chain([empty]).collect())), ..query.clone() };
        let grouping = Grouping::by_value(place, self.now()?);
        self.vault.read(|conn| {
            let found = self.lists.count(conn, kind, &all, &grouping, limit)?;
            let absent = self.lists.total(conn, kind, &without_value)?;
            let counts = found.largest;
            let more = found.many.saturating_sub(counts.len() as u64);
            let spelt = match place.ty() {
                Some(FieldType::Text { .. }) => self.spelt(conn, kind, &grouping, &counts)?,
                _ => HashMap::new(),
            };
            let values = counts.into_iter().map(|GroupCount { key, count, .. }| {
                let label = match place.ty() {
                    Some(FieldType::Record { kind: of }) => self.title(conn, of, &key)?,
                    _ => spelt.get(&key).cloned(),
                };
                let value = match place.ty() {
                    Some(FieldType::Bool) => Value::Bool(key == "true"),
                    _ => Value::String(label.clone().filter(|_| !is_record(&place)).unwrap_or(key)),
                };
                Ok(Counts { value, label, count })
            });
            Ok(Facet { field: field.to_owned(), values: values.collect::<Result<_>>()?, more, absent })
        })
    }

    /// What a record is called.
    fn title(&self, conn: &satchel_vault::Connection, kind: &str, id: &str) -> Result<Option<String>> {
        let Ok(id) = id.parse() else { return Ok(None) };
        let Some(compiled) = self.registry.named(conn, kind, id)? else { return Ok(None) };
        let found = rows_by_id(conn, compiled, &[id], &[])?;
        Ok(found.first().map(|record| text(record, &compiled.kind.title).to_owned()))
    }
}

fn is_record(place: &Place<'_>) -> bool {
    matches!(place.ty(), Some(FieldType::Record { .. }))
}
