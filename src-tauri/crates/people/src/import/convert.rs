//! A draft from a file as a record of the vault, in the form of `contacts.create`.
//!
//! Nothing is refused here: what a field cannot hold moves to the raw properties, so an import loses nothing.

use std::borrow::Cow;

use satchel_feature::Record;
use satchel_formats::Reason;
use satchel_formats::draft::{Draft, DraftKind, Labelled};
use satchel_kernel::date::PartialDate;
use satchel_kernel::text::fold;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::crm::Brings;
use crate::contacts::keys;

/// What one draft brings.
#[derive(Debug, Default)]
pub struct Incoming {
    /// `contact`, `company`, or `group` for a distribution list.
    pub kind: Cow<'static, str>,
    /// The record's own values.
    pub record: Record,
    /// Notes that belong to it.
    pub notes: Vec<String>,
    /// The portrait's bytes.
    pub photo: Option<Vec<u8>>,
    /// Values for own fields by the field's name.
    pub custom: Vec<(String, String)>,
    /// Members of a group, by the source's identifiers.
    pub members: Vec<String>,
    /// Values that moved to the raw properties: where they were to go, the text, why.
    pub demoted: Vec<(&'static str, String, Reason)>,
    /// Of a table of one kind: what was written for each value the record holds.
    pub written: Vec<Written>,
    /// Of a table of one kind: values that found no place, by what they are called; they go into a note.
    pub left: Vec<(String, String)>,
    /// Of a table of another CRM: what it calls the row, and what it associates with it.
    pub crm: Option<Box<Brings>>,
}

/// What a row says of one field of its record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// The field in the record, by its id.
    pub id: String,
    /// The field among the targets of cells.
    pub target: String,
    /// The value as it stands in the file.
    pub value: String,
}

/// Longest text a field takes, in bytes, as a single edit allows; what is longer is kept raw, where nothing folds it.
const LONGEST: usize = 1 << 20;

const TOO_LONG: Reason =
    Reason::new("too_long", "This is longer than 1 MB, too long for its field; it is kept as it came.");
const NOT_A_DOMAIN: Reason = Reason::new("invalid_domain", "This is not a domain.");
const NOT_A_DATE: Reason = Reason::new("invalid_date", "This is not a date.");
const NOT_AN_EMAIL: Reason = Reason::new("invalid_email", "This is not an e-mail address.");

/// Takes the texts out of a draft that are too long for their fields.
fn too_long(draft: &mut Draft) -> Vec<(&'static str, String)> {
    let mut long = Vec::new();
    let mut take = |field: &'static str, text: &mut String| {
        if text.len() > LONGEST {
            long.push((field, std::mem::take(text)));
        }
    };
    take("display_name", &mut draft.display_name);
    take("prefix", &mut draft.prefix);
    take("given", &mut draft.given);
    take("middle", &mut draft.middle);
    take("family", &mut draft.family);
    take("suffix", &mut draft.suffix);
    take("nickname", &mut draft.nickname);
    take("phonetic_given", &mut draft.phonetic_given);
    take("phonetic_middle", &mut draft.phonetic_middle);
    take("phonetic_family", &mut draft.phonetic_family);
    take("industry", &mut draft.industry);
    take("size", &mut draft.size);
    draft.emails.iter_mut().for_each(|one| take("emails", &mut one.value));
    draft.phones.iter_mut().for_each(|one| take("phones", &mut one.value));
    draft.links.iter_mut().for_each(|one| take("links", &mut one.value));
    draft.relations.iter_mut().for_each(|one| take("relations", &mut one.value));
    draft.handles.iter_mut().for_each(|one| take("handles", &mut one.value));
    draft.tags.iter_mut().for_each(|one| take("tags", one));
    draft.domains.iter_mut().for_each(|one| take("domains", one));
    for job in &mut draft.jobs {
        for text in [&mut job.company, &mut job.title, &mut job.department, &mut job.role] {
            take("jobs", text);
        }
    }
    for address in &mut draft.addresses {
        for text in [
            &mut address.street,
            &mut address.extended,
            &mut address.po_box,
            &mut address.city,
            &mut address.region,
            &mut address.postal_code,
            &mut address.country,
        ] {
            take("addresses", text);
        }
    }
    draft.tags.retain(|tag| !tag.is_empty());
    draft.domains.retain(|domain| !domain.is_empty());
    draft.emails.retain(|one| !one.value.is_empty());
    draft.phones.retain(|one| !one.value.is_empty());
    draft.links.retain(|one| !one.value.is_empty());
    draft.relations.retain(|one| !one.value.is_empty());
    long
}

