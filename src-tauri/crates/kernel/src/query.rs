//! The one query value: what a list shows, of screens, saved views, audiences, conditions, reports and the API.
//!
//! The meaning of every operator is defined by [`crate::evaluate`]; the SQL and the index executor are held to it by
//! a property test.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::Point;

/// The deepest filter tree that is answered.
pub const MAX_DEPTH: usize = 32;
/// The most conditions and groups in one filter tree.
pub const MAX_NODES: usize = 256;
/// The most values listed in all conditions of one filter tree.
pub const MAX_VALUES: usize = 10_000;
/// The most sort keys.
pub const MAX_SORT: usize = 4;

/// Which records of one kind, in which order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Query {
    /// The filter; absent means every record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filter: Option<Filter>,
    /// Sort keys, most important first, at most 4; ties are broken by id. Empty means the kind's own order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sort: Vec<Sort>,
    /// Where distances are measured from: what a sort key on a place means, and the distance each row tells.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Point>,
    /// Whether the records in the trash are listed instead of the living ones.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub trashed: bool,
}

/// A filter tree, at most 32 deep and 256 conditions wide in all.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Filter {
    /// All of these; an empty list holds for every record.
    And(Vec<Filter>),
    /// At least one of these; an empty list holds for none.
    Or(Vec<Filter>),
    /// Not this.
    Not(Box<Filter>),
    /// One condition on one field.
    Is(Condition),
}

/// One condition: a field, an operator and, for most operators, a value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// The field's id in the catalogue.
    pub field: String,
    /// The operator.
    pub op: Op,
    /// A value of the field's type (text, number, `YYYY-MM-DD`, milliseconds, boolean, id); a list for `one_of`.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub value: Value,
}

/// The operators. A field of several values (e-mails, tags) satisfies one if any of its values does. An absent value
/// satisfies only `empty`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Op {
    /// Equal; texts by their folded forms.
    Equals,
    /// Equal to one of the listed values.
    OneOf,
    /// The folded text holds the folded value anywhere.
    Contains,
    /// The folded text starts with the folded value.
    StartsWith,
    /// Less than (numbers, dates, instants).
    Less,
    /// Less than or equal.
    AtMost,
    /// Greater than.
    Greater,
    /// Greater than or equal.
    AtLeast,
    /// No value, or only empty ones.
    Empty,
    /// A day or moment in a period seen from now, a [`crate::period::Period`]: `"this_week"`, `{"last_days": 30}`. Asked
    /// of single-valued fields; of dates only those with a year lie in one.
    Within,
    /// A place at most so far from another, a [`Near`]: `{"from": "50.94,6.96", "km": 25}`.
    Near,
}

/// What [`Op::Near`] asks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Near {
    /// From where.
    pub from: Point,
    /// How far, in kilometres, up to half around the earth.
    pub km: f64,
    /// What the seller calls the place; says nothing to a list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// One sort key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sort {
    /// The field's id; a field of several values sorts by its first, a place by its distance from where the query says.
    pub field: String,
    /// Descending. Absent values come last in both directions.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub descending: bool,
}
