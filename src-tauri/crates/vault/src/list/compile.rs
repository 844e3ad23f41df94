//! From plan to SQL. In a filter NULL counts as "does not hold"; only `NOT` has to turn it into 0 first.

use rusqlite::types::Value;
use satchel_kernel::catalogue::{FieldType, Store};
use satchel_kernel::evaluate::groups::{Grouping, Unit};
use satchel_kernel::evaluate::{Check, Comparison, Key, Node, Operand, Order, Place, Plan, Rank, Test};
use satchel_kernel::{Id, Kind, Point};

use super::Split;
use super::fragment::{Fragment, sql};

/// One component of a rank: an expression that is NULL where the value is absent.
pub(super) struct Component {
    pub(super) key: Fragment,
    pub(super) descending: bool,
    /// Whether the key is an id stored as BLOB.
    blob: bool,
}

/// The order of a list.
pub(super) struct Keys {
    pub(super) components: Vec<Component>,
    pub(super) split: Option<Split>,
}

pub(super) fn table(kind: &Kind) -> Fragment {
    Fragment::name(&kind.table)
}

/// The whole filter, the trash included.
pub(super) fn filter(plan: &Plan<'_>) -> Fragment {
    let living = if plan.trashed { "r.deleted_ms IS NOT NULL AND " } else { "r.deleted_ms IS NULL AND " };
    sql![living, own(plan.kind), node(plan.kind, &plan.root)]
}

/// Which rows of `r` are of the kind, where its table holds several.
fn own(kind: &Kind) -> Fragment {
    if !kind.is_own() {
        return Fragment::new("");
    }
    sql!["r.kind = ", Value::Text(kind.name.to_string()), " AND "]
}

fn node(kind: &Kind, tree: &Node<'_>) -> Fragment {
    let joined = |nodes: &[Node<'_>], between: &str, none: &str| {
        let mut all = Fragment::new("(");
        for (at, child) in nodes.iter().enumerate() {
            all.push(if at > 0 { between } else { "" }).add(&node(kind, child));
        }
        all.push(if nodes.is_empty() { none } else { "" }).push(")");
        all
    };
    match tree {
        Node::All(nodes) => joined(nodes, " AND ", "1"),
        Node::Any(nodes) => joined(nodes, " OR ", "0"),
        Node::Not(inner) => sql!["NOT coalesce((", node(kind, inner), "), 0)"],
        Node::Check(check) => condition(kind, check),
    }
}

/// The expressions for the values at a place, in a row of `r` (fields) or `v` (parts and own fields).
struct Column {
    /// What is compared: folded text, number, date, hash, id. A list of choices is the JSON array.
    value: Fragment,
    /// Money's currency.
    currency: Option<Fragment>,
    /// The text as stored, for sort keys.
    raw: Fragment,
    /// The stored sort key.
    sorted: Option<Fragment>,
    /// Own fields keep ids as text.
    id_as_text: bool,
}

/// The table of values beside the record's own: its name and the condition on `v` that picks the field's rows.
struct Beside {
    table: Fragment,
    only: Fragment,
}

