//! Imports and their receipts in SQLite.

use rusqlite::{Connection, OptionalExtension, params};
use satchel_formats::csv::ReadAs;
use satchel_kernel::text::fold;
use satchel_kernel::{Error, Id, Kind, Result};
use serde::{Deserialize, Serialize};

use super::known::There;
use super::leads::LEAD;
use super::receipt::{Details, FileReceipt, Outcome, RecordRef, RowReceipt};
use super::repair::Repair;
use super::words::Words;
use crate::contacts::keys::Name;
use crate::contacts::store::Key;
use satchel_vault::fault as broken;

fn id_of(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<Option<Id>> {
    Ok(row.get_ref(column)?.as_blob_or_null()?.and_then(Id::from_slice))
}

fn json<T: Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value)
        .map_err(|e| Error::broken("bad_output", "A receipt could not be written.").because(e))
}

/// Where an import stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Rows are being read.
    Staging,
    /// All rows were read; nothing was written yet.
    Staged,
    /// Rows are being written.
    Applying,
    /// Everything is written.
    Done,
    /// The seller stopped it; nothing of it is left.
    Cancelled,
    /// It failed; nothing of it is left.
    Failed,
}

impl State {
    const ALL: [(&'static str, Self); 6] = [
        ("staging", Self::Staging),
        ("staged", Self::Staged),
        ("applying", Self::Applying),
        ("done", Self::Done),
        ("cancelled", Self::Cancelled),
        ("failed", Self::Failed),
    ];

    fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, s)| *s == self).map_or("failed", |(word, _)| word)
    }

    fn of(word: &str) -> Self {
        Self::ALL.iter().find(|(w, _)| *w == word).map_or(Self::Failed, |(_, state)| *state)
    }
}

/// How an import was asked for.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct ImportOptions {
    /// Home country for phones.
    pub region: String,
    /// Keep probable duplicates apart.
    pub no_merge: bool,
    /// Make nothing that deals name and is not here.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_stages: bool,
    /// What every row is: `lead`, or a kind whose records come in from a table; people and companies, as the files say,
    /// when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The language the page spoke when it was asked for, where the seller chose none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// How imports of leads said so before others could be said.
    #[serde(default, skip_serializing)]
    leads: bool,
    /// The files.
    pub files: Vec<SourceFile>,
}

impl ImportOptions {
    /// How an import of these files shall go.
    pub fn new(
        region: String,
        (no_merge, no_stages): (bool, bool),
        kind: Option<String>,
        language: Option<String>,
        files: Vec<SourceFile>,
    ) -> Self {
        Self { region, no_merge, no_stages, kind, language, leads: false, files }
    }

    /// The words of the seller's language.
    pub fn words(&self, conn: &Connection) -> Result<Words> {
        Words::chosen(conn, self.language.as_deref())
    }

    /// Whether deals whose stage is not here are noted rather than rejected: nobody said that they are deals, so nobody was
    /// asked, or their stages are made anyway.
    pub fn eased(&self) -> bool {
        self.kind().is_none() || !self.no_stages
    }

    /// What every row is, if the seller said so.
    pub fn kind(&self) -> Option<&str> {
        self.kind.as_deref().or(self.leads.then_some(LEAD))
    }
}

/// A file of an import.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct SourceFile {
    /// Its handle, as long as the program runs.
    pub file: Option<Id>,
    /// Where it lies, when it has a name on disk.
    pub path: Option<String>,
    /// Its name.
    pub name: String,
    /// Its length in bytes.
    pub size: u64,
    /// Of which form the workbook is whose sheet it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub workbook: Option<String>,
    /// The mapping the seller chose for it.
    pub mapping: Option<serde_json::Value>,
    /// How he said it is to be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reading: Option<ReadAs>,
    /// Which table of which CRM it is, by its columns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object: Option<String>,
    /// What is put right in it, where the seller said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repairs: Option<Vec<Repair>>,
    /// The handles of the files that were given in which it lay, or its own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub of: Vec<Id>,
}

