//! A query checked against its kind: every field found, every operator allowed, every value of the right type.

use serde_json::Value;

use crate::catalogue::{Field, FieldType, Kind, Part};
use crate::date::PartialDate;
use crate::money::Money;
use crate::query::{Condition, Filter, MAX_DEPTH, MAX_NODES, MAX_SORT, MAX_VALUES, Near, Op, Query, Sort};
use crate::text::fold;
use crate::{Error, Id, Point, Result};

/// No place is farther from another: half around the earth.
const FARTHEST_KM: f64 = 20_100.0;

/// A query that was checked against its kind and may be asked any number of times.
#[derive(Clone, Debug)]
pub struct Plan<'k> {
    /// The kind it lists.
    pub kind: &'k Kind,
    /// The filter.
    pub root: Node<'k>,
    /// The sort keys: the query's, or the kind's own.
    pub order: Vec<Order<'k>>,
    /// Whether the trash is listed.
    pub trashed: bool,
}

/// One part of the filter tree.
#[derive(Clone, Debug)]
pub enum Node<'k> {
    /// All of these.
    All(Vec<Node<'k>>),
    /// At least one of these.
    Any(Vec<Node<'k>>),
    /// Not this.
    Not(Box<Node<'k>>),
    /// One condition.
    Check(Check<'k>),
}

/// One condition on one place.
#[derive(Clone, Debug)]
pub struct Check<'k> {
    /// Where the values are.
    pub place: Place<'k>,
    /// What one of them has to satisfy.
    pub test: Test,
}

/// One sort key.
#[derive(Clone, Debug)]
pub struct Order<'k> {
    /// Where the value is.
    pub place: Place<'k>,
    /// Whether it descends.
    pub descending: bool,
    /// From where a place is measured; absent for everything else.
    pub from: Option<Point>,
}

/// Where a record keeps the values a condition or sort key is about.
#[derive(Clone, Copy, Debug)]
pub enum Place<'k> {
    /// The record's id.
    Id,
    /// A time every record has.
    Meta(Meta),
    /// A single-valued field.
    Field(&'k Field),
    /// One field of every entry of a part.
    Part(&'k Part, &'k Field),
}

/// The times every record has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meta {
    /// When it was made.
    Created,
    /// When it was last changed.
    Modified,
    /// When it was put in the trash.
    Deleted,
}

impl Meta {
    /// Its name in JSON and its column.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Created => "created_ms",
            Self::Modified => "modified_ms",
            Self::Deleted => "deleted_ms",
        }
    }
}

/// What a value has to satisfy.
#[derive(Clone, Debug)]
pub enum Test {
    /// There is no present value.
    Empty,
    /// Equal to one of these.
    AnyOf(Vec<Operand>),
    /// The folded text holds this folded text.
    Contains(String),
    /// The folded text starts with this folded text.
    StartsWith(String),
    /// Less or greater.
    Compare(Comparison, Operand),
    /// At most so many kilometres from there.
    Near(Point, f64),
}

/// The ordering operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// <
    Less,
    /// ≤
    AtMost,
    /// >
    Greater,
    /// ≥
    AtLeast,
}

impl Comparison {
    /// Whether a value that stands so to the operand is accepted.
    pub const fn accepts(self, order: std::cmp::Ordering) -> bool {
        match self {
            Self::Less => order.is_lt(),
            Self::AtMost => order.is_le(),
            Self::Greater => order.is_gt(),
            Self::AtLeast => order.is_ge(),
        }
    }
}

/// What a condition compares with.
#[derive(Clone, Debug, PartialEq)]
pub enum Operand {
    /// A folded text.
    Folded(String),
    /// A number.
    Number(f64),
    /// An amount.
    Money(Money),
    /// A date, or a day of the year.
    Date(PartialDate),
    /// Milliseconds since 1970 UTC.
    Instant(i64),
    /// Yes or no.
    Bool(bool),
    /// A choice.
    Exact(String),
    /// A record.
    Record(Id),
}

