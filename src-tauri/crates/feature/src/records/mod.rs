//! The generic record commands: get, list, create, patch, delete, restore of every kind follow from its descriptor.
//!
//! A record in memory is its JSON: single-valued fields by id (absent ones left out), parts as lists, the seller's own
//! fields under `custom`. Writing compares the old JSON with the new and touches only the rows that differ, so the
//! change log says exactly what changed. Rules that belong to a kind (names, normal forms, who is whose child) are its
//! [`KindRules`].

mod commands;
mod demands;
mod document;
mod every;
mod facets;
mod groups;
pub mod history;
mod intake;
mod own;
mod sql;
mod store;
mod validate;

use std::collections::BTreeMap;

use satchel_kernel::catalogue::OWN_RECORD;
use satchel_kernel::text::SortKeys;
use satchel_kernel::{Catalogue, Error, FieldType, Id, Kind, Result};
use satchel_vault::Connection;
use serde_json::{Map, Value};

pub use commands::{Page, record_commands, rows};
pub use demands::{demanded, demands_any};
pub use document::Searcher;
pub use every::commands as every_kind_commands;
pub use facets::{Counted, Facets};
pub use groups::{Grouped, ListGroups};
pub use intake::{Beside, Instead, Intake, Left, Made, Missing, Question, Target, known_by};
pub use own::Described;
pub use sql::Compiled;
pub(crate) use sql::quoted;
pub use store::{
    by_title, create_prepared, find, find_many, get, own_kind, places, rows_by_id, set_trashed,
    update_prepared,
};
pub use validate::{apply_patch, link, validate};

/// A record as JSON.
pub type Record = Map<String, Value>;

/// Where something stands in a timeline: its moment in milliseconds since 1970 UTC, then its id, which grows with time.
pub type Place = (i64, Id);

/// Before this place lies everything.
pub const LAST: Place = (i64::MAX, Id::from_bytes([u8::MAX; 16]));

/// What a kind knows beyond its descriptor.
pub trait KindRules: Send + Sync {
    /// Checks a whole record and fills its derived fields, before it is written.
    fn prepare(&self, cx: &RuleCx<'_>, new: &mut Record, old: Option<&Record>) -> Result<()> {
        let _ = (cx, new, old);
        Ok(())
    }

    /// What else must change in the same transaction once the record is written.
    fn written(&self, cx: &RuleCx<'_>, id: Id, new: &Record, old: Option<&Record>) -> Result<()> {
        let _ = (cx, id, new, old);
        Ok(())
    }

    /// Checks a record that is about to go to the trash, or to come back, and mends what cannot stay as it was.
    fn trashing(&self, cx: &RuleCx<'_>, id: Id, trashed: bool) -> Result<()> {
        let _ = (cx, id, trashed);
        Ok(())
    }

    /// What else must change in the same transaction once the record went to the trash or came back.
    fn trashed(&self, cx: &RuleCx<'_>, id: Id) -> Result<()> {
        let _ = (cx, id);
        Ok(())
    }

    /// Sets what follows for a record of another kind from the records of this one, as when somebody was last spoken
    /// with.
    fn follow(&self, cx: &RuleCx<'_>, kind: &str, id: Id, record: &mut Record) -> Result<()> {
        let _ = (cx, kind, id, record);
        Ok(())
    }

    /// The living records of this kind that stand in the feed of everything that happens: the latest before a place, at
    /// most `limit`.
    fn lately(&self, conn: &Connection, before: Place, limit: usize) -> Result<Vec<Place>> {
        let _ = (conn, before, limit);
        Ok(Vec::new())
    }

    /// The living records of this kind that stand in the timeline of `owner`, a record of the kind `of`: the latest
    /// before a place, at most `limit`.
    fn events(
        &self,
        conn: &Connection,
        of: &str,
        owner: Id,
        before: Place,
        limit: usize,
    ) -> Result<Vec<Place>> {
        let _ = (conn, of, owner, before, limit);
        Ok(Vec::new())
    }

    /// Those of them that are pinned to the top of that timeline, the latest first, at most `limit`.
    fn pinned(&self, conn: &Connection, of: &str, owner: Id, limit: usize) -> Result<Vec<Place>> {
        let _ = (conn, of, owner, limit);
        Ok(Vec::new())
    }

    /// What else must change in the same transaction once other records became part of this one, before what follows
    /// from anything is reckoned anew.
    fn merged(&self, cx: &RuleCx<'_>, id: Id) -> Result<()> {
        let _ = (cx, id);
        Ok(())
    }

