//! One example of our own for each quirk of real files, in the order of the list of quirks.

use super::super::{Source, sniff};
use super::{card, cards, items, lines};
use crate::draft::{Address, DraftKind, Fate, Handle, Job, Labelled, Raw};

fn pair(label: &str, value: &str) -> Labelled {
    Labelled { label: label.into(), value: value.into(), primary: false }
}

fn first(label: &str, value: &str) -> Labelled {
    Labelled { primary: true, ..pair(label, value) }
}

fn raw(name: &str, params: &str, value: &str) -> Raw {
    Raw { name: name.into(), params: params.into(), value: value.into() }
}

fn job(company: &str, department: &str, title: &str) -> Job {
    Job { company: company.into(), department: department.into(), title: title.into(), role: String::new() }
}

/// The fate of the first property of a name.
fn fate(parsed: &super::Parsed, name: &str) -> Fate {
    let at = parsed.names.iter().position(|known| known == name).unwrap();
    parsed.cells[at].fate.clone()
}

fn mapped(fields: &[&str]) -> Fate {
    Fate::Mapped(fields.iter().map(|field| (*field).to_owned()).collect())
}

// covers(IMP-3, QA-3)
#[test]
fn q01_soft_line_breaks_go_on_without_indentation_even_inside_an_escape() {
    let file = lines(
        "2.1",
        &[
            "NOTE;ENCODING=QUOTED-PRINTABLE:Ring twice=0D=",
            "=0AAsk for =",
            "Ada=0D=0A=0D=0Abefore noon",
            "TITLE;QUOTED-PRINTABLE:Chief of =",
            "  staff",
            "ORG:Acme",
        ],
    );
    let draft = card(file).draft;
    assert_eq!(draft.notes, ["Ring twice\nAsk for Ada\n\nbefore noon"]);
    assert_eq!(draft.jobs, [job("Acme", "", "Chief of   staff")]);
    // A break that nothing follows does not swallow the end of the card.
    let two =
        [lines("2.1", &["N;ENCODING=QUOTED-PRINTABLE:Lovelace="]), lines("2.1", &["N:Hopper"])].concat();
    assert_eq!(
        cards(two).iter().map(|c| c.draft.family.as_str()).collect::<Vec<_>>(),
        ["Lovelace", "Hopper"]
    );
}

#[test]
fn q02_quoted_printable_in_utf8() {
    let file = lines(
        "2.1",
        &["N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E3=82=B5=E3=83=AA=E3=\n=83=90=E3=83=B3;=E6=81=B5"],
    );
    let draft = card(file).draft;
    assert_eq!((draft.family.as_str(), draft.given.as_str()), ("サリバン", "恵"));
    // Cut inside a character: the rest is not turned into something else.
    let cut = lines("2.1", &["N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=9C=C3=9F=C3="]);
    assert_eq!(card(cut).draft.family, "Üß\u{fffd}");
}

#[test]
fn q03_quoted_printable_without_a_character_set_is_guessed() {
    let file = lines("2.1", &["NOTE;ENCODING=QUOTED-PRINTABLE:Jones=92s caf=E9, =80 20"]);
    assert_eq!(card(file).draft.notes, ["Jones’s café, € 20"]);
    let polish = lines(
        "2.1",
        &[
            "N;ENCODING=QUOTED-PRINTABLE:=A3uczy=F1ski;W=B3odzimierz",
            "NOTE;ENCODING=QUOTED-PRINTABLE:Za=BF=F3=B3=E6 g=EA=B6l=B1 ja=BC=F1, mo=BFe p=F3=BCniej",
        ],
    );
    assert_eq!(card(polish).draft.family, "Łuczyński");
    let told = lines("2.1", &["N;ENCODING=QUOTED-PRINTABLE:=F1"]);
    let reader = super::Reader::new(told.as_bytes()).with_encoding(encoding_rs::ISO_8859_2);
    assert_eq!(reader.last().unwrap().unwrap().outcome.unwrap().draft.family, "ń");
}

#[test]
fn q04_shift_jis_with_sounds_and_nec_types() {
    let file = lines(
        "2.1",
        &[
            "N;CHARSET=SHIFT_JIS;ENCODING=QUOTED-PRINTABLE:=83\\=95=5C;=8E=9F=98Y",
            "SOUND;X-IRMC-N;CHARSET=SHIFT_JIS;ENCODING=QUOTED-PRINTABLE:=BF=CC;=BC=DE=DB=B3;;;",
            "TEL;CELL;X-NEC-SECRET:0901234",
        ],
    );
    let draft = card(file).draft;
    // The second byte of ソ is a backslash: it must not be taken for an escape.
    assert_eq!((draft.family.as_str(), draft.given.as_str()), ("ソ表", "次郎"));
    assert_eq!((draft.phonetic_family.as_str(), draft.phonetic_given.as_str()), ("ｿﾌ", "ｼﾞﾛｳ"));
    assert_eq!(draft.phones, [pair("mobile", "0901234")]);
}

#[test]
fn q05_raw_bytes_of_a_declared_character_set() {
    let mut file = b"BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=windows-1252:M\xfcller;J\xf6rg\nFN;CHARSET=windows-1251:\xc8\xe2\xe0\xed\n".to_vec();
    file.extend_from_slice("ORG:Süd\n".as_bytes());
    file.extend_from_slice(b"TITLE;CHARSET=ISO-2022-JP:\x1b$B<RD9\x1b(B\nNOTE:gr\xfcn\nEND:VCARD\n");
    let draft = card(file).draft;
    assert_eq!((draft.family.as_str(), draft.given.as_str()), ("Müller", "Jörg"));
    assert_eq!(draft.display_name, "Иван");
    assert_eq!(draft.jobs, [job("Süd", "", "社長")]);
    assert_eq!(draft.notes, ["grün"]);
    // UTF-8 that is declared as something else is still UTF-8.
    let wrong = lines("2.1", &["N;CHARSET=ISO-8859-1:Müller"]);
    assert_eq!(card(wrong).draft.family, "Müller");
}

// covers(IMP-3, API-16)
#[test]
fn q06_utf16_with_and_without_a_mark() {
    let text = lines("3.0", &["N:Łukasiewicz;Ωmega;;;", "NOTE:日本語 😀"]);
    for low_first in [true, false] {
        for mark in ["", "\u{feff}"] {
            let units: Vec<u16> = format!("{mark}{text}").encode_utf16().collect();
            let file: Vec<u8> = units
                .iter()
                .flat_map(|u| if low_first { u.to_le_bytes() } else { u.to_be_bytes() })
                .collect();
            assert_eq!(sniff(&file).unwrap().encoding, if low_first { "UTF-16LE" } else { "UTF-16BE" });
            let draft = card(&file).draft;
            assert_eq!((draft.family.as_str(), draft.given.as_str()), ("Łukasiewicz", "Ωmega"));
            assert_eq!(draft.notes, ["日本語 😀"]);
            // One byte short.
            assert!(!cards(&file[..file.len() - 1]).is_empty());
        }
    }
}

