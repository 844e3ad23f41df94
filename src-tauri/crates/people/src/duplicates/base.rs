//! What was found, kept in the vault: who opens the page or a receipt sees it at once, and only the records that changed
//! since are looked at again. Of more changes, and of a vault nobody asked yet, a job looks at everybody; a small vault does
//! not need one.

use std::collections::{HashMap, HashSet};
use std::marker::PhantomData;
use std::sync::{Mutex, PoisonError};

use satchel_feature::Cx;
use satchel_feature::progress::Silent;
use satchel_kernel::{Id, Result};
use satchel_vault::{Connection, changes, jobs, settings};
use serde::Serialize;

use super::compact::{self, MOST};
use super::firm::Firm;
use super::job;
use super::learning::{Learnt, Traits};
use super::person::Person;
use super::prospect::Prospect;
use super::store::{self, Kept, Looked, State};

/// Nothing less likely is kept.
pub const LEAST: f64 = 0.001;
/// So many records are looked at while somebody waits.
pub const SMALL: u64 = 3_000;
/// Of more changes than this everybody is looked at anew,
const CHANGES: usize = 5_000;
/// and of more records at once,
const FEW: usize = 200;
/// and of more than this in all, or a tenth of them.
const MOVED: usize = 1_000;

/// So many records have to come with an import before everybody is looked at unasked,
const MANY: usize = 20;
/// and no more than so many may be there then: beyond, it takes memory and minutes that only who asks shall spend.
const UNASKED: u64 = 50_000;

/// Learnt is from so many answers, the latest ones.
const ANSWERS: usize = 5_000;

/// What the answers about records of a kind teach; nothing if the seller does not want it.
pub fn learnt<T: Looked>(conn: &Connection) -> Result<Learnt> {
    let is_wanted = settings::get(conn, "learn_from_answers")?.and_then(|value| value.as_bool());
    if is_wanted == Some(false) {
        return Ok(Learnt::default());
    }
    Ok(Learnt::of(store::lessons(conn, T::KIND, ANSWERS)?))
}

/// How far the looking is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Stand {
    /// Everybody was looked at.
    Ready,
    /// A job looks at everybody; the pairs are those known before.
    Looking,
    /// Such a job was stopped, or failed; `look` begins it again.
    Stopped,
}

/// Who looks at a kind while others wait.
#[derive(Default)]
struct Busy<T>(Mutex<()>, PhantomData<fn() -> T>);

/// Brings what is kept up to now as far as that is quick, and enters the job for the rest; so many records are looked at
/// at once.
pub fn bring<T: Looked>(cx: &Cx, look: bool, small: u64) -> Result<Stand> {
    let busy = cx.memory.of::<Busy<T>>();
    let _alone = busy.0.lock().unwrap_or_else(PoisonError::into_inner);
    let state = cx.vault.read(|conn| store::state(conn, T::KIND))?;
    if let Some(state) = state {
        let now = cx.vault.read(|conn| touched::<T>(conn, &state))?;
        match now {
            Since::Nothing => return Ok(Stand::Ready),
            Since::Few(touched) => {
                again::<T>(cx, state, &touched)?;
                return Ok(Stand::Ready);
            }
            Since::Much => {}
        }
    }
    if cx.vault.read(|conn| store::count(conn, T::KIND))? <= small {
        job::build::<T>(cx, &Silent, job::SLICE)?;
        return Ok(Stand::Ready);
    }
    enqueue::<T>(cx, look)
}

/// After an import that brought more than a few: enters the job where looking takes one, so that its receipt knows who may be
/// there twice. A small vault is looked at when the receipt is, and a job that somebody stopped is not begun again.
pub fn after_import(cx: &Cx, import: Id) -> Result<()> {
    look_after::<Person>(cx, import)?;
    look_after::<Firm>(cx, import)?;
    look_after::<Prospect>(cx, import)
}

fn look_after<T: Looked>(cx: &Cx, import: Id) -> Result<()> {
    let is_due = cx.vault.read(|conn| -> Result<bool> {
        let many = store::count(conn, T::KIND)?;
        if many <= SMALL || many > UNASKED || store::imported(conn, T::KIND, import)?.len() <= MANY {
            return Ok(false);
        }
        let state = store::state(conn, T::KIND)?;
        Ok(match state {
            Some(state) => matches!(touched::<T>(conn, &state)?, Since::Much),
            None => true,
        })
    })?;
    if is_due {
        enqueue::<T>(cx, false)?;
    }
    Ok(())
}

