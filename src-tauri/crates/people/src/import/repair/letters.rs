//! Letters that were read in the wrong encoding and written again.

use satchel_formats::csv;
use satchel_formats::draft::Draft;

use super::texts;

/// The encoding nearly all of it comes from; any other must be shown by most of the file.
const USUAL: &str = "windows-1252";
/// How often a text can have been damaged so.
const ROUNDS: usize = 3;
/// What UTF-8 in the usual encoding begins with, where only some words of a text are damaged.
const MARKS: [&str; 3] = ["Ã", "Â", "â€"];

pub(super) fn mend(
    draft: &mut Draft,
    shown: Option<&'static str>,
    change: &mut dyn FnMut(&str, String, &str),
) {
    texts(draft, &mut |field, text| {
        if let Some(after) = undamaged(text, shown) {
            let before = std::mem::replace(text, after);
            change(field, before, text);
        }
    });
}

/// The text as it was before; `None` where nothing shows that it was another.
pub(super) fn undamaged(text: &str, shown: Option<&'static str>) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let mut found: Option<String> = None;
    for _ in 0..ROUNDS {
        let now = found.as_deref().unwrap_or(text);
        let encodings = [Some(USUAL), shown.filter(|name| *name != USUAL)];
        let better = encodings.into_iter().flatten().find_map(|name| {
            let better = csv::undamaged(now, name)?;
            (found.is_some() || shown == Some(name) || tells(now, &better)).then_some(better)
        });
        match better.or_else(|| by_word(now)) {
            Some(better) => found = Some(better),
            None => break,
        }
    }
    found.filter(|text| !csv::holds_controls(text))
}

/// Some words of a text may be damaged and others not: `MÃ¼ller & Söhne`.
fn by_word(text: &str) -> Option<String> {
    if !MARKS.iter().any(|mark| text.contains(mark)) {
        return None;
    }
    let mut any = false;
    let words = text.split_inclusive([' ', '\n', ',', ';']).map(|word| {
        let marked = MARKS.iter().any(|mark| word.contains(mark));
        match marked
            .then(|| csv::undamaged(word, USUAL))
            .flatten()
            .filter(|better| !csv::holds_controls(better))
        {
            Some(better) => {
                any = true;
                better
            }
            None => word.to_owned(),
        }
    });
    let joined: String = words.collect();
    any.then_some(joined)
}

/// Whether a text shows by itself that it was damaged. One pair of letters may be honest: the end of `“CAFÉ”`.
fn tells(text: &str, better: &str) -> bool {
    let quotes = ['“', '”', '‘', '’', '…', '–', '—'];
    let second = text.chars().skip(1);
    MARKS.iter().any(|mark| text.contains(mark))
        || better.chars().filter(|c| !c.is_ascii()).count() > 1
        || text.chars().zip(second).any(|(one, next)| matches!(one, 'Å' | 'Ä') && !quotes.contains(&next))
}