#[test]
fn q07_bare_types_of_2_1_alone_and_mixed() {
    let file = lines(
        "2.1",
        &[
            "TEL;WORK;VOICE:1",
            "TEL;TYPE=CELL:2",
            "TEL;HOME;FAX;PREF:3",
            "EMAIL;INTERNET;HOME;TYPE=pref:a@example.org",
        ],
    );
    let draft = card(file).draft;
    assert_eq!(draft.phones, [pair("work", "1"), pair("mobile", "2"), first("home fax", "3")]);
    assert_eq!(draft.emails, [first("home", "a@example.org")]);
}

#[test]
fn q08_lists_of_types_in_every_spelling() {
    let file = lines(
        "4.0",
        &[
            "TEL;TYPE=\"work,cell,voice\":1",
            "TEL;TYPE=HOME,TYPE=VOICE:2",
            "TEL;type=work;type=fax:3",
            "TEL;TYPE=\"my,own:label\":4",
            "EMAIL;TYPE=\"INTERNET\",\"WORK\":a@example.org",
        ],
    );
    let draft = card(file).draft;
    assert_eq!(draft.phones[..3], [pair("work mobile", "1"), pair("home", "2"), pair("work fax", "3")]);
    assert_eq!(draft.phones[3].value, "4");
    assert_eq!(draft.emails, [pair("work", "a@example.org")]);
}

#[test]
fn q09_a_type_outside_ascii_is_a_label() {
    let file = lines("3.0", &["TEL;TYPE=費用:1", "EMAIL;TYPE=Büro:a@example.org"]);
    let draft = card(file).draft;
    assert_eq!(draft.phones, [pair("費用", "1")]);
    assert_eq!(draft.emails, [pair("Büro", "a@example.org")]);
}

#[test]
fn q10_labels_of_groups_belong_to_their_siblings() {
    let file = lines(
        "3.0",
        &[
            "item1.TEL:1",
            "item1.X-ABLabel:_$!<AssistantPhone>!$_",
            "item2.EMAIL;type=INTERNET:a@example.org",
            "item2.X-ABLabel:Boat house",
            "ITEM3.ADR;type=WORK:;;Kai 1;Kiel;;24103;Germany",
            "item3.X-ABADR:de",
            "HOME.EMAIL:b@example.org",
            "item4.X-ABLabel:Orphan",
            "item5.X-PET:Rex",
            "item5.X-ABLabel:Dog",
            "item6.TEL:2",
            "item6.X-ABLabel:_$!<YoungerSister>!$_",
        ],
    );
    let parsed = card(file);
    let draft = &parsed.draft;
    assert_eq!(draft.phones, [pair("assistant", "1"), pair("younger sister", "2")]);
    assert_eq!(draft.emails, [pair("Boat house", "a@example.org"), pair("home", "b@example.org")]);
    assert_eq!(draft.addresses[0].label, "work");
    assert_eq!(
        draft.raw,
        [raw("X-ABADR", "", "de"), raw("X-PET", "X-ABLABEL=Dog", "Rex"), raw("X-ABLabel", "", "Orphan")]
    );
    assert_eq!(fate(&parsed, "X-ABLABEL"), mapped(&["phones.label"]));
}

#[test]
fn q11_every_link_keeps_its_label() {
    let file = lines(
        "3.0",
        &[
            "item1.URL:https://a.example",
            "item1.X-ABLabel:_$!<HomePage>!$_",
            "item2.URL:https://b.example",
            "item2.X-ABLabel:Shop",
            "URL;TYPE=WORK:https://c.example",
            "item3.URL;type=pref:https\\://d.example",
            "item3.X-ABLabel:BLOG",
        ],
    );
    assert_eq!(
        card(file).draft.links,
        [
            pair("homepage", "https://a.example"),
            pair("Shop", "https://b.example"),
            pair("work", "https://c.example"),
            first("blog", "https://d.example")
        ]
    );
}

#[test]
fn q12_dates_and_relations_of_apple() {
    let file = lines(
        "3.0",
        &[
            "item1.X-ABDATE;type=pref:2011-06-04",
            "item1.X-ABLabel:_$!<Anniversary>!$_",
            "item2.X-ABRELATEDNAMES:Grace Hopper",
            "item2.X-ABLabel:_$!<Spouse>!$_",
            "item3.X-ABRELATEDNAMES:Alan",
            "item3.X-ABLabel:Bridge partner",
            "item4.X-ABDATE:2019-01-02",
            "item4.X-ABLabel:Moved in",
        ],
    );
    let draft = card(file).draft;
    assert_eq!(draft.dates, [first("anniversary", "2011-06-04"), pair("Moved in", "2019-01-02")]);
    assert_eq!(draft.relations, [pair("spouse", "Grace Hopper"), pair("Bridge partner", "Alan")]);
}

#[test]
fn q13_a_company_that_shows_itself_as_one() {
    let parsed =
        card(lines("3.0", &["N:;;;;", "FN:Acme Ltd.", "ORG:Acme Ltd.;", "X-ABShowAs:COMPANY", "TEL:1"]));
    assert_eq!((parsed.draft.kind, parsed.draft.display_name.as_str()), (DraftKind::Company, "Acme Ltd."));
    assert_eq!(parsed.draft.jobs, []);
    assert_eq!(fate(&parsed, "ORG"), mapped(&["display_name"]));
    assert_eq!(fate(&parsed, "X-ABSHOWAS"), mapped(&["kind"]));
    // One that does not say so, but has no other name.
    assert_eq!(card(lines("3.0", &["FN:Acme", "ORG:ACME", "TEL:1"])).draft.kind, DraftKind::Company);
    let only = card(lines("2.1", &["ORG:Acme;Sales", "TEL:1"])).draft;
    assert_eq!((only.kind, only.display_name.as_str()), (DraftKind::Company, "Acme"));
    assert_eq!(only.raw, [raw("ORG", "", "Acme;Sales")]);
    // Somebody who works there is a person.
    assert_eq!(card(lines("3.0", &["FN:Ada", "ORG:Acme"])).draft.kind, DraftKind::Person);
    assert_eq!(card(lines("3.0", &["FN:Acme", "ORG:Acme", "TITLE:CEO"])).draft.kind, DraftKind::Person);
}