    /// The records that became part of this one. They are forgotten with it.
    fn absorbed(&self, conn: &Connection, id: Id) -> Result<Vec<Id>> {
        let _ = (conn, id);
        Ok(Vec::new())
    }

    /// What must be forgotten elsewhere once records were erased for good.
    fn erased(&self, cx: &RuleCx<'_>, ids: &[Id]) -> Result<()> {
        let _ = (cx, ids);
        Ok(())
    }

    /// What a list or a search result shows under the title.
    fn subtitle(&self, record: &Record) -> String {
        let _ = record;
        String::new()
    }

    /// Whether the catalogue must be read again after this kind changed.
    fn shapes_catalogue(&self) -> bool {
        false
    }
}

/// What rules may look at while a record is written.
pub struct RuleCx<'a> {
    /// The transaction.
    pub conn: &'a Connection,
    /// The kinds and their rules.
    pub registry: &'a Registry,
    /// The catalogue with the seller's own fields.
    pub catalogue: &'a Catalogue,
    /// Now, in milliseconds since 1970 UTC.
    pub now_ms: i64,
    /// The seller's home country, ISO 3166-1 alpha-2 in capitals.
    pub region: &'a str,
}

/// Records of another kind that go to the trash, and come back, with their owner.
#[derive(Clone, Debug)]
pub struct Cascade {
    /// The child's table.
    pub table: &'static str,
    /// Its column that names the owner.
    pub column: &'static str,
}

/// The kinds of record, their statements and their rules.
#[derive(Default)]
pub struct Registry {
    kinds: BTreeMap<String, Compiled>,
    /// Those the seller made, in the order in which they were met.
    own: own::Met,
    /// What goes to the trash with their records.
    own_cascades: Vec<Cascade>,
    /// Makes sort keys.
    sort: Option<SortKeys>,
}

impl Registry {
    /// An empty registry.
    pub fn new() -> Result<Self> {
        Ok(Self { sort: Some(SortKeys::new()?), ..Self::default() })
    }

    /// Adds a kind; `own_fields` says that the seller may add fields to it (its table `<kind>_field_value` exists).
    #[must_use]
    pub fn with(
        mut self,
        kind: Kind,
        own_fields: bool,
        cascades: &[Cascade],
        rules: impl KindRules + 'static,
    ) -> Self {
        let compiled = Compiled::new(kind, own_fields, cascades.to_vec(), Box::new(rules));
        self.kinds.insert(compiled.kind.name.to_string(), compiled);
        self
    }

    /// Adds what a higher group keeps in step with a kind of a lower one: its `written` runs after the kind's own.
    #[must_use]
    pub fn followed(mut self, name: &str, follower: impl KindRules + 'static) -> Self {
        if let Some(compiled) = self.kinds.get_mut(name) {
            compiled.followers.push(Box::new(follower));
        }
        self
    }

    /// Says what goes to the trash, and comes back, with records of the seller's own kinds.
    #[must_use]
    pub fn with_own(mut self, cascades: &[Cascade]) -> Self {
        self.own_cascades = cascades.to_vec();
        self
    }

    /// Lets records of a kind come in from a table, in this way.
    #[must_use]
    pub fn taken(mut self, name: &str, intake: impl Intake + 'static) -> Self {
        if let Some(compiled) = self.kinds.get_mut(name) {
            compiled.intake = Some(Box::new(intake));
        }
        self
    }

    /// The kind called `name`.
    pub fn kind(&self, name: &str) -> Result<&Compiled> {
        self.kinds.get(name).or_else(|| self.own.get(name)).ok_or_else(|| {
            Error::refused("unknown_kind", format!("There is no kind of record called “{name}”."))
        })
    }

    /// A kind whose records lie in this table.
    pub fn of_table(&self, table: &str) -> Result<&Compiled> {
        self.kinds().find(|compiled| compiled.kind.table == table).ok_or_else(|| {
            Error::broken("unknown_kind", format!("There is no kind of record in the table “{table}”."))
        })
    }

    /// The kind of the record that a field of this kind names: where that may be of any kind the seller made, the record is
    /// asked; `None` if there is no such record.
    pub fn named(&self, conn: &Connection, kind: &str, id: Id) -> Result<Option<&Compiled>> {
        if kind != OWN_RECORD {
            return self.kind(kind).map(Some);
        }
        Ok(store::own_kind(conn, id)?.and_then(|kind| self.own.get(&kind)))
    }

