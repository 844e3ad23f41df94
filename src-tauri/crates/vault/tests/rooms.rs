//! The rooms beside the log: jobs, blobs, staging, settings, merging, compaction, readers.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test

mod world;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier};

use satchel_kernel::Id;
use satchel_vault::jobs::{self, NewJob, State};
use satchel_vault::{Act, VaultError, What, changes, repoint, settings};
use serde_json::json;
use world::{World, blob, email, firm, owner, person};

const MINUTE: i64 = 60_000;

fn job(kind: &str) -> NewJob {
    NewJob { kind: kind.into(), label: "Import".into(), max_attempts: 3, ..Default::default() }
}

impl World {
    fn local<T>(&self, body: impl FnOnce(&rusqlite::Connection) -> satchel_vault::Result<T>) -> T {
        self.vault.write_local(body).unwrap()
    }
}

use satchel_vault::rusqlite;

// covers(WF-8)
#[test]
fn a_job_is_leased_once_reports_and_ends() {
    let world = World::new();
    let id = world.local(|c| jobs::enqueue(c, &job("import"), 0));
    assert!(world.local(|c| jobs::lease(c, "w1", &["export"], MINUTE, 1)).is_none());
    let leased = world.local(|c| jobs::lease(c, "w1", &["import"], MINUTE, 1)).unwrap();
    assert_eq!((leased.id, leased.state, leased.attempts), (id, State::Running, 1));
    assert!(world.local(|c| jobs::lease(c, "w2", &[], MINUTE, 2)).is_none(), "leased by one at a time");
    let stop = world.local(|c| jobs::progress(c, id, "w1", (5, Some(10), "rows"), MINUTE, 3));
    assert!(!stop);
    assert!(matches!(
        world.vault.write_local(|c| jobs::heartbeat(c, id, "w2", MINUTE, 3)),
        Err(VaultError::LeaseLost(_))
    ));
    world.local(|c| jobs::finish(c, id, "w1", &json!({"rows": 10}), 4));
    let done = world.vault.read(|c| jobs::get(c, id)).unwrap();
    assert_eq!((done.state, done.done, done.output), (State::Done, 5, Some(json!({"rows": 10}))));
    assert_eq!(world.count("change_set"), 0, "jobs are local");
}

// covers(WF-8)
#[test]
fn a_job_goes_on_after_a_crash_from_where_it_was() {
    let world = World::new();
    let id = world.local(|c| jobs::enqueue(c, &job("import"), 0));
    world.local(|c| jobs::lease(c, "w1", &[], MINUTE, 0)).unwrap();
    world.local(|c| jobs::set_position(c, id, &json!(7)));
    let world = world.reopen();
    assert!(world.local(|c| jobs::lease(c, "w2", &[], MINUTE, MINUTE - 1)).is_none(), "its lease holds");
    assert_eq!(world.vault.read(jobs::next_due_ms).unwrap(), Some(MINUTE));
    let again = world.local(|c| jobs::lease(c, "w2", &[], MINUTE, MINUTE)).unwrap();
    assert_eq!((again.position, again.attempts), (Some(json!(7)), 2));
    let late = world.vault.write_local(|c| jobs::finish(c, id, "w1", &json!(null), 0));
    assert!(matches!(late, Err(VaultError::LeaseLost(_))), "who lost the lease cannot end the job");
}

// covers(WF-8)
#[test]
fn a_failing_job_waits_longer_each_time_and_gives_up() {
    let world = World::new();
    let id = world.local(|c| jobs::enqueue(c, &job("send"), 0));
    let error = json!({"code": "offline"});
    let (mut now, mut pauses) = (0, Vec::new());
    loop {
        world.local(|c| jobs::lease(c, "w", &[], MINUTE, now)).unwrap();
        match world.local(|c| jobs::fail(c, id, "w", &error, true, now)) {
            State::Waiting => {
                let due = world.vault.read(|c| jobs::get(c, id)).unwrap().run_at_ms;
                pauses.push(due - now);
                assert!(world.local(|c| jobs::lease(c, "w", &[], MINUTE, due - 1)).is_none());
                now = due;
            }
            state => break assert_eq!(state, State::Failed),
        }
    }
    assert_eq!(pauses, [2_000, 4_000]);
    assert_eq!(world.vault.read(|c| jobs::get(c, id)).unwrap().error, Some(error));

    // One that takes the program down with it every time fails too.
    let id = world.local(|c| jobs::enqueue(c, &NewJob { max_attempts: 1, ..job("crash") }, 0));
    world.local(|c| jobs::lease(c, "w", &[], MINUTE, now)).unwrap();
    assert!(world.local(|c| jobs::lease(c, "w", &[], MINUTE, now + MINUTE)).is_none());
    assert_eq!(world.vault.read(|c| jobs::get(c, id)).unwrap().state, State::Failed);
}

