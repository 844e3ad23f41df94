//! Any bytes as LDIF: every attribute of every entry is a cell.
#![no_main]

use libfuzzer_sys::fuzz_target;
use satchel_formats::ldif::{Reader, sniff};

fuzz_target!(|bytes: &[u8]| {
    let _ = sniff(bytes);
    for item in Reader::new(bytes) {
        let Ok(item) = item else { return };
        assert_eq!(item.cells.len(), item.names.len(), "a cell without a name");
        assert_eq!(item.cells.len(), item.texts.len(), "a cell without a text");
    }
});
