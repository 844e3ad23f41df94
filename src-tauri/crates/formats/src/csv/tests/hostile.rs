//! Any bytes: an answer, soon, in little memory.

use std::io::Read;

use proptest::prelude::*;

use super::table;
use crate::csv::{Column, Dialect, LineEnd, Mapping, Outcome, Reader, detect};
use crate::draft::Fate;

fn dialect(encoding: &str) -> Dialect {
    Dialect {
        encoding: encoding.to_owned(),
        bom: false,
        delimiter: ',',
        quote: Some('"'),
        spaced: false,
        line_end: LineEnd::Lf,
        skip_lines: 0,
        header: false,
    }
}

fn mapping(targets: &[&str]) -> Mapping {
    let columns = targets.iter().enumerate().map(|(index, target)| Column {
        index,
        name: format!("column {}", index + 1),
        target: target.parse().unwrap(),
        confidence: 1.0,
        reason: String::new(),
        date_order: None,
        values: std::collections::BTreeMap::new(),
    });
    Mapping { columns: columns.collect(), ..Mapping::default() }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    // covers(API-16, QA-3)
    #[test]
    fn any_bytes_are_detected_and_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        if let Ok(found) = detect(&bytes, true) {
            let reader = Reader::new(bytes.as_slice(), &found.dialect, &found.mapping).unwrap();
            prop_assert!(reader.count() <= bytes.len() + 1);
        }
    }

    #[test]
    fn any_bytes_are_read_with_any_dialect(
        bytes in prop::collection::vec(prop_oneof![Just(b'"'), Just(b','), Just(b'\n'), Just(b'\r'), Just(b'a'), any::<u8>()], 0..400),
        encoding in prop::sample::select(vec!["UTF-8", "UTF-16LE", "Shift_JIS", "IBM850", "windows-1252", "gb18030"]),
    ) {
        let mapping = mapping(&["given", "emails[work]", "tags"]);
        let reader = Reader::new(bytes.as_slice(), &dialect(encoding), &mapping).unwrap();
        let mut last = 0;
        for item in reader {
            let item = item.unwrap();
            prop_assert!(item.row == last + 1);
            last = item.row;
        }
    }

    #[test]
    fn tables_of_marks_are_detected(text in "[\"',;\\t|\r\na-cé@.0-9 ]{0,300}", whole in any::<bool>()) {
        if let Ok(found) = detect(text.as_bytes(), whole) {
            prop_assert_eq!(found.mapping.check(), Ok(()));
            prop_assert_eq!(found.samples.len(), found.mapping.columns.len());
        }
    }
}

/// A start, then so many bytes that repeat.
struct Stream {
    start: &'static [u8],
    block: Vec<u8>,
    left: usize,
}

impl Stream {
    fn of(start: &'static [u8], pattern: &[u8], left: usize) -> Self {
        Self { start, block: pattern.repeat(64 * 1024 / pattern.len()), left }
    }
}

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if !self.start.is_empty() {
            return self.start.read(buffer);
        }
        let n = buffer.len().min(self.block.len()).min(self.left);
        buffer[..n].copy_from_slice(&self.block[..n]);
        self.left -= n;
        Ok(n)
    }
}

// covers(API-16)
#[test]
fn an_endless_line_is_one_rejected_row() {
    for (start, pattern) in
        [(&b"Name,Mail,City\nA,"[..], &b"xxxxxxxx"[..]), (b"Name,Mail,City\nA,\"", b"xx \n xxx")]
    {
        let mapping = mapping(&["given", "emails", "addresses.city"]);
        let mut reader =
            Reader::new(Stream::of(start, pattern, 24 * 1024 * 1024), &dialect("UTF-8"), &mapping).unwrap();
        let codes: Vec<_> = reader
            .by_ref()
            .map(|item| match item.unwrap().outcome {
                Outcome::Parsed(_) => "taken",
                Outcome::Rejected(rejected) => rejected.reason.code,
            })
            .collect();
        assert_eq!(codes, ["taken", "too_large"]);
        assert!(reader.room() < 64 * 1024 * 1024, "{}", reader.room());
    }
}

