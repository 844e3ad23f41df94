//! Who is known already: in the vault, and among the earlier rows of the same import.
//!
//! Earlier rows are remembered by 64-bit digests of their keys, so a million of them take some tens of megabytes; the
//! digest is keyed, so nobody can craft two rows that collide. A row that says to the letter what an imported row said
//! is that row again, whatever the seller did with its record since: importing a file twice changes nothing.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};

use satchel_feature::Record;
use satchel_feature::records::{self, Compiled, Missing, Registry, RuleCx, part, text};
use satchel_kernel::text::fold;
use satchel_kernel::{Id, Result};
use satchel_vault::Connection;
use serde_json::Value;

use super::convert::Incoming;
use super::leads::LEAD;
use super::receipt::Likely;
use super::store;
use crate::contacts::commands::name_of;
use crate::contacts::keys::{self, Name};
use crate::contacts::store::{Candidate, Key, by_key};
use crate::planted;

/// A row's match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// Nobody.
    New,
    /// A record of the vault.
    InVault(Id),
    /// A record that an earlier row of this import makes or joins.
    InImport(Id),
    /// The very same row was imported before.
    Same(Id),
}

/// The earlier rows of one import.
pub struct Seen {
    secret: [u8; 32],
    first: HashMap<u64, u32>,
    more: HashMap<u64, Vec<u32>>,
    rows: Vec<(Id, Box<str>)>,
    fingerprints: HashMap<[u8; 16], (Id, u32)>,
    spoken: Option<HashMap<Id, u32>>,
    there: There,
    /// Of tables of other CRMs: the records by what they are called there, by their names, and the names of companies.
    named: Made,
    origins: HashMap<u64, u32>,
    names: HashMap<u64, u32>,
    titles: HashMap<Id, Box<str>>,
    /// Of tables of other CRMs, by kind: what their rows name and is not here.
    missing: BTreeMap<String, Box<dyn Missing>>,
    /// Whether the rows are being corrected by hand, so that what they are associated with may be said by name.
    pub by_hand: bool,
}

/// The records of tables of other CRMs, each once and in few bytes: an export has many times more activities than people.
#[derive(Default)]
struct Made {
    kinds: Vec<Box<str>>,
    of_kind: Vec<u8>,
    ids: Vec<Id>,
}

impl Made {
    fn add(&mut self, kind: &str, id: Id) -> u32 {
        let at = self.kinds.iter().position(|known| known.as_ref() == kind).unwrap_or_else(|| {
            self.kinds.push(kind.into());
            self.kinds.len() - 1
        });
        self.of_kind.push(u8::try_from(at).unwrap_or(u8::MAX));
        self.ids.push(id);
        u32::try_from(self.ids.len() - 1).unwrap_or(SEVERAL)
    }

    fn at(&self, place: u32) -> Option<(&str, Id)> {
        let kind = self.kinds.get(usize::from(*self.of_kind.get(place as usize)?))?;
        Some((kind, *self.ids.get(place as usize)?))
    }
}

/// In the place of a record: more than one goes by this name.
const SEVERAL: u32 = u32::MAX;
/// Earlier rows of one key that are asked who they are not: of more nobody's own address is.
const SHARING: usize = 200;
/// Kinds that other rows never name by what they are called.
const NAMELESS: [&str; 3] = ["task", "communication", "note"];

/// What the vault has any of: a new vault need not be searched for every row.
#[derive(Clone, Copy, Default)]
pub struct There {
    /// Contacts.
    pub contacts: bool,
    /// Companies.
    pub companies: bool,
    /// Rows imported before.
    pub rows: bool,
    /// Leads.
    pub leads: bool,
}

/// One key of a row.
struct RowKey {
    key: Key,
    value: String,
}

/// What a row is known by.
pub struct Keys {
    keys: Vec<RowKey>,
    name: Name,
    /// Whether the row is one of a table of one kind.
    of_table: bool,
    /// Digest of everything the row says.
    pub content: [u8; 16],
}

