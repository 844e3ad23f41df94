//! The SQL executor of the query value: a checked [`Plan`] becomes statements whose every value is a bound parameter
//! and whose every name comes from the catalogue.
//!
//! It answers as of the connection's snapshot, always with an exact total: by position, as the whole ordered list of
//! ids, or after a rank (for the API's cursor). The reference evaluator in `kernel` says what it has to answer. What
//! it leaves out: choosing between this executor and the index's, which the search crate does.

mod compile;
pub mod cursor;
mod fragment;
mod functions;

use std::collections::{BTreeMap, HashMap};

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Result, Row, params_from_iter};
use satchel_kernel::evaluate::facets::ranked;
use satchel_kernel::evaluate::groups::{Grouping, Unit};
use satchel_kernel::evaluate::{Key, Node, Place, Plan, Rank};
use satchel_kernel::{Id, Kind};

use compile::{Component, Keys};
use fragment::Fragment;
pub use functions::register;

/// A plan compiled to SQL.
pub struct Listing {
    table: Fragment,
    filter: Fragment,
    unfiltered: bool,
    components: Vec<Component>,
    /// Set when the first sort key is an indexed text column: its index is walked over the records that have a value,
    /// and those without one follow. Otherwise one statement sorts all.
    split: Option<Split>,
}

/// The two halves of a list whose first sort key has an index.
struct Split {
    present: Fragment,
    absent: Fragment,
    /// The bare indexed column.
    column: Fragment,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Both,
    Present,
    Absent,
}

impl Listing {
    /// Compiles the plan.
    pub fn new(plan: &Plan<'_>) -> Self {
        let Keys { components, split } = compile::keys(plan);
        let unfiltered = matches!(&plan.root, Node::All(nodes) if nodes.is_empty());
        Self {
            table: compile::table(plan.kind),
            filter: compile::filter(plan),
            unfiltered,
            components,
            split,
        }
    }

    /// Whether the order comes from an index of the table, so that a first page costs the same however long the list.
    pub const fn is_indexed(&self) -> bool {
        self.split.is_some()
    }

    /// How many records the list has.
    pub fn total(&self, conn: &Connection) -> Result<u64> {
        self.count(conn, Half::Both)
    }

    /// Every id in order. In one statement that reads the table from its beginning to its end and sorts: following an
    /// index to rows all over an encrypted file takes several times as long.
    pub fn ids(&self, conn: &Connection) -> Result<Vec<Id>> {
        let mut ids = Vec::new();
        self.run(conn, Half::Both, None, None, 0, &mut ids)?;
        Ok(ids)
    }

    /// The list's records counted by their groups, the largest first, then by the group.
    pub fn counts(
        &self,
        conn: &Connection,
        kind: &Kind,
        grouping: &Grouping<'_>,
    ) -> Result<Vec<(String, u64)>> {
        let sql = compile::counts(kind, &self.filter, grouping);
        functions::ensure(conn)?;
        let mut statement = conn.prepare_cached(sql.sql())?;
        let mut rows = statement.query(params_from_iter(sql.values()))?;
        let mut counts = Vec::new();
        // Moments and the days of weeks come as they are; those of one span become one group here, where zone and week are
        // known.
        let mut spans = BTreeMap::<String, u64>::new();
        let mut span: Option<(String, i64, i64)> = None;
        while let Some(row) = rows.next()? {
            let count = row.get::<_, i64>(1)?.cast_unsigned();
            match row.get::<_, Value>(0)? {
                Value::Text(date) if grouping.unit == Unit::Week => {
                    if let Some(week) = date.parse().ok().and_then(|date| grouping.of_date(date)) {
                        *spans.entry(week).or_default() += count;
                    }
                }
                Value::Text(text) => counts.push((text, count)),
                Value::Blob(bytes) => {
                    counts.extend(Id::from_slice(&bytes).map(|id| (id.to_string(), count)));
                }
                Value::Integer(at) if grouping.unit.is_of_time() => {
                    if span.as_ref().is_none_or(|(_, from, to)| !(*from..*to).contains(&at)) {
                        span = grouping.span_at(at);
                    }
                    if let Some((name, ..)) = &span {
                        *spans.entry(name.clone()).or_default() += count;
                    }
                }
                Value::Integer(yes) => counts.push(((yes != 0).to_string(), count)),
                Value::Real(_) | Value::Null => {}
            }
        }
        Ok(if spans.is_empty() { counts } else { ranked(spans) })
    }

    /// Whether there is no filter beside the trash.
    pub const fn is_unfiltered(&self) -> bool {
        self.unfiltered
    }

    /// The ids at `position` and after, at most `limit`.
    pub fn page(&self, conn: &Connection, position: u64, limit: usize) -> Result<Vec<Id>> {
        let mut ids = Vec::new();
        let mut skip = position;
        for half in self.halves() {
            let left = limit.saturating_sub(ids.len());
            if left == 0 {
                break;
            }
            let before = ids.len();
            self.run(conn, half, None, Some(left), skip, &mut ids)?;
            if half == Half::Present && skip > 0 {
                // Only a half that gave no row can have been skipped whole.
                skip = if ids.len() > before { 0 } else { skip.saturating_sub(self.count(conn, half)?) };
            }
        }
        Ok(ids)
    }

    /// The ids that come after `rank`, at most `limit`; the record at `rank` need not exist any more.
    pub fn after(&self, conn: &Connection, rank: &Rank, limit: usize) -> Result<Vec<Id>> {
        let mut ids = Vec::new();
        for half in self.halves() {
            let left = limit.saturating_sub(ids.len());
            if left > 0 {
                self.run(conn, half, Some(rank), Some(left), 0, &mut ids)?;
            }
        }
        Ok(ids)
    }