impl<'k> Plan<'k> {
    /// Checks `query` against `kind`; a refusal names the field.
    pub fn new(kind: &'k Kind, query: &Query) -> Result<Self> {
        let mut budget = Budget { nodes: MAX_NODES, values: MAX_VALUES };
        let root = match &query.filter {
            Some(filter) => node(kind, filter, MAX_DEPTH, &mut budget)?,
            None => Node::All(Vec::new()),
        };
        let sort = if query.sort.is_empty() { &kind.default_sort } else { &query.sort };
        if sort.len() > MAX_SORT {
            return Err(Error::refused(
                "too_many_sort_keys",
                format!("A list sorts by at most {MAX_SORT} fields."),
            ));
        }
        let order = sort.iter().map(|sort| order(kind, sort, query.from)).collect::<Result<_>>()?;
        Ok(Self { kind, root, order, trashed: query.trashed })
    }

    /// Which components of a [`super::Rank`] descend.
    pub fn directions(&self) -> Vec<bool> {
        self.order
            .iter()
            .flat_map(|order| std::iter::repeat_n(order.descending, order.place.key_components()))
            .collect()
    }
}

impl<'k> Place<'k> {
    /// The place a filter or sort key names: a field, a part (its main field), `part.field`, `id` or a record's times.
    pub fn find(kind: &'k Kind, id: &str) -> Option<Self> {
        if let Some(field) = kind.field(id) {
            return Some(Self::Field(field));
        }
        if let Some(part) = kind.part(id) {
            return part.fields.iter().find(|f| f.id == part.main).map(|field| Self::Part(part, field));
        }
        if let Some((part, field)) = id.split_once('.') {
            let part = kind.part(part)?;
            return part.fields.iter().find(|f| f.id == field).map(|field| Self::Part(part, field));
        }
        match id {
            "id" => Some(Self::Id),
            "created_ms" => Some(Self::Meta(Meta::Created)),
            "modified_ms" => Some(Self::Meta(Meta::Modified)),
            "deleted_ms" => Some(Self::Meta(Meta::Deleted)),
            _ => None,
        }
    }

    /// Every place lists can filter or sort by, with the id that names it.
    pub fn all(kind: &'k Kind) -> impl Iterator<Item = Self> {
        let metas = [Meta::Created, Meta::Modified, Meta::Deleted].map(Self::Meta);
        let fields = kind.fields.iter().map(Self::Field);
        let parts =
            kind.parts.iter().flat_map(|part| part.fields.iter().map(move |field| Self::Part(part, field)));
        metas
            .into_iter()
            .filter(|meta| kind.field(&meta.id()).is_none())
            .chain(fields)
            .chain(parts)
            .filter(|place| place.filterable() || place.sortable())
    }

    /// What filters and sort keys call it.
    pub fn id(&self) -> String {
        match self {
            Self::Id => "id".to_owned(),
            Self::Meta(meta) => meta.name().to_owned(),
            Self::Field(field) => field.id.to_string(),
            Self::Part(part, field) if field.id == part.main => part.id.to_string(),
            Self::Part(part, field) => format!("{}.{}", part.id, field.id),
        }
    }

    /// What it holds; `None` for the record's id.
    pub const fn ty(&self) -> Option<&'k FieldType> {
        match self {
            Self::Id => None,
            Self::Meta(_) => Some(&FieldType::Instant),
            Self::Field(field) | Self::Part(_, field) => Some(&field.ty),
        }
    }

    /// Whether lists filter by it.
    pub fn filterable(&self) -> bool {
        match self {
            Self::Id | Self::Meta(_) => true,
            Self::Field(field) => field.filterable,
            Self::Part(part, field) => field.filterable || (part.filterable && field.id == part.main),
        }
    }

    /// Whether lists sort by it.
    pub const fn sortable(&self) -> bool {
        match self {
            Self::Id => false,
            Self::Meta(_) => true,
            Self::Field(field) | Self::Part(_, field) => field.sortable,
        }
    }

    /// How many components of a rank it fills: money two, all others one.
    pub const fn key_components(&self) -> usize {
        match self.ty() {
            Some(FieldType::Money) => 2,
            _ => 1,
        }
    }
}

