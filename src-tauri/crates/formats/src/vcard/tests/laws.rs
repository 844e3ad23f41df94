//! The laws of reading and writing, on arbitrary drafts and arbitrary bytes.

use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use super::super::text::{many_lines, one_line};
use super::super::{Parsed, Reader, Version, clean, handles, labels, planted, sniff, write};
use super::{Item, card, cards, items};
use crate::draft::{Address, Custom, Draft, DraftKind, Handle, Job, Labelled, Photo, Raw};

/// Text out of everything that means something to a card, and of many scripts.
fn any_text() -> impl Strategy<Value = String> {
    let odd = prop::sample::select(vec![
        "\\",
        "\\n",
        "\\N",
        "\\,",
        ",",
        ";",
        ":",
        "\"",
        "'",
        "^",
        "^n",
        "=",
        "=0D",
        "=C3=A9",
        "%",
        "%41",
        "%zz",
        "<",
        ">",
        "@",
        "#",
        "\n",
        "\t",
        "  ",
        " ",
        "|",
        "BEGIN:VCARD",
        "END:VCARD",
        "item1.",
        "TYPE=",
        "_$!<",
        ">!$_",
        "tel:",
        "mailto:",
        "http://",
        "xmpp:",
        "x-apple:",
        "urn:uuid:",
        ";ext=5",
        "data:image/png;base64,",
        "\u{feff}",
        "\u{a0}",
        "\u{2028}",
        "é",
        "ß",
        "Ж",
        "日本",
        "שלום",
        "🧑‍💼",
        "e\u{301}",
        "\u{200d}",
        "pref",
        "home",
    ]);
    let piece = prop_oneof![3 => "[a-zA-Z0-9 .-]{1,8}", 2 => odd.prop_map(str::to_owned), 1 => "\\PC{1,4}"];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

fn line() -> impl Strategy<Value = String> {
    prop_oneof![1 => Just(String::new()), 3 => any_text().prop_map(|text| one_line(&text))]
}

fn some_line() -> impl Strategy<Value = String> {
    any_text().prop_map(|text| one_line(&text)).prop_filter("says something", |text| !text.is_empty())
}

/// Long enough to be folded, runs of blanks included.
fn some_lines() -> impl Strategy<Value = String> {
    let text = prop_oneof![
        4 => prop::collection::vec(any_text(), 0..4).prop_map(|lines| lines.join("\n")),
        1 => (0..200_usize, "[ a-z]{0,9}").prop_map(|(blanks, tail)| format!("x{}{tail}y", " ".repeat(blanks))),
        1 => "[äöü€😀 ]{0,90}",
    ];
    text.prop_map(|text| many_lines(&text)).prop_filter("says something", |text| !text.is_empty())
}

fn label() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "",
        "home",
        "work",
        "other",
        "mobile",
        "work mobile",
        "main",
        "fax",
        "home fax",
        "work fax",
        "pager",
        "spouse",
        "anniversary",
        "birthday",
        "death",
        "homepage",
        "assistant",
        "co-worker",
        "school",
        "car",
    ]);
    prop_oneof![3 => known.prop_map(str::to_owned), 1 => any_text().prop_map(|text| labels::canonical(&text))]
}

/// A list of different entries, at most one of them preferred.
fn labelled(value: impl Strategy<Value = String> + 'static) -> impl Strategy<Value = Vec<Labelled>> {
    (prop::collection::vec((label(), value), 0..4), prop::option::of(0..4_usize)).prop_map(
        |(pairs, primary)| {
            let mut entries: Vec<Labelled> = Vec::new();
            for (label, value) in pairs {
                if !value.is_empty()
                    && !entries.iter().any(|known| known.label == label && known.value == value)
                {
                    entries.push(Labelled { label, value, primary: false });
                }
            }
            if let Some(entry) = primary.and_then(|at| entries.get_mut(at)) {
                entry.primary = true;
            }
            entries
        },
    )
}

