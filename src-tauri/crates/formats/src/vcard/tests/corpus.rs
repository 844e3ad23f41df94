//! The public samples beside the checkout, when they are there: every card gives a draft, every line of a card is a
//! cell as an independent count sees it, and what was read is written and read again without loss.

use std::path::PathBuf;

use super::super::{Version, write};
use super::{Item, Reader, card, items};
use crate::draft::Fate;

fn samples() -> Vec<PathBuf> {
    let corpus = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/corpus/vcard");
    let mut found = Vec::new();
    for folder in ["calcard", "ez-vcard"] {
        let Ok(entries) = std::fs::read_dir(corpus.join(folder)) else { continue };
        let files = entries.flatten().map(|entry| entry.path());
        found.extend(files.filter(|path| path.extension().is_some_and(|e| e == "vcf")));
    }
    found.sort();
    found
}

/// Logical lines and cards of a file, counted in another way than the reader's: by what each physical line looks like.
fn count(file: &str) -> (usize, usize) {
    let (mut lines, mut cards, mut depth) = (0, 0, 0);
    let (mut soft, mut packed, mut agent) = (false, false, false);
    for line in file.replace("\r\r\n", "\n").replace("\r\n", "\n").replace('\r', "\n").split('\n') {
        let upper = line.trim().to_ascii_uppercase();
        let letters = line.chars().all(|c| c.is_ascii_alphanumeric() || "+/=".contains(c));
        let goes_on = soft || line.starts_with([' ', '\t']) || (packed && letters);
        if upper.is_empty() || goes_on {
            soft = soft && upper.ends_with('=') && !upper.is_empty();
            packed = packed && !upper.is_empty();
            continue;
        }
        if upper == "BEGIN:VCARD" {
            depth = if agent { depth + 1 } else { 1 };
            cards += usize::from(depth == 1);
        }
        lines += usize::from(depth == 1);
        if upper == "END:VCARD" {
            depth -= 1;
        }
        let header = upper.split(':').next().unwrap();
        agent = upper == "AGENT:";
        soft = header.contains("QUOTED-PRINTABLE") && upper.ends_with('=');
        packed = header.contains("BASE64") || header.contains("ENCODING=B");
    }
    (lines, cards)
}

// covers(IMP-3, QA-3)
#[test]
fn every_line_of_every_sample_is_accounted_for_and_survives_writing() {
    let samples = samples();
    let (mut cards, mut cells, mut refused) = (0, 0, 0);
    for path in &samples {
        let file = std::fs::read(path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy();
        let items = items(&file);
        let mut seen = 0;
        for item in &items {
            match &item.outcome {
                Ok(parsed) => {
                    assert_eq!(parsed.cells.len(), parsed.names.len(), "{name}");
                    assert_eq!(parsed.cells.len(), parsed.texts.len(), "{name}");
                    assert!(parsed.cells.iter().enumerate().all(|(at, cell)| cell.column == at), "{name}");
                    seen += parsed.cells.len();
                    cards += 1;
                    for version in [Version::V3, Version::V4] {
                        let uid = parsed.draft.uid.clone().unwrap_or_default();
                        let mut written = String::new();
                        write(&mut written, &parsed.draft, version, &uid);
                        let again = card(&written);
                        assert_eq!(again.draft, parsed.draft, "{name} {version:?}\n{written}");
                        let lost = again.cells.iter().any(|cell| matches!(cell.fate, Fate::Rejected(_)));
                        assert!(!lost, "{name} {version:?}\n{written}");
                    }
                }
                Err(rejected) => {
                    assert_eq!(rejected.reason.code, "empty_card", "{name}: {rejected:?}");
                    refused += 1;
                    // An empty card has its cells all the same: BEGIN, what is empty, END.
                    seen += rejected.excerpt.lines().count() + 1;
                }
            }
        }
        let (lines, begun) = count(&String::from_utf8_lossy(&file));
        assert_eq!((seen, items.len()), (lines, begun), "{name}");
        cells += seen;
        same_in_pieces(&file, &items);
    }
    println!(
        "{} sample files, {cards} cards read, {refused} empty ones refused, {cells} lines",
        samples.len()
    );
}

/// The size of the reader's buffer makes no difference.
fn same_in_pieces(file: &[u8], whole: &[Item]) {
    for size in [1, 7, 64] {
        let pieces = std::io::BufReader::with_capacity(size, file);
        let items: Vec<Item> = Reader::new(pieces).map(Result::unwrap).collect();
        assert_eq!(items, whole);
    }
}
