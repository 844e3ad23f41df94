//! What the seller may be about to type: records, the ones used most first, and values worth filtering by.

use std::collections::HashMap;

use rusqlite::Connection;
use satchel_kernel::Id;
use satchel_kernel::text::fold;
use serde::Serialize;

use super::SearchRequest;
use crate::Result;
use crate::document::Documents;
use crate::index::Index;
use crate::index::schema::OF_FIELD;

/// Terms looked at for one field.
const MOST_TERMS: usize = 5_000;
/// The prefixes whose values are suggested.
const SUGGESTED: [&str; 3] = ["tag", "company", "city"];

/// One suggestion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Suggestion {
    /// The whole text to search for: `tag:vip`, or a record's title.
    pub text: String,
    /// How many records a filter finds; 1 for a record.
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
        let (before, last) = match request.text.rsplit_once(char::is_whitespace) {
            Some((before, last)) => (format!("{before} "), last),
            None => (String::new(), request.text),
        };
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
        filters.sort_by(|a, b| b.records.cmp(&a.records).then_with(|| a.text.cmp(&b.text)));
        // Half of the room is for filters, if there are any.
        let room = request.limit.saturating_sub(filters.len()).max(request.limit.div_ceil(2));
        all.truncate(room);
        all.extend(filters);
        all.truncate(request.limit);
        Ok(all)
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