fn email() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[a-zA-Z0-9._+-]{1,9}@[a-z0-9-]{1,9}\\.(de|com|рф)",
        1 => (any_text(), any_text()).prop_map(|(local, host)| clean::email(&format!("{local}@{host}"))),
    ]
    .prop_filter("one address", |email| {
        clean::is_email(email) && clean::email(email) == *email && clean::emails(email) == [email.as_str()]
    })
}

fn phone() -> impl Strategy<Value = String> {
    prop_oneof![3 => "\\+?[0-9 ()/-]{1,15}( ext\\. [0-9]{1,4})?", 1 => any_text()]
        .prop_map(|text| clean::phone(&text))
        .prop_filter("a phone, not an e-mail address", |phone| !phone.is_empty() && !phone.contains('@'))
}

fn address() -> impl Strategy<Value = Address> {
    let street = prop_oneof![line().boxed(), some_lines().boxed()];
    (label(), street, line(), line(), line(), line(), line(), line())
        .prop_map(|(label, street, extended, po_box, city, region, postal_code, country)| Address {
            label,
            street,
            extended,
            po_box,
            city,
            region,
            postal_code,
            country,
            primary: false,
        })
        .prop_filter("says something", |address| {
            *address != Address { label: address.label.clone(), ..Address::default() }
        })
}

fn handle() -> impl Strategy<Value = Handle> {
    let known = prop::sample::select(vec![
        "skype",
        "jabber",
        "twitter",
        "linkedin",
        "google talk",
        "matrix",
        "",
        "qq",
    ]);
    let service =
        prop_oneof![known.prop_map(str::to_owned), any_text().prop_map(|text| handles::service(&text))];
    (service, some_line(), label()).prop_map(|(service, value, label)| Handle { service, value, label })
}

fn date() -> impl Strategy<Value = String> {
    (prop::option::of(1..=9999_i16), 1..=12_u8, 1..=31_u8)
        .prop_filter("1604 means no year", |(year, ..)| *year != Some(1604))
        .prop_filter_map("a day", |(year, month, day)| {
            satchel_kernel::date::PartialDate::new(year, month, day)
        })
        .prop_map(|day| day.to_string())
}

fn photo() -> impl Strategy<Value = Photo> {
    let kinds: Vec<(&'static str, &'static [u8])> = vec![
        ("image/jpeg", b"\xff\xd8\xff\xe0"),
        ("image/png", b"\x89PNG\r\n\x1a\n"),
        ("image/gif", b"GIF89a"),
        ("image/webp", b"RIFF\x10\0\0\0WEBP"),
    ];
    (prop::sample::select(kinds), prop::collection::vec(any::<u8>(), 0..300)).prop_map(
        |((media_type, magic), rest)| Photo {
            media_type: media_type.to_owned(),
            bytes: [magic, &rest].concat(),
        },
    )
}

fn raw() -> impl Strategy<Value = Raw> {
    let names = prop::sample::select(vec![
        "X-FOO",
        "x-bar",
        "GENDER",
        "EMAIL",
        "TEL",
        "N",
        "FN",
        "ORG",
        "TITLE",
        "MEMBER",
        "KIND",
        "PHOTO",
        "LABEL",
        "ADR",
        "BDAY",
        "NOTE",
        "AGENT",
        "BEGIN",
        "END",
        "VERSION",
        "X-ABLabel",
        "X-SATCHEL-RAW",
        "X-SATCHEL-FIELD",
        "KEY",
        "LOGO",
        "UID",
        "X-ABUID",
        "SORT-STRING",
        "item1.X-FOO",
        "Custom 1",
        "#x",
        "",
        "CATEGORIES",
        "SOUND",
    ]);
    let params = prop::sample::select(vec![
        "",
        "",
        "TYPE=home",
        "ENCODING=b",
        "ENCODING=QUOTED-PRINTABLE",
        "CHARSET=utf-16",
        "HOME;WORK",
        "X-A=\"b:c\"",
        ";",
        "X-ABLABEL=foo",
        "ALTID=1",
        "VALUE=uri",
    ]);
    let value = prop_oneof![
        any_text(),
        prop::sample::select(vec![
            "BEGIN:VCARD",
            "BEGIN:VCARD\\nEND:VCARD",
            "VCARD",
            "aGVsbG8=",
            " a ",
            "=C3",
            "a=",
            "https://x.org/p.png"
        ])
        .prop_map(str::to_owned),
    ];
    let name = prop_oneof![4 => names.prop_map(str::to_owned), 1 => any_text()];
    (name, prop_oneof![4 => params.prop_map(str::to_owned), 1 => any_text()], value)
        .prop_map(|(name, params, value)| Raw { name, params, value })
}