/// Converts a draft read from `source` (the product's name), whose phones are read in `region`.
pub fn incoming(mut draft: Draft, source: &str, region: &str) -> Incoming {
    let mut into = Incoming { kind: "contact".into(), ..Incoming::default() };
    let mut raw: Vec<Value> = Vec::new();
    for (field, value) in too_long(&mut draft) {
        raw.push(json!({ "source": source, "name": field, "value": value }));
        // The cell holds only the beginning of it, so it is known by its field alone.
        into.demoted.push((field, String::new(), TOO_LONG));
    }
    if draft.kind == DraftKind::Group {
        let name =
            [&draft.display_name, &draft.given, &draft.family].into_iter().find(|t| !t.trim().is_empty());
        put(&mut into.record, "name", name.cloned().unwrap_or_default());
        return Incoming { kind: "group".into(), members: draft.members, ..into };
    }
    if draft.kind == DraftKind::Company {
        into.kind = "company".into();
        let name = [&draft.display_name, &draft.family, &draft.given].into_iter().find(|t| !t.is_empty());
        let name =
            name.cloned().or_else(|| draft.jobs.first().map(|j| j.company.clone())).unwrap_or_default();
        put(&mut into.record, "name", name);
        put(&mut into.record, "industry", draft.industry);
        put(&mut into.record, "size", draft.size);
        let mut domains = Vec::new();
        for typed in draft.domains {
            let host = crate::companies::domain(&typed);
            if host.contains('.') && !host.contains(char::is_whitespace) {
                domains.push(json!({ "value": host }));
            } else {
                raw.push(json!({ "source": source, "name": "domain", "value": typed.clone() }));
                into.demoted.push(("domains", typed, NOT_A_DOMAIN));
            }
        }
        list(&mut into.record, "domains", domains);
    } else {
        for (field, value) in [
            ("display_name", draft.display_name),
            ("prefix", draft.prefix),
            ("given", draft.given),
            ("middle", draft.middle),
            ("family", draft.family),
            ("suffix", draft.suffix),
            ("nickname", draft.nickname),
            ("phonetic_given", draft.phonetic_given),
            ("phonetic_middle", draft.phonetic_middle),
            ("phonetic_family", draft.phonetic_family),
        ] {
            put(&mut into.record, field, value);
        }
        for (name, value) in [("industry", draft.industry), ("size", draft.size)] {
            if !value.is_empty() {
                raw.push(json!({ "source": source, "name": name, "value": value }));
            }
        }
        for value in draft.domains {
            raw.push(json!({ "source": source, "name": "domain", "value": value }));
        }
        let handles = draft.handles.into_iter().filter(|h| !h.value.trim().is_empty()).map(|h| {
            let service = if h.service.trim().is_empty() { "other".to_owned() } else { h.service };
            entry(&[("service", service), ("value", h.value), ("label", h.label)], false)
        });
        list(&mut into.record, "handles", handles.collect());
        let mut dates = Vec::new();
        for date in draft.dates {
            if date.value.parse::<PartialDate>().is_ok() {
                dates.push(entry(&[("label", date.label), ("value", date.value)], false));
            } else if !date.value.trim().is_empty() {
                raw.push(json!({ "source": source, "name": label_or(&date.label, "date"), "value": date.value.clone() }));
                into.demoted.push(("dates", date.value, NOT_A_DATE));
            }
        }
        list(&mut into.record, "dates", dates);
        list(
            &mut into.record,
            "relations",
            draft.relations.into_iter().map(|r| labelled(r, false)).collect(),
        );
        let jobs = draft.jobs.into_iter().map(|j| {
            entry(
                &[("company", j.company), ("title", j.title), ("department", j.department), ("role", j.role)],
                false,
            )
        });
        list(
            &mut into.record,
            "jobs",
            jobs.filter(|j| j.as_object().is_some_and(|j| !j.is_empty())).collect(),
        );
    }
    let mut emails = Vec::new();
    for email in draft.emails {
        if keys::check_email("", email.value.trim()).is_ok() {
            emails.push(labelled(email, true));
        } else if !email.value.trim().is_empty() {
            raw.push(json!({ "source": source, "name": label_or(&email.label, "email"), "value": email.value.clone() }));
            into.demoted.push(("emails", email.value, NOT_AN_EMAIL));
        }
    }
    list(&mut into.record, "emails", distinct(emails, fold));
    list(&mut into.record, "phones", phones(draft.phones, region));
    let links = draft.links.into_iter().map(|l| labelled(l, true)).collect();
    list(&mut into.record, "links", distinct(links, |v| v.trim().to_owned()));
    let addresses = draft.addresses.into_iter().map(|a| {
        entry(
            &[
                ("label", a.label),
                ("street", a.street),
                ("extended", a.extended),
                ("po_box", a.po_box),
                ("city", a.city),
                ("region", a.region),
                ("postal_code", a.postal_code),
                ("country", a.country),
            ],
            a.primary,
        )
    });
    let says_something =
        |v: &Value| v.as_object().is_some_and(|o| o.keys().any(|k| k != "label" && k != "primary"));
    list(&mut into.record, "addresses", addresses.filter(says_something).collect());
    let mut tags: Vec<Value> = Vec::new();
    let mut seen = Vec::new();
    for tag in draft.tags {
        let folded = fold(&tag);
        if !folded.is_empty() && !seen.contains(&folded) {
            seen.push(folded);
            tags.push(json!(tag.trim()));
        }
    }
    list(&mut into.record, "tags", tags);
    for property in draft.raw {
        if property.name.trim().is_empty() || property.value.trim().is_empty() {
            continue;
        }
        let mut row = json!({ "source": source, "name": property.name, "value": property.value });
        if let (false, Some(row)) = (property.params.is_empty(), row.as_object_mut()) {
            row.insert("params".into(), json!(property.params));
        }
        raw.push(row);
    }
    list(&mut into.record, "raw", raw);
    if let Some(uid) = draft.uid.filter(|u| !u.trim().is_empty()) {
        into.record.insert("identities".into(), json!([{ "source": source, "value": uid.trim() }]));
    }
    into.notes = draft.notes.into_iter().filter(|n| !n.trim().is_empty()).collect();
    into.custom =
        draft.custom.into_iter().filter(|c| !c.value.trim().is_empty()).map(|c| (c.field, c.value)).collect();
    into.photo = draft.photo.map(|p| p.bytes).filter(|b| !b.is_empty());
    into
}

