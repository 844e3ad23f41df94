//! What makes a lead whole: its name, normal forms, state, territory and score.

use satchel_feature::Cx;
use satchel_feature::records::{self, KindRules, Record, RuleCx, part, text};
use satchel_kernel::{Error, Id, Result};
use satchel_people::contacts::rules as people;
use satchel_people::places;
use satchel_vault::Connection;
use serde_json::{Value, json};

use super::store;
use crate::pipelines::rules::id_of;
use crate::scores::reckon::Reckoned;
use crate::scores::rules::{self as scores, Bench};

/// The seller, while there is only one.
pub const SELLER: &str = "owner";
/// What nobody sets by hand.
const KEPT: [&str; 13] = [
    "status_since_ms",
    "qualified_ms",
    "converted_ms",
    "held",
    "last_activity_ms",
    CONVERSATIONS,
    OPEN_TASKS,
    "score",
    "scored_ms",
    "territory_id",
    "contact_id",
    "company_id",
    "deal_id",
];

/// How many conversations about a lead there were; absent when there were none.
pub const CONVERSATIONS: &str = "conversations";
/// How many of a lead's tasks are to be done; absent when there are none.
pub const OPEN_TASKS: &str = "open_tasks";

/// The rules of leads.
pub struct LeadRules;

impl KindRules for LeadRules {
    fn prepare(&self, cx: &RuleCx<'_>, new: &mut Record, old: Option<&Record>) -> Result<()> {
        for field in KEPT {
            match old.and_then(|old| old.get(field)) {
                Some(value) => new.insert(field.into(), value.clone()),
                None => new.remove(field),
            };
        }
        let was = old.map(|old| text(old, "status")).unwrap_or_default();
        let now = text(new, "status");
        if now != was && now == "converted" {
            let words = "A lead is converted with leads.convert, which makes the contact it becomes.";
            return Err(Error::refused("convert_first", words).at("status"));
        }
        if now != was && was == "converted" {
            let words = "This lead was converted. Take the conversion back to change its status.";
            return Err(Error::refused("converted_already", words).at("status"));
        }
        settle(cx, new, old)
    }

    fn written(&self, cx: &RuleCx<'_>, _: Id, new: &Record, old: Option<&Record>) -> Result<()> {
        let before = old.map(|old| part(old, "tags")).unwrap_or_default();
        satchel_people::tags::ensure(cx, part(new, "tags"), before)
    }

    /// What comes back is judged by the rules as they are now.
    fn trashed(&self, cx: &RuleCx<'_>, id: Id) -> Result<()> {
        scores::refresh_one(cx, &Bench::open(cx.conn, cx.region)?, id).map(|_| ())
    }

    fn subtitle(&self, record: &Record) -> String {
        let parts = [text(record, "job_title"), text(record, "company")];
        let name = text(record, "name");
        parts.into_iter().filter(|t| !t.is_empty() && *t != name).collect::<Vec<_>>().join(", ")
    }
}

/// Fills everything that follows from the rest of a lead.
pub(super) fn settle(cx: &RuleCx<'_>, new: &mut Record, old: Option<&Record>) -> Result<()> {
    people::emails(new, old)?;
    people::normalise(new, old, cx.region);
    place(new)?;
    locate(new, cx.region);
    status(cx, new, old);
    name(new, old)?;
    if text(new, "assignee").is_empty() {
        new.insert("assignee".into(), json!(SELLER));
    }
    judge(cx, &Bench::open(cx.conn, cx.region)?, new)
}

/// Countries by their code where it was given so; postcodes in capitals.
fn place(new: &mut Record) -> Result<()> {
    for field in ["country", "postal_code"] {
        let typed = text(new, field);
        if field == "postal_code" || typed.len() == 2 {
            let upper = typed.to_uppercase();
            if !upper.is_empty() {
                new.insert(field.into(), json!(upper));
            }
        }
    }
    let size = new.get("size").and_then(Value::as_f64);
    if size.is_some_and(|size| !(1.0..=10_000_000.0).contains(&size)) {
        return Err(Error::invalid("size", "A company has 1 to 10,000,000 people."));
    }
    Ok(())
}

/// Says where a lead is.
pub(super) fn locate(lead: &mut Record, home: &str) {
    let located = places::of(text(lead, "postal_code"), text(lead, "city"), text(lead, "country"), home);
    places::show(lead, located);
}