fn unique<T: PartialEq>(entries: Vec<T>) -> Vec<T> {
    let mut unique = Vec::new();
    for entry in entries {
        if !unique.contains(&entry) {
            unique.push(entry);
        }
    }
    unique
}

prop_compose! {
    fn names()(
        prefix in line(), given in line(), middle in line(), family in line(), suffix in line(), nickname in line(),
        phonetic_given in line(), phonetic_middle in line(), phonetic_family in line(), display_name in line(),
    ) -> Draft {
        Draft {
            prefix, given, middle, family, suffix, nickname, phonetic_given, phonetic_middle, phonetic_family,
            display_name, ..Draft::default()
        }
    }
}

prop_compose! {
    fn places()(
        emails in labelled(email()), phones in labelled(phone()),
        links in labelled(any_text().prop_map(|text| clean::link(&text))),
        addresses in prop::collection::vec(address(), 0..3), main in prop::option::of(0..3_usize),
        handles in prop::collection::vec(handle(), 0..3), dates in labelled(date()), relations in labelled(some_line()),
    ) -> Draft {
        let mut addresses = unique(addresses);
        if let Some(address) = main.and_then(|at| addresses.get_mut(at)) {
            address.primary = true;
        }
        Draft { emails, phones, links, addresses, handles: unique(handles), dates, relations, ..Draft::default() }
    }
}

prop_compose! {
    fn matters()(
        jobs in prop::collection::vec((line(), line(), line(), line()), 0..4), tags in prop::collection::vec(some_line(), 0..5),
        system in any::<bool>(), notes in prop::collection::vec(some_lines(), 0..3), photo in prop::option::of(photo()),
        custom in prop::collection::vec((line(), any_text()), 0..3), raw in prop::collection::vec(raw(), 0..4),
        members in prop::collection::vec(some_line(), 0..3), industry in line(), size in line(),
        domains in prop::collection::vec(some_line(), 0..3),
    ) -> Draft {
        let jobs = jobs.into_iter().map(|(company, title, department, role)| Job { company, title, department, role });
        let mut tags = tags;
        if system {
            tags.push("myContacts".to_owned());
        }
        Draft {
            jobs: unique(jobs.filter(|job| *job != Job::default()).collect()),
            tags: unique(tags),
            notes: unique(notes),
            photo,
            custom: custom.into_iter().map(|(field, value)| Custom { field, value: many_lines(&value) }).collect(),
            raw: unique(raw),
            members: members.iter().map(|member| clean::uid(member)).filter(|member| !member.is_empty()).collect(),
            industry, size, domains, ..Draft::default()
        }
    }
}

prop_compose! {
    /// Any draft in the plain form that readers give.
    fn draft()(
        kind in prop::sample::select(vec![DraftKind::Person, DraftKind::Person, DraftKind::Company, DraftKind::Group]),
        uid in line(), names in names(), places in places(), matters in matters(),
    ) -> Draft {
        let uid = clean::uid(&uid);
        Draft {
            kind,
            uid: (!uid.is_empty()).then_some(uid),
            jobs: if kind == DraftKind::Person { matters.jobs } else { Vec::new() },
            members: if kind == DraftKind::Group { matters.members } else { Vec::new() },
            emails: places.emails, phones: places.phones, links: places.links, addresses: places.addresses,
            handles: places.handles, dates: places.dates, relations: places.relations,
            tags: matters.tags, notes: matters.notes, photo: matters.photo, custom: matters.custom, raw: matters.raw,
            industry: matters.industry, size: matters.size, domains: matters.domains,
            ..names
        }
    }
}

