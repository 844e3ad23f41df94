//! The seller's own fields: definitions as records, read into the catalogue when they change.

use std::collections::BTreeMap;

use satchel_feature::records::{KindRules, Record, Registry, RuleCx, text};
use satchel_formats::csv::{self, DateOrder, NumberStyle};
use satchel_kernel::money::Money;
use satchel_kernel::query::Sort;
use satchel_kernel::text::fold;
use satchel_kernel::{Catalogue, Error, Field, FieldType, Id, Kind, Result};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::contacts::model::options;
use crate::employer;

mod conditions;
pub(crate) mod store;
#[cfg(test)]
mod tests;

/// The types an own field can have.
pub const TYPES: &[&str] =
    &["text", "long_text", "number", "money", "date", "bool", "choice", "multi_choice", "link", "record"];

/// The built-in kinds the seller may add fields to, and fields may point at. Beside them stand the kinds the seller made.
pub const OWNERS: &[&str] = &["contact", "company", "lead", "deal", "task"];
/// Fields of one kind at most: more than that no form shows and no list chooses from.
pub const MOST: u32 = 200;

/// The descriptor of an own field's definition.
pub fn field() -> Kind {
    Kind {
        name: "field".into(),
        plural: "fields".into(),
        table: "field".into(),
        title: "name".into(),
        fields: vec![
            // The kind's name: `contact`, or `own_boat` for one the seller made.
            Field::text("of").column("of_kind").required().filterable(),
            Field::indexed("name").required(),
            Field::new("type", FieldType::Choice { options: options(TYPES) }).required(),
            Field::new("options", FieldType::MultiChoice { options: vec![] }),
            // The name of the kind it points at.
            Field::text("record_kind"),
            Field::new("position", FieldType::Number).listed(),
            // Whether a record without it is refused.
            Field::new("required", FieldType::Bool),
            // The filter of a query as JSON: where it holds of a record, one without the field is refused.
            Field::text("required_when"),
            // The filter of a query as JSON: only where it holds of a record the field is shown, and must be filled.
            Field::text("shown_when"),
        ],
        parts: vec![],
        default_sort: vec![Sort { field: "position".into(), descending: false }],
    }
}

/// The rules of own fields.
pub struct FieldRules;

impl KindRules for FieldRules {
    fn prepare(&self, cx: &RuleCx<'_>, new: &mut Record, old: Option<&Record>) -> Result<()> {
        let changed = |name: &str| old.is_none_or(|old| old.get(name) != new.get(name));
        for name in ["of", "record_kind"] {
            if changed(name) && !text(new, name).is_empty() {
                takes_fields(cx, name, text(new, name))?;
            }
        }
        let choices = matches!(text(new, "type"), "choice" | "multi_choice");
        if choices && !new.contains_key("options") {
            return Err(Error::invalid("options", "A field with choices needs at least one choice."));
        }
        if text(new, "type") == "record" && !new.contains_key("record_kind") {
            return Err(Error::invalid("record_kind", "Say which kind of record the field points at."));
        }
        if let Some(old) = old
            && (text(old, "type") != text(new, "type") || text(old, "of") != text(new, "of"))
        {
            return Err(Error::invalid(
                "type",
                "A field keeps its type, so that its values and their history stay true. Make a new field instead.",
            ));
        }
        let own = old.and_then(|o| o.get("id")).and_then(|v| v.as_str()).and_then(|t| t.parse::<Id>().ok());
        if store::by_name(cx.conn, text(new, "of"), text(new, "name"))?.is_some_and(|id| Some(id) != own) {
            return Err(Error::invalid(
                "name",
                format!("There is a field called “{}” already.", text(new, "name")),
            ));
        }
        if old.is_none() {
            room(cx, text(new, "of"))?;
        }
        conditions::check(cx, own, new)?;
        if !new.contains_key("position") {
            new.insert("position".into(), store::next_position(cx.conn)?.into());
        }
        Ok(())
    }

    fn trashing(&self, cx: &RuleCx<'_>, id: Id, trashed: bool) -> Result<()> {
        if trashed {
            return Ok(());
        }
        let field = satchel_feature::records::get(cx.conn, cx.registry.kind("field")?, id)?;
        room(cx, text(&field, "of"))
    }

    fn shapes_catalogue(&self) -> bool {
        true
    }
}

