//! What a row is associated with: found among the rows before it and in the vault, and put into its record.

use satchel_feature::Record;
use satchel_feature::records::{self, RuleCx, part, text};
use satchel_formats::{Fate, Reason};
use satchel_kernel::text::fold;
use satchel_kernel::{Id, Result};
use serde_json::{Value, json};

use super::Layout;
use crate::contacts::rules;
use crate::import::convert::Incoming;
use crate::import::known::Seen;
use crate::import::leads::LEAD;
use crate::import::source::ReadCell;
use crate::import::store;
use crate::import::table::{Found, UNCLEAR, UNKNOWN, referred};
use crate::planted;

/// Why an id leads nowhere.
const NOWHERE: Reason = Reason::new(
    "reference_nowhere",
    "What it names did not come along and is not here; it is kept beside the record.",
);
/// Why what an id names cannot be associated.
const NO_PLACE: Reason = Reason::new(
    "reference_no_place",
    "These records are not associated with such a one here; it is kept beside the record.",
);
/// Why a row that only associates others is rejected.
pub const NO_BASE: Reason =
    Reason::new("reference_no_base", "What this row speaks of did not come along and is not here.");
/// Why a note is rejected that is on nothing.
const NO_OWNER: Reason =
    Reason::new("note_no_owner", "What this note is on did not come along and is not here.");

/// What a row names.
#[derive(Clone, Debug)]
pub enum Link {
    /// By what the program calls it.
    Id {
        /// The key of its origin.
        key: String,
    },
    /// By its name.
    Name {
        /// What it is.
        kind: &'static str,
        /// The name.
        name: String,
    },
    /// By its name, if it is there.
    Perhaps {
        /// What it is.
        kind: &'static str,
        /// The name.
        name: String,
    },
}

impl Link {
    /// The key of an id of a program; `space` where its ids are those of one kind of thing only. Salesforce writes the same
    /// id with 15 letters, and with 18 of which the last three only guard the case of the others.
    pub fn key(program: &str, space: &str, id: &str) -> String {
        let id = id.trim();
        let is_long =
            program == "salesforce" && id.len() == 18 && id.bytes().all(|b| b.is_ascii_alphanumeric());
        let id = if is_long { id.get(..15).unwrap_or(id) } else { id };
        // A number that went through a spreadsheet.
        let id = id.strip_suffix(".0").unwrap_or(id);
        format!("{program}:{space}:{id}")
    }
}

/// What a row is called in its program, and what it is associated with.
#[derive(Clone, Debug, Default)]
pub struct Brings {
    /// The key of its own origin.
    pub own: Option<String>,
    /// Origins of which it is the record, if there is one.
    pub same_as: Vec<String>,
    /// The record it only adds to.
    pub base: Option<String>,
    /// By the column and what stands there.
    pub links: Vec<(usize, String, Link)>,
    /// The part that those it names have.
    pub role: Option<String>,
    /// What columns say of something that others name, as of a stage how likely deals are won there.
    pub beside: Vec<(&'static str, String)>,
}

impl Brings {
    /// Every word of it, for the digest of the row.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        let keys = self.own.iter().chain(&self.same_as).chain(&self.base).chain(&self.role);
        keys.map(String::as_str).chain(self.links.iter().map(|(_, words, _)| words.as_str()))
    }
}

/// What a link finds.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Hit {
    One(String, Id),
    None,
    Several,
}

/// The record that has this origin: of a row before, or of an earlier import.
pub fn link(rules: &RuleCx<'_>, seen: &Seen, key: &str) -> Result<Option<(String, Id)>> {
    if let Some((kind, id)) = seen.origin(key) {
        return Ok(Some((kind.to_owned(), id)));
    }
    store::origin(rules.conn, rules.registry, key)
}

/// The kinds that other programs' ids name.
const NAMED_BY_ID: [&str; 4] = ["contact", "company", "deal", LEAD];

/// As [`link`], of what a row is associated with. Who corrects a row by hand need not know the other program's ids: there,
/// the name or e-mail address of a record says it too, where nothing else goes by that.
pub fn refer(rules: &RuleCx<'_>, seen: &Seen, key: &str) -> Result<Option<(String, Id)>> {
    Ok(match by_id_or_words(rules, seen, key)? {
        Hit::One(kind, id) => Some((kind, id)),
        Hit::None | Hit::Several => None,
    })
}