/// An import's row.
#[derive(Clone, Debug)]
pub struct ImportRow {
    /// Its id.
    pub id: Id,
    /// Where it stands.
    pub state: State,
    /// What a person calls it.
    pub label: String,
    /// Whether nothing shall be written.
    pub dry_run: bool,
    /// The change set it writes.
    pub change_set: Option<Id>,
    /// The job that runs it.
    pub job: Option<Id>,
    /// How it was asked for.
    pub options: ImportOptions,
    /// Staged rows written so far.
    pub position: u64,
    /// Staged rows.
    pub rows: u64,
    /// Why it failed.
    pub error: Option<serde_json::Value>,
    /// When it was asked for.
    pub started_ms: i64,
    /// When it ended.
    pub finished_ms: Option<i64>,
}

const COLUMNS: &str =
    "id, state, label, dry_run, change_set, job, options, position, rows, error, started_ms, finished_ms";

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<ImportRow> {
    let text: Option<String> = row.get(9)?;
    Ok(ImportRow {
        id: id_of(row, 0)?.unwrap_or_else(|| Id::from_bytes([0; 16])),
        state: State::of(&row.get::<_, String>(1)?),
        label: row.get(2)?,
        dry_run: row.get(3)?,
        change_set: id_of(row, 4)?,
        job: id_of(row, 5)?,
        options: serde_json::from_str(&row.get::<_, String>(6)?).unwrap_or_default(),
        position: row.get::<_, i64>(7)?.unsigned_abs(),
        rows: row.get::<_, i64>(8)?.unsigned_abs(),
        error: text.and_then(|t| serde_json::from_str(&t).ok()),
        started_ms: row.get(10)?,
        finished_ms: row.get(11)?,
    })
}

/// A new import, to be staged.
pub fn insert(conn: &Connection, import: &ImportRow) -> Result<()> {
    conn.execute(
        "INSERT INTO import (id, state, label, dry_run, options, started_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            import.id.as_bytes(),
            import.state.word(),
            import.label,
            import.dry_run,
            json(&import.options)?,
            import.started_ms
        ],
    )
    .map(|_| ())
    .map_err(broken)
}

/// Names the job that runs the import.
pub fn set_job(conn: &Connection, id: Id, job: Id) -> Result<()> {
    conn.execute("UPDATE import SET job = ?2 WHERE id = ?1", params![id.as_bytes(), job.as_bytes()])
        .map(|_| ())
        .map_err(broken)
}

/// The import, or `not_found`.
pub fn get(conn: &Connection, id: Id) -> Result<ImportRow> {
    conn.query_row(&format!("SELECT {COLUMNS} FROM import WHERE id = ?1"), [id.as_bytes()], read)
        .optional()
        .map_err(broken)?
        .ok_or_else(|| Error::refused("not_found", "There is no such import."))
}

/// The import that a change set is of.
pub fn of_set(conn: &Connection, set: Id) -> Result<Option<Id>> {
    conn.prepare_cached("SELECT id FROM import WHERE change_set = ?1")
        .and_then(|mut s| s.query_row([set.as_bytes()], |row| row.get(0)).optional())
        .map(|found| found.map(Id::from_bytes))
        .map_err(broken)
}

/// The latest imports first, at most 200.
pub fn list(conn: &Connection) -> Result<Vec<ImportRow>> {
    let sql = format!("SELECT {COLUMNS} FROM import ORDER BY started_ms DESC, id DESC LIMIT 200");
    let mut statement = conn.prepare(&sql).map_err(broken)?;
    let rows = statement.query_map([], read).map_err(broken)?;
    rows.collect::<rusqlite::Result<_>>().map_err(broken)
}

/// Imports that have not ended.
pub fn unfinished(conn: &Connection) -> Result<Vec<ImportRow>> {
    let sql =
        format!("SELECT {COLUMNS} FROM import WHERE state IN ('staging', 'applying') OR (state = 'staged')");
    let mut statement = conn.prepare(&sql).map_err(broken)?;
    let rows = statement.query_map([], read).map_err(broken)?;
    rows.collect::<rusqlite::Result<_>>().map_err(broken)
}

