//! How many records of a list have which value: the definition of facets, to which the executors are held.
//!
//! A record counts once for each value it has at a place, whatever the number of times. Values count by what lists compare
//! them by: texts by their folded forms, choices as they are, records by their ids.

use super::Place;
use crate::FieldType;
use crate::query::Filter;

impl Place<'_> {
    /// Whether lists count by the values at this place.
    pub fn is_faceted(&self) -> bool {
        self.filterable()
            && matches!(
                self.ty(),
                Some(
                    FieldType::Text { .. }
                        | FieldType::Choice { .. }
                        | FieldType::MultiChoice { .. }
                        | FieldType::Bool
                        | FieldType::Record { .. }
                )
            )
    }
}

/// The most frequent first, then by the value.
pub fn ranked(counts: impl IntoIterator<Item = (String, u64)>) -> Vec<(String, u64)> {
    let mut ranked: Vec<(String, u64)> = counts.into_iter().collect();
    ranked.sort_by(|(a, more), (b, most)| most.cmp(more).then_with(|| a.cmp(b)));
    ranked
}

/// The filter without its conditions on one field, as far as they stand for themselves: what a facet is counted by, so that
/// it says what another choice would find.
pub fn without(filter: &Filter, field: &str) -> Option<Filter> {
    match filter {
        Filter::And(filters) => {
            Some(Filter::And(filters.iter().filter(|one| !is_about(one, field)).cloned().collect()))
        }
        one if is_about(one, field) => None,
        one => Some(one.clone()),
    }
}

/// Whether a part of a filter asks about this field alone. Nesting ends where plans end it.
fn is_about(filter: &Filter, field: &str) -> bool {
    match filter {
        Filter::And(filters) | Filter::Or(filters) => {
            !filters.is_empty() && filters.iter().all(|one| is_about(one, field))
        }
        Filter::Not(inner) => is_about(inner, field),
        Filter::Is(condition) => condition.field == field,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    // covers(SRCH-5)
    #[test]
    fn a_facet_leaves_its_own_conditions_out_and_no_others() {
        let filter = |value: Value| serde_json::from_value::<Filter>(value).unwrap();
        let is = |field: &str| json!({ "is": { "field": field, "op": "empty" } });
        let without = |value: Value| without(&filter(value), "a").map(|left| json!(left));
        assert_eq!(without(is("a")), None);
        assert_eq!(without(json!({ "not": is("a") })), None);
        assert_eq!(without(is("b")), Some(is("b")));
        let both =
            json!({ "and": [is("a"), is("b"), { "or": [is("a"), is("a")] }, { "or": [is("a"), is("b")] }] });
        assert_eq!(without(both), Some(json!({ "and": [is("b"), { "or": [is("a"), is("b")] }] })));
        assert_eq!(without(json!({ "or": [is("a"), is("b")] })), Some(json!({ "or": [is("a"), is("b")] })));
    }
}