// covers(WF-8)
#[test]
fn a_job_is_made_once_and_can_be_cancelled() {
    let world = World::new();
    let once = NewJob { idempotency_key: Some("file 1".into()), ..job("import") };
    let id = world.local(|c| jobs::enqueue(c, &once, 0));
    assert_eq!(world.local(|c| jobs::enqueue(c, &once, 5)), id);
    assert_eq!(world.local(|c| jobs::cancel(c, id, 1)), State::Cancelled);
    assert!(world.local(|c| jobs::lease(c, "w", &[], MINUTE, 2)).is_none());

    let id = world.local(|c| jobs::enqueue(c, &job("import"), 0));
    world.local(|c| jobs::lease(c, "w", &[], MINUTE, 2)).unwrap();
    assert_eq!(world.local(|c| jobs::cancel(c, id, 3)), State::Running);
    assert!(world.local(|c| jobs::progress(c, id, "w", (1, None, ""), MINUTE, 4)), "its handler is told");
    world.local(|c| jobs::cancelled(c, id, "w", 5));
    let all = world.vault.read(|c| jobs::list(c, 10)).unwrap();
    assert!(all.iter().all(|j| j.state == State::Cancelled && j.finished_ms.is_some()));
    assert!(matches!(world.vault.read(|c| jobs::get(c, Id::new())), Err(VaultError::UnknownJob(_))));
}

// covers(DOCM-1)
#[test]
fn blobs_are_stored_once_kept_while_named_and_swept_after() {
    let world = World::new();
    let blobs = world.vault.blobs();
    let portrait = blobs.put(b"portrait").unwrap();
    assert_eq!(blobs.put(b"portrait").unwrap(), portrait);
    let (old, stray) = (blobs.put(b"old").unwrap(), blobs.put(b"stray").unwrap());
    assert_eq!(blobs.names().unwrap().len(), 3);
    let ada = world.ada();
    world.set(ada, "nick", old.clone());
    world.set(ada, "nick", portrait.clone());
    assert_eq!(world.vault.sweep_blobs().unwrap(), 0, "a new blob may be on its way into a record");
    let path = |name: &str| world.dir.path().join("vault/blobs").join(name.get(..2).unwrap()).join(name);
    let days = || std::time::SystemTime::now() - std::time::Duration::from_secs(3 * 24 * 60 * 60);
    for name in [&portrait, &old, &stray] {
        std::fs::File::options().write(true).open(path(name)).unwrap().set_modified(days()).unwrap();
    }
    assert_eq!(world.vault.sweep_blobs().unwrap(), 1);
    assert_eq!(blobs.get(&portrait).unwrap(), b"portrait");
    assert!(blobs.contains(&old), "undo may need it");
    let again = blobs.put(b"stray").unwrap();
    std::fs::File::options().write(true).open(path(&again)).unwrap().set_modified(days()).unwrap();
    assert_eq!(blobs.put(b"stray").unwrap(), again, "it was there");
    assert_eq!(world.vault.sweep_blobs().unwrap(), 0, "whoever stored it again is about to name it");
    std::fs::File::options().write(true).open(path(&again)).unwrap().set_modified(days()).unwrap();
    assert_eq!(world.vault.sweep_blobs().unwrap(), 1);
    assert!(matches!(blobs.get(&stray), Err(VaultError::NoBlob(_))));
    assert!(matches!(blobs.get("../../keys.json"), Err(VaultError::NoBlob(_))));

    // Neither a changed blob nor another one under its name passes.
    std::fs::copy(path(&old), path(&portrait)).unwrap();
    assert!(matches!(blobs.get(&portrait), Err(VaultError::Tampered(_))));
    assert!(!world.vault.doctor().unwrap().is_sound());
}

