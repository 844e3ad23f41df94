//! Proof of the log: what is hashed, and how change sets form a chain.
//!
//! - `row_hash` is a keyed BLAKE3 of a row as a commit left it, so a value changed behind the log's back shows. A row
//!   changed twice in one transaction has it on the last change only: nobody ever saw the states between.
//! - The digest of a set runs over its changes one by one, whatever the number of slices. A change counts by its
//!   place, its row hash and hash(salt, old), so erasing salt and old value together keeps the chain provable without
//!   leaving anything to guess at.
//! - Sealing a set appends hash(previous hash, digest) to the chain.

use blake3::Hasher;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};

use crate::error::{Result, VaultError};
use crate::schema::{Column, Table};

/// Bytes of a hash in the chain.
pub(crate) type Digest = [u8; 32];
/// Bytes of a row hash: keyed, so half the length is enough.
pub(crate) const ROW_HASH: usize = 16;

/// The key for [`row_hash`].
pub(crate) const ROW_CONTEXT: &str = "satchel 1 row hash";

/// The hash of a row from its columns in the table's order, starting at `first` in `row`. Columns that are absent or
/// hold their default do not count, so a column added later changes no hash.
pub(crate) fn row_hash(key: &[u8; 32], table: &Table, row: &Row<'_>, first: usize) -> Result<[u8; ROW_HASH]> {
    let mut hasher = Hasher::new_keyed(key);
    part(&mut hasher, table.name.as_bytes());
    for at in &table.by_name {
        let Some(column) = table.columns.get(*at) else { continue };
        let value = row.get_ref(first + at)?;
        if is_default(column, value) {
            continue;
        }
        part(&mut hasher, column.name.as_bytes());
        match value {
            ValueRef::Null => {}
            ValueRef::Integer(i) => tagged(&mut hasher, b"i", &i.to_le_bytes()),
            ValueRef::Real(r) => tagged(&mut hasher, b"r", &r.to_bits().to_le_bytes()),
            ValueRef::Text(t) => tagged(&mut hasher, b"t", t),
            ValueRef::Blob(b) => tagged(&mut hasher, b"b", b),
        }
    }
    let mut hash = [0; ROW_HASH];
    hasher.finalize_xof().fill(&mut hash);
    Ok(hash)
}

fn is_default(column: &Column, value: ValueRef<'_>) -> bool {
    match (value, column.default.as_deref()) {
        (ValueRef::Null, _) => true,
        (_, None) => false,
        (ValueRef::Text(text), Some(default)) => default
            .strip_prefix('\'')
            .and_then(|d| d.strip_suffix('\''))
            .is_some_and(|d| d.as_bytes() == text),
        (ValueRef::Integer(i), Some(default)) => default.parse() == Ok(i),
        (ValueRef::Real(r), Some(default)) => default.parse() == Ok(r),
        (ValueRef::Blob(_), Some(_)) => false,
    }
}

/// hash(salt, old).
pub(crate) fn body_hash(salt: &[u8], old: &str) -> Digest {
    let mut hasher = Hasher::new();
    part(&mut hasher, salt);
    part(&mut hasher, old.as_bytes());
    hasher.finalize().into()
}

/// One change as the chain sees it.
pub(crate) struct Link<'a> {
    pub(crate) seq: i64,
    pub(crate) op: &'a str,
    pub(crate) table: &'a str,
    pub(crate) row_id: Option<&'a [u8]>,
    pub(crate) kind: &'a str,
    pub(crate) record_id: &'a [u8],
    pub(crate) body_hash: Option<&'a [u8]>,
    pub(crate) row_hash: Option<&'a [u8]>,
}

/// The digest after one more change.
pub(crate) fn extend(digest: &Digest, link: &Link<'_>) -> Digest {
    let mut hasher = Hasher::new();
    hasher.update(digest);
    hasher.update(&link.seq.to_le_bytes());
    part(&mut hasher, link.op.as_bytes());
    part(&mut hasher, link.table.as_bytes());
    part(&mut hasher, link.row_id.unwrap_or_default());
    part(&mut hasher, link.kind.as_bytes());
    part(&mut hasher, link.record_id);
    part(&mut hasher, link.body_hash.unwrap_or_default());
    part(&mut hasher, link.row_hash.unwrap_or_default());
    hasher.finalize().into()
}