impl Keys {
    /// The keys of a converted and normalised row.
    pub fn of(incoming: &Incoming) -> Self {
        let record = &incoming.record;
        let mut keys = Vec::new();
        let text = |v: &Value, field: &str| v.get(field).and_then(Value::as_str).map(str::to_owned);
        for identity in part(record, "identities") {
            let value = text(identity, "value").unwrap_or_default();
            keys.push(RowKey { key: Key::Identity, value });
        }
        if incoming.kind != "company" {
            for email in part(record, "emails") {
                let value = keys::email(&text(email, "value").unwrap_or_default());
                keys.push(RowKey { key: Key::Email, value });
            }
            for phone in part(record, "phones") {
                keys.extend(text(phone, "e164").map(|value| RowKey { key: Key::Phone, value }));
            }
            for link in part(record, "links") {
                keys.extend(text(link, "profile").map(|value| RowKey { key: Key::Profile, value }));
            }
        }
        let name = if incoming.kind == LEAD { lead_name(record) } else { name_of(record) };
        Self { keys, name, of_table: false, content: content(incoming) }
    }
}

/// By what name a lead is compared: as a contact is, though its whole name is called otherwise.
fn lead_name(lead: &Record) -> Name {
    Name::new(text(lead, "given"), text(lead, "family"), "", text(lead, "name"))
}

impl Keys {
    /// What a row of a table of one kind is known by, before it is known what it names.
    pub fn of_table(incoming: &Incoming) -> Self {
        let mut content = blake3::Hasher::new();
        content.update(incoming.kind.as_bytes());
        content.update(serde_json::to_string(&incoming.record).unwrap_or_default().as_bytes());
        let pairs = incoming.custom.iter().chain(&incoming.left).flat_map(|(name, value)| [name, value]);
        for text in incoming.notes.iter().chain(pairs) {
            content.update(&(text.len() as u64).to_le_bytes());
            content.update(text.as_bytes());
        }
        brought_along(&mut content, incoming);
        let content = half(content.finalize().as_bytes());
        Self { keys: Vec::new(), name: Name::new("", "", "", ""), of_table: true, content }
    }

    /// By what a record of its kind is known again.
    pub fn titled(&mut self, known_as: &str) {
        self.keys = vec![RowKey { key: Key::Identity, value: known_as.to_owned() }];
    }
}

impl Seen {
    /// Nobody yet; `secret` keys the digests. `counting` how often rows speak of a record, as a dry run needs it.
    pub fn new(secret: [u8; 32], counting: bool) -> Self {
        Self {
            secret,
            first: HashMap::new(),
            more: HashMap::new(),
            rows: Vec::new(),
            fingerprints: HashMap::new(),
            spoken: counting.then(HashMap::new),
            there: There::default(),
            named: Made::default(),
            origins: HashMap::new(),
            names: HashMap::new(),
            titles: HashMap::new(),
            missing: BTreeMap::new(),
            by_hand: false,
        }
    }

    /// What collects what rows of this kind name and is not here; made by `begin` for the first of them.
    pub fn missing(
        &mut self,
        kind: &str,
        begin: impl FnOnce() -> Option<Box<dyn Missing>>,
    ) -> Option<&mut dyn Missing> {
        if !self.missing.contains_key(kind) {
            self.missing.insert(kind.to_owned(), begin()?);
        }
        Some(self.missing.get_mut(kind)?.as_mut())
    }

    /// What was named by rows that become new records and is not here: to be made before them, each with the number of
    /// the first file that names it.
    pub fn made_before(&mut self, rules: &RuleCx<'_>) -> Result<Vec<(u32, records::Made)>> {
        let mut made = Vec::new();
        for missing in self.missing.values_mut() {
            made.extend(missing.made(rules)?);
        }
        Ok(made)
    }

    /// Remembers what another program calls the record of a row, and what it is called here.
    pub fn comes_from(&mut self, keys: &[String], kind: &str, id: Id, title: &str, emails: &[Value]) {
        let is_named = !NAMELESS.contains(&kind);
        if keys.is_empty() && !is_named {
            return;
        }
        let place = self.named.add(kind, id);
        for key in keys {
            self.origins.insert(self.digest(ORIGIN, key), place);
        }
        if !is_named {
            return;
        }
        let addresses = emails.iter().filter_map(|one| one.get("value").and_then(Value::as_str));
        let names = [fold(title)].into_iter().chain(addresses.map(keys::email));
        for name in names.filter(|name| !name.is_empty()) {
            let digest = self.digest(ORIGIN, &format!("{kind}\u{1}{name}"));
            let there = self.names.entry(digest).or_insert(place);
            let other = self.named.at(*there).is_none_or(|(_, there)| there != id);
            if other && !planted::is("a_name_of_several_is_the_first") {
                *there = SEVERAL;
            }
        }
        if kind == "company" {
            self.titles.insert(id, title.into());
        }
    }