#[test]
fn staging_survives_a_crash_up_to_its_last_whole_frame() {
    let world = World::new();
    let area = world.vault.staging().area(Id::new());
    assert!(!area.exists());
    let mut writer = area.writer("rows").unwrap();
    for n in 0..5_u8 {
        writer.append(&[n; 1000]).unwrap();
    }
    writer.sync().unwrap();
    let path = area.dir().join("rows");
    let whole = std::fs::metadata(&path).unwrap().len();
    for cut in [1, 500, 1_020] {
        std::fs::File::options().write(true).open(&path).unwrap().set_len(whole - cut).unwrap();
        let mut writer = area.writer("rows").unwrap();
        assert_eq!(writer.frames(), 4);
        writer.append(&[4; 1000]).unwrap();
        writer.sync().unwrap();
    }
    let mut reader = area.reader("rows").unwrap();
    let mut positions = Vec::new();
    while let Some(frame) = {
        positions.push(reader.position());
        reader.next().unwrap()
    } {
        assert_eq!(frame, [(positions.len() - 1) as u8; 1000]);
    }
    assert_eq!(positions.len(), 6);
    reader.seek(positions[3]).unwrap();
    assert_eq!(reader.next().unwrap().unwrap()[0], 3);

    let mut bytes = std::fs::read(&path).unwrap();
    bytes[600] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    assert!(matches!(area.reader("rows").unwrap().next(), Err(VaultError::Tampered(_))));
    area.remove().unwrap();
    area.remove().unwrap();
    assert!(!area.exists());
}

#[test]
fn settings_are_logged_and_undone() {
    let world = World::new();
    let set = |value: i64| {
        world.vault.write(&owner("Theme"), |tx| settings::set(tx, "theme", &json!(value))).unwrap()
    };
    let get = || world.vault.read(|c| settings::get(c, "theme")).unwrap();
    assert_eq!(get(), None);
    set(1);
    let second = set(2);
    assert_eq!(set(2).change_set, None, "the same value is no change");
    assert_eq!(get(), Some(json!(2)));
    world.undo(&second);
    assert_eq!(get(), Some(json!(1)));
    assert_eq!(world.vault.read(settings::all).unwrap().len(), 1);
}

// covers(AUD-3)
#[test]
fn merging_moves_everything_and_unmerging_is_its_inverse() {
    let world = World::new();
    let (ada, twin, acme) = (Id::new(), Id::new(), Id::new());
    world.write("People", |tx| {
        firm(tx, acme, "Acme")?;
        person(tx, ada, "Ada")?;
        person(tx, twin, "Ada L.")?;
        email(tx, ada, Id::new(), "ada@example.org")?;
        email(tx, twin, Id::new(), "ada@example.org")?;
        email(tx, twin, Id::new(), "lovelace@example.org")?;
        tx.execute("UPDATE person SET firm_id = ?1 WHERE id = ?2", (acme.as_bytes(), twin.as_bytes()))
    });
    let before = world.dump();
    let merge = world
        .vault
        .write(&owner("Merge"), |tx| {
            let moved = repoint(tx, "person", twin, ada)?;
            tx.execute("DELETE FROM person WHERE id = ?1", [twin.as_bytes()])?;
            Ok::<_, VaultError>(moved)
        })
        .unwrap();
    assert_eq!(merge.value, 2, "one address is a duplicate, one moves");
    assert_eq!(world.one("SELECT count(*) FROM person_email"), 2);
    assert_eq!(
        world.one("SELECT max(position) FROM person_email"),
        1,
        "it comes after the one that is there"
    );
    world.undo_set(merge.change_set.unwrap());
    assert_eq!(world.dump(), before);

    world
        .vault
        .write(&owner("Firms"), |tx| {
            let other = Id::new();
            firm(tx, other, "Acme Ltd")?;
            repoint(tx, "firm", acme, other)
        })
        .unwrap();
    assert_ne!(world.get(twin, "firm_id"), Some(blob(acme)));
    world.whole();
}

