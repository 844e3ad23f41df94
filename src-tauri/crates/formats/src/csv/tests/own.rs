//! The law of the own export: what is written is read back.

use proptest::prelude::*;

use super::table;
use crate::csv::{Layout, Product, write_header, write_row};
use crate::draft::{Address, Custom, Draft, DraftKind, Handle, Job, Labelled, Raw};

fn written(drafts: &[Draft]) -> Vec<u8> {
    let mut layout = Layout::default();
    for draft in drafts {
        layout.see(draft);
    }
    let mut out = Vec::new();
    write_header(&mut out, &layout).unwrap();
    for draft in drafts {
        write_row(&mut out, &layout, draft).unwrap();
    }
    out
}

/// Own fields and raw properties in the order of their names: the columns' order is not a draft's.
fn in_order(mut draft: Draft) -> Draft {
    draft.custom.sort_by(|a, b| a.field.cmp(&b.field));
    draft.raw.sort_by(|a, b| (&a.name, &a.params).cmp(&(&b.name, &b.params)));
    draft
}

fn assert_read_back(drafts: &[Draft]) {
    let bytes = written(drafts);
    let t = table(&bytes);
    assert_eq!(t.found.product, Product::Satchel);
    assert!(t.found.sure, "{:?}", t.found.doubts);
    let read: Vec<Draft> = t.drafts().into_iter().cloned().map(in_order).collect();
    let wanted: Vec<Draft> = drafts.iter().cloned().map(in_order).collect();
    assert_eq!(read, wanted, "{}", String::from_utf8_lossy(&bytes));
}

/// Texts that break careless writers and readers.
fn hostile() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[ \\t\r\n\"';,=+@\\\\#:é山-]{0,6}",
        2 => prop::sample::select(vec![
            "=1+1", "+49 30 1234567", "+cmd|' /C calc'!A0", "-5", "-5+3", "@SUM(A1)", "'", "''", "'=x", "\u{200d}x", "\\e",
            "a; b", "a;b\\", "* home", "a ::: b", "0/0/00", "true", "\"\"", " padded ", "\t", "\r", "x #2", "column 1",
            "Satchel kind", "sep=;", "a,b,c,d,e,f,g\na,b,c,d,e,f,g\na,b,c,d,e,f,g", "\u{feff}", "Jane <j@x>; b@x", "=\"1\"",
        ]).prop_map(str::to_owned),
        2 => "\\PC{0,8}",
    ]
}

fn labelled() -> impl Strategy<Value = Vec<Labelled>> {
    let one = (hostile(), hostile(), any::<bool>()).prop_map(|(label, value, primary)| Labelled {
        label,
        value,
        primary,
    });
    prop::collection::vec(one, 0..3)
}

fn texts(most: usize) -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(hostile(), 0..most)
}

