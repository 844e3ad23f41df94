//! Postal addresses in signatures: a postcode beside a town, and the street before them.

use satchel_kernel::text::fold;

use super::Piece;
use super::words::{has_form, is_position};
use crate::csv::looks;
use crate::draft::{Address, Draft};

/// A part of a piece between commas.
#[derive(Clone, Debug)]
struct Bit {
    piece: usize,
    text: String,
    taken: bool,
}

/// What a town's line says.
#[derive(Debug, Default, PartialEq, Eq)]
struct Town {
    city: String,
    region: String,
    postal_code: String,
    /// The town stands in the part before.
    before: bool,
}

/// Takes the postal addresses out of the pieces.
pub(super) fn take(pieces: &mut Vec<Piece>, draft: &mut Draft) {
    let mut bits: Vec<Bit> = Vec::new();
    for (piece, said) in pieces.iter().enumerate() {
        let parts =
            said.text.split(',').flat_map(|part| part.split(" - ")).flat_map(|part| part.split(" – "));
        bits.extend(
            parts
                .map(|part| Bit { piece, text: part.trim().to_owned(), taken: false })
                .filter(|bit| !bit.text.is_empty()),
        );
    }
    for at in 0..bits.len() {
        let Some(town) = bits.get(at).filter(|bit| !bit.taken).and_then(|bit| town(&bit.text)) else {
            continue;
        };
        let mut first = at;
        let mut address = Address {
            label: "work".into(),
            postal_code: town.postal_code,
            region: town.region,
            city: town.city,
            ..Address::default()
        };
        if town.before {
            let Some(above) = at
                .checked_sub(1)
                .filter(|above| bits.get(*above).is_some_and(|bit| !bit.taken && is_town(&bit.text)))
            else {
                continue;
            };
            first = above;
            address.city = bits.get(above).map(|bit| bit.text.clone()).unwrap_or_default();
        }
        // Upwards: suite, street, box, at most three of them.
        let mut lines: Vec<String> = Vec::new();
        while let Some(above) = first.checked_sub(1).filter(|_| lines.len() < 3) {
            let Some(bit) = bits.get(above).filter(|bit| !bit.taken) else { break };
            let text = bit.text.clone();
            if is_box(&text) && address.po_box.is_empty() {
                address.po_box = text;
            } else if is_suite(&text) && address.extended.is_empty() {
                address.extended = text;
            } else if address.street.is_empty() && is_street(&text) {
                address.street = text;
            } else {
                break;
            }
            lines.push(String::new());
            first = above;
        }
        let mut last = at;
        if let Some(below) = bits.get(at + 1).filter(|bit| looks::is_country(&bit.text)) {
            address.country.clone_from(&below.text);
            last = at + 1;
        }
        for bit in bits.get_mut(first..=last).unwrap_or_default() {
            bit.taken = true;
        }
        draft.addresses.push(address);
    }
    if draft.addresses.is_empty()
        && let Some(bit) = bits
            .iter_mut()
            .find(|bit| has_street_word(&bit.text) && has_digit(&bit.text) && is_street(&bit.text))
    {
        bit.taken = true;
        draft.addresses.push(Address {
            label: "work".into(),
            street: bit.text.clone(),
            ..Address::default()
        });
    }
    let mut left = Vec::new();
    for (at, piece) in pieces.drain(..).enumerate() {
        let of_piece: Vec<&Bit> = bits.iter().filter(|bit| bit.piece == at).collect();
        if of_piece.iter().all(|bit| !bit.taken) {
            left.push(piece);
            continue;
        }
        let rest: Vec<&str> = of_piece.iter().filter(|bit| !bit.taken).map(|bit| bit.text.as_str()).collect();
        if !rest.is_empty() {
            left.push(Piece { text: rest.join(", "), ..piece });
        }
    }
    *pieces = left;
}

