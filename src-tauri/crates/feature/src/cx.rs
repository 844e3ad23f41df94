//! What a command may use: the vault, the index, the catalogue, files, and who is asking.

use std::collections::BTreeMap;
use std::sync::{Arc, RwLock};

use jiff::Timestamp;
use jiff::civil::Weekday;
use jiff::tz::TimeZone;
use satchel_kernel::evaluate::Plan;
use satchel_kernel::evaluate::groups::Grouping;
use satchel_kernel::period::Now;
use satchel_kernel::query::Query;
use satchel_kernel::{Catalogue, Id, Kind, Result};
use satchel_search::{Executor, Index, ListAnswer, Lists, Page};
use satchel_vault::list::Listing;
use satchel_vault::{Act, Connection, Vault, changes};
use serde::Serialize;
use serde_json::Value;

use crate::files::FileStore;
use crate::records::{Record, Registry, Searcher};

/// What an open vault shares between its commands and workers.
pub struct Shared {
    /// The data file.
    pub vault: Vault,
    /// The full-text index.
    pub index: Arc<Index>,
    /// The kinds and their rules.
    pub registry: Arc<Registry>,
    /// The catalogue with the seller's own fields; replaced as a whole when they change.
    pub catalogue: Arc<RwLock<Arc<Catalogue>>>,
    /// Answers lists.
    pub lists: Lists,
    /// Reads records for the index.
    pub documents: Arc<Searcher>,
    /// Files handed in and out.
    pub files: Arc<FileStore>,
    /// The home country when the seller chose none, ISO 3166-1 alpha-2.
    pub default_region: String,
    /// Where events go.
    pub events: Box<dyn Fn(Event) + Send + Sync>,
    /// Wakes the worker that runs jobs.
    pub job_bell: std::sync::OnceLock<Box<dyn Fn() + Send + Sync>>,
    /// What features keep between commands.
    pub memory: crate::memory::Memory,
}

impl Shared {
    /// The catalogue as it is now.
    pub fn catalogue(&self) -> Arc<Catalogue> {
        match self.catalogue.read() {
            Ok(catalogue) => catalogue.clone(),
            Err(poisoned) => poisoned.into_inner().clone(),
        }
    }

    /// Names who wakes the job worker.
    pub fn set_job_bell(&self, bell: Box<dyn Fn() + Send + Sync>) {
        // Set once, when the vault is opened.
        let _ = self.job_bell.set(bell);
    }

    /// Wakes the job worker after a job was entered or cancelled.
    pub fn ring_jobs(&self) {
        if let Some(bell) = self.job_bell.get() {
            bell();
        }
    }

    /// The home country as the connection sees it, in which phones typed without one are read.
    pub fn region(&self, conn: &satchel_vault::Connection) -> Result<String> {
        let stored = satchel_vault::settings::get(conn, "home_country")?;
        Ok(stored.and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_else(|| self.default_region.clone()))
    }

    /// Puts a new catalogue in place.
    pub fn set_catalogue(&self, catalogue: Catalogue) {
        let catalogue = Arc::new(catalogue);
        match self.catalogue.write() {
            Ok(mut place) => *place = catalogue,
            Err(poisoned) => *poisoned.into_inner() = catalogue,
        }
    }
}

/// One command's view of the open vault.
#[derive(Clone)]
pub struct Cx {
    /// What all commands share.
    pub shared: Arc<Shared>,
    /// Who asks: `owner`, `cli`, or a token's name.
    pub actor: String,
    /// The running command's name.
    pub command: String,
}

impl std::ops::Deref for Cx {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.shared
    }
}

impl Cx {
    /// What the change log writes about this command, under a label in the seller's words.
    pub fn act(&self, label: impl Into<String>) -> Act {
        Act { actor: self.actor.clone(), command: self.command.clone(), label: label.into(), cause: None }
    }

    /// Reads one living or trashed record, or refuses.
    pub fn record(&self, kind: &str, id: Id) -> Result<Record> {
        let compiled = self.registry.kind(kind)?;
        self.vault.read(|conn| crate::records::get(conn, compiled, id))
    }

    /// The home country, in which phones typed without one are read.
    pub fn region(&self) -> Result<String> {
        self.vault.read(|conn| self.shared.region(conn))
    }

    /// Tells every door.
    pub fn emit(&self, event: Event) {
        (self.events)(event);
    }
}

/// What doors are told without asking.
#[derive(Clone, Debug, Serialize, schemars::JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    /// Records changed; a gap between `to_seq` and the next `from_seq` means refetch.
    Change {
        /// First change.
        from_seq: i64,
        /// Last change.
        to_seq: i64,
        /// The kinds concerned.
        kinds: Vec<String>,
        /// The records, unless there are more than 100.
        ids: Option<Vec<RecordRef>>,
    },
    /// The index has caught up with the log. A list or search answered as of an earlier change can be asked again.
    Index {
        /// The last change it knows.
        seq: i64,
    },
    /// A job went on.
    Progress {
        /// The job.
        job: Id,
        /// Units done.
        done: u64,
        /// Units in all, if known.
        total: Option<u64>,
        /// What it is doing.
        note: String,
    },
    /// A job began, ended or failed.
    Job {
        /// The job's row.
        job: Value,
    },
    /// Notifications came, were read or put away.
    Notify {
        /// How many are unread.
        unread: i64,
        /// What the desktop shall show: `{count}`, with the notification as `only` where it is one.
        note: Option<Value>,
    },
    /// The vault was opened, locked or created.
    Vault {
        /// Its state.
        state: String,
    },
    /// Files were dropped or handed over.
    Files {
        /// Their handles.
        files: Vec<crate::files::File>,
        /// Whether they were dropped on what the window shows.
        dropped: bool,
    },
}