// covers(AUD-3)
#[test]
fn what_came_later_stays_and_is_told() {
    let world = World::new();
    let ada = world.ada();
    let first = world.write("Rename", |tx| {
        tx.execute("UPDATE person SET name = 'Countess', name_fold = 'countess', score = 5.0", [])
    });
    world
        .vault
        .write(&Act::new("workflow:7", "w", "Shout"), |tx| {
            Ok::<_, VaultError>(tx.execute("UPDATE person SET name = 'COUNTESS'", [])?)
        })
        .unwrap();
    let report = world.undo_set(first.change_set.unwrap());
    assert_eq!(
        (world.text(ada, "name").as_str(), world.text(ada, "name_fold").as_str()),
        ("COUNTESS", "countess")
    );
    assert_eq!(world.get(ada, "score"), Some(rusqlite::types::Value::Null));
    let kept: Vec<_> = report.kept.iter().map(|k| (k.field.as_str(), k.reason)).collect();
    assert_eq!(kept, [("name", "edited_since")]);
    assert!(matches!(
        world.vault.undo(What::Set(first.change_set.unwrap()), None, &owner("Again")),
        Err(VaultError::State { .. })
    ));
    // Ctrl+Z takes the seller's own last set, never the workflow's.
    let report = world.vault.undo(What::Last, None, &owner("Undo")).unwrap();
    assert_eq!(report.label, "New Ada");
    assert_eq!(report.kept[0].reason, "edited_since");
}

#[test]
fn undo_of_one_record_leaves_the_others() {
    let world = World::new();
    let (ada, bob) = (world.ada(), world.ada());
    let both = world.write("Both", |tx| tx.execute("UPDATE person SET nick = 'x'", []));
    let set = both.change_set.unwrap();
    let report = world.vault.undo(What::Set(set), Some(("person", ada)), &owner("Undo one")).unwrap();
    assert_eq!(report.restored, 1);
    assert_eq!((world.text(ada, "nick"), world.text(bob, "nick").as_str()), ("Some(Null)".into(), "x"));
    let rest = world.vault.undo(What::Set(set), None, &owner("Undo rest")).unwrap();
    assert_eq!((rest.restored, rest.kept.len()), (1, 0));
    // Redo of the rest brings both back: the set counts again as a whole, except for what was undone alone.
    world.vault.redo(&owner("Redo")).unwrap();
    assert_eq!(world.text(bob, "nick"), "x");
    world.whole();
}

#[test]
fn undo_tells_the_rules_of_derived_values() {
    let world = World::new();
    world.vault.on_restored(Box::new(|tx, kind, id| {
        assert_eq!(kind, "person");
        tx.execute("UPDATE person SET nick = 'derived from ' || name WHERE id = ?1", [id.as_bytes()])?;
        Ok(())
    }));
    let ada = world.ada();
    let named = world.set(ada, "name", "Countess".to_owned());
    world.undo(&named);
    assert_eq!(world.text(ada, "nick"), "derived from Ada");
}

// covers(PERF-4)
#[test]
fn four_read_at_once_and_none_waits_for_a_write() {
    let world = World::new();
    world.ada();
    let (inside, gate) = (Arc::new(AtomicUsize::new(0)), Arc::new(Barrier::new(5)));
    let readers: Vec<_> = (0..4)
        .map(|_| {
            let (vault, inside, gate) = (world.vault.clone(), inside.clone(), gate.clone());
            std::thread::spawn(move || {
                vault.read(|c| {
                    let before: i64 = c.query_row("SELECT count(*) FROM person", [], |r| r.get(0))?;
                    inside.fetch_add(1, Ordering::SeqCst);
                    gate.wait();
                    gate.wait();
                    let after: i64 = c.query_row("SELECT count(*) FROM person", [], |r| r.get(0))?;
                    // A read inside a read does not wait for a fifth connection.
                    let nested: i64 = vault.read(|c| {
                        Ok::<_, VaultError>(c.query_row("SELECT count(*) FROM person", [], |r| r.get(0))?)
                    })?;
                    Ok::<_, VaultError>((before, after, nested))
                })
            })
        })
        .collect();
    gate.wait();
    assert_eq!(inside.load(Ordering::SeqCst), 4);
    world.ada();
    gate.wait();
    for reader in readers {
        assert_eq!(reader.join().unwrap().unwrap(), (1, 1, 2), "a snapshot, and a new one");
    }
}

