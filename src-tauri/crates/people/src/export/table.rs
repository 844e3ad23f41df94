//! Records of any kind as a plain table, one row each: what stands in their fields, and each part in one cell.
//!
//! Contacts and companies have a table of their own that holds everything on them. This one is for a spreadsheet: records
//! are named by their titles, amounts stand with their currency, moments as ISO 8601 in UTC. Columns of leads are called
//! as an import of leads understands them.

use std::collections::HashMap;

use jiff::Timestamp;
use satchel_feature::Cx;
use satchel_feature::records::{self, Record};
use satchel_kernel::{Field, FieldType, Id, Kind, Part, Result};
use serde_json::Value;

use super::convert::decimal;

/// What separates the entries of one cell.
const BETWEEN: &str = "; ";

/// The columns of a kind's table, and the titles of the records its rows name.
pub struct Table<'k> {
    fields: Vec<&'k Field>,
    parts: Vec<&'k Part>,
    titles: HashMap<(String, Id), String>,
}

impl<'k> Table<'k> {
    /// The table of a kind.
    pub fn of(kind: &'k Kind) -> Self {
        // Where the name of a record is kept beside its id, one column is enough.
        let is_named =
            |field: &Field| field.id.strip_suffix("_id").is_some_and(|name| kind.field(name).is_some());
        let is_shown =
            |field: &&Field| field.exportable && !matches!(field.ty, FieldType::Blob) && !is_named(field);
        Self {
            fields: kind.fields.iter().filter(is_shown).collect(),
            parts: kind
                .parts
                .iter()
                .filter(|part| part.fields.iter().any(|field| field.exportable))
                .collect(),
            titles: HashMap::new(),
        }
    }

    /// The names of its columns.
    pub fn header(&self) -> Vec<String> {
        let fields = self.fields.iter().map(|field| match &field.label {
            Some(label) => label.to_string(),
            None => heading(&field.id),
        });
        fields.chain(self.parts.iter().map(|part| heading(&part.id))).chain(["Notes".to_owned()]).collect()
    }

    /// The cells of a record.
    pub fn row(&mut self, cx: &Cx, record: &Record, notes: Option<&[String]>) -> Result<Vec<String>> {
        let mut cells = Vec::with_capacity(self.fields.len() + self.parts.len() + 1);
        for field in self.fields.clone() {
            let own = || record.get("custom").and_then(|own| own.get(field.id.as_ref()));
            let value = if field.column_name().is_some() { record.get(field.id.as_ref()) } else { own() };
            cells.push(self.cell(cx, &field.ty, value)?);
        }
        for part in self.parts.clone() {
            let main = part.fields.iter().find(|field| field.id == part.main);
            let mut entries = Vec::new();
            for entry in records::part(record, &part.id) {
                let value = if part.bare { Some(entry) } else { entry.get(part.main.as_ref()) };
                if let Some(main) = main {
                    entries.push(self.cell(cx, &main.ty, value)?);
                }
            }
            cells.push(entries.join(BETWEEN));
        }
        cells.push(notes.unwrap_or_default().join("\n\n"));
        Ok(cells)
    }

    fn cell(&mut self, cx: &Cx, ty: &FieldType, value: Option<&Value>) -> Result<String> {
        Ok(match (ty, value) {
            (_, None | Some(Value::Null)) => String::new(),
            (FieldType::Record { kind }, Some(value)) => {
                match value.as_str().and_then(|id| id.parse().ok()) {
                    Some(id) => self.title(cx, kind, id)?,
                    None => String::new(),
                }
            }
            (FieldType::Instant, Some(value)) => value
                .as_i64()
                .and_then(|ms| Timestamp::from_millisecond(ms).ok())
                .map(|at| at.to_string())
                .unwrap_or_default(),
            (FieldType::Money, Some(value)) => {
                let currency = value.get("currency").and_then(Value::as_str).unwrap_or_default();
                let minor = value.get("minor").and_then(Value::as_i64).unwrap_or_default();
                format!("{} {currency}", decimal(minor, currency))
            }
            (FieldType::Bool, Some(value)) => {
                if value == &Value::Bool(true) { "yes" } else { "no" }.to_owned()
            }
            (FieldType::Number, Some(value)) => number(value),
            (_, Some(Value::String(text))) => text.clone(),
            (_, Some(Value::Array(texts))) => {
                texts.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(BETWEEN)
            }
            (_, Some(other)) => other.to_string(),
        })
    }

    /// What the record of an id is called; nothing for one that is gone.
    fn title(&mut self, cx: &Cx, kind: &str, id: Id) -> Result<String> {
        if let Some(known) = self.titles.get(&(kind.to_owned(), id)) {
            return Ok(known.clone());
        }
        let title = cx.vault.read(|conn| -> Result<String> {
            let Some(compiled) = cx.registry.named(conn, kind, id)? else { return Ok(String::new()) };
            let record = records::find(conn, compiled, id)?;
            Ok(record
                .map(|record| records::text(&record, &compiled.kind.title).to_owned())
                .unwrap_or_default())
        })?;
        self.titles.insert((kind.to_owned(), id), title.clone());
        Ok(title)
    }
}

/// A whole number without a point.
fn number(value: &Value) -> String {
    match value.as_f64() {
        Some(real) if real.fract() == 0.0 && real.abs() < 9e15 => format!("{real:.0}"),
        _ => value.to_string(),
    }
}

/// `close_date` as `Close date`, `closed_ms` as `Closed`; names as other programs call them.
pub(crate) fn heading(id: &str) -> String {
    let words = match id {
        "given" => "given name",
        "family" => "family name",
        "emails" => "email",
        "phones" => "phone",
        _ => id.strip_suffix("_ms").or_else(|| id.strip_suffix("_id")).unwrap_or(id),
    };
    let mut letters = words.replace('_', " ").chars().collect::<Vec<_>>();
    if let Some(first) = letters.first_mut() {
        first.make_ascii_uppercase();
    }
    letters.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_called_in_words() {
        assert_eq!(heading("close_date"), "Close date");
        assert_eq!(heading("closed_ms"), "Closed");
        assert_eq!(heading("company_id"), "Company");
        assert_eq!(heading("given"), "Given name");
    }

    #[test]
    fn numbers_are_written_as_people_write_them() {
        assert_eq!(number(&serde_json::json!(40.0)), "40");
        assert_eq!(number(&serde_json::json!(0.5)), "0.5");
    }
}
