//! The figures of decision pages 0001 and 0002.
//!
//! `cargo run --release -p satchel-vault --example figures -- 100000 3` prints, per round, how fast contacts with seven
//! parts each go through a large write, beside the same rows inserted bare into an encrypted file without log or vault,
//! in the same slices and settings; then, once, what opening, editing, looking back and undoing cost in that vault.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::indexing_slicing)] // a measurement, run by hand

use std::time::Instant;

use rusqlite::Connection;
use satchel_kernel::Id;
use satchel_vault::{Act, NewKeys, SLICE, Unlock, Vault, VaultError, What, changes, rusqlite};

fn main() {
    let count: usize = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(100_000);
    let rounds: usize = std::env::args().nth(2).and_then(|n| n.parse().ok()).unwrap_or(3);
    for round in 1..=rounds {
        let begun = cpu();
        let (bare, bare_size) = bare(count);
        let between = cpu();
        let (logged, longest, size) = logged(count);
        let (bare_cpu, logged_cpu) = (between - begun, cpu() - between);
        println!(
            "round {round}: bare {:.0}/s ({:.1} us cpu each, {} MB), vault {:.0}/s ({:.1} us cpu each, {} MB, longest \
             slice {:.2} s), ratio {:.2}, of cpu {:.2}",
            count as f64 / bare,
            bare_cpu * 1e6 / count as f64,
            bare_size >> 20,
            count as f64 / logged,
            logged_cpu * 1e6 / count as f64,
            size >> 20,
            longest,
            logged / bare,
            logged_cpu / bare_cpu,
        );
    }
    going_back(count);
    keys();
}

/// What the log costs and gives afterwards, in a vault of `count` contacts.
fn going_back(count: usize) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("vault");
    let vault = Vault::throwaway_with(&path, &declared()).unwrap();
    let set = import(&vault, count).0;
    vault.lock();
    let vault = timed("open", || Vault::reopen_throwaway(&path).unwrap());
    let ids: Vec<Id> = vault
        .read(|c| {
            let mut ids = c.prepare("SELECT id FROM person ORDER BY id LIMIT 2000")?;
            let ids = ids.query_map([], |r| Ok(Id::from_bytes(r.get(0)?)))?;
            Ok::<_, VaultError>(ids.collect::<rusqlite::Result<_>>()?)
        })
        .unwrap();
    let act = Act::new("owner", "contacts.patch", "Change a name");
    let mut edits = Vec::new();
    for id in ids.iter().take(500) {
        let begun = Instant::now();
        let edit = vault.write(&act, |tx| {
            Ok::<_, VaultError>(
                tx.execute("UPDATE person SET given = 'Edited' WHERE id = ?1", [id.as_bytes()])?,
            )
        });
        edit.unwrap();
        edits.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    edits.sort_by(f64::total_cmp);
    println!("edit: p50 {:.2} ms, p99 {:.2} ms", edits[250], edits[494]);
    timed("history of 1,000 records", || {
        for id in &ids[..1_000] {
            vault.read(|c| changes::history(c, "person", *id, None, 20)).unwrap();
        }
    });
    timed("1,000 records as of the import", || {
        for id in &ids[..1_000] {
            vault.read(|c| changes::record_as_of(c, "person", *id, count as i64)).unwrap().unwrap();
        }
    });
    timed("verify the chain", || assert!(vault.read(changes::verify_chain).unwrap().faults.is_empty()));
    let report = timed("undo of the import", || vault.undo(What::Set(set), None, &act).unwrap());
    println!("  {} taken back, {} kept", report.restored, report.kept.len());
    let report = timed("redo of the import", || vault.redo(&act).unwrap());
    println!("  {} brought back", report.restored);
    timed("doctor", || assert!(vault.doctor().unwrap().is_sound()));
}

/// What a passphrase costs.
fn keys() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("vault");
    let keys = NewKeys { passphrase: Some("correct horse battery".into()), keychain: false };
    timed("create with a passphrase", || Vault::create(&path, keys).unwrap().lock());
    timed("open with a passphrase", || {
        Vault::open(&path, Unlock::Passphrase("correct horse battery".into())).unwrap().lock();
    });
}