fn draft() -> impl Strategy<Value = Draft> {
    let address = (prop::collection::vec(hostile(), 8), any::<bool>()).prop_map(|(t, primary)| Address {
        label: t[0].clone(),
        street: t[1].clone(),
        extended: t[2].clone(),
        po_box: t[3].clone(),
        city: t[4].clone(),
        region: t[5].clone(),
        postal_code: t[6].clone(),
        country: t[7].clone(),
        primary,
    });
    let handle = (hostile(), hostile(), hostile()).prop_map(|(service, value, label)| Handle {
        service,
        value,
        label,
    });
    let job = (hostile(), hostile(), hostile(), hostile())
        .prop_map(|(company, title, department, role)| Job { company, title, department, role });
    let custom =
        (hostile(), hostile()).prop_map(|(field, value)| Custom { field: format!("f{field}"), value });
    let raw = (hostile(), hostile(), hostile()).prop_map(|(name, params, value)| Raw { name, params, value });
    let kind = prop::sample::select(vec![DraftKind::Person, DraftKind::Company, DraftKind::Group]);
    (
        (kind, prop::option::of(hostile()), prop::collection::vec(hostile(), 12)),
        (labelled(), labelled(), labelled(), labelled(), labelled()),
        (
            prop::collection::vec(address, 0..3),
            prop::collection::vec(handle, 0..3),
            prop::collection::vec(job, 0..3),
            prop::collection::vec(custom, 0..4),
            prop::collection::vec(raw, 0..4),
        ),
        (texts(3), texts(3), texts(3), texts(3)),
    )
        .prop_map(|((kind, uid, t), lists, parts, (tags, notes, members, domains))| Draft {
            kind,
            uid,
            prefix: t[0].clone(),
            given: t[1].clone(),
            middle: t[2].clone(),
            family: t[3].clone(),
            suffix: t[4].clone(),
            nickname: t[5].clone(),
            phonetic_given: t[6].clone(),
            phonetic_middle: t[7].clone(),
            phonetic_family: t[8].clone(),
            display_name: t[9].clone(),
            industry: t[10].clone(),
            size: t[11].clone(),
            emails: lists.0,
            phones: lists.1,
            links: lists.2,
            dates: lists.3,
            relations: lists.4,
            addresses: parts.0,
            handles: parts.1,
            jobs: parts.2,
            custom: parts.3,
            raw: parts.4,
            tags,
            notes,
            members,
            domains,
            photo: None,
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    // covers(IMP-9, QA-3)
    #[test]
    fn what_is_written_is_read_back(drafts in prop::collection::vec(draft(), 1..4)) {
        assert_read_back(&drafts);
    }

    // covers(IMP-9)
    #[test]
    fn no_cell_is_a_formula(drafts in prop::collection::vec(draft(), 1..3)) {
        let bytes = written(&drafts);
        let mut reader = ::csv::ReaderBuilder::new().flexible(true).from_reader(&bytes[3..]);
        for record in reader.records() {
            for cell in record.unwrap().iter() {
                let harmless = |c: &str| c.chars().skip(1).all(|c| c.is_ascii_digit() || " ()-./,".contains(c));
                prop_assert!(!cell.starts_with(['=', '@', '\t', '\r']), "{cell:?}");
                prop_assert!(!cell.starts_with(['+', '-']) || harmless(cell), "{cell:?}");
            }
        }
    }
}

// covers(IMP-9)
#[test]
fn phones_are_written_as_they_are() {
    let phone = |value: &str| Labelled { label: "work".into(), value: value.into(), primary: true };
    let draft = Draft {
        given: "Jane".into(),
        phones: vec![phone("+49 30 1234567"), phone("+1 (415) 555-0100 x12")],
        ..Draft::default()
    };
    let text = String::from_utf8(written(std::slice::from_ref(&draft))).unwrap();
    assert!(
        text.starts_with("\u{feff}Satchel kind,Given name,Phone 1,Phone 1 label,Phone 1 primary,Phone 2,"),
        "{text}"
    );
    assert!(
        text.ends_with("contact,Jane,+49 30 1234567,work,yes,'+1 (415) 555-0100 x12,work,yes\r\n"),
        "{text}"
    );
    assert_read_back(&[draft]);
}

#[test]
fn a_spreadsheet_s_copy_of_the_export_is_still_ours() {
    let draft = Draft { given: "Zoë".into(), notes: vec!["=1+1".into()], ..Draft::default() };
    let text = String::from_utf8(written(std::slice::from_ref(&draft))).unwrap();
    let copy = text.trim_start_matches('\u{feff}').replace(',', ";");
    let bytes = encoding_rs::WINDOWS_1252.encode(&copy).0;
    assert_eq!(table(&bytes).draft(0), &draft);
}

#[test]
fn names_without_a_column_share_one() {
    let drafts: Vec<Draft> = (0..400)
        .map(|i| Draft {
            given: format!("P{i}"),
            raw: vec![
                Raw { name: format!("X;{i}"), params: "TYPE=\"a;b\"".into(), value: format!("=a; {i}") };
                2
            ],
            ..Draft::default()
        })
        .collect();
    assert_read_back(&drafts);
    assert!(String::from_utf8(written(&drafts)).unwrap().lines().next().unwrap().ends_with(",More raw"));
}

#[test]
fn an_empty_draft_and_a_draft_without_room() {
    assert_read_back(&[Draft::default()]);
    let mut out = Vec::new();
    let more = Draft { tags: vec!["vip".into()], ..Draft::default() };
    assert!(write_row(&mut out, &Layout::default(), &more).is_err());
}