fn written(draft: &Draft, version: Version) -> String {
    let mut out = String::new();
    write(&mut out, draft, version, draft.uid.as_deref().unwrap_or_default());
    out
}

fn version() -> impl Strategy<Value = Version> {
    prop_oneof![Just(Version::V3), Just(Version::V4)]
}

/// A file of a few cards of both versions and, by hand, of 2.1.
fn file() -> impl Strategy<Value = String> {
    let old = "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=B6=\r\nrg\r\n\
               TEL;CELL:0170 1234567\r\nPHOTO;ENCODING=BASE64;PNG:\r\n iVBORw0KGgo\r\n AAAA\r\n\r\nNOTE:folded\r\n  twice\r\n\
               AGENT:\r\nBEGIN:VCARD\r\nFN:Inner\r\nEND:VCARD\r\nEND:VCARD\r\n";
    let one = prop_oneof![4 => (draft(), version()).prop_map(|(draft, version)| written(&draft, version)), 1 => Just(old.to_owned())];
    prop::collection::vec(one, 1..4).prop_map(|cards| cards.concat())
}

/// Bytes that look like cards to some degree.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let words: Vec<&'static [u8]> = vec![
        b"BEGIN:VCARD",
        b"END:VCARD",
        b"begin : vcard",
        b"\r\n",
        b"\n",
        b"\r",
        b"\n ",
        b"\n\t",
        b"VERSION:2.1\n",
        b"VERSION:4.0\n",
        b"AGENT:\n",
        b"AGENT:BEGIN:VCARD\n",
        b"TEL",
        b"EMAIL;TYPE=",
        b"NOTE;ENCODING=QUOTED-PRINTABLE:",
        b"=\n",
        b"=E4",
        b"=",
        b"PHOTO;ENCODING=b:",
        b"PHOTO;BASE64:\n",
        b"aGVsbG8",
        b";CHARSET=SHIFT_JIS",
        b";CHARSET=ISO-2022-JP",
        b"\x1b$B",
        b"\x83\x5c",
        b"item1.",
        b"X-ABLabel:",
        b"_$!<Spouse>!$_",
        b":",
        b";",
        b",",
        b"\"",
        b"\\",
        b"ADR;LABEL=a:b:",
        b"\xff\xfe",
        b"\xfe\xff",
        b"\xef\xbb\xbf",
        b"\0",
        b"B\0E\0G\0I\0",
        b"X-APPLE-OMIT-YEAR=",
        b"BDAY:1604-",
        b"--0229",
        b"ORG",
        b"N:;;;;;;;;",
        b"KIND:group\n",
        b"data:;base64,",
        b"%",
        b"^n",
        b"#",
    ];
    let piece = prop_oneof![
        6 => prop::sample::select(words).prop_map(<[u8]>::to_vec),
        1 => prop::collection::vec(any::<u8>(), 0..12),
        1 => "\\PC{0,6}".prop_map(String::into_bytes),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn drafts(items: &[Item]) -> Vec<Result<Parsed, &'static str>> {
    items.iter().map(|item| item.outcome.clone().map_err(|rejected| rejected.reason.code)).collect()
}

