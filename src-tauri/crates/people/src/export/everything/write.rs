//! Writing everything out.

use std::collections::BTreeMap;
use std::fs::File as OnDisk;
use std::io::{BufWriter, Read, Write};

use satchel_feature::files::File;
use satchel_feature::{Cx, Progress};
use satchel_formats::packed::bundle::{Bundle, sha256_of};
use satchel_formats::vcard;
use satchel_kernel::{Error, Id, Result};
use satchel_vault::{Connection, whole};
use serde_json::{Map, Value, json};

use super::super::store::{self, Export};
use super::super::{csv_file, cut_short, fresh, table_file, unwritten, vcard_file, written};
use super::{Checked, FILES, FORMAT, Listed, MANIFEST, Manifest, ORIGINS, Origin, RECORDS, VERSION, rows_of};
use crate::planted;

/// Records read at a time.
const BATCH: usize = 500;
/// Bytes of a file written between two looks at whether to go on.
const PIECE: u64 = 4 << 20;

type Out = Bundle<BufWriter<OnDisk>>;

/// What the files are, for whoever opens the folder.
const README: &str = "\
This folder holds everything that was in a Satchel vault: every record of every kind, also those in the trash.

records/     The full truth: one file for each kind, one line of JSON for each record. This is what Satchel reads.
files/       Pictures, named after the SHA-256 of what is in them, and attached files under their own names in a
             folder named after it. Records name them by their paths; tables/attachments.csv lists what is attached.
tables/      The same records as tables for a spreadsheet (CSV, UTF-8), without those in the trash.
contacts.vcf People and companies as vCard 4.0 (RFC 6350), without those in the trash.
origins.jsonl  What other programs call the records that were imported from them, to find them again there.
history.jsonl  If asked for: what was changed when, and what it was before. Satchel does not read it back.
schema.json  What stands in the records: the kinds with their fields, the tables with their columns.
manifest.json  Every file with its length and its SHA-256, and how many records of which kind there are.

To bring it back: `satchel import FOLDER`, or Settings, Export in the app. Records are found by their ids.
Moments are milliseconds since 1970 UTC, days are YYYY-MM-DD, amounts are whole minor units (cents) with a currency.
The files are not encrypted. Keep them where nobody else reads them, or delete them when they have served.
";

pub(super) fn run(cx: &Cx, history: bool, progress: &dyn Progress) -> Result<Value> {
    let mut writing = Writing::new(cx, progress)?;
    let listed = cx.vault.read(|conn| writing.records(conn, history))?;
    writing.files()?;
    let kinds = writing.tables()?;
    let counts: BTreeMap<&str, u64> = listed.iter().map(|l| (l.kind.as_str(), l.records)).collect();
    let records = counts.values().sum();
    let counts = json!(counts);
    writing.text("schema.json", &writing.schema()?)?;
    written(writing.out.begin("README.txt").and_then(|()| writing.out.write_all(README.as_bytes())))?;
    let file = writing.end(listed)?;
    let export = Export {
        id: file.file,
        format: "everything".into(),
        kinds,
        chosen: "all".into(),
        records,
        bytes: file.size,
        place: None,
        actor: cx.actor.clone(),
        at_ms: 0,
    };
    store::remember(cx, export)?;
    Ok(json!({ "file": file, "records": counts }))
}

struct Writing<'a> {
    cx: &'a Cx,
    progress: &'a dyn Progress,
    out: Out,
    /// Paths of files in the export and their names in the vault.
    files: BTreeMap<String, String>,
    /// The other way round.
    paths: BTreeMap<String, String>,
    done: u64,
    total: u64,
}

impl<'a> Writing<'a> {
    fn new(cx: &'a Cx, progress: &'a dyn Progress) -> Result<Self> {
        let file = fresh()?;
        Ok(Self {
            cx,
            progress,
            out: Bundle::new(BufWriter::new(file)),
            files: BTreeMap::new(),
            paths: BTreeMap::new(),
            done: 0,
            total: 0,
        })
    }

    fn report(&self, note: &str) -> Result<()> {
        self.progress.report(self.done, Some(self.total), note)
    }