#[test]
fn ten_thousand_columns() {
    let header: Vec<String> = (0..10_000).map(|i| format!("Field {i}")).collect();
    let row: Vec<String> =
        (0..10_000).map(|i| if i == 17 { "jane@x.example".into() } else { i.to_string() }).collect();
    let text = format!("Name,{}\n{}\nJane,{}\n", header.join(","), "Ann,b", row.join(","));
    let t = table(text.as_bytes());
    assert_eq!(t.found.mapping.columns.len(), 10_001);
    assert_eq!(t.parsed(1).cells.len(), 10_001);
    assert_eq!(t.draft(1).raw.len(), 9_999);
    assert_eq!(t.draft(1).emails[0].value, "jane@x.example");
}

// covers(API-16)
#[test]
fn more_cells_than_a_spreadsheet_has_are_refused_row_by_row() {
    let text = format!("Name,Email\nJane,j@x.example\nJim,{}\nAnn,a@x.example\n", "x,".repeat(20_000));
    let t = table(text.as_bytes());
    assert_eq!(t.rejected(1).reason.code, "too_many_cells");
    assert_eq!(t.draft(2).given, "Ann");
}

#[test]
fn ragged_rows_duplicate_headers_and_zero_bytes() {
    let t = table(b"Name,Email,Email,Note\nJane\nJim,j@x.example,j2@x.example,hi,extra,more\n\n,,,\nA\0nn,a@x.example\n");
    assert_eq!(t.items.len(), 3);
    assert_eq!(t.counts.blank_rows, 2);
    assert_eq!(t.draft(1).emails.len(), 2);
    let raw: Vec<_> = t.draft(1).raw.iter().map(|r| (r.name.as_str(), r.value.as_str())).collect();
    assert_eq!(raw, [("column 5", "extra"), ("column 6", "more")]);
    assert_eq!(t.draft(2).display_name, "Ann");
}

#[test]
fn cells_of_invisible_characters_hold_nothing() {
    let t = table("Name,Email,Note,Phone\nJane,j@x.example,\u{feff},\0\n".as_bytes());
    assert!(matches!(t.fate(0, 2), Fate::Structure(_)) && matches!(t.fate(0, 3), Fate::Structure(_)));
    assert!(t.draft(0).notes.is_empty() && t.draft(0).phones.is_empty() && t.draft(0).raw.is_empty());
}

#[test]
fn numbers_that_became_dates_are_warned_of() {
    let t = table(b"Name,Email,Score\nJane,j@x.example,12.5\nJim,b@x.example,22 mai\nAnn,a@x.example,13.5\nBea,c@x.example,14.5\n");
    assert!(t.found.warnings.iter().any(|w| w.contains("Score")), "{:?}", t.found.warnings);
}

#[test]
fn the_separator_line_is_obeyed_and_skipped() {
    let t = table(b"sep=;\r\nName;Email\r\nJane;j@x.example\r\n");
    assert_eq!((t.found.dialect.delimiter, t.found.dialect.skip_lines), (';', 1));
    assert_eq!((t.items[0].line, t.draft(0).display_name.as_str()), (3, "Jane"));
}

#[test]
fn one_ragged_header_fools_nobody() {
    let t = table(b"Name;;Email;Phone;;\nJane;x;j@x.example;030 1234567\nJim;y;jim@x.example;030 1234568\n");
    assert_eq!(t.found.dialect.delimiter, ';');
    assert_eq!(t.draft(1).phones[0].value, "030 1234568");
}

#[test]
fn decimal_commas_are_no_delimiters() {
    let t = table(b"1,5;2,5;a@x.example\n3,5;4,5;b@x.example\n");
    assert_eq!(t.found.dialect.delimiter, ';');
}