struct Budget {
    nodes: usize,
    values: usize,
}

/// Checks one part of the tree; `depth` is how much deeper it may go, so hostile nesting ends early.
fn node<'k>(kind: &'k Kind, filter: &Filter, depth: usize, budget: &mut Budget) -> Result<Node<'k>> {
    let Some(depth) = depth.checked_sub(1) else {
        return Err(Error::refused(
            "query_too_deep",
            format!("A filter is at most {MAX_DEPTH} levels deep."),
        ));
    };
    budget.nodes = budget.nodes.checked_sub(1).ok_or_else(|| {
        Error::refused("query_too_wide", format!("A filter has at most {MAX_NODES} conditions and groups."))
    })?;
    let mut children =
        |nodes: &[Filter]| nodes.iter().map(|f| node(kind, f, depth, budget)).collect::<Result<_>>();
    Ok(match filter {
        Filter::And(filters) => Node::All(children(filters)?),
        Filter::Or(filters) => Node::Any(children(filters)?),
        Filter::Not(filter) => Node::Not(Box::new(node(kind, filter, depth, budget)?)),
        Filter::Is(condition) => Node::Check(check(kind, condition, budget)?),
    })
}

fn find<'k>(kind: &'k Kind, id: &str) -> Result<Place<'k>> {
    Place::find(kind, id).ok_or_else(|| {
        Error::refused("unknown_field", format!("There is no field “{}” of {}.", shown(id), kind.plural))
            .at(id)
    })
}

fn order<'k>(kind: &'k Kind, sort: &Sort, from: Option<Point>) -> Result<Order<'k>> {
    let place = find(kind, &sort.field)?;
    if !place.sortable() {
        return Err(Error::refused("not_sortable", format!("Lists do not sort by “{}”.", sort.field))
            .at(&*sort.field));
    }
    let is_place = matches!(place.ty(), Some(FieldType::Place));
    if is_place && from.is_none() {
        let words = "A list is sorted by distance from somewhere. Say from where.";
        return Err(Error::refused("no_place", words).at("from"));
    }
    Ok(Order { place, descending: sort.descending, from: from.filter(|_| is_place) })
}

fn check<'k>(kind: &'k Kind, condition: &Condition, budget: &mut Budget) -> Result<Check<'k>> {
    let id = condition.field.as_str();
    let place = find(kind, id)?;
    if !place.filterable() {
        return Err(Error::refused("not_filterable", format!("Lists do not filter by “{id}”.")).at(id));
    }
    let ty = place.ty();
    let textual = matches!(ty, Some(FieldType::Text { .. } | FieldType::LongText | FieldType::Link));
    let ordered =
        matches!(ty, Some(FieldType::Number | FieldType::Money | FieldType::Date | FieldType::Instant));
    let equal = !matches!(ty, Some(FieldType::Blob | FieldType::Place));
    let one = || operand(ty, &condition.value).ok_or_else(|| bad_value(condition, ty));
    let text = || match one()? {
        Operand::Folded(text) => Ok(text),
        _ => Err(bad_value(condition, ty)),
    };
    let test = match condition.op {
        Op::Empty => Test::Empty,
        Op::Equals if equal => Test::AnyOf(vec![one()?]),
        Op::OneOf if equal => {
            let values = condition.value.as_array().ok_or_else(|| bad_value(condition, ty))?;
            budget.values = budget.values.checked_sub(values.len()).ok_or_else(|| {
                Error::refused("query_too_wide", format!("A filter lists at most {MAX_VALUES} values."))
                    .at(id)
            })?;
            let operands = values.iter().map(|v| operand(ty, v).ok_or_else(|| bad_value(condition, ty)));
            Test::AnyOf(operands.collect::<Result<_>>()?)
        }
        Op::Contains if textual => Test::Contains(text()?),
        Op::StartsWith if textual => Test::StartsWith(text()?),
        Op::Less if ordered => Test::Compare(Comparison::Less, one()?),
        Op::AtMost if ordered => Test::Compare(Comparison::AtMost, one()?),
        Op::Greater if ordered => Test::Compare(Comparison::Greater, one()?),
        Op::AtLeast if ordered => Test::Compare(Comparison::AtLeast, one()?),
        Op::Near if matches!(ty, Some(FieldType::Place)) => {
            let near = serde_json::from_value::<Near>(condition.value.clone()).ok();
            let near = near.filter(|near| (0.0..=FARTHEST_KM).contains(&near.km));
            let near = near.ok_or_else(|| bad_value(condition, ty))?;
            Test::Near(near.from, near.km)
        }
        Op::Equals
        | Op::OneOf
        | Op::Contains
        | Op::StartsWith
        | Op::Less
        | Op::AtMost
        | Op::Greater
        | Op::AtLeast
        | Op::Within
        | Op::Near => {
            let op = serde_json::to_value(condition.op).unwrap_or_default();
            return Err(Error::refused(
                "bad_operator",
                format!("“{}” cannot be asked of “{id}”.", op.as_str().unwrap_or_default()),
            )
            .at(id));
        }
    };
    Ok(Check { place, test })
}

