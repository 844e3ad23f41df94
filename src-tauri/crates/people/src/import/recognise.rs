//! What a file of an import is, how it is read and where its columns go: by what is in it, by what the seller says now, and by
//! what he said of an earlier file of the same source, which is kept here.

use std::io::{BufReader, Read};

use satchel_feature::Cx;
use satchel_feature::files::File;
use satchel_formats::{csv, ldif, packed, vcard};
use satchel_kernel::{Error, Id, Result};
use serde_json::Value;

use super::crm::Object;
use super::repair::Repair;
use super::store::{self, SourceFile};
use super::table::{self, Shape};
use super::unpack::{self, MAILS};

/// How much of a file detection looks at.
pub(super) const SAMPLE: u64 = 1 << 20;

/// What a file is.
pub(super) enum Known {
    Vcard(vcard::Sniffed),
    Csv(Box<Table>),
    Ldif,
}

/// A table and how it is read.
pub(super) struct Table {
    /// What was found out, with what the seller says.
    pub(super) detection: csv::Detection,
    /// How it would be read without a word of his.
    pub(super) detected: csv::ReadAs,
    /// The key of its source by that reading.
    pub(super) detected_key: String,
    /// What he says, now or of an earlier file of the source.
    pub(super) said: csv::ReadAs,
    /// Whether he said it earlier.
    pub(super) remembered: bool,
}

pub(super) fn open_file(cx: &Cx, source: &SourceFile) -> Result<std::fs::File> {
    if let Some(handle) = source.file
        && let Ok(file) = cx.files.open(handle)
    {
        return Ok(file);
    }
    let gone =
        || Error::refused("file_gone", format!("“{}” is no longer at hand. Import it again.", source.name));
    // After a restart the handle is gone; a file that lies where it lay is read again.
    let path = source.path.as_ref().ok_or_else(gone)?;
    std::fs::File::open(path).map_err(|e| gone().because(e))
}

/// What a file is, and its beginning: read as the seller says or, where he says nothing, as he said of an earlier file
/// of the same source.
pub(super) fn recognise(
    cx: &Cx,
    file: &mut std::fs::File,
    source: &SourceFile,
    shape: Option<&Shape<'_>>,
) -> Result<(Known, Vec<u8>)> {
    let sheet = source.workbook.as_deref().is_some_and(|form| form != MAILS);
    let (name, said) = (&source.name, source.reading.as_ref());
    let mut sample = Vec::new();
    file.take(SAMPLE).read_to_end(&mut sample).map_err(|e| {
        Error::refused("file_unreadable", format!("“{name}” cannot be read: {e}.")).because(e)
    })?;
    if sample.is_empty() {
        return Err(Error::refused("file_empty", format!("“{name}” is empty. Export it again.")));
    }
    if !sheet && packed::sniff(&sample) {
        let again = file.try_clone().map_err(csv::ReadError::from)?;
        return Err(unpack::why_not(again, name));
    }
    if !sheet && let Some(sniffed) = vcard::sniff(&sample) {
        if said.is_some_and(|said| !said.is_empty()) {
            return Err(Error::invalid("reading", "vCards say themselves how they are read."));
        }
        if shape.is_some() {
            return Err(not_a_table(name));
        }
        return Ok((Known::Vcard(sniffed), sample));
    }
    if !sheet && ldif::sniff(&sample) {
        if said.is_some_and(|said| !said.is_empty()) {
            return Err(Error::invalid("reading", "LDIF says itself how it is read."));
        }
        if shape.is_some() {
            return Err(not_a_table(name));
        }
        return Ok((Known::Ldif, sample));
    }
    let whole = (sample.len() as u64) < SAMPLE;
    let mut table = table(cx, &sample, whole, said, sheet)?;
    if let Some(shape) = shape {
        table::fit(shape, &mut table.detection);
    }
    Ok((Known::Csv(Box::new(table)), sample))
}