fn locate(kind: &Kind, place: &Place<'_>) -> (Column, Option<Beside>) {
    let plain = |value: Fragment| Column {
        raw: value.clone(),
        value,
        currency: None,
        sorted: None,
        id_as_text: false,
    };
    let field = match place {
        Place::Id => return (plain(Fragment::new("r.id")), None),
        Place::Meta(meta) => return (plain(sql!["r.", Fragment::name(meta.name())]), None),
        Place::Field(field) | Place::Part(_, field) => field,
    };
    let name = match &field.store {
        Store::Column(name) => name,
        Store::Custom(id) => {
            let column = match &field.ty {
                FieldType::Text { .. } => Column {
                    raw: Fragment::new("json_extract(v.value, '$')"),
                    sorted: Some(Fragment::new("v.value_sort")),
                    ..plain(Fragment::new("v.value_fold"))
                },
                FieldType::LongText | FieldType::Link => Column {
                    raw: Fragment::new("json_extract(v.value, '$')"),
                    ..plain(Fragment::new("satchel_fold(json_extract(v.value, '$'))"))
                },
                FieldType::Number => plain(Fragment::new("v.value_num")),
                FieldType::Instant | FieldType::Bool => plain(Fragment::new("CAST(v.value_num AS INTEGER)")),
                // The seller's own fields are no places.
                FieldType::Place => plain(Fragment::new("NULL")),
                FieldType::Money => Column {
                    currency: Some(Fragment::new("json_extract(v.value, '$.currency')")),
                    ..plain(Fragment::new("CAST(v.value_num AS INTEGER)"))
                },
                FieldType::MultiChoice { .. } => plain(Fragment::new("v.value")),
                FieldType::Date | FieldType::Choice { .. } | FieldType::Record { .. } | FieldType::Blob => {
                    plain(Fragment::new("json_extract(v.value, '$')"))
                }
            };
            let beside = Beside {
                table: Fragment::name(&format!("{}_field_value", kind.table)),
                only: sql!["v.id = ", Value::Blob(id.as_bytes().to_vec())],
            };
            return (Column { id_as_text: true, ..column }, Some(beside));
        }
    };
    let (row, beside) = match place {
        Place::Part(part, _) => {
            let beside = Beside { table: Fragment::name(&part.table), only: Fragment::new("1") };
            (Fragment::new("v."), Some(beside))
        }
        _ => (Fragment::new("r."), None),
    };
    let named = |suffix: &str| sql![row, Fragment::name(&format!("{name}{suffix}"))];
    let column = match &field.ty {
        FieldType::Text { indexed: true } => Column {
            raw: named(""),
            // Parts have the folded form only.
            sorted: beside.is_none().then(|| named("_sort")),
            ..plain(named("_fold"))
        },
        FieldType::Text { indexed: false } | FieldType::LongText | FieldType::Link => {
            Column { raw: named(""), ..plain(sql!["satchel_fold(", named(""), ")"]) }
        }
        FieldType::Money => Column { currency: Some(named("_currency")), ..plain(named("_minor")) },
        FieldType::MultiChoice { .. } => plain(sql!["nullif(", named(""), ", '')"]),
        _ => plain(named("")),
    };
    (column, beside)
}

/// Whether the value is there.
fn present(ty: Option<&FieldType>, column: &Column) -> Fragment {
    let value = &column.value;
    match ty {
        Some(
            FieldType::Number
            | FieldType::Instant
            | FieldType::Bool
            | FieldType::Record { .. }
            | FieldType::Place,
        )
        | None => {
            sql!["(", value, " IS NOT NULL)"]
        }
        Some(FieldType::Money) => match &column.currency {
            Some(currency) => sql!["(", value, " IS NOT NULL AND ", currency, " <> '')"],
            None => Fragment::new("0"),
        },
        Some(FieldType::MultiChoice { .. }) => {
            sql!["EXISTS (SELECT 1 FROM json_each(", value, ") j WHERE j.value <> '')"]
        }
        Some(
            FieldType::Text { .. }
            | FieldType::LongText
            | FieldType::Link
            | FieldType::Date
            | FieldType::Choice { .. }
            | FieldType::Blob,
        ) => sql!["(", value, " <> '')"],
    }
}

fn condition(kind: &Kind, check: &Check<'_>) -> Fragment {
    let (column, beside) = locate(kind, &check.place);
    let ty = check.place.ty();
    match (&check.test, beside) {
        (Test::Empty, None) => sql!["NOT coalesce(", present(ty, &column), ", 0)"],
        (Test::Empty, Some(Beside { table, only })) => sql![
            "r.id NOT IN (SELECT v.owner_id FROM ",
            table,
            " v WHERE ",
            only,
            " AND ",
            present(ty, &column),
            ")"
        ],
        (test, None) => holds(ty, &column, test),
        (test, Some(Beside { table, only })) => sql![
            "r.id IN (SELECT v.owner_id FROM ",
            table,
            " v WHERE ",
            only,
            " AND ",
            holds(ty, &column, test),
            ")"
        ],
    }
}