    /// The records of every kind as they are in one moment, and what led there.
    fn records(&mut self, conn: &Connection, history: bool) -> Result<Vec<Listed>> {
        let columns = super::file_columns(self.cx);
        let mut listed = Vec::new();
        let mut tables = whole::tables(conn)?;
        tables.sort_by(|a, b| a.name.cmp(&b.name));
        for table in &tables {
            for kind in whole::kinds(conn, table)? {
                let records = whole::count(conn, &table.name, &kind)?;
                let path = format!("{RECORDS}/{kind}.jsonl");
                listed.push(Listed { kind, table: table.name.clone(), path, records });
            }
        }
        // What no record is of is told by the schema.
        listed.retain(|listed| listed.records > 0);
        // As records, and once more in tables and cards.
        self.total = 2 * listed.iter().map(|listed| listed.records).sum::<u64>();
        for Listed { kind, table, path, records } in &mut listed {
            written(self.out.begin(path))?;
            *records = 0;
            let mut after = None;
            loop {
                let page = whole::page(conn, table, kind, after, BATCH)?;
                let Some(last) = page.last().and_then(id_of) else { break };
                after = Some(last);
                for mut record in page {
                    if planted::is("the_trash_stays_behind") && record.contains_key("deleted_ms") {
                        continue;
                    }
                    if planted::is("a_part_stays_behind")
                        && let Some(Value::Object(parts)) = record.get_mut("parts")
                    {
                        parts.remove("contact_raw");
                    }
                    self.name_files(table, &mut record, &columns)?;
                    written(writeln!(self.out, "{}", Value::Object(record)))?;
                    *records += 1;
                    self.done += 1;
                }
                self.report(kind)?;
            }
        }
        self.origins(conn)?;
        if history {
            written(self.out.begin("history.jsonl"))?;
            let mut after = 0;
            loop {
                let sets = whole::history(conn, after, BATCH)?;
                let Some((last, _)) = sets.last() else { break };
                after = *last;
                for (_, set) in sets {
                    written(writeln!(self.out, "{}", Value::Object(set)))?;
                }
                self.report("history")?;
            }
        }
        Ok(listed)
    }

    /// What other programs call the records, if any came from one.
    fn origins(&mut self, conn: &Connection) -> Result<()> {
        let mut after = String::new();
        loop {
            let page = crate::import::origins(conn, &after, BATCH)?;
            let Some((last, ..)) = page.last() else { return Ok(()) };
            if after.is_empty() {
                written(self.out.begin(ORIGINS))?;
            }
            after.clone_from(last);
            for (key, kind, id) in page {
                let line = serde_json::to_string(&Origin { key, kind, id }).map_err(unwritten)?;
                written(writeln!(self.out, "{line}"))?;
            }
            self.report("origins")?;
        }
    }

    /// Says of files where they lie in the export.
    fn name_files(
        &mut self,
        table: &str,
        record: &mut Map<String, Value>,
        columns: &std::collections::BTreeSet<(String, String)>,
    ) -> Result<()> {
        for (of, column) in columns {
            for row in rows_of(record, table, of) {
                let Some(Value::String(name)) = row.get(column) else { continue };
                // An attached file goes by the name people gave it.
                let called = row.get("name").and_then(Value::as_str).filter(|_| of == "attachment");
                let path = self.path_of(name, called)?;
                match path {
                    Some(path) => row.insert(column.clone(), path.into()),
                    None => row.remove(column),
                };
            }
        }
        Ok(())
    }

    /// Where a file of the vault lies in the export; `None` if it is lost.
    fn path_of(&mut self, name: &str, called: Option<&str>) -> Result<Option<String>> {
        if let Some(path) = self.paths.get(name) {
            return Ok(Some(path.clone()));
        }
        if !self.cx.vault.blobs().contains(name) {
            return Ok(None);
        }
        let mut first = Vec::new();
        let lost = |e| Error::broken("tampered", "A file of the vault cannot be read.").because(e);
        self.cx.vault.blobs().open(name)?.take(64).read_to_end(&mut first).map_err(lost)?;
        let digest = sha256_of(self.cx.vault.blobs().open(name)?).map_err(lost)?;
        // What begins with a dot is hidden, and hidden files are not taken back out of a folder.
        let path = match called.map(|name| name.trim_start_matches('.')).filter(|name| !name.is_empty()) {
            Some(called) => format!("{FILES}/{digest}/{called}"),
            None => {
                let ending = crate::photos::media_type(&first).strip_prefix("image/").unwrap_or("bin");
                format!("{FILES}/{digest}.{ending}")
            }
        };
        self.files.insert(path.clone(), name.to_owned());
        self.paths.insert(name.to_owned(), path.clone());
        Ok(Some(path))
    }

    fn files(&mut self) -> Result<()> {
        for (path, name) in std::mem::take(&mut self.files) {
            let mut blob = self.cx.vault.blobs().open(&name)?;
            written(self.out.begin(&path))?;
            // Piece by piece, so that a large one neither fills the memory nor keeps this from being stopped.
            while std::io::copy(&mut (&mut blob).take(PIECE), &mut self.out).map_err(cut_short)? > 0 {
                self.report("files")?;
            }
        }
        Ok(())
    }