    /// The record of an earlier row that another program calls so.
    pub fn origin(&self, key: &str) -> Option<(&str, Id)> {
        self.origins.get(&self.digest(ORIGIN, key)).and_then(|place| self.named.at(*place))
    }

    /// The record of earlier rows that goes by a name; nothing in the answer if several do.
    pub fn named(&self, kind: &str, words: &str) -> Option<Option<Id>> {
        let name = if words.contains('@') { keys::email(words) } else { fold(words) };
        let place = self.names.get(&self.digest(ORIGIN, &format!("{kind}\u{1}{name}")))?;
        Some(self.named.at(*place).map(|(_, id)| id))
    }

    /// What a company of an earlier row is called.
    pub fn title(&self, company: Id) -> Option<&str> {
        self.titles.get(&company).map(AsRef::as_ref)
    }

    /// Looks what the vault has. Needed once with every snapshot of it, before [`Seen::find`].
    pub fn look(&mut self, conn: &Connection) -> Result<()> {
        self.there = store::there(conn)?;
        Ok(())
    }

    /// Whom a contact's row describes. With `apart`, only the very same row counts.
    pub fn find(
        &mut self,
        conn: &Connection,
        registry: &Registry,
        incoming: &Incoming,
        keys: &Keys,
        apart: bool,
    ) -> Result<Known> {
        let same = self.same_row(conn, registry.kind(&incoming.kind)?, keys, apart)?;
        if apart || same != Known::New {
            return Ok(same);
        }
        if incoming.kind == "company" {
            return self.company(conn, incoming, keys);
        }
        for RowKey { key, value } in &keys.keys {
            if let Some(id) = self.earlier(*key, value, &keys.name) {
                return Ok(Known::InImport(id));
            }
            let found = if incoming.kind == LEAD {
                self.agreeing_lead(conn, *key, value, &keys.name)?
            } else {
                self.agreeing(conn, *key, value, &keys.name)?.map(|found| found.id)
            };
            if let Some(id) = found {
                return Ok(Known::InVault(id));
            }
        }
        Ok(Known::New)
    }

    /// The contact of the vault that has this key and a name that agrees.
    fn agreeing(&self, conn: &Connection, key: Key, value: &str, name: &Name) -> Result<Option<Candidate>> {
        if !self.there.contacts {
            return Ok(None);
        }
        let others = self.others(key, value, name);
        Ok(by_key(conn, key, value)?.into_iter().find(|found| {
            name.agrees(&Name::new(&found.given, &found.family, &found.nickname, &found.display_name))
                && !others.contains(&found.id)
        }))
    }

    /// The same of a lead.
    fn agreeing_lead(&self, conn: &Connection, key: Key, value: &str, name: &Name) -> Result<Option<Id>> {
        if !self.there.leads {
            return Ok(None);
        }
        let others = self.others(key, value, name);
        let found = store::leads_by_key(conn, key, value)?;
        let agreeing = |(id, other): &(Id, Name)| name.agrees(other) && !others.contains(id);
        Ok(found.into_iter().find(agreeing).map(|(id, _)| id))
    }

    /// The records of earlier rows of this key that are somebody else: who had no name in one row may have got one by
    /// another.
    fn others(&self, key: Key, value: &str, name: &Name) -> Vec<Id> {
        let rows = self.places(self.digest(number(key), value)).take(SHARING);
        rows.filter(|(_, other)| !name.agrees(&unpack(other))).map(|(id, _)| *id).collect()
    }

