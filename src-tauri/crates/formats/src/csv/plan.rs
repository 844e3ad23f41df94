//! The mapping made ready for millions of rows: per column one step, and which columns make an entry together.

use std::collections::HashMap;

use super::date::DateOrder;
use super::mapping::Mapping;
use super::product::{Product, Rows};
use super::target::{List, Part, Target, TextField};

/// What to do with the cells of one column.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    Skip,
    Raw,
    RawAs { name: String, params: String },
    Text(TextField),
    FullName,
    Notes,
    Tags,
    Domains,
    Members,
    Deleted,
    Kind,
    MoreCustom,
    MoreRaw,
    Custom(String),
    Entry { group: usize, part: Part },
}

/// Columns that make one entry of a list together.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    pub list: List,
    pub label: String,
}

/// The mapping made ready.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub product: Product,
    pub rows: Rows,
    /// Satchel's own export: values are taken exactly as they stand.
    pub exact: bool,
    /// Whoever takes the drafts puts values right: what he can do so with goes to its field as it stands.
    pub repaired: bool,
    pub steps: Vec<Step>,
    pub names: Vec<String>,
    pub orders: Vec<Option<DateOrder>>,
    pub groups: Vec<Group>,
}

impl Plan {
    pub(crate) fn of(mapping: &Mapping) -> Self {
        let width = mapping.columns.iter().map(|c| c.index + 1).max().unwrap_or(0);
        let mut plan = Self {
            product: mapping.product,
            rows: mapping.rows,
            exact: mapping.product == Product::Satchel,
            repaired: false,
            steps: vec![Step::Raw; width],
            names: (0..width).map(super::sampled::unnamed).collect(),
            orders: vec![None; width],
            groups: Vec::new(),
        };
        let mut known: HashMap<(List, Option<u16>, String), usize> = HashMap::new();
        for column in &mapping.columns {
            let step = match &column.target {
                Target::Skip => Step::Skip,
                Target::Raw => Step::Raw,
                Target::RawAs { name, params } => Step::RawAs { name: name.clone(), params: params.clone() },
                Target::Text(field) => Step::Text(*field),
                Target::FullName => Step::FullName,
                Target::Notes => Step::Notes,
                Target::Tags => Step::Tags,
                Target::Domains => Step::Domains,
                Target::Members => Step::Members,
                Target::Deleted => Step::Deleted,
                Target::Kind => Step::Kind,
                Target::MoreCustom => Step::MoreCustom,
                Target::MoreRaw => Step::MoreRaw,
                Target::Custom(name) => Step::Custom(name.clone()),
                Target::Entry(entry) => {
                    let together = entry.group.is_some() || entry.part != Part::Value;
                    let key = (
                        entry.list,
                        entry.group,
                        if entry.group.is_some() { String::new() } else { entry.label.clone() },
                    );
                    let next = plan.groups.len();
                    let group = if together { *known.entry(key).or_insert(next) } else { next };
                    if group == next {
                        plan.groups.push(Group { list: entry.list, label: entry.label.clone() });
                    } else if let Some(group) = plan.groups.get_mut(group)
                        && group.label.is_empty()
                    {
                        group.label.clone_from(&entry.label);
                    }
                    Step::Entry { group, part: entry.part }
                }
            };
            if let Some(slot) = plan.steps.get_mut(column.index) {
                *slot = step;
            }
            if let Some(slot) = plan.names.get_mut(column.index) {
                slot.clone_from(&column.name);
            }
            if let Some(slot) = plan.orders.get_mut(column.index) {
                *slot = column.date_order;
            }
        }
        plan
    }

    pub(crate) fn name(&self, column: usize) -> String {
        self.names.get(column).cloned().unwrap_or_else(|| super::sampled::unnamed(column))
    }

    /// Whether the column says who somebody is or where he works, in a file of any program but Satchel.
    pub(crate) fn names_somebody(&self, column: usize) -> bool {
        let of_name = |field: &TextField| {
            matches!(
                field,
                TextField::Given
                    | TextField::Middle
                    | TextField::Family
                    | TextField::Nickname
                    | TextField::DisplayName
            )
        };
        let names = match self.steps.get(column) {
            Some(Step::FullName) => true,
            Some(Step::Text(field)) => of_name(field),
            Some(Step::Entry { group, .. }) => {
                self.groups.get(*group).is_some_and(|group| group.list == List::Jobs)
            }
            _ => false,
        };
        names && !self.exact && self.rows != Rows::Records
    }

    pub(crate) fn order(&self, column: usize) -> DateOrder {
        self.orders.get(column).copied().flatten().unwrap_or(DateOrder::Ambiguous)
    }
}
