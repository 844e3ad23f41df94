//! The index follows the vault: whatever was acknowledged is found, whenever the process died, and a broken index is
//! written anew while a locked one is left alone.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod world;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::Connection;
use satchel_kernel::catalogue::{Field, FieldType, Kind, Store};
use satchel_kernel::query::{Query, Sort};
use satchel_kernel::text::{SortKeys, fold};
use satchel_kernel::{Error, Id, Result};
use satchel_search::{
    Budget, Document, Documents, Executor, Index, Lists, MOST_CHANGED, Page, SearchError, SearchRequest,
};
use satchel_vault::{Act, NewKeys, Secret, Tx, Vault, VaultError, What};
use serde_json::{Map, json};

/// Contacts by name, read straight from the vault.
struct Names(Kind);

fn contacts() -> Kind {
    let name = Field {
        search_weight: 10,
        ..world::field(
            "display_name",
            FieldType::Text { indexed: true },
            Store::Column("display_name".into()),
        )
    };
    Kind {
        name: "contact".into(),
        plural: "contacts".into(),
        table: "contact".into(),
        title: "display_name".into(),
        fields: vec![name],
        parts: vec![],
        default_sort: vec![Sort { field: "display_name".into(), descending: false }],
    }
}

impl Documents for Names {
    fn document(&self, conn: &Connection, kind: &str, id: Id) -> Result<Option<Document>> {
        if kind != "contact" {
            return Ok(None);
        }
        let broken = |e: rusqlite::Error| Error::broken("test", e.to_string());
        let mut statement = conn
            .prepare_cached(
                "SELECT display_name, created_ms, modified_ms, deleted_ms FROM contact WHERE id = ?1",
            )
            .map_err(broken)?;
        let mut rows = statement.query([id.as_bytes()]).map_err(broken)?;
        let Some(row) = rows.next().map_err(broken)? else { return Ok(None) };
        let get = |at: usize| row.get::<_, Option<i64>>(at).map_err(broken);
        let mut record = Map::new();
        record.insert("id".into(), json!(id));
        record.insert("display_name".into(), json!(row.get::<_, String>(0).map_err(broken)?));
        for (at, name) in [(1, "created_ms"), (2, "modified_ms"), (3, "deleted_ms")] {
            if let Some(ms) = get(at)? {
                record.insert(name.into(), json!(ms));
            }
        }
        Ok(Document::of(&self.0, record))
    }

    fn kinds(&self) -> Vec<String> {
        vec!["contact".into()]
    }

    fn ids(&self, conn: &Connection, _: &str, after: Option<Id>, limit: usize) -> Result<Vec<Id>> {
        let broken = |e: rusqlite::Error| Error::broken("test", e.to_string());
        let mut statement = conn
            .prepare_cached("SELECT id FROM contact WHERE id > ?1 ORDER BY id LIMIT ?2")
            .map_err(broken)?;
        let after = after.map_or(Vec::new(), |id| id.as_bytes().to_vec());
        let rows =
            statement.query_map((after, limit as i64), |row| row.get::<_, [u8; 16]>(0)).map_err(broken)?;
        rows.map(|row| row.map(Id::from_bytes).map_err(broken)).collect()
    }
}

struct Place {
    vault: Vault,
    names: Arc<Names>,
    dir: tempfile::TempDir,
}

fn act() -> Act {
    Act { actor: "ada".into(), command: "test".into(), label: "Test".into(), cause: None }
}

fn put(tx: &Tx<'_>, id: Id, name: &str) -> std::result::Result<(), VaultError> {
    let keys = SortKeys::new()?;
    let row = (id.as_bytes().to_vec(), name, fold(name), keys.key(name));
    tx.execute(
        "INSERT INTO contact (id, display_name, display_name_fold, display_name_sort, created_ms, modified_ms)
         VALUES (?1, ?2, ?3, ?4, 1, 1)
         ON CONFLICT (id) DO UPDATE SET display_name = ?2, display_name_fold = ?3, display_name_sort = ?4",
        row,
    )?;
    Ok(())
}