    /// All kinds: the built-in ones by name, then those the seller made, the ones in the trash too.
    pub fn kinds(&self) -> impl Iterator<Item = &Compiled> {
        self.kinds.values().chain(self.own.iter())
    }

    /// The sort key of a text.
    pub fn sort_key(&self, text: &str) -> String {
        self.sort.as_ref().map(|s| s.key(text)).unwrap_or_default()
    }

    /// The catalogue of built-in kinds and of those the seller made, to which own fields are added by kind name. From here
    /// on the registry knows these kinds, and does not forget them: a record may come back whose kind is gone.
    pub fn catalogue(
        &self,
        version: u64,
        made: impl IntoIterator<Item = Described>,
        fields: impl IntoIterator<Item = (String, satchel_kernel::Field)>,
    ) -> Catalogue {
        let mut kinds: BTreeMap<String, Kind> =
            self.kinds.iter().map(|(n, c)| (n.clone(), c.kind.clone())).collect();
        let mut own = BTreeMap::new();
        for described in made {
            self.own.meet(&described.key, &self.own_cascades);
            if described.living && !own.contains_key(&described.key) {
                kinds.insert(described.key.clone(), own::kind(&described.key, described.title_label));
                own.insert(described.key, described.called);
            }
        }
        for (of, field) in fields {
            if let Some(kind) = kinds.get_mut(&of) {
                kind.fields.push(field);
            }
        }
        Catalogue { version, kinds, own }
    }
}

/// Validates, prepares and writes a new record; answers it as stored.
pub fn create(cx: &RuleCx<'_>, kind: &str, input: Record) -> Result<Record> {
    create_as(cx, kind, Id::new(), input)
}

/// As [`create`], under an id made before.
pub fn create_as(cx: &RuleCx<'_>, kind: &str, id: Id, input: Record) -> Result<Record> {
    make(cx, kind, id, input, true)
}

/// Whether a record of this kind, or one that lies in the same table, has this id; one in the trash has it too.
pub fn is_taken(cx: &RuleCx<'_>, kind: &str, id: Id) -> Result<bool> {
    let compiled = cx.registry.kind(kind)?;
    Ok(if compiled.kind.table == OWN_RECORD {
        own_kind(cx.conn, id)?.is_some()
    } else {
        find(cx.conn, compiled, id)?.is_some()
    })
}

/// As [`create`], of what follows from another record without anybody filling it in: it is not held up by own fields
/// that a person would have to fill.
pub fn create_following(cx: &RuleCx<'_>, kind: &str, id: Id, input: Record) -> Result<Record> {
    make(cx, kind, id, input, false)
}

fn make(cx: &RuleCx<'_>, kind: &str, id: Id, input: Record, by_hand: bool) -> Result<Record> {
    let compiled = cx.registry.kind(kind)?;
    let described = cx.catalogue.kind(kind)?;
    let mut new = validate(described, compiled, input, None)?;
    own_references(cx, kind, &new, None)?;
    compiled.rules.prepare(cx, &mut new, None)?;
    validate::required(&compiled.kind, &new)?;
    if by_hand {
        demanded(described, &new, None)?;
    }
    create_prepared(cx, compiled, id, &mut new)?;
    written(cx, compiled, id, &new, None)?;
    get(cx.conn, compiled, id)
}

/// Applies a merge patch (RFC 7396) to a record; answers it as stored.
pub fn patch(cx: &RuleCx<'_>, kind: &str, id: Id, version: Option<i64>, patch: Record) -> Result<Record> {
    let compiled = cx.registry.kind(kind)?;
    let old = get(cx.conn, compiled, id)?;
    if let Some(expected) = version
        && old.get("version").and_then(Value::as_i64) != Some(expected)
    {
        return Err(Error::refused(
            "changed_meanwhile",
            "This record was changed meanwhile. Look at the newer version, then make your change again.",
        )
        .with(serde_json::json!({ "version": old.get("version") })));
    }
    let patched = apply_patch(&old, patch);
    update(cx, compiled, id, &old, patched)?;
    get(cx.conn, compiled, id)
}

/// Validates, prepares and writes the new state of a record read before; answers whether anything changed.
pub fn update(cx: &RuleCx<'_>, compiled: &Compiled, id: Id, old: &Record, new: Record) -> Result<bool> {
    change(cx, compiled, id, old, new, true)
}