#[test]
fn q14_kinds_and_members() {
    let group = card(lines(
        "4.0",
        &["KIND:group", "FN:Chess club", "MEMBER:urn:uuid:0A-1", "MEMBER:mailto:a@example.org"],
    ))
    .draft;
    assert_eq!(
        (group.kind, group.members),
        (DraftKind::Group, vec!["0A-1".into(), "mailto:a@example.org".into()])
    );
    let apple = card(lines(
        "3.0",
        &["FN:Chess club", "X-ADDRESSBOOKSERVER-KIND:group", "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:0A-1"],
    ));
    assert_eq!((apple.draft.kind, apple.draft.members), (DraftKind::Group, vec!["0A-1".to_owned()]));
    let org = card(lines("4.0", &["KIND:org", "FN:Acme", "ORG:Acme;Berlin", "TITLE:Sponsor"])).draft;
    assert_eq!((org.kind, org.display_name.as_str()), (DraftKind::Company, "Acme"));
    assert_eq!(org.raw, [raw("ORG", "", "Acme;Berlin"), raw("TITLE", "", "Sponsor")]);
    let place = card(lines("4.0", &["KIND:location", "FN:Room 5"])).draft;
    assert_eq!((place.kind, place.raw), (DraftKind::Company, vec![raw("KIND", "", "location")]));
    assert_eq!(card(lines("4.0", &["KIND:individual", "FN:Acme", "ORG:Acme"])).draft.kind, DraftKind::Person);
}

#[test]
fn q15_several_names_or_none() {
    let file = lines(
        "4.0",
        &[
            "N;ALTID=1;LANGUAGE=ko:김;소라;;;",
            "N;ALTID=1;LANGUAGE=en:Kim;Sora;;;",
            "FN:김소라",
            "FN:Sora Kim",
        ],
    );
    let draft = card(file).draft;
    assert_eq!(
        (draft.family.as_str(), draft.given.as_str(), draft.display_name.as_str()),
        ("김", "소라", "김소라")
    );
    assert_eq!(draft.raw, [raw("N", "ALTID=1;LANGUAGE=en", "Kim;Sora;;;"), raw("FN", "", "Sora Kim")]);
    let twice = card(lines("3.0", &["N:;;;;", "N:Kim;Sora", "N:Kim;Sora", "NICKNAME:So"])).draft;
    assert_eq!((twice.family.as_str(), twice.display_name.as_str()), ("Kim", ""));
    assert_eq!(card(lines("3.0", &["FN:Sora Kim"])).draft.display_name, "Sora Kim");
}

#[test]
fn q16_lists_inside_a_name_and_too_few_parts() {
    let draft = card(lines("3.0", &["N:O\\;Neil\\, Sr;Ann,Marie;Jo,Lee;Dr.,Prof.;M.D.,Ph.D."])).draft;
    assert_eq!(draft.family, "O;Neil, Sr");
    assert_eq!((draft.given.as_str(), draft.middle.as_str()), ("Ann Marie", "Jo Lee"));
    assert_eq!((draft.prefix.as_str(), draft.suffix.as_str()), ("Dr. Prof.", "M.D., Ph.D."));
    // 2.1 has no lists.
    assert_eq!(card(lines("2.1", &["N:Neil;Ann;Jo,Lee"])).draft.middle, "Jo,Lee");
    let short = card(lines("3.0", &["N:Neil"])).draft;
    assert_eq!((short.family.as_str(), short.given.as_str()), ("Neil", ""));
    // What RFC 9554 adds is kept.
    let long = card(lines("4.0", &["N:García;Ana;;;;Lorca;II"])).draft;
    assert_eq!((long.family.as_str(), long.raw.len()), ("García", 1));
}

#[test]
fn q17_escapes_too_many_and_too_few() {
    let file = lines(
        "3.0",
        &[
            "N:last\\\\;fir\\;st\\, x;;;",
            "ORG:Miller, Smith & Co.;R\\;D",
            "URL:https\\://example.org/a\\,b",
            "NOTE:one\\ntwo\\Nthree\\\\n \\x \\\"q\\\"\\",
            "ADR:;;Main St. 5, rear;A\\;B;;;",
            "X-ABUID:77-AB\\:ABPerson",
        ],
    );
    let draft = card(file).draft;
    assert_eq!((draft.family.as_str(), draft.given.as_str()), ("last\\", "fir;st, x"));
    assert_eq!(draft.jobs, [job("Miller, Smith & Co.", "R;D", "")]);
    assert_eq!(draft.links, [pair("", "https://example.org/a,b")]);
    assert_eq!(draft.notes, ["one\ntwo\nthree\\n \\x \"q\"\\"]);
    assert_eq!(
        (draft.addresses[0].street.as_str(), draft.addresses[0].city.as_str()),
        ("Main St. 5, rear", "A;B")
    );
    assert_eq!(draft.uid.as_deref(), Some("77-AB"));
}

#[test]
fn q18_folds() {
    let file = |version: &str| {
        let mut bytes =
            format!("BEGIN:VCARD\nVERSION:{version}\nNOTE:one\n two\n\tthr\n  ee K\u{f6}").into_bytes();
        let cut = bytes.len() - 1;
        let last = bytes.split_off(cut);
        bytes.extend_from_slice(b"\n ");
        bytes.extend(last);
        bytes.extend_from_slice(b"ln\nEMAIL:ada@exam\n ple.org\nEND:VCARD\n");
        bytes
    };
    let (old, new) = (card(file("2.1")).draft, card(file("3.0")).draft);
    assert_eq!(old.notes, ["one two\tthr ee Köln"]);
    assert_eq!(new.notes, ["onetwothr ee Köln"]);
    assert_eq!(
        (&old.emails, &new.emails),
        (&vec![pair("", "ada@example.org")], &vec![pair("", "ada@example.org")])
    );
}

#[test]
fn q19_a_folded_end_is_text() {
    let draft = card(lines("3.0", &["NOTE:Cards finish with", "  END:VCARD", " END:VCARD", "TEL:1"])).draft;
    assert_eq!(draft.notes, ["Cards finish with END:VCARDEND:VCARD"]);
    assert_eq!(draft.phones.len(), 1);
}

#[test]
fn q20_lines_that_are_no_properties() {
    let parsed = card(lines(
        "2.1",
        &["NOTE:first line", "second line", "", "third one", "# a comment", "TEL:1", "what is this", "TITLE"],
    ));
    assert_eq!(parsed.draft.notes, ["first line\nsecond line\nthird one"]);
    assert_eq!(parsed.draft.phones.len(), 1);
    assert_eq!(parsed.draft.raw, [raw("", "", "what is this"), raw("", "", "TITLE")]);
    let rejected = parsed.cells.iter().filter(|cell| matches!(cell.fate, Fate::Rejected(_))).count();
    assert_eq!(rejected, 2);
    assert!(parsed.cells.iter().any(|cell| cell.fate == Fate::Structure("It is a comment.".into())));
}