/// Staging begins, from nothing, into `set`.
pub fn begin(conn: &Connection, id: Id, set: Id) -> Result<()> {
    conn.execute(
        "UPDATE import SET state = 'staging', change_set = ?2, position = 0, rows = 0 WHERE id = ?1",
        params![id.as_bytes(), set.as_bytes()],
    )
    .and_then(|_| conn.execute("DELETE FROM import_file WHERE import_id = ?1", [id.as_bytes()]))
    .and_then(|_| conn.execute("DELETE FROM import_row WHERE import_id = ?1", [id.as_bytes()]))
    .map(|_| ())
    .map_err(broken)
}

/// Staging ended with this many rows.
pub fn staged(conn: &Connection, id: Id, rows: u64) -> Result<()> {
    let rows = i64::try_from(rows).unwrap_or(i64::MAX);
    conn.execute("UPDATE import SET state = 'staged', rows = ?2 WHERE id = ?1", params![id.as_bytes(), rows])
        .map(|_| ())
        .map_err(broken)
}

/// A dry run is made real: its rows are counted again as they are written.
pub fn make_real(conn: &Connection, id: Id, files: &[FileReceipt]) -> Result<()> {
    conn.execute("UPDATE import SET dry_run = 0, position = 0 WHERE id = ?1", [id.as_bytes()])
        .and_then(|_| conn.execute("DELETE FROM import_row WHERE import_id = ?1", [id.as_bytes()]))
        .map_err(broken)?;
    for (number, file) in (0..).zip(files) {
        put_file(conn, id, number, file)?;
    }
    Ok(())
}

/// This many staged rows are written.
pub fn advance(conn: &Connection, id: Id, position: u64) -> Result<()> {
    let position = i64::try_from(position).unwrap_or(i64::MAX);
    conn.execute(
        "UPDATE import SET state = 'applying', position = ?2 WHERE id = ?1",
        params![id.as_bytes(), position],
    )
    .map(|_| ())
    .map_err(broken)
}

/// The import ended.
pub fn end(tx: &satchel_vault::Tx<'_>, id: Id, state: State, error: Option<&Error>) -> Result<()> {
    let error = error.map(json).transpose()?;
    tx.execute(
        "UPDATE import SET state = ?2, error = ?3, finished_ms = ?4 WHERE id = ?1",
        params![id.as_bytes(), state.word(), error, tx.now_ms()],
    )
    .map(|_| ())
    .map_err(broken)
}

/// The import changed nothing, so it has no change set.
pub fn forget_set(conn: &Connection, id: Id) -> Result<()> {
    conn.execute("UPDATE import SET change_set = NULL WHERE id = ?1", [id.as_bytes()])
        .map(|_| ())
        .map_err(broken)
}

/// The receipt of one file, new or again.
pub fn put_file(conn: &Connection, id: Id, number: u32, receipt: &FileReceipt) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO import_file (import_id, number, summary) VALUES (?1, ?2, ?3)
         ON CONFLICT (import_id, number) DO UPDATE SET summary = excluded.summary",
    )
    .map_err(broken)?
    .execute(params![id.as_bytes(), number, json(receipt)?])
    .map(|_| ())
    .map_err(broken)
}

/// The receipts of an import's files in order.
pub fn files(conn: &Connection, id: Id) -> Result<Vec<FileReceipt>> {
    let mut statement = conn
        .prepare("SELECT summary FROM import_file WHERE import_id = ?1 ORDER BY number")
        .map_err(broken)?;
    let rows = statement.query_map([id.as_bytes()], |row| row.get::<_, String>(0)).map_err(broken)?;
    rows.map(|text| Ok(serde_json::from_str(&text.map_err(broken)?).unwrap_or_default())).collect()
}

