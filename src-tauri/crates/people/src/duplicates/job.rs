//! Looking at everybody: a job, slice by slice, which goes on where it was after the program ended.
//!
//! First everybody is read, a slice at a time, and kept in a few hundred bytes each; then the pairs of some say what is to be
//! said of any pair; then the pairs are weighed slice by slice, and each slice's are written down with how far it is. What is
//! made stands beside what was known before and takes its place at the end.

use satchel_feature::{Cx, Progress};
use satchel_kernel::{Error, Id, Result};
use satchel_vault::{changes, jobs};
use serde_json::{Value, json};

use super::base::LEAST;
use super::compact::Compact;
use super::firm::Firm;
use super::learning::Traits;
use super::person::Person;
use super::prospect::Prospect;
use super::store::{self, FORMAT, Kept, Looked, State};

/// Every job of this sort begins so; the kind of record follows.
pub const KINDS: &str = "duplicates.";
/// Records read at once.
const READ: usize = 2_000;
/// Records whose pairs are weighed before they are written down.
pub const SLICE: u32 = 8_000;
/// Pairs that are enough to reckon the chances from.
const SAMPLE: usize = 150_000;
/// Entries of a block, about.
const BLOCK: usize = 2_048;

/// The job's kind.
pub fn kind<T: Looked>() -> String {
    format!("{KINDS}{}", T::KIND)
}

/// What it is called.
pub fn label<T: Looked>() -> &'static str {
    match T::KIND {
        Firm::KIND => "Look for duplicates among companies",
        Prospect::KIND => "Look for duplicates among leads",
        _ => "Look for duplicates among contacts",
    }
}

/// Runs the job.
pub fn run(cx: &Cx, job: &jobs::Job, progress: &dyn Progress) -> Result<Value> {
    let pairs = match job.kind.strip_prefix(KINDS) {
        Some(Person::KIND) => build::<Person>(cx, progress, SLICE),
        Some(Firm::KIND) => build::<Firm>(cx, progress, SLICE),
        Some(Prospect::KIND) => build::<Prospect>(cx, progress, SLICE),
        _ => Err(Error::broken("unknown_job", "Nothing else can be there twice.")),
    }?;
    cx.vault.write_local(|conn| jobs::forget_older(conn, &job.kind, job.id))?;
    Ok(json!({ "pairs": pairs }))
}

/// Looks at everybody, so many records of pairs at once; answers how many pairs are kept.
pub fn build<T: Looked>(cx: &Cx, progress: &dyn Progress, slice: u32) -> Result<u64> {
    let making = format!("+{}", T::KIND);
    let (seq, many) = cx.vault.read(|conn| -> Result<(i64, u64)> {
        Ok((changes::last_seq(conn)?, store::count(conn, T::KIND)?))
    })?;
    let total = Some(many * 2);
    let mut all = Compact::default();
    let mut ids: Vec<Id> = Vec::new();
    loop {
        progress.report(u64::from(all.len()), total, "reading")?;
        let (read, records) = cx.vault.read(|conn| -> Result<(Vec<Id>, Vec<T>)> {
            let next = store::after(conn, T::KIND, ids.last().copied(), READ)?;
            if next.is_empty() { Ok(<_>::default()) } else { T::read(conn, Some(&next)) }
        })?;
        records.iter().for_each(|one| all.add(one));
        if read.is_empty() {
            break;
        }
        ids.extend(read);
    }
    all.close();
    let before = cx.vault.read(|conn| store::state(conn, &making))?.filter(|state| state.ids == ids);
    let state = match before {
        Some(state) => state,
        None => begin::<T>(cx, &making, seq, ids, &all, progress)?,
    };
    let mut at = state.position;
    while at < all.len() {
        progress.report(many + u64::from(at), total, "comparing")?;
        let end = at.saturating_add(slice).min(all.len());
        let (places, weighed) = all.weigh::<T>(all.pairs(at..end, |_| true));
        let id = |place: u32| state.ids.get(place as usize).copied();
        let likely = weighed.iter().map(|weighed| weighed.probability(state.chances));
        let kept = places.into_iter().zip(likely).filter(|(_, probability)| *probability >= LEAST);
        // What speaks for them is asked of the few that are kept.
        let pairs: Vec<Kept> = kept
            .filter_map(|((one, other), probability)| {
                let traits = Traits::of(&all.at::<T>(one)?.tell(&all.at(other)?, &all.all));
                Some(Kept { one: id(one)?, other: id(other)?, probability, traits })
            })
            .collect();
        cx.vault.write_local(|conn| {
            store::put_pairs(conn, &making, &pairs)?;
            store::put_position(conn, &making, end)
        })?;
        at = end;
    }
    cx.vault.write_local(|conn| store::promote(conn, &making, T::KIND))
}

/// Reckons what the weighing needs and writes it down with the blocks.
fn begin<T: Looked>(
    cx: &Cx,
    making: &str,
    seq: i64,
    ids: Vec<Id>,
    all: &Compact,
    progress: &dyn Progress,
) -> Result<State> {
    let many = u64::from(all.len());
    progress.report(many, Some(many * 2), "reckoning")?;
    let chances = all.chances::<T>(SAMPLE);
    let bits = (all.entries().len() / BLOCK).max(1).ilog2().min(14);
    let state = State {
        format: FORMAT,
        seq,
        ids,
        moved: Vec::new(),
        counts: all.all.thinned(),
        chances,
        bits,
        position: 0,
    };
    cx.vault.write_local(|conn| {
        store::clear(conn, making)?;
        for block in all.entries().chunk_by(|a, b| state.block(*a) == state.block(*b)) {
            let Some(first) = block.first() else { continue };
            store::put_block(conn, making, state.block(*first), block)?;
        }
        store::put_state(conn, making, &state)
    })?;
    Ok(state)
}
