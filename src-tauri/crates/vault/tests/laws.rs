//! The laws of the vault, on random work: undo is the inverse; undo of an earlier set keeps later edits and says so;
//! the log rebuilds any record as of any set; nothing is written past the log; what is acknowledged is there; effects
//! happen once; no half write is ever seen.
//!
//! The suite proves itself: see `planted.rs`.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test

mod world;

use proptest::prelude::*;
use proptest::test_runner::Config;
use satchel_kernel::Id;
use satchel_vault::{VaultError, What, changes, rusqlite};
use world::acts::{act, acts, all_cells, cells, firm_id, person_id};
use world::{LOGGED, World, owner, person};

fn cases(cases: u32) -> Config {
    Config { cases, failure_persistence: None, ..Config::default() }
}

proptest! {
    #![proptest_config(cases(48))]

    // covers(QA-3, AUD-3)
    #[test]
    fn undo_is_the_inverse(day in acts(7)) {
        let world = World::new();
        let mut before = Vec::new();
        for ops in &day {
            let dump = world.dump();
            if let Some(set) = world.act(ops) {
                before.push((set, dump));
            }
        }
        let end = world.dump();
        for (set, dump) in before.iter().rev() {
            let report = world.undo_set(*set);
            prop_assert_eq!(&report.kept, &vec![]);
            prop_assert_eq!(&world.dump(), dump);
        }
        // And forward again: undoing the undos, oldest first.
        for _ in &before {
            world.vault.redo(&owner("Redo")).unwrap();
        }
        prop_assert_eq!(world.dump(), end);
        prop_assert!(matches!(world.vault.redo(&owner("Redo")), Err(VaultError::NothingToRedo)));
        world.whole();
    }

    // covers(QA-3, AUD-8)
    #[test]
    fn undo_of_an_earlier_set_keeps_later_edits_and_says_so(day in acts(7), pick: prop::sample::Index) {
        let world = World::new();
        let mut dumps = vec![world.dump()];
        let mut sets = Vec::new();
        for ops in &day {
            if let Some(set) = world.act(ops) {
                sets.push(set);
                dumps.push(world.dump());
            }
        }
        prop_assume!(!sets.is_empty());
        let k = pick.index(sets.len());
        let report = world.undo_set(sets[k]);
        let undone = world.dump();
        let (was, did, now, after) = (cells(&dumps[k]), cells(&dumps[k + 1]), cells(dumps.last().unwrap()), cells(&undone));
        let later: Vec<_> = dumps[k + 1..].iter().map(cells).collect();
        for cell in all_cells(&[&dumps[k], &dumps[k + 1], dumps.last().unwrap(), &undone]) {
            let told = report.kept.iter().any(|kept| cell.1.starts_with(kept.id.as_bytes()));
            let touched_later = later.windows(2).any(|w| w[0].get(&cell) != w[1].get(&cell));
            let value = after.get(&cell);
            if was.get(&cell) == did.get(&cell) || touched_later {
                // Only a reference that would lead nowhere may be given up, and that is told.
                prop_assert!(value == now.get(&cell) || told, "{:?} was changed: {:?}", cell, value);
            } else {
                prop_assert!(value == was.get(&cell) || told, "{:?} was not restored: {:?}", cell, value);
            }
            if told && value != was.get(&cell) {
                prop_assert!(value == now.get(&cell) || value.is_none() || value.is_some_and(|v| v == "Null"));
            }
        }
        world.whole();
    }

    // covers(AUD-8, QA-3)
    #[test]
    fn the_log_rebuilds_any_record_as_of_any_set(day in acts(7)) {
        let world = World::new();
        let records = [("person", person_id(0)), ("person", person_id(1)), ("person", person_id(2)),
                       ("firm", firm_id(0)), ("firm", firm_id(1))];
        let state = |seq: i64| -> Vec<_> {
            records
                .iter()
                .map(|(kind, id)| world.vault.read(|c| changes::record_as_of(c, kind, *id, seq)).unwrap())
                .collect()
        };
        let mut seen = Vec::new();
        for ops in &day {
            world.act(ops);
            let seq = world.vault.read(changes::last_seq).unwrap();
            seen.push((seq, state(seq)));
        }
        if let Some((seq, _)) = seen.first() {
            world.vault.undo(What::Last, None, &owner("Undo")).ok();
            prop_assert_eq!(&state(*seq), &seen[0].1);
        }
        for (seq, then) in &seen {
            prop_assert_eq!(&state(*seq), then);
            for ((kind, id), then) in records.iter().zip(then).filter(|(_, then)| then.is_some()) {
                // References to what is gone are the one thing that cannot come back.
                let lost = world.one("SELECT count(*) FROM firm") < 2;
                if !lost {
                    world.vault.restore_record(kind, *id, *seq, &owner("Restore")).unwrap();
                    let now = world.vault.read(|c| changes::record_as_of(c, kind, *id, i64::MAX)).unwrap();
                    prop_assert_eq!(&now, then);
                }
            }
        }
        world.whole();
    }

    // covers(AUD-2, AUD-3)
    #[test]
    fn any_work_with_any_undos_leaves_a_sound_vault(day in acts(8), undos in prop::collection::vec((any::<prop::sample::Index>(), any::<bool>(), 0..3_u8), 0..8)) {
        let world = World::new();
        let mut undos = undos.into_iter();
        for ops in &day {
            world.act(ops);
            if let Some((pick, limited, who)) = undos.next() {
                let sets = world.vault.read(|c| changes::sets(c, None, 100)).unwrap();
                if !sets.is_empty() {
                    let only = limited.then(|| ("person", person_id(who)));
                    let set = sets[pick.index(sets.len())].id;
                    match world.vault.undo(What::Set(set), only, &owner("Undo")) {
                        Ok(_) | Err(VaultError::State { .. }) => {}
                        Err(error) => prop_assert!(false, "{}", error),
                    }
                }
            }
        }
        let diagnosis = world.vault.doctor().unwrap();
        prop_assert!(diagnosis.is_sound(), "{:?}", diagnosis);
    }

    // covers(AUD-3)
    #[test]
    fn a_large_write_is_undone_like_a_small_one(day in acts(5), ops in act()) {
        let world = World::new();
        for ops in &day {
            world.act(ops);
        }
        let before = world.dump();
        let mut large = world.vault.large(&owner("Large")).unwrap();
        let set = large.set();
        for op in &ops {
            let one = std::slice::from_ref(op);
            large.slice(|tx| { world::acts::run(tx, one); Ok::<_, VaultError>(()) }).unwrap();
        }
        // A set in which nothing was written is not there.
        if large.seal().unwrap().change_set.is_some() {
            world.undo_set(set);
        }
        prop_assert_eq!(world.dump(), before);
        world.whole();
    }
}

