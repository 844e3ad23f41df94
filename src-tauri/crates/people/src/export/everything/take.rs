//! Bringing everything back: one change set, written in slices, taken back as a whole when anything of it does not fit.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Read};

use satchel_feature::records::{self, RuleCx};
use satchel_feature::{Cx, Progress};
use satchel_formats::packed::bundle::sha256_of;
use satchel_kernel::catalogue::OWN_RECORD;
use satchel_kernel::{Error, Id, Result};
use satchel_vault::jobs::Job;
use satchel_vault::whole::{self, Put, Taking, WholeTable};
use satchel_vault::{Large, Tx};
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::{
    Archive, FORMAT, LONGEST_MANIFEST, Listed, MANIFEST, Manifest, ORIGINS, Origin, VERSION, rows_of,
};
use crate::planted;

/// Records written in one slice at most.
const SLICE: usize = 10_000;
/// A record has at most so many bytes.
const LONGEST: u64 = 64 << 20;
/// A file of which the export does not say how long it is has at most so many bytes.
const LARGEST: u64 = 64 << 20;
/// A longer file is put into the vault before anything is written: it would keep everybody else from writing.
const SHORT: u64 = 1 << 20;

/// What became of the records of a kind.
#[derive(Default, Serialize)]
struct Counts {
    created: u64,
    updated: u64,
    unchanged: u64,
}

/// What came of it.
#[derive(Default, Serialize)]
struct Receipt {
    change_set: Option<Id>,
    records: BTreeMap<String, Counts>,
    /// Files that are not as they were exported.
    altered: Vec<String>,
    /// Kinds that this version does not know.
    unknown: Vec<String>,
    /// How often a record named another, or a file, that is nowhere.
    lost: u64,
}

/// The manifest of an export, checked.
pub(super) fn manifest(archive: &mut Archive, name: &str) -> Result<Manifest> {
    let mut text = String::new();
    let read = archive.read(MANIFEST).map_err(|bad| super::not_one(name).because(bad))?;
    read.take(LONGEST_MANIFEST).read_to_string(&mut text).map_err(|bad| super::not_one(name).because(bad))?;
    let manifest: Manifest = serde_json::from_str(&text).map_err(|bad| super::not_one(name).because(bad))?;
    if manifest.format != FORMAT {
        return Err(super::not_one(name));
    }
    if manifest.version > VERSION {
        let words = format!("“{name}” was written by a newer Satchel. Update this one, then bring it back.");
        return Err(Error::refused("newer_export", words).with(json!({ "name": name })));
    }
    Ok(manifest)
}

pub(super) fn run(cx: &Cx, job: &Job, progress: &dyn Progress) -> Result<Value> {
    let told = |field: &str| job.input.get(field).and_then(Value::as_str).unwrap_or_default();
    let (file, name) = (told("file").parse::<Id>()?, told("name").to_owned());
    let mut archive = super::open(cx, file)?;
    let manifest = manifest(&mut archive, &name)?;
    let mut receipt = Receipt { altered: altered(&mut archive, &manifest, progress)?, ..Receipt::default() };
    let large = cx.vault.large(&cx.act(&job.label))?;
    let set = large.set();
    let taken = Bringing::new(cx, file, progress, &manifest, &mut receipt)
        .and_then(|bringing| bringing.run(large, &mut archive, &manifest));
    match taken {
        Ok(changed) => {
            receipt.change_set = changed.then_some(set);
            cx.files.forget(file);
            Ok(serde_json::to_value(&receipt).map_err(super::super::unwritten)?)
        }
        Err(error) => {
            // When the vault is being closed, what was written is taken back as it is opened next.
            if error.code != "interrupted"
                && let Err(second) = cx.vault.abandon(set, &cx.act(format!("Take back: {}", job.label)))
            {
                tracing::error!(%second, "an export that was brought back in part could not be taken back");
            }
            Err(error)
        }
    }
}