#[test]
fn q21_ends_versions_and_names_that_are_missing_or_too_many() {
    let file = "BEGIN:VCARD\nFN:No end\nBEGIN:VCARD\nVERSION:2.1\nVERSION:3.0\nPRODID:a\nPRODID:b\nN:Two,One\nEND:VCARD\n\
                BEGIN:VCARD\nVERSION:9\nN:Three\\, Four\nNOTE:a\\nb\nEND:VCARDBEGIN:VCARD\nFN:Glued\nEND:VCARD\nBEGIN:VCARD\nFN:Cut";
    let cards = cards(file);
    let drafts: Vec<_> =
        cards.iter().map(|c| (c.draft.family.as_str(), c.draft.display_name.as_str(), c.complete)).collect();
    assert_eq!(
        drafts,
        [
            ("", "No end", false),
            ("Two,One", "", true),
            ("Three, Four", "", true),
            ("", "Glued", true),
            ("", "Cut", false)
        ]
    );
    assert_eq!(cards[2].draft.notes, ["a\nb"]);
    let offsets: Vec<u64> = items(file).iter().map(|item| item.offset_bytes).collect();
    for offset in offsets {
        assert!(file.split_at(usize::try_from(offset).unwrap()).1.starts_with("BEGIN:VCARD"));
    }
}

/// The smallest GIF there is, and its base64.
const DOT: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0\xff\xff\xff\0\0\0!\xf9\x04\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";
const DOT_64: &str = "R0lGODlhAQABAIAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==";

#[test]
fn q22_pictures_in_every_dress() {
    let (head, tail) = DOT_64.split_at(30);
    let dressed = [
        lines("3.0", &[&format!("PHOTO;ENCODING=b;TYPE=GIF:{head}"), &format!(" {tail}")]),
        lines("2.1", &["PHOTO;BASE64;GIF:", &format!("  {head}"), &format!("  {tail}"), "", "TEL:1"]),
        lines("2.1", &["PHOTO;ENCODING=BASE64;JPEG:", head, tail, "TEL:1"]),
        lines("2.1", &[&format!("PHOTO;TYPE=GIF;ENCODING=BASE64:{head}"), &format!(" {tail}"), "", "TEL:1"]),
        lines("4.0", &[&format!("PHOTO:data:image/gif;base64,{head}"), &format!(" {tail}")]),
        lines("4.0", &[&format!("PHOTO:data:image/gif;base64\\,{DOT_64}")]),
        lines("4.0", &[&format!("PHOTO:data:base64,{DOT_64}")]),
        lines("3.0", &[&format!("PHOTO;VALUE=URI:data:;base64,{}", DOT_64.trim_end_matches('='))]),
        lines("3.0", &[&format!("PHOTO:{DOT_64}")]),
    ];
    for file in dressed {
        let draft = card(&file).draft;
        let photo = draft.photo.unwrap_or_else(|| panic!("{file}"));
        assert_eq!((photo.media_type.as_str(), photo.bytes.as_slice()), ("image/gif", DOT), "{file}");
        assert_eq!(draft.raw, [], "{file}");
    }
    // Addresses are kept and never fetched; base64 that is really an address is one.
    let file = lines(
        "3.0",
        &[
            "PHOTO;VALUE=URL;TYPE=JPEG:http://example.org/ada.jpg",
            "PHOTO;ENCODING=B:aHR0cHM6Ly9leGFtcGxlLm9yZy9hZGEucG5n",
            "PHOTO;ENCODING=b:bm8gcGljdHVyZSBhdCBhbGw=",
            &format!("PHOTO;ENCODING=b:{DOT_64}"),
            "PHOTO;ENCODING=b:/9j/4AAQ",
        ],
    );
    let draft = card(file).draft;
    assert_eq!(draft.photo.unwrap().bytes, DOT);
    assert_eq!(
        draft.raw,
        [
            raw("PHOTO", "VALUE=URL;TYPE=JPEG", "http://example.org/ada.jpg"),
            raw("PHOTO", "VALUE=uri", "https://example.org/ada.png"),
            raw("PHOTO", "ENCODING=b", "bm8gcGljdHVyZSBhdCBhbGw="),
            raw("PHOTO", "ENCODING=b", "/9j/4AAQ"),
        ]
    );
}

#[test]
fn q23_birthdays() {
    let birthday = |line: &str| card(lines("3.0", &["FN:Ada", line])).draft;
    for (line, date) in [
        ("BDAY:18151210", "1815-12-10"),
        ("BDAY:1815-12-10", "1815-12-10"),
        ("BDAY;VALUE=date:1815-12-10T00:00:00Z", "1815-12-10"),
        ("BDAY:1815-12-10+0100", "1815-12-10"),
        ("BDAY:18151210T000000-0500", "1815-12-10"),
        ("BDAY:1815/12/10", "1815-12-10"),
        ("BDAY:10.12.1815", "1815-12-10"),
        ("BDAY:23/12/1815", "1815-12-23"),
        ("BDAY:--1210", "--12-10"),
        ("BDAY:--12-10", "--12-10"),
        ("BDAY:--02-29", "--02-29"),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-12-10", "--12-10"),
        ("BDAY;VALUE=date;X-APPLE-OMIT-YEAR=\"1604\":1604-12-10", "--12-10"),
        ("BDAY;X-APPLE-OMIT-YEAR=1900:1900-12-10", "--12-10"),
        ("BDAY:1604-12-10", "--12-10"),
        ("BDAY:0000-12-10", "--12-10"),
    ] {
        let draft = birthday(line);
        assert_eq!(draft.dates, [pair("birthday", date)], "{line}");
        assert_eq!(draft.raw, [], "{line}");
    }
    for line in [
        "BDAY:---10",
        "BDAY:1815-12",
        "BDAY:15-12-10",
        "BDAY:215-12-10",
        "BDAY:1815-13-10",
        "BDAY:04/05/1815",
        "BDAY:soon",
    ] {
        let parsed = card(lines("3.0", &["FN:Ada", line]));
        assert_eq!(parsed.draft.dates, [], "{line}");
        assert_eq!(parsed.draft.raw.len(), 1, "{line}");
        assert!(matches!(fate(&parsed, "BDAY"), Fate::Rejected(_)), "{line}");
    }
    assert!(matches!(fate(&card(lines("3.0", &["FN:A", "BDAY:0000-00-00"])), "BDAY"), Fate::Structure(_)));
    assert_eq!(birthday("BDAY;VALUE=text:about 1815").raw, [raw("BDAY", "VALUE=text", "about 1815")]);
    // A time of day is kept beside the day; a second birthday beside the first.
    let timed = birthday("BDAY:1815-12-10T06:30:00Z");
    assert_eq!((timed.dates.len(), timed.raw.len()), (1, 1));
    let two = card(lines(
        "4.0",
        &["BDAY;ALTID=1:18151210", "BDAY;ALTID=1;VALUE=text:a winter day", "BDAY:19000101"],
    ))
    .draft;
    assert_eq!((two.dates, two.raw.len()), (vec![pair("birthday", "1815-12-10")], 2));
}

