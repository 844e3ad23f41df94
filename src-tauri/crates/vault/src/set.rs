//! The row of a change set: made when a write begins, brought up to date slice by slice, sealed into the chain.

use rusqlite::{Connection, OptionalExtension};
use satchel_kernel::Id;
use satchel_kernel::clock::Hlc;

use crate::act::Act;
use crate::chain::{self, Digest, Head, Link};
use crate::error::{Result, VaultError};
use crate::secret::random;

/// A change set on its way into the log.
#[derive(Clone)]
pub(crate) struct SetRow {
    pub(crate) seq: i64,
    pub(crate) id: Id,
    at_ms: i64,
    hlc: Hlc,
    act: Act,
    pub(crate) undoes: Option<Id>,
    only_record: Option<Id>,
    salt: Option<[u8; 16]>,
    digest: Digest,
    first_seq: Option<i64>,
    last_seq: Option<i64>,
    records: i64,
}

/// What a set undoes: the set, and the one record it is limited to.
#[derive(Clone, Copy, Default)]
pub(crate) struct Undoes {
    pub(crate) set: Option<Id>,
    pub(crate) only: Option<Id>,
}

/// How many sets may follow one from the other. Somebody's own act is the first; what goes on longer than this goes
/// round in a circle.
const DEEPEST: usize = 16;

/// Refuses a set whose cause was caused too often.
fn within_depth(conn: &Connection, cause: Option<Id>) -> Result<()> {
    let (mut above, mut deep) = (cause, 0);
    while let Some(id) = above {
        deep += 1;
        if deep >= DEEPEST {
            return Err(VaultError::CauseTooDeep(id));
        }
        above = conn
            .prepare_cached("SELECT cause FROM change_set WHERE id = ?1")?
            .query_row([id.as_bytes()], |row| Ok(row.get::<_, Option<[u8; 16]>>(0)?.map(Id::from_bytes)))
            .optional()?
            .flatten();
    }
    Ok(())
}

impl SetRow {
    /// A set that is not in the log yet.
    pub(crate) fn new(conn: &Connection, act: &Act, undoes: Undoes, clock: Hlc, device: Id) -> Result<Self> {
        within_depth(conn, act.cause)?;
        let seq: i64 = conn
            .prepare_cached("SELECT coalesce(max(seq), 0) + 1 FROM change_set")?
            .query_row([], |row| row.get(0))?;
        let at_ms = crate::vault::now_ms();
        let (id, hlc) = (Id::new(), clock.tick(at_ms));
        let mut salt = [0; 16];
        random(&mut salt)?;
        let mut set = Self {
            seq,
            id,
            at_ms,
            hlc,
            act: act.clone(),
            undoes: undoes.set,
            only_record: undoes.only,
            salt: Some(salt),
            digest: Digest::default(),
            first_seq: None,
            last_seq: None,
            records: 0,
        };
        set.digest = set.head(device);
        Ok(set)
    }

    /// Where the digest of the set starts, before its first change.
    fn head(&self, device: Id) -> Digest {
        let bytes = |id: &'_ Option<Id>| id.map(|i| *i.as_bytes());
        let (cause, undoes, only) = (bytes(&self.act.cause), bytes(&self.undoes), bytes(&self.only_record));
        chain::start(&Head {
            id: self.id.as_bytes(),
            device: device.as_bytes(),
            hlc: self.hlc.as_i64(),
            at_ms: self.at_ms,
            actor: &self.act.actor,
            command: &self.act.command,
            label: &self.act.label,
            cause: cause.as_ref().map(<[u8; 16]>::as_slice),
            undoes: undoes.as_ref().map(<[u8; 16]>::as_slice),
            only_record: only.as_ref().map(<[u8; 16]>::as_slice),
            salt: self.salt.as_ref().map(<[u8; 16]>::as_slice),
        })
    }

    /// Gives a set that has no change yet another name.
    pub(crate) fn rename(&mut self, label: String, device: Id) {
        self.act.label = label;
        self.digest = self.head(device);
    }

    /// Whether nothing was written in it.
    pub(crate) const fn is_empty(&self) -> bool {
        self.first_seq.is_none()
    }

    /// Takes a set that wrote nothing out of the log again.
    pub(crate) fn remove(&self, conn: &Connection) -> Result<()> {
        conn.prepare_cached("DELETE FROM change_set WHERE seq = ?1")?.execute([self.seq])?;
        Ok(())
    }

