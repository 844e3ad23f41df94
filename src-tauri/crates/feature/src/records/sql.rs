//! The statements of a kind, made once from its descriptor. Names come from descriptors only, never from input.

use satchel_kernel::{Field, FieldType, Kind, Part};

use super::{Cascade, Intake, KindRules};

/// Among the ids in the parameter, a JSON array of hexadecimal digits.
const AMONG: &str = "IN (SELECT unhex(value) FROM json_each(?1))";
/// From the first to the last of ids that lie close together.
const BETWEEN: &str = "BETWEEN ?1 AND ?2";

/// One statement for many records, in two ways.
pub(super) struct Many {
    /// Of the ids in a JSON array.
    pub among: String,
    /// Of every id from one to another.
    pub between: String,
}

impl Many {
    fn new(select: &str, key: &str, only: &str) -> Self {
        let with = |which| format!("{select} WHERE {key} {which}{only}");
        Self { among: with(AMONG), between: with(BETWEEN) }
    }
}

/// A kind with its statements and rules.
pub struct Compiled {
    /// The descriptor, built-in fields only.
    pub kind: Kind,
    /// What the kind knows beyond it.
    pub rules: Box<dyn KindRules>,
    /// What higher groups keep in step with it.
    pub followers: Vec<Box<dyn KindRules>>,
    /// Who follows it into the trash.
    pub cascades: Vec<Cascade>,
    /// How a table brings its records; `None` for kinds that come in no table of their own.
    pub intake: Option<Box<dyn Intake>>,
    pub(super) columns: Vec<Column>,
    pub(super) select: String,
    pub(super) select_many: Many,
    /// How many records there are from one id to another, at most the third parameter.
    pub(super) count_between: String,
    pub(super) insert: String,
    pub(super) parts: Vec<CompiledPart>,
    pub(super) own: Option<OwnFields>,
    /// Behind a condition on `id`: which rows are of the kind, where the table holds several; else nothing.
    pub(super) only: String,
}

/// One column and how it follows from a field.
pub(super) struct Column {
    pub name: String,
    pub field: usize,
    pub form: Form,
}

/// Which form of the field's value a column holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Plain,
    Fold,
    Sort,
    Minor,
    Currency,
}

pub(super) struct CompiledPart {
    pub columns: Vec<Column>,
    pub select: String,
    pub select_many: Many,
    pub insert: String,
    pub update: String,
    pub delete: String,
}

pub(super) struct OwnFields {
    pub select: String,
    pub select_many: Many,
    pub upsert: String,
    pub delete: String,
}

impl Compiled {
    /// Whether the seller may add fields of their own to the kind.
    pub fn takes_own_fields(&self) -> bool {
        self.own.is_some()
    }

    pub(super) fn new(
        kind: Kind,
        own_fields: bool,
        cascades: Vec<Cascade>,
        rules: Box<dyn KindRules>,
    ) -> Self {
        let columns = columns(&kind.fields, true);
        let names: Vec<String> = columns.iter().map(|c| quoted(&c.name)).collect();
        let table = quoted(&kind.table);
        let only = if kind.is_own() { format!(" AND kind = {}", literal(&kind.name)) } else { String::new() };
        let select = format!(
            "SELECT created_ms, modified_ms, deleted_ms, {} FROM {table} WHERE id = ?1{only}",
            plain(&columns).join(", ")
        );
        let select_many = format!(
            "SELECT id, created_ms, modified_ms, deleted_ms, {} FROM {table}",
            plain(&columns).join(", ")
        );
        let select_many = Many::new(&select_many, "id", &only);
        let count_between =
            format!("SELECT count(*) FROM (SELECT 1 FROM {table} WHERE id {BETWEEN} LIMIT ?3)");
        let (of, which) = match kind.is_own() {
            true => (", kind, kind_id", own_kind(&kind.name)),
            false => ("", String::new()),
        };
        let insert = format!(
            "INSERT OR FAIL INTO {table} (id, created_ms, modified_ms{of}{}) VALUES (?1, ?2, ?3{which}{})",
            names.iter().map(|n| format!(", {n}")).collect::<String>(),
            (0..names.len()).map(|i| format!(", ?{}", i + 4)).collect::<String>()
        );
        let parts = kind.parts.iter().map(CompiledPart::new).collect();
        let own = own_fields.then(|| OwnFields::new(&kind));
        Self {
            kind,
            rules,
            followers: Vec::new(),
            cascades,
            intake: None,
            columns,
            select,
            select_many,
            count_between,
            insert,
            parts,
            own,
            only,
        }
    }
}

