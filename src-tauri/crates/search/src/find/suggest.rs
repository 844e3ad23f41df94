//! What the seller may be about to type: records, the ones used most first, and values worth filtering by.

use std::collections::HashMap;

use rusqlite::Connection;
use satchel_kernel::Id;
use satchel_kernel::text::fold;
use serde::Serialize;

use super::conditions::OFFERED;
use super::parse::{Prefixes, parse};
use super::{Asked, SearchRequest};
use crate::Result;
use crate::document::Documents;
use crate::index::Index;
use crate::index::schema::OF_FIELD;
use crate::view::View;

/// Terms looked at for one field.
const MOST_TERMS: usize = 5_000;
/// The prefixes whose values are suggested.
const SUGGESTED: [&str; 3] = ["tag", "company", "city"];

/// Letters that are typed before conditions are suggested without their prefix.
const LEAST_LETTERS: usize = 3;
/// Conditions that are counted for one answer.
const MOST_COUNTED: usize = 24;

/// What stands before the part that is being typed, and that part: blanks in quotes end none.
fn last_part(text: &str) -> (&str, &str) {
    let mut quoted = false;
    let mut start = 0;
    for (at, c) in text.char_indices() {
        match c {
            '"' => quoted = !quoted,
            _ if c.is_whitespace() && !quoted => start = at + c.len_utf8(),
            _ => {}
        }
    }
    text.split_at(start)
}

/// One suggestion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Suggestion {
    /// The whole text to search for: `tag:vip`, or a record's title; `due:` if something belongs behind it.
    pub text: String,
    /// How many records a filter finds; 1 for a record, 0 for a prefix alone.
    pub records: u64,
    /// The record, if it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<(String, Id)>,
}

impl Index {
    /// Up to `limit` suggestions for what was typed so far.
    pub fn suggest(
        &self,
        conn: &Connection,
        documents: &dyn Documents,
        request: &SearchRequest<'_>,
    ) -> Result<Vec<Suggestion>> {
        let mut all = Vec::new();
        let found = self.search(conn, documents, &SearchRequest { offset: 0, ..request.clone() })?;
        for hit in found.hits {
            all.push(Suggestion { text: hit.title, records: 1, record: Some((hit.kind, hit.id)) });
        }
        let (before, last) = last_part(request.text);
        let typed = last.rsplit_once(':').map_or(last, |(_, value)| value);
        let typed = fold(typed);
        let mut filters = Vec::new();
        if !typed.is_empty() && !typed.contains(' ') {
            for prefix in SUGGESTED {
                let asked = last.split_once(':').map(|(asked, _)| asked);
                if asked.is_some_and(|asked| asked != prefix) {
                    continue;
                }
                for (value, records) in self.values(prefix, &typed)? {
                    filters.push(Suggestion {
                        text: format!("{before}{prefix}:{value}"),
                        records,
                        record: None,
                    });
                }
            }
        }
        filters.extend(self.conditions(conn, documents, request, (before, last))?);
        filters.sort_by(|a, b| b.records.cmp(&a.records).then_with(|| a.text.cmp(&b.text)));
        // Half of the room is for filters, if there are any.
        let room = request.limit.saturating_sub(filters.len()).max(request.limit.div_ceil(2));
        all.truncate(room);
        all.extend(filters);
        all.truncate(request.limit);
        Ok(all)
    }

    /// Conditions on fields that go on as was typed: behind a prefix all its values, else those that begin so, and the
    /// prefixes themselves.
    fn conditions(
        &self,
        conn: &Connection,
        documents: &dyn Documents,
        request: &SearchRequest<'_>,
        (before, last): (&str, &str),
    ) -> Result<Vec<Suggestion>> {
        let Some(about) = request.about else { return Ok(Vec::new()) };
        let plain = |text: &str| fold(text).replace([' ', '_'], "-").replace('"', "");
        let mut texts: Vec<String> = Vec::new();
        match last.split_once(':') {
            Some((prefix, value)) => {
                let value = plain(value);
                let all = about.values(prefix.trim_start_matches('-'));
                let fits =
                    |text: &String| text.split_once(':').is_some_and(|(_, of)| plain(of).starts_with(&value));
                texts.extend(all.into_iter().filter(fits));
            }
            None if last.chars().count() >= LEAST_LETTERS => {
                let typed = plain(last);
                for prefix in OFFERED.iter().flat_map(|(english, german)| [*english, *german]) {
                    if !about.knows(prefix) {
                        continue;
                    }
                    let value = |text: &String| text.split_once(':').map(|(_, value)| plain(value));
                    let all = about.values(prefix);
                    texts.extend(
                        all.into_iter().filter(|text| value(text).is_some_and(|v| v.starts_with(&typed))),
                    );
                    if fold(prefix).starts_with(&typed) {
                        texts.push(format!("{prefix}:"));
                    }
                }
            }
            None => {}
        }
        texts.sort();
        texts.dedup();
        let view = self.view(conn, documents)?;
        let mut suggestions = Vec::new();
        for text in texts.into_iter().take(MOST_COUNTED) {
            let only = SearchRequest { text: &text, ..request.clone() };
            let records = if text.ends_with(':') { 0 } else { self.count(&view, documents.kinds(), &only)? };
            // A prefix alone finds nothing yet; a condition that finds nothing is not worth offering.
            if records > 0 || text.ends_with(':') {
                suggestions.push(Suggestion { text: format!("{before}{text}"), records, record: None });
            }
        }
        Ok(suggestions)
    }

    /// How many records satisfy conditions on fields.
    fn count(&self, view: &View, kinds: Vec<String>, request: &SearchRequest<'_>) -> Result<u64> {
        let wish = parse(request.text, &Prefixes { kinds: &kinds, own: &[], about: request.about })?;
        let asked = Asked::new(&wish, kinds, request)?;
        asked.plans.values().map(|plan| crate::lists::total(view, plan)).sum()
    }

    /// The words that a prefix finds and that begin so, with how many records have them.
    fn values(&self, prefix: &str, typed: &str) -> Result<HashMap<String, u64>> {
        let snapshot = self.snapshot();
        let ahead = format!("{prefix}{OF_FIELD}");
        let start = format!("{ahead}{typed}");
        let mut values: HashMap<String, u64> = HashMap::new();
        for segment in &snapshot.segments {
            let inverted = segment.reader.inverted_index(snapshot.fields.within)?;
            let mut terms = inverted.terms().range().ge(&start).into_stream()?;
            let mut left = MOST_TERMS;
            while left > 0 && terms.advance() {
                left -= 1;
                let Some(word) = std::str::from_utf8(terms.key()).ok().filter(|key| key.starts_with(&start))
                else {
                    break;
                };
                let word = word.get(ahead.len()..).unwrap_or_default();
                *values.entry(word.to_owned()).or_default() += u64::from(terms.value().doc_freq);
            }
        }
        Ok(values)
    }
}