#[test]
fn q24_anniversaries_of_every_maker() {
    for name in [
        "ANNIVERSARY",
        "X-ANNIVERSARY",
        "X-MS-ANNIVERSARY",
        "X-EVOLUTION-ANNIVERSARY",
        "X-KADDRESSBOOK-X-Anniversary",
    ] {
        let draft = card(lines("3.0", &["FN:Ada", &format!("{name}:20110604")])).draft;
        assert_eq!(draft.dates, [pair("anniversary", "2011-06-04")], "{name}");
    }
    let same = card(lines(
        "3.0",
        &["X-ANNIVERSARY:2011-06-04", "item1.X-ABDATE:20110604", "item1.X-ABLabel:_$!<Anniversary>!$_"],
    ));
    assert_eq!(same.draft.dates.len(), 1);
}

#[test]
fn q25_a_malformed_revision_refuses_nothing() {
    let parsed = card(lines("3.0", &["FN:Ada", "REV:yesterday-ish\\,Z", "REV:"]));
    assert_eq!(parsed.draft.display_name, "Ada");
    assert!(matches!(fate(&parsed, "REV"), Fate::Structure(_)));
}

#[test]
fn q26_cards_inside_cards() {
    let inline = lines(
        "2.1",
        &[
            "FN:Ada",
            "AGENT:",
            "BEGIN:VCARD",
            "VERSION:2.1",
            "FN:Charles",
            "AGENT:",
            "BEGIN:VCARD",
            "FN:Joseph",
            "END:VCARD",
            "END:VCARD",
            "TEL:1",
        ],
    );
    let parsed = card(&inline);
    assert_eq!(
        (parsed.draft.display_name.as_str(), parsed.draft.phones.len(), parsed.draft.raw.len()),
        ("Ada", 1, 1)
    );
    assert!(parsed.draft.raw[0].value.starts_with("BEGIN:VCARD\\nVERSION:2.1\\nFN:Charles"));
    assert!(parsed.draft.raw[0].value.ends_with("END:VCARD"));
    let same_line = lines("3.0", &["AGENT:BEGIN:VCARD", " FN:Charles", " END:VCARD", "FN:Ada"]);
    assert_eq!(card(&same_line).draft.raw, [raw("AGENT", "", "BEGIN:VCARD\\nFN:Charles\\nEND:VCARD")]);
    let escaped = lines("3.0", &["AGENT:BEGIN:VCARD\\nFN:Charles\\nEND:VCARD\\n", "FN:Ada"]);
    assert_eq!(card(&escaped).draft.display_name, "Ada");
    // An inner card that never ends takes the outer one with it, not the next.
    let open =
        format!("BEGIN:VCARD\nFN:Ada\nAGENT:\nBEGIN:VCARD\nFN:Charles\n{}", lines("3.0", &["FN:Grace"]));
    let names: Vec<_> = cards(open).into_iter().map(|c| c.draft.display_name).collect();
    assert_eq!(names, ["Ada", "Grace"]);
}

#[test]
fn q27_labels_of_addresses() {
    let written = lines(
        "3.0",
        &[
            "ADR;TYPE=HOME:;;Kai 1;Kiel;;24103;Germany",
            "LABEL;TYPE=HOME:Ada Lovelace\\nKai 1\\n24103 Kiel",
            "LABEL;TYPE=WORK:Dock 7\\nHamburg",
        ],
    );
    let draft = card(written).draft;
    assert_eq!(draft.addresses.len(), 2);
    assert_eq!(
        draft.addresses[1],
        Address { label: "work".into(), street: "Dock 7\nHamburg".into(), ..Address::default() }
    );
    assert_eq!(draft.raw, [raw("LABEL", "TYPE=HOME", "Ada Lovelace\\nKai 1\\n24103 Kiel")]);
    let parameter = lines(
        "4.0",
        &[
            "ADR;LABEL=\"Ada ^'Countess^' L.^nKai 1: rear^nKiel ^^\":;;;;;;",
            "ADR;TYPE=work;LABEL=Gate 3: left^nDock:7:;;Dock 7;Hamburg;;20457;Germany",
        ],
    );
    let draft = card(parameter).draft;
    assert_eq!(draft.addresses[0].street, "Ada \"Countess\" L.\nKai 1: rear\nKiel ^");
    assert_eq!((draft.addresses[1].street.as_str(), draft.addresses[1].city.as_str()), ("Dock 7", "Hamburg"));
    assert_eq!(draft.raw.len(), 1, "the written form beside the parts is kept");
}

#[test]
fn q28_phones_that_are_uris_words_or_mail() {
    let file = lines(
        "4.0",
        &[
            "TEL;VALUE=uri;PREF=1;TYPE=work:tel:+49-431-555-01;ext=102",
            "TEL;TYPE=cell;VALUE=URI:0170555",
            "TEL:1-800-ADA x417",
            "TEL;VALUE=uri:tel:7042;phone-context=example.org",
            "TEL;TYPE=PAGER:ada@pager.example",
            "TEL:+49 431 555;ext=7",
        ],
    );
    let draft = card(file).draft;
    assert_eq!(
        draft.phones,
        [
            first("work", "+49-431-555-01 ext. 102"),
            pair("mobile", "0170555"),
            pair("", "1-800-ADA x417"),
            pair("", "7042"),
            pair("", "+49 431 555 ext. 7"),
        ]
    );
    assert_eq!(draft.emails, [pair("pager", "ada@pager.example")]);
    assert_eq!(draft.raw, [raw("TEL", "VALUE=uri", "tel:7042;phone-context=example.org")]);
}

