//! MeCARD and BIZCARD, the short forms of cards in codes, as vCard 3.0. Sources: NTT DOCOMO's description of MECARD, and
//! ZXing's list of barcode contents.

use std::fmt::Write;

/// The vCard of a MeCARD or BIZCARD.
pub(super) fn vcard(text: &str) -> Option<String> {
    let (head, rest) = text.split_once(':')?;
    let fields = match head.to_ascii_uppercase().as_str() {
        "MECARD" => fields(rest),
        "BIZCARD" => fields(rest).into_iter().map(business).collect(),
        _ => return None,
    };
    let mut card = String::from("BEGIN:VCARD\r\nVERSION:3.0\r\n");
    let mut named = false;
    let (mut given, mut family) = (String::new(), String::new());
    for (name, value) in fields {
        let plain = unescaped(&value);
        let line = match name.as_str() {
            _ if plain.trim().is_empty() => continue,
            "N" => {
                let mut parts = split(&value, ',').into_iter().map(|part| unescaped(part.trim()));
                (family, given) = (parts.next().unwrap_or_default(), parts.collect::<Vec<_>>().join(" "));
                // Without a comma it is the whole name.
                if given.is_empty() {
                    named = true;
                    format!("FN:{}", escaped(&std::mem::take(&mut family)))
                } else {
                    continue;
                }
            }
            "GIVEN" => {
                given = plain;
                continue;
            }
            "FAMILY" => {
                family = plain;
                continue;
            }
            "TEL" | "TEL-AV" => format!("TEL:{}", escaped(&plain)),
            "EMAIL" | "URL" | "NOTE" | "NICKNAME" | "ORG" | "TITLE" => format!("{name}:{}", escaped(&plain)),
            "MEMO" => format!("NOTE:{}", escaped(&plain)),
            "BDAY" => format!("BDAY:{}", escaped(&plain)),
            "ADR" => address(&value),
            "SOUND" => {
                let mut parts = split(&value, ',').into_iter().map(|part| escaped(&unescaped(part.trim())));
                let (last, first) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
                format!("X-PHONETIC-LAST-NAME:{last}\r\nX-PHONETIC-FIRST-NAME:{first}")
            }
            other => format!("X-MECARD-{other}:{}", escaped(&plain)),
        };
        card.push_str(&line);
        card.push_str("\r\n");
    }
    if !given.is_empty() || !family.is_empty() {
        let _ = write!(card, "N:{};{};;;\r\n", escaped(&family), escaped(&given));
        if !named {
            let _ = write!(card, "FN:{}\r\n", escaped(format!("{given} {family}").trim()));
        }
    }
    card.push_str("END:VCARD\r\n");
    Some(card)
}

/// BIZCARD's one-letter fields under MeCARD's names.
fn business((name, value): (String, String)) -> (String, String) {
    let name = match name.as_str() {
        "N" => "GIVEN",
        "X" => "FAMILY",
        "T" => "TITLE",
        "C" => "ORG",
        "A" => "ADR",
        "B" | "M" | "F" => "TEL",
        "E" => "EMAIL",
        _ => return (name, value),
    };
    (name.to_owned(), value)
}

/// `NAME:value;` after one another, still escaped.
fn fields(text: &str) -> Vec<(String, String)> {
    let parts = split(text, ';').into_iter();
    let fields = parts.filter_map(|part| {
        let (name, value) = part.trim().split_once(':')?;
        let name: String = name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(40).collect();
        (!name.is_empty()).then(|| (name.to_ascii_uppercase(), value.to_owned()))
    });
    fields.collect()
}

/// MeCARD has seven parts of an address divided by commas, in Japan's order, or one text.
fn address(value: &str) -> String {
    let parts: Vec<String> =
        split(value, ',').into_iter().map(|part| escaped(&unescaped(part.trim()))).collect();
    match parts.as_slice() {
        [po_box, room, house, city, region, postal, country] => {
            format!("ADR:{po_box};{room};{house};{city};{region};{postal};{country}")
        }
        _ => format!("ADR:;;{};;;;", parts.join("\\, ")),
    }
}

/// Divides at a mark that no backslash stands before.
fn split(text: &str, mark: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut from, mut guarded) = (0, false);
    for (at, c) in text.char_indices() {
        if guarded {
            guarded = false;
        } else if c == '\\' {
            guarded = true;
        } else if c == mark {
            parts.push(text.get(from..at).unwrap_or_default());
            from = at + c.len_utf8();
        }
    }
    parts.push(text.get(from..).unwrap_or_default());
    parts
}

fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n' | 'N') => out.push('\n'),
                Some(other) => out.push(other),
                None => {}
            },
            other => out.push(other),
        }
    }
    out
}

fn escaped(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}
