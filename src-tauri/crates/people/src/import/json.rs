//! Whole exports in JSON, Satchel's own and Atomic CRM's, before they are imported: their people, companies and deals
//! become tables, each as the table of Satchel's own export that holds the same. What belongs to somebody by a number in
//! the file, a company, a note, a task, stands with them then.

use std::collections::HashMap;

use satchel_feature::Record;
use satchel_formats::csv;
use satchel_formats::draft::{Address, Custom, Draft, DraftKind, Job, Labelled, Raw};
use satchel_kernel::{Catalogue, Reason, Result};
use serde_json::{Map, Value};

use crate::export::convert;

/// A file at most; it is held whole.
pub const LARGEST: u64 = 256 << 20;

/// Whether a file begins as JSON does.
pub fn sniff(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    matches!(head, [b'{', rest @ ..] if rest.is_empty() || rest.trim_ascii_start().starts_with(b"\""))
}

/// A table of the export.
pub struct Table {
    /// Whose it is, in the words of the file.
    pub name: &'static str,
    /// Its rows as a table that the import reads.
    pub text: Vec<u8>,
}

/// What an export holds.
#[derive(Default)]
pub struct Held {
    /// Its tables.
    pub tables: Vec<Table>,
    /// Its sections that are not imported, and why.
    pub left: Vec<(String, Reason)>,
}

/// Reads an export; `None` if it is none that is known. With `deals` its deals are wanted, else its people and companies.
pub fn read(catalogue: &Catalogue, text: &[u8], deals: bool) -> Result<Option<Held>> {
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    let Ok(Value::Object(all)) = serde_json::from_slice::<Value>(text) else { return Ok(None) };
    if !["contacts", "companies"].iter().any(|section| all.get(*section).is_some_and(Value::is_array)) {
        return Ok(None);
    }
    let own = rows(&all, "contacts").chain(rows(&all, "companies")).any(|row| row.contains_key("kind"));
    let atomic = rows(&all, "contacts")
        .any(|row| row.contains_key("first_name") || row.contains_key("last_name"))
        || all.contains_key("sales");
    let mut held = Held::default();
    if deals && !own {
        if let Some(text) = deals_table(&all) {
            held.tables.push(Table { name: "deals", text });
        }
        return Ok(Some(held));
    }
    let has_tasks = catalogue.kinds.contains_key("task");
    let drafts = if own {
        own_drafts(catalogue, &all)?
    } else if atomic {
        atomic_drafts(&all, !has_tasks)
    } else {
        return Ok(None);
    };
    if !drafts.is_empty() {
        held.tables.push(Table { name: "contacts", text: written(&drafts) });
    }
    if let Some(text) = tasks_table(&all).filter(|_| !own && has_tasks) {
        held.tables.push(Table { name: "tasks", text });
    }
    let known: &[&str] = if own {
        &["contacts", "companies"]
    } else {
        &["contacts", "companies", "notes", "tasks", "tags", "sales"]
    };
    for (section, rows) in &all {
        let count = rows.as_array().map_or(0, Vec::len);
        if count == 0 || known.contains(&section.as_str()) {
            continue;
        }
        let why = if section == "deals" && !own {
            Reason::new(
                "json_deals",
                "{count} of them. Import the file once more as deals, after its people.",
            )
        } else {
            Reason::new(
                "json_section",
                "{count} of them, which are no people or companies; they are not imported.",
            )
        };
        held.left.push((section.clone(), why.with("count", count)));
    }
    Ok(Some(held))
}

fn rows<'a>(all: &'a Map<String, Value>, section: &str) -> impl Iterator<Item = &'a Map<String, Value>> {
    all.get(section).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object)
}

/// Drafts as a table of Satchel's own.
fn written(drafts: &[Draft]) -> Vec<u8> {
    let mut columns = csv::Layout::default();
    drafts.iter().for_each(|draft| columns.see(draft));
    let mut out = Vec::new();
    // Nothing fails that is written into memory.
    let _ = csv::write_header(&mut out, &columns);
    for draft in drafts {
        let _ = csv::write_row(&mut out, &columns, draft);
    }
    out
}

fn own_drafts(catalogue: &Catalogue, all: &Map<String, Value>) -> Result<Vec<Draft>> {
    let mut drafts = Vec::new();
    for (section, name) in [("companies", "company"), ("contacts", "contact")] {
        let kind = catalogue.kind(name)?;
        for record in rows(all, section) {
            let mut record: Record = record.clone();
            let texts = |value: Option<Value>| -> Vec<String> {
                let texts = value.and_then(|value| value.as_array().cloned()).unwrap_or_default();
                texts.into_iter().filter_map(|text| text.as_str().map(str::to_owned)).collect()
            };
            let notes = texts(record.remove("notes"));
            let custom = record.remove("custom");
            // A name of its own is one that does not follow from its parts.
            let part = |field: &str| record.get(field).and_then(Value::as_str).unwrap_or_default().trim();
            let parts = ["prefix", "given", "middle", "family", "suffix"].map(part);
            let made = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
            let plain = format!("{} {}", part("given"), part("family"));
            let shown = part("display_name");
            let named = shown != made && shown != plain.trim();
            record.insert("named".into(), named.into());
            let mut draft = convert::draft(kind, &record, notes, None);
            for (field, value) in custom.as_ref().and_then(Value::as_object).into_iter().flatten() {
                let value = own_value(value);
                if !value.is_empty() {
                    draft.custom.push(Custom { field: field.clone(), value });
                }
            }
            drafts.push(draft);
        }
    }
    Ok(drafts)
}