impl Place {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let keys = NewKeys { passphrase: Some(Secret::from("correct horse".to_owned())), keychain: false };
        let vault = Vault::create(&dir.path().join("vault"), keys).unwrap();
        Self { vault, names: Arc::new(Names(contacts())), dir }
    }

    fn folder(&self) -> PathBuf {
        self.dir.path().join("index")
    }

    fn open(&self) -> Index {
        Index::open(&self.folder(), [5; 32]).unwrap()
    }

    fn write(&self, names: &[(Id, &str)]) {
        self.vault.write(&act(), |tx| names.iter().try_for_each(|(id, name)| put(tx, *id, name))).unwrap();
    }

    fn found(&self, index: &Index, text: &str) -> u64 {
        let request = SearchRequest { text, limit: 5, ..SearchRequest::default() };
        let answer = self.vault.read(|conn| index.search(conn, &*self.names, &request)).unwrap();
        let hits = answer.hits.len() as u64;
        assert_eq!(hits, answer.total.min(5), "every hit is read");
        answer.total
    }

    fn catch_up(&self, index: &Index) -> u64 {
        let progress = index.catch_up(&self.vault, &*self.names, Budget::ALL).unwrap();
        assert!(progress.done);
        progress.records
    }
}

// covers(SRCH-1, SRCH-8)
#[test]
fn edits_are_found_at_once_and_written_later() {
    let place = Place::new();
    let index = place.open();
    let (ada, bob) = (Id::new(), Id::new());
    place.write(&[(ada, "Ada Lovelace"), (bob, "Bob Babbage")]);
    place.catch_up(&index);
    assert_eq!(place.found(&index, "lovelace"), 1);
    place.write(&[(ada, "Ada King")]);
    assert_eq!(
        (place.found(&index, "lovelace"), place.found(&index, "king")),
        (0, 1),
        "before the index knows"
    );
    assert_eq!(place.catch_up(&index), 1);
    assert_eq!((place.found(&index, "lovelace"), place.found(&index, "king")), (0, 1), "after");
    place.vault.undo(What::Last, None, &act()).unwrap();
    assert_eq!(
        (place.found(&index, "lovelace"), place.found(&index, "king")),
        (1, 0),
        "undo is a change too"
    );
    place
        .vault
        .write(&act(), |tx| -> Result<_, VaultError> {
            Ok(tx.execute("DELETE FROM contact WHERE id = ?1", [bob.as_bytes()])?)
        })
        .unwrap();
    assert_eq!(place.found(&index, "babbage"), 0);
    place.catch_up(&index);
    assert_eq!(place.found(&index, "babbage"), 0);
    assert_eq!(index.size(), 1);
}