/// The statement that counts the records of a filter by their groups, the most frequent first; moments as they are.
pub(super) fn counts(kind: &Kind, filter: &Fragment, grouping: &Grouping<'_>) -> Fragment {
    let place = &grouping.place;
    let (column, beside) = locate(kind, place);
    let several = matches!(place.ty(), Some(FieldType::MultiChoice { .. }));
    let value = match (grouping.unit, place.ty()) {
        _ if several => Fragment::new("j.value"),
        (Unit::Letter, _) => sql!["substr(", column.value, ", 1, 1)"],
        // A date without a year is `--MM-DD`, and a hyphen is less than every digit.
        (Unit::Month, Some(FieldType::Date)) => {
            sql!["substr(", column.value, ", 1, CASE WHEN ", column.value, " >= '0' THEN 7 ELSE 4 END)"]
        }
        _ => column.value.clone(),
    };
    let mut sql = sql!["SELECT ", value, ", count(DISTINCT r.id) AS n FROM ", table(kind), " r"];
    if let Some(Beside { table, only }) = &beside {
        sql.push(" JOIN ").add(table).push(" v ON v.owner_id = r.id AND ").add(only);
    }
    if several {
        sql.push(", json_each(").add(&column.value).push(") j");
    }
    sql.push(" WHERE ").add(filter).push(" AND ");
    if several {
        sql.push("j.value <> ''");
    } else {
        sql.add(&present(place.ty(), &column));
    }
    sql.push(" GROUP BY 1 ORDER BY n DESC, 1");
    sql
}

/// The statement for every folded form of these, a JSON list, with how some record writes it.
pub(super) fn spellings(kind: &Kind, place: &Place<'_>, keys: String) -> Fragment {
    let (from, column) = written(kind, place);
    let among = sql![" IN (SELECT value FROM json_each(", Value::Text(keys), ")) GROUP BY 1"];
    sql!["SELECT ", column.value, ", min(", column.raw, ")", from, column.value, among]
}

/// `FROM … WHERE …` of all texts at a place, and their columns.
fn written(kind: &Kind, place: &Place<'_>) -> (Fragment, Column) {
    let (column, beside) = locate(kind, place);
    let from = match beside {
        None => sql![" FROM ", table(kind), " r WHERE ", own(kind)],
        Some(Beside { table, only }) => sql![" FROM ", table, " v WHERE ", only, " AND "],
    };
    (from, column)
}

/// Whether the value in this row passes the test.
fn holds(ty: Option<&FieldType>, column: &Column, test: &Test) -> Fragment {
    let value = &column.value;
    match test {
        Test::Empty => Fragment::new("0"),
        Test::Contains(part) if part.is_empty() => present(ty, column),
        Test::Contains(part) => sql!["instr(", value, ", ", Value::Text(part.clone()), ") > 0"],
        Test::StartsWith(start) if start.is_empty() => present(ty, column),
        Test::StartsWith(start) => {
            let mut range = sql!["(", value, " >= ", Value::Text(start.clone())];
            if let Some(end) = successor(start) {
                range.push(" AND ").add(value).push(" < ").bind(Value::Text(end));
            }
            range.push(")");
            range
        }
        Test::AnyOf(operands) => {
            if let Some(FieldType::MultiChoice { .. }) = ty {
                let list = list(operands.iter().filter_map(|operand| bound(operand, column)));
                return sql!["EXISTS (SELECT 1 FROM json_each(", value, ") j WHERE j.value IN ", list, ")"];
            }
            let plain = operands.iter().filter_map(|operand| bound(operand, column));
            let special = operands.iter().filter(|operand| bound(operand, column).is_none());
            let mut any = sql!["(", value, " IN ", list(plain)];
            for operand in special {
                any.push(" OR ").add(&compare(column, "=", operand));
            }
            any.push(")");
            any
        }
        Test::Near(from, km) => {
            let (least, most) = from.band(*km);
            let band = sql![value, " BETWEEN ", Value::Integer(least), " AND ", Value::Integer(most)];
            sql!["(", band, " AND ", distance(value, *from), " <= ", Value::Real(*km), ")"]
        }
        Test::Compare(comparison, operand) => compare(
            column,
            match comparison {
                Comparison::Less => "<",
                Comparison::AtMost => "<=",
                Comparison::Greater => ">",
                Comparison::AtLeast => ">=",
            },
            operand,
        ),
    }
}