/// The receipt of one row.
pub fn put_row(
    conn: &Connection,
    id: Id,
    file: u32,
    row: u64,
    outcome: Outcome,
    record: Option<(&str, Id)>,
    details: &Details,
) -> Result<()> {
    let row = i64::try_from(row).unwrap_or(i64::MAX);
    let (kind, record) = record.unzip();
    conn.prepare_cached(
        "INSERT INTO import_row (import_id, file, row, outcome, record_kind, record_id, details)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )
    .map_err(broken)?
    .execute(params![
        id.as_bytes(),
        file,
        row,
        outcome.word(),
        kind,
        record.as_ref().map(Id::as_bytes),
        json(details)?
    ])
    .map(|_| ())
    .map_err(broken)
}

/// Rows of a receipt by file and row, and how many there are in all.
pub fn rows(
    conn: &Connection,
    id: Id,
    file: Option<u32>,
    outcome: Option<&str>,
    position: u64,
    limit: u32,
) -> Result<(Vec<RowReceipt>, u64)> {
    let filter = "import_id = ?1 AND (?2 IS NULL OR file = ?2) AND (?3 IS NULL OR outcome = ?3)";
    let total: i64 = conn
        .prepare_cached(&format!("SELECT count(*) FROM import_row WHERE {filter}"))
        .and_then(|mut s| s.query_row(params![id.as_bytes(), file, outcome], |r| r.get(0)))
        .map_err(broken)?;
    let mut statement = conn
        .prepare_cached(&format!(
            "SELECT file, row, outcome, record_kind, record_id, details FROM import_row WHERE {filter}
             ORDER BY file, row LIMIT ?4 OFFSET ?5"
        ))
        .map_err(broken)?;
    let position = i64::try_from(position).unwrap_or(i64::MAX);
    let rows = statement
        .query_map(params![id.as_bytes(), file, outcome, limit, position], |row| {
            let kind: Option<String> = row.get(3)?;
            let details: String = row.get(5)?;
            Ok(RowReceipt {
                file: row.get(0)?,
                row: row.get::<_, i64>(1)?.unsigned_abs(),
                outcome: row.get(2)?,
                record: kind.zip(id_of(row, 4)?).map(|(kind, id)| RecordRef { kind, id }),
                details: Details {
                    original: None,
                    before: None,
                    after: None,
                    ..serde_json::from_str(&details).unwrap_or_default()
                },
            })
        })
        .map_err(broken)?;
    Ok((rows.collect::<rusqlite::Result<_>>().map_err(broken)?, total.unsigned_abs()))
}

/// Rejected rows of a file after this one, with how they stood there, at most `limit`.
pub fn rejected(conn: &Connection, id: Id, file: u32, after: u64, limit: u32) -> Result<Vec<(u64, Details)>> {
    let mut statement = conn
        .prepare_cached(
            "SELECT row, details FROM import_row
             WHERE import_id = ?1 AND file = ?2 AND row > ?3 AND outcome = 'rejected' ORDER BY row LIMIT ?4",
        )
        .map_err(broken)?;
    let after = i64::try_from(after).unwrap_or(i64::MAX);
    let rows = statement
        .query_map(params![id.as_bytes(), file, after, limit], |row| {
            let details: String = row.get(1)?;
            Ok((row.get::<_, i64>(0)?.unsigned_abs(), serde_json::from_str(&details).unwrap_or_default()))
        })
        .map_err(broken)?;
    rows.collect::<rusqlite::Result<_>>().map_err(broken)
}

/// What the receipt of one row says: its outcome, the record it went to, and everything else.
pub fn row(
    conn: &Connection,
    id: Id,
    file: u32,
    row: u64,
) -> Result<Option<(String, Option<RecordRef>, Details)>> {
    let row = i64::try_from(row).unwrap_or(i64::MAX);
    conn.prepare_cached(
        "SELECT outcome, record_kind, record_id, details FROM import_row
         WHERE import_id = ?1 AND file = ?2 AND row = ?3",
    )
    .and_then(|mut s| {
        s.query_row(params![id.as_bytes(), file, row], |row| {
            let kind: Option<String> = row.get(1)?;
            let record = kind.zip(id_of(row, 2)?).map(|(kind, id)| RecordRef { kind, id });
            let details: String = row.get(3)?;
            Ok((row.get(0)?, record, serde_json::from_str(&details).unwrap_or_default()))
        })
        .optional()
    })
    .map_err(broken)
}

/// Says something else of one row.
pub fn put_details(conn: &Connection, id: Id, (file, row): (u32, u64), details: &Details) -> Result<()> {
    let row = i64::try_from(row).unwrap_or(i64::MAX);
    conn.execute(
        "UPDATE import_row SET details = ?4 WHERE import_id = ?1 AND file = ?2 AND row = ?3",
        params![id.as_bytes(), file, row, json(details)?],
    )
    .map(|_| ())
    .map_err(broken)
}

/// Takes the receipt of one row away, for another one.
pub fn drop_row(conn: &Connection, id: Id, file: u32, row: u64) -> Result<()> {
    let row = i64::try_from(row).unwrap_or(i64::MAX);
    conn.execute(
        "DELETE FROM import_row WHERE import_id = ?1 AND file = ?2 AND row = ?3",
        params![id.as_bytes(), file, row],
    )
    .map(|_| ())
    .map_err(broken)
}

/// What there is any of.
pub fn there(conn: &Connection) -> Result<There> {
    conn.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM contact), EXISTS (SELECT 1 FROM company), EXISTS (SELECT 1 FROM import_seen),
                EXISTS (SELECT 1 FROM lead)",
    )
    .and_then(|mut s| {
        s.query_row([], |row| {
            Ok(There {
                contacts: row.get(0)?,
                companies: row.get(1)?,
                rows: row.get(2)?,
                leads: row.get(3)?,
            })
        })
    })
    .map_err(broken)
}