fn timed<T>(what: &str, body: impl FnOnce() -> T) -> T {
    let (begun, cpu_begun) = (Instant::now(), cpu());
    let value = body();
    println!(
        "{what}: {:.0} ms ({:.0} ms cpu)",
        begun.elapsed().as_secs_f64() * 1e3,
        (cpu() - cpu_begun) * 1e3
    );
    value
}

/// Processor seconds of this process so far: on a busy machine the honest figure.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<f64> =
        stat.rsplit(')').next().unwrap_or_default().split(' ').filter_map(|f| f.parse().ok()).collect();
    fields.get(10..12).map_or(0.0, |ticks| ticks.iter().sum::<f64>() / 100.0)
}

fn bare(count: usize) -> (f64, u64) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("bare.db");
    let mut conn = Connection::open(&path).unwrap();
    conn.execute_batch(&format!("PRAGMA key = \"x'{}'\"", "07".repeat(32))).unwrap();
    conn.execute_batch(
        "PRAGMA journal_mode = wal; PRAGMA synchronous = full; PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536;
         PRAGMA recursive_triggers = ON; PRAGMA cell_size_check = ON; PRAGMA journal_size_limit = 67108864;",
    )
    .unwrap();
    conn.execute_batch(TABLES).unwrap();
    let begun = Instant::now();
    for first in (0..count).step_by(SLICE) {
        let tx = conn.transaction().unwrap();
        for n in first..(first + SLICE).min(count) {
            insert(&tx, n).unwrap();
        }
        tx.commit().unwrap();
    }
    (begun.elapsed().as_secs_f64(), std::fs::metadata(&path).unwrap().len())
}

fn logged(count: usize) -> (f64, f64, u64) {
    let dir = tempfile::tempdir().unwrap();
    let vault = Vault::throwaway_with(&dir.path().join("vault"), &declared()).unwrap();
    let begun = Instant::now();
    let (_, longest) = import(&vault, count);
    let took = begun.elapsed().as_secs_f64();
    vault.lock();
    (took, longest, std::fs::metadata(dir.path().join("vault/vault.db")).unwrap().len())
}

fn import(vault: &Vault, count: usize) -> (Id, f64) {
    let mut large = vault.large(&Act::new("owner", "imports.start", "Import")).unwrap();
    let (set, mut longest) = (large.set(), 0_f64);
    for first in (0..count).step_by(SLICE) {
        let slice = Instant::now();
        large
            .slice(|tx| {
                (first..(first + SLICE).min(count)).try_for_each(|n| Ok::<_, VaultError>(insert(tx, n)?))
            })
            .unwrap();
        longest = longest.max(slice.elapsed().as_secs_f64());
    }
    large.seal().unwrap();
    (set, longest)
}

const GIVEN: [&str; 8] = ["Ada", "Grace", "Jürgen", "Ольга", "María", "Chidi", "Yuki", "Noor"];
const FAMILY: [&str; 8] = ["Lovelace", "Hopper", "Müller", "Иванова", "García", "Okafor", "Tanaka", "Haddad"];