/// Says it of leads that were written before places were known; answers how many there were.
pub fn refresh_places(cx: &Cx) -> Result<u64> {
    places::refresh::refresh(cx, "lead", store::unplaced, locate)
}

fn status(cx: &RuleCx<'_>, new: &mut Record, old: Option<&Record>) {
    let was = old.map(|old| text(old, "status")).unwrap_or_default().to_owned();
    if text(new, "status").is_empty() {
        new.insert("status".into(), json!(if was.is_empty() { "new" } else { &was }));
    }
    let now = text(new, "status").to_owned();
    if now == was {
        tidy_reasons(new, &now);
        return;
    }
    for field in ["status_since_ms", "last_activity_ms"] {
        new.insert(field.into(), json!(cx.now_ms));
    }
    match now.as_str() {
        "qualified" => {
            new.insert("qualified_ms".into(), json!(cx.now_ms));
        }
        "converted" => {
            new.entry("qualified_ms").or_insert(json!(cx.now_ms));
            new.insert("converted_ms".into(), json!(cx.now_ms));
        }
        _ => {
            new.remove("qualified_ms");
        }
    }
    if was == "qualified" && now != "converted" {
        new.insert("held".into(), json!(true));
    }
    tidy_reasons(new, &now);
}

/// A reason belongs to its state.
fn tidy_reasons(new: &mut Record, status: &str) {
    if !matches!(status, "qualified" | "converted") {
        new.remove("qualified_reason");
    }
    if status != "disqualified" {
        new.remove("disqualified_reason");
    }
}

/// What a lead is called when nobody says: given and family name, else the first thing known of it.
fn derived_name(record: &Record) -> String {
    let whole = ["given", "family"].map(|field| text(record, field));
    let whole = whole.into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" ");
    let first = |name: &str| {
        part(record, name).first().and_then(|v| v.get("value")).and_then(Value::as_str).unwrap_or_default()
    };
    let known = [whole.as_str(), text(record, "company"), first("emails"), first("phones")];
    known.into_iter().find(|t| !t.is_empty()).unwrap_or_default().to_owned()
}

fn name(new: &mut Record, old: Option<&Record>) -> Result<()> {
    let follows = old
        .is_some_and(|old| text(old, "name") == text(new, "name") && text(old, "name") == derived_name(old));
    if follows || text(new, "name").is_empty() {
        new.insert("name".into(), json!(derived_name(new)));
    }
    if text(new, "name").is_empty() {
        let words = "A lead needs a name, a company, an e-mail address or a phone number.";
        return Err(Error::invalid("name", words));
    }
    Ok(())
}

/// The score of a lead as a number of its record.
#[allow(clippy::cast_precision_loss)] // 0 to 100
pub fn score_of(reckoned: &Reckoned) -> f64 {
    reckoned.score as f64
}

/// Brings a lead in line with the rules: its territory and score, and whether it counts as qualified. The moment of the
/// score moves only where the score as of the kept moment would no longer be the kept one.
pub fn judge(cx: &RuleCx<'_>, bench: &Bench, lead: &mut Record) -> Result<()> {
    let notes = match id_of(lead, "id") {
        Some(id) => store::notes(cx.conn, id)?,
        None => 0,
    };
    let now = bench.judge(lead, notes, cx.now_ms)?;
    let kept = lead.get("score").and_then(Value::as_f64);
    let kept_at = lead.get("scored_ms").and_then(Value::as_i64);
    let same = match kept_at {
        Some(at) if kept == Some(score_of(&now.reckoned)) => {
            score_of(&bench.judge(lead, notes, at)?.reckoned) == score_of(&now.reckoned)
        }
        _ => false,
    };
    if !same {
        lead.insert("score".into(), json!(score_of(&now.reckoned)));
        lead.insert("scored_ms".into(), json!(cx.now_ms));
    }
    match now.territory {
        Some(id) => lead.insert("territory_id".into(), json!(id)),
        None => lead.remove("territory_id"),
    };
    let held = lead.get("held") == Some(&Value::Bool(true));
    let living = !lead.contains_key("deleted_ms");
    let open = matches!(text(lead, "status"), "new" | "working");
    if let Some((rule, least)) = now.qualified_by.filter(|_| open && !held && living) {
        let reason = format!("{rule}: score {} of at least {least}", now.reckoned.score);
        lead.insert("status".into(), json!("qualified"));
        lead.insert("qualified_reason".into(), json!(reason));
        for field in ["qualified_ms", "status_since_ms", "last_activity_ms"] {
            lead.insert(field.into(), json!(cx.now_ms));
        }
    }
    Ok(())
}