/// A record's kind and id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, serde::Deserialize, schemars::JsonSchema)]
pub struct RecordRef {
    /// Kind name.
    pub kind: String,
    /// Id.
    pub id: Id,
}

/// Countries whose week begins on another day than Monday (CLDR).
const SUNDAY: &str = "AG AS BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN JM JP KE KH KR LA MH MM MO MT MX MZ \
    NI NP PA PE PH PK PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW";
const SATURDAY: &str = "AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY";

/// The day weeks begin on in a country.
fn first_weekday(region: &str) -> Weekday {
    let among = |countries: &str| countries.split_whitespace().any(|one| one == region);
    match region {
        _ if among(SUNDAY) => Weekday::Sunday,
        _ if among(SATURDAY) => Weekday::Saturday,
        "MV" => Weekday::Friday,
        _ => Weekday::Monday,
    }
}

/// Lists: the index answers where it can, the vault where it must.
impl Cx {
    /// A page of a list, with the exact total.
    pub fn list(&self, kind: &str, query: &Query, page: Page<'_>, limit: usize) -> Result<ListAnswer> {
        let catalogue = self.catalogue();
        let kind = catalogue.kind(kind)?;
        let query = self.resolved(kind, query)?;
        self.vault.read(|conn| Ok(self.lists.list(conn, kind, &query, page, limit)?))
    }

    /// How many records a list has, counted by the vault: where a table's own index finds what is asked for, this is
    /// quicker than the search index, which looks at every record of the kind.
    pub fn count(&self, kind: &str, query: &Query) -> Result<u64> {
        let catalogue = self.catalogue();
        let kind = catalogue.kind(kind)?;
        let query = self.resolved(kind, query)?;
        let listing = Listing::new(&Plan::new(kind, &query)?);
        self.vault.read(|conn| listing.total(conn).map_err(satchel_vault::fault))
    }

    /// How many records a list has now, on a connection that is there: counted in the index where it knows every change,
    /// else in the vault.
    pub fn total(&self, conn: &Connection, kind: &Kind, query: &Query) -> Result<u64> {
        let by = self.lists.of_now(conn, kind)?;
        match self.lists.total_by(by, conn, kind, query) {
            Ok(Some(total)) => Ok(total),
            // An index that cannot be read is written anew meanwhile.
            _ => Ok(self.lists.total_by(Executor::Sql, conn, kind, query)?.unwrap_or(0)),
        }
    }

    /// The same by the values of a field, at most so many.
    pub fn totals_by(
        &self,
        conn: &Connection,
        kind: &Kind,
        query: &Query,
        grouping: &Grouping<'_>,
        most: usize,
    ) -> Result<BTreeMap<String, u64>> {
        let by = self.lists.of_now(conn, kind)?;
        let counts = match self.lists.count_by(by, conn, kind, query, grouping, most) {
            Ok(Some(counts)) => counts,
            _ => self.lists.count_by(Executor::Sql, conn, kind, query, grouping, most)?.unwrap_or_default(),
        };
        Ok(counts.largest.into_iter().map(|group| (group.key, group.count)).collect())
    }

    /// The query with its periods as the days and moments they are now, where the seller is.
    pub fn resolved(&self, kind: &Kind, query: &Query) -> Result<Query> {
        query.resolved(kind, &self.now()?)
    }

    /// The present, where the seller is.
    pub fn now(&self) -> Result<Now> {
        let chosen = self.vault.read(|conn| satchel_vault::settings::get(conn, "first_weekday"))?;
        let first_weekday = match chosen.as_ref().and_then(Value::as_str) {
            Some("monday") => Weekday::Monday,
            Some("saturday") => Weekday::Saturday,
            Some("sunday") => Weekday::Sunday,
            _ => first_weekday(&self.region()?),
        };
        let at_ms = Timestamp::now().as_millisecond();
        Ok(Now { at_ms, zone: TimeZone::system(), first_weekday })
    }

    /// Every record of a list as it is now, in order. A page may be answered as of a moment ago during a large write;
    /// this may not, or what no longer fits would be exported or changed.
    pub fn list_all(&self, kind: &str, query: &Query) -> Result<Vec<Id>> {
        let catalogue = self.catalogue();
        let kind = catalogue.kind(kind)?;
        let query = &self.resolved(kind, query)?;
        self.vault.read(|conn| {
            let all = (Page::Position(0), usize::MAX);
            let answer = self.lists.list(conn, kind, query, all.0, all.1)?;
            if answer.as_of >= changes::last_seq(conn)? {
                return Ok(answer.ids);
            }
            let exact = self.lists.list_by(Executor::Sql, conn, kind, query, all.0, all.1)?;
            Ok(exact.map_or(answer.ids, |exact| exact.ids))
        })
    }
}
