//! A card or an entry of LDIF line by line, to be corrected by hand: which of its lines a person can read, and the card with
//! other values in them. Pure.
//!
//! Lines keep their place, so that what is not touched is imported as it came. Envelope, remarks and what is too long to be
//! typed (a portrait) stay and are not shown.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// How a card is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// vCard of any version.
    Vcard,
    /// LDIF.
    Ldif,
}

/// A line that can be corrected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its place in the card; beyond the last one for a name that is not there yet.
    pub place: usize,
    /// The property or attribute.
    pub name: String,
    /// What it says.
    pub value: String,
}

/// Longer values are not typed by anybody.
const LONGEST: usize = 4_000;

impl Form {
    /// What says what somebody is called.
    const fn called(self) -> &'static str {
        match self {
            Self::Vcard => "FN",
            Self::Ldif => "cn",
        }
    }

    fn is_hidden(self, head: &str) -> bool {
        match self {
            Self::Vcard => {
                let name = name(head).to_uppercase();
                super::vcard::is_envelope(&name) || matches!(name.as_str(), "PRODID" | "REV" | "UID")
            }
            Self::Ldif => {
                let name = name(head).to_lowercase();
                head.starts_with('#')
                    || matches!(name.as_str(), "dn" | "changetype" | "objectclass" | "version")
            }
        }
    }
}

/// The lines that can be corrected, and one for the name where there is none.
#[must_use]
pub fn lines(card: &str, form: Form) -> Vec<Line> {
    let all = unfolded(card, form);
    let mut lines: Vec<Line> = all
        .iter()
        .enumerate()
        .filter_map(|(place, line)| {
            let (head, value) = parted(line)?;
            if form.is_hidden(head) || value.len() > LONGEST {
                return None;
            }
            Some(Line { place, name: name(head).to_owned(), value: shown(head, value, form)? })
        })
        .collect();
    if !lines.iter().any(|line| line.name.eq_ignore_ascii_case(form.called())) {
        lines.insert(0, Line { place: all.len(), name: form.called().to_owned(), value: String::new() });
    }
    lines
}

/// The card with other values in these places; a blank one takes its line away.
#[must_use]
pub fn corrected(card: &str, form: Form, values: &[(usize, String)]) -> String {
    let mut all = unfolded(card, form);
    let many = all.len();
    let mut called = None;
    for (place, text) in values {
        match all.get_mut(*place) {
            Some(line) => {
                let Some((head, value)) = parted(line) else { continue };
                if form.is_hidden(head) || shown(head, value, form).as_ref() == Some(text) {
                    continue;
                }
                *line = if text.trim().is_empty() { String::new() } else { written(head, text, form) };
            }
            None if *place == many && !text.trim().is_empty() => {
                called = Some(written(form.called(), text, form));
            }
            None => {}
        }
    }
    let is = |line: &String, word: &str| line.trim().eq_ignore_ascii_case(word);
    if form == Form::Vcard {
        // What stood between cards is none yet.
        if !all.first().is_some_and(|line| is(line, "BEGIN:VCARD")) {
            all.splice(0..0, ["BEGIN:VCARD".to_owned(), "VERSION:3.0".to_owned()]);
        }
        while all.last().is_some_and(|line| line.trim().is_empty() || is(line, "END:VCARD")) {
            all.pop();
        }
        all.extend(called);
        all.push("END:VCARD".to_owned());
    } else {
        all.extend(called);
    }
    let end = if form == Form::Vcard { "\r\n" } else { "\n" };
    all.into_iter().filter(|line| !line.trim().is_empty()).map(|line| line + end).collect()
}

/// The lines with those that were folded as one.
fn unfolded(card: &str, form: Form) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in card.lines() {
        let line = line.trim_end_matches('\r');
        let folded =
            line.strip_prefix(' ').or_else(|| line.strip_prefix('\t').filter(|_| form == Form::Vcard));
        match (folded, lines.last_mut()) {
            (Some(rest), Some(last)) => last.push_str(rest),
            // Quoted-printable goes on behind an equals sign.
            (None, Some(last)) if form == Form::Vcard && is_quoted(last) && last.ends_with('=') => {
                last.pop();
                last.push_str(line);
            }
            _ => lines.push(line.to_owned()),
        }
    }
    lines
}

fn is_quoted(line: &str) -> bool {
    parted(line).is_some_and(|(head, _)| head.to_ascii_uppercase().contains("QUOTED-PRINTABLE"))
}

/// What stands before the first colon that no quotes enclose, and behind it.
fn parted(line: &str) -> Option<(&str, &str)> {
    let mut quoted = false;
    for (at, byte) in line.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b':' if !quoted => return Some((line.get(..at)?, line.get(at + 1..)?)),
            _ => {}
        }
    }
    // A quote that nobody closed.
    line.split_once(':')
}

/// The property without its group and its parameters.
fn name(head: &str) -> &str {
    let name = head.split(';').next().unwrap_or_default();
    name.rsplit_once('.').map_or(name, |(_, name)| name)
}

