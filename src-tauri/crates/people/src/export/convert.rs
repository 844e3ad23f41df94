//! A record of the vault as a draft, for the writers of files.

use satchel_feature::records::{Record, part, text};
use satchel_formats::draft::{Address, Custom, Draft, DraftKind, Handle, Job, Labelled, Photo, Raw};
use satchel_kernel::Kind;
use serde_json::Value;

/// The draft of a contact or company; `notes` and `photo` come from elsewhere in the vault.
pub fn draft(kind: &Kind, record: &Record, notes: Vec<String>, photo: Option<Vec<u8>>) -> Draft {
    let of = |field: &str| text(record, field).to_owned();
    let is_company = kind.name == "company";
    let named = record.get("named") == Some(&Value::Bool(true));
    Draft {
        kind: if is_company { DraftKind::Company } else { DraftKind::Person },
        uid: Some(of("id")),
        prefix: of("prefix"),
        given: of("given"),
        middle: of("middle"),
        family: of("family"),
        suffix: of("suffix"),
        nickname: of("nickname"),
        phonetic_given: of("phonetic_given"),
        phonetic_middle: of("phonetic_middle"),
        phonetic_family: of("phonetic_family"),
        display_name: if is_company {
            of("name")
        } else if named {
            of("display_name")
        } else {
            String::new()
        },
        emails: labelled(record, "emails"),
        phones: labelled(record, "phones"),
        links: labelled(record, "links"),
        addresses: part(record, "addresses").iter().map(address).collect(),
        handles: part(record, "handles")
            .iter()
            .map(|h| Handle {
                service: field(h, "service"),
                value: field(h, "value"),
                label: field(h, "label"),
            })
            .collect(),
        dates: labelled(record, "dates"),
        relations: labelled(record, "relations"),
        jobs: part(record, "jobs")
            .iter()
            .map(|j| Job {
                company: field(j, "company"),
                title: field(j, "title"),
                department: field(j, "department"),
                role: field(j, "role"),
            })
            .collect(),
        tags: strings(record, "tags"),
        notes,
        photo: photo.map(|bytes| Photo { media_type: crate::photos::media_type(&bytes).to_owned(), bytes }),
        custom: own_values(kind, record),
        raw: part(record, "raw")
            .iter()
            .map(|r| Raw { name: field(r, "name"), params: field(r, "params"), value: field(r, "value") })
            .collect(),
        members: Vec::new(),
        industry: of("industry"),
        size: of("size"),
        domains: part(record, "domains").iter().map(|d| field(d, "value")).collect(),
    }
}

fn field(entry: &Value, name: &str) -> String {
    entry.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn strings(record: &Record, name: &str) -> Vec<String> {
    part(record, name).iter().filter_map(|v| v.as_str().map(str::to_owned)).collect()
}

fn labelled(record: &Record, name: &str) -> Vec<Labelled> {
    part(record, name)
        .iter()
        .map(|v| Labelled {
            label: field(v, "label"),
            value: field(v, "value"),
            primary: v.get("primary") == Some(&Value::Bool(true)),
        })
        .collect()
}

fn address(entry: &Value) -> Address {
    Address {
        label: field(entry, "label"),
        street: field(entry, "street"),
        extended: field(entry, "extended"),
        po_box: field(entry, "po_box"),
        city: field(entry, "city"),
        region: field(entry, "region"),
        postal_code: field(entry, "postal_code"),
        country: field(entry, "country"),
        primary: entry.get("primary") == Some(&Value::Bool(true)),
    }
}

fn own_values(kind: &Kind, record: &Record) -> Vec<Custom> {
    let Some(Value::Object(values)) = record.get("custom") else { return Vec::new() };
    let own = kind.fields.iter().filter(|f| f.column_name().is_none() && f.exportable);
    own.filter_map(|f| {
        let value = match values.get(f.id.as_ref())? {
            Value::String(text) => text.clone(),
            Value::Array(items) => items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("; "),
            Value::Object(money) => format!(
                "{} {}",
                decimal(
                    money.get("minor").and_then(Value::as_i64).unwrap_or_default(),
                    money.get("currency").and_then(Value::as_str).unwrap_or_default()
                ),
                money.get("currency").and_then(Value::as_str).unwrap_or_default()
            ),
            other => other.to_string(),
        };
        Some(Custom { field: f.label.clone().unwrap_or_default().into_owned(), value })
    })
    .collect()
}

/// An amount in whole and minor units: 1999 EUR is `19.99`.
pub fn decimal(minor: i64, currency: &str) -> String {
    let digits = satchel_kernel::money::Money::digits(currency);
    let unit = 10_i64.pow(digits);
    let sign = if minor < 0 { "-" } else { "" };
    let (whole, rest) = (minor.abs() / unit, minor.abs() % unit);
    if digits == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{rest:0width$}", width = digits as usize)
    }
}
