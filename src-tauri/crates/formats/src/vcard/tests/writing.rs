//! What the writers write, as other programs see it.

use super::super::{Version, write};
use super::{card, lines};
use crate::draft::{Address, Custom, Draft, DraftKind, Handle, Job, Labelled, Photo, Raw};

fn ada() -> Draft {
    let entry =
        |label: &str, value: &str, primary| Labelled { label: label.into(), value: value.into(), primary };
    Draft {
        prefix: "Dr.".into(),
        given: "Ada".into(),
        family: "Lovelace; King".into(),
        suffix: "FRS, RA".into(),
        display_name: "Ada Lovelace".into(),
        nickname: "Countess".into(),
        emails: vec![entry("work", "ada@example.org", true), entry("boat house", "ada2@example.org", false)],
        phones: vec![entry("mobile", "+49 170 5550", false), entry("work fax", "+49 431 5551 ext. 9", false)],
        links: vec![entry("homepage", "https://example.org/a,b;c", false)],
        addresses: vec![Address {
            label: "home".into(),
            street: "Kai 1\nRear".into(),
            city: "Kiel".into(),
            postal_code: "24103".into(),
            country: "Germany".into(),
            ..Address::default()
        }],
        handles: vec![
            Handle { service: "skype".into(), value: "ada.l".into(), label: "home".into() },
            Handle { service: "mastodon".into(), value: "@ada@example.org".into(), label: String::new() },
        ],
        dates: vec![
            entry("birthday", "--12-10", false),
            entry("anniversary", "1835-07-08", false),
            entry("moved", "1840-01-02", false),
        ],
        relations: vec![entry("spouse", "William King", false), entry("bridge partner", "Charles", false)],
        jobs: vec![
            Job {
                company: "Acme, Inc.".into(),
                department: "R&D".into(),
                title: "Analyst".into(),
                role: String::new(),
            },
            Job { title: "Poet".into(), ..Job::default() },
        ],
        tags: vec!["vip".into(), "chess, blitz".into()],
        notes: vec!["One\nTwo; three".into()],
        photo: Some(Photo { media_type: "image/gif".into(), bytes: b"GIF89a!".to_vec() }),
        custom: vec![Custom { field: "Shoe size".into(), value: "38".into() }],
        raw: vec![
            Raw { name: "GENDER".into(), params: String::new(), value: "F;Countess".into() },
            Raw { name: "Custom 1".into(), params: String::new(), value: "a\nb".into() },
        ],
        ..Draft::default()
    }
}

fn written(draft: &Draft, version: Version, uid: &str) -> String {
    let mut out = String::new();
    write(&mut out, draft, version, uid);
    out
}

// covers(IMP-9)
#[test]
fn version_3_is_what_apple_and_google_read() {
    let text = written(&ada(), Version::V3, "4fbe8971-0bc3-424c-9c26-36c3e1eff6b1");
    let expected = lines(
        "3.0",
        &[
            "PRODID:-//Satchel//Satchel//EN",
            "UID:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1",
            "FN:Ada Lovelace",
            "N:Lovelace\\; King;Ada;;Dr.;FRS\\, RA",
            "NICKNAME:Countess",
            "item1.ORG:Acme\\, Inc.;R&D",
            "item1.TITLE:Analyst",
            "item2.ORG:",
            "item2.TITLE:Poet",
            "EMAIL;TYPE=INTERNET;TYPE=WORK;TYPE=PREF:ada@example.org",
            "item3.EMAIL;TYPE=INTERNET:ada2@example.org",
            "item3.X-ABLabel:boat house",
            "TEL;TYPE=CELL:+49 170 5550",
            "TEL;TYPE=WORK;TYPE=FAX:+49 431 5551 ext. 9",
            "ADR;TYPE=HOME:;;Kai 1\\nRear;Kiel;;24103;Germany",
            "item4.URL:https://example.org/a,b;c",
            "item4.X-ABLabel:_$!<HomePage>!$_",
            "IMPP;X-SERVICE-TYPE=skype;TYPE=HOME:skype:ada.l",
            "X-SOCIALPROFILE;TYPE=mastodon:x-apple:@ada@example.org",
            "BDAY;X-APPLE-OMIT-YEAR=1604:1604-12-10",
            "item5.X-ABDATE:1835-07-08",
            "item5.X-ABLabel:_$!<Anniversary>!$_",
            "item6.X-ABDATE:1840-01-02",
            "item6.X-ABLabel:moved",
            "item7.X-ABRELATEDNAMES:William King",
            "item7.X-ABLabel:_$!<Spouse>!$_",
            "item8.X-ABRELATEDNAMES:Charles",
            "item8.X-ABLabel:bridge partner",
            "CATEGORIES:vip",
            "X-SATCHEL-TAG:chess\\, blitz",
            "NOTE:One\\nTwo\\; three",
            "X-SATCHEL-FIELD:Shoe size;38",
            "PHOTO;ENCODING=b;TYPE=GIF:R0lGODlhIQ==",
            "GENDER:F;Countess",
            "X-SATCHEL-RAW:Custom 1;;a\\nb",
        ],
    );
    assert_eq!(text, expected);
    assert_eq!(card(text).draft, Draft { uid: Some("4fbe8971-0bc3-424c-9c26-36c3e1eff6b1".into()), ..ada() });
}

