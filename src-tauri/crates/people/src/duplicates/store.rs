//! Reading the vault's living contacts and companies as the model compares them.

use std::collections::{HashMap, HashSet};

use rusqlite::{Connection, OptionalExtension, Row};
use satchel_kernel::{Id, Result};
use satchel_search::latin;
use satchel_vault::fault as broken;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::find::Twice;
use super::firm::{Firm, company};
use super::learning::{Lesson, Traits, log_odds};
use super::person::{Address, Person, generation, host};
use super::prospect::Prospect;
use super::weighing::{Chances, Frequencies};

/// A kind of record that may be there twice.
pub trait Looked: Twice + Clone + Default + Send + 'static {
    /// Its name.
    const KIND: &'static str;
    /// The living ones in the order of their ids, all or those of some ids; the same in every vault with the same records.
    fn read(conn: &Connection, of: Option<&[Id]>) -> Result<(Vec<Id>, Vec<Self>)>;
}

impl Looked for Person {
    const KIND: &'static str = "contact";

    fn read(conn: &Connection, of: Option<&[Id]>) -> Result<(Vec<Id>, Vec<Self>)> {
        people(conn, of.map(listed).as_deref())
    }
}

impl Looked for Firm {
    const KIND: &'static str = "company";

    fn read(conn: &Connection, of: Option<&[Id]>) -> Result<(Vec<Id>, Vec<Self>)> {
        firms(conn, of.map(listed).as_deref())
    }
}

impl Looked for Prospect {
    const KIND: &'static str = "lead";

    fn read(conn: &Connection, of: Option<&[Id]>) -> Result<(Vec<Id>, Vec<Self>)> {
        leads(conn, of.map(listed).as_deref())
    }
}

fn listed(ids: &[Id]) -> String {
    let ids: Vec<String> = ids.iter().map(|id| id.to_hex()).collect();
    json!(ids).to_string()
}

/// Rows of parts, each put to the record it belongs to.
struct Parts<'a, T> {
    conn: &'a Connection,
    of: Option<&'a str>,
    places: HashMap<[u8; 16], usize>,
    all: Vec<T>,
}

impl<T> Parts<'_, T> {
    fn add(&mut self, what: &str, put: impl Fn(&mut T, &Row<'_>) -> rusqlite::Result<()>) -> Result<()> {
        let sql = match self.of {
            Some(_) => format!("SELECT {what} AND owner_id IN (SELECT unhex(value) FROM json_each(?1))"),
            None => format!("SELECT {what} AND ?1 IS NULL"),
        };
        let (places, all) = (&self.places, &mut self.all);
        each(self.conn, &sql, [self.of], |row| {
            let owner: [u8; 16] = row.get(0)?;
            match places.get(&owner).and_then(|at| all.get_mut(*at)) {
                Some(one) => put(one, row),
                None => Ok(()),
            }
        })
    }
}

fn firms(conn: &Connection, of: Option<&str>) -> Result<(Vec<Id>, Vec<Firm>)> {
    let mut ids = Vec::new();
    let mut parts = Parts { conn, of, places: HashMap::new(), all: Vec::new() };
    let sql = "SELECT id, name FROM company
               WHERE deleted_ms IS NULL AND (?1 IS NULL OR id IN (SELECT unhex(value) FROM json_each(?1)))
               ORDER BY id";
    each(conn, sql, [of], |row| {
        let id: [u8; 16] = row.get(0)?;
        parts.places.insert(id, ids.len());
        ids.push(Id::from_bytes(id));
        parts.all.push(Firm::called(&text(row, 1)?));
        Ok(())
    })?;
    parts.add("owner_id, value_fold FROM company_domain WHERE value_fold <> ''", |firm, row| {
        firm.add_domain(&row.get::<_, String>(1)?);
        Ok(())
    })?;
    parts.add("owner_id, value_fold FROM company_email WHERE value_fold <> ''", |firm, row| {
        let email: String = row.get(1)?;
        firm.add_domain(host(&email));
        firm.emails.push(email);
        Ok(())
    })?;
    parts.add("owner_id, value, profile FROM company_link WHERE true", |firm, row| {
        firm.add_domain(&crate::companies::domain(&row.get::<_, String>(1)?));
        firm.links.extend(row.get::<_, Option<String>>(2)?);
        Ok(())
    })?;
    parts.add("owner_id, e164 FROM company_phone WHERE e164 IS NOT NULL", |firm, row| {
        firm.phones.push(row.get(1)?);
        Ok(())
    })?;
    parts.add(
        "owner_id, street, extended, city, postal_code FROM company_address WHERE true",
        |firm, row| {
            firm.addresses.push(address(row)?);
            Ok(())
        },
    )?;
    parts.add(
        "owner_id, f.name_fold, v.value_fold FROM company_field_value AS v JOIN field AS f ON f.id = v.id
         WHERE f.deleted_ms IS NULL AND v.value_fold IS NOT NULL",
        |firm, row| {
            firm.add_number(&row.get::<_, String>(1)?, &row.get::<_, String>(2)?);
            Ok(())
        },
    )?;
    Ok((ids, parts.all))
}

