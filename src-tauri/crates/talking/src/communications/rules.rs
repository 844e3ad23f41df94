//! What makes a communication whole, and what follows from it for whom it was with.

use satchel_feature::records::{self, KindRules, Place, Record, RuleCx, part, text};
use satchel_kernel::catalogue::OWN_RECORD;
use satchel_kernel::{Error, Id, Result};
use satchel_people::activity;
use satchel_selling::deals::rules as deals;
use satchel_selling::leads::rules as leads;
use satchel_vault::Connection;
use serde_json::{Value, json};

use super::{model, store};

/// The longest that is taken for a conversation, in seconds: a week.
const LONGEST_S: f64 = 7.0 * 24.0 * 3600.0;
/// The longest title, in characters.
const LONGEST_TITLE: usize = 120;
/// Whom it is with: the part and the kind of its records.
const WITH: [(&str, &str); 2] = [("contacts", "contact"), ("companies", "company")];
/// Who keeps when that was.
const KEPT: [(&str, &str); 3] = [WITH[0], WITH[1], ("own_records", OWN_RECORD)];
/// Whom or what it is about.
pub const ABOUT: [(&str, &str); 5] =
    [WITH[0], WITH[1], ("leads", "lead"), ("deals", "deal"), ("own_records", OWN_RECORD)];

/// The rules of communications.
pub struct CommunicationRules;

impl KindRules for CommunicationRules {
    fn prepare(&self, cx: &RuleCx<'_>, new: &mut Record, _: Option<&Record>) -> Result<()> {
        let channel = text(new, "channel").to_owned();
        if !new.contains_key("direction") {
            let direction = if matches!(channel.as_str(), "visit" | "meeting") { "none" } else { "out" };
            new.insert("direction".into(), json!(direction));
        }
        if !new.contains_key("at_ms") {
            new.insert("at_ms".into(), json!(cx.now_ms));
        }
        let outcome = text(new, "outcome");
        if !outcome.is_empty() && !model::outcomes(&channel).contains(&outcome) {
            let words = format!("“{outcome}” is no outcome of this channel. Choose another one.");
            return Err(Error::invalid("outcome", words));
        }
        let length = new.get("duration_s").and_then(Value::as_f64);
        if length.is_some_and(|seconds| !(0.0..=LONGEST_S).contains(&seconds)) {
            return Err(Error::invalid("duration_s", "It lasted from no time to a week."));
        }
        let zone = text(new, "zone");
        if !zone.is_empty() && jiff::tz::TimeZone::get(zone).is_err() {
            return Err(Error::invalid("zone", "There is no such time zone. One is called Europe/Berlin."));
        }
        let title = title(cx, new)?;
        new.insert("title".into(), json!(title));
        Ok(())
    }

    fn written(&self, cx: &RuleCx<'_>, _: Id, new: &Record, old: Option<&Record>) -> Result<()> {
        for (name, kind) in KEPT {
            let before = old.map(|old| part(old, name)).unwrap_or_default();
            for id in ids(before).chain(ids(part(new, name))) {
                activity::set(cx.conn, kind, id, store::latest(cx.conn, kind, id)?)?;
            }
        }
        if let Some(at) = new.get("at_ms").and_then(Value::as_i64).filter(|at| *at <= cx.now_ms) {
            ids(part(new, "deals")).try_for_each(|deal| deals::happened(cx, deal, at))?;
            ids(part(new, "leads")).try_for_each(|lead| leads::happened(cx, lead, at))?;
        }
        let before = old.map(|old| part(old, "leads")).unwrap_or_default();
        for lead in ids(before).chain(ids(part(new, "leads"))) {
            leads::set_conversations(cx, lead, store::with_lead(cx.conn, lead)?)?;
        }
        Ok(())
    }

    fn trashed(&self, cx: &RuleCx<'_>, id: Id) -> Result<()> {
        let record = records::get(cx.conn, cx.registry.kind("communication")?, id)?;
        self.written(cx, id, &record, None)
    }

    /// After an undo the moment is reckoned anew: what is left of the conversations may be later than what was restored.
    fn follow(&self, cx: &RuleCx<'_>, kind: &str, id: Id, record: &mut Record) -> Result<()> {
        if activity::is_kept(kind) {
            match store::latest(cx.conn, kind, id)? {
                Some(at) => record.insert(activity::FIELD.into(), json!(at)),
                None => record.remove(activity::FIELD),
            };
        }
        if kind == "lead" {
            leads::show(record, leads::CONVERSATIONS, store::with_lead(cx.conn, id)?);
            leads::judge_anew(cx, record)?;
        }
        Ok(())
    }

    fn lately(&self, conn: &Connection, before: Place, limit: usize) -> Result<Vec<Place>> {
        store::lately(conn, before, limit)
    }

    fn events(
        &self,
        conn: &Connection,
        of: &str,
        owner: Id,
        before: Place,
        limit: usize,
    ) -> Result<Vec<Place>> {
        store::of(conn, of, owner, before, limit)
    }

    fn pinned(&self, conn: &Connection, of: &str, owner: Id, limit: usize) -> Result<Vec<Place>> {
        store::pinned(conn, of, owner, limit)
    }

    fn subtitle(&self, record: &Record) -> String {
        let body = text(record, "body").lines().next().unwrap_or_default();
        let shown = if body == text(record, "title") { "" } else { body };
        shown.chars().take(LONGEST_TITLE).collect()
    }
}

/// What was said about a lead goes with what it becomes.
pub struct Converted;

impl KindRules for Converted {
    fn written(&self, cx: &RuleCx<'_>, id: Id, new: &Record, old: Option<&Record>) -> Result<()> {
        leads::carry(cx, "communication", (id, new, old), store::about_lead)
    }
}

/// The records a part names.
fn ids(part: &[Value]) -> impl Iterator<Item = Id> {
    part.iter().filter_map(|id| id.as_str()?.parse().ok())
}

/// What it is called: the subject, else the first line of the text, else whom it was with, else the channel.
fn title(cx: &RuleCx<'_>, record: &Record) -> Result<String> {
    let first_line = text(record, "body").lines().map(str::trim).find(|line| !line.is_empty());
    let written = [text(record, "subject"), first_line.unwrap_or_default()];
    let written = written.into_iter().find(|t| !t.is_empty()).map(str::to_owned);
    let title = match written {
        Some(title) => title,
        None => whom(cx, record)?.unwrap_or_else(|| text(record, "channel").to_owned()),
    };
    Ok(title.chars().take(LONGEST_TITLE).collect())
}

/// The names of those it was with: the people, or else the companies, the leads, the deals, the records of own kinds.
fn whom(cx: &RuleCx<'_>, record: &Record) -> Result<Option<String>> {
    for (name, kind) in ABOUT {
        let names = ids(part(record, name)).filter_map(|id| store::name(cx.conn, kind, id).transpose());
        let names = names.collect::<Result<Vec<String>>>()?;
        if !names.is_empty() {
            return Ok(Some(names.join(", ")));
        }
    }
    Ok(None)
}
