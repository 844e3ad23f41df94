//! What a dry run foresees: the receipt the import of the same file would give, without writing a record.
//!
//! A row that is joined meets the record as the rows before it leave it. So the records that later rows speak of are
//! held in memory from their first row to their last; how often each is spoken of is known since staging. What follows
//! from a record beyond its own fields (companies made, tags listed, searching) is left out: no receipt speaks of it.

use std::collections::HashMap;

use satchel_feature::records::{self, Record, Registry, RuleCx};
use satchel_kernel::{Catalogue, FieldType, Id, Result};
use satchel_vault::{Blobs, Connection};
use serde_json::{Value, json};

use super::account;
use super::crm;
use super::known::Seen;
use super::leads::{self, LEAD};
use super::merge;
use super::own::{Own, Targets};
use super::receipt::{Details, Difference, FileReceipt, Outcome};
use super::stage;
use super::staged::{Brought, Staged, Step};
use super::words::Words;
use super::{store, table};
use crate::contacts::rules;
use crate::fields::{self, Style};
use crate::planted;

/// A record as the rows so far would leave it.
struct Foreseen {
    record: Record,
    notes: Vec<String>,
    /// The portrait's digest.
    photo: Option<blake3::Hash>,
}

/// What the rows so far would have made.
pub struct Foresight<'a> {
    /// Home country.
    pub region: &'a str,
    /// What the import is called, which the records it makes name as their source.
    pub label: &'a str,
    /// Kinds and rules.
    pub registry: &'a Registry,
    /// The kinds with the seller's own fields.
    pub catalogue: &'a Catalogue,
    /// The portraits there are.
    pub blobs: &'a Blobs,
    /// Whom the rows speak of.
    pub seen: &'a Seen,
    /// The seller's language.
    pub words: &'a Words,
    records: HashMap<Id, Foreseen>,
    /// How often a record was spoken of so far.
    spoken: HashMap<Id, u32>,
    own_fields: Targets,
    /// Fields that would be made, by the id they have here: their kinds and names.
    made: HashMap<String, (String, String)>,
}

/// What became of a row: its outcome and its record's kind and id.
pub type Became = (Outcome, Option<(String, Id)>);

