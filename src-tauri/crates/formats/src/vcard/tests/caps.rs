//! What the reader refuses, and that one refused card costs no other.

use std::io::{BufReader, Read};

use super::super::Version;
use super::super::reader::Limits;
use super::{Reader, card, items, lines};
use crate::draft::Fate;

fn limited(file: &str, limits: Limits) -> Vec<Result<super::Parsed, super::super::Rejected>> {
    Reader::new(file.as_bytes()).with_limits(limits).map(|item| item.unwrap().outcome).collect()
}

fn between(middle: &str) -> String {
    [lines("3.0", &["FN:Before"]), middle.to_owned(), lines("3.0", &["FN:After"])].concat()
}

// covers(API-16)
#[test]
fn a_card_past_a_cap_is_refused_with_its_reason_and_the_next_is_read() {
    let long = format!("X-FILL:{}", "x".repeat(3000));
    let file = between(&lines("3.0", &["FN:Big", &long, &long]));
    let read = limited(&file, Limits { card: 4000, ..Limits::default() });
    assert_eq!(read[1].as_ref().unwrap_err().reason.code, "card_too_large");
    assert!(read[1].as_ref().unwrap_err().excerpt.contains("FN:Big"));
    assert_eq!(read[2].as_ref().unwrap().draft.display_name, "After");

    let many: Vec<String> = (0..50).map(|n| format!("TEL:{n}")).collect();
    let file = between(&lines("3.0", &many.iter().map(String::as_str).collect::<Vec<_>>()));
    let read = limited(&file, Limits { properties: 40, ..Limits::default() });
    assert_eq!(read[1].as_ref().unwrap_err().reason.code, "too_many_properties");
    assert_eq!(read[2].as_ref().unwrap().draft.display_name, "After");

    let nested = "AGENT:\r\nBEGIN:VCARD\r\nFN:Inner\r\n".repeat(9) + &"END:VCARD\r\n".repeat(9);
    let read = items(between(&lines("2.1", &["FN:Deep", nested.trim_end()])));
    assert_eq!(read[1].outcome.as_ref().unwrap_err().reason.code, "nested_too_deep");
    assert_eq!(read.last().unwrap().outcome.as_ref().unwrap().draft.display_name, "After");
}

#[test]
fn a_line_past_the_cap_is_refused_and_its_card_kept() {
    let limits = Limits { line: 2000, ..Limits::default() };
    let straight = lines("3.0", &["FN:Ada", &format!("NOTE:{}", "x".repeat(5000)), "TEL:1"]);
    let folded =
        lines("3.0", &["FN:Ada", &format!("NOTE:{}", vec!["x".repeat(70); 60].join("\r\n ")), "TEL:1"]);
    for file in [straight, folded] {
        let read = limited(&file, limits);
        let parsed = read[0].as_ref().unwrap();
        assert_eq!((parsed.draft.display_name.as_str(), parsed.draft.phones.len()), ("Ada", 1));
        assert_eq!(parsed.draft.notes, Vec::<String>::new());
        assert!(
            parsed
                .cells
                .iter()
                .any(|cell| matches!(&cell.fate, Fate::Rejected(why) if why.sentence().contains("longer")))
        );
        assert_eq!(parsed.cells.len(), 6);
    }
}

#[test]
fn a_value_too_long_to_be_kept_raw_says_so() {
    let parsed = card(lines("3.0", &["FN:Ada", &format!("X-BLOB:{}", "x".repeat(2 << 20))]));
    assert_eq!(parsed.draft.raw, []);
    assert!(matches!(&parsed.cells[3].fate, Fate::Rejected(why) if why.sentence().contains("2048 KB")));
    assert_eq!(parsed.texts[3].len(), 1024);
}

#[test]
fn thousands_of_parameters_are_not_read() {
    let parsed = card(lines("3.0", &["FN:Ada", &format!("TEL{}:1", ";TYPE=a".repeat(5000))]));
    assert!(matches!(&parsed.cells[3].fate, Fate::Rejected(why) if why.sentence().contains("parameters")));
    assert_eq!((parsed.draft.phones.len(), parsed.draft.raw[0].value.as_str()), (0, "1"));
}

