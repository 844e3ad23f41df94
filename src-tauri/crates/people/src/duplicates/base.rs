//! What was found, kept in the vault: who opens the page or a receipt sees it at once, and only the records that changed
//! since are looked at again. Of more changes, and of a vault nobody asked yet, a job looks at everybody; a small vault does
//! not need one.

use std::collections::{HashMap, HashSet};
use std::marker::PhantomData;
use std::sync::{Mutex, PoisonError};

use satchel_feature::progress::Silent;
use satchel_feature::{Cx, Progress};
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
/// So many changed records are looked at at once, and while somebody waits; of more, the job looks.
const FEW: usize = 200;
/// Of more changes than this everybody is looked at anew,
const CHANGES: usize = 5_000;
/// and when more than so many were looked at again in all,
const MOVED: usize = 1_000;
/// which are a tenth of everybody or as many as this: they are read again with every change.
const MOST_MOVED: usize = 5_000;

/// So many records have to come with an import before everybody is looked at unasked,
const MANY: usize = 20;
/// and no more than so many may be there then: beyond, it takes minutes that only who asks shall spend.
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

/// Whether what is kept is as of now.
pub fn is_now<T: Looked>(conn: &Connection) -> Result<bool> {
    Ok(store::seq(conn, T::KIND)? == Some(changes::last_seq(conn)?))
}