#[test]
fn a_slice_is_asked_to_end_when_somebody_waits() {
    let world = World::new();
    let mut large = world.vault.large(&owner("Large")).unwrap();
    let vault = world.vault.clone();
    let mut waiter = None;
    large
        .slice(|tx| {
            assert!(!tx.wanted());
            waiter = Some(std::thread::spawn(move || {
                vault
                    .write(&owner("Edit"), |tx| Ok::<_, VaultError>(person(tx, Id::new(), "Edit")?))
                    .unwrap();
            }));
            while !tx.wanted() {
                std::thread::yield_now();
            }
            Ok::<_, VaultError>(person(tx, Id::new(), "Slice")?)
        })
        .unwrap();
    let before = large.slice(|tx| {
        Ok::<_, VaultError>(tx.query_row("SELECT count(*) FROM person", [], |r| r.get::<_, i64>(0))?)
    });
    assert_eq!(before.unwrap().value, 2, "who waited had a turn between the slices");
    waiter.unwrap().join().unwrap();
    let set = large.set();
    world.vault.abandon(set, &owner("Cancel")).unwrap();
    assert!(
        matches!(large.slice(|_| Ok::<_, VaultError>(())), Err(VaultError::State { .. })),
        "abandoned is over"
    );
    assert_eq!(world.count("person"), 1);
    world.whole();
}

// covers(AUD-8)
#[test]
fn compaction_stops_at_the_slowest_reader_and_keeps_versions() {
    let world = World::new();
    let ada = world.ada();
    let first = world.set(ada, "nick", "a".to_owned());
    let second = world.set(ada, "nick", "b".to_owned());
    let third = world.set(ada, "nick", "c".to_owned());
    let later = world.one("SELECT max(at_ms) + 1 FROM change_set");
    world
        .vault
        .write_local(|c| {
            c.execute("INSERT INTO cursor VALUES ('index', ?1, 0)", [first.to_seq])?;
            Ok::<_, VaultError>(())
        })
        .unwrap();
    assert_eq!(world.vault.compact(later, 0, || true).unwrap(), 0, "a reader that keeps its place elsewhere");
    assert_eq!(world.vault.compact(later, i64::MAX, || false).unwrap(), 0, "not now");
    assert_eq!(world.vault.compact(later, i64::MAX, || true).unwrap(), 2, "the birth and the first edit");
    assert!(matches!(
        world.vault.undo(What::Set(first.change_set.unwrap()), None, &owner("u")),
        Err(VaultError::TooOld(_))
    ));
    assert!(matches!(
        world.vault.read(|c| changes::record_as_of(c, "person", ada, 1)),
        Err(VaultError::TooOld(_))
    ));
    assert_eq!(world.vault.read(|c| changes::history(c, "person", ada, None, 9)).unwrap().len(), 2);
    world.undo(&third);
    assert_eq!(world.text(ada, "nick"), "b");
    assert!(world.vault.doctor().unwrap().is_sound());
    world.vault.write(&owner("c"), |tx| changes::forget_cursor(tx, "index")).unwrap();
    world.vault.compact(i64::MAX, i64::MAX, || true).unwrap();
    assert!(world.vault.read(|c| changes::version(c, ada)).unwrap() > second.to_seq);
    assert!(world.vault.doctor().unwrap().is_sound());
}