/// Refuses a kind that has no own fields, and that no field can point at.
fn takes_fields(cx: &RuleCx<'_>, at: &str, kind: &str) -> Result<()> {
    let is_known = cx.catalogue.kind(kind).is_ok();
    if is_known && cx.registry.kind(kind).is_ok_and(satchel_feature::records::Compiled::takes_own_fields) {
        return Ok(());
    }
    Err(Error::invalid(at, format!("Records of the kind “{kind}” have no fields of your own.")))
}

/// Refuses one more field of a kind that has as many as it may.
fn room(cx: &RuleCx<'_>, of: &str) -> Result<()> {
    if store::count(cx.conn, of)? < MOST {
        return Ok(());
    }
    let words =
        format!("There are {MOST} fields of your own here already. Delete one that you no longer need.");
    Err(Error::refused("too_many_fields", words).at("of").with(json!({ "most": MOST })))
}

/// Whether a kind may have another field, when so many are to be made already.
pub fn has_room(conn: &satchel_vault::Connection, of: &str, to_be_made: usize) -> Result<bool> {
    let there = store::count(conn, of)? as usize;
    Ok(there + to_be_made < MOST as usize)
}

/// The catalogue with the seller's own kinds and fields as they are in this vault.
pub fn catalogue(conn: &satchel_vault::Connection, registry: &Registry) -> Result<Catalogue> {
    let own = store::all(conn)?;
    let kinds = crate::kinds::store::all(conn)?;
    let changed = own.iter().map(|f| f.modified_ms).chain(kinds.iter().map(|kind| kind.modified_ms));
    let version = changed.map(i64::unsigned_abs).max().unwrap_or(0) + (own.len() + kinds.len()) as u64;
    let told: Vec<(String, Field)> =
        own.iter().filter(|field| field.of == "company").filter_map(employer::repeated).collect();
    let fields = own.into_iter().map(|f| {
        let mut field = Field::new(f.id.to_string(), f.ty());
        field.label = Some(f.name.into());
        field.store = satchel_kernel::catalogue::Store::Custom(f.id);
        field.filterable = true;
        field.required = f.required;
        field.required_when = f.required_when.as_deref().and_then(conditions::read);
        field.shown_when = f.shown_when.as_deref().and_then(conditions::read);
        field.sortable = !matches!(field.ty, FieldType::MultiChoice { .. } | FieldType::LongText);
        field.search_weight =
            if matches!(field.ty, FieldType::Bool | FieldType::Money | FieldType::Record { .. }) {
                0
            } else {
                3
            };
        (f.of, field)
    });
    Ok(registry.catalogue(version, kinds.into_iter().map(|kind| kind.described), fields.chain(told)))
}

/// The own field of a kind called `name`, compared folded.
pub fn by_name(conn: &satchel_vault::Connection, of: &str, name: &str) -> Result<Option<Id>> {
    store::by_name(conn, of, name)
}

/// What the own field holds; `None` when it is not there.
pub fn type_of(conn: &satchel_vault::Connection, id: Id) -> Result<Option<FieldType>> {
    Ok(store::all(conn)?.into_iter().find(|f| f.id == id).map(|f| f.ty()))
}

/// How a file writes what its own fields hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default)]
pub struct Style {
    /// Which mark begins a fraction.
    pub numbers: NumberStyle,
    /// By the name of the own field, in which order its column writes days; the others as each value can be read by
    /// itself.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub dates: BTreeMap<String, DateOrder>,
    /// By the name of a field that knows only certain values, what values of its column mean, by their folded form.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, BTreeMap<String, String>>,
}

impl Style {
    /// The style of a table.
    pub fn of(numbers: NumberStyle, mapping: &csv::Mapping) -> Self {
        let own = mapping.columns.iter().filter_map(|column| match &column.target {
            csv::Target::Custom(name) => Some((name.clone(), column.date_order?)),
            _ => None,
        });
        let mut values: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
        for column in mapping.columns.iter().filter(|column| !column.values.is_empty()) {
            let csv::Target::Custom(name) = &column.target else { continue };
            let said = column.values.iter().map(|(value, means)| (fold(value.trim()), means.clone()));
            values.entry(name.clone()).or_default().extend(said);
        }
        Self { numbers, dates: own.collect(), values }
    }