impl CompiledPart {
    fn new(part: &Part) -> Self {
        let columns = columns(&part.fields, false);
        let names: Vec<String> = columns.iter().map(|c| quoted(&c.name)).collect();
        let table = quoted(&part.table);
        Self {
            select: format!(
                "SELECT id, {} FROM {table} WHERE owner_id = ?1 ORDER BY position, id",
                plain(&columns).join(", ")
            ),
            // In the order of the table, by owner and id; by position they are put by whoever reads them.
            select_many: Many::new(
                &format!("SELECT owner_id, position, id, {} FROM {table}", plain(&columns).join(", ")),
                "owner_id",
                "",
            ),
            insert: format!(
                "INSERT OR FAIL INTO {table} (owner_id, id, position{}) VALUES (?1, ?2, ?3{})",
                names.iter().map(|n| format!(", {n}")).collect::<String>(),
                (0..names.len()).map(|i| format!(", ?{}", i + 4)).collect::<String>()
            ),
            update: format!(
                "UPDATE {table} SET position = ?3{} WHERE owner_id = ?1 AND id = ?2",
                names.iter().enumerate().map(|(i, n)| format!(", {n} = ?{}", i + 4)).collect::<String>()
            ),
            delete: format!("DELETE FROM {table} WHERE owner_id = ?1 AND id = ?2"),
            columns,
        }
    }
}

impl OwnFields {
    fn new(kind: &Kind) -> Self {
        let table = quoted(&format!("{}_field_value", kind.table));
        let (of, which) = match kind.is_own() {
            true => (", kind", format!(", {}", literal(&kind.name))),
            false => ("", String::new()),
        };
        Self {
            select: format!("SELECT id, value FROM {table} WHERE owner_id = ?1"),
            select_many: Many::new(&format!("SELECT owner_id, id, value FROM {table}"), "owner_id", ""),
            upsert: format!(
                "INSERT INTO {table} (owner_id, id, position, value, value_fold, value_sort, value_num{of})
                 VALUES (?1, ?2, 0, ?3, ?4, ?5, ?6{which})
                 ON CONFLICT (owner_id, id) DO UPDATE SET value = excluded.value, value_fold = excluded.value_fold,
                     value_sort = excluded.value_sort, value_num = excluded.value_num"
            ),
            delete: format!("DELETE FROM {table} WHERE owner_id = ?1 AND id = ?2"),
        }
    }
}

fn columns(fields: &[Field], sorted: bool) -> Vec<Column> {
    let mut columns = Vec::new();
    for (index, field) in fields.iter().enumerate() {
        let Some(name) = field.column_name() else { continue };
        let mut add = |name: String, form| columns.push(Column { name, field: index, form });
        if field.ty == FieldType::Money {
            add(format!("{name}_minor"), Form::Minor);
            add(format!("{name}_currency"), Form::Currency);
            continue;
        }
        add(name.to_owned(), Form::Plain);
        if field.is_indexed() {
            add(format!("{name}_fold"), Form::Fold);
            if sorted {
                add(format!("{name}_sort"), Form::Sort);
            }
        }
    }
    columns
}

/// The columns that a record is read from: not the folded and sort forms.
fn plain(columns: &[Column]) -> Vec<String> {
    columns.iter().filter(|c| c.form.is_read()).map(|c| quoted(&c.name)).collect()
}

impl Form {
    pub fn is_read(self) -> bool {
        !matches!(self, Self::Fold | Self::Sort)
    }
}

/// The values of `kind` and `kind_id` of a record of a kind that the seller made.
fn own_kind(name: &str) -> String {
    let name = literal(name);
    format!(
        ", {name}, (SELECT id FROM own_kind WHERE key = {name} ORDER BY deleted_ms IS NOT NULL, id LIMIT 1)"
    )
}

fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

pub(crate) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
