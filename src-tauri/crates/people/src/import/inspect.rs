//! A file looked at before it is imported: what it is, how it would be read, what a person should look at.

use satchel_feature::Cx;
use satchel_feature::files::File;
use satchel_feature::records::RuleCx;
use satchel_formats::draft::Draft;
use satchel_formats::{csv, vcard};
use satchel_kernel::{Id, Result};
use serde::Serialize;
use serde_json::Value;

use super::receipt::FileReceipt;
use super::recognise::{
    Known, SAMPLE, Table, mapping_for, mapping_key, object_of, recognise, source_of, told_by_columns,
};
use super::repair::{self, Offer, Offering, Repair};
use super::source::{OWN, Reading};
use super::store::{self, SourceFile};
use super::table::{self, Asked, Asking, Shape};
use super::unpack::MAILS;
use crate::contacts::rules;

/// Rows that are shown as they would be.
const PREVIEWED: u64 = 20;
/// Rows that are looked at for what could be put right.
const OFFERED: u64 = 10_000;

/// What a file is and how it would be read.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct Inspection {
    /// The file.
    pub file: File,
    /// `vcard`, `ldif`, `csv`, or of which form the workbook is whose sheet it was: `xlsx`, `xlsb`, `xls`, `ods`.
    pub format: &'static str,
    /// The product it came from.
    pub source: String,
    /// Whether it can be imported without a question.
    pub sure: bool,
    /// Whether a mapping, a reading or repairs that the seller chose before are used.
    pub remembered: bool,
    /// The character encoding; empty for a sheet of a workbook.
    pub encoding: String,
    /// The delimiter of a table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<String>,
    /// How a table is read, and what can be said of it instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reading: Option<InspectedReading>,
    /// What its rows seem to be, to be said as the kind of the import: `deal` where the program that wrote it is known
    /// to write deals, or where its columns have names that only tables of deals have.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Which table of another CRM it is, by its columns: an import puts its rows straight into the records they are, with
    /// what they are associated with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub crm: Option<&'static str>,
    /// About how many rows it has.
    pub rows_estimate: u64,
    /// What a person should look at before importing.
    pub doubts: Vec<String>,
    /// How a table's columns would be read; empty for cards.
    pub columns: Vec<InspectedColumn>,
    /// Where columns of records of one kind can go, as `custom:` and one of these; empty for people and companies.
    pub targets: Vec<String>,
    /// Values that name nothing here, among the first 10,000 rows of records of one kind; what they mean is said in the
    /// mapping, as the `values` of their column. A file is sure although it has some that are made with the import.
    pub asked: Vec<Asked>,
    /// What can be put right in the first 10,000 rows, and whether it is.
    pub repairs: Vec<Offer>,
    /// The first records as they would be, at most 20, in the form of `contacts.create`.
    pub preview: Vec<Value>,
}

/// How a table is read.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct InspectedReading {
    /// How it is read: every part as it was found or chosen.
    pub used: csv::ReadAs,
    /// How it would be read if nothing was chosen.
    pub detected: csv::ReadAs,
    /// What was chosen, now or for an earlier file of the source.
    pub chosen: csv::ReadAs,
    /// Whether it was chosen for an earlier file.
    pub remembered: bool,
    /// Lines before the header, which are passed over.
    pub skipped_lines: u32,
    /// The first lines as they stand, shortened, at most 30: among them is the one with the names of the columns.
    pub lines: Vec<String>,
    /// The encodings to choose among.
    pub encodings: &'static [&'static str],
}

/// A column and where its cells would go.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct InspectedColumn {
    /// Name, target, confidence from 0 to 1, reason, date order.
    #[serde(flatten)]
    pub column: csv::Column,
    /// Its first values.
    pub samples: Vec<String>,
}