/// The living record that this very row became before.
pub fn seen(conn: &Connection, fingerprint: &[u8; 16], kind: &Kind) -> Result<Option<Id>> {
    let table = kind.table.replace('"', "\"\"");
    // It may have become part of another one.
    let now = if crate::merging::KINDS.contains(&kind.name.as_ref()) {
        format!("coalesce((SELECT owner_id FROM \"{table}_merged\" WHERE id = s.record_id), s.record_id)")
    } else {
        "s.record_id".to_owned()
    };
    conn.prepare_cached(&format!(
        "SELECT r.id FROM import_seen s JOIN \"{table}\" r ON r.id = {now}
         WHERE s.fingerprint = ?1 AND s.kind = ?2 AND r.deleted_ms IS NULL"
    ))
    .and_then(|mut s| s.query_row(params![fingerprint, kind.name], |row| id_of(row, 0)).optional())
    .map(Option::flatten)
    .map_err(broken)
}

/// Living leads by an e-mail address or phone, oldest first, at most 20: their names.
pub fn leads_by_key(conn: &Connection, key: Key, value: &str) -> Result<Vec<(Id, Name)>> {
    let (table, column) = match key {
        Key::Email => ("lead_email", "value_fold"),
        Key::Phone => ("lead_phone", "e164"),
        Key::Profile | Key::Identity => return Ok(Vec::new()),
    };
    let sql = format!(
        "SELECT l.id, l.given, l.family, l.name FROM {table} p JOIN lead l ON l.id = p.owner_id
         WHERE p.{column} = ?1 AND l.deleted_ms IS NULL ORDER BY l.id LIMIT 20"
    );
    let mut statement = conn.prepare_cached(&sql).map_err(broken)?;
    let rows = statement
        .query_map([value], |row| {
            let text = |at| row.get::<_, Option<String>>(at).map(Option::unwrap_or_default);
            let name = Name::new(&text(1)?, &text(2)?, "", &text(3)?);
            Ok(id_of(row, 0)?.map(|id| (id, name)))
        })
        .map_err(broken)?;
    rows.filter_map(rusqlite::Result::transpose).collect::<rusqlite::Result<_>>().map_err(broken)
}

/// The living record that came from what another program calls so: its kind and id.
pub fn origin(
    conn: &Connection,
    registry: &satchel_feature::Registry,
    key: &str,
) -> Result<Option<(String, Id)>> {
    let found = conn
        .prepare_cached("SELECT kind, record_id FROM import_origin WHERE key = ?1")
        .and_then(|mut s| s.query_row([key], |row| Ok((row.get::<_, String>(0)?, id_of(row, 1)?))).optional())
        .map_err(broken)?;
    let Some((kind, Some(id))) = found else { return Ok(None) };
    let described = &registry.kind(&kind)?.kind;
    let table = described.table.replace('"', "\"\"");
    let now = if crate::merging::KINDS.contains(&kind.as_str()) {
        format!("coalesce((SELECT owner_id FROM \"{table}_merged\" WHERE id = ?1), ?1)")
    } else {
        "?1".to_owned()
    };
    let living = conn
        .prepare_cached(&format!("SELECT id FROM \"{table}\" WHERE id = {now} AND deleted_ms IS NULL"))
        .and_then(|mut s| s.query_row([id.as_bytes()], |row| id_of(row, 0)).optional())
        .map_err(broken)?;
    Ok(living.flatten().map(|id| (kind, id)))
}