/// A value of an own field as its table has it.
fn own_value(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("; "),
        Value::Object(money) => {
            let currency = money.get("currency").and_then(Value::as_str).unwrap_or_default();
            let minor = money.get("minor").and_then(Value::as_i64).unwrap_or_default();
            format!("{} {currency}", convert::decimal(minor, currency))
        }
        other => other.to_string(),
    }
}

/// Anything as text; numbers as they stand.
fn said(row: &Map<String, Value>, field: &str) -> String {
    match row.get(field) {
        Some(Value::String(text)) => text.trim().to_owned(),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Bool(true)) => "true".to_owned(),
        _ => String::new(),
    }
}

/// The day of a moment.
fn day(moment: &str) -> &str {
    moment.split(['T', ' ']).next().unwrap_or_default()
}

/// Rows of a section by the number of the contact they belong to.
fn by_contact<'a>(
    all: &'a Map<String, Value>,
    section: &str,
) -> HashMap<String, Vec<&'a Map<String, Value>>> {
    let mut found: HashMap<String, Vec<_>> = HashMap::new();
    for row in rows(all, section) {
        found.entry(said(row, "contact_id")).or_default().push(row);
    }
    found
}

/// Names of a section by their numbers.
fn names(all: &Map<String, Value>, section: &str) -> HashMap<String, String> {
    rows(all, section).map(|row| (said(row, "id"), said(row, "name"))).collect()
}

/// How Atomic CRM's numbers are told from others'.
fn number(kind: &str, row: &Map<String, Value>) -> Option<String> {
    let id = said(row, "id");
    (!id.is_empty()).then(|| format!("atomic-{kind}-{id}"))
}

fn atomic_drafts(all: &Map<String, Value>, tasks_as_notes: bool) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = rows(all, "companies").map(atomic_company).collect();
    let (companies, tags) = (names(all, "companies"), names(all, "tags"));
    let (notes, tasks) = (by_contact(all, "notes"), by_contact(all, "tasks"));
    for row in rows(all, "contacts") {
        let id = said(row, "id");
        let mut draft = Draft {
            uid: number("contact", row),
            given: said(row, "first_name"),
            family: said(row, "last_name"),
            emails: reached(row, &["emails", "email_jsonb"], "email"),
            phones: reached(row, &["phones", "phone_jsonb"], "number"),
            ..Draft::default()
        };
        let company =
            companies.get(&said(row, "company_id")).cloned().unwrap_or_else(|| said(row, "company_name"));
        let title = said(row, "title");
        if !company.is_empty() || !title.is_empty() {
            draft.jobs.push(Job { company, title, ..Job::default() });
        }
        link(&mut draft, "linkedin", said(row, "linkedin_url"));
        for tag in row.get("tags").and_then(Value::as_array).into_iter().flatten() {
            // By its name, or by its number.
            let tag = match tag {
                Value::Number(number) => tags.get(&number.to_string()).cloned(),
                Value::String(name) => tags.get(name).cloned().or_else(|| Some(name.clone())),
                _ => None,
            };
            draft.tags.extend(tag);
        }
        draft.notes.extend(Some(said(row, "background")).filter(|text| !text.is_empty()));
        draft.notes.extend(notes.get(&id).into_iter().flatten().map(|note| atomic_note(note)));
        if tasks_as_notes {
            draft.notes.extend(tasks.get(&id).into_iter().flatten().map(|task| atomic_task(task)));
        }
        raw(&mut draft, row, &["gender", "status", "first_seen", "last_seen", "has_newsletter"]);
        drafts.push(draft);
    }
    drafts
}

fn atomic_company(row: &Map<String, Value>) -> Draft {
    let mut draft = Draft {
        kind: DraftKind::Company,
        uid: number("company", row),
        display_name: said(row, "name"),
        industry: said(row, "sector"),
        size: said(row, "size"),
        ..Draft::default()
    };
    let address = Address {
        street: said(row, "address"),
        city: said(row, "city"),
        postal_code: said(row, "zipcode"),
        region: Some(said(row, "state_abbr"))
            .filter(|text| !text.is_empty())
            .unwrap_or_else(|| said(row, "stateAbbr")),
        country: said(row, "country"),
        ..Address::default()
    };
    if address != Address::default() {
        draft.addresses.push(address);
    }
    let phone = said(row, "phone_number");
    if !phone.is_empty() {
        draft.phones.push(Labelled { label: "work".into(), value: phone, primary: false });
    }
    link(&mut draft, "homepage", said(row, "website"));
    link(&mut draft, "linkedin", said(row, "linkedin_url"));
    draft.notes.extend(Some(said(row, "description")).filter(|text| !text.is_empty()));
    raw(&mut draft, row, &["revenue", "tax_identifier"]);
    draft
}

