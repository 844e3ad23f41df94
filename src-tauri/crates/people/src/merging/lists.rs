//! How the lists of records that became one are joined: what says the same twice says it once. Pure.

use satchel_feature::Record;
use satchel_kernel::Kind;
use serde_json::{Value, json};

use crate::import::merge::key;

/// What two entries that are the same may say differently: how it is written and called, and what follows from it.
const LOOSE: [&str; 6] = ["id", "label", "primary", "value", "e164", "profile"];

/// Joins each list of `record`, in which the entries that came from elsewhere follow the survivor's own, of which `own`
/// had these. The survivor's stay, filled with what others know of the same; nothing else is lost.
pub fn join(kind: &Kind, record: &mut Record, own: &Record, region: &str) {
    for part in &kind.parts {
        let Some(Value::Array(entries)) = record.get_mut(part.id.as_ref()) else { continue };
        let before = own.get(part.id.as_ref()).and_then(Value::as_array).map_or(0, Vec::len);
        let came = entries.split_off(before.min(entries.len()));
        for mut entry in came {
            let there = if part.id == "jobs" {
                entries.iter_mut().find(|other| is_one_job(other, &entry))
            } else {
                let same = key(&part.id, &entry, region);
                entries.iter_mut().find(|o| key(&part.id, o, region) == same && fit(o, &entry))
            };
            match (there, entry.as_object()) {
                (None, _) => {
                    demote(entries, &mut entry);
                    entries.push(entry);
                }
                (Some(Value::Object(there)), Some(came)) => {
                    for (name, value) in
                        came.iter().filter(|(name, _)| !matches!(name.as_str(), "id" | "primary"))
                    {
                        there.entry(name.clone()).or_insert_with(|| value.clone());
                    }
                }
                _ => {}
            }
        }
    }
}

/// Whether nothing one entry says is denied by the other.
fn fit(a: &Value, b: &Value) -> bool {
    fit_but(a, b, &LOOSE)
}

fn fit_but(a: &Value, b: &Value, loose: &[&str]) -> bool {
    let (Some(a), Some(b)) = (a.as_object(), b.as_object()) else { return true };
    b.iter()
        .filter(|(name, _)| !loose.contains(&name.as_str()))
        .all(|(name, value)| a.get(name).is_none_or(|there| there == value || folded(there) == folded(value)))
}

/// Whether two lines are one job: at one employer, and neither its title nor its time is denied. Who has left is not who
/// works there still.
fn is_one_job(a: &Value, b: &Value) -> bool {
    let says = |job: &Value, name: &str| job.get(name).and_then(folded);
    let both = |name: &str| says(a, name).zip(says(b, name)).map(|(a, b)| a == b);
    let one_employer = match both("company_id") {
        Some(same) => same,
        None => both("company").unwrap_or(false),
    };
    one_employer
        && says(a, "to").is_some() == says(b, "to").is_some()
        && fit_but(a, b, &["id", "company", "company_id"])
}

fn folded(value: &Value) -> Option<String> {
    value.as_str().map(satchel_kernel::text::fold)
}

/// An entry is not the preferred one where another is already.
fn demote(entries: &[Value], entry: &mut Value) {
    let preferred = |entry: &Value| entry.get("primary") == Some(&Value::Bool(true));
    if preferred(entry)
        && entries.iter().any(preferred)
        && let Some(entry) = entry.as_object_mut()
    {
        entry.insert("primary".into(), json!(false));
    }
}