// covers(SRCH-1)
#[test]
fn a_process_that_dies_between_vault_and_index_loses_nothing() {
    let place = Place::new();
    let index = place.open();
    place.write(&[(Id::new(), "Ada Lovelace")]);
    place.catch_up(&index);
    place.write(&[(Id::new(), "Grace Hopper")]);
    // The process dies here: what was handed to the writer but not committed is gone.
    let grace = place.vault.read(|conn| place.names.ids(conn, "contact", None, 9)).unwrap()[1];
    let document = place.vault.read(|conn| place.names.document(conn, "contact", grace)).unwrap().unwrap();
    index.apply([satchel_search::Change::Put(Box::new(document))]).unwrap();
    drop(index);
    let index = place.open();
    assert_eq!(index.size(), 1);
    assert_eq!(place.found(&index, "hopper"), 1, "found although the index does not have it");
    place.catch_up(&index);
    assert_eq!((place.found(&index, "hopper"), index.size()), (1, 2));
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

// covers(SRCH-1, SEC-6)
#[test]
fn a_broken_index_is_moved_aside_and_written_anew() {
    let place = Place::new();
    let index = place.open();
    let names: Vec<(Id, String)> = (0..50).map(|n| (Id::new(), format!("Person {n}"))).collect();
    place.write(&names.iter().map(|(id, name)| (*id, name.as_str())).collect::<Vec<_>>());
    place.catch_up(&index);
    drop(index);
    for file in files(&place.folder()) {
        let bytes = fs::read(&file).unwrap();
        assert!(!bytes.windows(6).any(|w| w.eq_ignore_ascii_case(b"person")), "{}", file.display());
    }
    for file in files(&place.folder()) {
        if file.file_name().unwrap().to_string_lossy().contains("lock") {
            continue;
        }
        // Whichever file is damaged, cut or lost: search works again.
        for damage in 0..3 {
            let index = place.open();
            place.catch_up(&index);
            drop(index);
            let Some(file) = files(&place.folder()).into_iter().find(|f| f.extension() == file.extension())
            else {
                continue;
            };
            let mut bytes = fs::read(&file).unwrap();
            match damage {
                0 => {
                    let middle = bytes.len() / 2;
                    bytes[middle] ^= 0x40;
                    fs::write(&file, bytes).unwrap();
                }
                1 => fs::write(&file, &bytes[..bytes.len() - 7]).unwrap(),
                _ => fs::remove_file(&file).unwrap(),
            }
            let index = place.open();
            // What is broken may show only when it is read.
            let _ = place.vault.read(|conn| {
                index.search(
                    conn,
                    &*place.names,
                    &SearchRequest { text: "person", limit: 5, ..SearchRequest::default() },
                )
            });
            if index.needs_rebuild() || index.seq().is_none() {
                place.catch_up(&index);
            }
            assert_eq!(place.found(&index, "person"), 50, "{} {damage}", file.display());
        }
    }
    // An index of another vault, or with another key.
    let other = Index::open(&place.folder(), [6; 32]).unwrap();
    assert_eq!(other.seq(), None);
    place.catch_up(&other);
    assert_eq!(place.found(&other, "person"), 50);
}

// covers(SRCH-1)
#[test]
fn a_locked_index_is_left_alone_and_lists_are_read_from_the_vault() {
    let place = Place::new();
    let index = place.open();
    place.write(&[(Id::new(), "Ada Lovelace")]);
    place.catch_up(&index);
    let second = place.open();
    place.write(&[(Id::new(), "Grace Hopper")]);
    let refused = second.catch_up(&place.vault, &*place.names, Budget::ALL);
    assert!(matches!(refused, Err(SearchError::Busy)), "{refused:?}");
    assert_eq!(place.found(&second, "hopper"), 1);
    drop(second);
    place.catch_up(&index);
    assert_eq!(index.size(), 2);
}

// covers(SRCH-1)
#[test]
fn many_small_commits_are_tidied_up_and_say_the_same() {
    let place = Place::new();
    let index = place.open();
    for n in 0..9 {
        place.write(&[(Id::new(), &format!("Person {n}")), (Id::new(), "Ada Lovelace")]);
        place.catch_up(&index);
    }
    let before = (index.size(), index.seq(), place.found(&index, "lovelace"), place.found(&index, "person"));
    assert!(index.tidy().unwrap());
    assert!(!index.tidy().unwrap(), "it is tidy");
    let after = (index.size(), index.seq(), place.found(&index, "lovelace"), place.found(&index, "person"));
    assert_eq!((before, after.2), (after, 9));
    drop(index);
    let again = place.open();
    assert_eq!((again.size(), again.seq()), (18, before.1));
}

// covers(SRCH-1)
#[test]
fn written_anew_by_two_at_once_everybody_stands_in_the_index_once() {
    let place = Place::new();
    let index = place.open();
    for n in 0..600 {
        place.write(&[(Id::new(), &format!("Grace Hopper {n}"))]);
    }
    place.catch_up(&index);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| index.rebuild(&place.vault, &*place.names, Budget::ALL).unwrap());
        }
        scope.spawn(|| place.catch_up(&index));
    });
    place.catch_up(&index);
    assert_eq!(index.size(), 600);
}

/// Reads as [`Names`] does, but somebody writes another contact before the first read of a rebuild.
struct Meddled<'a> {
    place: &'a Place,
    once: std::sync::Once,
}

impl Documents for Meddled<'_> {
    fn document(&self, conn: &Connection, kind: &str, id: Id) -> Result<Option<Document>> {
        self.place.names.document(conn, kind, id)
    }

    fn kinds(&self) -> Vec<String> {
        self.place.names.kinds()
    }

    fn ids(&self, conn: &Connection, kind: &str, after: Option<Id>, limit: usize) -> Result<Vec<Id>> {
        self.once.call_once(|| self.place.write(&[(Id::new(), "Grace Hopper")]));
        self.place.names.ids(conn, kind, after, limit)
    }
}

