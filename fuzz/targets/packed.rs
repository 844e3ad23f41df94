//! Any bytes as a file that holds others: refused in words, or every sheet and member written out within its bounds.
#![no_main]

use std::io::{Cursor, sink};

use libfuzzer_sys::fuzz_target;
use satchel_formats::packed::{LARGEST_PART, Packed, open};

fuzz_target!(|bytes: &[u8]| {
    match open(|| Ok(Cursor::new(bytes))) {
        Ok(Some(Packed::Workbook(mut book))) => {
            for sheet in book.sheets() {
                if let Ok((_, written)) = book.write(&sheet.name, &mut sink()) {
                    assert!(written <= LARGEST_PART);
                }
            }
        }
        Ok(Some(Packed::Archive(mut archive))) => {
            let Ok(members) = archive.members() else { return };
            for member in members.iter().take(20) {
                let _ = archive.write(member, &mut sink());
            }
        }
        Ok(None) => {}
        Err(refused) => assert!(!refused.to_string().is_empty(), "a refusal without words"),
    }
});