/// As [`update`], of a record that takes in what is known elsewhere: it is not held up by own fields that a person would
/// have to fill.
pub fn update_joining(
    cx: &RuleCx<'_>,
    compiled: &Compiled,
    id: Id,
    old: &Record,
    new: Record,
) -> Result<bool> {
    change(cx, compiled, id, old, new, false)
}

fn change(
    cx: &RuleCx<'_>,
    compiled: &Compiled,
    id: Id,
    old: &Record,
    new: Record,
    by_hand: bool,
) -> Result<bool> {
    let described = cx.catalogue.kind(&compiled.kind.name)?;
    let mut new = validate(described, compiled, new, Some(old))?;
    own_references(cx, &compiled.kind.name, &new, Some(old))?;
    compiled.rules.prepare(cx, &mut new, Some(old))?;
    validate::required(&compiled.kind, &new)?;
    if by_hand {
        demanded(described, &new, Some(old))?;
    }
    let changed = update_prepared(cx, compiled, id, old, &mut new)?;
    if changed {
        written(cx, compiled, id, &new, Some(old))?;
    }
    Ok(changed)
}

/// What else changes once a record is written: first by the kind's own rules, then by who follows it.
pub fn written(
    cx: &RuleCx<'_>,
    compiled: &Compiled,
    id: Id,
    new: &Record,
    old: Option<&Record>,
) -> Result<()> {
    compiled.rules.written(cx, id, new, old)?;
    compiled.followers.iter().try_for_each(|follower| follower.written(cx, id, new, old))
}

/// Refuses a new value of the seller's own fields that names a record which is not there. (Built-in references are the
/// file's own: a foreign key holds them.)
fn own_references(cx: &RuleCx<'_>, kind: &str, new: &Record, old: Option<&Record>) -> Result<()> {
    let custom =
        |record: &'_ Record| record.get("custom").and_then(Value::as_object).cloned().unwrap_or_default();
    let (values, before) = (custom(new), old.map(custom).unwrap_or_default());
    for (name, value) in values.iter().filter(|(name, value)| before.get(*name) != Some(value)) {
        let field = cx.catalogue.kind(kind)?.fields.iter().find(|field| field.id == *name);
        let Some(FieldType::Record { kind: of }) = field.map(|field| &field.ty) else { continue };
        let id = value.as_str().and_then(|text| text.parse::<Id>().ok());
        let there = match id {
            Some(id) => rows_by_id(cx.conn, cx.registry.kind(of)?, &[id], &[])?,
            None => Vec::new(),
        };
        if there.iter().all(|record| record.contains_key("deleted_ms")) {
            let words = format!("There is no such {of}, or it is in the trash. Choose another one.");
            return Err(Error::invalid(format!("custom.{name}"), words));
        }
    }
    Ok(())
}

/// Brings a record's derived fields in line with its others after some of them were restored from the log. A state that
/// the rules would refuse is left as it is: it was the seller's.
pub fn derive(cx: &RuleCx<'_>, kind: &str, id: Id) -> Result<()> {
    let Ok(compiled) = cx.registry.kind(kind) else { return Ok(()) };
    let Some(old) = store::find(cx.conn, compiled, id)? else { return Ok(()) };
    let mut new = old.clone();
    if compiled.rules.prepare(cx, &mut new, Some(&old)).is_ok() {
        for other in cx.registry.kinds() {
            other.rules.follow(cx, kind, id, &mut new)?;
        }
        update_prepared(cx, compiled, id, &old, &mut new)?;
    }
    Ok(())
}

/// What a person calls a record: the first line of its title, not too long.
pub fn name(kind: &Kind, record: &Record) -> String {
    shortened(text(record, &kind.title)).unwrap_or_else(|| format!("a {}", kind.word()))
}

/// A title as it stands in sentences: its first line, not too long; `None` if that is blank.
pub fn shortened(title: &str) -> Option<String> {
    const LONGEST: usize = 80;
    let line = title.lines().next().unwrap_or_default().trim();
    match line.char_indices().nth(LONGEST) {
        _ if line.is_empty() => None,
        Some((end, _)) => Some(format!("{}…", line.get(..end).unwrap_or_default().trim_end())),
        None => Some(line.to_owned()),
    }
}

/// A text field of a record; empty when absent.
pub fn text<'a>(record: &'a Record, field: &str) -> &'a str {
    record.get(field).and_then(Value::as_str).unwrap_or_default()
}

/// The rows of a part; empty when absent.
pub fn part<'a>(record: &'a Record, part: &str) -> &'a [Value] {
    record.get(part).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}
