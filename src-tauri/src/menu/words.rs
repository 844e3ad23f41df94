//! The few words the shell shows itself, in the seller's language. The page has its own; these are beside it because
//! native menus exist before the page does.

use std::collections::BTreeMap;

const ENGLISH: &str = include_str!("en.json");
const GERMAN: &str = include_str!("de.json");

/// The words of one language.
pub struct Words(BTreeMap<String, String>);

impl Words {
    /// The words for a language tag such as `de-CH`; English where there are none.
    pub fn of(tag: &str) -> Self {
        let language = tag.split(['-', '_', '.']).next().unwrap_or_default();
        let text = if language.eq_ignore_ascii_case("de") { GERMAN } else { ENGLISH };
        Self(serde_json::from_str(text).unwrap_or_default())
    }

    /// The words for `key`, or the key where they are missing (a test sees to it that none is).
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.0.get(key).map_or(key, String::as_str)
    }

    /// The words of a menu or item.
    pub fn label(&self, id: &str) -> String {
        let key = format!("menu.{id}");
        self.get(&key).to_owned()
    }

    /// Every key there are words for.
    #[cfg(test)]
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}