/// The town and postcode of a text.
fn town(text: &str) -> Option<Town> {
    if text.len() > 80 {
        return None;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let join = |from: usize, to: usize| words.get(from..to).unwrap_or_default().join(" ");
    let made = |city: String, region: &str, code: String| {
        let before = city.is_empty();
        (before || is_town(&city)).then(|| Town {
            city,
            region: region.to_owned(),
            postal_code: code,
            before,
        })
    };
    // 10115 Berlin, D-10115 Berlin, 1010 Wien, 1011 AB Amsterdam.
    let first = words.first().copied().unwrap_or_default();
    let code = first
        .split_once('-')
        .filter(|(country, _)| {
            matches!(*country, "D" | "DE" | "A" | "AT" | "CH" | "L" | "FL" | "F" | "I" | "NL" | "B")
        })
        .map_or(first, |(_, code)| code);
    if words.len() > 1 && matches!(code.len(), 4 | 5) && code.bytes().all(|b| b.is_ascii_digit()) {
        let dutch = words.get(1).is_some_and(|word| {
            code.len() == 4 && word.len() == 2 && word.bytes().all(|b| b.is_ascii_uppercase())
        });
        let city = join(1 + usize::from(dutch), words.len());
        if city.is_empty() {
            return None;
        }
        let code = if dutch { join(0, 2) } else { code.to_owned() };
        return made(city, "", code);
    }
    let last = words.last().copied().unwrap_or_default();
    let inner = words.len().checked_sub(2).and_then(|at| words.get(at)).copied().unwrap_or_default();
    // London EC1A 1BB, Toronto ON M5V 2T6.
    let is_inward = last.len() == 3
        && last.as_bytes().first().is_some_and(u8::is_ascii_digit)
        && last.bytes().skip(1).all(|b| b.is_ascii_uppercase());
    let is_outward = (2..=4).contains(&inner.len())
        && inner.starts_with(|c: char| c.is_ascii_uppercase())
        && inner.bytes().any(|b| b.is_ascii_digit())
        && inner.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    if is_inward && is_outward {
        return made(join(0, words.len() - 2), "", format!("{inner} {last}"));
    }
    let is_canadian = |outer: &str, inner: &str| {
        let kind = |word: &str| -> String {
            word.chars()
                .map(|c| {
                    if c.is_ascii_digit() {
                        '9'
                    } else if c.is_ascii_uppercase() {
                        'A'
                    } else {
                        '?'
                    }
                })
                .collect()
        };
        kind(outer) == "A9A" && kind(inner) == "9A9"
    };
    if is_canadian(inner, last) {
        let region = words
            .len()
            .checked_sub(3)
            .and_then(|at| words.get(at))
            .filter(|word| is_state(word))
            .copied()
            .unwrap_or_default();
        return made(
            join(0, words.len() - 2 - usize::from(!region.is_empty())),
            region,
            format!("{inner} {last}"),
        );
    }
    // Springfield IL 62704-1234, Sydney NSW 2000.
    let digits = last.split('-').next().unwrap_or_default();
    let is_zip = matches!(digits.len(), 4 | 5)
        && last.len() <= 10
        && last.bytes().all(|b| b.is_ascii_digit() || b == b'-')
        && digits.bytes().all(|b| b.is_ascii_digit());
    if is_zip && is_state(inner) {
        return made(join(0, words.len() - 2), inner, last.to_owned());
    }
    None
}

fn is_state(word: &str) -> bool {
    matches!(word.len(), 2 | 3) && word.bytes().all(|b| b.is_ascii_uppercase())
}

/// Whether a text may be the name of a town.
fn is_town(text: &str) -> bool {
    text.len() < 50
        && text.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase() || c == '\'')
        && text.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '.' | '\'' | '(' | ')' | '/'))
        && !has_form(text)
        && !is_position(text)
}

fn has_street_word(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "strasse",
        "str",
        "weg",
        "platz",
        "allee",
        "ring",
        "gasse",
        "damm",
        "ufer",
        "chaussee",
        "street",
        "st",
        "road",
        "rd",
        "avenue",
        "ave",
        "lane",
        "ln",
        "drive",
        "dr",
        "boulevard",
        "blvd",
        "way",
        "court",
        "square",
        "sq",
        "place",
        "pl",
        "parkway",
        "pkwy",
        "highway",
        "quai",
        "rue",
        "quay",
        "hof",
        "markt",
        "steig",
        "graben",
        "terrace",
        "close",
        "crescent",
        "row",
        "kai",
        "promenade",
        "straat",
        "gracht",
        "via",
        "plaza",
        "broadway",
    ];
    // The short ones are titles and saints too, so they stand behind a name: "5 Elm Dr".
    fold(text).split([' ', '.', ',']).skip(usize::from(!has_digit(text))).any(|word| {
        WORDS.iter().any(|known| {
            word == *known
                || (known.len() > 2
                    && word.len() > known.len() + 2
                    && word.ends_with(known)
                    && !matches!(*known, "way" | "via" | "row" | "ave"))
        })
    })
}

fn has_digit(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_digit())
}

/// Whether a text may be a street with its number.
fn is_street(text: &str) -> bool {
    let has_letter = text.chars().any(char::is_alphabetic);
    text.len() < 80
        && has_letter
        && !has_form(text)
        && (has_digit(text) || has_street_word(text))
        && !text.contains([':', '@', '+'])
}

fn is_box(text: &str) -> bool {
    let folded = fold(text);
    ["postfach", "p.o. box", "po box", "p. o. box", "pf "].iter().any(|word| folded.starts_with(word))
}

fn is_suite(text: &str) -> bool {
    let folded = fold(text);
    let starts = [
        "suite", "ste ", "floor", "unit", "level", "building", "gebaude", "haus ", "eingang", "c/o", "apt",
        "room", "raum", "block", "etage", "#",
    ];
    starts.iter().any(|word| folded.starts_with(word))
        || folded.ends_with(" floor")
        || folded.ends_with(". og")
        || folded.ends_with(" etage")
        || folded.ends_with(". stock")
}