fn address(row: &Row<'_>) -> rusqlite::Result<Address> {
    let [street, extra, city, code] = [text(row, 1)?, text(row, 2)?, text(row, 3)?, text(row, 4)?];
    Ok(Address::new(&street, &extra, &city, &code))
}

fn people(conn: &Connection, of: Option<&str>) -> Result<(Vec<Id>, Vec<Person>)> {
    let mut ids = Vec::new();
    let mut parts = Parts { conn, of, places: HashMap::new(), all: Vec::new() };
    let sql = "SELECT id, given, family, nickname, display_name, middle, suffix FROM contact
               WHERE deleted_ms IS NULL AND (?1 IS NULL OR id IN (SELECT unhex(value) FROM json_each(?1)))
               ORDER BY id";
    each(conn, sql, [of], |row| {
        let id: [u8; 16] = row.get(0)?;
        parts.places.insert(id, ids.len());
        ids.push(Id::from_bytes(id));
        let (mut given, mut family) = (text(row, 1)?, text(row, 2)?);
        let whole = text(row, 4)?;
        if given.is_empty()
            && family.is_empty()
            && !whole.contains('@')
            && let Some((first, last)) = whole.rsplit_once(' ')
        {
            (given, family) = (first.to_owned(), last.to_owned());
        }
        let (nickname, middle) = (text(row, 3)?, text(row, 5)?);
        let generation = generation(&text(row, 6)?);
        parts.all.push(Person { given, family, nickname, middle, generation, ..Person::default() });
        Ok(())
    })?;
    parts.add("owner_id, value_fold FROM contact_email WHERE value_fold <> ''", |person, row| {
        person.emails.push(row.get(1)?);
        Ok(())
    })?;
    parts.add("owner_id, e164 FROM contact_phone WHERE e164 IS NOT NULL", |person, row| {
        person.phones.push(row.get(1)?);
        Ok(())
    })?;
    parts.add("owner_id, profile FROM contact_link WHERE profile IS NOT NULL", |person, row| {
        person.links.push(row.get(1)?);
        Ok(())
    })?;
    parts.add("owner_id, company FROM contact_job WHERE company IS NOT NULL", |person, row| {
        person.employers.push(company(&text(row, 1)?));
        Ok(())
    })?;
    parts.add("owner_id, value FROM contact_date WHERE label = 'birthday'", |person, row| {
        person.born = row.get(1)?;
        Ok(())
    })?;
    parts.add(
        "owner_id, street, extended, city, postal_code FROM contact_address WHERE true",
        |person, row| {
            person.addresses.push(address(row)?);
            Ok(())
        },
    )?;
    Ok((ids, parts.all))
}

