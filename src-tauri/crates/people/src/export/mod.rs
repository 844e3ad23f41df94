//! Export: contacts and companies as vCard, CSV, XLSX or JSON, with everything on them or with chosen fields.
//!
//! The JSON form is stable: an object with `contacts` and `companies`, records by id, without version or times of
//! change, so that the same data gives the same bytes. Records of other kinds have no card: they are written as JSON, under
//! the kind's plural, or as a plain table when they are asked for.

pub(crate) mod convert;
pub mod everything;
mod store;
pub(crate) mod table;

use std::io::{BufWriter, Write};

use satchel_feature::command::Nothing;
use satchel_feature::files::File;
use satchel_feature::records::{self, Compiled, Record};
use satchel_feature::{Command, Cx, commands};
use satchel_formats::{csv, vcard, workbook};
use satchel_kernel::query::Query;
use satchel_kernel::{Error, Id, Kind, Result};
use serde::Deserialize;
use serde_json::{Value, json};

/// Records read at a time.
const BATCH: usize = 500;

/// The exports' rows of the command table.
pub fn table() -> Vec<Command> {
    commands! {
        /// Writes records into a file: csv, xlsx or json; contacts and companies also as vcard (4.0) or vcard3.
        "exports.run" needs Export => run;
        /// The exports so far, the latest first.
        "exports.list" needs Read => everything::list;
        /// Says where the file of an export was saved.
        "exports.saved" needs Export => saved;
    }
    .into_iter()
    .chain(everything::table())
    .collect()
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct Saved {
    /// The file of the export.
    file: Id,
    /// Where it lies now, as a person would say it: a path, or the name it was downloaded under.
    place: String,
}

fn saved(cx: &mut Cx, input: Saved) -> Result<everything::Exports> {
    let place: String = input.place.chars().filter(|c| !c.is_control()).take(1_000).collect();
    cx.vault.write_local(|conn| store::place(conn, input.file, &place))?;
    everything::list(cx, Nothing {})
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
    /// A workbook (Office Open XML), a sheet for each kind.
    Xlsx,
}

impl Format {
    const fn name(self) -> &'static str {
        match self {
            Self::Vcard => "vcard",
            Self::Vcard3 => "vcard3",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Xlsx => "xlsx",
        }
    }
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
    /// Only these of their fields, by their ids and in this order, with `notes` for what was noted; needs exactly one
    /// kind. A card keeps its name, JSON its id.
    fields: Option<Vec<String>>,
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
            Format::Json | Format::Xlsx => cx.registry.kind(kind).is_ok(),
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
    if input.fields.is_some() && kinds.len() != 1 {
        return Err(Error::invalid("kinds", "To choose fields, name the one kind they are of."));
    }
    if let (Some(fields), [kind]) = (&input.fields, kinds.as_slice()) {
        // Whatever the form, what is no field is refused.
        let catalogue = cx.catalogue();
        let parts: Vec<String> = fields.iter().filter(|field| *field != "photo").cloned().collect();
        table::Table::of(catalogue.kind(kind)?, Some(&parts))?;
    }
    let chosen = input.fields.as_deref();
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
    let mut out = BufWriter::new(fresh()?);
    let name = match input.format {
        Format::Json => {
            json_file(cx, &selected, chosen, &mut out)?;
            "satchel.json"
        }
        Format::Csv => {
            match selected.as_slice() {
                [(kind, ids)] if chosen.is_some() || !matches!(*kind, "contact" | "company") => {
                    table_file(cx, kind, ids, chosen, &mut out)?
                }
                _ => csv_file(cx, &selected, &mut out)?,
            }
            "satchel.csv"
        }
        Format::Vcard | Format::Vcard3 => {
            let version = if input.format == Format::Vcard { vcard::Version::V4 } else { vcard::Version::V3 };
            vcard_file(cx, &selected, version, chosen, &mut out)?;
            "satchel.vcf"
        }
        Format::Xlsx => {
            xlsx_file(cx, &selected, chosen, &mut out)?;
            "satchel.xlsx"
        }
    };
    let file = out.into_inner().map_err(|e| cut_short(e.into_error()))?;
    let size = file.metadata().map_err(cut_short)?.len();
    let file = cx.files.put_unnamed(name, size, file);
    let chosen = match (&input.ids, &input.query) {
        (Some(_), _) => "ids",
        (None, Some(_)) => "query",
        (None, None) => "all",
    };
    store::remember(
        cx,
        store::Export {
            id: file.file,
            format: input.format.name().into(),
            kinds: selected.iter().map(|(kind, _)| (*kind).to_owned()).collect(),
            chosen: chosen.into(),
            records: selected.iter().map(|(_, ids)| ids.len() as u64).sum(),
            bytes: file.size,
            place: None,
            actor: cx.actor.clone(),
            at_ms: 0,
        },
    )?;
    Ok(file)
}