/// The files of an export that are read here and are not as they were written; one that is missing is refused.
fn altered(archive: &mut Archive, manifest: &Manifest, progress: &dyn Progress) -> Result<Vec<String>> {
    let mut altered = Vec::new();
    for listed in &manifest.records {
        progress.report(0, None, "checking")?;
        if !archive.has(&listed.path) {
            let words = format!("The export is not whole: “{}” is missing.", listed.path);
            return Err(Error::refused("export_incomplete", words).with(json!({ "name": listed.path })));
        }
        let found = sha256_of(archive.read(&listed.path).map_err(|bad| bad.of(&listed.path))?);
        let found = found.map_err(|error| damaged(&listed.path, None, &error.to_string()))?;
        let as_was = manifest.files.iter().find(|file| file.path == listed.path);
        if as_was.is_none_or(|file| file.sha256 != found) {
            altered.push(listed.path.clone());
        }
    }
    Ok(altered)
}

fn damaged(path: &str, line: Option<u64>, why: &str) -> Error {
    let place = line.map(|line| format!(", line {line}")).unwrap_or_default();
    Error::refused("export_damaged", format!("“{path}”{place}: {why} Nothing was brought back."))
        .with(json!({ "name": path, "line": line, "why": why }))
}

/// Says in which line of which file it was.
fn at(error: Error, path: &str, line: u64) -> Error {
    if error.code == "record_unfit" { damaged(path, Some(line), &error.message) } else { error }
}

/// The records of a file, one by one.
struct Lines<'p, R> {
    from: R,
    path: &'p str,
    line: u64,
}

impl<R: BufRead> Lines<'_, R> {
    fn next(&mut self) -> Result<Option<Map<String, Value>>> {
        loop {
            let mut bytes = Vec::new();
            self.line += 1;
            let bad = |line, why: &str| damaged(self.path, Some(line), why);
            let read = (&mut self.from).take(LONGEST).read_until(b'\n', &mut bytes);
            match read {
                Err(error) => return Err(bad(self.line, &error.to_string())),
                Ok(0) => return Ok(None),
                Ok(n) if n as u64 >= LONGEST => return Err(bad(self.line, "It is too long.")),
                Ok(_) if bytes.trim_ascii().is_empty() => {}
                Ok(_) => {
                    let record = serde_json::from_slice(&bytes);
                    return record.map(Some).map_err(|_| bad(self.line, "This is no record."));
                }
            }
        }
    }
}

struct Bringing<'a> {
    cx: &'a Cx,
    progress: &'a dyn Progress,
    receipt: &'a mut Receipt,
    /// The archive once more, for pictures.
    pictures: Archive,
    /// How long the files of the export are.
    lengths: BTreeMap<String, u64>,
    /// Pictures by their paths in the export and by their names in the vault.
    known: BTreeMap<String, Option<String>>,
    tables: Vec<WholeTable>,
    /// Whether nobody was here before: then everything fits as it is.
    empty: bool,
    /// What changed, and what it names, by table.
    touched: BTreeSet<(String, Id)>,
    done: u64,
    total: u64,
}

impl<'a> Bringing<'a> {
    fn new(
        cx: &'a Cx,
        file: Id,
        progress: &'a dyn Progress,
        manifest: &Manifest,
        receipt: &'a mut Receipt,
    ) -> Result<Self> {
        let tables = cx.vault.read(whole::tables)?;
        let of_people: Vec<WholeTable> =
            tables.iter().filter(|table| table.name != "setting").cloned().collect();
        let empty = cx.vault.read(|conn| whole::any(conn, &of_people).map(|any| !any))?;
        Ok(Self {
            cx,
            progress,
            receipt,
            pictures: super::open(cx, file)?,
            lengths: manifest
                .files
                .iter()
                .filter(|file| file.path.starts_with(super::FILES))
                .map(|file| (file.path.clone(), file.bytes))
                .collect(),
            known: BTreeMap::new(),
            tables,
            empty,
            touched: BTreeSet::new(),
            done: 0,
            total: manifest.records.iter().map(|listed| listed.records).sum(),
        })
    }

    fn report(&self, note: &str) -> Result<()> {
        self.progress.report(self.done, Some(self.total.max(self.done)), note)
    }

