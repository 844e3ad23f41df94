//! vCard files as telephones and mail programs export them: 2.1 with quoted-printable, 3.0 with Apple's groups, 4.0.

use std::io::{self, Write};

use super::encoding::Counted;
use super::person::{Email, Phone, Place};
use super::{Dice, Person, Population, Summary, TruthRow};

const CARDS: u64 = 4;

/// Which vCard is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// 2.1 as old Android writes it: quoted-printable with soft line breaks, bare types.
    V21,
    /// 3.0 as an iPhone writes it: groups with `X-ABLabel`.
    V30,
    /// 4.0.
    V40,
    /// All three in one file, as they come together in a folder that was copied from telephone to telephone.
    Mixed,
}

/// How the file is written.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// The version.
    pub version: Version,
    /// Percent of cards followed by an earlier person once more.
    pub repeats: u64,
}

/// Writes the people as one vCard file and tells `truth` about each card.
pub fn write<W: Write>(
    out: &mut W,
    population: Population,
    shape: Shape,
    mut truth: impl FnMut(&TruthRow),
) -> io::Result<Summary> {
    let mut out = Counted(out, 0);
    let mut dice = Dice::of(population.seed, CARDS, shape.version as u64);
    let mut summary = Summary::default();
    let mut card = |person: &Person, repeat: bool, dice: &mut Dice| {
        let (text, cells) = Card::of(shape.version, person, dice);
        let row = TruthRow { row: summary.rows + 1, person: Some(person.number), repeat, cells };
        summary.add(&row);
        truth(&row);
        out.put(text.as_bytes())
    };
    for person in population.iter() {
        card(&person, false, &mut dice)?;
        if dice.chance(shape.repeats) {
            let number = person.number - dice.below(5_000.min(person.number) + 1);
            card(&population.person(number), true, &mut dice)?;
        }
    }
    out.0.flush()?;
    Ok(Summary { bytes: out.1, ..summary })
}

struct Card {
    version: Version,
    text: String,
    cells: u64,
    groups: u32,
}

impl Card {
    fn of(version: Version, person: &Person, dice: &mut Dice) -> (String, u64) {
        let version = match version {
            Version::Mixed => {
                *dice.pick(&[Version::V21, Version::V30, Version::V40]).unwrap_or(&Version::V40)
            }
            version => version,
        };
        let mut card = Self { version, text: String::from("BEGIN:VCARD\r\n"), cells: 0, groups: 0 };
        let number = match version {
            Version::V21 => "2.1",
            Version::V30 => "3.0",
            _ => "4.0",
        };
        card.line("VERSION", number);
        card.cells = 0; // the version is part of the frame
        card.name(person);
        for email in &person.emails {
            card.email(email);
        }
        for phone in &person.phones {
            card.phone(phone, dice);
        }
        for place in &person.addresses {
            card.address(place);
        }
        card.rest(person);
        card.text.push_str("END:VCARD\r\n");
        (card.text, card.cells)
    }

    fn name(&mut self, person: &Person) {
        if self.version == Version::V30 {
            self.line("PRODID", "-//Apple Inc.//iPhone OS 17.5//EN");
        }
        let parts = [&person.family, &person.given, &person.middle, &person.prefix, &person.suffix];
        self.structured("N", &parts.map(String::as_str));
        self.text("FN", &person.display());
        if !person.nickname.is_empty() {
            self.text("NICKNAME", &person.nickname);
        }
        if let Some(company) = &person.company {
            self.structured("ORG", &[&company.name, &person.department]);
            self.text("TITLE", &person.title);
        }
    }

    fn email(&mut self, email: &Email) {
        match self.version {
            Version::V21 => {
                self.line(&format!("EMAIL;INTERNET;{}", email.label.to_uppercase()), &email.value)
            }
            Version::V30 if email.label == "work" => {
                self.groups += 1;
                let group = self.groups;
                self.line(&format!("item{group}.EMAIL;type=INTERNET"), &email.value);
                self.line(&format!("item{group}.X-ABLabel"), "_$!<Work>!$_");
            }
            Version::V30 => self.line("EMAIL;type=INTERNET;type=HOME;type=pref", &email.value),
            _ => self.line(&format!("EMAIL;TYPE={}", email.label), &email.value),
        }
    }