    /// Where the record stands in the list's order, whether or not the filter holds for it.
    pub fn rank(&self, conn: &Connection, id: Id) -> Result<Option<Rank>> {
        let mut sql = Fragment::new("SELECT r.id");
        for component in &self.components {
            sql.push(", ").add(&component.key);
        }
        sql.push(" FROM ")
            .add(&self.table)
            .push(" r WHERE r.id = ")
            .bind(Value::Blob(id.as_bytes().to_vec()));
        functions::ensure(conn)?;
        let mut statement = conn.prepare_cached(sql.sql())?;
        statement.query_row(params_from_iter(sql.values()), |row| self.read_rank(row, id)).optional()
    }

    fn read_rank(&self, row: &Row<'_>, id: Id) -> Result<Rank> {
        let keys = (1..=self.components.len())
            .map(|at| {
                Ok(match row.get::<_, Value>(at)? {
                    Value::Null => Key::Absent,
                    Value::Integer(number) => Key::Int(number),
                    Value::Real(number) => Key::Real(number + 0.0),
                    Value::Text(text) => Key::Text(text),
                    Value::Blob(bytes) => {
                        Id::from_slice(&bytes).map_or(Key::Absent, |id| Key::Text(id.to_string()))
                    }
                })
            })
            .collect::<Result<_>>()?;
        Ok(Rank { keys, id })
    }

    fn halves(&self) -> impl Iterator<Item = Half> + use<> {
        let halves: &[Half] =
            if self.split.is_some() { &[Half::Present, Half::Absent] } else { &[Half::Both] };
        halves.iter().copied()
    }

    /// `FROM … WHERE …` of one half.
    fn from(&self, half: Half, sql: &mut Fragment) {
        sql.push(" FROM ").add(&self.table).push(" r WHERE ").add(&self.filter);
        match (&self.split, half) {
            (Some(split), Half::Present) => _ = sql.push(" AND ").add(&split.present),
            (Some(split), Half::Absent) => _ = sql.push(" AND ").add(&split.absent),
            _ => {}
        }
    }

    fn count(&self, conn: &Connection, half: Half) -> Result<u64> {
        let mut sql = Fragment::new("SELECT count(*)");
        self.from(half, &mut sql);
        functions::ensure(conn)?;
        let mut statement = conn.prepare_cached(sql.sql())?;
        let count: i64 = statement.query_row(params_from_iter(sql.values()), |row| row.get(0))?;
        Ok(count.cast_unsigned())
    }

    /// The statement for the ids of one half.
    fn statement(&self, half: Half, after: Option<&Rank>, limit: Option<usize>, skip: u64) -> Fragment {
        let mut sql = Fragment::new("SELECT r.id");
        self.from(half, &mut sql);
        if let Some(rank) = after {
            if let (Some(split), Half::Present, Some(component)) =
                (&self.split, half, self.components.first())
            {
                // Says what the condition below says of the first key alone, so that the index is entered there.
                match rank.keys.first() {
                    Some(Key::Text(key)) => {
                        sql.push(" AND ").add(&split.column);
                        sql.push(if component.descending { " <= " } else { " >= " });
                        sql.bind(Value::Text(key.clone()));
                    }
                    _ => _ = sql.push(" AND 0"),
                }
            }
            sql.push(" AND ").add(&compile::after(&self.components, rank));
        }
        sql.push(" ORDER BY ");
        for (at, component) in self.components.iter().enumerate() {
            match (&self.split, half, at) {
                (Some(_), Half::Absent, 0) => continue,
                (Some(split), Half::Present, 0) => {
                    sql.add(&split.column).push(if component.descending { " DESC, " } else { ", " });
                }
                _ => {
                    sql.add(&component.key);
                    sql.push(if component.descending { " DESC NULLS LAST, " } else { " NULLS LAST, " });
                }
            }
        }
        sql.push("r.id");
        if let Some(limit) = limit {
            let whole = |n: u64| Value::Integer(i64::try_from(n).unwrap_or(i64::MAX));
            sql.push(" LIMIT ").bind(whole(limit as u64)).push(" OFFSET ").bind(whole(skip));
        }
        sql
    }

    fn run(
        &self,
        conn: &Connection,
        half: Half,
        after: Option<&Rank>,
        limit: Option<usize>,
        skip: u64,
        ids: &mut Vec<Id>,
    ) -> Result<()> {
        let sql = self.statement(half, after, limit, skip);
        functions::ensure(conn)?;
        let mut statement = conn.prepare_cached(sql.sql())?;
        let mut rows = statement.query(params_from_iter(sql.values()))?;
        while let Some(row) = rows.next()? {
            if let Some(id) = row.get_ref(0)?.as_blob().ok().and_then(Id::from_slice) {
                ids.push(id);
            }
        }
        Ok(())
    }
}

/// How some record of a kind writes each text of these folded forms at a place, which costs one reading of the texts.
pub fn spellings(
    conn: &Connection,
    kind: &Kind,
    place: &Place<'_>,
    keys: &[&str],
) -> Result<HashMap<String, String>> {
    let sql = compile::spellings(kind, place, serde_json::json!(keys).to_string());
    functions::ensure(conn)?;
    let mut statement = conn.prepare_cached(sql.sql())?;
    let rows = statement.query_map(params_from_iter(sql.values()), |row| Ok((row.get(0)?, row.get(1)?)))?;
    rows.collect()
}

#[cfg(test)]
mod tests;
