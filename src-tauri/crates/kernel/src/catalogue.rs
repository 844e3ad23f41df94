//! The catalogue: what every kind of record looks like. Built from each feature's descriptor and the seller's own
//! fields; list, get, create, patch, import, export, search and forms all follow from it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::query::Filter;

/// Every kind, by name, with a version that grows when a kind or field changes.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Catalogue {
    /// Grows with each change of the seller's own fields; answers made with another version are stale.
    pub version: u64,
    /// The kinds by their name.
    pub kinds: BTreeMap<String, Kind>,
    /// What the seller calls the kinds they made, by the kind's name.
    pub own: BTreeMap<String, OwnKind>,
}

/// What the seller calls a kind they made.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct OwnKind {
    /// The record that defines it.
    pub id: crate::Id,
    /// One of them: `Boat`.
    pub one: String,
    /// Many of them: `Boats`.
    pub many: String,
    /// Its icon's name; absent for the usual one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub icon: Option<String>,
    /// Where it stands among them.
    pub position: f64,
}

/// How the names of the kinds begin that the seller made: `own_boat`.
pub const OWN: &str = "own_";
/// What a field points at that may name a record of any kind the seller made: no kind of its own, but the table they share.
pub const OWN_RECORD: &str = "own_record";

/// Whether a kind of this name is one the seller made: the names of their tables are none.
pub fn is_own(name: &str) -> bool {
    name.starts_with(OWN) && !matches!(name, "own_kind" | OWN_RECORD)
}

impl Catalogue {
    /// The kind called `name`, or a refusal.
    pub fn kind(&self, name: &str) -> crate::Result<&Kind> {
        self.kinds.get(name).ok_or_else(|| {
            crate::Error::refused("unknown_kind", format!("There is no kind of record called “{name}”."))
        })
    }
}

/// Built-in text: borrowed for built-in kinds, owned for the seller's.
pub type Text = Cow<'static, str>;

/// One kind of record, such as contact. Its table has `id BLOB PRIMARY KEY`, `created_ms`, `modified_ms` and
/// `deleted_ms` beside the columns of its fields.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Kind {
    /// Singular name and JSON tag: `contact`.
    pub name: Text,
    /// Plural, the command prefix and path segment: `contacts`.
    pub plural: Text,
    /// Its table.
    pub table: Text,
    /// Field id of what a person calls the record.
    pub title: Text,
    /// Single-valued fields in display order.
    pub fields: Vec<Field>,
    /// Several-valued parts in display order.
    pub parts: Vec<Part>,
    /// The order of a list without sort keys.
    pub default_sort: Vec<crate::query::Sort>,
}

impl Kind {
    /// Whether the seller made it; its table then holds several kinds and says in its column `kind` which.
    pub fn is_own(&self) -> bool {
        self.name.starts_with(OWN) && self.table != self.name
    }

    /// One of its records in a sentence.
    pub fn word(&self) -> &str {
        if self.is_own() { "record" } else { &self.name }
    }

    /// Many of its records in a sentence.
    pub fn words(&self) -> &str {
        if self.is_own() { "records" } else { &self.plural }
    }

    /// The single-valued field with this id.
    pub fn field(&self, id: &str) -> Option<&Field> {
        self.fields.iter().find(|f| f.id == id)
    }

    /// The part with this id.
    pub fn part(&self, id: &str) -> Option<&Part> {
        self.parts.iter().find(|p| p.id == id)
    }
}

/// A single-valued field of a kind, or one column of a part.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Field {
    /// Stable id: `family`, or the UUID of a seller's own field.
    pub id: Text,
    /// The seller's words for an own field; built-in fields are labelled by `locales` under `field.<kind>.<id>`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<Text>,
    /// What it holds.
    #[serde(flatten)]
    pub ty: FieldType,
    /// Its column; for a seller's own field the value lives in `field_value`.
    #[serde(skip)]
    pub store: Store,
    /// How much a hit in it counts in search: 0 not searched, 1 to 10.
    pub search_weight: u8,
    /// Whether lists filter by it.
    pub filterable: bool,
    /// Whether lists sort by it.
    pub sortable: bool,
    /// Whether an import may fill it.
    pub importable: bool,
    /// Whether exports carry it.
    pub exportable: bool,
    /// Whether it is left out of logs and redacted exports.
    pub sensitive: bool,
    /// Derived by a rule, never written by a command.
    pub derived: bool,
    /// Whether a record without it is refused.
    pub required: bool,
    /// Of a seller's own field: where this holds of a record, one without the field is refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub required_when: Option<Filter>,
    /// Of a seller's own field: forms and pages show it, and a record must have it, only where this holds; everywhere
    /// when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shown_when: Option<Filter>,
    /// Of a field that repeats what one of the seller's own fields says on a record this one belongs to, such as a
    /// person's company: that record's kind. Nobody writes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub through: Option<Text>,
}

/// The id under which a record repeats what an own field of another kind says: the field's own, as a UUID of version 8
/// where ids are of version 7.
pub fn through(field: crate::Id) -> crate::Id {
    let mut bytes = *field.as_bytes();
    if let Some(version) = bytes.get_mut(6) {
        *version = 0x80 | (*version & 0x0f);
    }
    crate::Id::from_bytes(bytes)
}

/// Whether a value stands under such an id.
pub fn is_through(id: crate::Id) -> bool {
    id.as_bytes().get(6).is_some_and(|version| version >> 4 == 8)
}

/// Where a field's value is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Store {
    /// A column of the kind's (or part's) table.
    Column(Text),
    /// A row of `field_value` with this field id.
    Custom(crate::Id),
}

