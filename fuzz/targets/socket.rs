//! Any bytes as what another program sends to the vault's socket: lines of JSON, files between them.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| satchel_app::socket::read_all(bytes));
