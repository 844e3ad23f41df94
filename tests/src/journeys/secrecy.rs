//! What lies on the disk: no name, address, number or note can be read from any file of the vault's folder.

use std::path::{Path, PathBuf};

use serde_json::json;

use crate::generator::{Population, vcard};
use crate::world::{World, ada_and_friends};

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

/// The words of a seller's data in the forms a file could hold them.
fn forms(word: &str) -> Vec<Vec<u8>> {
    let folded = satchel_kernel::text::fold(word);
    let utf16 = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let hex = word.bytes().map(|b| format!("{b:02x}")).collect::<String>().into_bytes();
    vec![word.as_bytes().to_vec(), folded.into_bytes(), word.to_lowercase().into_bytes(), utf16, hex]
}

fn holds(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|w| w == needle)
}

// covers(SEC-6)
#[test]
fn nothing_can_be_read_from_the_vaults_folder() {
    let world = World::new();
    world.import(&ada_and_friends(&world), json!({}));
    // A staged import lies there too, and an index, a blob and a job.
    let mut cards = Vec::new();
    let shape = vcard::Shape { version: vcard::Version::V40, repeats: 0 };
    vcard::write(&mut cards, Population { seed: 3, people: 50 }, shape, |_| {}).unwrap();
    cards.extend(b"BEGIN:VCARD\r\nFN:Theodolinde Zwetschgenmann\r\nPHOTO;ENCODING=b:aGFsbG8gU2F0Y2hlbA==\r\nEND:VCARD\r\n");
    world.import(&[world.file("staged.vcf", cards)], json!({ "dry_run": true }));
    world.search("brandt");
    let all = files(&world.vault());
    let names: Vec<String> =
        all.iter().map(|f| f.strip_prefix(world.vault()).unwrap().display().to_string()).collect();
    for part in ["vault.db", "keys.json", "index", "staging"] {
        assert!(names.iter().any(|n| n.starts_with(part)), "no {part} among {names:?}");
    }
    let words = [
        "Brandt",
        "ada@brandt.example",
        "brandt.example",
        "2345 6789",
        "4915123456789",
        "Maschinenbau",
        "keinen Kaffee",
        "Messe 2026",
        "Hauptstra",
        "4711",
        "Иванов",
        "小龙",
        "Theodolinde",
        "hallo Satchel",
        "phone.vcf",
        "kunden.csv",
    ];
    // The vault's socket is no file that holds anything.
    for file in all.into_iter().filter(|f| f.is_file()) {
        let bytes = std::fs::read(&file).unwrap();
        for word in words {
            for form in forms(word).iter().filter(|f| f.len() >= 6) {
                assert!(!holds(&bytes, form), "“{word}” stands in {}", file.display());
            }
            let name = file.strip_prefix(world.vault()).unwrap().display().to_string();
            assert!(!name.to_lowercase().contains(&word.to_lowercase()), "“{word}” is in the name {name}");
        }
        let header = bytes.get(..16).unwrap_or_default();
        assert!(header != b"SQLite format 3\0", "{} is a plain SQLite file", file.display());
    }
    // The test would see it: the same words stand in the file that was imported.
    let source = std::fs::read(world.file("copy.csv", "Brandt")).unwrap();
    assert!(holds(&source, b"Brandt"));
}

// covers(SEC-6)
#[cfg(unix)]
#[test]
fn a_new_vault_is_its_owners_alone_and_has_nothing_broken_in_it() {
    use std::os::unix::fs::PermissionsExt;
    let world = World::new();
    world.import(&ada_and_friends(&world), json!({}));
    world.search("ada");
    let mut folders = vec![world.vault()];
    let mut files = 0;
    while let Some(folder) = folders.pop() {
        let mode = std::fs::metadata(&folder).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o700, "{}", folder.display());
        assert!(!folder.to_string_lossy().ends_with(".broken"), "{}", folder.display());
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let Ok(about) = std::fs::symlink_metadata(&path) else { continue };
            if about.is_dir() {
                folders.push(path);
            } else {
                files += 1;
                assert_eq!(about.permissions().mode() & 0o777, 0o600, "{}", path.display());
            }
        }
    }
    assert!(files > 8, "{files} files");
}
