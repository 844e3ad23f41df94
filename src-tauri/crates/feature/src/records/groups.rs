//! Groups of a list: how many of its records stand in which, in the order a screen shows them, and what finds each.

use std::collections::HashMap;

use satchel_kernel::catalogue::OWN_RECORD;
use satchel_kernel::evaluate::groups::{GroupBy, Grouping, Unit};
use satchel_kernel::evaluate::{Place, Scalar};
use satchel_kernel::query::{Condition, Filter, Op, Query};
use satchel_kernel::text::fold;
use satchel_kernel::{Error, FieldType, Id, Kind, Result};
use satchel_search::{GroupCount, Page};
use satchel_vault::{Connection, list};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::cx::Cx;
use crate::records::{rows_by_id, text};

/// The most groups that are answered. A list in more is no list in groups.
const MOST_GROUPS: usize = 2_000;

/// What is grouped.
#[derive(Clone, Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Grouped {
    /// Which records. Sorted by the field of the groups, it gives their direction.
    #[serde(default)]
    pub query: Query,
    /// The field by whose values they are grouped, `:letter` behind it for the first letter; days and moments go by month, or
    /// by `:week` or `:day`.
    pub by: GroupBy,
}

/// A list in groups.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct ListGroups {
    /// In their order; records without a value come last.
    groups: Vec<ListGroup>,
    /// How many records the list has. One with several values stands in several groups.
    total: u64,
}

/// One group.
#[derive(Debug, Serialize, schemars::JsonSchema)]
struct ListGroup {
    /// What its records have in common: a value, a letter, a month like `2026-11` or `--11`, a day, which of a week is
    /// its first; absent where they have none.
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<String>,
    /// A text as some record writes it, what a record is called; absent where the key says it all.
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<String>,
    /// How many records it has.
    count: u64,
    /// Beside the filter of the list, this finds its records.
    filter: Filter,
}

impl Cx {
    /// Groups the records of a list.
    pub fn groups(&self, kind: &str, input: &Grouped) -> Result<ListGroups> {
        let catalogue = self.catalogue();
        let kind = catalogue.kind(kind)?;
        let grouping = Grouping::new(kind, &input.by, self.now()?)?;
        let query = self.resolved(kind, &Query { sort: Vec::new(), ..input.query.clone() })?;
        let all = query.filter.clone().into_iter().chain([grouping.absent()]).collect();
        let without = Query { filter: Some(Filter::And(all)), ..query.clone() };
        let (mut groups, total, absent) = self.vault.read(|conn| {
            let total = |query: &Query| -> Result<u64> { Ok(self.lists.total(conn, kind, query)?) };
            let counts = self.lists.count(conn, kind, &query, &grouping, MOST_GROUPS)?;
            if counts.many > MOST_GROUPS as u64 {
                let words = format!(
                    "This list would fall into {} groups. Filter it, or group it in larger ones.",
                    counts.many
                );
                return Err(Error::refused("too_many_groups", words).at("by"));
            }
            let groups = self.named(conn, kind, &grouping, counts.largest)?;
            Ok((groups, total(&query)?, total(&without)?))
        })?;
        if input.query.sort.first().is_some_and(|sort| sort.field == input.by.field && sort.descending) {
            groups.reverse();
        }
        if absent > 0 {
            groups.push(ListGroup { key: None, label: None, count: absent, filter: grouping.absent() });
        }
        Ok(ListGroups { groups, total })
    }

    /// The groups with their names, in their order.
    fn named(
        &self,
        conn: &Connection,
        kind: &Kind,
        grouping: &Grouping<'_>,
        counts: Vec<GroupCount>,
    ) -> Result<Vec<ListGroup>> {
        let keys: Vec<&str> = counts.iter().map(|one| one.key.as_str()).collect();
        let sort = |words: &str| self.registry.sort_key(words);
        // What each group is called, and what it is ordered by.
        let names: HashMap<String, (Option<String>, (usize, String))> = match grouping.place.ty() {
            Some(FieldType::Record { kind: of }) => {
                let places = self.in_their_order(conn, of, &keys)?;
                places.into_iter().map(|(id, at, title)| (id, (title, (at, String::new())))).collect()
            }
            Some(FieldType::Choice { options } | FieldType::MultiChoice { options }) => {
                let place = |key: &str| options.iter().position(|one| one == key).unwrap_or(options.len());
                keys.iter().map(|key| ((*key).to_owned(), (None, (place(key), sort(key))))).collect()
            }
            Some(FieldType::Text { .. }) if grouping.unit == Unit::Value => self
                .spelt(conn, kind, grouping, &counts)?
                .into_iter()
                .map(|(key, words)| (key, (Some(words.clone()), (0, sort(&words)))))
                .collect(),
            Some(FieldType::Text { .. }) => {
                keys.iter().map(|key| ((*key).to_owned(), (None, (0, sort(key))))).collect()
            }
            // Yes before no; months, weeks and days as they pass.
            Some(FieldType::Bool) => keys
                .iter()
                .map(|key| ((*key).to_owned(), (None, ((*key != "true").into(), String::new()))))
                .collect(),
            _ => keys.iter().map(|key| ((*key).to_owned(), (None, (0, (*key).to_owned())))).collect(),
        };
        let mut groups = Vec::with_capacity(counts.len());
        for GroupCount { key, count, .. } in &counts {
            let Some(filter) = grouping.filter(key) else { continue };
            let (label, order) = names.get(key).cloned().unwrap_or((None, (usize::MAX, key.clone())));
            groups.push((order, ListGroup { key: Some(key.clone()), label, count: *count, filter }));
        }
        groups.sort_by(|(a, one), (b, other)| a.cmp(b).then_with(|| one.key.cmp(&other.key)));
        Ok(groups.into_iter().map(|(_, group)| group).collect())
    }