fn enqueue<T: Looked>(cx: &Cx, look: bool) -> Result<Stand> {
    let kind = job::kind::<T>();
    let stand = cx.vault.write_local(|conn| -> Result<Stand> {
        if !jobs::unfinished(conn, &kind)?.is_empty() {
            return Ok(Stand::Looking);
        }
        let ended = jobs::latest(conn, &kind)?.map(|job| job.state);
        if !look && matches!(ended, Some(jobs::State::Cancelled | jobs::State::Failed)) {
            return Ok(Stand::Stopped);
        }
        let job = jobs::NewJob {
            kind: kind.clone(),
            label: job::label::<T>().into(),
            input: serde_json::json!({ "actor": cx.actor }),
            max_attempts: 3,
            ..jobs::NewJob::default()
        };
        jobs::enqueue(conn, &job, 0)?;
        Ok(Stand::Looking)
    })?;
    cx.ring_jobs();
    Ok(stand)
}

/// What was changed since.
enum Since {
    Nothing,
    Few(HashSet<Id>),
    Much,
}

fn touched<T: Looked>(conn: &Connection, state: &State) -> Result<Since> {
    let seq = changes::last_seq(conn)?;
    if state.seq == seq {
        return Ok(Since::Nothing);
    }
    let touched = changes::touched_since(conn, state.seq, CHANGES)?;
    let is_all = touched.last().is_some_and(|last| last.seq == seq);
    let touched: HashSet<Id> =
        touched.into_iter().filter(|one| one.kind == T::KIND).map(|one| one.id).collect();
    let moved = state.moved.len() + touched.len();
    let is_much = !is_all || touched.len() > FEW || (moved > MOVED && moved > state.ids.len() / 10);
    Ok(if is_much { Since::Much } else { Since::Few(touched) })
}

/// Looks at those again who are new or changed: with whom they share something is in the blocks.
fn again<T: Looked>(cx: &Cx, mut state: State, touched: &HashSet<Id>) -> Result<()> {
    let pairs = cx.vault.read(|conn| -> Result<Vec<Kept>> {
        state.seq = changes::last_seq(conn)?;
        if touched.is_empty() {
            return Ok(Vec::new());
        }
        state.moved.extend(touched.iter().copied());
        state.moved.sort_unstable();
        state.moved.dedup();
        // What the blocks say of these is no longer so.
        let (ids, moved) = T::read(conn, Some(&state.moved))?;
        let mut sharing: HashMap<u64, Vec<Id>> = HashMap::new();
        let mut wanted: HashSet<u64> = HashSet::new();
        for (id, one) in ids.iter().zip(&moved) {
            for key in one.keys().into_iter().map(|key| compact::entry(key, 0)) {
                sharing.entry(key).or_default().push(*id);
                if touched.contains(id) {
                    wanted.insert(key);
                }
            }
        }
        sharing.retain(|key, _| wanted.contains(key));
        let mut blocks: HashMap<i64, Vec<u64>> = HashMap::new();
        for key in &wanted {
            let block = state.block(*key);
            if let std::collections::hash_map::Entry::Vacant(free) = blocks.entry(block) {
                free.insert(store::block(conn, T::KIND, block)?);
            }
            let entries = blocks.get(&block).map(Vec::as_slice).unwrap_or_default();
            let from = entries.partition_point(|entry| *entry < *key);
            let own = entries.iter().skip(from).take_while(|entry| compact::key(**entry) == *key);
            let known = own.filter_map(|entry| state.ids.get(compact::place(*entry) as usize));
            let known = known.filter(|id| state.moved.binary_search(id).is_err()).copied();
            sharing.entry(*key).or_default().extend(known);
        }
        let mut pairs: HashSet<(Id, Id)> = HashSet::new();
        for block in sharing.values().filter(|block| (2..=MOST).contains(&block.len())) {
            for one in block.iter().filter(|id| touched.contains(id)) {
                let others = block.iter().filter(|other| *other != one);
                pairs.extend(others.map(|other| (*one.min(other), *one.max(other))));
            }
        }
        let needed: HashSet<Id> = pairs.iter().flat_map(|(one, other)| [*one, *other]).collect();
        let (ids, records) = T::read(conn, Some(&needed.into_iter().collect::<Vec<_>>()))?;
        let records: HashMap<Id, T> = ids.into_iter().zip(records).collect();
        let weighed = pairs.into_iter().filter_map(|(one, other)| {
            let weighed = records.get(&one)?.weigh(records.get(&other)?, &state.counts, true);
            let probability = weighed.probability(state.chances);
            let traits = Traits::of(&weighed.told());
            (probability >= LEAST).then_some(Kept { one, other, probability, traits })
        });
        Ok(weighed.collect())
    })?;
    let touched: Vec<Id> = touched.iter().copied().collect();
    cx.vault.write_local(|conn| {
        store::drop_pairs(conn, T::KIND, &touched)?;
        store::put_pairs(conn, T::KIND, &pairs)?;
        store::put_seq(conn, T::KIND, &state)
    })
}