// covers(IMP-9)
#[test]
fn version_4_follows_its_standard() {
    let text = written(&ada(), Version::V4, "4fbe8971-0bc3-424c-9c26-36c3e1eff6b1");
    for line in [
        "VERSION:4.0",
        "UID:urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1",
        "EMAIL;TYPE=work;PREF=1:ada@example.org",
        "TEL;TYPE=work;TYPE=fax:+49 431 5551 ext. 9",
        "BDAY:--1210",
        "ANNIVERSARY:18350708",
        "RELATED;TYPE=spouse;VALUE=text:William King",
        "PHOTO:data:image/gif;base64,R0lGODlhIQ==",
    ] {
        assert!(text.contains(&format!("\r\n{line}\r\n")), "{line} in {text}");
    }
}

/// A reader that is not ours: what a property of this name says, part by part.
fn elsewhere(card: &str, name: &str) -> Vec<Vec<String>> {
    let calcard::Entry::VCard(read) = calcard::Parser::new(card).entry() else { panic!("{card}") };
    let named = read.entries.iter().filter(|entry| entry.name.as_str().eq_ignore_ascii_case(name));
    named
        .map(|entry| {
            entry.values.iter().map(|value| value.as_text().unwrap_or_default().to_owned()).collect()
        })
        .collect()
}

// covers(IMP-9)
#[test]
fn another_program_reads_the_same() {
    let awkward = [
        "a;b",
        "c,d",
        "back\\slash",
        "two\nlines",
        "quo\"te",
        "co:lon",
        "日本語, Ünï",
        "\\n no break",
        "end\\",
    ];
    for text in awkward {
        let draft = Draft {
            family: text.replace('\n', " "),
            display_name: text.replace('\n', " "),
            notes: vec![text.to_owned(), text.repeat(40)],
            jobs: vec![Job { company: text.replace('\n', " "), department: "R;D".into(), ..Job::default() }],
            ..ada()
        };
        for version in [Version::V3, Version::V4] {
            let card = written(&draft, version, "u");
            assert_eq!(elsewhere(&card, "FN"), [[draft.display_name.clone()]], "{card}");
            assert_eq!(elsewhere(&card, "N"), [[&draft.family, "Ada", "", "Dr.", "FRS, RA"]], "{card}");
            assert_eq!(elsewhere(&card, "NOTE"), [[text.to_owned()], [text.repeat(40)]], "{card}");
            assert_eq!(elsewhere(&card, "ORG"), [[draft.jobs[0].company.as_str(), "R;D"]], "{card}");
            assert_eq!(elsewhere(&card, "EMAIL"), [["ada@example.org"], ["ada2@example.org"]], "{card}");
            assert_eq!(elsewhere(&card, "TEL"), [["+49 170 5550"], ["+49 431 5551 ext. 9"]], "{card}");
            assert_eq!(
                elsewhere(&card, "ADR"),
                [["", "", "Kai 1\nRear", "Kiel", "", "24103", "Germany"]],
                "{card}"
            );
        }
    }
}

#[test]
fn cards_without_a_name_get_one_that_is_not_read_as_typed() {
    let draft = Draft { emails: ada().emails, ..Draft::default() };
    for version in [Version::V3, Version::V4] {
        let text = written(&draft, version, "");
        assert!(text.contains("FN;X-SATCHEL-DERIVED=1:ada@example.org\r\n"), "{text}");
        assert_eq!(card(&text).draft, draft);
        assert_eq!(text.contains("\r\nN:"), version == Version::V3, "3.0 demands a structured name");
    }
}

#[test]
fn companies_and_groups() {
    let company = Draft {
        kind: DraftKind::Company,
        display_name: "Acme".into(),
        domains: vec!["acme.example".into()],
        ..Draft::default()
    };
    let group = Draft {
        kind: DraftKind::Group,
        display_name: "Club".into(),
        members: vec!["4fbe8971-0bc3-424c-9c26-36c3e1eff6b1".into(), "mailto:a@example.org".into()],
        ..Draft::default()
    };
    assert!(
        written(&company, Version::V3, "")
            .contains("X-ABShowAs:COMPANY\r\nFN:Acme\r\nN:;;;;\r\nORG:Acme\r\n")
    );
    assert!(written(&company, Version::V4, "").contains("KIND:org\r\nFN:Acme\r\nORG:Acme\r\n"));
    let club = written(&group, Version::V4, "");
    assert!(
        club.contains(
            "MEMBER:urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1\r\nMEMBER:mailto:a@example.org\r\n"
        )
    );
    for draft in [company, group] {
        for version in [Version::V3, Version::V4] {
            assert_eq!(card(written(&draft, version, "")).draft, draft);
        }
    }
}

#[test]
fn long_lines_fold_between_characters() {
    let draft = Draft {
        notes: vec!["Straßenbahnhaltestelle 日本語 ".repeat(30).trim().to_owned()],
        ..Draft::default()
    };
    let text = written(&draft, Version::V4, "");
    assert!(text.split("\r\n").all(|line| line.len() <= 75));
    assert_eq!(card(text).draft, draft);
}

#[test]
fn raw_properties_cannot_smuggle_lines() {
    let hostile = |name: &str, params: &str, value: &str| Raw {
        name: name.into(),
        params: params.into(),
        value: value.into(),
    };
    let draft = Draft {
        display_name: "Ada".into(),
        raw: vec![
            hostile("X-A", "", "1\r\nTEL:666"),
            hostile("X-A:1\r\nTEL", "", "666"),
            hostile("X-A", "B=1\r\nTEL:666\r\nX", "1"),
            hostile("TEL", "", "666"),
            hostile("END", "", "VCARD"),
            hostile("AGENT", "", "BEGIN:VCARD"),
        ],
        ..Draft::default()
    };
    let text = written(&draft, Version::V3, "");
    let read = card(&text).draft;
    assert_eq!(read.phones, []);
    assert_eq!(read.raw.len(), draft.raw.len());
}
