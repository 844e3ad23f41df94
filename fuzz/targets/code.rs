//! Any bytes as what stands in a QR code, and as a picture of one: a card in a code is one card.
#![no_main]

use libfuzzer_sys::fuzz_target;
use satchel_formats::qr::{Content, content, read};
use satchel_formats::vcard::Reader;

fuzz_target!(|bytes: &[u8]| {
    let _ = read(bytes);
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Content::Card(card) = content(&format!("MECARD:{text}")) {
        assert_eq!(Reader::new(card.as_bytes()).count(), 1, "one card: {card}");
    }
    let _ = content(text);
});