/// Leads that are no contact yet.
fn leads(conn: &Connection, of: Option<&str>) -> Result<(Vec<Id>, Vec<Prospect>)> {
    let mut ids = Vec::new();
    let mut parts = Parts { conn, of, places: HashMap::new(), all: Vec::new() };
    let sql = "SELECT id, given, family, name, company, city, postal_code FROM lead
               WHERE deleted_ms IS NULL AND status <> 'converted'
                 AND (?1 IS NULL OR id IN (SELECT unhex(value) FROM json_each(?1)))
               ORDER BY id";
    each(conn, sql, [of], |row| {
        let id: [u8; 16] = row.get(0)?;
        parts.places.insert(id, ids.len());
        ids.push(Id::from_bytes(id));
        let (mut given, mut family) = (text(row, 1)?, text(row, 2)?);
        let (name, employer) = (text(row, 3)?, text(row, 4)?);
        // A lead without a name is called by what else is known.
        if given.is_empty()
            && family.is_empty()
            && name != employer
            && !name.contains('@')
            && let Some((first, last)) = name.rsplit_once(' ')
        {
            (given, family) = (first.to_owned(), last.to_owned());
        }
        let (city, code) = (text(row, 5)?, text(row, 6)?);
        let mut person = Person { given, family, ..Person::default() };
        if !employer.is_empty() {
            person.employers.push(company(&employer));
        }
        if !city.is_empty() || !code.is_empty() {
            person.addresses.push(Address::new("", "", &city, &code));
        }
        parts.all.push(Prospect(person));
        Ok(())
    })?;
    parts.add("owner_id, value_fold FROM lead_email WHERE value_fold <> ''", |lead, row| {
        lead.0.emails.push(row.get(1)?);
        Ok(())
    })?;
    parts.add("owner_id, e164 FROM lead_phone WHERE e164 IS NOT NULL", |lead, row| {
        lead.0.phones.push(row.get(1)?);
        Ok(())
    })?;
    Ok((ids, parts.all))
}

/// The contacts that leads were said not to be: lead and contact.
pub fn strangers(conn: &Connection) -> Result<HashSet<(Id, Id)>> {
    let mut pairs = HashSet::new();
    each(conn, "SELECT owner_id, contact_id FROM lead_distinct WHERE contact_id IS NOT NULL", (), |row| {
        pairs.insert((Id::from_bytes(row.get(0)?), Id::from_bytes(row.get(1)?)));
        Ok(())
    })?;
    Ok(pairs)
}

/// Remembers that a lead is not this contact.
pub fn set_strangers(conn: &Connection, lead: Id, contact: Id, now_ms: i64) -> Result<()> {
    let sql = "INSERT INTO lead_distinct (owner_id, id, position, contact_id, at_ms) SELECT ?1, ?2, 0, ?3, ?4
               WHERE NOT EXISTS (SELECT 1 FROM lead_distinct WHERE owner_id = ?1 AND contact_id = ?3)";
    conn.prepare_cached(sql)
        .and_then(|mut s| s.execute((lead.as_bytes(), Id::new().as_bytes(), contact.as_bytes(), now_ms)))
        .map(|_| ())
        .map_err(broken)
}

/// A text in Latin letters; empty where there is none.
fn text(row: &Row<'_>, at: usize) -> rusqlite::Result<String> {
    Ok(row.get::<_, Option<String>>(at)?.map(|text| latin(&text)).unwrap_or_default())
}

