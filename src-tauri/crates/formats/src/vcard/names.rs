//! What a card is about and what it is called; jobs put together from their properties.

use super::card::Dialect;
use super::map::is_blank;
use super::property::Property;
use super::text::{Style, after, split};
use crate::draft::DraftKind;

/// What the card says as a whole.
#[derive(Default)]
pub(super) struct Known {
    /// What it describes.
    pub kind: DraftKind,
    /// The formatted name, if there is one that is not made by Satchel itself.
    pub display: String,
    /// There is a structured name.
    pub named: bool,
}

impl Known {
    pub(super) fn of(properties: &[Option<Property<'_>>], dialect: Dialect) -> Self {
        let mut known = Self::default();
        let mut said: Option<DraftKind> = None;
        let (mut company, mut position) = (String::new(), false);
        for property in properties.iter().flatten() {
            let value = || Style::of(dialect, property.quoted).line(&property.value);
            match property.upper.as_ref() {
                "FN" if known.display.is_empty() && property.param("X-SATCHEL-DERIVED").is_none() => {
                    known.display = value();
                }
                "N" => known.named |= !is_blank(&property.value),
                "ORG" if company.is_empty() => {
                    let first = split(&property.value, b';').next().unwrap_or_default();
                    company = Style::of(dialect, property.quoted).line(first);
                }
                "TITLE" | "ROLE" => position |= !is_blank(&property.value),
                "KIND" | "X-KIND" | "X-ADDRESSBOOKSERVER-KIND" | "X-ABSHOWAS" if said.is_none() => {
                    said = kind(&value());
                }
                _ => {}
            }
        }
        // A company that does not say so: it has the name of its organisation and no other.
        let unsaid = !known.named
            && !position
            && !company.is_empty()
            && (known.display.is_empty() || known.display.to_lowercase() == company.to_lowercase());
        known.kind = said.unwrap_or(if unsaid { DraftKind::Company } else { DraftKind::Person });
        known
    }
}

/// What a `KIND` means for a draft.
pub(super) fn kind(value: &str) -> Option<DraftKind> {
    let is = |word: &str| value.eq_ignore_ascii_case(word);
    if is("group") {
        Some(DraftKind::Group)
    } else if ["org", "organization", "organisation", "company", "location"].iter().any(|word| is(word)) {
        Some(DraftKind::Company)
    } else if is("individual") || is("person") {
        Some(DraftKind::Person)
    } else {
        None
    }
}

/// Tags that are no tags: what address books sort their own contacts by.
pub(super) fn is_system_group(tag: &str) -> bool {
    let tag = after(tag, "System Group:").unwrap_or(tag).trim_start_matches('*').trim();
    [
        "mycontacts",
        "my contacts",
        "starred",
        "starred in android",
        "other contacts",
        "othercontacts",
        "coworkers:",
    ]
    .iter()
    .any(|system| tag.eq_ignore_ascii_case(system))
}

/// Whether a text is written in kana or hangul: such a sort key tells how a name is pronounced.
pub(super) fn is_phonetic(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some()
        && letters.all(|c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9f}' | '\u{ac00}'..='\u{d7af}' | '\u{1100}'..='\u{11ff}'))
}
