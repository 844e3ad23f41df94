//! The kinds the seller makes, as the record commands see them. They share one table, whose rows say of which kind they
//! are; everything a built-in kind's descriptor says of it follows here from the kind's name.
//!
//! A registry is built once and lent out everywhere, so what it learns later is only ever added: each kind is compiled
//! when it is first met and stays where it is.

use std::sync::OnceLock;

use satchel_kernel::catalogue::OwnKind;
use satchel_kernel::query::Sort;
use satchel_kernel::{Field, FieldType, Kind, Result};

use super::{Cascade, Compiled, KindRules, Record, RuleCx, intake};

/// A kind the seller made, as its definition says.
pub struct Described {
    /// The kind's name: `own_boat`.
    pub key: String,
    /// What the title of its records is called, if not “name”.
    pub title_label: Option<String>,
    /// Whether it is not in the trash.
    pub living: bool,
    /// What the seller calls it.
    pub called: OwnKind,
}

/// The descriptor of the kind called `key`.
pub fn kind(key: &str, title_label: Option<String>) -> Kind {
    let name = Field { label: title_label.map(Into::into), ..Field::indexed("name").search(10).required() };
    Kind {
        name: key.to_owned().into(),
        plural: key.to_owned().into(),
        table: "own_record".into(),
        title: "name".into(),
        fields: std::iter::once(name).chain(kept()).collect(),
        parts: vec![],
        default_sort: vec![Sort { field: "name".into(), descending: false }],
    }
}

/// How many tasks about a record are to be done; absent when none is.
pub const OPEN_TASKS: &str = "open_tasks";
/// When a record was last spoken of, milliseconds since 1970 UTC; absent when it never was.
pub const LAST_ACTIVITY: &str = "last_activity_ms";

/// What the groups that know of tasks and conversations keep on the records of every own kind, as they do on people and
/// companies.
fn kept() -> [Field; 2] {
    let kept = |name, ty| Field::new(name, ty).derived().internal().listed();
    [kept(OPEN_TASKS, FieldType::Number), kept(LAST_ACTIVITY, FieldType::Instant)]
}

/// Nothing beyond the descriptor but that nobody else changes what is kept.
struct Plain;

impl KindRules for Plain {
    fn prepare(&self, _: &RuleCx<'_>, new: &mut Record, old: Option<&Record>) -> Result<()> {
        for field in [OPEN_TASKS, LAST_ACTIVITY] {
            match old.and_then(|old| old.get(field)) {
                Some(value) => new.insert(field.into(), value.clone()),
                None => new.remove(field),
            };
        }
        Ok(())
    }
}

/// The kinds met so far.
#[derive(Default)]
pub(super) struct Met(OnceLock<Box<Link>>);

struct Link {
    compiled: Compiled,
    next: Met,
}

impl Met {
    pub(super) fn iter(&self) -> impl Iterator<Item = &Compiled> {
        let first = self.0.get();
        std::iter::successors(first, |link| link.next.0.get()).map(|link| &link.compiled)
    }

    pub(super) fn get(&self, key: &str) -> Option<&Compiled> {
        self.iter().find(|compiled| compiled.kind.name == key)
    }

    /// Adds a kind unless it is known.
    pub(super) fn meet(&self, key: &str, cascades: &[Cascade]) {
        let mut place = self;
        loop {
            let link = place.0.get_or_init(|| {
                let mut compiled = Compiled::new(kind(key, None), true, cascades.to_vec(), Box::new(Plain));
                compiled.intake = Some(Box::new(intake::Plain));
                Box::new(Link { compiled, next: Self::default() })
            });
            if link.compiled.kind.name == key {
                return;
            }
            place = &link.next;
        }
    }
}
