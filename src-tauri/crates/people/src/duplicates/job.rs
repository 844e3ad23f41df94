//! Looking at everybody: a job, slice by slice, which goes on where it was after the program ended or something else was done.
//!
//! First everybody is read, a slice at a time, and put on a [`super::shelf`]; then what they are found by is sorted there, and the
//! pairs of some say what is to be said of any pair; then the pairs are weighed slice by slice, and each slice's are
//! written down with how far it is. What is made stands beside what was known before and takes its place at the end.

use satchel_feature::{Cx, Progress};
use satchel_kernel::{Error, Id, Result};
use satchel_vault::{changes, jobs};
use serde_json::{Value, json};

use super::base::{self, LEAST};
use super::firm::Firm;
use super::gathered::{Gathered, READ};
use super::learning::Traits;
use super::person::Person;
use super::prospect::Prospect;
use super::shelf::{Either, Files, Memory, Shelf};
use super::store::{self, FORMAT, Kept, Looked, State};

/// Every job of this sort begins so; the kind of record follows.
pub const KINDS: &str = "duplicates.";
/// Records whose pairs are weighed before they are written down, at most.
pub const SLICE: u32 = 24_000;
/// Pairs that are enough to reckon the chances from.
const SAMPLE: u64 = 150_000;
/// Entries of a block, about.
const BLOCK: usize = 2_048;

/// On the shelf beside the records: the change up to which they are known, their ids, and that they are sorted.
const SEQ: &str = "seq";
const IDS: &str = "ids";
const SORTED: &str = "sorted";

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
        _ => Err(Error::broken(
            "unknown_job_kind",
            format!("This job (“{}”) is of a newer Satchel. Install the newest version to run it.", job.kind),
        )),
    }?;
    cx.vault.write_local(|conn| jobs::forget_older(conn, &job.kind, job.id))?;
    Ok(json!({ "pairs": pairs }))
}

/// Takes away what a job left that will not go on.
pub fn stop(cx: &Cx, job: &jobs::Job) -> Result<()> {
    let Some(kind) = job.kind.strip_prefix(KINDS) else { return Ok(()) };
    Files::of(&cx.vault, kind).remove()?;
    let stands = cx.vault.read(|conn| store::stands(conn, kind))?;
    cx.vault.write_local(|conn| store::drop_state(conn, &making(kind)))?;
    clear(cx, &store::beside(kind, stands.as_deref().unwrap_or(kind)))
}

/// Under which name it is said how far the making is.
fn making(kind: &str) -> String {
    format!("+{kind}")
}

/// Looks at everybody, so many records of pairs at once, or at those who changed where that is enough; answers how many pairs
/// are kept.
pub fn build<T: Looked>(cx: &Cx, progress: &dyn Progress, slice: u32) -> Result<u64> {
    if base::catch_up::<T>(cx, progress)? {
        return cx.vault.read(|conn| store::many_pairs(conn, T::KIND));
    }
    let pairs = make::<T>(cx, Either::Files(Files::of(&cx.vault, T::KIND)), progress, slice)?;
    Files::of(&cx.vault, T::KIND).remove()?;
    Ok(pairs)
}

/// Looks at everybody while one waits; they are few.
pub fn at_once<T: Looked>(cx: &Cx) -> Result<u64> {
    make::<T>(cx, Either::Memory(Memory::default()), &satchel_feature::progress::Silent, SLICE)
}

fn make<T: Looked>(cx: &Cx, shelf: Either, progress: &dyn Progress, slice: u32) -> Result<u64> {
    let making = making(T::KIND);
    let mut all = Gathered::on(shelf);
    let state = match left::<T>(cx, &mut all)? {
        Left::Sorted(mut state) => {
            all.reopen(std::mem::take(&mut state.counts))?;
            *state
        }
        Left::Read(seq, ids) => begin::<T>(cx, &mut all, seq, ids, progress)?,
        Left::Nothing => {
            if let Either::Files(files) = &mut all.shelf {
                files.remove()?;
            }
            all = Gathered::on(all.shelf);
            let seq = cx.vault.read(changes::last_seq)?;
            all.shelf.put(SEQ, &seq.to_le_bytes())?;
            all.shelf.keep(SEQ)?;
            begin::<T>(cx, &mut all, seq, Vec::new(), progress)?
        }
    };
    let many = u64::from(all.len());
    let total = Some(many * 2);
    let mut at = state.position;
    while at < all.len() {
        progress.report(many + u64::from(at), total, "comparing")?;
        let end = all.slice(at, slice).min(all.len());
        let pairs = all.pairs(at..end, |_| true)?;
        // The slice's own part of the way, by how many of the others were met.
        let (way, others) = (u64::from(end - at), u64::from(all.len() - at).max(1));
        let mut tick = |other: u32| {
            let met = u64::from(other.saturating_sub(at)) * way / others;
            progress.report(many + u64::from(at) + met, total, "comparing")
        };
        let chances = state.chances;
        let counts = std::mem::take(&mut all.all);
        let said = all.weigh::<T, (f64, Traits)>(&counts, &pairs, &mut tick, |one, other, weighed| {
            let probability = weighed.probability(chances);
            // What speaks for them is asked of the few that are kept.
            (probability >= LEAST).then(|| (probability, Traits::of(&one.tell(other, &counts))))
        });
        all.all = counts;
        let id = |place: u32| state.ids.get(place as usize).copied();
        let pairs: Vec<Kept> = said?
            .into_iter()
            .filter_map(|((one, other), (probability, traits))| {
                Some(Kept { one: id(one)?, other: id(other)?, probability, traits })
            })
            .collect();
        cx.vault.write_local(|conn| {
            store::put_pairs(conn, &state.stands, &pairs)?;
            store::put_position(conn, &making, end)
        })?;
        at = end;
    }
    let pairs = cx.vault.write_local(|conn| store::promote(conn, &making, T::KIND))?;
    clear(cx, &store::beside(T::KIND, &state.stands))?;
    Ok(pairs)
}

