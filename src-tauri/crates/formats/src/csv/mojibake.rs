//! UTF-8 that was read as something else and written again: `Ã©` for `é`, `√©`, `РРІР°РЅ`. Found, shown, and undone
//! only on request.

use encoding_rs::Encoding;
use schemars::JsonSchema;
use serde::Serialize;

use super::charset::Charset;

/// Signs that text was encoded twice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Mojibake {
    /// The encoding the text was wrongly read in; put it into the mapping's `repair` to undo it.
    pub encoding: String,
    /// How many words show it.
    pub count: usize,
    /// One of them as it stands.
    pub before: String,
    /// The same repaired.
    pub after: String,
}

const CANDIDATES: &[&str] = &["windows-1252", "windows-1251", "macintosh", "windows-1250"];

/// The text as it was before it was read in the wrong encoding; `None` if it does not show that.
pub(crate) fn repaired(text: &str, encoding: &'static Encoding) -> Option<String> {
    decoded(text, encoding).filter(|text| !holds_controls(text))
}

/// Whether a text holds characters that are in no honest text, as text that was damaged twice does once it is repaired.
pub fn holds_controls(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{80}'..='\u{9f}'))
}

fn decoded(text: &str, encoding: &'static Encoding) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut buffer = [0; 4];
    for c in text.chars() {
        let (encoded, _, failed) = encoding.encode(c.encode_utf8(&mut buffer));
        match u8::try_from(u32::from(c)) {
            Ok(control @ 0x80..=0x9f) if failed => bytes.push(control),
            _ if failed => return None,
            _ => bytes.extend_from_slice(&encoded),
        }
    }
    String::from_utf8(bytes).ok()
}

/// The text as it was before it was read in this encoding by mistake; `None` if it does not show that, or there is no such
/// encoding. What was damaged twice is repaired once, and may hold controls then.
pub fn undamaged(text: &str, encoding: &str) -> Option<String> {
    match Charset::named(encoding) {
        Some(Charset::Encoding(encoding)) => decoded(text, encoding),
        _ => None,
    }
}

/// The encoding in which most words outside ASCII were read by mistake.
pub fn damaged_as(text: &str) -> Option<&'static str> {
    let found = find(text)?;
    CANDIDATES.iter().copied().find(|name| *name == found.encoding)
}

/// Looks for text that was encoded twice: most words outside ASCII must show it.
pub(crate) fn find(text: &str) -> Option<Mojibake> {
    let words: Vec<&str> = text
        .split(|c: char| c.is_ascii_whitespace() || matches!(c, ',' | ';' | '"' | '|'))
        .filter(|w| !w.is_ascii() && w.len() <= 400)
        .take(5_000)
        .collect();
    let mut best: Option<Mojibake> = None;
    for name in CANDIDATES {
        let Some(Charset::Encoding(encoding)) = Charset::named(name) else { continue };
        let mut count = 0;
        let mut example = None;
        for word in &words {
            if let Some(after) = repaired(word, encoding) {
                count += 1;
                example = example.or(Some((*word, after)));
            }
        }
        if let Some((before, after)) = example
            && count * 2 > words.len()
            && best.as_ref().is_none_or(|b| b.count < count)
        {
            best = Some(Mojibake { encoding: (*name).to_owned(), count, before: before.to_owned(), after });
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::csv::charset::Charset;

    fn spoilt(text: &str, label: &str) -> String {
        match Charset::named(label).unwrap() {
            Charset::Encoding(e) => e.decode_without_bom_handling(text.as_bytes()).0.into_owned(),
            Charset::Table(_) => unreachable!(),
        }
    }

    // covers(IMP-1)
    #[test]
    fn double_encoding_is_found_and_shown_repaired() {
        for label in ["windows-1252", "macintosh"] {
            let text = spoilt("José,Müller,Łódź,naïve’s\n", label);
            let found = find(&text).unwrap();
            assert_eq!(found.encoding, label);
            assert_eq!(found.after, "José");
        }
        assert_eq!(find(&spoilt("Иван;Петров", "windows-1251")).unwrap().encoding, "windows-1251");
    }

    #[test]
    fn honest_text_is_left_alone() {
        for text in ["José Müller Łódź", "Иван Петров", "Ã", "山田", "plain", "naïve café – “quoted”"]
        {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
