//! What makes a contact whole: its display name, normal forms, the current job, companies and tags it names.

use satchel_feature::records::{self, KindRules, Record, RuleCx, part, text};
use satchel_kernel::{Error, Id, Result};
use satchel_vault::Connection;
use serde_json::{Value, json};

use super::{keys, managers, store};

/// The rules of contacts.
pub struct ContactRules;

impl KindRules for ContactRules {
    fn prepare(&self, cx: &RuleCx<'_>, new: &mut Record, old: Option<&Record>) -> Result<()> {
        emails(new, old)?;
        normalise(new, old, cx.region);
        jobs(cx, new)?;
        crate::employer::settle(cx.conn, new)?;
        managers::check(cx, new, old)?;
        keep_in_touch(new)?;
        crate::activity::keep(new, old);
        crate::kept::keep(new, old);
        crate::places::settle(new, cx.region);
        name(new, old)
    }

    fn written(&self, cx: &RuleCx<'_>, _: Id, new: &Record, old: Option<&Record>) -> Result<()> {
        crate::tags::ensure(cx, part(new, "tags"), old.map(|o| part(o, "tags")).unwrap_or_default())
    }

    fn absorbed(&self, conn: &Connection, id: Id) -> Result<Vec<Id>> {
        crate::merging::absorbed(conn, "contact", id)
    }

    fn erased(&self, cx: &RuleCx<'_>, ids: &[Id]) -> Result<()> {
        crate::import::forget(cx.conn, ids)
    }

    fn subtitle(&self, record: &Record) -> String {
        let job = [text(record, "job_title"), text(record, "company")];
        let job = job.into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(", ");
        if !job.is_empty() {
            return job;
        }
        let first = part(record, "emails").first().or_else(|| part(record, "phones").first());
        first.and_then(|v| v.get("value")).and_then(Value::as_str).unwrap_or_default().to_owned()
    }
}

/// How often somebody wants to be spoken with, in whole weeks up to ten years.
fn keep_in_touch(new: &Record) -> Result<()> {
    let weeks = new.get("keep_in_touch_weeks").and_then(Value::as_f64);
    if weeks.is_some_and(|weeks| !(1.0..=520.0).contains(&weeks) || weeks.fract() != 0.0) {
        return Err(Error::invalid("keep_in_touch_weeks", "Write a whole number of weeks, 1 to 520."));
    }
    Ok(())
}

/// The name a contact is shown under when none was given: its parts in order, else the first thing known of it.
pub fn derived_name(record: &Record) -> String {
    let parts = ["given", "middle", "family", "suffix"].map(|f| text(record, f));
    let whole = parts.into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" ");
    if !whole.is_empty() {
        return whole;
    }
    let first = |name: &str, field: &str| {
        part(record, name).first().and_then(|v| v.get(field)).and_then(Value::as_str).unwrap_or_default()
    };
    [
        text(record, "nickname"),
        text(record, "prefix"),
        first("jobs", "company"),
        first("emails", "value"),
        first("phones", "value"),
        first("handles", "value"),
        first("links", "value"),
    ]
    .into_iter()
    .find(|t| !t.is_empty())
    .unwrap_or_default()
    .to_owned()
}

/// Settles the display name and whether it was given or derived.
pub fn name(new: &mut Record, old: Option<&Record>) -> Result<()> {
    let derived = derived_name(new);
    let given = text(new, "display_name").to_owned();
    let was = old.map(|o| text(o, "display_name")).unwrap_or_default();
    let was_named = old.is_some_and(|o| o.get("named") == Some(&Value::Bool(true)));
    let named = !given.is_empty() && given != derived && (was_named || given != was);
    let shown = match old.filter(|_| named && given == was) {
        Some(old) => following(&given, old, new),
        None if named => given,
        None => derived,
    };
    if shown.is_empty() {
        return Err(Error::invalid(
            "display_name",
            "A contact needs a name, a company, an e-mail address or a phone number.",
        ));
    }
    new.insert("display_name".into(), json!(shown));
    new.insert("named".into(), json!(named));
    Ok(())
}

/// A given display name follows its parts: `Dr. Ada Brandt` whose family name becomes `Weiß` is `Dr. Ada Weiß`.
fn following(shown: &str, old: &Record, new: &Record) -> String {
    let mut words: Vec<&str> = shown.split(' ').collect();
    for part in ["prefix", "given", "middle", "family", "suffix"] {
        let (from, to) = (text(old, part), text(new, part));
        let length = from.split(' ').count();
        if from.is_empty() || from == to {
            continue;
        }
        let at = words.windows(length).position(|w| w.iter().copied().eq(from.split(' ')));
        if let Some(at) = at {
            words.splice(at..at + length, to.split(' ').filter(|w| !w.is_empty()));
        }
    }
    let followed = words.join(" ");
    if followed.trim().is_empty() { shown.to_owned() } else { followed }
}

