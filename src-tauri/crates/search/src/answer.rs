//! Lists as everybody asks for them: one query value, either executor, an exact total.
//!
//! SQL answers while the records are few, the index when they are more; during a large write its answer says as of when
//! it is. Which one answered cannot be told from an answer: a property test holds both to the reference evaluator.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;
use satchel_kernel::evaluate::Plan;
use satchel_kernel::evaluate::groups::Grouping;
use satchel_kernel::query::Query;
use satchel_kernel::{Id, Kind};
use satchel_vault::changes;
use satchel_vault::list::{Listing, cursor};

use crate::document::Documents;
use crate::index::Index;
use crate::lists::groups::{GroupCount, GroupCounts};
use crate::lists::{self, Start};
use crate::view::View;
use crate::{Result, SearchError};

/// Up to so many records SQL is as fast as the index.
const FEW: u64 = 2_000;
/// Ordered lists of ids that are kept for paging, and how many ids in all.
const KEPT: usize = 4;
const KEPT_IDS: usize = 1_000_000;

/// Which part of a list is wanted.
#[derive(Clone, Copy, Debug)]
pub enum Page<'a> {
    /// From this position on: a screen may jump anywhere.
    Position(u64),
    /// After the cursor of the answer before: the API walks the list whatever is written meanwhile.
    Cursor(&'a str),
}

/// A part of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListAnswer {
    /// The records, in order.
    pub ids: Vec<Id>,
    /// How many the whole list has.
    pub total: u64,
    /// The change the answer is exact for: the last one, or less during a large write.
    pub as_of: i64,
    /// What continues the list; absent at its end.
    pub next_cursor: Option<String>,
}

/// Who answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Executor {
    /// SQL on the vault.
    Sql,
    /// The index's columns.
    Index,
}

/// Answers lists from an index, where there is one, and the vault.
pub struct Lists {
    index: Option<Arc<Index>>,
    documents: Arc<dyn Documents>,
    cursor_key: [u8; 32],
    kept: Mutex<VecDeque<Kept>>,
}

/// An ordered list of ids as of a change.
struct Kept {
    kind: String,
    query: Query,
    seq: i64,
    ids: Arc<Vec<Id>>,
}

impl Lists {
    /// Lists over this index; without one SQL answers all. `cursor_key` is the vault's own
    /// (`vault.derive_key("satchel list cursor")`).
    pub fn new(index: Option<Arc<Index>>, documents: Arc<dyn Documents>, cursor_key: [u8; 32]) -> Self {
        Self { index, documents, cursor_key, kept: Mutex::default() }
    }

    /// The ids of one page and the list's total, as of the connection's snapshot.
    pub fn list(
        &self,
        conn: &Connection,
        kind: &Kind,
        query: &Query,
        page: Page<'_>,
        limit: usize,
    ) -> Result<ListAnswer> {
        let plan = Plan::new(kind, query)?;
        if let Some((index, view)) = self.view(conn)
            && choose(&view, kind).is_ok_and(|by| by == Executor::Index)
        {
            match index.note(self.by_index(conn, &view, &plan, query, page, limit)) {
                Err(refused @ SearchError::Inner(_)) => return Err(refused),
                Err(error) => tracing::warn!(%error, "the index failed; the list is read from the vault"),
                answer => return answer,
            }
        }
        self.by_sql(conn, &plan, query, page, limit)
    }

    /// The same through one executor, for tests and measurements; `None` if the index cannot answer.
    pub fn list_by(
        &self,
        executor: Executor,
        conn: &Connection,
        kind: &Kind,
        query: &Query,
        page: Page<'_>,
        limit: usize,
    ) -> Result<Option<ListAnswer>> {
        let plan = Plan::new(kind, query)?;
        if executor == Executor::Sql {
            return self.by_sql(conn, &plan, query, page, limit).map(Some);
        }
        let Some((_, view)) = self.view(conn) else { return Ok(None) };
        self.by_index(conn, &view, &plan, query, page, limit).map(Some)
    }

    /// How many records a list has.
    pub fn total(&self, conn: &Connection, kind: &Kind, query: &Query) -> Result<u64> {
        let plan = Plan::new(kind, query)?;
        if let Some((index, view)) = self.view(conn)
            && choose(&view, kind).is_ok_and(|by| by == Executor::Index)
        {
            match index.note(lists::total(&view, &plan)) {
                Err(error) => tracing::warn!(%error, "the index failed; the list is counted in the vault"),
                answer => return answer,
            }
        }
        Ok(Listing::new(&plan).total(conn)?)
    }

    /// Who counts records of this kind as of now: the index where it knows every change, the vault during a large write.
    pub fn of_now(&self, conn: &Connection, kind: &Kind) -> Result<Executor> {
        let now = changes::last_seq(conn)?;
        let exact = self.view(conn).filter(|(_, view)| view.as_of >= now);
        Ok(exact.and_then(|(_, view)| choose(&view, kind).ok()).unwrap_or(Executor::Sql))
    }

    /// The same through one executor; `None` if the index cannot answer.
    pub fn total_by(
        &self,
        executor: Executor,
        conn: &Connection,
        kind: &Kind,
        query: &Query,
    ) -> Result<Option<u64>> {
        let plan = Plan::new(kind, query)?;
        if executor == Executor::Sql {
            return Ok(Some(Listing::new(&plan).total(conn)?));
        }
        let Some((_, view)) = self.view(conn) else { return Ok(None) };
        lists::total(&view, &plan).map(Some)
    }