/// A value as a person reads it; nothing of what is no text.
fn shown(head: &str, value: &str, form: Form) -> Option<String> {
    let upper = head.to_ascii_uppercase();
    match form {
        Form::Ldif => match value.strip_prefix(':') {
            Some(packed) => String::from_utf8(STANDARD.decode(packed.trim()).ok()?).ok(),
            None if value.starts_with('<') => None,
            None => Some(value.trim_start().to_owned()),
        },
        Form::Vcard if upper.contains("QUOTED-PRINTABLE") => {
            String::from_utf8(unquoted(value)).ok().map(|text| plain(&text))
        }
        Form::Vcard if upper.contains("BASE64") || upper.contains("ENCODING=B") => None,
        Form::Vcard => Some(plain(value)),
    }
}

/// What a value of a vCard says, without the signs before commas and for new lines; what its parts are stays to be seen.
fn plain(value: &str) -> String {
    value.replace("\\n", "\n").replace("\\N", "\n").replace("\\,", ",")
}

fn unquoted(value: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        let code = digits.filter(|_| *first == b'=').and_then(|two| u8::from_str_radix(two, 16).ok());
        match code {
            Some(code) => {
                bytes.push(code);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    bytes
}

/// A line with this value.
fn written(head: &str, text: &str, form: Form) -> String {
    match form {
        Form::Ldif => {
            let plain = text.chars().all(|c| !c.is_control()) && !text.starts_with([' ', ':', '<']);
            if plain { format!("{head}: {text}") } else { format!("{head}:: {}", STANDARD.encode(text)) }
        }
        Form::Vcard => {
            let is_code = |part: &&str| {
                let part = part.to_ascii_uppercase();
                part.starts_with("ENCODING=")
                    || part.starts_with("CHARSET=")
                    || matches!(part.as_str(), "QUOTED-PRINTABLE" | "BASE64")
            };
            let head: Vec<&str> = head.split(';').filter(|part| !is_code(part)).collect();
            let head = head.join(";");
            // In a note a comma parts nothing; elsewhere it may, as the semicolon does.
            let text = text.replace("\r\n", "\n").replace('\n', "\\n");
            let lists = ["CATEGORIES", "NICKNAME", "ORG", "N", "ADR"];
            let own = lists.contains(&name(&head).to_uppercase().as_str());
            format!("{head}:{}", if own { text } else { text.replace(',', "\\,") })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(card: &str, form: Form) -> Vec<(String, String)> {
        lines(card, form).into_iter().map(|line| (line.name, line.value)).collect()
    }

    // covers(IMP-3)
    #[test]
    fn lines_are_shown_as_a_person_reads_them_and_what_nobody_can_read_is_not() {
        let card = "BEGIN:VCARD\r\nVERSION:2.1\r\nNOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Gr=C3=B6=\r\n=C3=9Fe\r\n\
            item1.TEL;TYPE=CELL:030 \r\n 1\r\nPHOTO;ENCODING=b:AAAA\r\nEND:VCARD\r\n";
        let said = names(card, Form::Vcard);
        let said: Vec<_> = said.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(said, [("FN", ""), ("NOTE", "Größe"), ("TEL", "030 1")]);
        let entry = "dn: cn=x\nobjectclass: person\nmail:: w6RAeC5leGFtcGxl\njpegPhoto:< file:///x\n";
        assert_eq!(
            names(entry, Form::Ldif),
            [("cn".into(), String::new()), ("mail".into(), "ä@x.example".into())]
        );
    }

    // covers(IMP-3)
    #[test]
    fn a_corrected_card_differs_only_where_it_was_corrected() {
        let card = "BEGIN:VCARD\r\nVERSION:3.0\r\nNOTE:a\\, b\r\nEMAIL;TYPE=WORK:no address\r\nX-A:1\r\nEND:VCARD\r\n";
        let shown = lines(card, Form::Vcard);
        let same: Vec<_> = shown.iter().map(|line| (line.place, line.value.clone())).collect();
        assert_eq!(corrected(card, Form::Vcard, &same), card);
        let mail = shown.iter().find(|line| line.name == "EMAIL").unwrap().place;
        let added = shown.iter().find(|line| line.name == "FN").unwrap().place;
        let values = [(mail, "a@x.example".to_owned()), (added, "Ada, Countess".to_owned())];
        assert_eq!(
            corrected(card, Form::Vcard, &values),
            "BEGIN:VCARD\r\nVERSION:3.0\r\nNOTE:a\\, b\r\nEMAIL;TYPE=WORK:a@x.example\r\nX-A:1\r\nFN:Ada\\, Countess\r\n\
             END:VCARD\r\n"
        );
        let entry = "dn: cn=x\nmail: no\n";
        let values = [(1, "a\nb".to_owned()), (2, "Ada".to_owned())];
        assert_eq!(corrected(entry, Form::Ldif, &values), "dn: cn=x\nmail:: YQpi\ncn: Ada\n");
    }

    // covers(IMP-3)
    #[test]
    fn what_stood_between_cards_becomes_one() {
        let junk = "TEL:1\r\nhello";
        let card = corrected(junk, Form::Vcard, &[(2, "Ada".to_owned())]);
        assert_eq!(card, "BEGIN:VCARD\r\nVERSION:3.0\r\nTEL:1\r\nhello\r\nFN:Ada\r\nEND:VCARD\r\n");
    }

    proptest::proptest! {
        #[test]
        fn any_text_can_be_looked_at_and_corrected(card in "(?s).{0,300}", value in "(?s).{0,20}", place in 0_usize..9) {
            for form in [Form::Vcard, Form::Ldif] {
                let _ = lines(&card, form);
                let _ = corrected(&card, form, &[(place, value.clone())]);
            }
        }
    }
}