    /// Writes everything; whether anything changed.
    fn run(mut self, mut large: Large, archive: &mut Archive, manifest: &Manifest) -> Result<bool> {
        let registry = self.cx.registry.clone();
        let following = super::following_columns(self.cx);
        let files = super::file_columns(self.cx);
        let sort = |text: &str| registry.sort_key(text);
        let follows = |table: &str, column: &str| following.contains(&(table.to_owned(), column.to_owned()));
        let mut taking = Taking::new(&sort, &follows);
        let long: Vec<String> =
            self.lengths.iter().filter(|(_, bytes)| **bytes > SHORT).map(|(path, _)| path.clone()).collect();
        for path in long {
            self.picture(&path)?;
        }
        for table in std::mem::take(&mut self.tables) {
            for listed in manifest.records.iter().filter(|listed| listed.table == table.name) {
                self.kind(&mut large, archive, &table, listed, &files, &mut taking)?;
            }
            self.tables.push(table);
        }
        for listed in &manifest.records {
            if self.tables.iter().all(|table| table.name != listed.table) {
                self.receipt.unknown.push(listed.kind.clone());
            }
        }
        let mut lost = 0;
        while !planted::is("what_waits_is_forgotten")
            && !large.slice(|tx| -> Result<bool> { Ok(taking.settle(tx, SLICE, &mut lost)?) })?.value
        {
            self.report("links")?;
        }
        self.receipt.lost += lost;
        if !self.empty {
            self.derive(&mut large)?;
        }
        let changed = !large.is_empty();
        large.seal()?;
        self.origins(archive)?;
        Ok(changed)
    }

    /// What other programs call the records, for what is imported from there next.
    fn origins(&self, archive: &mut Archive) -> Result<()> {
        if !archive.has(ORIGINS) {
            return Ok(());
        }
        let from = BufReader::new(archive.read(ORIGINS).map_err(|bad| bad.of(ORIGINS))?);
        let mut lines = Lines { from, path: ORIGINS, line: 0 };
        loop {
            let mut page: Vec<Origin> = Vec::new();
            while page.len() < SLICE {
                let Some(line) = lines.next()? else { break };
                // A line that says nothing is left out: what it would be good for is found by name.
                page.extend(serde_json::from_value(Value::Object(line)).ok());
            }
            if page.is_empty() {
                return Ok(());
            }
            page.retain(|origin| self.cx.registry.kind(&origin.kind).is_ok());
            self.cx.vault.write_local(|conn| -> Result<()> {
                page.iter()
                    .try_for_each(|one| crate::import::remember_origin(conn, &one.key, &one.kind, one.id))
            })?;
            self.report("origins")?;
        }
    }

    fn kind(
        &mut self,
        large: &mut Large,
        archive: &mut Archive,
        table: &WholeTable,
        listed: &Listed,
        files: &BTreeSet<(String, String)>,
        taking: &mut Taking<'_>,
    ) -> Result<()> {
        let path = listed.path.as_str();
        let from = BufReader::new(archive.read(path).map_err(|bad| bad.of(path))?);
        let mut lines = Lines { from, path, line: 0 };
        let mut next = lines.next()?;
        let mut found = 0;
        while next.is_some() {
            large.slice(|tx| -> Result<()> {
                for _ in 0..SLICE {
                    let Some(mut record) = next.take() else { break };
                    self.take_files(&table.name, &mut record, files)?;
                    if planted::is("a_record_comes_back_as_of_now") {
                        record.insert("modified_ms".into(), tx.now_ms().into());
                    }
                    let put = taking
                        .put(tx, &table.name, &record)
                        .map_err(|error| at(error.into(), path, lines.line))?;
                    self.count(table, &listed.kind, &record, put);
                    found += 1;
                    self.done += 1;
                    next = lines.next()?;
                    if tx.wanted() {
                        break;
                    }
                }
                Ok(())
            })?;
            self.report(&listed.kind)?;
        }
        if found != listed.records && !self.receipt.altered.iter().any(|altered| altered == path) {
            self.receipt.altered.push(path.to_owned());
        }
        Ok(())
    }

