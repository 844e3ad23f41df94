//! Export: contacts and companies as vCard, CSV or JSON, everything on them included.
//!
//! The JSON form is stable: an object with `contacts` and `companies`, records by id, without version or times of
//! change, so that the same data gives the same bytes. Records of other kinds have no card: they are written as JSON, under
//! the kind's plural, or as a plain table when they are asked for.

mod convert;
mod store;
pub(crate) mod table;

use std::io::{BufWriter, Write};

use satchel_feature::files::File;
use satchel_feature::records::{self, Compiled, Record};
use satchel_feature::{Command, Cx, commands};
use satchel_formats::{csv, vcard};
use satchel_kernel::query::Query;
use satchel_kernel::{Error, Id, Kind, Result};
use serde::Deserialize;
use serde_json::{Value, json};

/// Records read at a time.
const BATCH: usize = 500;

/// The exports' rows of the command table.
pub fn table() -> Vec<Command> {
    commands! {
        /// Writes records into a file: csv or json; contacts and companies also as vcard (4.0) or vcard3.
        "exports.run" needs Export => run;
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Format {
    /// vCard 4.0.
    #[serde(alias = "vcard4")]
    Vcard,
    /// vCard 3.0.
    Vcard3,
    /// CSV.
    Csv,
    /// JSON.
    Json,
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct Run {
    /// The form of the file.
    format: Format,
    /// `contact`, `company`, as JSON or CSV also any other kind, in a table alone; these two when absent.
    #[serde(default)]
    kinds: Vec<String>,
    /// Only the records of this query; needs exactly one kind.
    query: Option<Query>,
    /// Only these records; needs exactly one kind.
    ids: Option<Vec<Id>>,
}

fn run(cx: &mut Cx, input: Run) -> Result<File> {
    let kinds: Vec<&str> = if input.kinds.is_empty() {
        vec!["contact", "company"]
    } else {
        input.kinds.iter().map(String::as_str).collect()
    };
    let is_known = |kind: &&&str| match **kind {
        "contact" | "company" => true,
        kind => match input.format {
            Format::Json => cx.registry.kind(kind).is_ok(),
            Format::Csv => kinds.len() == 1 && cx.registry.kind(kind).is_ok(),
            Format::Vcard | Format::Vcard3 => false,
        },
    };
    if let Some(unknown) = kinds.iter().find(|kind| !is_known(kind)) {
        return Err(Error::invalid(
            "kinds",
            format!("Records of the kind “{unknown}” are not exported in this form."),
        ));
    }
    if (input.query.is_some() || input.ids.is_some()) && kinds.len() != 1 {
        return Err(Error::invalid("kinds", "To export a selection, name the one kind it is of."));
    }
    let mut selected = Vec::new();
    for kind in &kinds {
        let ids = match (&input.ids, &input.query) {
            (Some(ids), _) => ids.clone(),
            (None, Some(query)) => cx.list_all(kind, query)?,
            (None, None) => {
                let kind = &cx.registry.kind(kind)?.kind;
                cx.vault.read(|conn| store::living(conn, kind))?
            }
        };
        selected.push((*kind, ids));
    }
    let broken = |e: std::io::Error| {
        Error::broken("file_unwritable", "There is no room for the file in the temporary folder.").because(e)
    };
    let file = tempfile::tempfile().map_err(broken)?;
    let mut out = BufWriter::new(file);
    let name = match input.format {
        Format::Json => {
            json_file(cx, &selected, &mut out)?;
            "satchel.json"
        }
        Format::Csv => {
            match selected.as_slice() {
                [(kind, ids)] if !matches!(*kind, "contact" | "company") => {
                    table_file(cx, kind, ids, &mut out)?
                }
                _ => csv_file(cx, &selected, &mut out)?,
            }
            "satchel.csv"
        }
        Format::Vcard | Format::Vcard3 => {
            let version = if input.format == Format::Vcard { vcard::Version::V4 } else { vcard::Version::V3 };
            vcard_file(cx, &selected, version, &mut out)?;
            "satchel.vcf"
        }
    };
    let file = out.into_inner().map_err(|e| broken(e.into_error()))?;
    let size = file.metadata().map_err(broken)?.len();
    Ok(cx.files.put_unnamed(name, size, file))
}

fn written(result: std::io::Result<()>) -> Result<()> {
    result.map_err(|e| {
        Error::broken("file_unwritable", "The export could not be written to its end.").because(e)
    })
}

/// A record with its notes, where its kind has any, and its photo.
struct Whole {
    record: Record,
    notes: Option<Vec<String>>,
    photo: Option<Vec<u8>>,
}

fn each(
    cx: &Cx,
    kind: &str,
    ids: &[Id],
    photos: bool,
    mut take: impl FnMut(&Kind, Whole) -> Result<()>,
) -> Result<()> {
    let compiled: &Compiled = cx.registry.kind(kind)?;
    let catalogue = cx.catalogue();
    let described = catalogue.kind(kind)?;
    for batch in ids.chunks(BATCH) {
        let records = cx.vault.read(|conn| -> Result<Vec<(Record, Option<Vec<String>>)>> {
            let mut whole = Vec::with_capacity(batch.len());
            for id in batch {
                match records::get(conn, compiled, *id) {
                    Ok(record) => whole.push((record, crate::notes::store::texts(conn, kind, *id)?)),
                    Err(e) if e.code == "not_found" => {}
                    Err(e) => return Err(e),
                }
            }
            Ok(whole)
        })?;
        for (record, notes) in records {
            let photo = match record.get("photo").and_then(Value::as_str).filter(|_| photos) {
                Some(hash) => Some(cx.vault.blobs().get(hash)?),
                None => None,
            };
            take(described, Whole { record, notes, photo })?;
        }
    }
    Ok(())
}

fn vcard_file(
    cx: &Cx,
    selected: &[(&str, Vec<Id>)],
    version: vcard::Version,
    out: &mut impl Write,
) -> Result<()> {
    for (kind, ids) in selected {
        each(cx, kind, ids, true, |described, whole| {
            let uid = records::text(&whole.record, "id").to_owned();
            let draft =
                convert::draft(described, &whole.record, whole.notes.unwrap_or_default(), whole.photo);
            let mut card = String::new();
            vcard::write(&mut card, &draft, version, &uid);
            written(out.write_all(card.as_bytes()))
        })?;
    }
    Ok(())
}

fn csv_file(cx: &Cx, selected: &[(&str, Vec<Id>)], out: &mut impl Write) -> Result<()> {
    // Two passes: the columns follow from what the records hold.
    let mut columns = csv::Layout::default();
    for (kind, ids) in selected {
        each(cx, kind, ids, false, |described, whole| {
            columns.see(&convert::draft(described, &whole.record, whole.notes.unwrap_or_default(), None));
            Ok(())
        })?;
    }
    written(csv::write_header(out, &columns))?;
    for (kind, ids) in selected {
        each(cx, kind, ids, false, |described, whole| {
            written(csv::write_row(
                out,
                &columns,
                &convert::draft(described, &whole.record, whole.notes.unwrap_or_default(), None),
            ))
        })?;
    }
    Ok(())
}

fn table_file(cx: &Cx, kind: &str, ids: &[Id], out: &mut impl Write) -> Result<()> {
    let catalogue = cx.catalogue();
    let mut table = table::Table::of(catalogue.kind(kind)?);
    written(csv::write_table_header(out, &table.header()))?;
    each(cx, kind, ids, false, |_, whole| {
        let cells = table.row(cx, &whole.record, whole.notes.as_deref())?;
        written(csv::write_table_row(out, &cells))
    })
}

fn json_file(cx: &Cx, selected: &[(&str, Vec<Id>)], out: &mut impl Write) -> Result<()> {
    written(out.write_all(b"{"))?;
    let mut sections = vec!["contacts", "companies"];
    for (kind, _) in selected {
        let plural = cx.registry.kind(kind)?.kind.plural.as_ref();
        if !sections.contains(&plural) {
            sections.push(plural);
        }
    }
    for (index, plural) in sections.into_iter().enumerate() {
        if index > 0 {
            written(out.write_all(b","))?;
        }
        written(write!(out, "\n\"{plural}\": ["))?;
        let mut first = true;
        for (kind, ids) in selected {
            if cx.registry.kind(kind)?.kind.plural != plural {
                continue;
            }
            let mut ids = ids.clone();
            ids.sort_unstable();
            each(cx, kind, &ids, false, |described, whole| {
                let record = stable(described, whole);
                let separator = if std::mem::take(&mut first) { "\n" } else { ",\n" };
                written(write!(out, "{separator}{}", Value::Object(record)))
            })?;
        }
        written(out.write_all(b"\n]"))?;
    }
    written(out.write_all(b"\n}\n"))
}

/// The record without what changes by itself: version, times, ids of part rows, derived and internal fields.
fn stable(kind: &Kind, whole: Whole) -> Record {
    let mut stable = Record::new();
    for (name, value) in whole.record {
        if matches!(name.as_str(), "version" | "modified_ms" | "created_ms" | "deleted_ms") {
            continue;
        }
        if kind.field(&name).is_some_and(|f| !f.exportable) {
            continue;
        }
        let value = match (kind.part(&name), value) {
            (Some(part), Value::Array(entries)) if !part.bare => Value::Array(
                entries
                    .into_iter()
                    .map(|mut entry| {
                        if let Some(fields) = entry.as_object_mut() {
                            fields.remove("id");
                            fields.retain(|f, _| part.field(f).is_none_or(|f| f.exportable));
                        }
                        entry
                    })
                    .collect(),
            ),
            (_, value) => value,
        };
        stable.insert(name, value);
    }
    if let Some(notes) = whole.notes {
        stable.insert("notes".into(), json!(notes));
    }
    // Own fields by their names beside their ids, for readers that do not know the vault.
    if let Some(Value::Object(custom)) = stable.get("custom") {
        let named: Record = kind
            .fields
            .iter()
            .filter(|field| field.exportable)
            .filter_map(|f| Some((f.label.clone()?.into_owned(), custom.get(f.id.as_ref())?.clone())))
            .collect();
        stable.insert("custom".into(), Value::Object(named));
    }
    stable
}
