//! The mapping: per column where its cells go, why, and how sure that is. Made by detection, edited by the seller,
//! kept per source.

use std::collections::{BTreeMap, HashMap, HashSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::date::DateOrder;
use super::product::{Product, Rows};
use super::target::{List, Part, Target};

/// Where the columns of a table go.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Mapping {
    /// The program the table came from; some values mean something only there (` ::: ` in Google's cells).
    #[serde(default)]
    pub product: Product,
    /// What its rows describe.
    #[serde(default)]
    pub rows: Rows,
    /// The encoding in which UTF-8 was wrongly read before this file was written (`windows-1252`), to be undone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repair: Option<String>,
    /// The columns in the order of the file.
    pub columns: Vec<Column>,
}

/// One column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Column {
    /// Its number from 0.
    pub index: usize,
    /// Its header, or `column 3` where there is none.
    pub name: String,
    /// Where its cells go.
    pub target: Target,
    /// How sure that is, 0 to 1; 1 when the seller said so.
    #[serde(default = "certain")]
    pub confidence: f32,
    /// Why, in words.
    #[serde(default)]
    pub reason: String,
    /// For dates: in which order they are written. Nothing means as each value can be read by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_order: Option<DateOrder>,
    /// For fields that know only certain values: what stands in the cells, and what it means. Read where rows are records
    /// of one kind.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, String>,
}

/// Values of one column that can be said to mean something else.
pub const MOST_VALUES: usize = 1_000;

fn certain() -> f32 {
    1.0
}

/// Something about a mapping that cannot be right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema, thiserror::Error)]
#[error("{message}")]
pub struct Problem {
    /// The column it concerns.
    pub column: Option<usize>,
    /// What to change, in words.
    pub message: String,
}

impl Mapping {
    /// The column with this number.
    pub fn column(&self, index: usize) -> Option<&Column> {
        self.columns
            .get(index)
            .filter(|c| c.index == index)
            .or_else(|| self.columns.iter().find(|c| c.index == index))
    }

    /// The key under which a mapping of the same source is found again, made from a detected mapping: the names of its
    /// columns in any order; for columns without a name what was guessed of them, in their order.
    pub fn source_key(&self) -> String {
        let nameless = |c: &Column| c.name == super::sampled::unnamed(c.index);
        // Rejected rows that were saved and corrected are of the source they came from.
        let own = || self.columns.iter().filter(|c| !super::rejects::WHY.contains(&c.name.as_str()));
        let mut keys: Vec<String> =
            own().filter(|c| !nameless(c)).map(|c| super::header::key(&c.name).0).collect();
        keys.sort_unstable();
        keys.extend(own().filter(|c| nameless(c)).map(|c| format!("{}={}", c.index, c.target)));
        keys.join(",")
    }

    /// This mapping, kept from an earlier file of the same source, made to fit a file whose columns may stand in
    /// another order: columns are found again by their names, new ones are as detected, and an order of dates that
    /// this file proves counts.
    #[must_use]
    pub fn fitted_to(&self, detected: &Self) -> Self {
        let mut taken = HashSet::new();
        let columns = detected.columns.iter().map(|found| {
            let kept = self
                .columns
                .iter()
                .enumerate()
                .filter(|(at, kept)| kept.name == found.name && !taken.contains(at))
                // Of columns with the same name the one in the same place, then the first.
                .min_by_key(|(at, kept)| (kept.index != found.index, *at))
                .map(|(at, kept)| (at, kept.clone()));
            let Some((at, mut column)) = kept else { return found.clone() };
            taken.insert(at);
            column.index = found.index;
            if matches!(found.date_order, Some(DateOrder::Dmy | DateOrder::Mdy)) {
                column.date_order = found.date_order;
            }
            column
        });
        Self { columns: columns.collect(), ..self.clone() }
    }

    /// Says in which order all days are written: those of date columns and of the seller's own fields, which may be
    /// dates.
    pub fn set_date_order(&mut self, order: DateOrder) {
        for column in self.columns.iter_mut().filter(|c| may_hold_days(&c.target)) {
            column.date_order = Some(order);
        }
    }

    /// The same for columns of which nothing else is said.
    pub fn add_date_order(&mut self, order: DateOrder) {
        for column in self.columns.iter_mut().filter(|c| may_hold_days(&c.target)) {
            if matches!(column.date_order, None | Some(DateOrder::Ambiguous)) {
                column.date_order = Some(order);
            }
        }
    }

