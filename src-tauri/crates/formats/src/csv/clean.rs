//! What is taken off a cell before it means anything: blanks around it, guards against formulas, zero bytes, and
//! damage from double encoding when the seller asked for its repair. Nothing else is changed.

use std::borrow::Cow;

use encoding_rs::Encoding;

use super::mojibake;

/// Whether a character is white space, also the separators that other programs count as such. A cell of these alone
/// is blank.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{1c}'..='\u{1f}')
}

/// Whether a character is taken off a cell's ends.
fn is_trimmed(c: char) -> bool {
    is_blank(c) || matches!(c, '\u{feff}' | '\0')
}

/// Whether a text starts the way spreadsheets take for a formula.
pub(crate) fn is_formula_start(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r')
}

/// How cells are cleaned.
#[derive(Clone, Copy)]
pub(crate) struct Cleaner {
    /// Satchel's own export: only its own guard is taken off.
    pub exact: bool,
    pub repair: Option<&'static Encoding>,
}

impl Cleaner {
    pub(crate) fn clean(self, cell: &str) -> Cow<'_, str> {
        if self.exact {
            return Cow::Borrowed(cell.strip_prefix('\'').unwrap_or(cell));
        }
        let mut text = trimmed(cell);
        if text.bytes().next().is_some_and(|b| matches!(b, b'\'' | b'=' | 0xE2)) {
            text = unguarded(text);
        }
        let mut cleaned = Cow::Borrowed(text);
        if let Some(inside) = wrapped(&cleaned) {
            cleaned = Cow::Owned(inside);
        }
        if memchr::memchr2(b'\0', b'\r', cleaned.as_bytes()).is_some() {
            cleaned = Cow::Owned(cleaned.replace('\0', "").replace("\r\n", "\n").replace('\r', "\n"));
            if let Cow::Owned(text) = &cleaned {
                cleaned = Cow::Owned(trimmed(text).to_owned());
            }
        }
        if let Some(repair) = self.repair
            && let Some(text) = mojibake::repaired(&cleaned, repair)
        {
            cleaned = Cow::Owned(text);
        }
        cleaned
    }
}

/// `text` without blanks around it.
pub(crate) fn trimmed(text: &str) -> &str {
    let bytes = text.as_bytes();
    let plain = |b: Option<&u8>| b.is_none_or(|b| matches!(b, 0x21..=0x7e));
    if plain(bytes.first()) && plain(bytes.last()) { text } else { text.trim_matches(is_trimmed) }
}

/// The fewest digits that an apostrophe is put before to keep them text; `'24` is a year.
const DIGITS: usize = 3;

/// Takes off a joiner, or an apostrophe before what a spreadsheet would take for a formula or a number: `'04109`.
pub(crate) fn unguarded(text: &str) -> &str {
    if let Some(rest) = text.strip_prefix('\u{200d}') {
        return trimmed(rest);
    }
    if let Some(rest) = text.strip_prefix('\'')
        && rest.len() >= DIGITS
        && rest.bytes().all(|b| b.is_ascii_digit())
    {
        return rest;
    }
    let mut text = text;
    while let Some(rest) = text.strip_prefix('\'').filter(|rest| rest.starts_with(is_formula_start)) {
        let bare = trimmed(rest);
        if bare.len() == rest.len() {
            return bare;
        }
        // The guard stood before a blank that goes too; what is behind it may have had one of its own.
        text = bare;
    }
    text
}

/// The text inside `="…"`, the way to keep a spreadsheet from reading digits as a number.
fn wrapped(text: &str) -> Option<String> {
    let inside = text.strip_prefix("=\"")?.strip_suffix('"')?;
    let bare = inside.replace("\"\"", "");
    (!bare.contains('"')).then(|| inside.replace("\"\"", "\""))
}

#[cfg(test)]
mod tests {
    use super::Cleaner;

    // covers(IMP-1)
    #[test]
    fn guards_and_blanks_go_and_nothing_else() {
        let clean = |text: &str| Cleaner { exact: false, repair: None }.clean(text).into_owned();
        for (text, wanted) in [
            ("  a b\u{a0}", "a b"),
            ("'+49 30", "+49 30"),
            ("'=1+1", "=1+1"),
            ("'t Hooft", "'t Hooft"),
            ("'04109", "04109"),
            ("'24", "'24"),
            ("'68er", "'68er"),
            ("\u{200d}+49 30", "+49 30"),
            ("=\"0049\"", "0049"),
            ("=\"a\"&\"b\"", "=\"a\"&\"b\""),
            ("=1+1", "=1+1"),
            ("a\0b", "ab"),
            ("\0", ""),
            ("a\r\nb\rc", "a\nb\nc"),
            ("“x”", "“x”"),
        ] {
            assert_eq!(clean(text), wanted, "{text:?}");
        }
        let exact = |text: &str| Cleaner { exact: true, repair: None }.clean(text).into_owned();
        assert_eq!(exact("' a\r\n"), " a\r\n");
        assert_eq!(exact("''"), "'");
        assert_eq!(exact(" a"), " a");
    }
}
