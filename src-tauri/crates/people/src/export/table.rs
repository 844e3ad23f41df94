//! Records of any kind as a plain table, one row each: what stands in their fields, and each part in one cell.
//!
//! Contacts and companies have a table of their own that holds everything on them. This one is for a spreadsheet: records
//! are named by their titles, amounts stand with their currency, moments as ISO 8601 in UTC. Columns of leads are called
//! as an import of leads understands them.

use std::collections::HashMap;

use jiff::Timestamp;
use satchel_feature::Cx;
use satchel_feature::records::{self, Record};
use satchel_formats::workbook::Cell;
use satchel_kernel::money::Money;
use satchel_kernel::{Error, Field, FieldType, Id, Kind, Part, Result};
use serde_json::Value;

use super::convert::decimal;

/// What separates the entries of one cell.
const BETWEEN: &str = "; ";

/// The columns of a kind's table, and the titles of the records its rows name.
pub struct Table<'k> {
    columns: Vec<Column<'k>>,
    titles: HashMap<(String, Id), String>,
}

/// What stands in a column.
#[derive(Clone, Copy)]
enum Column<'k> {
    Field(&'k Field),
    Part(&'k Part),
    Notes,
}

impl Column<'_> {
    /// By what it is chosen: the id of its field or part, or `notes`.
    fn id(&self) -> &str {
        match self {
            Self::Field(field) => &field.id,
            Self::Part(part) => &part.id,
            Self::Notes => NOTES,
        }
    }
}

/// The column of what was noted.
pub const NOTES: &str = "notes";

impl<'k> Table<'k> {
    /// The table of a kind, with the chosen columns in the order they were chosen; all when none were.
    pub fn of(kind: &'k Kind, chosen: Option<&[String]>) -> Result<Self> {
        // Where the name of a record is kept beside its id, one column is enough.
        let is_named =
            |field: &Field| field.id.strip_suffix("_id").is_some_and(|name| kind.field(name).is_some());
        let can_be = |field: &&Field| field.exportable && !matches!(field.ty, FieldType::Blob);
        let fields = kind.fields.iter().filter(can_be);
        let parts = kind.parts.iter().filter(|part| part.fields.iter().any(|field| field.exportable));
        let every = fields.map(Column::Field).chain(parts.map(Column::Part)).chain([Column::Notes]);
        let columns = match chosen {
            None => {
                every.filter(|column| !matches!(column, Column::Field(field) if is_named(field))).collect()
            }
            Some(chosen) => {
                let every: Vec<Column<'_>> = every.collect();
                let column = |id: &String| {
                    every.iter().find(|column| column.id() == id).copied().ok_or_else(|| {
                        Error::invalid("fields", format!("A {} has no field “{id}” to export.", kind.word()))
                    })
                };
                chosen.iter().map(column).collect::<Result<_>>()?
            }
        };
        Ok(Self { columns, titles: HashMap::new() })
    }

    /// The names of its columns.
    pub fn header(&self) -> Vec<String> {
        let names = self.columns.iter().map(|column| match column {
            Column::Field(Field { label: Some(label), .. }) => label.to_string(),
            column => heading(column.id()),
        });
        names.collect()
    }

    /// The cells of a record.
    pub fn row(&mut self, cx: &Cx, record: &Record, notes: Option<&[String]>) -> Result<Vec<String>> {
        let mut cells = Vec::with_capacity(self.columns.len());
        for column in self.columns.clone() {
            cells.push(match column {
                Column::Field(field) => self.cell(cx, &field.ty, value(record, field))?,
                Column::Part(part) => self.entries(cx, record, part)?,
                Column::Notes => notes.unwrap_or_default().join("\n\n"),
            });
        }
        Ok(cells)
    }

    /// The cells of a record for a workbook, each of the type of its value.
    pub fn typed(&mut self, cx: &Cx, record: &Record, notes: Option<&[String]>) -> Result<Vec<Cell>> {
        let mut cells = Vec::with_capacity(self.columns.len());
        for column in self.columns.clone() {
            let cell = match column {
                Column::Field(field) => match typed(&field.ty, value(record, field)) {
                    Some(cell) => cell,
                    None => Cell::Text(self.cell(cx, &field.ty, value(record, field))?),
                },
                Column::Part(part) => Cell::Text(self.entries(cx, record, part)?),
                Column::Notes => Cell::Text(notes.unwrap_or_default().join("\n\n")),
            };
            cells.push(if cell == Cell::Text(String::new()) { Cell::Empty } else { cell });
        }
        Ok(cells)
    }

    fn entries(&mut self, cx: &Cx, record: &Record, part: &Part) -> Result<String> {
        let main = part.fields.iter().find(|field| field.id == part.main);
        let mut entries = Vec::new();
        for entry in records::part(record, &part.id) {
            let value = if part.bare { Some(entry) } else { entry.get(part.main.as_ref()) };
            if let Some(main) = main {
                entries.push(self.cell(cx, &main.ty, value)?);
            }
        }
        Ok(entries.join(BETWEEN))
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

/// What a record says in a field.
fn value<'r>(record: &'r Record, field: &Field) -> Option<&'r Value> {
    match field.column_name() {
        Some(_) => record.get(field.id.as_ref()),
        None => record.get("custom").and_then(|own| own.get(field.id.as_ref())),
    }
}

/// The value as a spreadsheet reckons with it; `None` where it is a text.
fn typed(ty: &FieldType, value: Option<&Value>) -> Option<Cell> {
    match (ty, value?) {
        (FieldType::Number, value) => value.as_f64().map(Cell::Number),
        (FieldType::Bool, value) => value.as_bool().map(Cell::Bool),
        (FieldType::Instant, value) => value.as_i64().map(|ms| Cell::Moment(ms.div_euclid(1_000))),
        (FieldType::Date, value) => {
            let day: jiff::civil::Date = value.as_str()?.parse().ok()?;
            let part = |n: i8| u8::try_from(n).ok();
            Some(Cell::Day(u16::try_from(day.year()).ok()?, part(day.month())?, part(day.day())?))
        }
        (FieldType::Money, value) => {
            let currency = value.get("currency").and_then(Value::as_str)?.to_owned();
            let amount = decimal(value.get("minor").and_then(Value::as_i64)?, &currency).parse().ok()?;
            Some(Cell::Money { amount, digits: Money::digits(&currency), currency })
        }
        _ => None,
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