/// What another run left on the shelf and in the vault.
enum Left {
    /// Nothing to go on with.
    Nothing,
    /// The records as they were at a change, as far as they were read, and their ids.
    Read(i64, Vec<Id>),
    /// All of them, sorted, and how far the weighing is.
    Sorted(Box<State>),
}

fn left<T: Looked>(cx: &Cx, all: &mut Gathered<Either>) -> Result<Left> {
    let seq = all.shelf.get(SEQ, 0)?;
    let Some(seq) = seq.and_then(|seq| seq.first_chunk().copied()).map(i64::from_le_bytes) else {
        return Ok(Left::Nothing);
    };
    let frames = all.recall()?;
    let (mut ids, mut listed) = (Vec::new(), 0);
    all.shelf.each(IDS, 0, |frame| {
        ids.extend(store::ids_of(frame));
        listed += 1;
        Ok(())
    })?;
    let is_whole = frames == listed && ids.len() == all.len() as usize;
    if !is_whole || cx.vault.read(|conn| base::is_much::<T>(conn, seq, ids.len()))? {
        return Ok(Left::Nothing);
    }
    if all.shelf.get(SORTED, 0)?.is_some() {
        let state = cx.vault.read(|conn| store::state(conn, &making(T::KIND)))?;
        if let Some(state) = state.filter(|state| state.seq == seq && state.ids == ids) {
            return Ok(Left::Sorted(Box::new(state)));
        }
        all.shelf.forget(SORTED)?;
    }
    Ok(Left::Read(seq, ids))
}

/// Reads who is not read yet, reckons what the weighing needs and writes it down with the blocks.
fn begin<T: Looked>(
    cx: &Cx,
    all: &mut Gathered<Either>,
    seq: i64,
    mut ids: Vec<Id>,
    progress: &dyn Progress,
) -> Result<State> {
    let making = making(T::KIND);
    let (known, many) = cx.vault.read(|conn| -> Result<(Option<String>, u64)> {
        Ok((store::stands(conn, T::KIND)?, store::count(conn, T::KIND)?))
    })?;
    let stands = store::beside(T::KIND, known.as_deref().unwrap_or(T::KIND));
    cx.vault.write_local(|conn| store::drop_state(conn, &making))?;
    clear(cx, &stands)?;
    let total = Some(many * 2);
    loop {
        progress.report(u64::from(all.len()), total, "reading")?;
        let (read, records) = cx.vault.read(|conn| -> Result<(Vec<Id>, Vec<T>)> {
            let next = store::after(conn, T::KIND, ids.last().copied(), READ)?;
            if next.is_empty() { Ok(<_>::default()) } else { T::read(conn, Some(&next)) }
        })?;
        if read.is_empty() {
            break;
        }
        all.add(&records)?;
        all.shelf.put(IDS, &store::bytes_of(&read))?;
        ids.extend(read);
    }
    all.shelf.keep(IDS)?;
    let mut reckoning = |_: u32| progress.report(many, total, "reckoning");
    let mut bits = 0;
    all.close::<T>(&mut reckoning, &mut |keys, heaps, entries| {
        bits = (keys / BLOCK).max(1).ilog2().min(14).max(heaps);
        cx.vault.write_local(|conn| -> Result<()> {
            for block in entries.chunk_by(|a, b| store::block_of(*a, bits) == store::block_of(*b, bits)) {
                let Some(first) = block.first() else { continue };
                store::put_block(conn, &stands, store::block_of(*first, bits), block)?;
            }
            Ok(())
        })
    })?;
    let chances = all.chances::<T>(SAMPLE, &mut reckoning)?;
    let counts = std::mem::take(&mut all.all);
    let mut state =
        State { format: FORMAT, seq, ids, moved: Vec::new(), counts, chances, bits, position: 0, stands };
    cx.vault.write_local(|conn| store::put_state(conn, &making, &state))?;
    all.all = std::mem::take(&mut state.counts);
    all.shelf.put(SORTED, &[])?;
    all.shelf.keep(SORTED)?;
    Ok(state)
}

/// Throws the pairs and blocks away that stand under a name, a few at a time, as others want to write too.
fn clear(cx: &Cx, name: &str) -> Result<()> {
    while cx.vault.write_local(|conn| store::clear_some(conn, name))? {}
    Ok(())
}
