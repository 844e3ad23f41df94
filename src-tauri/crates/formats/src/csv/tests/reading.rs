//! How a table is read, corrected by the seller; and rejected rows on their way out and back.

use proptest::prelude::*;

use super::{Table, read};
use crate::csv::charset::Charset;
use crate::csv::{
    DateOrder, NumberStyle, ReadAs, WHY, detect, detect_as, write_rejected, write_rejects_header,
};
use crate::csv::{DetectError, Outcome};

fn as_said(bytes: &[u8], said: &ReadAs) -> Table {
    read(bytes, detect_as(bytes, true, said).unwrap())
}

fn refused(bytes: &[u8], said: &ReadAs) -> String {
    let error: satchel_kernel::Error = match detect_as(bytes, true, said) {
        Err(DetectError::Reading(bad)) => bad.into(),
        other => panic!("{other:?}"),
    };
    assert_eq!(error.code, "bad_reading");
    error.field.unwrap()
}

fn said(change: impl FnOnce(&mut ReadAs)) -> ReadAs {
    let mut said = ReadAs::default();
    change(&mut said);
    said
}

// covers(IMP-1)
#[test]
fn letters_that_were_taken_for_others_are_read_as_the_seller_says() {
    let Some(Charset::Encoding(encoding)) = Charset::named("windows-1250") else { panic!() };
    // The one letter that could tell is an “ñ” in the code page of the west.
    let text = "Name;E-Mail\r\nPeter Beńa;peter@bena.example\r\n";
    let bytes = encoding.encode(text).0.into_owned();
    let guessed = super::table(&bytes);
    assert_ne!(guessed.draft(0).display_name, "Peter Beńa", "{}", guessed.found.dialect.encoding);
    let corrected = as_said(&bytes, &said(|r| r.encoding = Some("windows-1250".into())));
    assert_eq!(corrected.draft(0).display_name, "Peter Beńa");
    assert!(!corrected.found.doubts.iter().any(|d| d.code == "encoding"), "{:?}", corrected.found.doubts);
    assert_eq!(corrected.found.reading().encoding.as_deref(), Some("windows-1250"));
}

// covers(IMP-1)
#[test]
fn the_line_with_the_names_of_the_columns_can_be_said() {
    let bytes = b"Report;Sales;Name\r\nEmail;Phone;as of May\r\nPerson;Reach;Place\r\n\
        Ada Lovelace;ada@x.example;London\r\nGrace Hopper;grace@y.example;New York\r\n";
    let guessed = detect(bytes, true).unwrap();
    assert_ne!(guessed.reading().header_line, Some(3));
    let corrected = as_said(bytes, &said(|r| r.header_line = Some(3)));
    let names: Vec<&str> = corrected.found.mapping.columns.iter().map(|c| c.name.as_str()).collect();
    assert_eq!(names, ["Person", "Reach", "Place"]);
    assert_eq!(corrected.items.len(), 2);
    assert_eq!(corrected.found.dialect.skip_lines, 2);
    assert_eq!(corrected.found.lines[2], "Person;Reach;Place");
    assert!(!corrected.found.doubts.iter().any(|d| d.code == "header"));

    let without = as_said(b"Name,Email\nAda,a@x.example\n", &said(|r| r.header_line = Some(0)));
    assert_eq!(without.items.len(), 2, "what was taken for names is a row");
    assert_eq!(without.found.mapping.columns[0].name, "column 1");
}

// covers(IMP-1)
#[test]
fn delimiter_and_quote_can_be_said() {
    let bytes = b"Name;Mail,Place\nAda, London;a@x.example,y\nBob, Paris;b@x.example,z\n";
    let corrected = as_said(bytes, &said(|r| r.delimiter = Some(";".into())));
    assert_eq!(corrected.found.mapping.columns.len(), 2);
    let corrected = as_said(bytes, &said(|r| r.delimiter = Some(",".into())));
    assert_eq!(corrected.found.mapping.columns[1].name, "Place");
    let bare = as_said(b"Name,Note\n\"Ada\",x\n", &said(|r| r.quote = Some(String::new())));
    assert_eq!(bare.draft(0).display_name, "\"Ada\"");
    assert_eq!(bare.found.reading().quote.as_deref(), Some(""));
    let single = as_said(b"Name,Note\n'Lovelace, Ada',x\n", &said(|r| r.quote = Some("'".into())));
    assert_eq!(single.draft(0).display_name, "Lovelace, Ada");
}