/// The numbers with their dialled form, each once however it is spelt.
fn phones(typed: Vec<Labelled>, region: &str) -> Vec<Value> {
    let mut seen = Vec::new();
    let mut kept = Vec::new();
    for mut phone in typed.into_iter().map(|p| labelled(p, true)) {
        let Some(value) = phone.get("value").and_then(Value::as_str) else { continue };
        let dialled = keys::phone(value, region);
        let key = dialled_key(value, dialled.as_ref());
        if seen.contains(&key) {
            continue;
        }
        seen.push(key);
        if let (Some(dialled), Some(phone)) = (dialled, phone.as_object_mut()) {
            phone.insert("e164".into(), json!(dialled.e164));
            phone.extend(dialled.extension.map(|extension| ("extension".to_owned(), json!(extension))));
        }
        kept.push(phone);
    }
    kept
}

/// The form in which two spellings of a number are one.
pub fn phone_key(value: &str, region: &str) -> String {
    dialled_key(value, keys::phone(value, region).as_ref())
}

fn dialled_key(value: &str, dialled: Option<&keys::Dialled>) -> String {
    match dialled {
        Some(dialled) => format!("{} {}", dialled.e164, dialled.extension.as_deref().unwrap_or_default()),
        None => value.chars().filter(|c| !c.is_whitespace()).collect(),
    }
}

fn put(record: &mut Record, field: &str, value: String) {
    let value = value.trim();
    if !value.is_empty() {
        record.insert(field.into(), json!(value));
    }
}

fn list(record: &mut Record, part: &str, entries: Vec<Value>) {
    if !entries.is_empty() {
        record.insert(part.into(), Value::Array(entries));
    }
}

fn entry(fields: &[(&str, String)], primary: bool) -> Value {
    let mut row = Record::new();
    for (name, value) in fields {
        put(&mut row, name, value.clone());
    }
    if primary {
        row.insert("primary".into(), json!(true));
    }
    Value::Object(row)
}

fn labelled(value: Labelled, primary: bool) -> Value {
    let preferred = primary && value.primary;
    let mut row = entry(&[("label", value.label), ("value", value.value)], preferred);
    if let (true, Some(row)) = (primary && !preferred, row.as_object_mut()) {
        row.insert("primary".into(), json!(false));
    }
    row
}

fn label_or<'a>(label: &'a str, name: &'a str) -> &'a str {
    if label.trim().is_empty() { name } else { label }
}

fn distinct(entries: Vec<Value>, key: impl Fn(&str) -> String) -> Vec<Value> {
    let mut seen = Vec::new();
    let mut kept = Vec::new();
    for entry in entries {
        let Some(value) = entry.get("value").and_then(Value::as_str) else { continue };
        let key = key(value);
        if !seen.contains(&key) {
            seen.push(key);
            kept.push(entry);
        }
    }
    kept
}
