//! What a record holds at a place, read from its JSON form.

use serde_json::Value;

use super::plan::{Meta, Order, Place};
use super::{Key, SortKeys};
use crate::catalogue::{FieldType, Store};
use crate::date::PartialDate;
use crate::text::fold;
use crate::{Id, Point};

/// One present value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scalar<'r> {
    /// A text, link or long text whose folded form is not empty.
    Text(&'r str),
    /// A number.
    Number(f64),
    /// An amount.
    Money {
        /// Minor units.
        minor: i64,
        /// ISO 4217 code.
        currency: &'r str,
    },
    /// A date, or a day of the year.
    Date(PartialDate),
    /// Milliseconds since 1970 UTC.
    Instant(i64),
    /// Yes or no.
    Bool(bool),
    /// A choice, or a blob's hash.
    Exact(&'r str),
    /// Another record.
    Record(Id),
    /// A place; stands by itself nowhere in an order, but so far from another.
    Place(Point),
}

impl Place<'_> {
    /// The present values of a record at this place, in their order.
    pub fn values<'r>(&self, record: &'r Value) -> Vec<Scalar<'r>> {
        let mut found = Vec::new();
        match self {
            Self::Id => {
                found.extend(
                    record
                        .get("id")
                        .and_then(Value::as_str)
                        .and_then(|id| id.parse().ok())
                        .map(Scalar::Record),
                );
            }
            Self::Meta(meta @ (Meta::Created | Meta::Modified | Meta::Deleted)) => {
                found.extend(record.get(meta.name()).and_then(Value::as_i64).map(Scalar::Instant));
            }
            Self::Field(field) => {
                let value = match &field.store {
                    Store::Column(_) => record.get(&*field.id),
                    Store::Custom(_) => record.get("custom").and_then(|custom| custom.get(&*field.id)),
                };
                if let Some(value) = value {
                    push(&field.ty, value, &mut found);
                }
            }
            Self::Part(part, field) => {
                for entry in record.get(&*part.id).and_then(Value::as_array).into_iter().flatten() {
                    let value = match entry {
                        Value::Object(entry) => entry.get(&*field.id),
                        bare => (field.id == part.main).then_some(bare),
                    };
                    if let Some(value) = value {
                        push(&field.ty, value, &mut found);
                    }
                }
            }
        }
        found
    }
}

/// Adds the present values that `value` is for a field of this type.
fn push<'r>(ty: &FieldType, value: &'r Value, found: &mut Vec<Scalar<'r>>) {
    let text = || value.as_str().filter(|text| !text.is_empty());
    match ty {
        FieldType::Text { .. } | FieldType::LongText | FieldType::Link => {
            found.extend(text().filter(|text| is_present(text)).map(Scalar::Text));
        }
        FieldType::Number => found.extend(value.as_f64().map(|number| Scalar::Number(number + 0.0))),
        FieldType::Money => {
            let minor = value.get("minor").and_then(Value::as_i64);
            let currency = value.get("currency").and_then(Value::as_str).filter(|code| !code.is_empty());
            if let (Some(minor), Some(currency)) = (minor, currency) {
                found.push(Scalar::Money { minor, currency });
            }
        }
        FieldType::Date => found.extend(text().and_then(|text| text.parse().ok()).map(Scalar::Date)),
        FieldType::Instant => found.extend(value.as_i64().map(Scalar::Instant)),
        FieldType::Bool => found.extend(value.as_bool().map(Scalar::Bool)),
        FieldType::Choice { .. } | FieldType::Blob => found.extend(text().map(Scalar::Exact)),
        FieldType::MultiChoice { .. } => {
            let choices = value.as_array().into_iter().flatten();
            found
                .extend(choices.filter_map(Value::as_str).filter(|text| !text.is_empty()).map(Scalar::Exact));
        }
        FieldType::Record { .. } => found.extend(text().and_then(|id| id.parse().ok()).map(Scalar::Record)),
        FieldType::Place => found.extend(text().and_then(|at| at.parse().ok()).map(Scalar::Place)),
    }
}

/// Whether the folded form is not empty; folds only what does not start with a plain letter or digit.
fn is_present(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphanumeric()) || !fold(text).is_empty()
}

impl Order<'_> {
    /// Adds the components of the record's rank that this sort key gives.
    pub(super) fn keys(&self, record: &Value, sort_keys: &SortKeys, keys: &mut Vec<Key>) {
        match (self.place.values(record).first(), self.from) {
            (Some(Scalar::Place(point)), Some(from)) => keys.push(Key::Real(from.km_to(*point))),
            (first, _) => self.place.push_keys(first, sort_keys, keys),
        }
    }
}

impl Place<'_> {
    /// Adds the components of a rank for a record whose first present value here is `first`.
    fn push_keys(&self, first: Option<&Scalar<'_>>, sort_keys: &SortKeys, keys: &mut Vec<Key>) {
        let Some(first) = first else {
            keys.extend(std::iter::repeat_n(Key::Absent, self.key_components()));
            return;
        };
        let key = match *first {
            Scalar::Text(text) => Key::Text(sort_keys.key(text)),
            Scalar::Number(number) => Key::Real(number),
            Scalar::Money { minor, currency } => {
                keys.push(Key::Text(currency.to_owned()));
                Key::Int(minor)
            }
            Scalar::Date(date) => Key::Text(date.to_string()),
            Scalar::Instant(at) => Key::Int(at),
            Scalar::Bool(yes) => Key::Int(yes.into()),
            Scalar::Exact(choice) => match self.ty() {
                Some(FieldType::Choice { options } | FieldType::MultiChoice { options }) => {
                    let at = options.iter().position(|option| option == choice).unwrap_or(options.len());
                    Key::Int(i64::try_from(at).unwrap_or(i64::MAX))
                }
                _ => Key::Text(choice.to_owned()),
            },
            Scalar::Record(id) => Key::Text(id.to_string()),
            Scalar::Place(_) => Key::Absent,
        };
        keys.push(key);
    }
}