// covers(IMP-1)
#[test]
fn the_order_of_days_and_the_mark_of_fractions_can_be_said() {
    let bytes = b"Name,Email,Birthday\nAda,a@x.example,03/04/1985\nBob,b@x.example,12/31/1990\n";
    assert_eq!(super::table(bytes).draft(0).dates[0].value, "1985-03-04", "the other row proves it");
    let forced = as_said(bytes, &said(|r| r.date_order = Some("dmy".into())));
    assert_eq!(forced.draft(0).dates[0].value, "1985-04-03");
    assert_eq!(forced.found.reading().date_order.as_deref(), Some("dmy"));
    assert!(forced.found.warnings.iter().any(|w| w.contains("12/31/1990")), "{:?}", forced.found.warnings);
    // What is no day in that order is kept as it came.
    assert!(forced.draft(1).raw.iter().any(|r| r.value == "12/31/1990"), "{:?}", forced.draft(1));
    let open = b"Name,Email,Birthday\nAda,a@x.example,03/04/1985\n";
    assert!(!detect(open, true).unwrap().sure);
    let forced = detect_as(open, true, &said(|r| r.date_order = Some("dmy".into()))).unwrap();
    assert!(forced.sure, "{:?}", forced.doubts);
    let comma = detect_as(open, true, &said(|r| r.decimal = Some("comma".into()))).unwrap();
    assert_eq!(comma.numbers, NumberStyle::Comma);
}

// covers(IMP-1, API-16)
#[test]
fn what_cannot_be_right_is_refused_with_its_part() {
    let bytes = b"Name,Email\nAda,a@x.example\n\n";
    for (part, said) in [
        ("encoding", said(|r| r.encoding = Some("UTF-7".into()))),
        ("encoding", said(|r| r.encoding = Some("UTF-16LE".into()))),
        ("delimiter", said(|r| r.delimiter = Some("#".into()))),
        ("delimiter", said(|r| r.delimiter = Some("\t".into()))),
        ("quote", said(|r| r.quote = Some("`".into()))),
        ("header_line", said(|r| r.header_line = Some(9))),
        ("header_line", said(|r| r.header_line = Some(3))),
        ("header_line", said(|r| r.header_line = Some(2_000_000))),
        ("date_order", said(|r| r.date_order = Some("ambiguous".into()))),
        ("decimal", said(|r| r.decimal = Some("plain".into()))),
    ] {
        assert_eq!(refused(bytes, &said), format!("reading.{part}"));
    }
    let wide: Vec<u8> = "Name,Email\nAda,a@x.example\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(refused(&wide, &said(|r| r.encoding = Some("windows-1252".into()))), "reading.encoding");
}

// covers(IMP-1)
#[test]
fn what_a_later_file_proves_outweighs_what_was_kept() {
    let kept = ReadAs {
        encoding: Some("windows-1250".into()),
        date_order: Some("dmy".into()),
        decimal: Some("comma".into()),
        ..ReadAs::default()
    };
    let found = detect("Name,Birthday\nJürgen,12/31/1990\n".as_bytes(), true).unwrap();
    assert_eq!(kept.fitted_to(&found), ReadAs { decimal: Some("comma".into()), ..ReadAs::default() });
    let open = detect(b"Name,Birthday\nJ\xFCrgen,03/04/1990\n", true).unwrap();
    assert_eq!(kept.fitted_to(&open), kept);
    assert_eq!(kept.of_values().parts(), ["date_order", "decimal"]);
}

/// The rejects of a table as a table.
fn saved(table: &Table) -> Vec<u8> {
    let names: Vec<&str> = table.found.mapping.columns.iter().map(|c| c.name.as_str()).collect();
    let mut out = Vec::new();
    write_rejects_header(&mut out, &names, WHY[0]).unwrap();
    for item in &table.items {
        if let Outcome::Rejected(rejected) = &item.outcome {
            let cells = item.original.iter().map(|(column, text)| (*column, text.as_str()));
            write_rejected(&mut out, names.len(), cells, &rejected.reason.sentence()).unwrap();
        }
    }
    out
}