    /// Which record an earlier row of a table of one kind went to, in this import or another one.
    pub fn of_table(
        &mut self,
        conn: &Connection,
        compiled: &Compiled,
        keys: &Keys,
        apart: bool,
    ) -> Result<Known> {
        let same = self.same_row(conn, compiled, keys, apart)?;
        if apart || same != Known::New {
            return Ok(same);
        }
        let mut values = keys.keys.iter().map(|key| key.value.as_str());
        let earlier = values.find_map(|value| self.first.get(&self.digest(OF_TABLE, value)));
        let earlier = earlier.and_then(|place| self.rows.get(*place as usize));
        Ok(earlier.map_or(Known::New, |(id, _)| Known::InImport(*id)))
    }

    /// The contact a lead seems to be.
    pub fn contact(&self, conn: &Connection, keys: &Keys) -> Result<Option<Likely>> {
        for RowKey { key, value } in &keys.keys {
            if let Some(found) = self.agreeing(conn, *key, value, &keys.name)? {
                return Ok(Some(Likely { id: found.id, title: found.display_name }));
            }
        }
        Ok(None)
    }

    fn company(&mut self, conn: &Connection, incoming: &Incoming, keys: &Keys) -> Result<Known> {
        let name = fold(incoming.record.get("name").and_then(Value::as_str).unwrap_or_default());
        let domains: Vec<&str> = domains(&incoming.record).collect();
        let identities: Vec<&str> = keys.keys.iter().map(|k| k.value.as_str()).collect();
        for value in identities.iter().copied().chain([name.as_str()]).chain(domains.iter().copied()) {
            if let Some(id) = self.first.get(&self.digest(3, value)).and_then(|i| self.rows.get(*i as usize))
            {
                return Ok(Known::InImport(id.0));
            }
        }
        if !self.there.companies {
            return Ok(Known::New);
        }
        Ok(store::known_company(conn, &identities, &domains, &name)?.map_or(Known::New, Known::InVault))
    }

    /// Whether the very same row was there before.
    pub fn same_row(
        &mut self,
        conn: &Connection,
        compiled: &Compiled,
        keys: &Keys,
        apart: bool,
    ) -> Result<Known> {
        let seen = self.fingerprints.get(&keys.content).copied();
        let times = seen.map_or(0, |(_, times)| times);
        if let (Some((id, _)), false) = (seen, apart) {
            return Ok(Known::InImport(id));
        }
        if !self.there.rows {
            return Ok(Known::New);
        }
        let fingerprint = fingerprint(&keys.content, if apart { times } else { 0 });
        Ok(store::seen(conn, &fingerprint, &compiled.kind)?.map_or(Known::New, Known::Same))
    }

    /// Remembers a row and the record it goes to; answers the fingerprint by which the very same row is known again.
    pub fn remember(&mut self, incoming: &Incoming, keys: &Keys, id: Id, apart: bool) -> [u8; 16] {
        // Lists name their members by identifiers, whatever is kept apart.
        let told = keys.keys.iter().filter(|k| !apart || matches!(k.key, Key::Identity));
        let mut values: Vec<(u8, String)> = told.map(|k| (number(k.key), k.value.clone())).collect();
        if keys.of_table {
            values =
                if apart { Vec::new() } else { values.into_iter().map(|(_, v)| (OF_TABLE, v)).collect() };
        }
        if incoming.kind == "company" && !apart {
            let name = incoming.record.get("name").and_then(Value::as_str).unwrap_or_default();
            values = values.into_iter().map(|(_, v)| (3, v)).collect();
            values.push((3, fold(name)));
            values.extend(domains(&incoming.record).map(|d| (3, d.into())));
        }
        let place = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        // A row that has no key is never looked for by one: of a whole CRM those are most, its activities and notes.
        if !values.is_empty() {
            let name = format!("{}\u{1}{}\u{1}{}", keys.name.given, keys.name.family, keys.name.nickname);
            self.rows.push((id, name.into()));
        }
        for (kind, value) in values {
            let digest = self.digest(kind, &value);
            match self.first.entry(digest) {
                Entry::Occupied(_) => self.more.entry(digest).or_default().push(place),
                Entry::Vacant(free) => {
                    free.insert(place);
                }
            }
        }
        let times = self.fingerprints.get(&keys.content).map_or(0, |(_, times)| *times);
        self.fingerprints.insert(keys.content, (id, times + 1));
        fingerprint(&keys.content, if apart { times } else { 0 })
    }