/// What is not brought over of another CRM.
pub(super) fn not_brought(name: &str) -> Error {
    Error::refused(
        "not_brought_over",
        format!(
            "“{name}” holds no companies, people, deals, tasks, conversations or notes, but what the other program is set up with; it was left out."
        ),
    )
}

fn not_a_table(name: &str) -> Error {
    Error::refused(
        "not_a_table",
        format!("“{name}” holds cards of people. Only a table can be read as these records."),
    )
}

/// A table that starts with `sample`; of one that was a sheet it is known where its cells are.
fn table(cx: &Cx, sample: &[u8], whole: bool, said: Option<&csv::ReadAs>, sheet: bool) -> Result<Table> {
    let read_as = |said: &csv::ReadAs| match sheet {
        true => csv::detect_as(sample, whole, &said.of_sheet()),
        false if said.is_empty() => csv::detect(sample, whole),
        false => csv::detect_as(sample, whole, said),
    };
    let found = read_as(&csv::ReadAs::default()).map_err(Error::from)?;
    let detected = if sheet { found.reading().said_of_sheet() } else { found.reading() };
    let detected_key = found.mapping.source_key();
    let (said, kept) = match said {
        Some(said) => (said.clone(), None),
        None => match cx.vault.read(|conn| store::reading(conn, &detected_key))? {
            Some(kept) => (kept.reading.fitted_to(&found), Some(kept.columns)),
            None => (csv::ReadAs::default(), None),
        },
    };
    let remembered = kept.is_some();
    let (said, detection) = match kept {
        _ if said.is_empty() => (said, found),
        None => {
            let detection = read_as(&said).map_err(Error::from)?;
            (said, detection)
        }
        Some(columns) => kept_reading(read_as, said, &columns, found),
    };
    let remembered = remembered && !said.is_empty();
    Ok(Table { detection, detected, detected_key, said, remembered })
}

/// A reading said of an earlier file: it goes for this one if it leads to the same columns. If they are found without
/// it, only what it says of the values goes.
fn kept_reading(
    read_as: impl Fn(&csv::ReadAs) -> std::result::Result<csv::Detection, csv::DetectError>,
    said: csv::ReadAs,
    columns: &str,
    found: csv::Detection,
) -> (csv::ReadAs, csv::Detection) {
    for said in [said.clone(), said.of_values()] {
        if let Ok(detection) = read_as(&said)
            && detection.mapping.source_key() == columns
        {
            return (said, detection);
        }
    }
    (csv::ReadAs::default(), found)
}

/// The product by the first card that tells.
pub(super) fn first_source(file: std::fs::File) -> String {
    let cards = vcard::Reader::new(BufReader::new(file));
    let told = cards.take(20).filter_map(|item| item.ok()?.outcome.ok()).map(|card| card.source());
    let mut told = told.filter(|s| *s != vcard::Source::Unknown);
    told.next().unwrap_or(vcard::Source::Unknown).to_string()
}

/// The mapping to use: the one chosen now, else the one chosen before for this header, else the guess.
pub(super) fn mapping_for(
    cx: &Cx,
    detection: &csv::Detection,
    said: &csv::ReadAs,
    chosen: Option<Value>,
    shape: Option<&Shape<'_>>,
) -> Result<csv::Mapping> {
    let kept = chosen.is_none();
    let chosen = match chosen {
        Some(chosen) => Some(chosen),
        None => cx.vault.read(|conn| store::mapping(conn, &mapping_key(detection, shape)))?,
    };
    let Some(chosen) = chosen else { return Ok(detection.mapping.clone()) };
    let silent = chosen.get("product").is_none();
    let mut mapping: csv::Mapping = serde_json::from_value(chosen)
        .map_err(|e| Error::invalid("mapping", format!("The mapping does not fit: {e}.")).because(e))?;
    if silent {
        (mapping.product, mapping.rows) = (detection.mapping.product, detection.mapping.rows);
    }
    mapping.check().map_err(|problems| {
        let words: Vec<&str> = problems.iter().map(|p| p.message.as_str()).collect();
        Error::invalid("mapping", words.join(" "))
    })?;
    if shape.is_some() {
        mapping.rows = csv::Rows::Records;
        let fits = |target: &csv::Target| {
            use csv::Target;
            matches!(target, Target::Custom(_) | Target::Raw | Target::Notes | Target::Skip)
        };
        if !mapping.columns.iter().all(|column| fits(&column.target)) {
            return Err(Error::invalid(
                "mapping",
                "A column goes to a field of these records, into a note, or nowhere.",
            ));
        }
    }
    // A kept one may come from a file with its columns in another order; one chosen now is meant as it is.
    let mut mapping = if kept { mapping.fitted_to(&detection.mapping) } else { mapping };
    match said.order() {
        Some(order) if kept => mapping.set_date_order(order),
        Some(order) => mapping.add_date_order(order),
        None => {}
    }
    Ok(mapping)
}

