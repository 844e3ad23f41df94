//! Joins what a file brings with a record that is there already: nothing there is replaced, nothing brought is lost.
//!
//! An empty field takes the value; a field with another value keeps its own, and the brought one goes to the raw
//! properties. Lists are joined by the normal form of their values. Joining the same record again changes nothing.

use std::collections::HashMap;

use satchel_feature::Record;
use satchel_kernel::text::fold;
use serde_json::{Value, json};

use super::convert::phone_key;
use crate::planted;

/// Stands in front of the name of a field of the seller's own, as in the targets of cells.
pub const OWN: &str = "custom.";

/// A brought value that its field had no room for.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
pub struct KeptRaw {
    /// The field that kept its own value; one of the seller's own as `custom.` and its name.
    pub field: String,
    /// The brought value, now a raw property.
    pub value: String,
}

impl KeptRaw {
    /// What the raw property is called.
    fn name(&self) -> &str {
        self.field.strip_prefix(OWN).unwrap_or(&self.field)
    }
}

/// Where a brought record comes from.
pub struct From<'a> {
    /// The product, for its raw properties.
    pub source: &'a str,
    /// Home country of its phones.
    pub region: &'a str,
    /// What it says of the seller's own fields, by their id: the field's name and the value as it was written.
    pub own: &'a HashMap<String, (String, String)>,
}