/// Whether a record came from this program under a name of its own there.
pub fn comes_from(conn: &Connection, id: Id, program: &str) -> Result<bool> {
    conn.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM import_origin WHERE record_id = ?1 AND key >= ?2 || ':' AND key < ?2 || ';')",
    )
    .and_then(|mut s| s.query_row(params![id.as_bytes(), program], |row| row.get(0)))
    .map_err(broken)
}

/// Remembers what another program calls a record.
pub fn remember_origin(conn: &Connection, key: &str, kind: &str, id: Id) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO import_origin (key, kind, record_id) VALUES (?1, ?2, ?3)
         ON CONFLICT (key) DO UPDATE SET kind = excluded.kind, record_id = excluded.record_id",
    )
    .and_then(|mut s| s.execute(params![key, kind, id.as_bytes()]))
    .map(|_| ())
    .map_err(broken)
}

/// What other programs call records, after this key in their order: key, kind and record.
pub fn origins(conn: &Connection, after: &str, most: usize) -> Result<Vec<(String, String, Id)>> {
    let sql = "SELECT key, kind, record_id FROM import_origin WHERE key > ?1 ORDER BY key LIMIT ?2";
    let mut statement = conn.prepare_cached(sql).map_err(broken)?;
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let rows = statement
        .query_map(params![after, most], |row| Ok(id_of(row, 2)?.zip(Some((row.get(0)?, row.get(1)?)))))
        .map_err(broken)?;
    let rows = rows.filter_map(rusqlite::Result::transpose);
    rows.map(|row| row.map(|(id, (key, kind))| (key, kind, id)).map_err(broken)).collect()
}

/// Remembers which record a row became.
pub fn remember(conn: &Connection, fingerprint: &[u8; 16], kind: &str, id: Id) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO import_seen (fingerprint, kind, record_id) VALUES (?1, ?2, ?3)
         ON CONFLICT (fingerprint) DO UPDATE SET kind = excluded.kind, record_id = excluded.record_id",
    )
    .and_then(|mut s| s.execute(params![fingerprint, kind, id.as_bytes()]))
    .map(|_| ())
    .map_err(broken)
}

/// The living company with one of these identifiers or domains, or this folded name.
pub fn known_company(
    conn: &Connection,
    identities: &[&str],
    domains: &[&str],
    name: &str,
) -> Result<Option<Id>> {
    let by = |sql: &str, value: &str| {
        conn.prepare_cached(sql)
            .and_then(|mut s| s.query_row([value], |row| id_of(row, 0)).optional())
            .map(Option::flatten)
            .map_err(broken)
    };
    let of_part = |table: &str, column: &str| {
        format!(
            "SELECT c.id FROM {table} p JOIN company c ON c.id = p.owner_id
             WHERE p.{column} = ?1 AND c.deleted_ms IS NULL ORDER BY c.id LIMIT 1"
        )
    };
    for value in identities {
        if let Some(id) = by(&of_part("company_identity", "value"), value)? {
            return Ok(Some(id));
        }
    }
    if let Some(id) =
        by("SELECT id FROM company WHERE name_fold = ?1 AND deleted_ms IS NULL ORDER BY id LIMIT 1", name)?
    {
        return Ok(Some(id));
    }
    for value in domains {
        if let Some(id) = by(&of_part("company_domain", "value_fold"), value)? {
            return Ok(Some(id));
        }
    }
    Ok(None)
}