fn each(
    conn: &Connection,
    sql: &str,
    of: impl rusqlite::Params,
    mut tell: impl FnMut(&Row<'_>) -> rusqlite::Result<()>,
) -> Result<()> {
    let mut statement = conn.prepare(sql).map_err(broken)?;
    let mut rows = statement.query(of).map_err(broken)?;
    while let Some(row) = rows.next().map_err(broken)? {
        tell(row).map_err(broken)?;
    }
    Ok(())
}

/// The pairs that were said to be two.
pub fn distinct(conn: &Connection, kind: &str) -> Result<Vec<(Id, Id)>> {
    let mut pairs = Vec::new();
    each(
        conn,
        &format!("SELECT owner_id, {kind}_id FROM {kind}_distinct WHERE {kind}_id IS NOT NULL"),
        (),
        |row| {
            pairs.push((Id::from_bytes(row.get(0)?), Id::from_bytes(row.get(1)?)));
            Ok(())
        },
    )?;
    Ok(pairs)
}

/// The records of a kind that an import made or added to.
pub fn imported(conn: &Connection, kind: &str, import: Id) -> Result<HashSet<Id>> {
    let sql = "SELECT record_id FROM import_row
               WHERE import_id = ?1 AND record_kind = ?2 AND record_id IS NOT NULL
                 AND outcome IN ('created', 'updated')";
    let mut ids = HashSet::new();
    each(conn, sql, (import.as_bytes(), kind), |row| {
        ids.insert(Id::from_bytes(row.get(0)?));
        Ok(())
    })?;
    Ok(ids)
}

/// Remembers that two records are two, and what is to be learnt from it.
pub fn set_apart(conn: &Connection, kind: &str, (one, other): (Id, Id), now_ms: i64) -> Result<()> {
    let lesson = lesson(conn, kind, one, other)?;
    let sql = format!(
        "INSERT INTO {kind}_distinct (owner_id, id, position, {kind}_id, at_ms, lesson)
         SELECT ?1, ?2, 0, ?3, ?4, ?5
         WHERE NOT EXISTS (SELECT 1 FROM {kind}_distinct WHERE (owner_id = ?1 AND {kind}_id = ?3)
                                                            OR (owner_id = ?3 AND {kind}_id = ?1))"
    );
    conn.prepare_cached(&sql)
        .and_then(|mut s| s.execute((one.as_bytes(), Id::new().as_bytes(), other.as_bytes(), now_ms, lesson)))
        .map(|_| ())
        .map_err(broken)
}

/// A lesson as it is written down beside the answer, without whether the two were one.
#[derive(Serialize, Deserialize)]
struct Taught {
    /// The log odds of the shipped model.
    odds: f64,
    /// The codes of the traits.
    traits: Vec<String>,
}

/// What an answer to a pair teaches: the pair as it was looked at last. Nothing of one that was not offered.
pub fn lesson(conn: &Connection, kind: &str, one: Id, other: Id) -> Result<Option<String>> {
    let sql = "SELECT probability, traits FROM duplicate_pair
               WHERE kind = ifnull((SELECT stands FROM duplicate_state WHERE kind = ?1), ?1)
                 AND one = ?2 AND other = ?3";
    let (one, other) = (one.min(other), one.max(other));
    let found: Option<(f64, i64)> = conn
        .prepare_cached(sql)
        .and_then(|mut s| {
            let pair = (kind, one.as_bytes(), other.as_bytes());
            s.query_row(pair, |row| Ok((row.get(0)?, row.get(1)?))).optional()
        })
        .map_err(broken)?;
    Ok(found.map(|(probability, traits)| {
        let traits = Traits(traits.cast_unsigned()).codes().map(str::to_owned).collect();
        json!(Taught { odds: (log_odds(probability) * 100.0).round() / 100.0, traits }).to_string()
    }))
}

/// The latest answers about records of a kind, so many at most: merged is one, set apart is two. Those who were set apart and
/// became one after all were not two.
pub fn lessons(conn: &Connection, kind: &str, most: usize) -> Result<Vec<Lesson>> {
    let sql = format!(
        "SELECT lesson, is_one FROM (
             SELECT lesson, 1 AS is_one, at_ms, id FROM {kind}_merged WHERE lesson IS NOT NULL
             UNION ALL SELECT lesson, 0, at_ms, id FROM {kind}_distinct
               WHERE lesson IS NOT NULL AND {kind}_id IS NOT NULL
         ) ORDER BY at_ms DESC, id LIMIT ?1"
    );
    let mut lessons = Vec::new();
    each(conn, &sql, [i64::try_from(most).unwrap_or(i64::MAX)], |row| {
        let Ok(told) = serde_json::from_str::<Taught>(&row.get::<_, String>(0)?) else { return Ok(()) };
        let traits = Traits::named(told.traits.iter().map(String::as_str));
        lessons.push(Lesson { traits, odds: told.odds, is_one: row.get(1)? });
        Ok(())
    })?;
    Ok(lessons)
}

/// How what is kept is written down; of another one everything is made anew.
pub const FORMAT: i64 = 3;