fn by_id_or_words(rules: &RuleCx<'_>, seen: &Seen, key: &str) -> Result<Hit> {
    if let Some((kind, id)) = link(rules, seen, key)? {
        return Ok(Hit::One(kind, id));
    }
    let mut parts = key.splitn(3, ':').skip(1);
    let (Some(space), Some(words), true) = (parts.next(), parts.next(), seen.by_hand) else {
        return Ok(Hit::None);
    };
    let mut found = Hit::None;
    for kind in NAMED_BY_ID {
        let is_meant = !NAMED_BY_ID.contains(&space) || space == kind;
        // Only people go by an address.
        let is_meant = is_meant && (kind == "contact" || !words.contains('@'));
        if !is_meant || rules.registry.kind(kind).is_err() {
            continue;
        }
        match (one(rules, seen, kind, words)?, &found) {
            (Hit::None, _) => {}
            (hit, Hit::None) => found = hit,
            _ => return Ok(Hit::Several),
        }
    }
    Ok(found)
}

fn find(rules: &RuleCx<'_>, seen: &Seen, to: &Link) -> Result<Hit> {
    match to {
        Link::Id { key } => by_id_or_words(rules, seen, key),
        Link::Name { kind, name } | Link::Perhaps { kind, name } => {
            // `Ada Brandt (ada@x.example)`
            let inside = name
                .rsplit_once(['(', '<'])
                .map(|(_, rest)| rest.trim_end_matches([')', '>']).trim())
                .filter(|inside| inside.contains('@'));
            if let Some(address) = inside {
                let by_address = one(rules, seen, kind, address)?;
                if by_address != Hit::None {
                    return Ok(by_address);
                }
            }
            let name = if inside.is_some() { name.split(['(', '<']).next().unwrap_or(name) } else { name };
            one(rules, seen, kind, name.trim())
        }
    }
}

/// The one record that goes by these words.
fn one(rules: &RuleCx<'_>, seen: &Seen, kind: &str, words: &str) -> Result<Hit> {
    let here = match referred(rules, kind, words)? {
        // A company also by its domain.
        Found::None if kind == "company" => {
            store::company_named(rules.conn, words)?.map_or(Found::None, Found::One)
        }
        found => found,
    };
    Ok(match (seen.named(kind, words), here) {
        (Some(None), _) | (_, Found::Several) => Hit::Several,
        (Some(Some(id)), Found::One(other)) if id != other => Hit::Several,
        (Some(Some(id)), _) | (None, Found::One(id)) => Hit::One(kind.to_owned(), id),
        (None, Found::None) => Hit::None,
    })
}