/// What a field holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum FieldType {
    /// One line of text. A column `x` of a filterable or sortable text field has `x_fold` and `x_sort` beside it when `indexed`.
    Text {
        /// Whether folded and sort columns stand beside it.
        indexed: bool,
    },
    /// Text with line breaks (Markdown).
    LongText,
    /// A decimal number, stored as REAL; whole numbers within ±(2^53-1).
    Number,
    /// `{minor, currency}`; columns `x_minor` and `x_currency`.
    Money,
    /// `YYYY-MM-DD` or `--MM-DD`.
    Date,
    /// Milliseconds since 1970 UTC.
    Instant,
    /// True or false.
    Bool,
    /// One of the listed values.
    Choice {
        /// The values in display order.
        options: Vec<Text>,
    },
    /// Several of the listed values, a JSON array; any texts when none are listed.
    MultiChoice {
        /// The values in display order.
        options: Vec<Text>,
    },
    /// A web address.
    Link,
    /// Where it lies, `50.9375,6.9603`; a column holds [`crate::Point::packed`]. Lists ask how near it is.
    Place,
    /// The id of a record of another kind.
    Record {
        /// That kind's name.
        kind: Text,
    },
    /// A file in the blob store: its BLAKE3 hash in hexadecimal digits.
    Blob,
}

/// A several-valued part, such as e-mails: a table `PRIMARY KEY(owner_id, id) WITHOUT ROWID` with a `position` column.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Part {
    /// JSON name: `emails`.
    pub id: Text,
    /// Its table: `contact_email`.
    #[serde(skip)]
    pub table: Text,
    /// Its columns, beside `owner_id`, `id` and `position`.
    pub fields: Vec<Field>,
    /// The field that stands for the whole value in lists, filters and search: `value`.
    pub main: Text,
    /// Whether lists filter by the main field under the part's id.
    pub filterable: bool,
    /// Whether the value is written as the bare main field (`tags: ["vip"]`) instead of an object.
    pub bare: bool,
}

impl Field {
    /// A field stored in the column of its own name: importable, exportable, neither searched, filtered nor sorted.
    pub fn new(id: impl Into<Text>, ty: FieldType) -> Self {
        let id = id.into();
        Self {
            store: Store::Column(id.clone()),
            id,
            label: None,
            ty,
            search_weight: 0,
            filterable: false,
            sortable: false,
            importable: true,
            exportable: true,
            sensitive: false,
            derived: false,
            required: false,
            required_when: None,
            shown_when: None,
            through: None,
        }
    }

    /// One line of text without folded or sort columns.
    pub fn text(id: impl Into<Text>) -> Self {
        Self::new(id, FieldType::Text { indexed: false })
    }

    /// One line of text with folded (and, on a kind, sort) columns: filterable, and sortable on a kind.
    pub fn indexed(id: impl Into<Text>) -> Self {
        Self { filterable: true, sortable: true, ..Self::new(id, FieldType::Text { indexed: true }) }
    }

    /// Counts `weight` (1 to 10) in search.
    #[must_use]
    pub fn search(mut self, weight: u8) -> Self {
        self.search_weight = weight;
        self
    }

    /// Lists filter and sort by it.
    #[must_use]
    pub fn listed(mut self) -> Self {
        self.filterable = true;
        self.sortable = true;
        self
    }

    /// Lists filter by it.
    #[must_use]
    pub fn filterable(mut self) -> Self {
        self.filterable = true;
        self
    }

    /// Filled by a rule, never by a command or an import.
    #[must_use]
    pub fn derived(mut self) -> Self {
        self.derived = true;
        self.importable = false;
        self
    }

    /// A record without it is refused.
    #[must_use]
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Kept inside: neither imported nor exported.
    #[must_use]
    pub fn internal(mut self) -> Self {
        self.importable = false;
        self.exportable = false;
        self
    }

    /// Stored in another column.
    #[must_use]
    pub fn column(mut self, name: &'static str) -> Self {
        self.store = Store::Column(Cow::Borrowed(name));
        self
    }

    /// The column it is stored in; `None` for a seller's own field.
    pub fn column_name(&self) -> Option<&str> {
        match &self.store {
            Store::Column(name) => Some(name),
            Store::Custom(_) => None,
        }
    }

    /// Whether folded text stands beside it.
    pub fn is_indexed(&self) -> bool {
        matches!(self.ty, FieldType::Text { indexed: true })
    }
}

impl Part {
    /// A part whose main field is `value` and by which lists filter.
    pub fn new(id: &'static str, table: &'static str, fields: Vec<Field>) -> Self {
        Self {
            id: Cow::Borrowed(id),
            table: Cow::Borrowed(table),
            fields,
            main: Cow::Borrowed("value"),
            filterable: false,
            bare: false,
        }
    }

    /// Lists filter by its main field under the part's id.
    #[must_use]
    pub fn filterable(mut self) -> Self {
        self.filterable = true;
        self
    }

    /// Another field stands for the whole value.
    #[must_use]
    pub fn main(mut self, field: &'static str) -> Self {
        self.main = Cow::Borrowed(field);
        self
    }

    /// Written as the bare main field.
    #[must_use]
    pub fn bare(mut self) -> Self {
        self.bare = true;
        self
    }

    /// The main field's descriptor.
    pub fn main_field(&self) -> Option<&Field> {
        self.field(&self.main)
    }

    /// The field with this id.
    pub fn field(&self, id: &str) -> Option<&Field> {
        self.fields.iter().find(|f| f.id == id)
    }
}
