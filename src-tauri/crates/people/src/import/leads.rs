//! A row of a table of people as a lead: the same reading and mapping, another record. What a lead has no field for goes
//! into a note on it, so that nothing of a row is lost.
//!
//! The kind is a higher group's; here it is known by its name and the form of its record, as everything in the catalogue.

use satchel_feature::Record;
use satchel_feature::records::{part, text};
use satchel_formats::Fate;
use satchel_formats::csv::{self, NumberStyle};
use satchel_kernel::text::fold;
use satchel_kernel::{FieldType, Kind};
use serde_json::{Value, json};

use super::convert::Incoming;
use super::merge::{self, KeptRaw};
use super::receipt::Column;
use super::source::ReadCell;
use crate::fields::{self, Style};

/// The kind.
pub const LEAD: &str = "lead";

/// Words that stand over columns of leads, for the fields they fill.
const COLUMNS: [(&str, &[&str]); 12] = [
    (
        "source",
        &[
            "source",
            "lead source",
            "quelle",
            "herkunft",
            "leadquelle",
            // HubSpot's, in the order of how much they say.
            "original traffic source",
            "original source",
            "original source type",
            "ursprüngliche quelle",
            "ursprüngliche traffic-quelle",
        ],
    ),
    ("status", &["status", "lead status", "leadstatus"]),
    ("rating", &["rating", "einstufung"]),
    ("value", &["value", "estimated value", "amount", "budget", "wert", "geschätzter wert", "betrag"]),
    ("next_step", &["next step", "nächster schritt"]),
    ("industry", &["industry", "branche"]),
    ("size", &["size", "employees", "company size", "mitarbeiter", "mitarbeitende", "firmengröße"]),
    ("website", &["website", "web page", "webseite", "homepage"]),
    ("city", &["city", "town", "stadt", "ort"]),
    ("postal_code", &["postal code", "postcode", "zip", "plz", "postleitzahl"]),
    ("country", &["country", "land"]),
    ("job_title", &["job title", "position", "funktion"]),
];

/// The field of a lead that a column of this name fills: by its id, or by what it is usually called.
fn field_of<'k>(kind: &'k Kind, name: &str) -> Option<&'k satchel_kernel::Field> {
    let folded = fold(name);
    let id = kind.fields.iter().find(|field| fold(&field.id) == folded).map(|field| field.id.as_ref());
    let id = id.or_else(|| {
        COLUMNS.iter().find(|(_, words)| words.iter().any(|word| fold(word) == folded)).map(|(id, _)| *id)
    })?;
    kind.field(id).filter(|field| field.importable && !field.derived && field.column_name().is_some())
}

/// Turns what a row says of a person or company into a lead.
pub fn lead(kind: &Kind, from: Incoming, style: &Style) -> Incoming {
    let Incoming { kind: was, record, notes, custom, demoted, .. } = from;
    let mut lead = Record::new();
    let mut left: Vec<(String, String)> = Vec::new();
    if was == "company" {
        take(&mut lead, &mut left, "company", text(&record, "name"));
    } else {
        for field in ["given", "family"] {
            take(&mut lead, &mut left, field, text(&record, field));
        }
        if lead.is_empty() {
            take(&mut lead, &mut left, "name", text(&record, "display_name"));
        }
    }
    let of =
        |entry: &Value, field: &str| entry.get(field).and_then(Value::as_str).unwrap_or_default().to_owned();
    for job in part(&record, "jobs") {
        take(&mut lead, &mut left, "company", &of(job, "company"));
        take(&mut lead, &mut left, "job_title", &of(job, "title"));
    }
    for address in part(&record, "addresses") {
        for field in ["city", "postal_code", "country"] {
            take(&mut lead, &mut left, field, &of(address, field));
        }
        for field in ["street", "extended", "po_box", "region"] {
            let value = of(address, field);
            if !value.is_empty() {
                left.push((field.to_owned(), value));
            }
        }
    }
    let domains = part(&record, "domains").iter().map(|domain| of(domain, "value"));
    for site in part(&record, "links").iter().map(|link| of(link, "value")).chain(domains) {
        match satchel_feature::records::link(&site) {
            Some(link) if !lead.contains_key("website") => _ = lead.insert("website".into(), json!(link)),
            _ => left.push(("website".to_owned(), site)),
        }
    }
    for name in ["emails", "phones", "tags"] {
        if let Some(entries) = record.get(name) {
            lead.insert(name.into(), entries.clone());
        }
    }
    let mut own = Vec::new();
    let raw = part(&record, "raw").iter().map(|raw| (of(raw, "name"), of(raw, "value")));
    let industry = ["industry", "size"].map(|name| (name.to_owned(), text(&record, name).to_owned()));
    for (name, value) in custom.into_iter().chain(raw).chain(industry) {
        if value.is_empty() {
            continue;
        }
        match field_of(kind, &name) {
            Some(field) => match typed(style, field, &value) {
                Some(read) if !lead.contains_key(field.id.as_ref()) => {
                    lead.insert(field.id.to_string(), read);
                }
                _ => left.push((name, value)),
            },
            None => own.push((name, value)),
        }
    }
    // A column that fills nothing built in may fill a field of the seller's own; one that is neither is noted.
    let is_own = |name: &str| {
        let mut fields = kind.fields.iter().filter(|field| field.column_name().is_none());
        fields.any(|field| field.label.as_deref().is_some_and(|label| fold(label) == fold(name)))
    };
    let (custom, unknown): (Vec<_>, Vec<_>) = own.into_iter().partition(|(name, _)| is_own(name));
    left.extend(unknown);
    let mut notes = notes;
    if !left.is_empty() {
        notes.extend(noted(left.iter().map(|(name, value)| (name.as_str(), value.as_str()))));
    }
    Incoming { kind: LEAD.into(), record: lead, notes, custom, demoted, ..Incoming::default() }
}