/// Brings what is kept up to now as far as that is quick, and enters the job for the rest; so many records are looked at
/// at once.
pub fn bring<T: Looked>(cx: &Cx, look: bool, small: u64) -> Result<Stand> {
    let busy = cx.memory.of::<Busy<T>>();
    let _alone = busy.0.lock().unwrap_or_else(PoisonError::into_inner);
    if cx.vault.read(is_now::<T>)? {
        return Ok(Stand::Ready);
    }
    match cx.vault.read(known::<T>)? {
        Some((_, Since::Nothing)) => return Ok(Stand::Ready),
        Some((state, Since::Few(touched))) => {
            again::<T>(cx, state, &touched, &Silent)?;
            return Ok(Stand::Ready);
        }
        Some((_, Since::Many(_) | Since::Much)) | None => {}
    }
    if cx.vault.read(|conn| store::count(conn, T::KIND))? <= small {
        job::at_once::<T>(cx)?;
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
        if many <= SMALL || store::imported(conn, T::KIND, import)?.len() <= MANY {
            return Ok(false);
        }
        let state = store::state(conn, T::KIND)?;
        let since = state.map_or(Ok(Since::Much), |state| touched::<T>(conn, &state))?;
        Ok(match since {
            Since::Nothing | Since::Few(_) => false,
            Since::Many(_) => true,
            Since::Much => many <= UNASKED,
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
    /// Few enough to look at while somebody waits,
    Few(HashSet<Id>),
    /// or while nobody does,
    Many(HashSet<Id>),
    /// or so many that everybody is looked at anew.
    Much,
}

fn touched<T: Looked>(conn: &Connection, state: &State) -> Result<Since> {
    since::<T>(conn, state.seq, state.moved.len(), state.ids.len())
}

/// What is kept, as of now but for what is to be looked at again.
fn known<T: Looked>(conn: &Connection) -> Result<Option<(State, Since)>> {
    let Some(mut state) = store::state(conn, T::KIND)? else { return Ok(None) };
    let since = touched::<T>(conn, &state)?;
    state.seq = changes::last_seq(conn)?;
    Ok(Some((state, since)))
}

/// Whether so much was changed since that everybody of so many is to be looked at anew.
pub fn is_much<T: Looked>(conn: &Connection, seq: i64, many: usize) -> Result<bool> {
    Ok(matches!(since::<T>(conn, seq, 0, many)?, Since::Much))
}

fn since<T: Looked>(conn: &Connection, from: i64, moved: usize, many: usize) -> Result<Since> {
    let seq = changes::last_seq(conn)?;
    if from == seq {
        return Ok(Since::Nothing);
    }
    let touched = changes::touched_since(conn, from, CHANGES)?;
    let is_all = touched.last().is_some_and(|last| last.seq == seq);
    let touched: HashSet<Id> =
        touched.into_iter().filter(|one| one.kind == T::KIND).map(|one| one.id).collect();
    let moved = moved + touched.len();
    let is_old = moved > MOVED && (moved > many / 10 || moved > MOST_MOVED);
    Ok(match touched.len() {
        _ if !is_all || is_old => Since::Much,
        0..=FEW => Since::Few(touched),
        _ => Since::Many(touched),
    })
}

/// Looks at those again who are new or changed, if they are not so many that everybody is to be looked at anew; whether that
/// was so.
pub fn catch_up<T: Looked>(cx: &Cx, progress: &dyn Progress) -> Result<bool> {
    match cx.vault.read(known::<T>)? {
        Some((_, Since::Nothing)) => Ok(true),
        Some((state, Since::Few(touched) | Since::Many(touched))) => {
            again::<T>(cx, state, &touched, progress)?;
            Ok(true)
        }
        Some((_, Since::Much)) | None => Ok(false),
    }
}

fn again<T: Looked>(cx: &Cx, mut state: State, touched: &HashSet<Id>, progress: &dyn Progress) -> Result<()> {
    let mut touched: Vec<Id> = touched.iter().copied().collect();
    touched.sort_unstable();
    // What the blocks say of these is no longer so.
    state.moved.extend(&touched);
    state.moved.sort_unstable();
    state.moved.dedup();
    let mut done = 0;
    for some in touched.chunks(FEW) {
        progress.report(done, Some(touched.len() as u64), "comparing")?;
        let pairs = cx.vault.read(|conn| pairs_of::<T>(conn, &state, some))?;
        cx.vault.write_local(|conn| {
            store::drop_pairs(conn, &state.stands, some)?;
            store::put_pairs(conn, &state.stands, &pairs)
        })?;
        done += some.len() as u64;
    }
    cx.vault.write_local(|conn| store::put_seq(conn, T::KIND, &state))
}

/// Whom the blocks know by keys, which are in order; those who were looked at again since are left out. A block is read once
/// and let go.
pub fn found_by(
    conn: &Connection,
    state: &State,
    keys: &[u64],
    mut tell: impl FnMut(u64, Vec<Id>),
) -> Result<()> {
    for of_block in keys.chunk_by(|a, b| state.block(*a) == state.block(*b)) {
        let block = of_block.first().map(|key| state.block(*key)).unwrap_or_default();
        let entries = store::block(conn, &state.stands, block)?;
        for key in of_block {
            let from = entries.partition_point(|entry| entry < key);
            let own = entries.iter().skip(from).take_while(|entry| compact::key(**entry) == *key);
            let known = own.filter_map(|entry| state.ids.get(compact::place(*entry) as usize));
            tell(*key, known.filter(|id| state.moved.binary_search(id).is_err()).copied().collect());
        }
    }
    Ok(())
}

/// The pairs of some: with whom they share something is in the blocks.
fn pairs_of<T: Looked>(conn: &Connection, state: &State, of: &[Id]) -> Result<Vec<Kept>> {
    let (ids, moved) = T::read(conn, Some(&state.moved))?;
    let mut sharing: HashMap<u64, Vec<Id>> = HashMap::new();
    let mut wanted: HashSet<u64> = HashSet::new();
    for (id, one) in ids.iter().zip(&moved) {
        for key in one.keys().into_iter().map(|key| compact::entry(key, 0)) {
            sharing.entry(key).or_default().push(*id);
            if of.binary_search(id).is_ok() {
                wanted.insert(key);
            }
        }
    }
    sharing.retain(|key, _| wanted.contains(key));
    let mut wanted: Vec<u64> = wanted.into_iter().collect();
    wanted.sort_unstable();
    found_by(conn, state, &wanted, |key, known| sharing.entry(key).or_default().extend(known))?;
    let mut pairs: HashSet<(Id, Id)> = HashSet::new();
    for block in sharing.values().filter(|block| (2..=MOST).contains(&block.len())) {
        for one in block.iter().filter(|id| of.binary_search(id).is_ok()) {
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
}
