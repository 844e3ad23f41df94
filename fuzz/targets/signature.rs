//! Any bytes as a signature and as a mail: what is found is of the form it is said to be, and every line of a signature is
//! used or handed back.
#![no_main]

use libfuzzer_sys::fuzz_target;
use satchel_formats::signature::{mail, read, read_mail, sniff, sniff_mail};

fuzz_target!(|bytes: &[u8]| {
    let _ = sniff_mail(bytes);
    if let Some(mail) = mail(bytes) {
        let _ = read_mail(&mail);
    }
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let _ = sniff(text);
    let found = read(text);
    assert!(found.draft.emails.iter().all(|one| one.value.contains('@')), "an address without @");
    assert!(
        found.draft.phones.iter().all(|one| one.value.bytes().filter(u8::is_ascii_digit).count() >= 5),
        "a phone number without digits"
    );
    assert!(found.left.iter().all(|line| line.chars().any(char::is_alphanumeric)), "an empty line is handed back");
});