    fn phone(&mut self, phone: &Phone, dice: &mut Dice) {
        let mobile = phone.label == "mobile";
        let typed = phone.typed(dice.below(4));
        match self.version {
            Version::V21 => self.line(if mobile { "TEL;CELL" } else { "TEL;WORK;VOICE" }, &typed),
            Version::V30 => {
                let types = if mobile { "type=CELL;type=VOICE;type=pref" } else { "type=WORK;type=VOICE" };
                self.line(&format!("TEL;{types}"), &typed);
            }
            _ => {
                let extension = if phone.extension.is_empty() {
                    String::new()
                } else {
                    format!(";ext={}", phone.extension)
                };
                let kind = if mobile { "cell" } else { "work" };
                self.line(&format!("TEL;VALUE=uri;TYPE={kind}"), &format!("tel:{}{extension}", phone.e164()));
            }
        }
    }

    fn address(&mut self, place: &Place) {
        let parts = ["", "", &place.street, &place.city, &place.region, &place.postal_code, &place.country];
        let property = match self.version {
            Version::V21 => format!("ADR;{}", place.label.to_uppercase()),
            Version::V30 => format!("ADR;type={}", place.label.to_uppercase()),
            _ => format!("ADR;TYPE={}", place.label),
        };
        self.structured(&property, &parts);
    }

    fn rest(&mut self, person: &Person) {
        if let Some(birthday) = &person.birthday {
            let date =
                if self.version == Version::V40 { birthday.replace('-', "") } else { birthday.clone() };
            self.line("BDAY", &date);
        }
        if !person.tags.is_empty() && self.version != Version::V21 {
            let tags: Vec<String> = person.tags.iter().map(|t| escape(t)).collect();
            self.line("CATEGORIES", &tags.join(","));
        }
        if let Some(site) = &person.website {
            self.line("URL", site);
        }
        if person.lists_profile {
            self.line("URL", &person.profile);
        }
        if let Some(note) = &person.note {
            self.text("NOTE", note);
        }
        if person.number.is_multiple_of(50) {
            self.line("X-LOYALTY-CARD", &format!("L{}", person.number));
        }
    }

    fn text(&mut self, property: &str, value: &str) {
        self.structured(property, &[value]);
    }

    fn structured(&mut self, property: &str, parts: &[&str]) {
        if self.version != Version::V21 {
            let parts: Vec<String> = parts.iter().map(|p| escape(p)).collect();
            return self.line(property, &parts.join(";"));
        }
        let plain = |p: &&str| p.bytes().all(|b| (32..127).contains(&b));
        let parts: Vec<String> = parts.iter().map(|p| p.replace(';', "\\;")).collect();
        let value = parts.join(";");
        if plain(&value.as_str()) {
            self.line(property, &value);
        } else {
            self.quoted_printable(&format!("{property};CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE"), &value);
        }
    }

    /// One logical line, folded after at most 75 bytes where the version folds.
    fn line(&mut self, property: &str, value: &str) {
        self.cells += 1;
        let line = format!("{property}:{value}");
        if self.version == Version::V21 {
            self.text.push_str(&line);
            self.text.push_str("\r\n");
            return;
        }
        let mut width = 0;
        for c in line.chars() {
            if width + c.len_utf8() > 75 {
                self.text.push_str("\r\n ");
                width = 1;
            }
            self.text.push(c);
            width += c.len_utf8();
        }
        self.text.push_str("\r\n");
    }

    fn quoted_printable(&mut self, property: &str, value: &str) {
        self.cells += 1;
        self.text.push_str(property);
        self.text.push(':');
        let mut width = property.len() + 1;
        for byte in value.replace('\n', "\r\n").bytes() {
            let encoded = match byte {
                b'=' | 0..32 | 127.. => format!("={byte:02X}"),
                byte => char::from(byte).to_string(),
            };
            if width + encoded.len() > 75 {
                self.text.push_str("=\r\n");
                width = 0;
            }
            width += encoded.len();
            self.text.push_str(&encoded);
        }
        self.text.push_str("\r\n");
    }
}

fn escape(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}