/// What a set says of itself, where its digest starts.
pub(crate) struct Head<'a> {
    pub(crate) id: &'a [u8],
    pub(crate) device: &'a [u8],
    pub(crate) hlc: i64,
    pub(crate) at_ms: i64,
    pub(crate) actor: &'a str,
    pub(crate) command: &'a str,
    pub(crate) label: &'a str,
    pub(crate) cause: Option<&'a [u8]>,
    pub(crate) undoes: Option<&'a [u8]>,
    pub(crate) only_record: Option<&'a [u8]>,
    /// Keeps an erased label from being guessed; absent in sets older than the means to erase it.
    pub(crate) salt: Option<&'a [u8]>,
}

/// The columns that [`head_of`] reads.
pub(crate) const HEAD: &str =
    "seq, id, device, hlc, at_ms, actor, command, label, cause, undoes, only_record, salt, head";

/// The digest of the set without its changes that a row of [`HEAD`] stands for: the one kept when its label was erased,
/// else reckoned.
pub(crate) fn head_of(row: &Row<'_>) -> rusqlite::Result<Digest> {
    if let Some(kept) = row.get("head")? {
        return Ok(kept);
    }
    let blob = |name| -> rusqlite::Result<Option<Vec<u8>>> { row.get(name) };
    let (id, device, salt) = (blob("id")?, blob("device")?, blob("salt")?);
    let (cause, undoes, only) = (blob("cause")?, blob("undoes")?, blob("only_record")?);
    let (actor, command, label): (String, String, String) =
        (row.get("actor")?, row.get("command")?, row.get("label")?);
    Ok(start(&Head {
        id: id.as_deref().unwrap_or_default(),
        device: device.as_deref().unwrap_or_default(),
        hlc: row.get("hlc")?,
        at_ms: row.get("at_ms")?,
        actor: &actor,
        command: &command,
        label: &label,
        cause: cause.as_deref(),
        undoes: undoes.as_deref(),
        only_record: only.as_deref(),
        salt: salt.as_deref(),
    }))
}

/// The digest of a set without changes.
pub(crate) fn start(head: &Head<'_>) -> Digest {
    let mut hasher = Hasher::new();
    part(&mut hasher, b"satchel change set 1");
    part(&mut hasher, head.id);
    part(&mut hasher, head.device);
    hasher.update(&head.hlc.to_le_bytes());
    hasher.update(&head.at_ms.to_le_bytes());
    for text in [head.actor, head.command, head.label] {
        part(&mut hasher, text.as_bytes());
    }
    for id in [head.cause, head.undoes, head.only_record] {
        part(&mut hasher, id.unwrap_or_default());
    }
    if let Some(salt) = head.salt {
        part(&mut hasher, salt);
    }
    hasher.finalize().into()
}

/// The chain's hash after a set.
pub(crate) fn seal(previous: Option<&Digest>, digest: &Digest) -> Digest {
    let mut hasher = Hasher::new();
    part(&mut hasher, previous.map_or(&[], |p| p.as_slice()));
    hasher.update(digest);
    hasher.finalize().into()
}

fn part(hasher: &mut Hasher, bytes: &[u8]) {
    hasher.update(&(bytes.len() as u64).to_le_bytes());
    hasher.update(bytes);
}

fn tagged(hasher: &mut Hasher, tag: &[u8], bytes: &[u8]) {
    hasher.update(tag);
    part(hasher, bytes);
}

/// What a check of the chain found.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct ChainReport {
    /// Change sets checked.
    pub sets: u64,
    /// Changes checked.
    pub changes: u64,
    /// What does not fit, in words; empty if the log is whole.
    pub faults: Vec<String>,
}