// covers(AUD-3)
#[test]
fn the_chain_shows_every_forgery_and_survives_an_erasure() {
    let world = World::new();
    let ada = world.ada();
    world.set(ada, "nick", "countess".to_owned());
    world.set(ada, "nick", "enchantress".to_owned());
    assert_eq!(world.vault.erase_log_of(ada).unwrap(), 2);
    world.whole();
    assert_eq!(world.one("SELECT count(*) FROM change WHERE old LIKE '%countess%'"), 0);
    let gone = world.write("Erase", |tx| tx.execute("DELETE FROM person", []).map(drop));
    world.vault.erase_log_of(ada).unwrap();
    world.whole();
    let report = world.undo(&gone);
    assert!(report.kept.iter().all(|kept| kept.reason == "erased") && !report.kept.is_empty(), "{report:?}");
    assert_eq!(world.count("person"), 0, "nothing is left to bring back");
    assert!(world.vault.read(|c| changes::history(c, "person", ada, None, 9)).unwrap().is_empty());
    assert_eq!(world.vault.read(|c| changes::record_as_of(c, "person", ada, 1)).unwrap(), None);

    let title = |seq: i64| {
        let sql = format!("SELECT label FROM change_set WHERE seq = {seq}");
        world.vault.read(|c| Ok::<_, VaultError>(c.query_row(&sql, [], |r| r.get::<_, String>(0))?)).unwrap()
    };
    assert_eq!(title(1), "New Ada");
    let forgotten = world.vault.write(&owner("Forget"), |tx| tx.erase_titles(ada, &["Ada".into()])).unwrap();
    assert_eq!((forgotten.value, title(1)), (1, "New …".into()), "the others do not name her");
    assert_eq!(
        world.one("SELECT count(*) FROM change_set WHERE seq = 1 AND salt IS NULL"),
        1,
        "nothing to guess with"
    );
    world.whole();
    world.vault.write(&owner("Forget"), |tx| tx.erase_titles(ada, &["New".into()])).unwrap();
    world.whole();

    for forgery in [
        "UPDATE change_set SET head = randomblob(32) WHERE seq = 1",
        "UPDATE change_set SET label = 'Something else' WHERE seq = 2",
        "UPDATE change_set SET actor = 'nobody' WHERE seq = 2",
        "UPDATE change SET row_hash = randomblob(16) WHERE seq = 2",
        "UPDATE change SET body_hash = randomblob(32) WHERE seq = 2",
        "DELETE FROM change WHERE seq = 2",
        "UPDATE change SET record_id = randomblob(16) WHERE seq = 2",
        "DELETE FROM change_set WHERE seq = 2",
        "UPDATE change_set SET hash = randomblob(32) WHERE seq = 1",
        "INSERT INTO change (set_seq, op, table_name, kind, record_id) VALUES (9, 'insert', 'person', 'person', x'00')",
    ] {
        let faults = world.vault.write_local(|c| {
            c.execute_batch(&format!("SAVEPOINT forge; {forgery}"))?;
            let report = changes::verify_chain(c)?;
            c.execute_batch("ROLLBACK TO forge; RELEASE forge")?;
            Ok::<_, VaultError>(report.faults)
        });
        assert!(!faults.unwrap().is_empty(), "{forgery} went unnoticed");
    }
    world.whole();
}

/// Bytes that repeat nowhere.
fn long(length: usize) -> Vec<u8> {
    (0..length).map(|n| (n as u32).wrapping_mul(2_654_435_761).to_le_bytes()[3]).collect()
}

fn stream(world: &World, bytes: &[u8]) -> satchel_vault::Result<(String, u64)> {
    world.vault.blobs().put_stream(bytes, |e| VaultError::io("source")(e), |_| Ok(()))
}

fn read(world: &World, name: &str) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::io::Read::read_to_end(&mut world.vault.blobs().open(name).unwrap(), &mut bytes).map(|_| bytes)
}

// covers(DOCM-1)
#[test]
fn a_long_blob_is_written_and_read_piece_by_piece_under_the_name_it_would_have_had() {
    const FRAME: usize = 1 << 20;
    let world = World::new();
    for length in [0, 1, FRAME - 1, FRAME, FRAME + 1, 3 * FRAME, 3 * FRAME + 7] {
        let bytes = long(length);
        let (name, size) = stream(&world, &bytes).unwrap();
        assert_eq!(size, length as u64);
        assert_eq!(read(&world, &name).unwrap(), bytes, "{length}");
        assert_eq!(world.vault.blobs().get(&name).unwrap(), bytes, "{length}");
        assert_eq!(world.vault.blobs().put(&bytes).unwrap(), name, "whichever way it came, it is kept once");
        assert_eq!(stream(&world, &bytes).unwrap().0, name);
    }
    assert_eq!(world.vault.blobs().names().unwrap().len(), 7);
    let on_disk = std::fs::read(blob_path(&world, &stream(&world, &long(2 * FRAME)).unwrap().0)).unwrap();
    let plain = long(2 * FRAME);
    assert!(
        !on_disk.windows(64).step_by(7).any(|window| plain.starts_with(window)),
        "nothing of it can be read"
    );
    assert!(world.vault.doctor().unwrap().is_sound());
}