/// What is kept of a kind beside the pairs.
#[derive(Debug)]
pub struct State {
    /// See [`FORMAT`].
    pub format: i64,
    /// The last change that is in it.
    pub seq: i64,
    /// The records it was made of, by place.
    pub ids: Vec<Id>,
    /// Those looked at again since, in order.
    pub moved: Vec<Id>,
    /// How often values occur that several share.
    pub counts: Frequencies,
    /// What is to be said of any pair.
    pub chances: Chances,
    /// How many bits of a key say in which block it stands.
    pub bits: u32,
    /// Up to which place pairs were weighed.
    pub position: u32,
    /// The name under which its blocks and pairs stand.
    pub stands: String,
}

impl State {
    /// In which block a key stands.
    pub fn block(&self, key: u64) -> i64 {
        block_of(key, self.bits)
    }
}

/// In which block a key stands that is told by so many bits.
pub fn block_of(key: u64, bits: u32) -> i64 {
    i64::try_from(key.checked_shr(64 - bits).unwrap_or(0)).unwrap_or(0)
}

/// What is made stands beside what is known: the other one of the two names that a kind's blocks and pairs may stand under.
pub fn beside(kind: &str, stands: &str) -> String {
    if stands == kind { format!("+{kind}") } else { kind.to_owned() }
}

/// The name under which the blocks and pairs of a kind stand, if everybody was looked at.
pub fn stands(conn: &Connection, kind: &str) -> Result<Option<String>> {
    one(conn, "SELECT stands FROM duplicate_state WHERE kind = ?1 AND format = ?2", (kind, FORMAT))
}

/// The last change that is in what is kept of a kind.
pub fn seq(conn: &Connection, kind: &str) -> Result<Option<i64>> {
    one(conn, "SELECT seq FROM duplicate_state WHERE kind = ?1 AND format = ?2", (kind, FORMAT))
}

/// How often values occur, as it is kept.
pub fn counts(conn: &Connection, kind: &str) -> Result<Frequencies> {
    let sql = "SELECT counts FROM duplicate_state WHERE kind = ?1 AND format = ?2";
    let bytes: Option<Vec<u8>> = one(conn, sql, (kind, FORMAT))?;
    Ok(bytes.and_then(|bytes| Frequencies::of_bytes(&bytes)).unwrap_or_default())
}

fn one<T: rusqlite::types::FromSql>(
    conn: &Connection,
    sql: &str,
    of: impl rusqlite::Params,
) -> Result<Option<T>> {
    conn.prepare_cached(sql).and_then(|mut s| s.query_row(of, |row| row.get(0)).optional()).map_err(broken)
}

/// Ids out of bytes.
pub fn ids_of(bytes: &[u8]) -> Vec<Id> {
    bytes.chunks_exact(16).filter_map(Id::from_slice).collect()
}

/// And as such.
pub fn bytes_of(ids: &[Id]) -> Vec<u8> {
    ids.iter().flat_map(|id| *id.as_bytes()).collect()
}

/// What is kept under a name, if it can be read.
pub fn state(conn: &Connection, name: &str) -> Result<Option<State>> {
    let sql = "SELECT format, seq, ids, moved, counts, chances, bits, position, stands FROM duplicate_state
               WHERE kind = ?1 AND format = ?2";
    let read = |row: &Row<'_>| {
        let counts = Frequencies::of_bytes(row.get_ref(4)?.as_blob().unwrap_or_default());
        let chances = serde_json::from_str(&row.get::<_, String>(5)?).ok();
        let Some((counts, chances)) = counts.zip(chances) else { return Ok(None) };
        Ok(Some(State {
            format: row.get(0)?,
            seq: row.get(1)?,
            ids: ids_of(row.get_ref(2)?.as_blob().unwrap_or_default()),
            moved: ids_of(row.get_ref(3)?.as_blob().unwrap_or_default()),
            counts,
            chances,
            bits: row.get(6)?,
            position: row.get(7)?,
            stands: row.get(8)?,
        }))
    };
    let found = conn.prepare_cached(sql).and_then(|mut s| s.query_row((name, FORMAT), read).optional());
    Ok(found.map_err(broken)?.flatten())
}