    /// How records write the texts of these groups: whoever stands for a group is asked, and all records where nobody does.
    pub(super) fn spelt(
        &self,
        conn: &Connection,
        kind: &Kind,
        grouping: &Grouping<'_>,
        counts: &[GroupCount],
    ) -> Result<HashMap<String, String>> {
        let compiled = self.registry.kind(&kind.name)?;
        let place = &grouping.place;
        let part = match place {
            Place::Part(part, _) => &*part.id,
            _ => "custom",
        };
        let ids: Vec<Id> = counts.iter().filter_map(|one| one.one).collect();
        let mut spelt = HashMap::new();
        for record in rows_by_id(conn, compiled, &ids, &[part])? {
            let record = Value::Object(record);
            for value in place.values(&record) {
                if let Scalar::Text(text) = value {
                    spelt.entry(fold(text)).or_insert_with(|| text.to_owned());
                }
            }
        }
        // Whoever is neither in the index nor known by it any more.
        let rest: Vec<&str> =
            counts.iter().map(|one| one.key.as_str()).filter(|key| !spelt.contains_key(*key)).collect();
        if !rest.is_empty() {
            let more = list::spellings(conn, kind, place, &rest).map_err(satchel_vault::fault)?;
            spelt.extend(more);
        }
        Ok(spelt)
    }

    /// Records of a kind by their ids, with their place in the kind's own order and what they are called: first by what
    /// they belong to, as stages do to a pipeline. Those in the trash come last.
    fn in_their_order(
        &self,
        conn: &Connection,
        kind: &str,
        ids: &[&str],
    ) -> Result<Vec<(String, usize, Option<String>)>> {
        if kind == OWN_RECORD {
            return self.by_name(conn, ids);
        }
        let compiled = self.registry.kind(kind)?;
        let places = self.places(conn, kind, ids)?;
        let wanted: Vec<Id> = ids.iter().filter_map(|id| id.parse().ok()).collect();
        let owner = compiled.kind.fields.iter().find_map(|field| match &field.ty {
            FieldType::Record { kind } if field.required => Some((&*field.id, &**kind)),
            _ => None,
        });
        let records = rows_by_id(conn, compiled, &wanted, &[])?;
        let owners = match owner {
            Some((field, of)) => {
                let mut ids: Vec<&str> = records.iter().map(|record| text(record, field)).collect();
                ids.sort_unstable();
                ids.dedup();
                self.places(conn, of, &ids)?
            }
            None => HashMap::new(),
        };
        let mut named: Vec<_> = records
            .iter()
            .map(|record| {
                let id = text(record, "id");
                let at = places.get(id).copied();
                let of = owner.and_then(|(field, _)| owners.get(text(record, field)).copied());
                ((at.is_none(), of, at), id.to_owned(), text(record, &compiled.kind.title).to_owned())
            })
            .collect();
        named.sort_unstable();
        Ok(named.into_iter().zip(0..).map(|((_, id, title), at)| (id, at, Some(title))).collect())
    }

    /// Records of whichever of the seller's own kinds, as [`Self::in_their_order`] answers them: those have no order in common
    /// but their names.
    fn by_name(&self, conn: &Connection, ids: &[&str]) -> Result<Vec<(String, usize, Option<String>)>> {
        let mut named = Vec::with_capacity(ids.len());
        for id in ids.iter().filter_map(|id| id.parse::<Id>().ok()) {
            let Some(compiled) = self.registry.named(conn, OWN_RECORD, id)? else { continue };
            for record in rows_by_id(conn, compiled, &[id], &[])? {
                let title = text(&record, &compiled.kind.title).to_owned();
                let order = (record.contains_key("deleted_ms"), self.registry.sort_key(&title), id);
                named.push((order, title));
            }
        }
        named.sort_unstable();
        Ok(named
            .into_iter()
            .zip(0..)
            .map(|(((.., id), title), at)| (id.to_string(), at, Some(title)))
            .collect())
    }

    /// The places of those of these records that are not in the trash, in the kind's own order.
    fn places(&self, conn: &Connection, kind: &str, ids: &[&str]) -> Result<HashMap<String, usize>> {
        let among = Condition { field: "id".into(), op: Op::OneOf, value: json!(ids) };
        let query = Query { filter: Some(Filter::Is(among)), ..Query::default() };
        let kind = &self.registry.kind(kind)?.kind;
        let ordered = self.lists.list(conn, kind, &query, Page::Position(0), ids.len())?.ids;
        Ok(ordered.iter().map(Id::to_string).zip(0..).collect())
    }
}