/// Recomputes the chain from the log.
pub(crate) fn verify(conn: &Connection) -> Result<ChainReport> {
    let mut report = ChainReport::default();
    let mut sets = conn.prepare(&format!(
        "SELECT {HEAD}, first_seq, last_seq, digest, chain_place, prev_hash, hash, compacted
         FROM change_set WHERE state <> 'staged' ORDER BY chain_place IS NULL, chain_place, seq",
    ))?;
    let mut rows = sets.query([])?;
    let (mut place, mut previous): (i64, Option<Digest>) = (0, None);
    while let Some(row) = rows.next()? {
        report.sets += 1;
        let seq: i64 = row.get(0)?;
        let digest = digest_of(conn, row, &mut report)?;
        let stored: Vec<u8> = row.get("digest")?;
        if digest.is_some_and(|d| d.as_slice() != stored) {
            report.faults.push(format!("change set {seq} or one of its changes was altered"));
        }
        let Some(found_place) = row.get::<_, Option<i64>>("chain_place")? else { continue };
        place += 1;
        let (prev_hash, hash): (Option<Vec<u8>>, Option<Vec<u8>>) = (row.get("prev_hash")?, row.get("hash")?);
        if found_place != place || prev_hash.as_deref() != previous.as_ref().map(|p| p.as_slice()) {
            report.faults.push(format!("a change set before {seq} is missing from the log"));
        }
        place = found_place;
        let digest = Digest::try_from(stored.as_slice()).map_err(|_| VaultError::Damaged("digest".into()))?;
        let prev = prev_hash.as_deref().and_then(|p| Digest::try_from(p).ok());
        let sealed = seal(prev.as_ref(), &digest);
        if hash.as_deref() != Some(sealed.as_slice()) {
            report.faults.push(format!("the hash of change set {seq} was altered"));
        }
        previous = hash.as_deref().and_then(|h| Digest::try_from(h).ok());
    }
    let strays: i64 = conn.query_row(
        "SELECT count(*) FROM change WHERE set_seq NOT IN (SELECT seq FROM change_set)",
        [],
        |row| row.get(0),
    )?;
    if strays > 0 {
        report.faults.push(format!("{strays} changes belong to no change set"));
    }
    Ok(report)
}

/// The digest recomputed from a set's changes; `None` if they were compacted away.
fn digest_of(conn: &Connection, set: &Row<'_>, report: &mut ChainReport) -> Result<Option<Digest>> {
    if set.get::<_, bool>("compacted")? {
        return Ok(None);
    }
    let mut digest = head_of(set)?;
    let (first, last): (Option<i64>, Option<i64>) = (set.get("first_seq")?, set.get("last_seq")?);
    let mut changes = conn.prepare_cached(
        "SELECT seq, op, table_name, row_id, kind, record_id, old, salt, body_hash, row_hash
         FROM change WHERE seq BETWEEN ?1 AND ?2 AND set_seq = ?3 ORDER BY seq",
    )?;
    let mut rows = changes.query((first.unwrap_or(0), last.unwrap_or(-1), set.get::<_, i64>(0)?))?;
    while let Some(row) = rows.next()? {
        report.changes += 1;
        let (op, table, kind): (String, String, String) = (row.get(1)?, row.get(2)?, row.get(4)?);
        let blob = |at| -> rusqlite::Result<Option<Vec<u8>>> { row.get(at) };
        let (row_id, record_id, salt, erased, after) = (blob(3)?, blob(5)?, blob(7)?, blob(8)?, blob(9)?);
        let old: Option<String> = row.get(6)?;
        let body = match (old, salt) {
            (Some(old), Some(salt)) => Some(body_hash(&salt, &old).to_vec()),
            _ => erased,
        };
        digest = extend(
            &digest,
            &Link {
                seq: row.get(0)?,
                op: &op,
                table: &table,
                row_id: row_id.as_deref(),
                kind: &kind,
                record_id: record_id.as_deref().unwrap_or_default(),
                body_hash: body.as_deref(),
                row_hash: after.as_deref(),
            },
        );
    }
    Ok(Some(digest))
}