    /// Whether a file can be read with this mapping.
    pub fn check(&self) -> Result<(), Vec<Problem>> {
        let mut problems = Vec::new();
        let mut at = |column: Option<&Column>, message: String| {
            problems.push(Problem { column: column.map(|c| c.index), message });
        };
        if self.columns.is_empty() {
            at(None, "The mapping has no columns.".to_owned());
        }
        if self.columns.len() > super::scan::MOST_CELLS {
            at(None, format!("A table can have at most {} columns.", super::scan::MOST_CELLS));
        }
        let mut seen = HashSet::new();
        let mut groups: HashMap<(List, u16), (bool, Option<&Column>)> = HashMap::new();
        let mut parts = HashSet::new();
        for column in &self.columns {
            if !seen.insert(column.index) {
                at(Some(column), format!("Column {} is mapped twice.", column.index + 1));
            }
            if column.index >= super::scan::MOST_CELLS {
                at(Some(column), format!("Column {} lies beyond what a table can have.", column.index + 1));
            }
            if column.values.len() > MOST_VALUES {
                at(
                    Some(column),
                    format!("At most {MOST_VALUES} values of a column can mean something else."),
                );
            }
            if !(0.0..=1.0).contains(&column.confidence) {
                at(Some(column), "The confidence is a number from 0 to 1.".to_owned());
            }
            if let Target::Entry(entry) = &column.target
                && let Some(group) = entry.group
            {
                let slot = groups.entry((entry.list, group)).or_default();
                match entry.part {
                    Part::Label | Part::Primary | Part::Service => slot.1 = slot.1.or(Some(column)),
                    _ => slot.0 = true,
                }
                let once = !matches!(entry.part, Part::Street) && entry.list != List::Jobs;
                if once && !parts.insert((entry.list, group, entry.part)) {
                    at(Some(column), format!("“{}” is also the target of an earlier column.", column.target));
                }
            }
        }
        for ((list, group), (has_value, label)) in groups {
            if let (false, Some(column)) = (has_value, label) {
                at(
                    Some(column),
                    format!(
                        "“{}” labels “{}#{group}”, but no column holds its value.",
                        column.target,
                        list.name()
                    ),
                );
            }
        }
        if problems.is_empty() {
            Ok(())
        } else {
            problems.sort_by_key(|p| p.column);
            Err(problems)
        }
    }
}

fn may_hold_days(target: &Target) -> bool {
    match target {
        Target::Entry(entry) => entry.list == List::Dates && entry.part == Part::Value,
        Target::Custom(_) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Column, DateOrder, MOST_VALUES, Mapping};

    fn mapping(targets: &[&str]) -> Mapping {
        let columns = targets.iter().enumerate().map(|(index, target)| Column {
            index,
            name: format!("Column {index}"),
            target: target.parse().unwrap(),
            confidence: 1.0,
            reason: String::new(),
            date_order: None,
            values: BTreeMap::new(),
        });
        Mapping { columns: columns.collect(), ..Mapping::default() }
    }

    // covers(IMP-6, API-16)
    #[test]
    fn a_mapping_that_cannot_be_right_is_refused_with_its_column() {
        assert_eq!(mapping(&["given", "emails[work]", "emails#1.label", "emails#1"]).check(), Ok(()));
        assert_eq!(mapping(&["given", "emails#1.label"]).check().unwrap_err()[0].column, Some(1));
        assert_eq!(mapping(&["phones#1", "phones#1"]).check().unwrap_err()[0].column, Some(1));
        assert!(mapping(&[]).check().is_err());
        let mut twice = mapping(&["given", "family"]);
        twice.columns[1].index = 0;
        assert!(twice.check().is_err());
        let mut many = mapping(&["given"]);
        many.columns[0].values = (0..=MOST_VALUES).map(|at| (at.to_string(), String::new())).collect();
        assert_eq!(many.check().unwrap_err()[0].column, Some(0));
    }

    // covers(IMP-6)
    #[test]
    fn a_kept_mapping_fits_a_file_with_its_columns_in_another_order() {
        let mut kept = mapping(&["given", "custom:Shoe size", "dates[birthday]"]);
        kept.columns[2].date_order = Some(DateOrder::Mdy);
        let mut found = mapping(&["raw", "raw", "given", "raw"]);
        for (column, name) in found.columns.iter_mut().zip(["Column 2", "Column 1", "Column 0", "new"]) {
            column.name = name.to_owned();
        }
        found.columns[0].date_order = Some(DateOrder::Dmy);
        let fitted = kept.fitted_to(&found);
        let targets: Vec<String> = fitted.columns.iter().map(|c| c.target.to_string()).collect();
        assert_eq!(targets, ["dates[birthday]", "custom:Shoe size", "given", "raw"]);
        assert_eq!(fitted.columns[0].date_order, Some(DateOrder::Dmy));
        assert_eq!(fitted.check(), Ok(()));
        assert_ne!(kept.source_key(), found.source_key());
        found.columns.truncate(3);
        assert_eq!(kept.source_key(), found.source_key());
    }

    // covers(IMP-6)
    #[test]
    fn a_mapping_is_kept_as_readable_json() {
        let json = r#"{"columns":[{"index":0,"name":"Tel.","target":"phones[work]"}]}"#;
        let mapping: Mapping = serde_json::from_str(json).unwrap();
        assert!((mapping.columns[0].confidence - 1.0).abs() < f32::EPSILON);
        let back = serde_json::to_string(&mapping).unwrap();
        assert!(back.contains(r#""target":"phones[work]""#), "{back}");
        assert!(serde_json::from_str::<Mapping>(&json.replace("phones", "fones")).is_err());
        assert!(serde_json::to_string(&schemars::schema_for!(Mapping)).unwrap().contains("emails[work]"));
    }
}