    /// A set that is staged or open in the log.
    pub(crate) fn load(conn: &Connection, id: Id) -> Result<(Self, String)> {
        conn.query_row(
            "SELECT seq, at_ms, hlc, actor, command, label, cause, undoes, only_record, digest, first_seq, last_seq,
                    records, state, salt
             FROM change_set WHERE id = ?1",
            [id.as_bytes()],
            |row| {
                let id_at = |at| -> rusqlite::Result<Option<Id>> {
                    Ok(row.get::<_, Option<Vec<u8>>>(at)?.and_then(|b| Id::from_slice(&b)))
                };
                let act = Act { actor: row.get(3)?, command: row.get(4)?, label: row.get(5)?, cause: id_at(6)? };
                let set = Self {
                    seq: row.get(0)?,
                    id,
                    at_ms: row.get(1)?,
                    hlc: Hlc::from_i64(row.get(2)?),
                    act,
                    undoes: id_at(7)?,
                    only_record: id_at(8)?,
                    digest: row.get(9)?,
                    first_seq: row.get(10)?,
                    last_seq: row.get(11)?,
                    records: row.get(12)?,
                    salt: row.get(14)?,
                };
                Ok((set, row.get(13)?))
            },
        )
        .optional()?
        .ok_or(VaultError::UnknownSet(id))
    }

    /// A large write that was abandoned from elsewhere must not go on.
    pub(crate) fn must_be_open(&self, conn: &Connection) -> Result<()> {
        let state: String = conn
            .prepare_cached("SELECT state FROM change_set WHERE seq = ?1")?
            .query_row([self.seq], |row| row.get(0))?;
        if state == "open" { Ok(()) } else { Err(VaultError::State { id: self.id, state }) }
    }

    pub(crate) const fn hlc(&self) -> Hlc {
        self.hlc
    }

    pub(crate) const fn digest(&self) -> &Digest {
        &self.digest
    }

    /// Takes one more change into the digest.
    pub(crate) fn take(&mut self, link: &Link<'_>) {
        self.digest = chain::extend(&self.digest, link);
    }

    /// Counts what a transaction added: its changes from `first` to `last`, and how many records they touched.
    pub(crate) fn grow(&mut self, first: i64, last: i64, records: usize) {
        self.first_seq = self.first_seq.or(Some(first));
        self.last_seq = Some(last);
        self.records += i64::try_from(records).unwrap_or(i64::MAX);
    }

    /// Enters the set into the log, with its place in the chain if it is sealed.
    pub(crate) fn insert(
        &self,
        conn: &Connection,
        device: Id,
        state: &str,
        sealed: Option<(i64, Option<&Digest>, &Digest)>,
    ) -> Result<()> {
        let id = |id: Option<Id>| id.map(|i| *i.as_bytes());
        conn.prepare_cached(
            "INSERT INTO change_set (seq, id, device, hlc, actor, command, label, cause, undoes, only_record, state,
                                     at_ms, first_seq, last_seq, records, digest, chain_place, prev_hash, hash, salt)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)",
        )?
        .execute(rusqlite::params![
            self.seq,
            self.id.as_bytes(),
            device.as_bytes(),
            self.hlc.as_i64(),
            self.act.actor,
            self.act.command,
            self.act.label,
            id(self.act.cause),
            id(self.undoes),
            id(self.only_record),
            state,
            self.at_ms,
            self.first_seq,
            self.last_seq,
            self.records,
            self.digest,
            sealed.map(|(place, _, _)| place),
            sealed.and_then(|(_, previous, _)| previous),
            sealed.map(|(_, _, hash)| hash),
            self.salt,
        ])?;
        Ok(())
    }

    /// Brings the row of an open set up to date after a slice.
    pub(crate) fn update(&self, conn: &Connection) -> Result<()> {
        conn.prepare_cached(
            "UPDATE change_set SET digest = ?2, first_seq = ?3, last_seq = ?4, records = ?5 WHERE seq = ?1",
        )?
        .execute(rusqlite::params![
            self.seq,
            self.digest,
            self.first_seq,
            self.last_seq,
            self.records
        ])?;
        Ok(())
    }

    /// Ends an open set: its place in the chain, and `sealed` or `undone`.
    pub(crate) fn seal(
        &self,
        conn: &Connection,
        state: &str,
        head: Option<(i64, Digest)>,
    ) -> Result<(i64, Digest)> {
        let place = head.map_or(1, |(place, _)| place + 1);
        let previous = head.map(|(_, hash)| hash);
        let hash = chain::seal(previous.as_ref(), &self.digest);
        conn.prepare_cached(
            "UPDATE change_set SET state = ?2, chain_place = ?3, prev_hash = ?4, hash = ?5 WHERE seq = ?1",
        )?
        .execute(rusqlite::params![self.seq, state, place, previous, hash])?;
        Ok((place, hash))
    }
}