/// The living company that words name, by its name or else by a domain of it.
///
/// # Errors
/// What the database says.
pub fn company_named(conn: &Connection, words: &str) -> Result<Option<Id>> {
    let domain = crate::companies::domain(words);
    let domains = [domain.as_str()];
    let is_domain = domain.contains('.') && !domain.contains(char::is_whitespace);
    known_company(conn, &[], if is_domain { &domains } else { &[] }, &fold(words))
}

/// Living contacts that another program knows by this identifier.
pub fn by_identity(conn: &Connection, value: &str) -> Result<Vec<Id>> {
    let found = crate::contacts::store::by_key(conn, crate::contacts::store::Key::Identity, value)?;
    Ok(found.into_iter().map(|c| c.id).collect())
}

/// The mapping kept for a source.
pub fn mapping(conn: &Connection, source: &str) -> Result<Option<serde_json::Value>> {
    conn.query_row("SELECT mapping FROM import_mapping WHERE source = ?1", [source], |row| {
        row.get::<_, String>(0)
    })
    .optional()
    .map(|text| text.and_then(|t| serde_json::from_str(&t).ok()))
    .map_err(broken)
}

/// What the seller said of how a source is read.
#[derive(Serialize, Deserialize)]
pub struct KeptReading {
    /// What he said.
    pub reading: ReadAs,
    /// The source by its columns as they are then found.
    pub columns: String,
}

/// The key of a source's reading, beside that of its mapping; no source's key has a colon before its first comma.
fn reading_key(source: &str) -> String {
    format!("reading:{source}")
}

/// The reading kept for a source.
pub fn reading(conn: &Connection, source: &str) -> Result<Option<KeptReading>> {
    let kept = mapping(conn, &reading_key(source))?;
    Ok(kept.and_then(|kept| serde_json::from_value(kept).ok()))
}

/// Keeps the reading of a source; nothing said is forgotten.
pub fn keep_reading(tx: &satchel_vault::Tx<'_>, source: &str, reading: &ReadAs, columns: &str) -> Result<()> {
    let key = reading_key(source);
    if reading.is_empty() {
        return tx.execute("DELETE FROM import_mapping WHERE source = ?1", [key]).map(|_| ()).map_err(broken);
    }
    let kept = KeptReading { reading: reading.clone(), columns: columns.to_owned() };
    let kept = serde_json::to_value(&kept)
        .map_err(|e| Error::broken("bad_output", "A receipt could not be written.").because(e))?;
    keep_mapping(tx, &key, &kept, tx.now_ms())
}

/// The key of what is put right in files of a source.
fn repairs_key(source: &str) -> String {
    format!("repairs:{source}")
}

/// What the seller said is put right in files of a source.
pub fn repairs(conn: &Connection, source: &str) -> Result<Option<Vec<Repair>>> {
    let kept = mapping(conn, &repairs_key(source))?;
    Ok(kept.and_then(|kept| serde_json::from_value(kept).ok()))
}

/// Keeps what is put right in files of a source.
pub fn keep_repairs(tx: &satchel_vault::Tx<'_>, source: &str, repairs: &[Repair]) -> Result<()> {
    let kept = serde_json::to_value(repairs)
        .map_err(|e| Error::broken("bad_output", "A receipt could not be written.").because(e))?;
    keep_mapping(tx, &repairs_key(source), &kept, tx.now_ms())
}

/// Forgets the mapping of a source, how it is read and what is put right in it.
pub fn forget_mapping(conn: &Connection, source: &str) -> Result<()> {
    let keys = params![source, reading_key(source), repairs_key(source)];
    conn.execute("DELETE FROM import_mapping WHERE source IN (?1, ?2, ?3)", keys).map(|_| ()).map_err(broken)
}

/// Keeps the mapping of a source.
pub fn keep_mapping(conn: &Connection, source: &str, mapping: &serde_json::Value, now_ms: i64) -> Result<()> {
    conn.execute(
        "INSERT INTO import_mapping (source, mapping, used_ms) VALUES (?1, ?2, ?3)
         ON CONFLICT (source) DO UPDATE SET mapping = excluded.mapping, used_ms = excluded.used_ms",
        params![source, mapping.to_string(), now_ms],
    )
    .map(|_| ())
    .map_err(broken)
}