// covers(IMP-1)
#[test]
fn rejected_rows_are_a_table_again_and_their_reasons_go_nowhere() {
    let bytes = b"First Name;Last Name;E-mail;Shoe\n;;;38\n\
        Ada;Lovelace;a@x.example;37\n;;;=SUM(A1)\n;;;\"'=1+1\"\n;;;+49 30 1\n;;;\"two\nlines\"\n";
    let table = super::table(bytes);
    let out = saved(&table);
    let text = String::from_utf8(out.clone()).unwrap();
    assert!(text.contains(",'=SUM(A1),"), "{text}");
    assert!(text.contains(",+49 30 1,"), "a phone number needs no guard: {text}");
    assert_eq!(table.found.mapping.source_key(), super::table(&out).found.mapping.source_key());
    assert_eq!(super::table(&out).target(WHY[0]), "skip");

    let corrected = text.replace("\n,,,", "\nGrace,Hopper,,");
    let again = super::table(corrected.as_bytes());
    let shoes = |table: &Table| -> Vec<String> {
        table
            .items
            .iter()
            .filter_map(|i| match &i.outcome {
                Outcome::Parsed(p) => p.draft.raw.iter().map(|r| r.value.clone()).next(),
                Outcome::Rejected(_) => None,
            })
            .collect()
    };
    assert_eq!(shoes(&again), ["38", "=SUM(A1)", "=1+1", "+49 30 1", "two\nlines"]);
    assert!(again.drafts().iter().all(|d| d.raw.len() == 1), "no reason is kept on anybody");
}

// covers(IMP-1)
#[test]
fn a_row_without_a_plain_name_keeps_how_it_stood() {
    let table = super::table(b"Name,Email,Note\n,  a@x.example ,hi\nAda,b@x.example,ho\n,,only a note\n");
    assert_eq!(table.items[0].original, [(1, "  a@x.example ".to_owned()), (2, "hi".to_owned())]);
    assert!(table.items[1].original.is_empty());
    assert_eq!(table.items[2].original, [(2, "only a note".to_owned())]);
}

proptest! {
    // covers(QA-3)
    #[test]
    fn a_saved_cell_reads_as_the_cell_it_was(cell in "[=+@'\t -]{0,3}[a-z0-9=\"]{0,6}[ \n]?[0-9]{0,3}") {
        let mut original = Vec::new();
        write_rejects_header(&mut original, &["First Name", "Shoe"], WHY[0]).unwrap();
        let quoted = format!("\"{}\"", cell.replace('"', "\"\""));
        let file = format!("First Name,Last Name,Email,Shoe\nAda,L,a@x.example,{quoted}\n");
        let before = super::table(file.as_bytes());
        let mut out = Vec::new();
        write_rejects_header(&mut out, &["First Name", "Last Name", "Email", "Shoe"], WHY[1]).unwrap();
        let cells = [(0, "Ada"), (1, "L"), (2, "a@x.example"), (3, cell.as_str())];
        write_rejected(&mut out, 4, cells, "why").unwrap();
        let mut found = detect(&out, true).unwrap();
        found.mapping = before.found.mapping.fitted_to(&found.mapping);
        let after = read(&out, found);
        prop_assert_eq!(before.draft(0), after.draft(0));
        let text = String::from_utf8(out).unwrap();
        let row = text.lines().nth(1).unwrap_or_default();
        prop_assert!(!row.contains(",="), "{}", row);
        prop_assert!(!row.contains(",\"="), "{}", row);
    }

    // covers(QA-3, API-16)
    #[test]
    fn any_file_is_read_as_said_or_refused(
        bytes in prop::collection::vec(any::<u8>(), 0..200),
        encoding in prop::option::of(prop::sample::select(crate::csv::ENCODINGS)),
        delimiter in prop::option::of(prop::sample::select(vec![",", ";", "\t", "|"])),
        quote in prop::option::of(prop::sample::select(vec!["", "\"", "'"])),
        header_line in prop::option::of(0u32..5),
    ) {
        let said = ReadAs {
            encoding: encoding.map(str::to_owned),
            delimiter: delimiter.map(str::to_owned),
            quote: quote.map(str::to_owned),
            header_line,
            date_order: Some("mdy".into()),
            ..ReadAs::default()
        };
        if let Ok(found) = detect_as(&bytes, true, &said) {
            prop_assert!(found.mapping.columns.iter().all(|c| c.date_order.is_none_or(|o| o == DateOrder::Mdy)));
            let table = read(&bytes, found);
            for item in &table.items {
                let mut seen = std::collections::HashSet::new();
                prop_assert!(item.outcome.cells().iter().all(|c| seen.insert(c.column)));
            }
        }
    }
}