/// How many kilometres what a column holds lies from a place.
fn distance(value: &Fragment, from: Point) -> Fragment {
    sql!["satchel_km(", value, ", ", Value::Integer(from.packed()), ")"]
}

/// The parameter an operand is, if one parameter says it all.
fn bound(operand: &Operand, column: &Column) -> Option<Value> {
    Some(match operand {
        Operand::Folded(text) | Operand::Exact(text) if text.is_empty() => Value::Null,
        Operand::Folded(text) | Operand::Exact(text) => Value::Text(text.clone()),
        Operand::Number(number) => Value::Real(*number),
        Operand::Instant(at) => Value::Integer(*at),
        Operand::Bool(yes) => Value::Integer((*yes).into()),
        Operand::Record(id) if column.id_as_text => Value::Text(id.to_string()),
        Operand::Record(id) => Value::Blob(id.as_bytes().to_vec()),
        Operand::Date(date) => {
            date.year()?;
            Value::Text(date.to_string())
        }
        Operand::Money(_) => return None,
    })
}

fn compare(column: &Column, op: &'static str, operand: &Operand) -> Fragment {
    let value = &column.value;
    match operand {
        Operand::Money(money) => {
            let Some(currency) = &column.currency else { return Fragment::new("0") };
            let same = Value::Text(money.currency.clone());
            sql!["(", currency, " = ", same, " AND ", value, " ", op, " ", Value::Integer(money.minor), ")"]
        }
        Operand::Date(date) if date.year().is_none() => {
            let day = format!("{:02}-{:02}", date.month(), date.day());
            sql!["substr(nullif(", value, ", ''), -5) ", op, " ", Value::Text(day)]
        }
        // Dates without a year start with a hyphen, which is less than every digit.
        Operand::Date(date) => {
            sql!["(", value, " >= '0' AND ", value, " ", op, " ", Value::Text(date.to_string()), ")"]
        }
        operand => match bound(operand, column) {
            Some(parameter) => sql![value, " ", op, " ", parameter],
            None => Fragment::new("0"),
        },
    }
}

fn list(values: impl Iterator<Item = Value>) -> Fragment {
    let mut all = Fragment::new("(");
    for (at, value) in values.enumerate() {
        all.push(if at > 0 { ", " } else { "" }).bind(value);
    }
    all.push(")");
    all
}

/// The least text greater than every text that starts with `start`; `None` if there is none.
fn successor(start: &str) -> Option<String> {
    let mut chars: Vec<char> = start.chars().collect();
    while let Some(last) = chars.pop() {
        let next = match last {
            '\u{d7ff}' => Some('\u{e000}'),
            last => u32::from(last).checked_add(1).and_then(char::from_u32),
        };
        if let Some(next) = next {
            chars.push(next);
            return Some(chars.into_iter().collect());
        }
    }
    None
}