/// Whether a row names one of its own table that may stand further down.
pub fn is_waiting(rules: &RuleCx<'_>, seen: &Seen, incoming: &Incoming) -> Result<bool> {
    let Some(brings) = incoming.crm.as_deref() else { return Ok(false) };
    if incoming.kind != "company" {
        return Ok(false);
    }
    for (_, _, to) in &brings.links {
        if find(rules, seen, to)? == Hit::None {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Puts what a row is associated with into its record, and says of the cells that lead nowhere; a reason rejects the row.
/// What has no place goes to `left`, by its column's name.
pub fn resolve(
    rules: &RuleCx<'_>,
    seen: &Seen,
    layout: &Layout,
    incoming: &mut Incoming,
    cells: &mut [ReadCell],
    left: &mut Vec<(String, String)>,
) -> Result<Option<Reason>> {
    let Some(mut brings) = incoming.crm.take() else { return Ok(None) };
    let mut hits: Vec<(usize, String, Hit, Link)> = Vec::new();
    for (column, words, to) in std::mem::take(&mut brings.links) {
        hits.push((column, words, find(rules, seen, &to)?, to));
    }
    // Of what a note can be on, the narrowest is what it is on.
    if incoming.kind == "note" {
        let rank = |hit: &Hit| match hit {
            Hit::One(kind, _) => {
                ["deal", LEAD, "contact", "company"].iter().position(|of| of == kind).unwrap_or(9)
            }
            _ => 9,
        };
        hits.sort_by_key(|(_, _, hit, _)| rank(hit));
    }
    let before = left.len();
    let mut done: Vec<(usize, &'static str)> = Vec::new();
    for (column, words, hit, to) in hits {
        let reason = match hit {
            Hit::One(kind, id) => match place(rules, seen, incoming, &brings, (&kind, id))? {
                Some(target) => {
                    done.push((column, target));
                    continue;
                }
                None => NO_PLACE,
            },
            // Nobody need be there.
            _ if matches!(to, Link::Perhaps { .. }) => continue,
            // A company that is named and not there is made with the person or the deal, as ever.
            _ if incoming.kind == "contact" && is_company(&to) => {
                works_at(&mut incoming.record, None, &words);
                rules::show_current_job(&mut incoming.record);
                done.push((column, "jobs.company"));
                continue;
            }
            Hit::None
                if incoming.kind == "deal"
                    && is_company(&to)
                    && !incoming.record.contains_key("company_id") =>
            {
                incoming.record.insert("company_id".into(), json!(words));
                done.push((column, "company_id"));
                continue;
            }
            Hit::Several => UNCLEAR,
            Hit::None if matches!(to, Link::Name { .. }) => UNKNOWN,
            Hit::None => NOWHERE,
        };
        if planted::is("a_reference_nowhere_is_not_told") {
            continue;
        }
        left.push((layout.name(column).to_owned(), words.clone()));
        if let Some(cell) = cells.iter_mut().find(|cell| cell.column == column) {
            cell.fate = Fate::Raw;
            cell.note = Some(reason);
            cell.text = words;
        }
    }
    for (column, target) in done {
        let cell = cells.iter_mut().find(|cell| cell.column == column);
        if let Some(cell) = cell.filter(|cell| !matches!(cell.fate, Fate::Raw)) {
            match &mut cell.fate {
                Fate::Mapped(targets) => {
                    targets.retain(|one| one != "link");
                    if !targets.iter().any(|one| one == target) {
                        targets.push(target.to_owned());
                    }
                }
                fate => *fate = Fate::Mapped(vec![target.to_owned()]),
            }
        }
    }
    let is_on_nothing = incoming.kind == "note"
        && !["deal_id", "lead_id", "contact_id", "company_id"]
            .iter()
            .any(|of| incoming.record.contains_key(*of));
    incoming.crm = Some(brings);
    if is_on_nothing {
        left.truncate(before);
        return Ok(Some(NO_OWNER));
    }
    if matches!(incoming.kind.as_ref(), "contact" | "company") {
        keep_raw(incoming, layout, left.drain(before..));
    } else if incoming.kind == LEAD {
        incoming.notes.extend(crate::import::leads::noted(
            left.drain(before..)
                .collect::<Vec<_>>()
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str())),
        ));
    }
    Ok(None)
}

fn is_company(to: &Link) -> bool {
    matches!(to, Link::Name { kind: "company", .. })
}

fn keep_raw(incoming: &mut Incoming, layout: &Layout, left: impl Iterator<Item = (String, String)>) {
    let rows: Vec<Value> = left
        .map(|(name, value)| json!({ "source": layout.object.title, "name": name, "value": value }))
        .collect();
    if rows.is_empty() {
        return;
    }
    if let Some(raw) = incoming.record.entry("raw").or_insert_with(|| json!([])).as_array_mut() {
        raw.extend(rows);
    }
}

/// Puts one record into the place a record has for it; `None` where there is none.
fn place(
    rules: &RuleCx<'_>,
    seen: &Seen,
    incoming: &mut Incoming,
    brings: &Brings,
    (kind, id): (&str, Id),
) -> Result<Option<&'static str>> {
    let record = &mut incoming.record;
    Ok(match (incoming.kind.as_ref(), kind) {
        ("task" | "communication", "contact" | "company" | "deal" | LEAD) => {
            let target = match kind {
                "contact" => "contacts",
                "company" => "companies",
                "deal" => "deals",
                _ => "leads",
            };
            add(record, target, json!(id));
            Some(target)
        }
        ("deal", "company") => match record.get("company_id") {
            None => {
                record.insert("company_id".into(), json!(id));
                Some("company_id")
            }
            Some(there) => (*there == json!(id)).then_some("company_id"),
        },
        ("deal", "contact") => {
            let mut entry = json!({ "contact_id": id });
            if let (Some(role), Some(entry)) = (&brings.role, entry.as_object_mut()) {
                let plain = fold(role);
                let known = ROLES.iter().find(|(_, words)| words.contains(&plain.as_str()));
                entry.insert("role".into(), json!(known.map_or("other", |(role, _)| role)));
                if known.is_none() {
                    entry.insert("note".into(), json!(role));
                }
            }
            let there = part(record, "contacts").iter().any(|one| one.get("contact_id") == Some(&json!(id)));
            if !there {
                add(record, "contacts", entry);
            }
            Some("contacts")
        }
        ("note", "contact" | "company" | "deal" | LEAD) => {
            let target = match kind {
                "contact" => "contact_id",
                "company" => "company_id",
                "deal" => "deal_id",
                _ => "lead_id",
            };
            let owners = ["contact_id", "company_id", "deal_id", "lead_id"];
            let owner = owners.iter().find_map(|of| record.get(*of));
            match owner {
                None => {
                    record.insert(target.into(), json!(id));
                    Some(target)
                }
                Some(there) => (*there == json!(id)).then_some(target),
            }
        }
        ("contact", "company") => {
            works_at(record, Some(id), &name_of(rules, seen, id)?);
            rules::show_current_job(record);
            Some("jobs.company")
        }
        ("company", "company") => {
            record.insert("parent_id".into(), json!(id));
            Some("parent_id")
        }
        _ => None,
    })
}

fn add(record: &mut Record, part: &str, entry: Value) {
    if let Some(entries) = record.entry(part).or_insert_with(|| json!([])).as_array_mut()
        && !entries.contains(&entry)
    {
        entries.push(entry);
    }
}

/// What a company is called, made by a row before or there already.
pub fn name_of(rules: &RuleCx<'_>, seen: &Seen, company: Id) -> Result<String> {
    if let Some(name) = seen.title(company) {
        return Ok(name.to_owned());
    }
    let record = records::find(rules.conn, rules.registry.kind("company")?, company)?;
    Ok(record.map(|record| text(&record, "name").to_owned()).unwrap_or_default())
}

/// What other programs call the part somebody has in a deal.
const ROLES: [(&str, &[&str]); 5] = [
    ("decision_maker", &["decision maker", "economic decision maker", "economic buyer", "budget holder"]),
    ("champion", &["champion", "executive sponsor"]),
    ("influencer", &["influencer", "evaluator", "technical buyer"]),
    ("blocker", &["blocker"]),
    ("user", &["business user", "end user", "user"]),
];

/// The job there is without a company gets it, or one with its name; else there is one more.
fn works_at(record: &mut Record, company: Option<Id>, name: &str) {
    let jobs = record.entry("jobs").or_insert_with(|| json!([]));
    let Some(jobs) = jobs.as_array_mut() else { return };
    let named = fold(name);
    let is_free = |job: &Record| match job.get("company").and_then(Value::as_str) {
        Some(there) => fold(there) == named,
        None => true,
    };
    let same = |job: &Record| {
        let id = job.get("company_id");
        is_free(job) && (company.is_none() || id.is_none() || id == company.map(|id| json!(id)).as_ref())
    };
    let index = jobs.iter().position(|job| job.as_object().is_some_and(same));
    let mut empty = Record::new();
    let job = match index.and_then(|at| jobs.get_mut(at)).and_then(Value::as_object_mut) {
        Some(job) => job,
        None => &mut empty,
    };
    job.entry("company").or_insert_with(|| json!(name));
    if let Some(company) = company {
        job.insert("company_id".into(), json!(company));
    }
    if index.is_none() {
        jobs.push(Value::Object(empty));
    }
}

#[cfg(test)]
mod tests {
    use super::Link;

    #[test]
    fn an_id_of_salesforce_is_one_with_15_letters_and_with_18() {
        let key = |id: &str| Link::key("salesforce", "", id);
        assert_eq!(key("0015g00000AbCdEAAV"), key("0015g00000AbCdE"));
        assert_ne!(key("0015g00000AbCdE"), key("0015g00000abcde"), "its letters are told apart by case");
        assert_eq!(Link::key("hubspot", "contact", "9002.0"), Link::key("hubspot", "contact", " 9002"));
        assert_ne!(Link::key("hubspot", "contact", "9002"), Link::key("hubspot", "deal", "9002"));
    }
}
