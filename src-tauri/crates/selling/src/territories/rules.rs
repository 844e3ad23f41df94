//! Which leads belong to a territory. Pure, but for keeping leads in step.

use satchel_feature::records::{KindRules, Record, RuleCx, text};
use satchel_kernel::text::fold;
use satchel_kernel::{Error, Id, Result};
use serde_json::{Value, json};

use super::store;
use crate::scores::rules::refresh;

/// A territory as rules use it.
#[derive(Clone, Debug, PartialEq)]
pub struct Territory {
    /// Its id.
    pub id: Id,
    /// What it is called.
    pub name: String,
    /// Countries; any when empty.
    pub countries: Vec<String>,
    /// Beginnings and ranges of postcodes; any when empty.
    pub postcodes: Vec<String>,
    /// Industries; any when empty.
    pub industries: Vec<String>,
    /// The smallest company.
    pub size_from: Option<f64>,
    /// The largest company.
    pub size_to: Option<f64>,
    /// Its place among territories.
    pub position: f64,
}

impl Territory {
    /// Whether a lead belongs here; what it does not say fits only where nothing is asked.
    pub fn fits(&self, lead: &Record) -> bool {
        let among = |wanted: &[String], field: &str| {
            let said = fold(text(lead, field));
            wanted.is_empty() || (!said.is_empty() && wanted.iter().any(|one| fold(one) == said))
        };
        let size = lead.get("size").and_then(Value::as_f64);
        let postcode = plain(text(lead, "postal_code"));
        among(&self.countries, "country")
            && among(&self.industries, "industry")
            && self.size_from.is_none_or(|from| size.is_some_and(|size| size >= from))
            && self.size_to.is_none_or(|to| size.is_some_and(|size| size <= to))
            && (self.postcodes.is_empty() || self.postcodes.iter().any(|one| covers(one, &postcode)))
    }
}

/// The territory a lead belongs to: the first that fits.
pub fn place(territories: &[Territory], lead: &Record) -> Option<Id> {
    territories.iter().find(|territory| territory.fits(lead)).map(|territory| territory.id)
}

/// A postcode in capitals, without spaces.
fn plain(postcode: &str) -> String {
    postcode.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect()
}

/// Both ends of a range of beginnings; a single beginning is a range of one.
fn ends(pattern: &str) -> (String, String) {
    let plain = plain(pattern);
    match plain.split_once('-') {
        Some((from, to)) => (from.to_owned(), to.to_owned()),
        None => (plain.clone(), plain),
    }
}

/// Whether a plain postcode begins within a range.
pub(super) fn covers(pattern: &str, postcode: &str) -> bool {
    let (from, to) = ends(pattern);
    let begins: String = postcode.chars().take(from.chars().count()).collect();
    let below =
        if crate::planted::is("a_range_loses_its_end") && from != to { begins < to } else { begins <= to };
    !begins.is_empty() && begins.chars().count() == from.chars().count() && from <= begins && below
}

/// The rules of territories.
pub struct TerritoryRules;

impl KindRules for TerritoryRules {
    fn prepare(&self, cx: &RuleCx<'_>, new: &mut Record, _: Option<&Record>) -> Result<()> {
        check(new)?;
        if !new.contains_key("position") {
            new.insert("position".into(), json!(store::behind(cx.conn)?));
        }
        Ok(())
    }

    fn written(&self, cx: &RuleCx<'_>, _: Id, _: &Record, _: Option<&Record>) -> Result<()> {
        refresh(cx).map(|_| ())
    }

    fn trashed(&self, cx: &RuleCx<'_>, _: Id) -> Result<()> {
        refresh(cx).map(|_| ())
    }

    fn subtitle(&self, record: &Record) -> String {
        ["countries", "postcodes", "industries"]
            .map(|field| words(record, field).join(", "))
            .join(" ")
            .trim()
            .into()
    }
}

/// The texts of a field that lists some.
pub(super) fn words(record: &Record, field: &str) -> Vec<String> {
    let listed = record.get(field).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    listed.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// Refuses ranges that no postcode is in, and sizes that no company has.
pub(super) fn check(new: &Record) -> Result<()> {
    for pattern in words(new, "postcodes") {
        let (from, to) = ends(&pattern);
        let fits = |end: &str| !end.is_empty() && end.chars().all(char::is_alphanumeric);
        if !fits(&from) || !fits(&to) || from.chars().count() != to.chars().count() || from > to {
            let words = format!(
                "“{pattern}” is no postcode. Write a beginning such as 80, or a range such as 80331-80999."
            );
            return Err(Error::invalid("postcodes", words));
        }
    }
    let size = |field: &str| new.get(field).and_then(Value::as_f64);
    if let (Some(from), Some(to)) = (size("size_from"), size("size_to"))
        && from > to
    {
        return Err(Error::invalid("size_to", "The largest company is not smaller than the smallest."));
    }
    Ok(())
}