// covers(SRCH-1)
#[test]
fn whatever_is_made_and_when_stands_in_the_index_once() {
    let place = Place::new();
    let index = place.open();
    let ada = Id::new();
    place.write(&[(ada, "Ada Lovelace")]);
    let meddled = Meddled { place: &place, once: std::sync::Once::new() };
    index.rebuild(&place.vault, &meddled, Budget::ALL).unwrap();
    place.catch_up(&index);
    assert_eq!((index.size(), place.found(&index, "hopper")), (2, 1), "made while all were read");

    // Made and changed before the index looked again.
    let bob = Id::new();
    place.write(&[(bob, "Bob Babbage")]);
    place.write(&[(bob, "Robert Babbage")]);
    place.catch_up(&index);
    assert_eq!((index.size(), place.found(&index, "babbage")), (3, 1));

    // Deleted and made again by undo, with and without the index looking in between.
    let delete = || {
        let deleted = place.vault.write(&act(), |tx| -> Result<_, VaultError> {
            Ok(tx.execute("DELETE FROM contact WHERE id = ?1", [ada.as_bytes()])?)
        });
        What::Set(deleted.unwrap().change_set.unwrap())
    };
    for looks in [false, true] {
        let set = delete();
        if looks {
            place.catch_up(&index);
            assert_eq!(index.size(), 2);
        }
        place.vault.undo(set, None, &act()).unwrap();
        place.catch_up(&index);
        assert_eq!((index.size(), place.found(&index, "lovelace")), (3, 1), "looked in between: {looks}");
    }
}

// covers(SRCH-1)
#[test]
fn an_index_ahead_of_its_vault_is_written_anew() {
    let place = Place::new();
    let index = place.open();
    place.write(&[(Id::new(), "Ada Lovelace")]);
    place.catch_up(&index);
    // As after a backup was restored: the index knows changes the vault has not.
    index.commit(Some(1_000_000), "", None).unwrap();
    place.catch_up(&index);
    assert!(index.seq().unwrap() < 1_000_000);
    assert_eq!(place.found(&index, "lovelace"), 1);
}

// covers(SRCH-1)
#[test]
fn an_index_of_changes_that_were_lost_is_written_anew() {
    let place = Place::new();
    let index = place.open();
    place.write(&[(Id::new(), "Ada Lovelace")]);
    place.catch_up(&index);
    // As after a backup was restored and worked on: the number is there, and means another change.
    let seq = index.seq();
    index.apply([satchel_search::Change::Gone(Id::new())]).unwrap();
    index.commit(seq, &index.fingerprint(), Some([7; 32])).unwrap();
    place.write(&[(Id::new(), "Bob Babbage")]);
    let progress = index.catch_up(&place.vault, &*place.names, Budget::ALL);
    assert_eq!(progress.unwrap().records, 2, "all records were read, not only the new one");
    assert_eq!((place.found(&index, "lovelace"), place.found(&index, "babbage")), (1, 1));
    place.write(&[(Id::new(), "Carl Friedrich")]);
    assert_eq!(
        index.catch_up(&place.vault, &*place.names, Budget::ALL).unwrap().records,
        1,
        "it follows again"
    );
}

