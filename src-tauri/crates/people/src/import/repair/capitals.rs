//! Names in capitals, as people write them.

use satchel_formats::draft::{Draft, DraftKind};

use super::evidence::is_given;

/// Small words of family names.
const SMALL: [&str; 22] = [
    "von", "van", "vom", "zu", "zum", "zur", "de", "der", "den", "del", "della", "di", "da", "dos", "du",
    "des", "la", "le", "ten", "ter", "y", "af",
];

pub(super) fn mend(draft: &mut Draft, change: &mut dyn FnMut(&str, String, &str)) {
    if draft.kind != DraftKind::Person {
        return;
    }
    let fields = [
        ("given", &mut draft.given, true),
        ("middle", &mut draft.middle, true),
        ("family", &mut draft.family, false),
        ("display_name", &mut draft.display_name, true),
    ];
    for (field, text, first) in fields {
        if let Some(after) = written(text, first) {
            let before = std::mem::replace(text, after);
            change(field, before, text);
        }
    }
}

/// A name as people write it; `None` where it is no name in capitals. `first` says that its first word is none of the
/// small ones.
pub(super) fn written(text: &str, first: bool) -> Option<String> {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let cased = text.chars().filter(|c| c.is_uppercase()).count();
    let long = text.split([' ', '-']).any(|word| word.chars().filter(|c| c.is_alphabetic()).count() >= 3);
    if letters != cased || !(long || (letters == 2 && is_given(text))) {
        return None;
    }
    let words = text.split(' ').enumerate().map(|(at, word)| {
        let lower = word.to_lowercase();
        if SMALL.contains(&lower.as_str()) && (at > 0 || !first) && text.contains(' ') {
            return lower;
        }
        word_written(word)
    });
    let after = words.collect::<Vec<_>>().join(" ");
    (after != text).then_some(after)
}

fn word_written(word: &str) -> String {
    let roman = matches!(word, "II" | "III" | "IV" | "VI" | "VII" | "VIII");
    let short = word.chars().filter(|c| c.is_alphabetic()).count() < 3;
    // Initials stay: `J.`, `JR`; short given names do not.
    if roman || (short && !is_given(word) && !word.contains(['\'', '’'])) {
        return word.to_owned();
    }
    let mut out = String::new();
    let mut begins = true;
    let mut since = String::new();
    for c in word.chars() {
        if !c.is_alphabetic() {
            begins = true;
            since.clear();
            out.push(c);
        } else if begins {
            out.push(c);
            since.push(c);
            begins = false;
        } else {
            out.extend(c.to_lowercase());
            since.push(c);
            // McDonald, but not Mcc.
            begins = since == "MC" && word.chars().count() > 4;
        }
    }
    out
}