    fn count(&mut self, table: &WholeTable, kind: &str, record: &Map<String, Value>, put: Put) {
        let counts = self.receipt.records.entry(kind.to_owned()).or_default();
        match put {
            Put::Created => counts.created += 1,
            Put::Updated => counts.updated += 1,
            Put::Unchanged => counts.unchanged += 1,
        }
        if self.empty || put == Put::Unchanged {
            return;
        }
        let id = |row: &Map<String, Value>, column: &str| row.get(column)?.as_str()?.parse::<Id>().ok();
        self.touched.extend(id(record, "id").map(|id| (table.name.clone(), id)));
        let mut names = |columns: &[whole::WholeColumn], row: &Map<String, Value>| {
            for column in columns {
                if let (Some(target), Some(id)) = (&column.names, id(row, &column.name)) {
                    self.touched.insert((target.clone(), id));
                }
            }
        };
        names(&table.columns, record);
        for (part, columns) in &table.parts {
            let entries = record.get("parts").and_then(|parts| parts.get(part)).and_then(Value::as_array);
            for entry in entries.into_iter().flatten().filter_map(Value::as_object) {
                names(columns, entry);
            }
        }
    }

    /// Puts the files that a record names into the vault and names them as it does.
    fn take_files(
        &mut self,
        table: &str,
        record: &mut Map<String, Value>,
        files: &BTreeSet<(String, String)>,
    ) -> Result<()> {
        for (of, column) in files {
            for row in rows_of(record, table, of) {
                let Some(Value::String(path)) = row.get(column) else { continue };
                match self.picture(path)? {
                    Some(name) => row.insert(column.clone(), name.into()),
                    None => {
                        self.receipt.lost += 1;
                        row.remove(column)
                    }
                };
            }
        }
        Ok(())
    }

    fn picture(&mut self, path: &str) -> Result<Option<String>> {
        if let Some(known) = self.known.get(path) {
            return Ok(known.clone());
        }
        let mut name = None;
        if path.starts_with(super::FILES) && self.pictures.has(path) {
            let unreadable = |error: std::io::Error| damaged(path, None, &error.to_string());
            let longest = self.lengths.get(path).copied().unwrap_or(LARGEST);
            let read = self.pictures.read_up_to(path, longest).map_err(|bad| bad.of(path))?;
            let found = sha256_of(read).map_err(unreadable)?;
            // Under its own name in a folder called by the digest, or called by it itself.
            let mut named = path.split('/').skip(1);
            if !named.any(|part| part.split('.').next() == Some(found.as_str())) {
                self.receipt.altered.push(path.to_owned());
            }
            let read = self.pictures.read_up_to(path, longest).map_err(|bad| bad.of(path))?;
            let (done, total, progress) = (self.done, self.total, self.progress);
            let (stored, _) =
                self.cx.vault.blobs().put_stream(read, unreadable, |_| {
                    progress.report(done, Some(total.max(done)), "files")
                })?;
            name = Some(stored);
        }
        self.known.insert(path.to_owned(), name.clone());
        Ok(name)
    }

    /// Reckons anew what follows from what came in, beside what was here before.
    fn derive(&mut self, large: &mut Large) -> Result<()> {
        let (catalogue, region) = (self.cx.catalogue(), self.cx.region()?);
        let mut touched = std::mem::take(&mut self.touched).into_iter().peekable();
        while touched.peek().is_some() {
            let next: Vec<(String, Id)> = touched.by_ref().take(SLICE / 4).collect();
            large.slice(|tx: &mut Tx<'_>| -> Result<()> {
                let rules = RuleCx {
                    conn: tx,
                    registry: &self.cx.registry,
                    catalogue: &catalogue,
                    now_ms: tx.now_ms(),
                    region: &region,
                };
                for (table, id) in next {
                    let kind = match table.as_str() {
                        OWN_RECORD => self.cx.registry.named(tx, OWN_RECORD, id)?,
                        table => self.cx.registry.of_table(table).ok(),
                    };
                    if let Some(compiled) = kind {
                        records::derive(&rules, &compiled.kind.name, id)?;
                    }
                }
                Ok(())
            })?;
            self.report("derived")?;
        }
        Ok(())
    }
}