    /// The records of this import's rows that go by another program's identifier.
    pub fn made(&self, identity: &str) -> Vec<Id> {
        self.places(self.digest(number(Key::Identity), identity)).map(|(id, _)| *id).collect()
    }

    /// A row is joined with a record.
    pub fn speak_of(&mut self, id: Id) {
        if let Some(spoken) = &mut self.spoken {
            *spoken.entry(id).or_default() += 1;
        }
    }

    /// A list names a member.
    pub fn speak_of_member(&mut self, identity: &str) {
        for id in self.made(identity) {
            self.speak_of(id);
        }
    }

    /// How often rows are joined with a record or lists name it.
    pub fn spoken_of(&self, id: Id) -> u32 {
        self.spoken.as_ref().and_then(|spoken| spoken.get(&id)).copied().unwrap_or(0)
    }

    fn places(&self, digest: u64) -> impl Iterator<Item = &(Id, Box<str>)> {
        let places = self.first.get(&digest).into_iter().chain(self.more.get(&digest).into_iter().flatten());
        places.filter_map(|place| self.rows.get(*place as usize))
    }

    fn earlier(&self, key: Key, value: &str, name: &Name) -> Option<Id> {
        let others = self.others(key, value, name);
        let mut places = self.places(self.digest(number(key), value));
        places.find(|(id, other)| name.agrees(&unpack(other)) && !others.contains(id)).map(|row| row.0)
    }

    fn digest(&self, kind: u8, value: &str) -> u64 {
        let mut hasher = blake3::Hasher::new_keyed(&self.secret);
        hasher.update(&[kind]);
        hasher.update(value.as_bytes());
        let mut eight = [0; 8];
        hasher.finalize_xof().fill(&mut eight);
        u64::from_le_bytes(eight)
    }
}

fn domains(record: &Record) -> impl Iterator<Item = &str> {
    part(record, "domains").iter().filter_map(|d| d.get("value").and_then(Value::as_str))
}

/// The digests of what rows of a table of one kind are known by; [`number`] has those of people.
const OF_TABLE: u8 = 5;
/// Those of what other programs call records.
const ORIGIN: u8 = 6;

fn number(key: Key) -> u8 {
    match key {
        Key::Email => 0,
        Key::Phone => 1,
        Key::Profile => 2,
        Key::Identity => 4,
    }
}

fn unpack(name: &str) -> Name {
    let mut parts = name.split('\u{1}').map(str::to_owned);
    let mut next = || parts.next().unwrap_or_default();
    Name { given: next(), family: next(), nickname: next(), whole: String::new() }
}

fn content(incoming: &Incoming) -> [u8; 16] {
    let mut hasher = blake3::Hasher::new();
    let record: &Record = &incoming.record;
    if incoming.kind == LEAD {
        // The same row may be a contact too.
        hasher.update(LEAD.as_bytes());
    }
    // Maps are ordered by key, so equal content gives equal bytes.
    hasher.update(serde_json::to_string(record).unwrap_or_default().as_bytes());
    for text in incoming.notes.iter().chain(incoming.custom.iter().flat_map(|(k, v)| [k, v])) {
        hasher.update(&(text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    }
    hasher.update(incoming.photo.as_deref().unwrap_or_default());
    brought_along(&mut hasher, incoming);
    half(hasher.finalize().as_bytes())
}

/// What another CRM calls a row and what it associates with it is part of what the row says.
fn brought_along(hasher: &mut blake3::Hasher, incoming: &Incoming) {
    for word in incoming.crm.iter().flat_map(|brings| brings.words()) {
        hasher.update(&(word.len() as u64).to_le_bytes());
        hasher.update(word.as_bytes());
    }
}

fn fingerprint(content: &[u8; 16], times: u32) -> [u8; 16] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(content);
    hasher.update(&times.to_le_bytes());
    half(hasher.finalize().as_bytes())
}

fn half(bytes: &[u8; 32]) -> [u8; 16] {
    let mut half = [0; 16];
    for (to, from) in half.iter_mut().zip(bytes) {
        *to = *from;
    }
    half
}
