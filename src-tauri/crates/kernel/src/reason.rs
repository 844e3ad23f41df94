//! Why a row or a cell was not taken: a stable code with its values, and the sentence for it in English. Other languages
//! have words by the code.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;

use crate::Error;

/// The values of a reason by the names of their holes in its words.
pub type Values = BTreeMap<String, String>;

/// Why something was not taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// Stable.
    pub code: &'static str,
    /// In English, with a hole such as `{cells}` for each value.
    words: Cow<'static, str>,
    /// What stands in the holes.
    pub values: Values,
}

impl Reason {
    /// A reason by its code and its English words; a hole in them is filled by [`Reason::with`].
    pub const fn new(code: &'static str, words: &'static str) -> Self {
        Self { code, words: Cow::Borrowed(words), values: Values::new() }
    }

    /// Fills a hole.
    #[must_use]
    pub fn with(mut self, hole: &str, value: impl ToString) -> Self {
        self.values.insert(hole.to_owned(), value.to_string());
        self
    }

    /// The sentence in English.
    pub fn sentence(&self) -> String {
        match &self.words {
            // What an error says has its values in it.
            Cow::Owned(said) => said.clone(),
            Cow::Borrowed(words) => filled(words, &self.values),
        }
    }
}

impl From<Error> for Reason {
    /// A refusal as the reason of a row, with its values that are texts.
    fn from(refused: Error) -> Self {
        let details = refused.details.as_ref().and_then(|details| details.as_object());
        let texts = details.into_iter().flatten().filter_map(|(name, value)| Some((name, value.as_str()?)));
        let values = texts.map(|(name, value)| (name.clone(), value.to_owned())).collect();
        Self { code: refused.code, words: Cow::Owned(refused.message), values }
    }
}

/// Words with their holes filled; one that has no value stays.
pub fn filled(words: &str, values: &Values) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        match after.split_once('}').and_then(|(hole, after)| Some((values.get(hole)?, after))) {
            Some((value, after)) => {
                out.push_str(value);
                rest = after;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    // covers(IMP-5)
    #[test]
    fn a_reason_is_said_with_its_values_and_a_value_is_never_taken_for_a_hole() {
        let reason = Reason::new("too_many", "There are {cells} of {most}, {not}.");
        let reason = reason.with("cells", "{most}").with("most", 3);
        assert_eq!(reason.sentence(), "There are {most} of 3, {not}.");
        assert_eq!(Reason::new("plain", "An { alone.").sentence(), "An { alone.");
    }
}