#[test]
fn single_quotes_and_blanks_before_quotes() {
    let t = table(b"'Name','Email','Note'\n'Jane','j@x.example','a, b'\n");
    assert_eq!(t.found.dialect.quote, Some('\''));
    assert_eq!(t.draft(0).notes, ["a, b"]);
    let t = table(b"\"Name\", \"Email\", \"Note\"\n\"Jane\", \"j@x.example\", \"a, b\"\n");
    assert!(t.found.dialect.spaced);
    assert_eq!(t.draft(0).notes, ["a, b"]);
}

#[test]
fn quotes_that_enclose_nothing_are_ordinary_characters() {
    let mut text = String::from("Name\tEmail\tSize\n");
    for i in 0..20 {
        text.push_str(&format!("Jane {i}\tj{i}@x.example\t\"{i} inch\n"));
    }
    let t = table(text.as_bytes());
    assert_eq!(t.found.dialect.quote, None);
    assert_eq!(t.items.len(), 20);
}

#[test]
fn a_header_in_the_middle_is_no_row() {
    let t = table(b"Name,Email\nJane,j@x.example\nName,Email\nJim,jim@x.example\n");
    assert_eq!(t.rejected(1).reason.code, "header_again");
}

// covers(IMP-1)
#[test]
fn damaged_letters_are_shown_and_repaired_on_request() {
    let bytes = "Name,Email\nJosÃ© MuÃ±oz,j@x.example\n".as_bytes();
    let t = table(bytes);
    assert!(!t.found.sure);
    assert_eq!(t.found.mojibake.as_ref().unwrap().after, "José");
    assert_eq!(t.draft(0).display_name, "JosÃ© MuÃ±oz");
    let mut found = t.found.clone();
    found.mapping.repair = Some("windows-1252".to_owned());
    assert_eq!(super::read(bytes, found).draft(0).display_name, "José Muñoz");
}

#[test]
fn formulas_are_text() {
    let t =
        table(b"Name,Email,Note,Phone\n=HYPERLINK(\"\"),j@x.example,'=1+1,\"=\"\"0049 30 1234567\"\"\"\n");
    assert_eq!(t.draft(0).display_name, "=HYPERLINK(\"\")");
    assert_eq!(t.draft(0).notes, ["=1+1"]);
    assert_eq!(t.draft(0).phones[0].value, "0049 30 1234567");
}

#[test]
fn a_file_cut_off_is_taken_with_a_remark() {
    let t = table(b"Name,Email,Note\nJane,j@x.example,\"a note\nthat en");
    assert_eq!(t.draft(0).notes, ["a note\nthat en"]);
    assert_eq!(t.parsed(0).exceptions.len(), 1);
    assert!(matches!(t.fate(0, 2), Fate::Mapped(_)));
}

// covers(IMP-6, API-16)
#[test]
fn what_cannot_be_read_is_refused_in_words() {
    let code = |dialect: &Dialect, mapping: &Mapping| {
        let error = Reader::new(&b""[..], dialect, mapping).err().unwrap();
        satchel_kernel::Error::from(error).code
    };
    let good = mapping(&["given"]);
    assert_eq!(code(&dialect("no-such-encoding"), &good), "unknown_encoding");
    assert_eq!(code(&Dialect { delimiter: '"', ..dialect("UTF-8") }, &good), "bad_dialect");
    assert_eq!(code(&Dialect { delimiter: 'é', ..dialect("UTF-8") }, &good), "bad_dialect");
    assert_eq!(code(&dialect("UTF-8"), &mapping(&["phones#1.label"])), "bad_mapping");
    let refused = |bytes: &[u8]| satchel_kernel::Error::from(detect(bytes, true).err().unwrap()).code;
    assert_eq!(refused(b""), "file_empty");
    assert_eq!(refused(b"BEGIN:VCARD\n"), "file_is_vcard");
    assert_eq!(refused(b"PK\x03\x04xl/"), "file_not_text");
}
