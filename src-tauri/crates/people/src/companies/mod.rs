//! Companies: where contacts work, which of them belong to which, and who has a say there.

use satchel_feature::records::{KindRules, Record, RuleCx, part, text};
use satchel_kernel::query::Sort;
use satchel_kernel::text::fold;
use satchel_kernel::{Error, Field, FieldType, Id, Kind, Part, Result};
use satchel_vault::Connection;
use serde_json::{Value, json};

use crate::contacts::{model, rules};
use crate::{employer, stakeholders};

pub mod chart;
pub mod commands;
pub mod group;
pub mod members;
pub mod parents;
mod store;
#[cfg(test)]
mod tests;

/// The part of those who have a say there.
pub const STAKEHOLDERS: &str = "stakeholders";

/// The descriptor of a company.
pub fn company() -> Kind {
    Kind {
        name: "company".into(),
        plural: "companies".into(),
        table: "company".into(),
        title: "name".into(),
        fields: vec![
            Field::indexed("name").search(10).required(),
            Field::new("parent_id", FieldType::Record { kind: "company".into() }).filterable(),
            Field::indexed("industry").search(3),
            Field::text("size"),
            Field::new("photo", FieldType::Blob),
            Field::text("source"),
            model::last_activity(),
        ]
        .into_iter()
        .chain(crate::kept::fields())
        .chain(crate::places::fields())
        .collect(),
        parts: vec![
            Part::new("domains", "company_domain", vec![Field::indexed("value").search(7).required()])
                .filterable(),
            model::labelled("emails", "company_email", 6).filterable(),
            model::phones("company_phone"),
            model::addresses("company_address"),
            model::links("company_link"),
            stakeholders::part(STAKEHOLDERS, "company_stakeholder"),
            model::tags("company_tag"),
            model::raw("company_raw"),
            model::identities("company_identity"),
        ],
        default_sort: vec![Sort { field: "name".into(), descending: false }],
    }
}

/// The rules of companies.
pub struct CompanyRules;

impl KindRules for CompanyRules {
    fn prepare(&self, cx: &RuleCx<'_>, new: &mut Record, old: Option<&Record>) -> Result<()> {
        rules::emails(new, old)?;
        rules::normalise(new, old, cx.region);
        domains(new)?;
        crate::activity::keep(new, old);
        crate::kept::keep(new, old);
        crate::places::settle(new, cx.region);
        stakeholders::check(cx, new, STAKEHOLDERS)?;
        parents::check(cx, new, old)
    }

    fn written(&self, cx: &RuleCx<'_>, id: Id, new: &Record, old: Option<&Record>) -> Result<()> {
        crate::tags::ensure(cx, part(new, "tags"), old.map(|o| part(o, "tags")).unwrap_or_default())?;
        if old.is_some_and(|old| employer::differs(new, old)) {
            employer::spread(cx.conn, id)?;
        }
        match old {
            Some(old) if text(old, "name") != text(new, "name") => {
                let name = text(new, "name");
                store::rename_in_jobs(cx.conn, id, name, &fold(name), &cx.registry.sort_key(name), cx.now_ms)
            }
            _ => Ok(()),
        }
    }

    /// After an undo everybody who works there shows it as it was.
    fn follow(&self, cx: &RuleCx<'_>, kind: &str, id: Id, _: &mut Record) -> Result<()> {
        if kind == "company" { employer::spread(cx.conn, id) } else { Ok(()) }
    }

    /// Who worked at one of them works at the one they became, and it is called that.
    fn merged(&self, cx: &RuleCx<'_>, id: Id) -> Result<()> {
        let name = store::name(cx.conn, id)?;
        store::name_in_jobs(cx.conn, id, &name, &fold(&name))
    }

    fn absorbed(&self, conn: &Connection, id: Id) -> Result<Vec<Id>> {
        crate::merging::absorbed(conn, "company", id)
    }

    fn erased(&self, cx: &RuleCx<'_>, ids: &[Id]) -> Result<()> {
        crate::import::forget(cx.conn, ids)
    }

    fn subtitle(&self, record: &Record) -> String {
        let domain = part(record, "domains")
            .first()
            .and_then(|d| d.get("value"))
            .and_then(Value::as_str)
            .unwrap_or_default();
        let parts = [text(record, "industry"), domain];
        parts.into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(", ")
    }
}

/// The host part of whatever was typed as a domain (`https://www.acme.example/about` is `acme.example`).
pub fn domain(typed: &str) -> String {
    let rest = typed.trim();
    let rest = rest.split_once("://").map_or(rest, |(_, rest)| rest);
    let rest = rest.rsplit_once('@').map_or(rest, |(_, rest)| rest);
    let host =
        rest.split(['/', '?', '#', ':']).next().unwrap_or_default().trim_end_matches('.').to_lowercase();
    host.strip_prefix("www.").map(str::to_owned).unwrap_or(host)
}

fn domains(new: &mut Record) -> Result<()> {
    let Some(Value::Array(entries)) = new.get_mut("domains") else { return Ok(()) };
    for (index, entry) in entries.iter_mut().enumerate() {
        let host = domain(entry.get("value").and_then(Value::as_str).unwrap_or_default());
        if !host.contains('.') || host.contains(char::is_whitespace) {
            let at = format!("domains.{index}");
            return Err(Error::invalid(at, "A domain looks like acme.example, without spaces."));
        }
        if let Some(entry) = entry.as_object_mut() {
            entry.insert("value".into(), json!(host));
        }
    }
    let mut seen = Vec::new();
    entries.retain(|entry| {
        let host = entry.get("value").cloned();
        let new = !seen.contains(&host);
        seen.push(host);
        new
    });
    Ok(())
}