    /// How many records of a list stand in which group: the largest first, then by the group, at most so many groups.
    pub fn count(
        &self,
        conn: &Connection,
        kind: &Kind,
        query: &Query,
        grouping: &Grouping<'_>,
        most: usize,
    ) -> Result<GroupCounts> {
        let plan = Plan::new(kind, query)?;
        if let Some((index, view)) = self.view(conn)
            && choose(&view, kind).is_ok_and(|by| by == Executor::Index)
        {
            match index.note(lists::groups::count(&view, &plan, grouping, most)) {
                Err(error) => tracing::warn!(%error, "the index failed; groups are counted in the vault"),
                answer => return answer,
            }
        }
        by_sql(conn, &plan, grouping, most)
    }

    /// The same through one executor; `None` if the index cannot answer.
    pub fn count_by(
        &self,
        executor: Executor,
        conn: &Connection,
        kind: &Kind,
        query: &Query,
        grouping: &Grouping<'_>,
        most: usize,
    ) -> Result<Option<GroupCounts>> {
        let plan = Plan::new(kind, query)?;
        if executor == Executor::Sql {
            return by_sql(conn, &plan, grouping, most).map(Some);
        }
        let Some((_, view)) = self.view(conn) else { return Ok(None) };
        lists::groups::count(&view, &plan, grouping, most).map(Some)
    }

    fn view(&self, conn: &Connection) -> Option<(&Index, View)> {
        let index = self.index.as_ref()?;
        match index.note(index.view(conn, &*self.documents)) {
            Ok(view) => view.snapshot.seq.map(|_| (&**index, view)),
            Err(error) => {
                tracing::warn!(%error, "the index cannot be read");
                None
            }
        }
    }

    fn by_index(
        &self,
        conn: &Connection,
        view: &View,
        plan: &Plan<'_>,
        query: &Query,
        page: Page<'_>,
        limit: usize,
    ) -> Result<ListAnswer> {
        let (ids, total) = match page {
            Page::Position(position) => lists::page(view, plan, Start::Position(position), limit)?,
            Page::Cursor(sealed) => {
                let rank = cursor::open(&self.cursor_key, &plan.kind.name, query, sealed)?;
                lists::page(view, plan, Start::After(&rank), limit)?
            }
        };
        let next_cursor = self.next(conn, plan, query, &ids, limit)?;
        Ok(ListAnswer { ids, total, as_of: view.as_of, next_cursor })
    }

    fn by_sql(
        &self,
        conn: &Connection,
        plan: &Plan<'_>,
        query: &Query,
        page: Page<'_>,
        limit: usize,
    ) -> Result<ListAnswer> {
        let listing = Listing::new(plan);
        let as_of = changes::last_seq(conn)?;
        let (ids, total) = match page {
            // The first page of a list that has an index is read without reading the list.
            Page::Position(0) if listing.is_indexed() => {
                (listing.page(conn, 0, limit)?, listing.total(conn)?)
            }
            Page::Position(position) => {
                let all = self.all(conn, &listing, &plan.kind.name, query, as_of)?;
                let skip = usize::try_from(position).unwrap_or(usize::MAX);
                (all.iter().skip(skip).take(limit).copied().collect(), all.len() as u64)
            }
            Page::Cursor(sealed) => {
                let rank = cursor::open(&self.cursor_key, &plan.kind.name, query, sealed)?;
                (listing.after(conn, &rank, limit)?, listing.total(conn)?)
            }
        };
        let next_cursor = self.next(conn, plan, query, &ids, limit)?;
        Ok(ListAnswer { ids, total, as_of, next_cursor })
    }

    /// The whole list's ids as of a change, from those kept or read and kept.
    fn all(
        &self,
        conn: &Connection,
        listing: &Listing,
        kind: &str,
        query: &Query,
        seq: i64,
    ) -> Result<Arc<Vec<Id>>> {
        let kept = || self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let same = |one: &&Kept| one.seq == seq && one.kind == kind && one.query == *query;
        if let Some(one) = kept().iter().find(same) {
            return Ok(Arc::clone(&one.ids));
        }
        let ids = Arc::new(listing.ids(conn)?);
        let mut kept = kept();
        kept.retain(|one| one.seq >= seq);
        kept.push_front(Kept { kind: kind.to_owned(), query: query.clone(), seq, ids: Arc::clone(&ids) });
        while kept.len() > KEPT
            || (kept.len() > 1 && kept.iter().map(|one| one.ids.len()).sum::<usize>() > KEPT_IDS)
        {
            kept.pop_back();
        }
        Ok(ids)
    }

    /// The cursor behind the last record of a full page.
    fn next(
        &self,
        conn: &Connection,
        plan: &Plan<'_>,
        query: &Query,
        ids: &[Id],
        limit: usize,
    ) -> Result<Option<String>> {
        let Some(last) = ids.last().filter(|_| limit > 0 && ids.len() >= limit) else { return Ok(None) };
        let rank = Listing::new(plan).rank(conn, *last)?;
        Ok(rank.map(|rank| cursor::seal(&self.cursor_key, &plan.kind.name, query, &rank)))
    }
}

/// Groups counted in the vault.
fn by_sql(conn: &Connection, plan: &Plan<'_>, grouping: &Grouping<'_>, most: usize) -> Result<GroupCounts> {
    let counts = Listing::new(plan).counts(conn, plan.kind, grouping)?;
    let many = counts.len() as u64;
    let largest = counts.into_iter().take(most).map(|(key, count)| GroupCount { key, count, one: None });
    Ok(GroupCounts { largest: largest.collect(), many })
}

/// Who answers a list of this kind.
fn choose(view: &View, kind: &Kind) -> Result<Executor> {
    let mut records = 0;
    for segment in &view.snapshot.segments {
        records += segment.state(view.snapshot.fields.state, &kind.name, false)?.count();
    }
    Ok(if records <= FEW { Executor::Sql } else { Executor::Index })
}