fn blob_path(world: &World, name: &str) -> std::path::PathBuf {
    world.dir.path().join("vault/blobs").join(name.get(..2).unwrap()).join(name)
}

// covers(DOCM-1)
#[test]
fn a_long_blob_that_was_changed_from_outside_does_not_pass() {
    const FRAME: usize = 1 << 20;
    const SEALED: usize = FRAME + 40;
    const HEAD: usize = 32;
    let world = World::new();
    let name = stream(&world, &long(3 * FRAME + 7)).unwrap().0;
    let other = stream(&world, &long(4 * FRAME)).unwrap().0;
    let path = blob_path(&world, &name);
    let whole = std::fs::read(&path).unwrap();
    let mut bent = whole.clone();
    bent[HEAD + SEALED + 99] ^= 1;
    let frame = |n: usize| &whole[HEAD + n * SEALED..HEAD + (n + 1) * SEALED];
    let swapped = [&whole[..HEAD], frame(1), frame(0), &whole[HEAD + 2 * SEALED..]].concat();
    let cut = whole[..HEAD + 3 * SEALED].to_vec();
    let more = [whole.as_slice(), &[0]].concat();
    for (what, bytes) in [
        ("a bent bit", bent),
        ("frames in another order", swapped),
        ("its end is missing", cut),
        ("something behind its end", more),
        ("only its head", whole[..HEAD].to_vec()),
        ("another file under its name", std::fs::read(blob_path(&world, &other)).unwrap()),
    ] {
        std::fs::write(&path, bytes).unwrap();
        assert!(read(&world, &name).is_err(), "{what}");
        assert!(matches!(world.vault.blobs().get(&name), Err(VaultError::Tampered(_))), "{what}");
        assert!(!world.vault.doctor().unwrap().is_sound(), "{what}");
    }
    std::fs::write(&path, whole).unwrap();
    assert!(world.vault.doctor().unwrap().is_sound());
}

// covers(DOCM-1)
#[test]
fn of_a_long_blob_that_is_not_finished_nothing_is_left() {
    let world = World::new();
    let dir = world.dir.path().join("vault/blobs");
    let there = || std::fs::read_dir(&dir).unwrap().filter(|e| e.as_ref().unwrap().path().is_file()).count();
    let bytes = long(5 << 20);
    let stopped = world.vault.blobs().put_stream(
        bytes.as_slice(),
        |e| VaultError::io("source")(e),
        |so_far| if so_far > 3 << 20 { Err(VaultError::Closed) } else { Ok(()) },
    );
    assert!(matches!(stopped, Err(VaultError::Closed)));
    assert_eq!((there(), world.vault.blobs().names().unwrap().len()), (0, 0));

    /// Gives some megabytes, then breaks.
    struct Breaks(usize);
    impl std::io::Read for Breaks {
        fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
            if self.0 == 0 {
                return Err(std::io::ErrorKind::ConnectionReset.into());
            }
            let length = into.len().min(self.0);
            self.0 -= length;
            Ok(length)
        }
    }
    let broken = world.vault.blobs().put_stream(Breaks(3 << 20), |_| VaultError::NothingToUndo, |_| Ok(()));
    assert!(
        matches!(broken, Err(VaultError::NothingToUndo)),
        "what cannot be read is told as the reader says"
    );
    assert_eq!((there(), world.vault.blobs().names().unwrap().len()), (0, 0));

    // The program ended in the middle of one.
    std::fs::write(dir.join("0123.unfinished"), b"half").unwrap();
    let world = world.reopen();
    assert!(!world.dir.path().join("vault/blobs/0123.unfinished").exists());
}