/// Writes it down.
pub fn put_state(conn: &Connection, name: &str, state: &State) -> Result<()> {
    let sql =
        "INSERT INTO duplicate_state (kind, format, seq, ids, moved, counts, chances, bits, position, stands)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
    let chances = json!(state.chances).to_string();
    let (ids, moved, counts) = (bytes_of(&state.ids), bytes_of(&state.moved), state.counts.bytes());
    conn.prepare_cached(sql)
        .and_then(|mut s| {
            s.execute((
                name,
                state.format,
                state.seq,
                ids,
                moved,
                counts,
                chances,
                state.bits,
                state.position,
                &state.stands,
            ))
        })
        .map(|_| ())
        .map_err(broken)
}

/// Writes down up to which change it is, and who was looked at again.
pub fn put_seq(conn: &Connection, name: &str, state: &State) -> Result<()> {
    let sql = "UPDATE duplicate_state SET seq = ?2, moved = ?3 WHERE kind = ?1";
    conn.prepare_cached(sql)
        .and_then(|mut s| s.execute((name, state.seq, bytes_of(&state.moved))))
        .map(|_| ())
        .map_err(broken)
}

/// Writes down how far the weighing is.
pub fn put_position(conn: &Connection, name: &str, position: u32) -> Result<()> {
    conn.prepare_cached("UPDATE duplicate_state SET position = ?2 WHERE kind = ?1")
        .and_then(|mut s| s.execute((name, position)))
        .map(|_| ())
        .map_err(broken)
}

/// Forgets what is kept under a name beside the pairs and blocks.
pub fn drop_state(conn: &Connection, name: &str) -> Result<()> {
    conn.execute("DELETE FROM duplicate_state WHERE kind = ?1", [name]).map(|_| ()).map_err(broken)
}

/// Throws some of the pairs and blocks away that stand under a name; whether there were any.
pub fn clear_some(conn: &Connection, name: &str) -> Result<bool> {
    let pairs = "DELETE FROM duplicate_pair WHERE kind = ?1 AND one <= ifnull(
                     (SELECT one FROM duplicate_pair WHERE kind = ?1 ORDER BY one LIMIT 1 OFFSET 5000),
                     (SELECT max(one) FROM duplicate_pair WHERE kind = ?1))";
    let blocks = "DELETE FROM duplicate_block WHERE kind = ?1 AND block <
                      (SELECT min(block) FROM duplicate_block WHERE kind = ?1) + 256";
    let mut gone = 0;
    for sql in [pairs, blocks] {
        gone += conn.execute(sql, [name]).map_err(broken)?;
    }
    Ok(gone > 0)
}

/// Says that what was made is what is known; how many pairs it has.
pub fn promote(conn: &Connection, from: &str, to: &str) -> Result<u64> {
    drop_state(conn, to)?;
    conn.execute("UPDATE duplicate_state SET kind = ?2 WHERE kind = ?1", (from, to)).map_err(broken)?;
    many_pairs(conn, to)
}

/// How many pairs of a kind are kept.
pub fn many_pairs(conn: &Connection, kind: &str) -> Result<u64> {
    let sql = "SELECT count(*) FROM duplicate_pair
               WHERE kind = (SELECT stands FROM duplicate_state WHERE kind = ?1)";
    let many: Option<i64> = one(conn, sql, [kind])?;
    Ok(many.and_then(|many| u64::try_from(many).ok()).unwrap_or(0))
}

/// The entries of a block, in order.
pub fn block(conn: &Connection, name: &str, block: i64) -> Result<Vec<u64>> {
    let sql = "SELECT keys FROM duplicate_block WHERE kind = ?1 AND block = ?2";
    let bytes: Option<Vec<u8>> = conn
        .prepare_cached(sql)
        .and_then(|mut s| s.query_row((name, block), |row| row.get(0)).optional())
        .map_err(broken)?;
    let bytes = bytes.unwrap_or_default();
    Ok(bytes.as_chunks().0.iter().map(|entry| u64::from_le_bytes(*entry)).collect())
}