#[test]
fn q29_messengers_and_networks() {
    let file = lines(
        "3.0",
        &[
            "IMPP;X-SERVICE-TYPE=Skype;type=HOME:skype:ada.l",
            "IMPP:xmpp:ada%40home@example.org",
            "IMPP;X-SERVICE-TYPE=Threema:x-apple:ABC",
            "X-AIM;TYPE=WORK:ada1",
            "X-GTALK:ada2",
            "X-GOOGLE TALK:ada3",
            "X-SKYPE-USERNAME:ada4",
            "X-QQ:5",
            "X-JABBER:ada6@example.org",
            "X-SOCIALPROFILE;type=twitter;x-user=ada7:http://twitter.com/ada7",
            "X-SOCIALPROFILE;TYPE=Mastodon:x-apple:@ada8@example.org",
            "SOCIALPROFILE;SERVICE-TYPE=LinkedIn:https://linkedin.example/in/ada9",
        ],
    );
    let draft = card(file).draft;
    let handle = |service: &str, value: &str, label: &str| Handle {
        service: service.into(),
        value: value.into(),
        label: label.into(),
    };
    assert_eq!(
        draft.handles,
        [
            handle("skype", "ada.l", "home"),
            handle("jabber", "ada@home@example.org", ""),
            handle("threema", "ABC", ""),
            handle("aim", "ada1", "work"),
            handle("google talk", "ada2", ""),
            handle("google talk", "ada3", ""),
            handle("skype", "ada4", ""),
            handle("qq", "5", ""),
            handle("jabber", "ada6@example.org", ""),
            handle("mastodon", "@ada8@example.org", ""),
        ]
    );
    assert_eq!(
        draft.links,
        [pair("twitter", "http://twitter.com/ada7"), pair("linkedin", "https://linkedin.example/in/ada9")]
    );
    assert_eq!(draft.raw, []);
}

#[test]
fn q30_what_outlook_adds() {
    let file = lines(
        "2.1",
        &[
            "N;LANGUAGE=en-gb:Lovelace;Ada",
            "X-MS-OL-DESIGN;CHARSET=utf-8:<card xmlns=\"http://example.org/a;b\"><img area=\"32\"/></card>",
            "X-MS-IMADDRESS:ada@im.example",
            "X-MS-TEL;VOICE;CALLBACK:1",
            "X-MS-TEL;VOICE;COMPANY:2",
            "X-MS-MANAGER:Charles",
            "X-MS-SPOUSE;N:William",
            "X-MS-ASSISTANT:Mary",
        ],
    );
    let parsed = card(file);
    assert_eq!(parsed.source(), Source::Outlook);
    let draft = parsed.draft;
    assert_eq!(
        draft.raw,
        [raw("X-MS-OL-DESIGN", "", "<card xmlns=\"http://example.org/a;b\"><img area=\"32\"/></card>")]
    );
    assert_eq!(draft.phones, [pair("callback", "1"), pair("company", "2")]);
    assert_eq!(
        draft.relations,
        [pair("manager", "Charles"), pair("spouse", "William"), pair("assistant", "Mary")]
    );
    assert_eq!(draft.handles[0].value, "ada@im.example");
}

#[test]
fn q31_rows_of_android() {
    let file = lines(
        "2.1",
        &[
            "X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Countess;1;;;;;;;;;;;;;",
            "X-ANDROID-CUSTOM;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:vnd.android.cursor.item/relation;Ren=C3=A9e;14;;;;;;;;;;;;;",
            "X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Byron;0;Poet;;;;;;;;;;;;",
            "X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;--12-10;3;;;;;;;;;;;;;",
            "X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;2011-06-04;1;;;;;;;;;;;;;",
            "X-ANDROID-CUSTOM:vnd.android.cursor.item/unheard_of;x;;;;;;;;;;;;;;",
        ],
    );
    let parsed = card(file);
    assert_eq!(parsed.source(), Source::Android);
    let draft = parsed.draft;
    assert_eq!(draft.nickname, "Countess");
    assert_eq!(draft.relations, [pair("spouse", "Renée"), pair("Poet", "Byron")]);
    assert_eq!(draft.dates, [pair("birthday", "--12-10"), pair("anniversary", "2011-06-04")]);
    assert_eq!(draft.raw.len(), 1);
}

#[test]
fn q32_how_a_name_sounds() {
    let draft = card(lines(
        "3.0",
        &[
            "N:Nguyen;Lan",
            "X-PHONETIC-FIRST-NAME:Lahn",
            "X-PHONETIC-MIDDLE-NAME:Tee",
            "X-PHONETIC-LAST-NAME:Win",
        ],
    ))
    .draft;
    assert_eq!(
        (draft.phonetic_given.as_str(), draft.phonetic_middle.as_str(), draft.phonetic_family.as_str()),
        ("Lahn", "Tee", "Win")
    );
    let kana = card(lines("4.0", &["N;SORT-AS=\"やまだ,たろう\":山田;太郎;;;"])).draft;
    assert_eq!((kana.phonetic_family.as_str(), kana.phonetic_given.as_str()), ("やまだ", "たろう"));
    assert_eq!(card(lines("3.0", &["N:山田", "SORT-STRING:ヤマダ"])).draft.phonetic_family, "ヤマダ");
    // A sort key in the name's own letters says nothing of its sound, and is kept.
    let sorted = card(lines("3.0", &["N:van der Berg;Jan", "SORT-STRING:Berg"])).draft;
    assert_eq!((sorted.phonetic_family.as_str(), sorted.raw), ("", vec![raw("SORT-STRING", "", "Berg")]));
}

#[test]
fn q33_tags_without_the_address_books_own() {
    let tags = |line: &str| card(lines("3.0", &["FN:Ada", line])).draft.tags;
    assert_eq!(tags("CATEGORIES:VIP,myContacts,Chess\\, blitz"), ["VIP", "Chess", "blitz"]);
    assert_eq!(tags("CATEGORIES:one\\, two\\, three"), ["one", "two", "three"]);
    assert!(tags("CATEGORIES:My Contacts,starred,* myContacts").is_empty());
    let parsed = card(lines("3.0", &["FN:Ada", "CATEGORIES:myContacts", "NOTE:CATEGORIES: not a tag"]));
    assert!(matches!(fate(&parsed, "CATEGORIES"), Fate::Structure(_)));
    assert_eq!(parsed.draft.notes, ["CATEGORIES: not a tag"]);
}

#[test]
fn q34_parameters_nobody_knows_are_kept_with_their_property() {
    let parsed = card(lines(
        "3.0",
        &[
            "TEL;X-COUCHDB-UUID=\"c2-fa\";TYPE=CELL:1",
            "X-THING;a;b=,c;=;\"q:;r\":v:w",
            "EMAIL;TYPE=WORK;PID=1.1:a@example.org",
        ],
    ));
    assert_eq!(parsed.draft.phones, [pair("mobile", "1")]);
    assert_eq!(
        parsed.draft.raw,
        [raw("TEL", "X-COUCHDB-UUID=\"c2-fa\";TYPE=CELL", "1"), raw("X-THING", "a;b=,c;\"q:;r\"", "v:w")]
    );
    assert_eq!(fate(&parsed, "TEL"), mapped(&["phones", "raw"]));
}

