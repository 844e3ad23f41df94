use std::fs;
use std::path::Path;

use proptest::prelude::*;
use tantivy::Directory;
use tantivy::directory::TerminatingWrite;

use super::*;

const KEY: [u8; 32] = [3; 32];

fn written(data: &[u8]) -> (tempfile::TempDir, SealedDirectory) {
    let dir = tempfile::tempdir().unwrap();
    let sealed = SealedDirectory::open(dir.path(), &KEY).unwrap();
    let mut writer = sealed.open_write(Path::new("a.idx")).unwrap();
    for piece in data.chunks(1000) {
        writer.write_all(piece).unwrap();
    }
    writer.terminate().unwrap();
    (dir, sealed)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    // covers(SEC-6)
    #[test]
    fn any_range_of_any_file_reads_back(length in 0_usize..40_000, a in 0_usize..40_000, b in 0_usize..40_000) {
        let data: Vec<u8> = (0..length).map(|n| (n * 31 % 251) as u8).collect();
        let (_dir, sealed) = written(&data);
        let file = sealed.open_read(Path::new("a.idx")).unwrap();
        prop_assert_eq!(file.len(), length);
        let (a, b) = (a.min(length), b.min(length));
        let range = a.min(b)..a.max(b);
        let read = file.slice(range.clone()).read_bytes().unwrap();
        prop_assert_eq!(read.as_slice(), &data[range]);
        let whole = file.read_bytes().unwrap();
        prop_assert_eq!(whole.as_slice(), &data[..]);
    }
}

fn reads(sealed: &SealedDirectory, name: &str) -> bool {
    // Past the cache: as a new process would.
    let fresh = SealedDirectory::open(&sealed.0.root, &KEY).unwrap();
    fresh.open_read(Path::new(name)).is_ok_and(|file| file.read_bytes().is_ok())
}

// covers(SEC-6)
#[test]
fn every_changed_byte_cut_or_swap_is_noticed() {
    let (dir, sealed) = written(&[9; 2 * BLOCK + 10]);
    let path = dir.path().join("a.idx");
    let good = fs::read(&path).unwrap();
    assert!(reads(&sealed, "a.idx"));
    for at in (0..good.len()).step_by(97) {
        let mut bad = good.clone();
        bad[at] ^= 1;
        fs::write(&path, &bad).unwrap();
        assert!(!reads(&sealed, "a.idx"), "byte {at}");
        fs::write(&path, &good[..at]).unwrap();
        assert!(!reads(&sealed, "a.idx"), "cut at {at}");
    }
    fs::write(&path, &good).unwrap();
    fs::rename(&path, dir.path().join("b.idx")).unwrap();
    assert!(!reads(&sealed, "b.idx"), "a file under another name");
    let other = SealedDirectory::open(dir.path(), &[4; 32]).unwrap();
    fs::write(&path, &good).unwrap();
    assert!(other.atomic_read(Path::new("a.idx")).is_err(), "another key");
}

/// Sealed by another program by the format's description: HKDF-SHA256 with the salt and the file's name, then AES-256-GCM with
/// the block's number as nonce and whether it is the last as what is authenticated.
// covers(SEC-6)
#[test]
fn a_file_sealed_by_the_description_is_read() {
    let sealed = concat!(
        "7361746368656c32",
        "000102030405060708090a0b0c0d0e0f",
        "71243967ab5d39dccc1adec47b0bb5a53c06518dff211b1293ec7786",
    );
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.idx"), hex::decode(sealed).unwrap()).unwrap();
    let directory = SealedDirectory::open(dir.path(), &KEY).unwrap();
    assert_eq!(directory.atomic_read(Path::new("a.idx")).unwrap(), b"Ada Lovelace");
}

// covers(SEC-6)
#[test]
fn nothing_on_the_disk_is_readable() {
    let (dir, sealed) = written("Ada Lovelace, ada@example.org ".repeat(500).as_bytes());
    sealed.atomic_write(Path::new("meta.json"), b"{\"name\":\"Ada Lovelace\"}").unwrap();
    assert_eq!(sealed.atomic_read(Path::new("meta.json")).unwrap(), b"{\"name\":\"Ada Lovelace\"}");
    for entry in fs::read_dir(dir.path()).unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        assert!(!bytes.windows(8).any(|w| w == b"Lovelace" || w == b"example."));
    }
}