/// Fills a field that is empty; another value than there is goes where what is left goes.
fn take(lead: &mut Record, left: &mut Vec<(String, String)>, field: &str, value: &str) {
    if value.is_empty() {
        return;
    }
    match lead.get(field).and_then(Value::as_str) {
        None => _ = lead.insert(field.to_owned(), json!(value)),
        Some(there) if there == value => {}
        Some(_) => left.push((field.to_owned(), value.to_owned())),
    }
}

/// Cells that the reader kept raw and a field of the lead took after all.
pub fn place(cells: &mut [ReadCell], columns: &[Column], kind: &Kind, incoming: &Incoming) {
    for cell in cells.iter_mut().filter(|cell| matches!(cell.fate, Fate::Raw)) {
        let column = Column::place(columns, cell.column).and_then(|at| columns.get(at));
        let Some(name) = cell.name.as_deref().or(column.map(|column| column.name.as_str())) else { continue };
        let built_in = field_of(kind, name).filter(|field| incoming.record.contains_key(field.id.as_ref()));
        let own = || incoming.custom.iter().find(|(own, _)| fold(own) == fold(name));
        let target = built_in.map(|field| field.id.to_string());
        let target = target.or_else(|| own().map(|(own, _)| format!("{}{own}", merge::OWN)));
        if let Some(target) = target {
            cell.fate = Fate::Mapped(vec![target]);
        }
    }
}

/// A value as the field keeps it; `None` when it cannot.
fn typed(style: &Style, field: &satchel_kernel::Field, value: &str) -> Option<Value> {
    let read = fields::read_in(style, &field.id, &field.ty, value);
    match (&field.ty, field.id.as_ref()) {
        // Nobody makes one converted by a table.
        (FieldType::Choice { .. }, _) => read.filter(|read| read != "converted"),
        (FieldType::Number, "size") => {
            let whole =
                csv::decimal(value, style.numbers).or_else(|| csv::decimal(value, NumberStyle::Point));
            let size = whole?.parse::<f64>().ok().filter(|size| (1.0..=10_000_000.0).contains(size))?;
            Some(json!(size))
        }
        _ => read,
    }
}

/// What a lead will be called.
pub fn title(lead: &Record) -> String {
    let whole = ["given", "family"].map(|field| text(lead, field));
    let whole = whole.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    let first = |name: &str| {
        part(lead, name).first().and_then(|one| one.get("value")).and_then(Value::as_str).unwrap_or_default()
    };
    let known = [text(lead, "name"), &whole, text(lead, "company"), first("emails"), first("phones")];
    known.into_iter().find(|name| !name.is_empty()).unwrap_or_default().to_owned()
}

/// Joins what a row brings with a lead that is there: as for contacts, but what its fields have no room for is noted.
pub fn join(old: &Record, brought: &Record, from: &merge::From<'_>) -> (Record, Vec<KeptRaw>) {
    let (mut joined, kept) = merge::join(old, brought, from);
    joined.remove("raw");
    (joined, kept)
}

/// Values that found no field, as the text of a note.
pub fn noted<'a>(left: impl Iterator<Item = (&'a str, &'a str)>) -> Option<String> {
    let lines: Vec<String> = left.map(|(name, value)| format!("{name}: {value}")).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// Takes the value at which a rule takes offence out of a lead; `None` when there is no such value.
pub fn take_out(lead: &mut Record, field: &str) -> Option<(String, String)> {
    let (name, rest) = field.split_once('.').unwrap_or((field, ""));
    let plain = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let index = rest.split('.').next().and_then(|at| at.parse::<usize>().ok());
    match (lead.get_mut(name), index) {
        (Some(Value::Array(entries)), Some(at)) if at < entries.len() => {
            let entry = entries.remove(at);
            Some((name.to_owned(), plain(entry.get("value").unwrap_or(&entry))))
        }
        (Some(Value::Object(fields)), None) if name == "custom" => {
            fields.remove(rest).map(|value| (name.to_owned(), plain(&value)))
        }
        (Some(_), None) => lead.remove(name).map(|value| (name.to_owned(), plain(&value))),
        _ => None,
    }
}