/// The operand a condition's value gives for a field of this type (`None`: the record's id).
fn operand(ty: Option<&FieldType>, value: &Value) -> Option<Operand> {
    const WHOLE: u64 = (1 << 53) - 1;
    let text = || value.as_str();
    let Some(ty) = ty else { return text()?.parse().ok().map(Operand::Record) };
    match ty {
        FieldType::Text { .. } | FieldType::LongText | FieldType::Link => {
            Some(Operand::Folded(fold(text()?)))
        }
        FieldType::Number => value.as_f64().map(|number| Operand::Number(number + 0.0)),
        FieldType::Money => {
            let money: Money = serde_json::from_value(value.clone()).ok()?;
            (money.minor.unsigned_abs() <= WHOLE).then_some(Operand::Money(money))
        }
        FieldType::Date => text()?.parse().ok().map(Operand::Date),
        FieldType::Instant => value.as_i64().filter(|at| at.unsigned_abs() <= WHOLE).map(Operand::Instant),
        FieldType::Bool => value.as_bool().map(Operand::Bool),
        FieldType::Choice { .. } | FieldType::MultiChoice { .. } => Some(Operand::Exact(text()?.to_owned())),
        FieldType::Record { .. } => text()?.parse().ok().map(Operand::Record),
        FieldType::Blob | FieldType::Place => None,
    }
}

fn bad_value(condition: &Condition, ty: Option<&FieldType>) -> Error {
    let wanted = match ty {
        None | Some(FieldType::Record { .. }) => "the id of a record",
        Some(FieldType::Text { .. } | FieldType::LongText | FieldType::Link) => "a text",
        Some(FieldType::Number) => "a number",
        Some(FieldType::Money) => "an amount like {\"minor\": 1250, \"currency\": \"EUR\"}",
        Some(FieldType::Date) => "a date like 1980-03-22 or --03-22",
        Some(FieldType::Instant) => "milliseconds since 1970",
        Some(FieldType::Bool) => "true or false",
        Some(FieldType::Choice { .. } | FieldType::MultiChoice { .. }) => "one of its choices",
        Some(FieldType::Place) => "a place and a distance like {\"from\": \"50.94,6.96\", \"km\": 25}",
        Some(FieldType::Blob) => "nothing",
    };
    let list = if condition.op == Op::OneOf { "a list, each value " } else { "" };
    Error::refused("bad_value", format!("The condition on “{}” needs {list}{wanted}.", condition.field))
        .at(&*condition.field)
}

/// An unknown name as an error message shows it: not longer than a line.
fn shown(id: &str) -> String {
    id.chars().take(60).collect()
}