#[test]
fn q35_preferences() {
    let file = lines(
        "4.0",
        &[
            "TEL;PREF=50:1",
            "TEL;PREF=2:2",
            "TEL:3",
            "EMAIL;PREF:a@example.org",
            "EMAIL;TYPE=PREF:b@example.org",
            "URL;PREF=x:c",
        ],
    );
    let draft = card(file).draft;
    assert_eq!(draft.phones, [pair("", "1"), first("", "2"), pair("", "3")]);
    assert_eq!(draft.emails, [first("", "a@example.org"), pair("", "b@example.org")]);
    assert_eq!(draft.links, [first("", "c")]);
}

#[test]
fn q36_titles_and_organisations_pair_up() {
    let jobs = |properties: &[&str]| card(lines("3.0", properties)).draft.jobs;
    assert_eq!(jobs(&["FN:Ada", "TITLE:CEO", "ORG:Acme;Board"]), [job("Acme", "Board", "CEO")]);
    assert_eq!(
        jobs(&["FN:Ada", "ORG:A", "ORG:B;Dev", "TITLE:One", "TITLE:Two", "ROLE:First"]),
        [Job { role: "First".into(), ..job("A", "", "One") }, job("B", "Dev", "Two")]
    );
    assert_eq!(
        jobs(&["FN:Ada", "item2.TITLE:Two", "item1.ORG:A", "item2.ORG:B", "item1.TITLE:One"]),
        [job("B", "", "Two"), job("A", "", "One")]
    );
    assert_eq!(
        jobs(&["FN:Ada", "TITLE:", "TITLE:Two", "ORG:A", "ORG:B"]),
        [job("A", "", ""), job("B", "", "Two")]
    );
    assert_eq!(
        jobs(&["FN:Ada", "TITLE:Mayor", "TITLE;LANGUAGE=de:Bürgermeisterin", "ORG:Town"]),
        [job("Town", "", "Mayor")]
    );
}

#[test]
fn q37_addresses_in_the_wrong_component() {
    let addresses = |line: &str| card(lines("3.0", &["FN:Ada", line])).draft.addresses;
    assert_eq!(
        addresses("ADR;TYPE=HOME:;Kai 1\\n24103 Kiel\\nGermany;;;;;")[0].street,
        "Kai 1\n24103 Kiel\nGermany"
    );
    let parts = &addresses("ADR;TYPE=WORK:PO 7;c/o Byron;Kai 1\\nRear;Kiel;SH;24103;Germany")[0];
    assert_eq!(
        (parts.po_box.as_str(), parts.extended.as_str(), parts.street.as_str()),
        ("PO 7", "c/o Byron", "Kai 1\nRear")
    );
    assert_eq!(
        (parts.region.as_str(), parts.postal_code.as_str(), parts.country.as_str()),
        ("SH", "24103", "Germany")
    );
    assert_eq!(addresses("ADR:;;Kai 1")[0].street, "Kai 1");
    assert!(addresses("ADR;WORK:;;;;;;").is_empty());
}

#[test]
fn q38_places_and_zones_are_kept() {
    let draft = card(lines(
        "4.0",
        &[
            "FN:Ada",
            "GEO:geo:54.3,10.1",
            "GEO:54.3;10.1",
            "TZ:-05:00",
            "TZ:1:00",
            "TZ;VALUE=text:Europe/Berlin",
        ],
    ))
    .draft;
    assert_eq!(draft.raw.len(), 5);
    assert_eq!(draft.raw[0], raw("GEO", "", "geo:54.3,10.1"));
}

#[test]
fn q39_a_card_with_nothing_but_an_address() {
    let draft = card(lines("2.1", &["EMAIL;PREF:ada@example.org"])).draft;
    assert_eq!((draft.kind, draft.display_name.as_str(), draft.emails.len()), (DraftKind::Person, "", 1));
}

#[test]
fn q40_old_and_untidy_files() {
    let rfc2425 =
        "begin:vcard\nfn:Bj=F8rn Skj=E6r\nsn:Skj=E6r\nphone:1\nurl:http://example.org/?a=F8\nend:vcard\n";
    let draft = card(rfc2425).draft;
    assert_eq!((draft.display_name.as_str(), draft.family.as_str()), ("Bjørn Skjær", "Skjær"));
    assert_eq!((draft.phones.len(), draft.links[0].value.as_str()), (1, "http://example.org/?a=F8"));
    // Whoever says 3.0 means what is written.
    assert_eq!(card(lines("3.0", &["FN:a=F8b"])).draft.display_name, "a=F8b");
    for file in [
        "BEGIN:vCard  \r\nFN:Ada\r\nEND:vCard\r\n",
        "\u{feff}BEGIN:VCARD\rFN:Ada\rEND:VCARD\r",
        "\n\n  BEGIN: VCARD\n  FN:Ada\n  END :VCARD",
        "BEGIN:VCARD\n FN:Ada\nEND:VCARD",
        "BEGIN:VCARD\r\r\nFN:Ada\r\r\nEND:VCARD\r\r\n\u{1a}",
    ] {
        let read = items(file);
        assert_eq!(read.len(), 1, "{file:?}: {read:?}");
        assert_eq!(card(file).draft.display_name, "Ada", "{file:?}");
        assert_eq!(sniff(file.as_bytes()).unwrap().encoding, "UTF-8");
    }
}

#[test]
fn q41_latin_1_with_line_breaks_of_its_own() {
    let file = lines(
        "2.1",
        &["LABEL;HOME;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Box 1=0AStorv=E4gen 2=0D=0AUme=E5=0A"],
    );
    assert_eq!(card(file).draft.addresses[0].street, "Box 1\nStorvägen 2\nUmeå");
}

#[test]
fn q42_identifiers() {
    let uid = |line: &str| card(lines("3.0", &["FN:Ada", line])).draft.uid;
    assert_eq!(uid("UID:urn:uuid:0A-1").as_deref(), Some("0A-1"));
    assert_eq!(uid("UID:0A-1").as_deref(), Some("0A-1"));
    assert_eq!(uid("X-ABUID:0A-1:ABPerson").as_deref(), Some("0A-1"));
    let twice = card(lines("3.0", &["UID:a", "UID:b", "X-ABUID:c", "FN:Ada"])).draft;
    assert_eq!((twice.uid.as_deref(), twice.raw.len()), (Some("a"), 2));
    // Two cards of one identity are two items; whether they are one person is not for the reader to say.
    let file = [lines("3.0", &["UID:a", "FN:Ada"]), lines("3.0", &["UID:a", "FN:Ada L."])].concat();
    assert_eq!(cards(file).len(), 2);
}

