//! The few words the shell shows itself, in the seller's language. The page has its own; these are beside it because
//! native menus exist before the page does.

use std::collections::BTreeMap;

use satchel_kernel::Error;
use serde_json::{Map, Value};

const ENGLISH: &str = include_str!("en.json");
const GERMAN: &str = include_str!("de.json");
/// What the program says in English, in German by its code. The page has the same file.
const GERMAN_ERRORS: &str = include_str!("../../../ui/src/locales/program.de.json");

/// The words of one language.
pub struct Words {
    texts: BTreeMap<String, String>,
    /// Words for errors by their code; none where they are English already.
    errors: Map<String, Value>,
}

impl Words {
    /// The words for a language tag such as `de-CH`; English where there are none.
    pub fn of(tag: &str) -> Self {
        let language = tag.split(['-', '_', '.']).next().unwrap_or_default();
        let german = language.eq_ignore_ascii_case("de");
        let mut errors: Value =
            serde_json::from_str(if german { GERMAN_ERRORS } else { "{}" }).unwrap_or_default();
        Self {
            texts: serde_json::from_str(if german { GERMAN } else { ENGLISH }).unwrap_or_default(),
            errors: errors
                .get_mut("errors")
                .and_then(Value::as_object_mut)
                .map(std::mem::take)
                .unwrap_or_default(),
        }
    }

    /// What an error says: the words of the language for its code and its first value, else the sentence it brings.
    pub fn error(&self, error: &Error) -> String {
        let details = error.details.as_ref().and_then(Value::as_object);
        let values = details.into_iter().flat_map(Map::values).filter_map(Value::as_str);
        let keys = values.map(|value| format!("{}.{value}", error.code)).chain([error.code.to_owned()]);
        let said = keys.filter_map(|key| self.errors.get(&key)).flat_map(|said| match said {
            Value::Array(several) => several.iter().collect::<Vec<_>>(),
            one => vec![one],
        });
        let mut filled = said.filter_map(Value::as_str).map(|said| {
            details.into_iter().flatten().fold(said.to_owned(), |said, (name, value)| {
                said.replace(&format!("{{{{{name}}}}}"), value.as_str().unwrap_or_default())
            })
        });
        // A sentence with a hole that nothing fills gives way to one without.
        filled.find(|said| !said.contains("{{")).unwrap_or_else(|| error.to_string())
    }

    /// The words for `key`, or the key where they are missing (a test sees to it that none is).
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.texts.get(key).map_or(key, String::as_str)
    }

    /// The words of a menu or item.
    pub fn label(&self, id: &str) -> String {
        let key = format!("menu.{id}");
        self.get(&key).to_owned()
    }

    /// Every key there are words for.
    #[cfg(test)]
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.texts.keys().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    // covers(UX-10)
    #[test]
    fn an_error_is_said_in_the_language_of_the_desktop() {
        let elsewhere =
            Error::refused("vault_open_elsewhere", "The vault is open in Satchel (7). Close that first.")
                .with(json!({ "by": "Satchel (7)" }));
        let german = Words::of("de_DE.UTF-8");
        assert!(german.error(&elsewhere).starts_with("Der Tresor ist anderswo geöffnet (Satchel (7))"));
        assert_eq!(Words::of("en").error(&elsewhere), elsewhere.to_string());

        let key = Error::refused("wrong_key", "Wrong.").with(json!({ "slot": "recovery" }));
        assert!(german.error(&key).starts_with("Der Wiederherstellungscode gehört"));
        let hole = Error::refused("vault_open_elsewhere", "Open.");
        assert!(!german.error(&hole).contains("{{"), "a hole that nothing fills is not shown");
        assert_eq!(german.error(&Error::refused("out_of_paper", "No paper.")), "No paper.");
    }
}