/// Under what the mapping of a table is kept: what its columns are as records of one kind is another question.
pub(super) fn mapping_key(detection: &csv::Detection, shape: Option<&Shape<'_>>) -> String {
    let key = detection.mapping.source_key();
    match shape {
        Some(shape) => format!("as {}:{key}", shape.kind.name),
        None => key,
    }
}

/// What the rows of a table of no known program are by what its columns tell, where that is neither people nor companies.
/// Who has the parts of a name, an e-mail address or a number is a person, and a table whose columns the seller said as those of people stays one of
/// people.
pub(super) fn told_by_columns(cx: &Cx, known: &Known) -> Result<Option<String>> {
    use csv::{List, Target, TextField};
    let Known::Csv(table) = known else { return Ok(None) };
    let detection = &table.detection;
    let is_person = |target: &Target| match target {
        Target::Text(TextField::Given | TextField::Family) => true,
        Target::Entry(entry) => matches!(entry.list, List::Emails | List::Phones),
        _ => false,
    };
    if detection.product != csv::Product::Unknown
        || detection.mapping.columns.iter().any(|column| is_person(&column.target))
        || cx.vault.read(|conn| store::mapping(conn, &mapping_key(detection, None)))?.is_some()
    {
        return Ok(None);
    }
    let names: Vec<&str> = detection.mapping.columns.iter().map(|column| column.name.as_str()).collect();
    let catalogue = cx.catalogue();
    for kind in cx.registry.kinds().map(|compiled| &compiled.kind.name) {
        if Shape::of(&cx.registry, &catalogue, kind)?.is_some_and(|shape| table::tell(&shape, &names)) {
            return Ok(Some(kind.to_string()));
        }
    }
    Ok(None)
}

/// What the columns of all of these files tell; `None` where one is of people, of another kind than the others, or cannot
/// be read, which the import says of it.
pub(super) fn told_by_all(cx: &Cx, files: &[SourceFile]) -> Option<String> {
    let mut kinds = files.iter().map(|source| {
        let (known, _) = recognise(cx, &mut open_file(cx, source).ok()?, source, None).ok()?;
        told_by_columns(cx, &known).ok()?
    });
    let first = kinds.next()??;
    kinds.all(|kind| kind.as_ref() == Some(&first)).then_some(first)
}

/// Under what is kept which repairs are made in files like this one; cards of a program that is not known are no source.
pub(super) fn repairs_key(known: &Known, from: Option<&str>, shape: Option<&Shape<'_>>) -> Option<String> {
    match known {
        Known::Csv(table) => Some(mapping_key(&table.detection, shape)),
        Known::Ldif => Some("ldif".to_owned()),
        Known::Vcard(_) => {
            let unknown = vcard::Source::Unknown.to_string();
            from.filter(|from| *from != unknown).map(|from| format!("vcard:{from}"))
        }
    }
}

/// A file at hand, as it would be a file of an import.
pub(super) fn source_of(
    cx: &Cx,
    file: &File,
    reading: Option<csv::ReadAs>,
    mapping: Option<Value>,
) -> SourceFile {
    SourceFile {
        file: Some(file.file),
        path: None,
        workbook: cx.files.workbook(file.file).map(str::to_owned),
        name: file.name.clone(),
        size: file.size,
        mapping,
        reading,
        object: None,
        repairs: None,
        of: Vec::new(),
    }
}