#[test]
fn q43_stray_quotes() {
    let file = lines(
        "3.0",
        &[
            "TEL;TYPE=\"CELL:1",
            "TEL;TYPE=\"CELL;TYPE=VOICE\":2",
            "TEL:\"+49 1\"",
            "EMAIL:\"ada@example.org\"",
        ],
    );
    let draft = card(file).draft;
    assert_eq!(draft.phones, [pair("mobile", "1"), pair("mobile", "2"), pair("", "+49 1")]);
    assert_eq!(draft.emails, [pair("", "ada@example.org")]);
}

#[test]
fn q44_properties_of_the_standards_that_have_no_field() {
    let known = [
        "CLIENTPIDMAP:1;urn:uuid:53e3",
        "GENDER:F;Countess",
        "LANG;PREF=1:fr",
        "XML:<a/>",
        "EXPERTISE;LEVEL=expert:analysis",
        "HOBBY;INDEX=1:horses",
        "RELATED;TYPE=friend:urn:uuid:f81d",
        "PRONOUNS:she/her",
        "GRAMGENDER:feminine",
        "LANGUAGE:en",
        "CREATED:20220705T093412Z",
        "X-ADDRESSBOOKSERVER-PHONEME-DATA:x",
        "BIRTHPLACE:London",
    ];
    let parsed = card(lines("4.0", &[&["FN:Ada"], &known[..]].concat()));
    assert_eq!(parsed.draft.raw.len(), known.len());
    assert_eq!(parsed.draft.raw[1], raw("GENDER", "", "F;Countess"));
    let related =
        card(lines("4.0", &["RELATED;TYPE=spouse;VALUE=text:William King", "RELATED;TYPE=child:Byron"]))
            .draft;
    assert_eq!(related.relations, [pair("spouse", "William King"), pair("child", "Byron")]);
}

#[test]
fn q45_mails_with_names_and_schemes() {
    let file = lines(
        "3.0",
        &[
            "EMAIL:mailto:ada%2Bx@example.org?subject=hi",
            "EMAIL:Ada Lovelace <ada2@example.org>",
            "EMAIL:a@example.org; b@example.org",
            "EMAIL:nobody",
        ],
    );
    let parsed = card(file);
    let values: Vec<_> = parsed.draft.emails.iter().map(|email| email.value.as_str()).collect();
    assert_eq!(values, ["ada+x@example.org", "ada2@example.org", "a@example.org", "b@example.org"]);
    assert_eq!(parsed.draft.raw, [raw("EMAIL", "", "nobody")]);
}

#[test]
fn products_are_known_by_what_they_write() {
    let of = |line: &str| card(lines("3.0", &["FN:Ada", line])).source();
    assert_eq!(of("PRODID:-//Apple Inc.//iPhone OS 17.4//EN"), Source::AppleIphone);
    assert_eq!(of("PRODID:-//Apple Inc.//macOS 14.1//EN"), Source::AppleMac);
    assert_eq!(of("PRODID:-//Sabre//Sabre VObject 4.5.4//EN"), Source::Nextcloud);
    assert_eq!(of("CATEGORIES:myContacts"), Source::Google);
    assert_eq!(of("X-EVOLUTION-FILE-AS:Lovelace"), Source::Evolution);
    assert_eq!(of("X-MOZILLA-HTML:FALSE"), Source::Thunderbird);
    assert_eq!(of("X-KADDRESSBOOK-CRYPTO:none"), Source::Kaddressbook);
    assert_eq!(of("TEL:1"), Source::Unknown);
    assert_eq!(Source::default().to_string(), "vCard");
}

#[test]
fn only_cards_are_sniffed_as_cards() {
    for file in [
        &b""[..],
        b"BEGIN:VCALENDAR\n",
        b"name,email\nBEGIN:VCARDS,x\n",
        b"\xff\xd8\xff\xe0JFIF",
        b"FN:Ada\nEND:VCARD\n",
    ] {
        assert_eq!(sniff(file), None, "{file:?}");
    }
    assert_eq!(sniff(b"\xef\xbb\xbfbegin:vcard\n").unwrap().encoding, "UTF-8");
    assert_eq!(sniff(b"Subject: my card\n\nBEGIN:VCARD\nFN:Ada\n").unwrap().encoding, "UTF-8");
    assert_eq!(sniff(b"BEGIN:VCARD\nFN:M\xfcller, J\xf6rg, Stra\xdfe\n").unwrap().encoding, "windows-1252");
    let cyrillic = encoding_rs::WINDOWS_1251
        .encode("BEGIN:VCARD\nFN:Александр Сергеевич Пушкин\nNOTE:Поэт и писатель\n")
        .0;
    assert_eq!(sniff(&cyrillic).unwrap().encoding, "windows-1251");
}

// covers(IMP-3)
#[test]
fn a_card_without_a_plain_name_keeps_how_it_stood_and_is_read_again() {
    let file = "stray\r\nBEGIN:VCARD\r\nVERSION:3.0\r\nNOTE:Nobody\\, and\r\n  folded\r\nEND:VCARD\r\n\
        BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada\r\nEND:VCARD\r\nBEGIN:VCARD\r\nVERSION:2.1\r\n\
        NOTE;CHARSET=ISO-8859-1:caf\u{e9}\r\n";
    let found = items(file);
    assert_eq!(found[0].original, "stray");
    assert_eq!(found[1].original, "BEGIN:VCARD\r\nVERSION:3.0\r\nNOTE:Nobody\\, and folded\r\nEND:VCARD\r\n");
    assert_eq!(found[2].original, "", "Ada needs none");
    assert!(found[3].original.ends_with("END:VCARD\r\n"), "{}", found[3].original);
    let mut saved = Vec::new();
    for item in found.iter().filter(|item| !item.original.is_empty()) {
        crate::vcard::write_rejected(&mut saved, &item.original, "It says nobody; nothing, really.").unwrap();
    }
    let again = items(String::from_utf8(saved).unwrap().replace("NOTE", "NICKNAME:Al\r\nNOTE"));
    let notes: Vec<&String> =
        again.iter().filter_map(|i| i.outcome.as_ref().ok()).flat_map(|c| &c.draft.notes).collect();
    assert_eq!(notes, ["Nobody, and folded", "café"]);
    assert!(again.iter().filter_map(|i| i.outcome.as_ref().ok()).all(|c| c.draft.raw.is_empty()));
}
