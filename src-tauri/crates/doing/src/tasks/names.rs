//! Whom the names in a line may mean. A name that one person or company has is offered as that one; one that several
//! have is asked about; a word that is nobody's name is only a word. Records of the seller's own kinds are meant where their
//! name is marked, or where nobody else has it: a boat may be called as half the people are.

use satchel_feature::Cx;
use satchel_feature::records::{self, Record, text};
use satchel_kernel::query::{Condition, Filter, Op, Query};
use satchel_kernel::{Id, Result};
use satchel_people::kinds::store::{self as kinds, Called};
use satchel_search::Page;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::quick::Name;

/// Offered for one name at most.
const MOST: usize = 6;
/// Names asked about in one line at most.
const NAMES: usize = 8;
/// Words of one name at most.
const WORDS: usize = 4;

/// A name and who may be meant by it.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
pub struct Mention {
    /// The words.
    pub words: String,
    /// Whether it was marked with `@`: then it is a name, whoever has it.
    pub marked: bool,
    /// Who has it; several when it must be asked.
    pub choices: Vec<Choice>,
}

/// Somebody of that name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Choice {
    /// `contact`, `company`, or a kind the seller made, such as `own_boat`.
    pub kind: String,
    /// The record.
    pub id: Id,
    /// Its name.
    pub title: String,
    /// What tells it from others of that name.
    pub subtitle: String,
}

/// Whom the seller says a name means.
#[derive(Clone, Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Meant {
    /// The words.
    pub words: String,
    /// `contact`, `company`, or a kind the seller made; absent when it is nobody.
    pub kind: Option<String>,
    /// The record; absent when it is nobody.
    pub id: Option<Id>,
}

/// Everybody the names of a line may mean.
pub fn mentions(cx: &Cx, names: &[Name]) -> Result<Vec<Mention>> {
    let mut mentions: Vec<Mention> = Vec::new();
    for name in names.iter().take(NAMES) {
        let mut at = 0;
        while at < name.words.len() && mentions.len() < NAMES {
            let marked = name.marked && at == 0;
            let (words, mention) = longest(cx, name.words.get(at..).unwrap_or_default(), marked)?;
            at += words;
            mentions.extend(mention.filter(|new| mentions.iter().all(|old| old.words != new.words)));
        }
    }
    Ok(mentions)
}

/// The most of these words that are somebody's name, and how many words were looked at.
fn longest(cx: &Cx, words: &[String], marked: bool) -> Result<(usize, Option<Mention>)> {
    for count in (1..=words.len().min(WORDS)).rev() {
        let said = words.get(..count).unwrap_or_default().join(" ");
        let choices = called(cx, &said, marked)?;
        if !choices.is_empty() {
            return Ok((count, Some(Mention { words: said, marked, choices })));
        }
    }
    let nobody = words.first().filter(|_| marked);
    Ok((1, nobody.map(|word| Mention { words: word.clone(), marked, choices: Vec::new() })))
}

/// Contacts, companies and records of own kinds of this name. A whole name comes before a part of one.
fn called(cx: &Cx, name: &str, marked: bool) -> Result<Vec<Choice>> {
    let is =
        |field: &str, op, value: &str| Filter::Is(Condition { field: field.into(), op, value: json!(value) });
    let whole = [is("display_name", Op::Equals, name)];
    let mut part =
        vec![is("given", Op::Equals, name), is("family", Op::Equals, name), is("nickname", Op::Equals, name)];
    if let Some((given, family)) = name.rsplit_once(' ') {
        part.push(Filter::And(vec![is("given", Op::Equals, given), is("family", Op::Equals, family)]));
    }
    for (filters, is_whole) in [(whole.to_vec(), true), (part, false)] {
        let mut found = of(cx, "contact", Filter::Or(filters))?;
        let begins = format!("{name} ");
        let company = [is("name", Op::Equals, name), is("name", Op::StartsWith, &begins)];
        found.extend(of(cx, "company", Filter::Or(company.to_vec()))?);
        if marked {
            found.extend(own(cx, name, is_whole)?);
        }
        if !found.is_empty() {
            found.truncate(MOST);
            return Ok(found);
        }
    }
    own(cx, name, true)
}

/// Records of own kinds of this name, each with what the seller calls its kind.
fn own(cx: &Cx, name: &str, whole: bool) -> Result<Vec<Choice>> {
    let catalogue = cx.catalogue();
    let called = cx.vault.read(|conn| kinds::called(conn, name, whole, MOST))?;
    let choice = |called: Called| {
        let subtitle = catalogue.own.get(&called.kind)?.one.clone();
        Some(Choice { kind: called.kind, id: called.id, title: called.name, subtitle })
    };
    Ok(called.into_iter().filter_map(choice).collect())
}

fn of(cx: &Cx, kind: &str, filter: Filter) -> Result<Vec<Choice>> {
    let query = Query { filter: Some(filter), ..Query::default() };
    let found = cx.list(kind, &query, Page::Position(0), MOST)?;
    let rows = records::rows(cx, kind, &found.ids, Some(&[]))?;
    Ok(rows.iter().filter_map(Value::as_object).filter_map(|row| choice(kind, row)).collect())
}

fn choice(kind: &str, row: &Record) -> Option<Choice> {
    Some(Choice {
        kind: kind.to_owned(),
        id: text(row, "id").parse().ok()?,
        title: text(row, "title").to_owned(),
        subtitle: text(row, "subtitle").to_owned(),
    })
}