/// A file without a name to write into.
fn fresh() -> Result<std::fs::File> {
    tempfile::tempfile().map_err(|e| {
        Error::broken("file_unwritable", "There is no room for the file in the temporary folder.").because(e)
    })
}

fn cut_short(e: std::io::Error) -> Error {
    Error::broken("file_unwritable", "The export could not be written to its end.").because(e)
}

/// What the program itself made and cannot write down.
fn unwritten(e: serde_json::Error) -> Error {
    satchel_vault::VaultError::from(e).into()
}

fn written(result: std::io::Result<()>) -> Result<()> {
    result.map_err(cut_short)
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
    chosen: Option<&[String]>,
    out: &mut impl Write,
) -> Result<()> {
    for (kind, ids) in selected {
        each(cx, kind, ids, true, |described, whole| {
            let whole = narrowed(whole, chosen, NAME);
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

/// What makes up a name, without which there is no card.
const NAME: &[&str] =
    &["id", "name", "named", "display_name", "prefix", "given", "middle", "family", "suffix"];

/// A record with the chosen fields and those that are always kept.
fn narrowed(mut whole: Whole, chosen: Option<&[String]>, kept: &[&str]) -> Whole {
    let Some(chosen) = chosen else { return whole };
    let is_chosen = |name: &str| chosen.iter().any(|one| one == name);
    whole.record.retain(|name, _| name == "custom" || kept.contains(&name.as_str()) || is_chosen(name));
    if let Some(Value::Object(own)) = whole.record.get_mut("custom") {
        own.retain(|id, _| is_chosen(id));
    }
    whole.notes = whole.notes.filter(|_| is_chosen(table::NOTES));
    whole.photo = whole.photo.filter(|_| is_chosen("photo"));
    whole
}

fn xlsx_file(
    cx: &Cx,
    selected: &[(&str, Vec<Id>)],
    chosen: Option<&[String]>,
    out: &mut (impl Write + Send),
) -> Result<()> {
    let unwritten = |bad: workbook::BadBook| match bad {
        workbook::BadBook::Full => Error::refused("sheet_full", bad.to_string()),
        bad => cut_short(std::io::Error::other(bad)),
    };
    let catalogue = cx.catalogue();
    let mut book = workbook::Book::default();
    for (kind, ids) in selected {
        let described = catalogue.kind(kind)?;
        let mut table = table::Table::of(described, chosen)?;
        let title = catalogue
            .own
            .get(*kind)
            .map_or_else(|| table::heading(&described.plural), |own| own.many.clone());
        book.sheet(&title, &table.header()).map_err(unwritten)?;
        each(cx, kind, ids, false, |_, whole| {
            let cells = table.typed(cx, &whole.record, whole.notes.as_deref())?;
            book.row(&cells).map_err(unwritten)
        })?;
    }
    book.write(out).map_err(unwritten)
}

fn table_file(
    cx: &Cx,
    kind: &str,
    ids: &[Id],
    chosen: Option<&[String]>,
    out: &mut impl Write,
) -> Result<()> {
    let catalogue = cx.catalogue();
    let mut table = table::Table::of(catalogue.kind(kind)?, chosen)?;
    written(csv::write_table_header(out, &table.header()))?;
    each(cx, kind, ids, false, |_, whole| {
        let cells = table.row(cx, &whole.record, whole.notes.as_deref())?;
        written(csv::write_table_row(out, &cells))
    })
}

fn json_file(
    cx: &Cx,
    selected: &[(&str, Vec<Id>)],
    chosen: Option<&[String]>,
    out: &mut impl Write,
) -> Result<()> {
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
                let record = stable(described, narrowed(whole, chosen, &["id"]));
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