/// Which table of another CRM a file is; `None` if it is none, or the seller said before where its columns go. What is said to
/// be of one kind is read so only if that is what the table holds.
pub(super) fn object_of(
    cx: &Cx,
    source: &SourceFile,
    shape: Option<&Shape<'_>>,
    kind: Option<&str>,
) -> Option<&'static Object> {
    let fits = |object: &&Object| match kind {
        None => true,
        Some("deal") => object.id.ends_with(".deal") || object.id.ends_with(".opportunity"),
        Some(_) => false,
    };
    let (known, _) = recognise(cx, &mut open_file(cx, source).ok()?, source, None).ok()?;
    let Known::Csv(table) = known else { return None };
    let mapping = &table.detection.mapping;
    if mapping.product == csv::Product::Satchel {
        return None;
    }
    let kept = cx.vault.read(|conn| store::mapping(conn, &mapping_key(&table.detection, shape))).ok()?;
    let names: Vec<String> = mapping.columns.iter().map(|column| column.name.clone()).collect();
    Object::of(&names).filter(|_| kept.is_none()).filter(fits)
}

/// Keeps what the seller says of a file for others of its source: how it is read, where its columns go, what is put right.
pub(super) fn keep(
    cx: &Cx,
    file: &File,
    reading: Option<&csv::ReadAs>,
    mapping: Option<&Value>,
    repairs: Option<&[Repair]>,
    shape: Option<&Shape<'_>>,
) -> Result<()> {
    let source = source_of(cx, file, reading.cloned(), None);
    let (known, _) = recognise(cx, &mut cx.files.open(file.file)?, &source, shape)?;
    let from =
        matches!(known, Known::Vcard(_)).then(|| cx.files.open(file.file).map(first_source)).transpose()?;
    let repairs = repairs.zip(repairs_key(&known, from.as_deref(), shape));
    let act = cx.act("Keep a mapping");
    let table = match known {
        Known::Csv(table) => Some(*table),
        _ => None,
    };
    if let (Some(Table { detection, said, .. }), Some(mapping)) = (&table, mapping) {
        mapping_for(cx, detection, said, Some(mapping.clone()), shape)?;
    }
    let written = cx.vault.write(&act, |tx| -> Result<()> {
        if let Some((repairs, key)) = &repairs {
            store::keep_repairs(tx, key, repairs)?;
        }
        let Some(Table { detection, detected_key, said, .. }) = &table else { return Ok(()) };
        let key = detection.mapping.source_key();
        if let Some(mapping) = mapping {
            store::keep_mapping(tx, &mapping_key(detection, shape), mapping, tx.now_ms())?;
        }
        if reading.is_some() {
            store::keep_reading(tx, detected_key, said, &key)?;
            // A file of the source whose columns are found as they are still writes its values the same way.
            if key != *detected_key {
                store::keep_reading(tx, &key, &said.of_values(), &key)?;
            }
        }
        Ok(())
    });
    written.map(|_| ())
}

/// Forgets what was kept for files like this one; from now on it is guessed again.
pub(super) fn forget_mapping(cx: &Cx, file: Id, shape: Option<&Shape<'_>>) -> Result<()> {
    let meta = cx.files.meta(file)?;
    let source = source_of(cx, &meta, None, None);
    let (known, _) = recognise(cx, &mut cx.files.open(meta.file)?, &source, shape)?;
    let from =
        matches!(known, Known::Vcard(_)).then(|| cx.files.open(meta.file).map(first_source)).transpose()?;
    let mut keys: Vec<String> = repairs_key(&known, from.as_deref(), shape).into_iter().collect();
    if let Known::Csv(table) = known {
        keys.extend([table.detected_key, table.detection.mapping.source_key()]);
    }
    let act = cx.act("Forget a mapping");
    cx.vault.write(&act, |tx| keys.iter().try_for_each(|key| store::forget_mapping(tx, key)))?;
    Ok(())
}