/// Looks into a file, with what the seller says of how it is read and where its columns go.
pub fn inspect(
    cx: &Cx,
    file: Id,
    reading: Option<csv::ReadAs>,
    chosen: Option<Value>,
    repairs: Option<Vec<Repair>>,
    (shape, kind, makes): (Option<&Shape<'_>>, Option<&str>, bool),
) -> Result<Inspection> {
    let meta = cx.files.meta(file)?;
    let source = SourceFile { repairs, ..source_of(cx, &meta, reading, chosen.clone()) };
    let (known, sample) = recognise(cx, &mut cx.files.open(meta.file)?, &source, shape)?;
    let object = if chosen.is_none() { object_of(cx, &source, shape, kind) } else { None };
    let mut receipt = FileReceipt::default();
    let chosen_now = chosen.is_some();
    let region = cx.region()?;
    let mut reading = Reading::open(cx, &source, shape, &region, &mut receipt)?;
    let mender = std::mem::take(&mut reading.mender);
    let mended_before = reading.remembered;
    let own = receipt.source == OWN;
    let mut offering = Offering::new(&mender);
    let style = receipt.style.clone();
    let mut preview = Vec::new();
    let mut asking = match (&known, shape) {
        (Known::Csv(table), Some(shape)) => {
            let mapping = mapping_for(cx, &table.detection, &table.said, chosen.clone(), Some(shape))?;
            let program = table.detection.product.program_of_deals();
            let missing = if makes { shape.intake.missing() } else { None };
            Some(Asking::new(shape, &style, &mapping, missing, program))
        }
        _ => None,
    };
    let mut read = 0_u64;
    let mut rows = reading.rows_as_they_are();
    let looked_at = if own { PREVIEWED } else { OFFERED }.max(if asking.is_some() { table::ROWS } else { 0 });
    for row in rows.by_ref().take(looked_at as usize) {
        let mut row = row?;
        read += 1;
        if let (Ok(draft), false) = (&row.read, own || read > OFFERED) {
            offering.look(row.row, draft);
        }
        mender.row(&mut row);
        let mut cells = row.cells;
        if let Ok(draft) = row.read {
            if let Some(asking) = &mut asking {
                asks(cx, &region, asking, &draft)?;
            }
            if read > PREVIEWED {
                continue;
            }
            let mut incoming = match shape {
                Some(shape) => table::read(shape, draft, &style, &mut cells),
                None => super::convert::incoming(draft, &receipt.source, &region),
            };
            if incoming.kind == "contact" {
                rules::show_current_job(&mut incoming.record);
                // A row without a name is shown as it is.
                let _ = rules::name(&mut incoming.record, None);
            }
            preview.push(Value::Object(incoming.record));
        }
    }
    let asked = asking.map(Asking::found).unwrap_or_default();
    let repairs = offering.found();
    let looked = read.min(OFFERED);
    let open_repair = source.repairs.is_none()
        && !mended_before
        && repairs.iter().any(|one| repair::is_to_be_asked(one, looked));
    let whole = (sample.len() as u64) < SAMPLE;
    let counted = read + if whole { rows.count() as u64 } else { 0 };
    let bytes_per_row = match &known {
        Known::Csv(table) if !whole => table.detection.bytes_per_row,
        _ => 0.0,
    };
    let seems = match &known {
        Known::Csv(table) if table.detection.product.holds_deals() => Some("deal".to_owned()),
        known => told_by_columns(cx, known)?,
    };
    let (sure, kept, reading, columns, doubts) = match known {
        Known::Vcard(_) | Known::Ldif => (!open_repair, mended_before, None, Vec::new(), Vec::new()),
        Known::Csv(table) => {
            let Table { detection, detected, said, remembered, .. } = *table;
            let mapping = mapping_for(cx, &detection, &said, chosen, shape)?;
            let used = detection.reading();
            let reading = InspectedReading {
                used: if source.workbook.is_some() { used.said_of_sheet() } else { used },
                detected,
                chosen: said,
                remembered,
                skipped_lines: detection.dialect.skip_lines,
                lines: detection.lines.clone(),
                encodings: csv::ENCODINGS,
            };
            let kept = cx.vault.read(|conn| store::mapping(conn, &mapping_key(&detection, shape)))?.is_some();
            let doubts = detection.doubts.iter().map(|d| d.message.clone());
            let doubts = doubts.chain(detection.warnings.iter().cloned());
            let open = asked.iter().filter(|one| !one.settled && !one.made).take(5);
            let open: Vec<String> = open.map(|one| format!("“{}”", one.value)).collect();
            let meaning = (!open.is_empty())
                .then(|| format!("What these values mean here is not known: {}.", open.join(", ")));
            let sure = meaning.is_none() && !open_repair && (detection.sure || kept || chosen_now);
            let doubts = doubts.chain(meaning).collect();
            let samples = detection.samples.into_iter().chain(std::iter::repeat_with(Vec::new));
            let columns = mapping
                .columns
                .into_iter()
                .zip(samples)
                .map(|(column, samples)| InspectedColumn { column, samples });
            (sure, kept || remembered || mended_before, Some(reading), columns.collect(), doubts)
        }
    };
    // Of a whole export nothing is asked; of its deals alone only where nothing shall be made.
    let (sure, doubts) =
        if object.is_some() && (shape.is_none() || makes) { (true, Vec::new()) } else { (sure, doubts) };
    let rows_estimate = match receipt.format.as_str() {
        _ if whole => counted,
        "ldif" => (read.max(1)) * meta.size / sample.len().max(1) as u64,
        "vcard" => count_cards(&sample).max(1) * meta.size / sample.len() as u64,
        _ if bytes_per_row > 0.0 => (meta.size as f64 / bytes_per_row) as u64,
        _ => counted,
    };
    Ok(Inspection {
        format: match cx.files.workbook(meta.file) {
            Some(workbook) if workbook != MAILS => workbook,
            _ if receipt.format == "vcard" => "vcard",
            _ if receipt.format == "ldif" => "ldif",
            _ => "csv",
        },
        file: meta,
        source: receipt.source,
        sure,
        remembered: kept && !chosen_now,
        encoding: receipt.encoding,
        delimiter: reading.as_ref().and_then(|reading| reading.used.delimiter.clone()),
        reading,
        doubts,
        rows_estimate,
        columns,
        kind: seems,
        crm: object.filter(|_| shape.is_none()).map(|object| object.title),
        targets: shape.map(Shape::targets).unwrap_or_default(),
        asked,
        repairs,
        preview,
    })
}

/// Looks for words in a row that name nothing here.
fn asks(cx: &Cx, region: &str, asking: &mut Asking<'_>, draft: &Draft) -> Result<()> {
    let catalogue = cx.catalogue();
    cx.vault.read(|conn| {
        let rules = RuleCx {
            conn,
            registry: &cx.registry,
            catalogue: &catalogue,
            now_ms: jiff::Timestamp::now().as_millisecond(),
            region,
        };
        asking.row(&rules, draft)
    })
}

fn count_cards(sample: &[u8]) -> u64 {
    sample.windows(vcard::OPENING.len()).filter(|w| vcard::opens_card(w)).count() as u64
}