impl<'a> Foresight<'a> {
    /// Before the first row.
    pub fn new(
        (region, label, words): (&'a str, &'a str, &'a Words),
        (registry, catalogue): (&'a Registry, &'a Catalogue),
        blobs: &'a Blobs,
        seen: &'a Seen,
    ) -> Self {
        Self {
            region,
            label,
            registry,
            catalogue,
            blobs,
            seen,
            words,
            records: HashMap::new(),
            spoken: HashMap::new(),
            own_fields: HashMap::new(),
            made: HashMap::new(),
        }
    }

    /// What would become of a row; its details and the receipt of its file are brought up to it.
    pub fn row(
        &mut self,
        conn: &Connection,
        now_ms: i64,
        staged: &mut Staged,
        receipt: &mut FileReceipt,
    ) -> Result<Became> {
        let Staged { step, details, targets, .. } = staged;
        let mut own = Own::default();
        if let Step::Create { brought, .. } | Step::Join { brought, .. } = step {
            own = self.own(conn, brought, &receipt.style)?;
        }
        account::unfit(details, &own, targets, receipt);
        Ok(match step {
            Step::Create { id, brought, .. } => {
                if self.seen.spoken_of(*id) > 0 {
                    let made = self.created(conn, now_ms, brought)?;
                    self.records.insert(*id, made);
                }
                (Outcome::Created, Some((brought.kind.clone(), *id)))
            }
            Step::Join { id, brought, earlier, .. } => {
                let from = merge::From { source: &receipt.source, region: self.region, own: &own.written };
                let (changed, left) = self.join(conn, *id, brought, &from, details)?;
                if !planted::is("a_dry_run_counts_no_conflict") {
                    account::kept(details, targets, receipt);
                }
                if left {
                    account::photo(details, targets, receipt);
                }
                let outcome = match (*earlier, changed) {
                    (true, _) => Outcome::Duplicate,
                    (false, true) => Outcome::Updated,
                    (false, false) => Outcome::Unchanged,
                };
                (outcome, Some((brought.kind.clone(), *id)))
            }
            Step::Same { id, kind } => (Outcome::Unchanged, Some((kind.clone(), *id))),
            Step::Group { tag, members } => {
                let changes = self.tag(conn, tag, members)?;
                (if changes { Outcome::Updated } else { Outcome::Unchanged }, None)
            }
            Step::Reject => (Outcome::Rejected, None),
        })
    }

    /// A new record as it would be stored, with what follows from its fields.
    fn created(&self, conn: &Connection, now_ms: i64, brought: &Brought) -> Result<Foreseen> {
        let mut record = brought.record.clone();
        let mut notes = brought.notes.clone();
        if brought.kind == LEAD {
            record.entry("source").or_insert_with(|| json!(self.label));
            let rules = RuleCx {
                conn,
                registry: self.registry,
                catalogue: self.catalogue,
                now_ms,
                region: self.region,
            };
            let compiled = self.registry.kind(LEAD)?;
            let kind = self.catalogue.kind(LEAD)?;
            let mut left = Vec::new();
            // Fields that would be made are not in the catalogue yet.
            let own = record.remove("custom");
            let mut made = loop {
                let ready = records::validate(kind, compiled, record.clone(), None).and_then(|mut ready| {
                    compiled.rules.prepare(&rules, &mut ready, None)?;
                    Ok(ready)
                });
                match ready {
                    Ok(ready) => break ready,
                    Err(refused) => {
                        let field = refused.field.clone().unwrap_or_default();
                        let Some(out) = leads::take_out(&mut record, &field) else { return Err(refused) };
                        left.push(out);
                    }
                }
            };
            made.extend(own.map(|own| ("custom".to_owned(), own)));
            notes.extend(self.words.left(LEAD, &left));
            record = made;
        } else if self.registry.kind(&brought.kind)?.intake.is_none() {
            record.entry("source").or_insert_with(|| json!(self.label));
        }
        let photo = (!brought.photo.is_empty()).then(|| blake3::hash(&brought.photo));
        Ok(Foreseen { record, notes, photo })
    }

    /// The record as it is now: held here, or as the vault has it.
    fn take(&mut self, conn: &Connection, kind: &str, id: Id, with_photo: bool) -> Result<Foreseen> {
        if let Some(held) = self.records.remove(&id) {
            return Ok(held);
        }
        let record = records::get(conn, self.registry.kind(kind)?, id)?;
        let notes = crate::notes::store::texts(conn, kind, id)?.unwrap_or_default();
        let name = record.get("photo").and_then(Value::as_str);
        let photo = match name {
            Some(name) if with_photo => self.blobs.get(name).ok().map(|bytes| blake3::hash(&bytes)),
            _ => None,
        };
        Ok(Foreseen { record, notes, photo })
    }

    /// Holds a record that later rows speak of.
    fn put(&mut self, id: Id, foreseen: Foreseen) {
        let spoken = self.spoken.entry(id).or_default();
        *spoken += 1;
        if *spoken < self.seen.spoken_of(id) && !planted::is("a_dry_run_forgets_the_row_before") {
            self.records.insert(id, foreseen);
        }
    }

    /// Joins a row with its record; answers whether anything would change, and whether its portrait is left out.
    fn join(
        &mut self,
        conn: &Connection,
        id: Id,
        brought: &Brought,
        from: &merge::From<'_>,
        details: &mut Details,
    ) -> Result<(bool, bool)> {
        let mut now = self.take(conn, &brought.kind, id, !brought.photo.is_empty())?;
        let is_table = self.registry.kind(&brought.kind)?.intake.is_some();
        let is_noted = is_table || brought.kind == LEAD;
        let (mut joined, kept) = if is_table {
            table::join(&now.record, &brought.record, &brought.written)
        } else if brought.kind == LEAD {
            leads::join(&now.record, &brought.record, from)
        } else {
            merge::join(&now.record, &brought.record, from)
        };
        if let Some(field) = crm::text_of(&brought.kind) {
            let noted = self.words.beside(&brought.kind, &now.record, &kept);
            let notes: Vec<String> = brought.notes.iter().cloned().chain(noted).collect();
            crm::write_into(&mut joined, field, &notes);
            details.diff = self.difference(&now.record, &joined);
            details.kept_raw = kept;
            let changed = !details.diff.is_empty();
            now.record = joined;
            self.put(id, now);
            return Ok((changed, false));
        }
        details.diff = self.difference(&now.record, &joined);
        let photo = (!brought.photo.is_empty()).then(|| blake3::hash(&brought.photo));
        let has_photo = now.photo.is_some() || now.record.contains_key("photo");
        if photo.is_some() && !has_photo {
            details.diff.push(Difference { field: "photo".into(), from: Value::Null, to: true.into() });
        }
        let noted = if is_noted { self.words.beside(&brought.kind, &now.record, &kept) } else { None };
        details.kept_raw = kept;
        for note in brought.notes.iter().chain(&noted).filter(|note| !now.notes.contains(note)) {
            details.diff.push(Difference { field: "notes".into(), from: Value::Null, to: json!(note) });
        }
        let left = photo.is_some() && has_photo && now.photo != photo;
        if brought.kind == "contact" {
            // The name shown follows its parts.
            rules::name(&mut joined, Some(&now.record))?;
        }
        let notes: Vec<String> = brought.notes.iter().chain(&noted).cloned().collect();
        now.notes.extend(notes);
        now.photo = now.photo.or(photo);
        now.record = joined;
        self.put(id, now);
        Ok((!details.diff.is_empty(), left))
    }

    /// The fields in which two states differ; fields that would be made are named.
    fn difference(&self, old: &Record, new: &Record) -> Vec<Difference> {
        let mut diff = stage::difference(old, new);
        let own = |record: &Record, at: &str| {
            record.get("custom").and_then(|own| own.get(at)).cloned().unwrap_or_default()
        };
        if let Some(at) = diff.iter().position(|one| one.field == "custom") {
            let known = |record: &Record| {
                let own = record.get("custom").and_then(Value::as_object).cloned().unwrap_or_default();
                let known: Record = own.into_iter().filter(|(id, _)| !self.made.contains_key(id)).collect();
                Some(Value::Object(known))
                    .filter(|known| known.as_object().is_some_and(|known| !known.is_empty()))
            };
            let (from, to) = (known(old), known(new));
            if from == to {
                diff.remove(at);
            } else if let Some(one) = diff.get_mut(at) {
                (one.from, one.to) = (from.unwrap_or_default(), to.unwrap_or_default());
            }
        }
        for (id, (_, name)) in &self.made {
            let (from, to) = (own(old, id), own(new, id));
            if from != to {
                diff.push(Difference { field: format!("{}{name}", merge::OWN), from, to });
            }
        }
        diff
    }

    /// Whether a list would give anybody its tag; from now on its members have it.
    fn tag(&mut self, conn: &Connection, tag: &str, members: &[String]) -> Result<bool> {
        let mut changes = false;
        for member in members {
            let mut ids = store::by_identity(conn, member)?;
            ids.extend(self.seen.made(member));
            ids.sort_unstable();
            ids.dedup();
            for id in ids {
                let mut now = self.take(conn, "contact", id, false)?;
                let tags = now.record.entry("tags").or_insert_with(|| json!([]));
                if let Some(tags) = tags.as_array_mut()
                    && !tags.iter().any(|t| t.as_str() == Some(tag))
                {
                    tags.push(json!(tag));
                    changes = true;
                }
                self.put(id, now);
            }
        }
        Ok(changes)
    }

    /// Values for the seller's own fields, as [`super::apply`] takes them; a field that would be made has an id here.
    fn own(&mut self, conn: &Connection, brought: &mut Brought, style: &Style) -> Result<Own> {
        let made = &mut self.made;
        Own::of(brought, style, &mut self.own_fields, |kind, name| own_field(conn, made, kind, name))
    }
}

/// The field of a name: one that is there, or one that would be made while there is room.
fn own_field(
    conn: &Connection,
    made: &mut HashMap<String, (String, String)>,
    kind: &str,
    name: &str,
) -> Result<Option<(Id, FieldType)>> {
    if let Some(id) = fields::by_name(conn, kind, name)? {
        return Ok(fields::type_of(conn, id)?.map(|ty| (id, ty)));
    }
    if !fields::has_room(conn, kind, made.values().filter(|(of, _)| of == kind).count())? {
        return Ok(None);
    }
    let id = Id::new();
    made.insert(id.to_string(), (kind.to_owned(), name.to_owned()));
    Ok(Some((id, FieldType::Text { indexed: false })))
}