// covers(AUD-2)
#[test]
fn nothing_is_written_past_the_log_not_even_from_a_shell() {
    let world = World::new();
    let ada = world.ada();
    world.write("Works", |tx| world::firm(tx, firm_id(0), "Acme"));
    world.vault.lock();
    let raw = rusqlite::Connection::open(world.dir.path().join("vault/vault.db")).unwrap();
    raw.execute_batch(&format!("PRAGMA key = \"x'{}'\"", "07".repeat(32))).unwrap();
    for table in LOGGED {
        let rows: i64 = raw.query_row(&format!("SELECT count(*) FROM {table}"), [], |r| r.get(0)).unwrap();
        let key = if table.contains('_') { "position" } else { "created_ms" };
        let update = raw.execute(&format!("UPDATE {table} SET {key} = {key} + 1"), []);
        let delete = raw.execute(&format!("DELETE FROM {table}"), []);
        assert!(rows == 0 || (update.is_err() && delete.is_err()), "{table} was changed from outside");
    }
    let insert = raw.execute(
        "INSERT INTO person_email (owner_id, id, position, value) VALUES (?1, x'00', 0, 'x')",
        [ada.as_bytes()],
    );
    assert!(insert.unwrap_err().to_string().contains("change.set_seq"));
}

// covers(QA-7)
#[test]
fn what_is_acknowledged_is_there() {
    let world = World::new();
    let ada = world.ada();
    world.set(ada, "nick", "countess".to_owned());
    assert_eq!(world.text(ada, "nick"), "countess");
    let world = world.reopen();
    assert_eq!(world.text(ada, "nick"), "countess");
    world.whole();
}

// covers(QA-7)
#[test]
fn an_effect_happens_exactly_once_although_it_fails_at_first() {
    let world = World::new();
    for _ in 0..5 {
        world.ada();
    }
    let consume = |fail: bool| {
        world.vault.consume("effects", 2, &owner("Effect"), |tx, touched| {
            for record in touched {
                tx.execute(
                    "INSERT INTO effect (record, seq) VALUES (?1, ?2)",
                    (record.id.as_bytes(), record.seq),
                )?;
            }
            if fail { Err(VaultError::NoKey) } else { Ok(()) }
        })
    };
    let mut fail = true;
    loop {
        match consume(fail) {
            Ok(0) => break,
            Ok(_) => fail = true,
            Err(_) => fail = false,
        }
    }
    assert_eq!(world.count("effect"), 5, "every record once");
    assert_eq!(world.one("SELECT count(DISTINCT record) FROM effect"), 5);
}

// covers(QA-7)
#[test]
fn a_half_write_is_gone_before_anybody_reads() {
    let world = World::new();
    world.ada();
    let before = world.dump();
    let mut large = world.vault.large(&owner("Import")).unwrap();
    for _ in 0..3 {
        large.slice(|tx| Ok::<_, VaultError>(person(tx, Id::new(), "Half")?)).unwrap();
    }
    drop(large);
    let world = world.reopen();
    assert_eq!(world.dump(), before);
    assert_eq!(world.one("SELECT count(*) FROM change_set WHERE state = 'open'"), 0);
    world.whole();
}

/// Runs this suite again with each planted bug; at least one law must go red.
#[cfg(debug_assertions)]
// covers(QA-2)
#[test]
fn every_planted_bug_is_caught() {
    let unnoticed = satchel_planted::unnoticed(satchel_vault::planted::BUGS, &[]).unwrap();
    assert_eq!(unnoticed, Vec::<String>::new());
}
