//! Any bytes as a table: found out to be something, then read to the end, every cell of every row accounted for.
#![no_main]

use libfuzzer_sys::fuzz_target;
use satchel_formats::csv::{NumberStyle, Outcome, Reader, day, decimal, detect};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = std::str::from_utf8(bytes) {
        for style in [NumberStyle::Plain, NumberStyle::Point, NumberStyle::Comma, NumberStyle::Mixed] {
            if let Some(number) = decimal(text, style) {
                assert!(number.parse::<f64>().is_ok(), "{text} is {number}");
            }
        }
        let _ = day(text, None);
    }
    let Ok(found) = detect(bytes, true) else { return };
    let Ok(reader) = Reader::new(bytes, &found.dialect, &found.mapping) else { return };
    for item in reader {
        let Ok(item) = item else { return };
        let cells = match item.outcome {
            Outcome::Parsed(parsed) => parsed.cells,
            Outcome::Rejected(rejected) => rejected.cells,
        };
        let mut columns: Vec<usize> = cells.iter().map(|cell| cell.column).collect();
        columns.sort_unstable();
        columns.dedup();
        assert_eq!(columns.len(), cells.len(), "a cell is counted twice");
    }
});