/// Says on a lead how many of something there are.
pub fn show(lead: &mut Record, field: &str, count: u32) {
    if count == 0 {
        lead.remove(field);
    } else {
        lead.insert(field.into(), json!(f64::from(count)));
    }
}

/// Brings a lead that is at hand in line with the rules, as [`judge`] with the rules as they are now.
///
/// # Errors
/// What the database says.
pub fn judge_anew(cx: &RuleCx<'_>, lead: &mut Record) -> Result<()> {
    judge(cx, &Bench::open(cx.conn, cx.region)?, lead)
}

/// Says how many of a lead's tasks are to be done. The lead does not count as changed by it.
///
/// # Errors
/// What the database says.
pub fn set_open_tasks(cx: &RuleCx<'_>, lead: Id, count: u32) -> Result<()> {
    store::set_open_tasks(cx.conn, lead, count)
}

/// Says how many conversations about a lead there were, which its score may count.
///
/// # Errors
/// What the database says.
pub fn set_conversations(cx: &RuleCx<'_>, lead: Id, count: u32) -> Result<()> {
    store::set_conversations(cx.conn, lead, count)?;
    scores::refresh_one(cx, &Bench::open(cx.conn, cx.region)?, lead).map(|_| ())
}

/// Something happened with a lead at a moment, in milliseconds since 1970 UTC; what happened later counts on.
///
/// # Errors
/// What the database says.
pub fn happened(cx: &RuleCx<'_>, lead: Id, at_ms: i64) -> Result<()> {
    store::touch(cx.conn, lead, at_ms)?;
    scores::refresh_one(cx, &Bench::open(cx.conn, cx.region)?, lead).map(|_| ())
}

/// Once a lead was converted, what `find` says is about it is about the contact and the deal it became too: the records
/// of a higher group's kind, with lists of ids for `contacts` and `deals`.
///
/// # Errors
/// What the database says.
pub fn carry(
    cx: &RuleCx<'_>,
    kind: &str,
    (id, new, old): (Id, &Record, Option<&Record>),
    find: fn(&Connection, Id) -> Result<Vec<Id>>,
) -> Result<()> {
    let now = text(new, "status") == "converted";
    if !now || old.is_some_and(|old| text(old, "status") == "converted") {
        return Ok(());
    }
    let compiled = cx.registry.kind(kind)?;
    for about in find(cx.conn, id)? {
        let record = records::get(cx.conn, compiled, about)?;
        let mut patch = Record::new();
        for (name, became) in [("contacts", "contact_id"), ("deals", "deal_id")] {
            let mut ids = part(&record, name).to_vec();
            if let Some(became) = new.get(became).filter(|became| !ids.contains(became)) {
                ids.push(became.clone());
                patch.insert(name.into(), json!(ids));
            }
        }
        records::patch(cx, kind, about, None, patch)?;
    }
    Ok(())
}

/// A note on a lead is activity, and may count in its score.
pub struct Notes;

impl KindRules for Notes {
    fn written(&self, cx: &RuleCx<'_>, _: Id, new: &Record, old: Option<&Record>) -> Result<()> {
        let before = old.and_then(|old| id_of(old, "lead_id"));
        let now = id_of(new, "lead_id");
        if let Some(lead) = now {
            store::touch(cx.conn, lead, cx.now_ms)?;
        }
        for lead in [before.filter(|lead| Some(*lead) != now), now].into_iter().flatten() {
            scores::refresh_one(cx, &Bench::open(cx.conn, cx.region)?, lead)?;
        }
        Ok(())
    }

    fn trashed(&self, cx: &RuleCx<'_>, id: Id) -> Result<()> {
        let note = satchel_feature::records::get(cx.conn, cx.registry.kind("note")?, id)?;
        match id_of(&note, "lead_id") {
            Some(lead) => scores::refresh_one(cx, &Bench::open(cx.conn, cx.region)?, lead).map(|_| ()),
            None => Ok(()),
        }
    }
}
