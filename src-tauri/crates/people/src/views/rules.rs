//! What a view must be: a question its kind can answer, and a look its kind has.

use jiff::civil::Weekday;
use jiff::tz::TimeZone;
use satchel_feature::records::{KindRules, Record, RuleCx, part, text};
use satchel_kernel::evaluate::Plan;
use satchel_kernel::evaluate::groups::{GroupBy, Grouping};
use satchel_kernel::period::Now;
use satchel_kernel::query::Query;
use satchel_kernel::{Error, Kind, Result};
use serde_json::{Value, json};

use super::store;

/// The rules of views.
pub struct ViewRules;

impl KindRules for ViewRules {
    fn prepare(&self, cx: &RuleCx<'_>, new: &mut Record, old: Option<&Record>) -> Result<()> {
        new.entry("layout".to_owned()).or_insert(json!("table"));
        new.entry("query".to_owned()).or_insert(json!("{}"));
        if !new.contains_key("position") {
            new.insert("position".into(), json!(store::next_position(cx.conn)?));
        }
        // What stays as it was is not asked again: a field may have gone since.
        let changed = |name: &str| old.is_none_or(|old| old.get(name) != new.get(name));
        let of = changed("of");
        let (query, columns, layout) = (changed("query"), changed("columns"), changed("layout"));
        let groups = changed("group_by");
        if !(of || query || columns || layout || groups) {
            return Ok(());
        }
        let Ok(kind) = cx.catalogue.kind(text(new, "of")) else {
            let words = format!("There is no kind of record called “{}”.", text(new, "of"));
            return Err(Error::refused("unknown_kind", words).at("of"));
        };
        if of || query {
            let asked = read(text(new, "query"))?;
            check(kind, &asked, cx.now_ms)?;
            new.insert("query".into(), json!(written(&asked)?));
        }
        if of || columns {
            for column in part(new, "columns").iter().filter_map(Value::as_str) {
                if kind.field(column).is_none() && kind.part(column).is_none() {
                    return Err(unknown(kind, column).at("columns"));
                }
            }
        }
        if of || layout {
            has_layout(kind, text(new, "layout"))?;
        }
        if (of || groups) && !text(new, "group_by").is_empty() {
            let by: GroupBy = text(new, "group_by").parse()?;
            Grouping::new(kind, &by, anywhen(cx.now_ms)).map_err(|error| error.at("group_by"))?;
        }
        Ok(())
    }

    fn subtitle(&self, record: &Record) -> String {
        text(record, "of").to_owned()
    }
}

/// The query that a view keeps.
pub fn read(kept: &str) -> Result<Query> {
    serde_json::from_str(if kept.is_empty() { "{}" } else { kept }).map_err(|e| {
        Error::refused("bad_query", format!("The query of a view is a query value in JSON: {e}.")).at("query")
    })
}

fn written(query: &Query) -> Result<String> {
    serde_json::to_string(query)
        .map_err(|e| Error::broken("bad_output", "The answer could not be written as JSON.").because(e))
}

/// Refuses a query that lists of the kind do not answer; the refusal names the field.
fn check(kind: &Kind, query: &Query, now_ms: i64) -> Result<()> {
    let now = anywhen(now_ms);
    let checked = query.resolved(kind, &now).and_then(|resolved| Plan::new(kind, &resolved).map(|_| ()));
    checked.map_err(|error| {
        let at = error.field.as_ref().map_or_else(|| "query".to_owned(), |field| format!("query.{field}"));
        error.at(at)
    })
}

/// Which days a period means, and when a month begins, does not matter where a query is only checked.
fn anywhen(now_ms: i64) -> Now {
    Now { at_ms: now_ms, zone: TimeZone::UTC, first_weekday: Weekday::Monday }
}

fn unknown(kind: &Kind, field: &str) -> Error {
    let shown: String = field.chars().take(60).collect();
    Error::refused("unknown_field", format!("There is no field “{shown}” of {}.", kind.words()))
}

/// Cards are for who has a face, a board for what passes stages.
fn has_layout(kind: &Kind, layout: &str) -> Result<()> {
    let needed = match layout {
        "cards" => "photo",
        "board" => "stage_id",
        _ => return Ok(()),
    };
    match kind.field(needed) {
        Some(_) => Ok(()),
        None => Err(Error::invalid("layout", format!("Lists of {} are not shown like this.", kind.words()))),
    }
}