/// The joined record and what went to the raw properties.
pub fn join(old: &Record, brought: &Record, from: &From<'_>) -> (Record, Vec<KeptRaw>) {
    let From { source, region, own: written } = *from;
    let mut joined = old.clone();
    let mut kept = Vec::new();
    for (name, value) in brought {
        match value {
            Value::Array(entries) => {
                let before = match joined.remove(name) {
                    Some(Value::Array(before)) => before,
                    _ => Vec::new(),
                };
                joined.insert(name.clone(), Value::Array(union(name, before, entries, region)));
            }
            Value::Object(fields) => {
                let mut own = match joined.remove(name) {
                    Some(Value::Object(own)) => own,
                    _ => Record::new(),
                };
                for (id, value) in fields {
                    match own.get(id) {
                        None => {
                            own.insert(id.clone(), value.clone());
                        }
                        Some(there) if there == value => {}
                        Some(_) => {
                            let (field, value) =
                                written.get(id).cloned().unwrap_or_else(|| (id.clone(), plain(value)));
                            kept.push(KeptRaw { field: format!("{OWN}{field}"), value });
                        }
                    }
                }
                joined.insert(name.clone(), Value::Object(own));
            }
            _ => match joined.get(name) {
                None => {
                    joined.insert(name.clone(), value.clone());
                }
                Some(there) if same_text(there, value) => {}
                // A display name that merely repeats the parts adds nothing.
                Some(_) if name == "display_name" && says_nothing_new(&joined, value) => {}
                Some(_) => kept.push(KeptRaw { field: name.clone(), value: plain(value) }),
            },
        }
    }
    if !kept.is_empty() {
        let raw: Vec<Value> =
            kept.iter().map(|k| json!({ "source": source, "name": k.name(), "value": k.value })).collect();
        let before = match joined.remove("raw") {
            Some(Value::Array(before)) => before,
            _ => Vec::new(),
        };
        joined.insert("raw".into(), Value::Array(union("raw", before, &raw, region)));
    }
    (joined, kept)
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn same_text(a: &Value, b: &Value) -> bool {
    a == b || a.as_str().zip(b.as_str()).is_some_and(|(a, b)| a.trim() == b.trim())
}

/// Whether every word of a brought display name is in the record's own name already.
fn says_nothing_new(record: &Record, brought: &Value) -> bool {
    let own: String = ["display_name", "prefix", "given", "middle", "family", "suffix"]
        .iter()
        .filter_map(|f| record.get(*f).and_then(Value::as_str))
        .map(|t| format!(" {} ", fold(t)))
        .collect();
    let brought = fold(brought.as_str().unwrap_or_default());
    brought.split([' ', ',']).filter(|w| !w.is_empty()).all(|word| own.contains(&format!(" {word} ")))
}

fn union(part: &str, mut own: Vec<Value>, brought: &[Value], region: &str) -> Vec<Value> {
    for entry in brought {
        let key = key(part, entry, region);
        let known =
            |o: &Value| self::key(part, o, region) == key && !planted::is("a_list_grows_by_what_it_has");
        let at = own.iter().position(known).or_else(|| {
            // A job that says the company alone says nothing new of one there.
            let of = |entry: &Value, name: &str| entry.get(name).and_then(Value::as_str).map(fold);
            let bare = part == "jobs" && of(entry, "title").is_none() && of(entry, "department").is_none();
            let company = of(entry, "company").filter(|_| bare)?;
            own.iter().position(|other| of(other, "company").as_ref() == Some(&company))
        });
        let there = at.and_then(|at| own.get_mut(at));
        match there {
            None => own.push(demoted(part, entry, &own)),
            Some(Value::Object(there)) => {
                // The same value told again may know a label or a title the first did not.
                for (name, value) in entry.as_object().into_iter().flatten() {
                    if name != "id" && name != "primary" && !there.contains_key(name) {
                        there.insert(name.clone(), value.clone());
                    }
                }
            }
            Some(_) => {}
        }
    }
    own
}

/// A brought value is not the preferred one where another is already.
fn demoted(part: &str, entry: &Value, own: &[Value]) -> Value {
    let mut entry = entry.clone();
    let preferred = |v: &Value| v.get("primary") == Some(&Value::Bool(true));
    if matches!(part, "emails" | "phones" | "links" | "addresses")
        && preferred(&entry)
        && own.iter().any(preferred)
        && let Some(entry) = entry.as_object_mut()
    {
        entry.insert("primary".into(), json!(false));
    }
    entry
}

/// By what two entries of a list are the same.
pub(crate) fn key(part: &str, entry: &Value, region: &str) -> String {
    let of = |name: &str| entry.get(name).and_then(Value::as_str).unwrap_or_default();
    match part {
        "phones" => match (of("e164"), of("extension")) {
            ("", _) => phone_key(of("value"), region),
            // What it was found to dial when it was written or read: to find out again takes longer than all else here.
            (dialled, extension) => format!("{dialled} {extension}"),
        },
        "emails" | "relations" => {
            format!("{}\u{1}{}", fold(of("value")), if part == "emails" { "" } else { of("label") })
        }
        "links" => of("value").trim().to_owned(),
        "handles" => format!("{}\u{1}{}", fold(of("service")), fold(of("value"))),
        "dates" => format!("{}\u{1}{}", of("label"), of("value")),
        "jobs" => format!("{}\u{1}{}\u{1}{}", fold(of("company")), fold(of("title")), fold(of("department"))),
        "raw" => format!("{}\u{1}{}\u{1}{}", of("name"), of("params"), of("value")),
        "identities" | "domains" => of("value").to_owned(),
        "addresses" => ["street", "extended", "po_box", "city", "region", "postal_code", "country"]
            .map(|f| fold(of(f)))
            .join("\u{1}"),
        _ => match entry {
            Value::Object(fields) => {
                let mut fields = fields.clone();
                fields.remove("id");
                Value::Object(fields).to_string()
            }
            bare => fold(bare.as_str().unwrap_or_default()),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(value: Value) -> Record {
        value.as_object().cloned().unwrap()
    }

    fn from<'a>(source: &'a str, region: &'a str, own: &'a HashMap<String, (String, String)>) -> From<'a> {
        From { source, region, own }
    }

    // covers(IMP-1)
    #[test]
    fn an_own_field_keeps_its_value_and_the_other_is_kept_under_its_name() {
        let own = HashMap::from([("f1".to_owned(), ("Shoe size".to_owned(), "43,0".to_owned()))]);
        let old = record(json!({ "custom": { "f1": "42" } }));
        let brought = record(json!({ "custom": { "f1": "43", "f2": "x" } }));
        let (joined, kept) = join(&old, &brought, &from("s", "DE", &own));
        assert_eq!(joined["custom"], json!({ "f1": "42", "f2": "x" }));
        assert_eq!(joined["raw"], json!([{ "source": "s", "name": "Shoe size", "value": "43,0" }]));
        assert_eq!(kept, [KeptRaw { field: "custom.Shoe size".into(), value: "43,0".into() }]);
    }

    #[test]
    fn empty_fields_are_filled_and_others_keep_theirs() {
        let old =
            record(json!({ "given": "Ada", "family": "King", "emails": [{ "value": "ada@x.example" }] }));
        let brought = record(json!({
            "given": "Ada", "family": "Lovelace", "nickname": "Countess",
            "emails": [{ "value": "ADA@x.example", "label": "work" }, { "value": "a@y.example" }]
        }));
        let (joined, kept) = join(&old, &brought, &from("test", "GB", &HashMap::new()));
        assert_eq!(joined["family"], "King");
        assert_eq!(joined["nickname"], "Countess");
        assert_eq!(
            joined["emails"],
            json!([{ "value": "ada@x.example", "label": "work" }, { "value": "a@y.example" }])
        );
        assert_eq!(kept, [KeptRaw { field: "family".into(), value: "Lovelace".into() }]);
        assert_eq!(joined["raw"], json!([{ "source": "test", "name": "family", "value": "Lovelace" }]));
    }

    // covers(IMP-1)
    #[test]
    fn a_company_alone_is_no_second_job_there() {
        let old = record(json!({ "jobs": [{ "company": "Acme", "title": "Buyer" }] }));
        let brought =
            record(json!({ "jobs": [{ "company": "ACME" }, { "company": "Acme", "title": "Head" }] }));
        let (joined, _) = join(&old, &brought, &from("s", "DE", &HashMap::new()));
        let titles: Vec<&Value> =
            joined["jobs"].as_array().unwrap().iter().map(|job| &job["title"]).collect();
        assert_eq!(titles, ["Buyer", "Head"]);
    }

    // covers(IMP-1, CON-3)
    #[test]
    fn joining_again_changes_nothing() {
        let old = record(json!({ "given": "Ada", "phones": [{ "value": "030 901820", "primary": true }] }));
        let brought = record(json!({
            "given": "Augusta", "display_name": "Ada", "tags": ["VIP", "vip"],
            "phones": [{ "value": "+49 30 901820", "primary": true }, { "value": "x417" }],
            "addresses": [{ "city": "Berlin", "country": "DE" }], "jobs": [{ "company": "Acme" }],
            "raw": [{ "source": "s", "name": "X-FOO", "value": "1" }]
        }));
        let (once, _) = join(&old, &brought, &from("s", "DE", &HashMap::new()));
        let (twice, _) = join(&once, &brought, &from("s", "DE", &HashMap::new()));
        assert_eq!(once, twice);
        assert_eq!(once["phones"].as_array().unwrap().len(), 2);
    }
}
