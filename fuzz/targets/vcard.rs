//! Any bytes as cards: each is a draft or is rejected with a reason, and a draft can be written and read again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use satchel_formats::vcard::{Reader, Version, sniff, write};

fuzz_target!(|bytes: &[u8]| {
    let _ = sniff(bytes);
    for item in Reader::new(bytes) {
        let Ok(item) = item else { return };
        let Ok(parsed) = item.outcome else { continue };
        assert_eq!(parsed.cells.len(), parsed.names.len(), "a cell without a name");
        for version in [Version::V3, Version::V4] {
            let mut written = String::new();
            write(&mut written, &parsed.draft, version, "");
            let again = Reader::new(written.as_bytes()).filter_map(Result::ok).count();
            assert_eq!(again, 1, "one card was written: {written}");
        }
    }
});
