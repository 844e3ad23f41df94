//! Notes: what a seller writes down about a contact, a company, a deal, a lead or a record of an
//! own kind, in Markdown.

use satchel_feature::records::{self, Intake, KindRules, Place, Record, RuleCx, text};
use satchel_kernel::catalogue::OWN_RECORD;
use satchel_kernel::query::Sort;
use satchel_kernel::{Error, Field, FieldType, Id, Kind, Result};
use satchel_vault::Connection;
use serde_json::{Value, json};

pub(crate) mod store;

/// The descriptor of a note.
pub fn note() -> Kind {
    Kind {
        name: "note".into(),
        plural: "notes".into(),
        table: "note".into(),
        title: "body".into(),
        fields: vec![
            Field::new("body", FieldType::LongText).search(4).required(),
            Field::new("contact_id", FieldType::Record { kind: "contact".into() }).filterable(),
            Field::new("company_id", FieldType::Record { kind: "company".into() }).filterable(),
            Field::new("deal_id", FieldType::Record { kind: "deal".into() }).filterable(),
            Field::new("lead_id", FieldType::Record { kind: "lead".into() }).filterable(),
            Field::new("own_record_id", FieldType::Record { kind: OWN_RECORD.into() }).filterable(),
            // The kind of that record.
            Field::text("own_kind").derived(),
            Field::new("pinned", FieldType::Bool).filterable(),
            Field::text("source"),
        ],
        parts: vec![],
        default_sort: vec![Sort { field: "created_ms".into(), descending: true }],
    }
}

/// How notes come in from a table: what they are on is found by the import, and none is known by its words.
pub struct NoteIntake;

impl Intake for NoteIntake {
    fn is_known_by_name(&self) -> bool {
        false
    }
}

/// The rules of notes.
pub struct NoteRules;

impl KindRules for NoteRules {
    fn prepare(&self, cx: &RuleCx<'_>, new: &mut Record, _: Option<&Record>) -> Result<()> {
        const OWNERS: [&str; 5] = ["contact_id", "company_id", "deal_id", "lead_id", "own_record_id"];
        if OWNERS.iter().filter(|of| new.contains_key(**of)).count() != 1 {
            return Err(Error::invalid(
                "contact_id",
                "A note belongs to one contact, one company, one deal, one lead or one other record.",
            ));
        }
        new.remove("own_kind");
        if let Some(id) = new.get("own_record_id").and_then(Value::as_str).and_then(|id| id.parse().ok()) {
            let kind = records::own_kind(cx.conn, id)?;
            let kind = kind.ok_or_else(|| Error::invalid("own_record_id", "There is no such record."))?;
            new.insert("own_kind".into(), json!(kind));
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
        text(record, "body").lines().next().unwrap_or_default().chars().take(120).collect()
    }
}
