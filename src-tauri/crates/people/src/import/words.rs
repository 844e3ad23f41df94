//! The reasons of a receipt in the seller's language. A receipt is also a file, written without the page, so the program
//! has to know the words; that they stand in the page's own file, from which this takes them, keeps one translation for
//! both. English is written where a reason happens and kept with the row, other languages have words by its code.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use satchel_feature::Record;
use satchel_formats::Reason;
use satchel_kernel::Result;
use satchel_kernel::reason::{Values, filled};
use satchel_vault::Connection;
use serde::Deserialize;
use serde_json::Value;

use super::leads::noted;
use super::merge::{KeptRaw, OWN};
use crate::export::table::heading;

const BESIDE: Reason = Reason::new(
    "noted_beside",
    "{field}: {value} (an import brought this; “{there}” was here already and stayed)",
);
const BESIDE_ANOTHER: Reason = Reason::new(
    "noted_beside_another",
    "{field}: {value} (an import brought this; another value was here already and stayed)",
);
/// Longer values than this, in characters, are not told again beside another.
const TOLD: usize = 80;
const GERMAN: &str = include_str!("../../../../../ui/src/locales/program.de.json");

/// What the page calls the fields of each kind.
const PAGES: [&str; 2] = [
    include_str!("../../../../../ui/src/locales/en.json"),
    include_str!("../../../../../ui/src/locales/de.json"),
];
static CALLED: LazyLock<[Called; 2]> = LazyLock::new(|| PAGES.map(Called::of));

/// The names of fields by their kind; under `any` those that kinds have in common.
#[derive(Debug)]
struct Called(BTreeMap<String, BTreeMap<String, String>>);

impl Called {
    fn of(page: &str) -> Self {
        let page: Value = serde_json::from_str(page).unwrap_or_default();
        let kinds = page.get("field").and_then(Value::as_object).into_iter().flatten();
        // Beside the kinds stand words for fields of any of them.
        let named = kinds.filter_map(|(kind, fields)| {
            let fields = fields.as_object()?.iter();
            let texts = fields.filter_map(|(name, called)| Some((name.clone(), called.as_str()?.to_owned())));
            Some((kind.clone(), texts.collect()))
        });
        Self(named.collect())
    }
}

/// The words of one language.
#[derive(Debug, Default, Deserialize)]
pub struct Words {
    /// By code, with a hole such as `{cells}` for a value. None where the English sentence does.
    reasons: BTreeMap<String, String>,
    /// By the code of the error that refuses a row; several where one may lack its value, which stands in `{{name}}`.
    errors: BTreeMap<String, Said>,
    #[serde(skip)]
    german: bool,
}

/// The words for an error.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Said {
    Text(String),
    Several(Vec<String>),
}

impl Said {
    fn all(&self) -> &[String] {
        match self {
            Self::Text(text) => std::slice::from_ref(text),
            Self::Several(several) => several,
        }
    }
}

impl Words {
    /// The words for a language tag such as `de-CH`; English where there are none.
    pub fn of(tag: &str) -> Self {
        let language = tag.split(['-', '_', '.']).next().unwrap_or_default();
        if !language.eq_ignore_ascii_case("de") {
            return Self::default();
        }
        Self { german: true, ..serde_json::from_str(GERMAN).unwrap_or_default() }
    }

    /// The language the seller chose; where he chose none, the one asked for.
    pub fn chosen(conn: &Connection, otherwise: Option<&str>) -> Result<Self> {
        let chosen = satchel_vault::settings::get(conn, "language")?;
        let chosen = chosen.as_ref().and_then(|tag| tag.as_str()).filter(|tag| *tag != "system");
        Ok(Self::of(chosen.or(otherwise).unwrap_or_default()))
    }

    /// Whether they are German.
    pub const fn is_german(&self) -> bool {
        self.german
    }

    /// What a field of a kind is called; one that has no words, as the seller's own, by its name.
    pub fn field(&self, kind: &str, name: &str) -> String {
        let [english, german] = &*CALLED;
        let Called(called) = if self.german { german } else { english };
        let of = |kind: &str| called.get(kind).and_then(|fields| fields.get(name));
        of(kind).or_else(|| of("any")).cloned().unwrap_or_else(|| heading(name))
    }

    /// Values that an import brought and that are not the record's, because their fields have others: as the text of a note.
    pub fn beside(&self, kind: &str, record: &Record, kept: &[KeptRaw]) -> Option<String> {
        let lines: Vec<String> = kept
            .iter()
            .map(|kept| {
                let called = self.field(kind, kept.field.strip_prefix(OWN).unwrap_or(&kept.field));
                let there = record.get(&kept.field).and_then(Value::as_str).unwrap_or_default();
                let is_told = !there.is_empty() && there.chars().count() <= TOLD;
                let reason = if is_told { BESIDE.with("there", there) } else { BESIDE_ANOTHER };
                let reason = reason.with("field", called).with("value", &kept.value);
                self.say(reason.code, &reason.values, &reason.sentence())
            })
            .collect();
        (!lines.is_empty()).then(|| lines.join("\n"))
    }

    /// Values that found no place, by the fields they were meant for: as the text of a note.
    pub fn left(&self, kind: &str, left: &[(String, String)]) -> Option<String> {
        let named: Vec<(String, &str)> =
            left.iter().map(|(name, value)| (self.field(kind, name), value.as_str())).collect();
        noted(named.iter().map(|(name, value)| (name.as_str(), *value)))
    }

    /// A reason by its code and values. A code without words, or words with a value that an earlier program did not
    /// keep, leave the English sentence.
    pub fn say(&self, code: &str, values: &Values, english: &str) -> String {
        let reason = self.reasons.get(code).map(|words| filled(words, values));
        let errors = self.errors.get(code).map(Said::all).unwrap_or_default().iter();
        let refusals = errors.map(|words| filled(&words.replace("{{", "{").replace("}}", "}"), values));
        let said = reason.into_iter().chain(refusals).find(|said| !said.contains('{'));
        said.unwrap_or_else(|| english.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // covers(UX-10, IMP-1)
    #[test]
    fn a_reason_is_german_by_its_code_and_english_where_its_values_are_missing() {
        let german = Words::of("de_AT.UTF-8");
        let values =
            Values::from([("cells".to_owned(), "9".to_owned()), ("most".to_owned(), "8".to_owned())]);
        let said = german.say("too_many_cells", &values, "English.");
        assert_eq!(said, "Diese Zeile hat 9 Zellen; höchstens 8 lassen sich lesen.");
        assert_eq!(german.say("too_many_cells", &Values::new(), "Kept then."), "Kept then.");
        let unknown = Values::from([("name".to_owned(), "Nord".to_owned())]);
        assert!(german.say("pipeline_unknown", &unknown, "English.").contains("namens „Nord“"));
        assert_eq!(german.say("of_tomorrow", &Values::new(), "Kept then."), "Kept then.");
        assert_eq!(Words::of("en").say("too_many_cells", &values, "English."), "English.");
    }
}