/// Writes a block down.
pub fn put_block(conn: &Connection, name: &str, block: i64, entries: &[u64]) -> Result<()> {
    let bytes: Vec<u8> = entries.iter().flat_map(|entry| entry.to_le_bytes()).collect();
    conn.prepare_cached("INSERT INTO duplicate_block (kind, block, keys) VALUES (?1, ?2, ?3)")
        .and_then(|mut s| s.execute((name, block, bytes)))
        .map(|_| ())
        .map_err(broken)
}

/// A pair as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// The record with the smaller id.
    pub one: Id,
    /// The other one.
    pub other: Id,
    /// How likely the model as shipped holds it to be one.
    pub probability: f64,
    /// What speaks for it and against.
    pub traits: Traits,
}

/// Writes pairs down; one that is there is what it is now.
pub fn put_pairs(conn: &Connection, name: &str, pairs: &[Kept]) -> Result<()> {
    let sql = "INSERT INTO duplicate_pair (kind, one, other, probability, traits) VALUES (?1, ?2, ?3, ?4, ?5)
               ON CONFLICT (kind, one, other)
               DO UPDATE SET probability = excluded.probability, traits = excluded.traits";
    let mut statement = conn.prepare_cached(sql).map_err(broken)?;
    for Kept { one, other, probability, traits } in pairs {
        let traits = traits.0.cast_signed();
        statement.execute((name, one.as_bytes(), other.as_bytes(), probability, traits)).map_err(broken)?;
    }
    Ok(())
}

/// Throws the pairs of some records away.
pub fn drop_pairs(conn: &Connection, name: &str, of: &[Id]) -> Result<()> {
    for side in ["one", "other"] {
        let sql = format!("DELETE FROM duplicate_pair WHERE kind = ?1 AND {side} = ?2");
        let mut statement = conn.prepare_cached(&sql).map_err(broken)?;
        for id in of {
            statement.execute((name, id.as_bytes())).map_err(broken)?;
        }
    }
    Ok(())
}

/// The pairs of living records of at least this probability, the likeliest first. Where what is kept is as of now it is of
/// living records alone, and they are not asked for.
pub fn pairs(conn: &Connection, kind: &str, least: f64, is_now: bool) -> Result<Vec<Kept>> {
    let mut pairs = Vec::new();
    let living =
        |side: &str| format!("AND EXISTS (SELECT 1 FROM {kind} WHERE id = p.{side} AND deleted_ms IS NULL)");
    let living = if is_now { String::new() } else { format!("{} {}", living("one"), living("other")) };
    let sql = format!(
        "SELECT p.one, p.other, p.probability, p.traits FROM duplicate_pair AS p
         WHERE p.kind = ifnull((SELECT stands FROM duplicate_state WHERE kind = ?1), ?1)
           AND p.probability >= ?2 {living}
         ORDER BY p.probability DESC"
    );
    each(conn, &sql, (kind, least), |row| {
        pairs.push(Kept {
            one: Id::from_bytes(row.get(0)?),
            other: Id::from_bytes(row.get(1)?),
            probability: row.get(2)?,
            traits: Traits(row.get::<_, i64>(3)?.cast_unsigned()),
        });
        Ok(())
    })?;
    Ok(pairs)
}

/// How many living records of a kind there are.
pub fn count(conn: &Connection, kind: &str) -> Result<u64> {
    let sql = format!("SELECT count(*) FROM {kind} WHERE deleted_ms IS NULL");
    let count: i64 = conn.query_row(&sql, [], |row| row.get(0)).map_err(broken)?;
    Ok(u64::try_from(count).unwrap_or(0))
}

/// The next living records of a kind, in the order of their ids.
pub fn after(conn: &Connection, kind: &str, after: Option<Id>, most: usize) -> Result<Vec<Id>> {
    let mut ids = Vec::new();
    let sql = format!("SELECT id FROM {kind} WHERE deleted_ms IS NULL AND id > ?1 ORDER BY id LIMIT ?2");
    let after = after.map(|id| id.as_bytes().to_vec()).unwrap_or_default();
    each(conn, &sql, (after, i64::try_from(most).unwrap_or(i64::MAX)), |row| {
        ids.push(Id::from_bytes(row.get(0)?));
        Ok(())
    })?;
    Ok(ids)
}
