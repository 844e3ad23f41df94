//! The seller's own fields: definitions as records, read into the catalogue when they change.

use satchel_feature::records::{KindRules, Record, Registry, RuleCx, text};
use satchel_kernel::query::Sort;
use satchel_kernel::{Catalogue, Error, Field, FieldType, Id, Kind, Result};

use crate::contacts::model::options;

mod store;
#[cfg(test)]
mod tests;

/// The types an own field can have.
pub const TYPES: &[&str] =
    &["text", "long_text", "number", "money", "date", "bool", "choice", "multi_choice", "link", "record"];

/// The descriptor of an own field's definition.
pub fn field() -> Kind {
    Kind {
        name: "field".into(),
        plural: "fields".into(),
        table: "field".into(),
        title: "name".into(),
        fields: vec![
            Field::new("of", FieldType::Choice { options: options(&["contact", "company"]) })
                .column("of_kind")
                .required()
                .filterable(),
            Field::indexed("name").required(),
            Field::new("type", FieldType::Choice { options: options(TYPES) }).required(),
            Field::new("options", FieldType::MultiChoice { options: vec![] }),
            Field::new("record_kind", FieldType::Choice { options: options(&["contact", "company"]) }),
            Field::new("position", FieldType::Number).listed(),
        ],
        parts: vec![],
        default_sort: vec![Sort { field: "position".into(), descending: false }],
    }
}

/// The rules of own fields.
pub struct FieldRules;

impl KindRules for FieldRules {
    fn prepare(&self, cx: &RuleCx<'_>, new: &mut Record, old: Option<&Record>) -> Result<()> {
        let choices = matches!(text(new, "type"), "choice" | "multi_choice");
        if choices && !new.contains_key("options") {
            return Err(Error::invalid("options", "A field with choices needs at least one choice."));
        }
        if text(new, "type") == "record" && !new.contains_key("record_kind") {
            return Err(Error::invalid("record_kind", "Say which kind of record the field points at."));
        }
        if let Some(old) = old
            && (text(old, "type") != text(new, "type") || text(old, "of") != text(new, "of"))
        {
            return Err(Error::invalid(
                "type",
                "A field keeps its type, so that its values and their history stay true. Make a new field instead.",
            ));
        }
        let own = old.and_then(|o| o.get("id")).and_then(|v| v.as_str()).and_then(|t| t.parse::<Id>().ok());
        if store::by_name(cx.conn, text(new, "of"), text(new, "name"))?.is_some_and(|id| Some(id) != own) {
            return Err(Error::invalid(
                "name",
                format!("There is a field called “{}” already.", text(new, "name")),
            ));
        }
        if !new.contains_key("position") {
            new.insert("position".into(), store::next_position(cx.conn)?.into());
        }
        Ok(())
    }

    fn shapes_catalogue(&self) -> bool {
        true
    }
}

/// The catalogue with the seller's own fields as they are in this vault.
pub fn catalogue(conn: &satchel_vault::Connection, registry: &Registry) -> Result<Catalogue> {
    let own = store::all(conn)?;
    let version = own.iter().map(|f| f.modified_ms.unsigned_abs()).max().unwrap_or(0) + own.len() as u64;
    let fields = own.into_iter().map(|f| {
        let mut field = Field::new(f.id.to_string(), f.ty());
        field.label = Some(f.name.into());
        field.store = satchel_kernel::catalogue::Store::Custom(f.id);
        field.filterable = true;
        field.sortable = !matches!(field.ty, FieldType::MultiChoice { .. } | FieldType::LongText);
        field.search_weight =
            if matches!(field.ty, FieldType::Bool | FieldType::Money | FieldType::Record { .. }) {
                0
            } else {
                3
            };
        (f.of, field)
    });
    Ok(registry.catalogue(version, fields))
}

/// The own field of a kind called `name`, compared folded.
pub fn by_name(conn: &satchel_vault::Connection, of: &str, name: &str) -> Result<Option<Id>> {
    store::by_name(conn, of, name)
}

/// What the own field holds; `None` when it is not there.
pub fn type_of(conn: &satchel_vault::Connection, id: Id) -> Result<Option<FieldType>> {
    Ok(store::all(conn)?.into_iter().find(|f| f.id == id).map(|f| f.ty()))
}

/// A value as written in a file, in the form of the field; `None` when it does not fit.
pub fn read(ty: &FieldType, text: &str) -> Option<serde_json::Value> {
    use serde_json::json;
    let text = text.trim();
    Some(match ty {
        FieldType::Text { .. } | FieldType::LongText | FieldType::Link | FieldType::Blob => json!(text),
        FieldType::Number => json!(text.parse::<f64>().ok().filter(|n| n.is_finite())?),
        FieldType::Date => json!(text.parse::<satchel_kernel::date::PartialDate>().ok()?.to_string()),
        FieldType::Instant => json!(text.parse::<i64>().ok()?),
        FieldType::Bool => json!(match text.to_lowercase().as_str() {
            "true" | "yes" | "1" | "ja" | "x" => true,
            "false" | "no" | "0" | "nein" => false,
            _ => return None,
        }),
        FieldType::Choice { options } => json!(options.iter().find(|o| o.eq_ignore_ascii_case(text))?),
        FieldType::MultiChoice { options } => {
            let chosen: Option<Vec<_>> = text
                .split(';')
                .map(str::trim)
                .filter(|t| !t.is_empty())
                .map(|t| options.iter().find(|o| o.eq_ignore_ascii_case(t)))
                .collect();
            json!(chosen?)
        }
        FieldType::Money => {
            let (amount, currency) = text.rsplit_once(' ')?;
            let digits = satchel_kernel::money::Money::digits(currency);
            let (whole, rest) = amount.split_once('.').unwrap_or((amount, ""));
            if currency.len() != 3 || rest.len() > digits as usize {
                return None;
            }
            let minor: i64 = format!("{whole}{rest:0<width$}", width = digits as usize).parse().ok()?;
            json!({ "minor": minor, "currency": currency })
        }
        FieldType::Record { .. } => json!(text.parse::<Id>().ok()?),
    })
}
