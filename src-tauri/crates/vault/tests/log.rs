//! The change log: what is written down, by whom, and that nothing is written past it.

mod world;

use rusqlite::types::Value as Sql;
use satchel_kernel::Id;
use satchel_vault::{Tx, VaultError, changes, rusqlite};
use world::{World, email, owner, person};

// covers(AUD-2)
#[test]
fn a_write_outside_vault_write_fails() {
    let world = World::new();
    let ada = world.ada();
    let reader = world.vault.read(|c| Ok::<_, VaultError>(c.execute("UPDATE person SET name = 'x'", [])?));
    assert!(reader.is_err());
    let nested =
        world.vault.write(&owner("a"), |_| world.vault.write(&owner("b"), |_| Ok::<_, VaultError>(())));
    assert!(matches!(nested, Err(VaultError::Nested)));
    assert_eq!(world.text(ada, "name"), "Ada");
}

// covers(AUD-2)
#[test]
fn acts_that_set_each_other_off_come_to_an_end() {
    let world = World::new();
    let ada = world.ada();
    let mut cause = None;
    for n in 1..=40 {
        let act = satchel_vault::Act { cause, ..owner(&format!("Act {n}")) };
        let name = format!("Ada {n}");
        let written = world.vault.write(&act, |tx| {
            world::set(tx, ada, "name", name.clone())?;
            Ok::<_, VaultError>(())
        });
        match written {
            Ok(written) => cause = written.change_set,
            Err(error) => {
                assert_eq!(satchel_kernel::Error::from(error).code, "cause_too_deep");
                assert_eq!((n, world.text(ada, "name")), (17, "Ada 16".to_owned()));
                assert!(matches!(world.vault.large(&act), Err(VaultError::CauseTooDeep(_))));
                return;
            }
        }
    }
    panic!("it goes on for ever");
}

// covers(AUD-3, AUD-8)
#[test]
fn the_story_of_a_person() {
    let world = World::new();
    let ada = world.ada();
    let second = world.set(ada, "name", "Ada Lovelace".to_owned());
    let third = world.write("New address", |tx| email(tx, ada, Id::new(), "lovelace@example.org"));
    world.write("Nothing", |tx| tx.execute("UPDATE person SET name = name", []));
    assert_eq!(world.one("SELECT count(*) FROM change_set"), 3);

    let history = world.vault.read(|c| changes::history(c, "person", ada, None, 10)).unwrap();
    let labels: Vec<&str> = history.iter().map(|e| e.label.as_str()).collect();
    assert_eq!(labels, ["New address", "Set name", "New Ada"]);
    let name = history[1].changes.iter().find(|c| c.field == "name").unwrap();
    assert_eq!((&name.from, &name.to), (&"Ada".into(), &"Ada Lovelace".into()));
    let born = &history[2].changes;
    assert_eq!(born.len(), 2, "the person, and the e-mail it was born with");
    assert_eq!(born[1].to["value"], "ada@example.org");

    let then =
        world.vault.read(|c| changes::record_as_of(c, "person", ada, second.from_seq - 1)).unwrap().unwrap();
    assert_eq!(then["name"], "Ada");
    assert_eq!(then["person_email"].as_array().unwrap().len(), 1);
    assert!(world.vault.read(|c| changes::record_as_of(c, "person", ada, 0)).unwrap().is_none());

    let touched = world.vault.read(|c| changes::touched_since(c, 0, 100)).unwrap();
    assert_eq!(touched.len(), 1);
    assert_eq!(touched[0].seq, third.to_seq);
    assert_eq!(world.vault.read(|c| changes::version(c, ada)).unwrap(), third.to_seq);
    world.whole();

    let report = world.undo(&second);
    assert_eq!((report.restored, report.kept.len()), (1, 0));
    assert_eq!(world.text(ada, "name"), "Ada");
    world.whole();
}

// covers(AUD-8)
#[test]
fn pages_of_a_history_tell_every_set_once_and_whole() {
    let world = World::new();
    let ada = world.ada();
    let add = |tx: &Tx<'_>, n: u8| email(tx, ada, Id::new(), &format!("ada{n}@example.org"));
    world.write("Three addresses", |tx| (0..3).try_for_each(|n| add(tx, n)));
    // Somebody else's edit falls between two slices of a large write.
    let mut large = world.vault.large(&owner("In slices")).unwrap();
    large.slice(|tx| Ok::<_, VaultError>((3..5).try_for_each(|n| add(tx, n))?)).unwrap();
    world.set(ada, "nick", "Countess".to_owned());
    large.slice(|tx| Ok::<_, VaultError>(add(tx, 5)?)).unwrap();
    large.seal().unwrap();

    let told = |entries: &[changes::HistoryEntry]| -> Vec<(String, usize)> {
        entries.iter().map(|entry| (entry.label.clone(), entry.changes.len())).collect()
    };
    let history =
        |before, limit| world.vault.read(|c| changes::history(c, "person", ada, before, limit)).unwrap();
    let whole = history(None, 10);
    let wanted = [("In slices", 3), ("Set nick", 2), ("Three addresses", 3), ("New Ada", 2)];
    assert_eq!(told(&whole), wanted.map(|(label, changes)| (label.to_owned(), changes)));
    for limit in 1..4 {
        let (mut paged, mut before) = (Vec::new(), None);
        loop {
            let page = history(before, limit);
            before = page.last().map(|entry| entry.seq);
            if page.is_empty() {
                break;
            }
            paged.extend(page);
        }
        assert_eq!(paged, whole, "in pages of {limit}");
    }
    for entry in &whole {
        let alone = world.vault.read(|c| changes::of_set(c, "person", ada, entry.change_set)).unwrap();
        assert_eq!(alone.as_ref(), Some(entry));
    }
}

// covers(AUD-2)
#[test]
fn a_part_born_with_its_record_has_no_row_of_its_own() {
    let world = World::new();
    let (ada, bob) = (Id::new(), Id::new());
    world.write("Two people, addresses in any order", |tx| {
        person(tx, ada, "Ada")?;
        email(tx, ada, Id::new(), "a@example.org")?;
        person(tx, bob, "Bob")?;
        email(tx, ada, Id::new(), "b@example.org")?;
        email(tx, bob, Id::new(), "c@example.org")
    });
    assert_eq!(world.one("SELECT count(*) FROM change"), 2);
    world.write("Later", |tx| email(tx, ada, Id::new(), "d@example.org"));
    assert_eq!(world.one("SELECT count(*) FROM change"), 3);
}

#[test]
fn commits_are_told_in_order_and_may_write_themselves() {
    let world = World::new();
    let heard = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let vault = world.vault.clone();
    world.vault.on_commit(Box::new({
        let heard = heard.clone();
        move |commit| {
            heard.lock().unwrap().push((commit.from_seq, commit.to_seq));
            if commit.from_seq == 1 {
                let write = vault.write(&owner("from a listener"), |tx| {
                    Ok::<_, VaultError>(person(tx, Id::new(), "Echo")?)
                });
                write.unwrap();
            }
        }
    }));
    world.ada();
    assert_eq!(*heard.lock().unwrap(), [(1, 1), (2, 2)]);
}

#[test]
fn a_failed_write_leaves_nothing() {
    let world = World::new();
    let result = world.vault.write(&owner("fails"), |tx| {
        person(tx, Id::new(), "Ghost")?;
        Err::<(), _>(VaultError::NoKey)
    });
    assert!(result.is_err());
    assert_eq!((world.count("person"), world.count("change"), world.count("change_set")), (0, 0, 0));
    assert_eq!(world.get(Id::new(), "name"), None::<Sql>);
}