    /// What a value of the column under this name means, as the seller said; the value itself where he said nothing.
    pub fn means<'a>(&'a self, name: &str, value: &'a str) -> &'a str {
        let said = self.values.get(name).and_then(|values| values.get(&fold(value.trim())));
        said.map_or(value, String::as_str)
    }

    /// The same style as if the seller had said nothing of its values.
    pub fn unsaid(&self) -> Self {
        Self { values: BTreeMap::new(), ..self.clone() }
    }
}

/// A value as written in a file of this style under the field's name, in the form of the field; `None` when it does not
/// fit or could mean two things.
pub fn read_in(style: &Style, name: &str, ty: &FieldType, text: &str) -> Option<Value> {
    let text = text.trim();
    Some(match ty {
        FieldType::Text { .. } | FieldType::LongText | FieldType::Blob => json!(text),
        FieldType::Link => json!(satchel_feature::records::link(text)?),
        FieldType::Number => {
            let number = match csv::decimal(text, style.numbers) {
                Some(decimal) => decimal.parse::<f64>().ok()?,
                // As a program writes it.
                None => text.parse::<f64>().ok().filter(|_| text.contains(['e', 'E']))?,
            };
            json!(Some(number).filter(|n| n.is_finite())?)
        }
        FieldType::Date => json!(csv::day(text, style.dates.get(name).copied())?.to_string()),
        FieldType::Instant => json!(text.parse::<i64>().ok()?),
        FieldType::Bool => json!(match text.to_lowercase().as_str() {
            "true" | "yes" | "1" | "ja" | "x" => true,
            "false" | "no" | "0" | "nein" => false,
            _ => return None,
        }),
        FieldType::Choice { options } => json!(options.iter().find(|o| o.eq_ignore_ascii_case(text))?),
        FieldType::MultiChoice { options } => {
            let chosen: Option<Vec<_>> = text
                .split(';')
                .map(str::trim)
                .filter(|t| !t.is_empty())
                .map(|t| options.iter().find(|o| o.eq_ignore_ascii_case(t)))
                .collect();
            json!(chosen?)
        }
        FieldType::Money => money(style, text)?,
        FieldType::Record { .. } => json!(text.parse::<Id>().ok()?),
        FieldType::Place => json!(text.parse::<satchel_kernel::Point>().ok()?),
    })
}

/// Signs that stand for one currency only; a dollar may be many countries', and is not guessed.
const SIGNS: [(&str, &str); 7] =
    [("€", "EUR"), ("£", "GBP"), ("zł", "PLN"), ("₽", "RUB"), ("₹", "INR"), ("₺", "TRY"), ("₩", "KRW")];

/// An amount with its currency before or behind it: `1.234,50 EUR`, `€ 12`.
fn money(style: &Style, text: &str) -> Option<Value> {
    let sign = SIGNS.iter().find_map(|(sign, code)| {
        let rest = text.strip_prefix(sign).or_else(|| text.strip_suffix(sign))?;
        Some((rest, (*code).to_owned()))
    });
    let is_code = |word: &str| word.len() == 3 && word.bytes().all(|b| b.is_ascii_alphabetic());
    let (amount, currency) = sign.or_else(|| {
        let front = text.split_at_checked(3).filter(|(code, _)| is_code(code));
        let back = text.len().checked_sub(3).and_then(|at| text.split_at_checked(at));
        let back = back.map(|(amount, code)| (code, amount)).filter(|(code, _)| is_code(code));
        front.or(back).map(|(code, amount)| (amount, code.to_uppercase()))
    })?;
    amount_of(&csv::decimal(amount, style.numbers)?, &currency)
}

/// Plain decimal digits as an amount of a currency; `None` if it has more of them than the currency knows.
pub fn amount_of(decimal: &str, currency: &str) -> Option<Value> {
    let digits = Money::digits(currency) as usize;
    let (whole, rest) = decimal.split_once('.').unwrap_or((decimal, ""));
    if rest.len() > digits {
        return None;
    }
    let minor: i64 = format!("{whole}{rest:0<digits$}").parse().ok()?;
    (minor.abs() <= MAX_MINOR).then(|| json!({ "minor": minor, "currency": currency }))
}

/// The largest amount every reader of JSON keeps exactly.
const MAX_MINOR: i64 = (1 << 53) - 1;
