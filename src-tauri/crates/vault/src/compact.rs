//! Making the vault smaller: forgetting the details of old changes, and blobs that nothing names any more.
//!
//! Compaction takes whole change sets from the old end of the chain, stops at the slowest cursor and at sets that are
//! staged or open, and keeps every record's last change, so versions stay. A compacted set keeps its place and hashes:
//! the chain still links. It can no longer be undone.
//!
//! What a record was put together from must come apart at any later time, so the set that a living row of a logged table
//! names in a column called `change_set` is held: it is passed over, and so are later changes of the records it changed,
//! by which it is known what was edited since.

use std::collections::BTreeSet;
use std::time::Duration;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension};

use crate::error::{Result, VaultError};
use crate::schema::{Schema, quoted};
use crate::vault::Vault;
use crate::write::begin;

/// Blobs younger than this are kept even if nothing names them yet: their record may be on its way.
const YOUNG: Duration = Duration::from_secs(24 * 60 * 60);

impl Vault {
    /// Forgets the details of change sets older than `before_ms` that every reader has passed, as long as `go_on` says
    /// so. `passed` is the last change that readers know which keep their cursor elsewhere, as the index does in its own
    /// commits. Returns how many sets were compacted.
    pub fn compact(&self, before_ms: i64, passed: i64, go_on: impl Fn() -> bool) -> Result<u64> {
        let mut sets = 0;
        let held = self.read(Held::of)?;
        // One set per transaction: compaction waits for nobody and nobody waits for it.
        while go_on()
            && self.writer(|writer, _| {
                let tx = begin(&mut writer.conn)?;
                let Some((seq, first, last)) = oldest(&tx, before_ms, passed, &held)? else {
                    return Ok::<_, VaultError>((false, None));
                };
                tx.execute(
                    "DELETE FROM change WHERE seq BETWEEN ?1 AND ?2 AND set_seq = ?3
                       AND record_id NOT IN (SELECT unhex(value) FROM json_each(?4))
                       AND EXISTS (SELECT 1 FROM change AS later
                                   WHERE later.record_id = change.record_id AND later.seq > change.seq)",
                    (first, last, seq, &held.records),
                )?;
                tx.execute(
                    "UPDATE change SET old = NULL, salt = NULL WHERE seq BETWEEN ?1 AND ?2 AND set_seq = ?3
                       AND record_id NOT IN (SELECT unhex(value) FROM json_each(?4))",
                    (first, last, seq, &held.records),
                )?;
                tx.execute("UPDATE change_set SET compacted = 1 WHERE seq = ?1", [seq])?;
                tx.commit()?;
                Ok((true, None))
            })?
        {
            sets += 1;
        }
        Ok(sets)
    }

    /// Removes the blobs that no record, no log row and no local table names. Returns how many.
    pub fn sweep_blobs(&self) -> Result<u64> {
        // Listed before anything is read: what comes later is young.
        let mut old = self.blobs().older_than(YOUNG)?;
        if old.is_empty() {
            return Ok(0);
        }
        let named = self.read(named_hashes)?;
        old.retain(|name| !named.all.contains(name));
        let mut swept = 0;
        for name in old {
            swept += u64::from(self.blobs().remove_if_older(&name, YOUNG)?);
        }
        Ok(swept)
    }
}

type Range = (i64, i64, i64);

/// The sets that must stay undoable, by number, and the records they changed, as JSON arrays.
struct Held {
    sets: String,
    records: String,
}

impl Held {
    fn of(conn: &Connection) -> Result<Self> {
        let schema = Schema::of(conn)?;
        let (mut sets, mut records) = (Vec::new(), BTreeSet::new());
        for table in schema.tables.iter().filter(|table| table.column("change_set").is_some()) {
            let mut found = conn.prepare(&format!(
                "SELECT DISTINCT s.seq, s.first_seq, s.last_seq FROM {} AS t JOIN change_set AS s ON s.id = t.change_set
                 WHERE s.compacted = 0 AND s.first_seq IS NOT NULL",
                quoted(&table.name)
            ))?;
            let mut rows = found.query([])?;
            while let Some(row) = rows.next()? {
                let set: Range = (row.get(0)?, row.get(1)?, row.get(2)?);
                let mut changed = conn.prepare_cached(
                    "SELECT DISTINCT lower(hex(record_id)) FROM change WHERE set_seq = ?1 AND seq BETWEEN ?2 AND ?3",
                )?;
                let changed = changed.query_map(set, |row| row.get::<_, String>(0))?;
                records.extend(changed.collect::<rusqlite::Result<Vec<_>>>()?);
                sets.push(set.0);
            }
        }
        Ok(Self { sets: serde_json::to_string(&sets)?, records: serde_json::to_string(&records)? })
    }
}

/// The first set in the chain that is not compacted, if it may be.
fn oldest(conn: &Connection, before_ms: i64, passed: i64, held: &Held) -> Result<Option<Range>> {
    let slowest: i64 =
        conn.query_row("SELECT coalesce(min(seq), 9223372036854775807) FROM cursor", [], |row| row.get(0))?;
    let unfinished: i64 = conn.query_row(
        "SELECT coalesce(min(first_seq), 9223372036854775807) FROM change_set WHERE state = 'open'",
        [],
        |row| row.get(0),
    )?;
    let next = conn
        .query_row(
            "SELECT seq, coalesce(first_seq, 0), coalesce(last_seq, -1), at_ms FROM change_set
             WHERE chain_place IS NOT NULL AND compacted = 0 AND seq NOT IN (SELECT value FROM json_each(?1))
             ORDER BY chain_place LIMIT 1",
            [&held.sets],
            |row| Ok(((row.get(0)?, row.get(1)?, row.get(2)?), row.get(3)?)),
        )
        .optional()?;
    Ok(next
        .filter(|((_, _, last), at_ms): &(Range, i64)| {
            *at_ms < before_ms && *last <= slowest.min(passed) && *last < unfinished
        })
        .map(|(range, _)| range))
}

/// The hashes that could be names of blobs.
pub(crate) struct Named {
    /// Anywhere: in records, old values and local tables.
    pub(crate) all: BTreeSet<String>,
    /// As a whole value in a column called `photo` or `file` of a living row.
    pub(crate) photos: BTreeSet<String>,
}

/// Every run of 64 hexadecimal digits in any text of any table. Nobody has to declare which columns name blobs.
pub(crate) fn named_hashes(conn: &Connection) -> Result<Named> {
    let schema = Schema::of(conn)?;
    let mut named = Named { all: BTreeSet::new(), photos: BTreeSet::new() };
    let mut tables = conn.prepare("SELECT name FROM declared_table ORDER BY name")?;
    let tables = tables.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
    for table in tables {
        let logged = schema.table(&table).is_some();
        let mut statement = conn.prepare(&format!("SELECT * FROM {}", quoted(&table)))?;
        let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            for (at, column) in columns.iter().enumerate() {
                let ValueRef::Text(text) = row.get_ref(at)? else { continue };
                collect(text, &mut named.all);
                if logged && (column == "photo" || column == "file") && text.len() == 64 {
                    collect(text, &mut named.photos);
                }
            }
        }
    }
    Ok(named)
}

fn collect(text: &[u8], found: &mut BTreeSet<String>) {
    if text.len() < 64 {
        return;
    }
    for run in text.split(|b| !(b.is_ascii_digit() || (b'a'..=b'f').contains(b))) {
        if run.len() == 64
            && let Ok(hash) = std::str::from_utf8(run)
        {
            found.insert(hash.to_owned());
        }
    }
}