/// Tables of the shape of contacts, so that a change of the real ones does not move the figure.
const TABLES: &str = r#"
CREATE TABLE person (
    id BLOB PRIMARY KEY, name TEXT NOT NULL, name_fold TEXT NOT NULL, name_sort TEXT NOT NULL, prefix TEXT, given TEXT,
    middle TEXT, family TEXT, family_fold TEXT, family_sort TEXT, suffix TEXT, nickname TEXT, company TEXT,
    company_fold TEXT, company_sort TEXT, title TEXT, photo TEXT, source TEXT, created_ms INTEGER NOT NULL,
    modified_ms INTEGER NOT NULL, deleted_ms INTEGER
) STRICT;
CREATE INDEX person_by_name ON person (name_sort, id);
CREATE TABLE person_email (
    owner_id BLOB NOT NULL REFERENCES person (id) ON DELETE CASCADE, id BLOB NOT NULL, position INTEGER NOT NULL,
    label TEXT, value TEXT NOT NULL, value_fold TEXT NOT NULL, PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_email_by_value ON person_email (value_fold);
CREATE TABLE person_phone (
    owner_id BLOB NOT NULL REFERENCES person (id) ON DELETE CASCADE, id BLOB NOT NULL, position INTEGER NOT NULL,
    label TEXT, value TEXT NOT NULL, e164 TEXT, extension TEXT, PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_phone_by_e164 ON person_phone (e164) WHERE e164 IS NOT NULL;
CREATE TABLE person_address (
    owner_id BLOB NOT NULL REFERENCES person (id) ON DELETE CASCADE, id BLOB NOT NULL, position INTEGER NOT NULL,
    label TEXT, street TEXT, city TEXT, city_fold TEXT, region TEXT, postal_code TEXT, country TEXT,
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE person_job (
    owner_id BLOB NOT NULL REFERENCES person (id) ON DELETE CASCADE, id BLOB NOT NULL, position INTEGER NOT NULL,
    company TEXT, company_fold TEXT, title TEXT, PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE person_tag (
    owner_id BLOB NOT NULL REFERENCES person (id) ON DELETE CASCADE, id BLOB NOT NULL, position INTEGER NOT NULL,
    value TEXT NOT NULL, value_fold TEXT NOT NULL, PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_tag_by_value ON person_tag (value_fold);
"#;

fn declared() -> String {
    let parts = ["email", "phone", "address", "job", "tag"]
        .map(|p| format!(", ('person_{p}', 'part', NULL, 'person')"));
    format!(
        "{TABLES} INSERT INTO declared_table VALUES ('person', 'record', 'person', NULL){};",
        parts.concat()
    )
}

fn insert(conn: &Connection, n: usize) -> rusqlite::Result<()> {
    let (given, family) = (GIVEN[n % 8], FAMILY[(n / 8) % 8]);
    let family = format!("{family}{n}");
    let (id, name) = (Id::new(), format!("{given} {family}"));
    let (fold, sort) = (name.to_lowercase(), "2a3c".repeat(name.len() / 2));
    let company = format!("Company {}", n % 5_000);
    conn.prepare_cached(
        "INSERT INTO person (id, name, name_fold, name_sort, given, family, family_fold,
             family_sort, company, company_fold, company_sort, title, source, created_ms, modified_ms)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?14)",
    )?
    .execute(rusqlite::params![
        id.as_bytes(),
        name,
        fold,
        sort,
        given,
        family,
        family.to_lowercase(),
        sort,
        company,
        company.to_lowercase(),
        "2a3c2b1d4e5f",
        "Sales manager",
        "google",
        1_760_000_000_000_i64
    ])?;
    let mut email = conn.prepare_cached(
        "INSERT INTO person_email (owner_id, id, position, label, value, value_fold)
         VALUES (?1, ?2, ?3, 'work', ?4, ?4)",
    )?;
    for at in 0..2 {
        email.execute((
            id.as_bytes(),
            Id::new().as_bytes(),
            at,
            format!("person{n}.{at}@example{}.org", n % 5_000),
        ))?;
    }
    let mut phone = conn.prepare_cached(
        "INSERT INTO person_phone (owner_id, id, position, label, value, e164)
         VALUES (?1, ?2, ?3, 'mobile', ?4, ?5)",
    )?;
    for at in 0..2 {
        let (typed, e164) = (format!("0151 {n:07}{at}"), format!("+49151{n:07}{at}"));
        phone.execute((id.as_bytes(), Id::new().as_bytes(), at, typed, e164))?;
    }
    conn.prepare_cached(
        "INSERT INTO person_address (owner_id, id, position, label, street, city, city_fold, postal_code, country)
         VALUES (?1, ?2, 0, 'work', ?3, 'Berlin', 'berlin', '10115', 'Germany')",
    )?
    .execute((id.as_bytes(), Id::new().as_bytes(), format!("Hauptstraße {n}")))?;
    conn.prepare_cached(
        "INSERT INTO person_job (owner_id, id, position, company, company_fold, title)
         VALUES (?1, ?2, 0, ?3, ?4, 'Sales manager')",
    )?
    .execute((id.as_bytes(), Id::new().as_bytes(), &company, company.to_lowercase()))?;
    conn.prepare_cached(
        "INSERT INTO person_tag (owner_id, id, position, value, value_fold) VALUES (?1, ?2, 0, 'fair 2025', 'fair 2025')",
    )?
    .execute((id.as_bytes(), Id::new().as_bytes()))?;
    Ok(())
}