/// The sort keys of the plan.
pub(super) fn keys(plan: &Plan<'_>) -> Keys {
    let mut components = Vec::new();
    for order in &plan.order {
        component(plan.kind, order, &mut components);
    }
    let split = plan.order.first().and_then(|order| {
        let (Place::Field(_), (column, None)) = (&order.place, locate(plan.kind, &order.place)) else {
            return None;
        };
        let present = present(order.place.ty(), &column);
        let absent = sql!["NOT coalesce(", present, ", 0)"];
        Some(Split { present, absent, column: column.sorted? })
    });
    Keys { components, split }
}

fn component(kind: &Kind, order: &Order<'_>, components: &mut Vec<Component>) {
    let (column, beside) = locate(kind, &order.place);
    let ty = order.place.ty();
    let mut keys = Vec::new();
    keys.extend(column.currency.clone());
    keys.push(match ty {
        Some(FieldType::Text { .. } | FieldType::LongText | FieldType::Link) => match &column.sorted {
            Some(sorted) => sorted.clone(),
            None => sql!["satchel_sort(", column.raw, ")"],
        },
        Some(FieldType::Choice { options }) => choice(&column.value, options),
        Some(FieldType::MultiChoice { options }) => sql![
            "(SELECT ",
            choice(&Fragment::new("j.value"), options),
            " FROM json_each(",
            column.value,
            ") j WHERE j.value <> '' ORDER BY j.key LIMIT 1)"
        ],
        _ => match order.from {
            Some(from) => distance(&column.value, from),
            None => column.value.clone(),
        },
    });
    let here = present(ty, &column);
    let blob = matches!(ty, None | Some(FieldType::Record { .. })) && !column.id_as_text;
    for key in keys {
        let key = match &beside {
            None => sql!["CASE WHEN ", here, " THEN ", key, " END"],
            Some(Beside { table, only }) => sql![
                "(SELECT ",
                key,
                " FROM ",
                table,
                " v WHERE v.owner_id = r.id AND ",
                only,
                " AND ",
                here,
                " ORDER BY v.position, v.id LIMIT 1)"
            ],
        };
        components.push(Component { key, descending: order.descending, blob });
    }
}

fn choice(value: &Fragment, options: &[satchel_kernel::catalogue::Text]) -> Fragment {
    let place = |at: usize| Value::Integer(i64::try_from(at).unwrap_or(i64::MAX));
    let mut case = sql!["CASE ", value];
    for (at, option) in options.iter().enumerate() {
        case.push(" WHEN ").bind(Value::Text(option.to_string())).push(" THEN ").bind(place(at));
    }
    if options.is_empty() {
        return place_only(place(0));
    }
    case.push(" ELSE ").bind(place(options.len())).push(" END");
    case
}

fn place_only(value: Value) -> Fragment {
    sql!["CAST(", value, " AS INTEGER)"]
}

/// Whether a row comes after `rank`: greater in one component and equal in those before it, or equal in all with a
/// greater id.
pub(super) fn after(components: &[Component], rank: &Rank) -> Fragment {
    let mut equal = Fragment::new("1");
    let mut any = Fragment::new("(0");
    for (component, key) in components.iter().zip(&rank.keys) {
        let bound = match key {
            Key::Absent => None,
            Key::Int(number) => Some(Value::Integer(*number)),
            Key::Real(number) => Some(Value::Real(*number)),
            Key::Text(text) if component.blob => {
                Some(text.parse::<Id>().map_or(Value::Null, |id| Value::Blob(id.as_bytes().to_vec())))
            }
            Key::Text(text) => Some(Value::Text(text.clone())),
        };
        let key = &component.key;
        match bound {
            Some(bound) => {
                let beyond = if component.descending { " < " } else { " > " };
                any.add(&sql![" OR (", equal, " AND (", key, " IS NULL OR ", key, beyond, bound, "))"]);
                equal.add(&sql![" AND ", key, " = ", bound]);
            }
            None => _ = equal.add(&sql![" AND ", key, " IS NULL"]),
        }
    }
    let id = Value::Blob(rank.id.as_bytes().to_vec());
    any.add(&sql![" OR (", equal, " AND r.id > ", id, "))"]);
    any
}