#[test]
fn what_is_between_cards_is_reported_once_per_run() {
    let file = [
        "From: me\r\n\r\nhello\r\n",
        &lines("3.0", &["FN:Ada"]),
        "\r\n \t\r\n",
        &lines("3.0", &["FN:Grace"]),
        "tail\r\n",
    ]
    .concat();
    let read = items(&file);
    let codes: Vec<_> = read.iter().map(|item| item.outcome.as_ref().err().map(|e| e.reason.code)).collect();
    assert_eq!(codes, [Some("not_a_card"), None, None, Some("not_a_card")]);
    assert_eq!(read.iter().map(|item| item.ordinal).collect::<Vec<_>>(), [1, 2, 3, 4]);
    assert_eq!(read[0].outcome.as_ref().unwrap_err().excerpt, "From: me\nhello");
    assert_eq!(file.split_at(usize::try_from(read[3].offset_bytes).unwrap()).1, "tail\r\n");
    assert!(items("").is_empty());
    assert_eq!(items("\x00\x01\x02 nothing here").len(), 1);
}

#[test]
fn an_empty_card_is_refused() {
    for file in [
        "BEGIN:VCARD\nEND:VCARD\n",
        "BEGIN:VCARD\nUID:1\nKIND:org\nEND:VCARD\n",
        "BEGIN:VCARD\nVERSION:3.0\nN:;;;;\nFN:\nTEL;HOME:\nEND:VCARD\n",
    ] {
        assert_eq!(items(file)[0].outcome.as_ref().unwrap_err().reason.code, "empty_card");
    }
}

/// Gives the same card again and again, then fails.
struct Endless {
    card: Vec<u8>,
    at: usize,
    left: usize,
}

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.left == 0 {
            return Err(std::io::Error::other("the disk is gone"));
        }
        let part = &self.card[self.at..];
        let count = part.len().min(buffer.len()).min(self.left);
        buffer[..count].copy_from_slice(&part[..count]);
        self.at = (self.at + count) % self.card.len();
        self.left -= count;
        Ok(count)
    }
}

// covers(IMP-3)
#[test]
fn a_long_file_streams_and_an_error_of_the_disk_ends_it() {
    let card = lines(
        "3.0",
        &["FN:Ada Lovelace", "N:Lovelace;Ada;;;", "EMAIL;TYPE=WORK:ada@example.org", "TEL;TYPE=CELL:1"],
    );
    let count = 5000;
    let input = Endless { left: card.len() * count, card: card.clone().into_bytes(), at: 0 };
    let mut reader = Reader::new(BufReader::new(input));
    for ordinal in 1..=count {
        let item = reader.next().unwrap().unwrap();
        assert_eq!(item.ordinal, ordinal as u64);
        assert_eq!(item.offset_bytes, ((ordinal - 1) * card.len()) as u64);
        assert_eq!(item.outcome.unwrap().draft.emails.len(), 1);
    }
    let error = reader.next().unwrap().unwrap_err();
    assert_eq!(satchel_kernel::Error::from(error).code, "file_unreadable");
    assert!(reader.next().is_none());
}

#[test]
fn bombs_are_quick() {
    let start = std::time::Instant::now();
    let folds = format!("BEGIN:VCARD\nX-A;B=\"{}\nEND:VCARD\n", "\n x".repeat(300_000));
    let semicolons = lines(
        "3.0",
        &[&format!("ADR;LABEL=x:{}", ";".repeat(300_000)), &format!("N:{}", ";,\\".repeat(100_000))],
    );
    let groups: Vec<String> =
        (0..4000).flat_map(|n| [format!("item{n}.TEL:{n}"), format!("item{n}.X-ABLabel:l{n}")]).collect();
    let groups = lines("3.0", &groups.iter().map(String::as_str).collect::<Vec<_>>());
    let stray = format!("BEGIN:VCARD\nNOTE:{}\nEND:VCARD\n", "\nstray".repeat(9000));
    let soft = lines("2.1", &[&format!("NOTE;ENCODING=QUOTED-PRINTABLE:{}", "=\r\n".repeat(300_000))]);
    let quotes = lines("4.0", &[&format!("TEL;TYPE=\"{}:1", "\":".repeat(300_000))]);
    let begins = "BEGIN:VCARD\n".repeat(100_000);
    let altids: Vec<String> = (0..9000).map(|n| format!("X-A;ALTID={n}:{n}")).collect();
    let altids = lines("4.0", &altids.iter().map(String::as_str).collect::<Vec<_>>());
    for file in [folds, semicolons, groups, stray, soft, quotes, begins, altids] {
        for item in items(file) {
            if let Ok(parsed) = item.outcome {
                let mut out = String::new();
                super::super::write(&mut out, &parsed.draft, Version::V3, "");
            }
        }
    }
    // Generous: a debug build on a busy machine. Anything quadratic takes minutes.
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}