    /// The living records as tables, people and companies as cards too; answers which kinds there are.
    fn tables(&mut self) -> Result<Vec<String>> {
        let catalogue = self.cx.catalogue();
        let mut kinds = Vec::new();
        let mut people = Vec::new();
        for (name, kind) in &catalogue.kinds {
            let ids = self.cx.vault.read(|conn| store::living(conn, kind))?;
            if ids.is_empty() {
                continue;
            }
            kinds.push(name.clone());
            written(self.out.begin(&format!("tables/{}.csv", kind.plural)))?;
            self.report(name)?;
            self.done += ids.len() as u64;
            if matches!(name.as_str(), "contact" | "company") {
                people.push((name.as_str(), ids));
                let selected = people.split_at(people.len().saturating_sub(1)).1;
                csv_file(self.cx, selected, &mut self.out)?;
            } else {
                table_file(self.cx, name, &ids, None, &mut self.out)?;
            }
        }
        if !people.is_empty() {
            people.reverse();
            written(self.out.begin("contacts.vcf"))?;
            self.report("cards")?;
            vcard_file(self.cx, &people, vcard::Version::V4, None, &mut self.out)?;
        }
        Ok(kinds)
    }

    /// What stands in the records.
    fn schema(&self) -> Result<Value> {
        let catalogue = self.cx.catalogue();
        let mut kinds = Map::new();
        for (name, kind) in &catalogue.kinds {
            let mut described = serde_json::to_value(kind).map_err(unwritten)?;
            // A field of a column says which; one of the seller's own is a row of the table of values.
            if let Some(fields) = described.get_mut("fields").and_then(Value::as_array_mut) {
                for (told, field) in fields.iter_mut().zip(&kind.fields) {
                    if let (Some(told), Some(column)) = (told.as_object_mut(), field.column_name()) {
                        told.insert("column".into(), column.into());
                    }
                }
            }
            if let Some(parts) = described.get_mut("parts").and_then(Value::as_array_mut) {
                for (told, part) in parts.iter_mut().zip(&kind.parts) {
                    if let Some(told) = told.as_object_mut() {
                        told.insert("table".into(), part.table.as_ref().into());
                    }
                }
            }
            kinds.insert(name.clone(), described);
        }
        let shown = |columns: &[whole::WholeColumn]| -> Vec<Value> {
            let told = columns.iter().map(|column| {
                json!({
                    "name": column.name, "holds": column.holds, "required": column.required, "names": column.names
                })
            });
            told.collect()
        };
        let mut tables = self.cx.vault.read(whole::tables)?;
        tables.sort_by(|a, b| a.name.cmp(&b.name));
        let tables = tables.iter().map(|table| {
            let parts: Map<String, Value> =
                table.parts.iter().map(|(name, columns)| (name.clone(), shown(columns).into())).collect();
            json!({ "table": table.name, "kind": table.kind, "columns": shown(&table.columns), "parts": parts })
        });
        Ok(json!({
            "format": FORMAT, "version": VERSION, "kinds": kinds, "own": catalogue.own,
            "tables": tables.collect::<Vec<_>>(),
        }))
    }

    fn text(&mut self, path: &str, value: &Value) -> Result<()> {
        written(self.out.begin(path))?;
        let text = serde_json::to_string_pretty(value).map_err(unwritten)?;
        written(writeln!(self.out, "{text}"))
    }

    fn end(mut self, listed: Vec<Listed>) -> Result<File> {
        let mut files: Vec<Checked> = self
            .out
            .entries()
            .iter()
            .map(|entry| Checked {
                path: entry.path.clone(),
                bytes: entry.bytes,
                sha256: entry.sha256.clone(),
            })
            .collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        let manifest = Manifest { format: FORMAT.into(), version: VERSION, records: listed, files };
        self.text(MANIFEST, &serde_json::to_value(&manifest).map_err(unwritten)?)?;
        let out = self.out.finish().map_err(cut_short)?;
        let file = out.into_inner().map_err(|e| cut_short(e.into_error()))?;
        let size = file.metadata().map_err(cut_short)?.len();
        Ok(self.cx.files.put_unnamed("satchel-everything.zip", size, file))
    }
}

fn id_of(record: &Map<String, Value>) -> Option<Id> {
    record.get("id")?.as_str()?.parse().ok()
}