// covers(SRCH-1, CON-4)
#[test]
fn a_large_write_is_answered_as_of_before_until_the_index_followed() {
    let place = Place::new();
    let index = Arc::new(place.open());
    place.write(&[(Id::new(), "Ada Lovelace")]);
    place.catch_up(&index);
    let before = index.seq().unwrap();
    let many: Vec<(Id, String)> = (0..MOST_CHANGED + 1).map(|n| (Id::new(), format!("Person {n}"))).collect();
    place.write(&many.iter().map(|(id, name)| (*id, name.as_str())).collect::<Vec<_>>());
    let request = SearchRequest { text: "person", limit: 5, ..SearchRequest::default() };
    let answer = place.vault.read(|conn| index.search(conn, &*place.names, &request)).unwrap();
    assert_eq!((answer.total, answer.as_of), (0, before), "the answer says as of when it is");
    let lists = Lists::new(Some(Arc::clone(&index)), place.names.clone(), [1; 32]);
    let kind = contacts();
    let query = Query::default();
    let (listed, by_index) = place
        .vault
        .read(|conn| {
            let listed = lists.list(conn, &kind, &query, Page::Position(0), 3)?;
            Ok::<_, SearchError>((
                listed,
                lists.list_by(Executor::Index, conn, &kind, &query, Page::Position(0), 3)?,
            ))
        })
        .unwrap();
    assert_eq!(listed.total, MOST_CHANGED as u64 + 2, "a short list is read from the vault");
    assert_eq!(by_index.unwrap().as_of, before);
    let progress =
        index.catch_up(&place.vault, &*place.names, Budget { records: 100, stop: &|| false }).unwrap();
    assert!(!progress.done && progress.records >= 100, "a budget is kept: {progress:?}");
    place.catch_up(&index);
    assert_eq!(place.found(&index, "person"), MOST_CHANGED as u64 + 1);
}

/// A large write under way or just ended, with an edit before, within and behind it.
// covers(CON-4, PERF-4)
#[test]
fn an_edit_is_seen_at_once_while_much_else_is_written() {
    let place = Place::new();
    let index = Arc::new(place.open());
    let (ada, bob) = (Id::new(), Id::new());
    place.write(&[(ada, "Ada Lovelace"), (bob, "Bob Babbage")]);
    place.catch_up(&index);
    let before = index.seq().unwrap();
    let mut large = place.vault.large(&act()).unwrap();
    let slice = |large: &mut satchel_vault::Large, from: usize| {
        let many: Vec<(Id, String)> =
            (0..=MOST_CHANGED).map(|n| (Id::new(), format!("Person {}", from + n))).collect();
        large.slice(|tx| many.iter().try_for_each(|(id, name)| put(tx, *id, name))).unwrap();
    };
    let lists = Lists::new(Some(Arc::clone(&index)), place.names.clone(), [1; 32]);
    let kind = contacts();
    let query = Query::default();
    let total = || {
        place.vault.read(|conn| {
            let listed = lists.list_by(Executor::Index, conn, &kind, &query, Page::Position(0), 9)?.unwrap();
            Ok::<_, SearchError>((listed.total, listed.as_of))
        })
    };
    place.write(&[(ada, "Ada King")]);
    slice(&mut large, 0);
    assert_eq!((place.found(&index, "king"), place.found(&index, "lovelace")), (1, 0), "an edit before it");
    let grace = Id::new();
    place.write(&[(bob, "Robert Babbage"), (grace, "Grace Hopper")]);
    slice(&mut large, 10_000);
    assert_eq!((place.found(&index, "robert"), place.found(&index, "bob")), (1, 0), "an edit within it");
    assert_eq!((place.found(&index, "hopper"), place.found(&index, "person")), (1, 0));
    assert_eq!(total().unwrap(), (3, before), "and the answer says as of when the rest is");
    // Slices that an edit cut short are few records each, and many in all.
    for n in 0..8 {
        let some: Vec<(Id, String)> = (0..150).map(|at| (Id::new(), format!("Guest {n} {at}"))).collect();
        large.slice(|tx| some.iter().try_for_each(|(id, name)| put(tx, *id, name))).unwrap();
        let name = format!("Grace number{n}");
        place.write(&[(grace, name.as_str())]);
        assert_eq!(place.found(&index, &format!("number{n}")), 1, "an edit between two slices");
    }
    large.seal().unwrap();
    place.write(&[(ada, "Ada Byron")]);
    assert_eq!((place.found(&index, "byron"), place.found(&index, "king")), (1, 0), "an edit behind it");
    // The index follows a part of the way; what was edited stays as it is now.
    while !index.catch_up(&place.vault, &*place.names, Budget { records: 500, stop: &|| false }).unwrap().done
    {
        assert_eq!((place.found(&index, "byron"), place.found(&index, "robert")), (1, 1));
    }
    assert_eq!(total().unwrap().0, 2 * (MOST_CHANGED as u64 + 1) + 8 * 150 + 3);
    assert_eq!((place.found(&index, "byron"), place.found(&index, "number7")), (1, 1));
}