/// Checks e-mail addresses that were not there before; shared with companies.
pub fn emails(new: &Record, old: Option<&Record>) -> Result<()> {
    let before: Vec<&str> = old.map(|o| values(o, "emails").collect()).unwrap_or_default();
    for (index, email) in part(new, "emails").iter().enumerate() {
        if let Some(value) = email.get("value").and_then(Value::as_str).filter(|v| !before.contains(v)) {
            keys::check_email(&format!("emails.{index}.value"), value)?;
        }
    }
    Ok(())
}

/// Fills the dialled form of phones and the profile key of links; shared with companies. A phone that was there
/// before keeps its dialled form, so that moving to another country changes no stored number.
pub fn normalise(new: &mut Record, old: Option<&Record>, region: &str) {
    dial(new, old, region);
    profiles(new);
}

fn dial(new: &mut Record, old: Option<&Record>, region: &str) {
    for phone in rows(new, "phones") {
        let typed = phone.get("value").and_then(Value::as_str).unwrap_or_default();
        let before =
            old.and_then(|o| part(o, "phones").iter().find(|p| p.get("value") == phone.get("value")));
        if let Some(e164) = before.and_then(|b| b.get("e164")) {
            phone.insert("e164".into(), e164.clone());
            continue;
        }
        match keys::phone(typed, region) {
            Some(dialled) => {
                phone.insert("e164".into(), json!(dialled.e164));
                if let Some(extension) = dialled.extension {
                    phone.insert("extension".into(), json!(extension));
                }
            }
            None => {
                phone.remove("e164");
            }
        }
    }
}

/// Fills the profile key of links.
pub fn profiles(new: &mut Record) {
    for link in rows(new, "links") {
        match link.get("value").and_then(Value::as_str).and_then(keys::profile) {
            Some(profile) => link.insert("profile".into(), json!(profile)),
            None => link.remove("profile"),
        };
    }
}

/// Links jobs to companies, creating those not known yet, and shows the current one on the contact.
fn jobs(cx: &RuleCx<'_>, new: &mut Record) -> Result<()> {
    for job in rows(new, "jobs") {
        let name = job.get("company").and_then(Value::as_str).unwrap_or_default().to_owned();
        let linked = job.get("company_id").and_then(Value::as_str).and_then(|t| t.parse::<Id>().ok());
        match linked {
            Some(id) if name.is_empty() => {
                let company = store::company_name(cx.conn, id)?.ok_or_else(|| {
                    Error::invalid("jobs", "The company of a job is not there. Choose another one.")
                })?;
                job.insert("company".into(), json!(company));
            }
            Some(id) if store::company_is_called(cx.conn, id, &name)? => {}
            _ if name.is_empty() => {}
            _ => {
                let id = company(cx, &name)?;
                job.insert("company_id".into(), json!(id));
            }
        }
    }
    show_current_job(new);
    Ok(())
}

/// Shows the first job without an end on the contact itself.
pub fn show_current_job(new: &mut Record) {
    let current = part(new, "jobs").iter().find(|j| j.get("to").is_none()).cloned();
    for (field, of_job) in [("company", "company"), ("job_title", "title")] {
        match current.as_ref().and_then(|j| j.get(of_job)) {
            Some(value) => new.insert(field.into(), value.clone()),
            None => new.remove(field),
        };
    }
}

/// The living company called `name`, made if there is none.
pub fn company(cx: &RuleCx<'_>, name: &str) -> Result<Id> {
    if let Some(id) = store::company_by_name(cx.conn, name)? {
        return Ok(id);
    }
    let id = Id::new();
    records::create_as(cx, "company", id, Record::from_iter([("name".to_owned(), json!(name))]))?;
    Ok(id)
}

fn values<'a>(record: &'a Record, name: &str) -> impl Iterator<Item = &'a str> {
    part(record, name).iter().filter_map(|v| v.get("value").and_then(Value::as_str))
}

fn rows<'a>(record: &'a mut Record, part: &str) -> impl Iterator<Item = &'a mut Record> {
    record.get_mut(part).and_then(Value::as_array_mut).into_iter().flatten().filter_map(Value::as_object_mut)
}