fn link(draft: &mut Draft, label: &str, value: String) {
    if !value.is_empty() {
        draft.links.push(Labelled { label: label.to_owned(), value, primary: false });
    }
}

fn raw(draft: &mut Draft, row: &Map<String, Value>, fields: &[&str]) {
    for field in fields {
        let value = said(row, field);
        if !value.is_empty() {
            draft.raw.push(Raw { name: (*field).to_owned(), params: String::new(), value });
        }
    }
}

/// Addresses or numbers with what they are for, under whichever name this version has them.
fn reached(row: &Map<String, Value>, lists: &[&str], field: &str) -> Vec<Labelled> {
    let list = lists.iter().find_map(|list| row.get(*list).and_then(Value::as_array));
    let entries = list.into_iter().flatten().filter_map(Value::as_object).map(|entry| Labelled {
        label: said(entry, "type").to_lowercase(),
        value: said(entry, field),
        primary: false,
    });
    entries.filter(|entry| !entry.value.is_empty()).collect()
}

/// A note with its day, and the addresses of what was attached, which are not fetched.
fn atomic_note(note: &Map<String, Value>) -> String {
    let mut text = said(note, "text");
    let date = said(note, "date");
    if !date.is_empty() {
        text = format!("{}: {text}", day(&date));
    }
    for attached in note.get("attachments").and_then(Value::as_array).into_iter().flatten() {
        if let Some(attached) = attached.as_object() {
            text.push_str(&format!("\n{} {}", said(attached, "name"), said(attached, "url")));
        }
    }
    text
}

/// A task as a note: ☐ is to be done, ☑ was.
fn atomic_task(task: &Map<String, Value>) -> String {
    let (due, done) = (said(task, "due_date"), said(task, "done_date"));
    let mark = if done.is_empty() { '☐' } else { '☑' };
    let text = [said(task, "type"), said(task, "text")]
        .into_iter()
        .filter(|text| !text.is_empty() && text != "none");
    let text = text.collect::<Vec<_>>().join(": ");
    match (day(&due), day(&done)) {
        ("", "") => format!("{mark} {text}"),
        (due, "") => format!("{mark} {text} ({due})"),
        (_, done) => format!("{mark} {text} ({done})"),
    }
}

/// The tasks, each with the number of whom it is about.
fn tasks_table(all: &Map<String, Value>) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let header = ["Atomic task id", "Atomic contact id", "Type", "Text", "Due date", "Done date"];
    let header: Vec<String> = header.iter().map(|name| (*name).to_owned()).collect();
    csv::write_table_header(&mut out, &header).ok()?;
    let mut any = false;
    for row in rows(all, "tasks") {
        let (text, kind) = (said(row, "text"), said(row, "type"));
        let text = if text.is_empty() { kind.clone() } else { text };
        let (due, done) = (said(row, "due_date"), said(row, "done_date"));
        let cells = [said(row, "id"), said(row, "contact_id"), kind, text, day(&due).to_owned(), done];
        csv::write_table_row(&mut out, &cells).ok()?;
        any = true;
    }
    any.then_some(out)
}

/// The deals with the names of their companies and people.
fn deals_table(all: &Map<String, Value>) -> Option<Vec<u8>> {
    let companies = names(all, "companies");
    let people: HashMap<String, String> = rows(all, "contacts")
        .map(|row| {
            (
                said(row, "id"),
                format!("{} {}", said(row, "first_name"), said(row, "last_name")).trim().to_owned(),
            )
        })
        .collect();
    let mut out = Vec::new();
    let header = [
        "Deal name",
        "Company name",
        "Contacts",
        "Stage",
        "Amount",
        "Expected close date",
        "Category",
        "Description",
    ];
    let header: Vec<String> = header.iter().map(|name| (*name).to_owned()).collect();
    csv::write_table_header(&mut out, &header).ok()?;
    let mut any = false;
    for row in rows(all, "deals") {
        let contacts = row.get("contact_ids").and_then(Value::as_array).into_iter().flatten();
        let contacts =
            contacts.filter_map(|id| people.get(&id.to_string()).cloned()).collect::<Vec<_>>().join("; ");
        let close = said(row, "expected_closing_date");
        let cells = [
            said(row, "name"),
            companies.get(&said(row, "company_id")).cloned().unwrap_or_default(),
            contacts,
            said(row, "stage"),
            said(row, "amount"),
            day(&close).to_owned(),
            said(row, "category"),
            said(row, "description"),
        ];
        csv::write_table_row(&mut out, &cells).ok()?;
        any = true;
    }
    any.then_some(out)
}