fn utf16(text: &str, low_first: bool, mark: bool) -> Vec<u8> {
    let units = mark.then_some(0xfeff).into_iter().chain(text.encode_utf16());
    units.flat_map(|unit| if low_first { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
}

fn reads_back(draft: &Draft, version: Version) -> Result<(), TestCaseError> {
    let text = written(draft, version);
    let read = items(&text);
    prop_assert_eq!(read.len(), 1, "{}", text);
    match &read[0].outcome {
        Ok(parsed) => {
            prop_assert_eq!(&parsed.draft, draft, "{}", text);
            prop_assert!(parsed.complete);
        }
        Err(rejected) => {
            let bare = Draft { kind: draft.kind, uid: draft.uid.clone(), ..Draft::default() };
            prop_assert!(*draft == bare, "{:?}\n{}", rejected, text);
        }
    }
    for line in text.split("\r\n") {
        prop_assert!(line.len() <= 75, "{}", line);
        prop_assert!(!line.contains(['\r', '\n']));
    }
    Ok(())
}

fn looks_make_no_difference(file: &str, size: usize) -> Result<(), TestCaseError> {
    let whole = drafts(&items(file));
    for end in ["\n", "\r", "\r\r\n"] {
        prop_assert_eq!(drafts(&items(file.replace("\r\n", end))), whole.clone(), "{:?}", end);
    }
    prop_assert_eq!(drafts(&items(format!("\u{feff}{file}"))), whole.clone());
    for (low_first, mark) in [(true, true), (true, false), (false, true), (false, false)] {
        let wide = utf16(file, low_first, mark);
        prop_assert!(sniff(&wide).is_some());
        prop_assert_eq!(drafts(&items(wide)), whole.clone());
    }
    let pieces = std::io::BufReader::with_capacity(size, file.as_bytes());
    prop_assert_eq!(Reader::new(pieces).map(Result::unwrap).collect::<Vec<_>>(), items(file));
    Ok(())
}

/// The suite proves itself: with any planted bug one of its laws is broken.
#[test]
fn every_planted_bug_is_caught() {
    let unnoticed = satchel_planted::unnoticed(planted::BUGS, &[("PROPTEST_CASES", "400")]).unwrap();
    assert_eq!(unnoticed, Vec::<String>::new());
}

/// `PROPTEST_CASES` asks for more than a quick run does.
fn many() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(128)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(many()))]

    // covers(IMP-3, IMP-9, QA-3)
    #[test]
    fn what_is_written_reads_back_as_the_same(draft in draft(), version in version()) {
        reads_back(&draft, version)?;
    }

    // covers(API-16, IMP-3)
    #[test]
    fn no_bytes_make_it_panic_or_lose_a_line(file in bytes()) {
        let _ = sniff(&file);
        for item in items(&file) {
            if let Ok(parsed) = item.outcome {
                prop_assert_eq!(parsed.cells.len(), parsed.names.len());
                prop_assert_eq!(parsed.cells.len(), parsed.texts.len());
                prop_assert!(parsed.texts.iter().all(|text| text.len() <= 1024));
                // Whatever it was, it can be exported, and the export can be read.
                let out = written(&parsed.draft, Version::V4);
                let again = card(&out);
                prop_assert_eq!(&again.draft, &parsed.draft, "{}", out);
            }
        }
    }

    #[test]
    fn line_ends_marks_and_encodings_make_no_difference(file in file(), size in 1..90_usize) {
        looks_make_no_difference(&file, size)?;
    }

    #[test]
    fn a_cut_costs_only_what_was_cut(file in file(), cut in any::<prop::sample::Index>()) {
        let whole = items(&file);
        let cut = cut.index(file.len());
        let part = items(&file.as_bytes()[..cut]);
        prop_assert!(part.len() <= whole.len());
        for (part, whole) in part.iter().zip(&whole) {
            let complete = part.outcome.as_ref().is_ok_and(|parsed| parsed.complete);
            prop_assert!(!complete || part == whole);
            prop_assert_eq!(part.offset_bytes, whole.offset_bytes);
        }
    }

    #[test]
    fn cards_do_not_depend_on_what_stands_beside_them(one in file(), other in file()) {
        let (a, b) = (cards(&one), cards(&other));
        let there: Vec<Parsed> = a.iter().chain(&b).cloned().collect();
        let back: Vec<Parsed> = b.into_iter().chain(a).collect();
        prop_assert_eq!(cards(format!("{one}{other}")), there);
        prop_assert_eq!(cards(format!("{other}{one}")), back);
    }
}
