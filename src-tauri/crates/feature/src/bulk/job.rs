//! Many records as a job: the ids staged, written in slices, the job's position in the same transaction as its slice.

use std::collections::HashMap;

use satchel_kernel::{Error, Id, Result};
use satchel_vault::jobs::{self, Job, NewJob};
use satchel_vault::{FrameReader, Tx, changes};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Deed, Outcome, Piece, rules};
use crate::{Cx, Progress};

/// The kind of these jobs.
pub const KIND: &str = "bulk";
/// The staging file's name in its area.
const CHOSEN: &str = "chosen";
/// Ids in one frame of it.
const FRAME: usize = 8_192;
/// Records written in one slice at most; somebody who waits to write ends it early.
const SLICE: u64 = 10_000;

/// What the job needs.
#[derive(Serialize, Deserialize)]
struct Work {
    /// Who asked, in the change log.
    actor: String,
    /// The change set.
    set: Id,
    /// The records' kinds and what is done to them; the staged ids name them by their places here.
    deeds: Vec<(String, Deed)>,
    /// How many records there are.
    selected: u64,
}

/// Stages the chosen ids and enters the job.
pub(super) fn begin(cx: &Cx, label: &str, pieces: &[Piece]) -> Result<Outcome> {
    let label = label.to_owned();
    let act = cx.act(&label);
    let set = cx.vault.stage(&act)?;
    let staged = stage(cx, set, pieces).and_then(|()| {
        let selected = pieces.iter().map(|piece| piece.ids.len() as u64).sum();
        let deeds = pieces.iter().map(|piece| (piece.kind.clone(), piece.deed.clone())).collect();
        let work = Work { actor: cx.actor.clone(), set, deeds, selected };
        let input = serde_json::to_value(&work).map_err(unreadable)?;
        let written = cx.vault.write(&act, |tx| {
            let job = NewJob {
                kind: KIND.into(),
                label: label.clone(),
                input,
                idempotency_key: None,
                run_at_ms: tx.now_ms(),
                max_attempts: 5,
            };
            jobs::enqueue(tx, &job, tx.now_ms())
        })?;
        Ok(Outcome { selected, change_set: Some(set), job: Some(written.value), ..Outcome::default() })
    });
    match staged {
        Ok(outcome) => {
            cx.ring_jobs();
            Ok(outcome)
        }
        Err(error) => {
            take_back(cx, set, &label);
            Err(error)
        }
    }
}

fn stage(cx: &Cx, set: Id, pieces: &[Piece]) -> Result<()> {
    let mut out = cx.vault.staging().area(set).writer(CHOSEN)?;
    for (place, piece) in (0_u8..).zip(pieces) {
        for ids in piece.ids.chunks(FRAME) {
            let bytes: Vec<u8> =
                std::iter::once(place).chain(ids.iter().flat_map(|id| *id.as_bytes())).collect();
            out.append(&bytes)?;
        }
    }
    Ok(out.sync()?)
}

/// Runs a job to its end from where it stands; answers what came of it.
pub fn run(cx: &Cx, job: &Job, progress: &dyn Progress) -> Result<Value> {
    let work = Work::of(job)?;
    let mut outcome = match &job.position {
        Some(position) => serde_json::from_value(position.clone()).map_err(unreadable)?,
        None => Outcome {
            selected: work.selected,
            change_set: Some(work.set),
            job: Some(job.id),
            ..Outcome::default()
        },
    };
    let state = cx.vault.read(|conn| changes::set(conn, work.set))?.map(|set| set.state);
    let done = match state.as_deref() {
        Some("staged" | "open") => write(cx, job, &work, &mut outcome, progress),
        // The program ended between the end of the writing and the end of the job.
        Some("sealed") | None if outcome.done() >= work.selected => Ok(()),
        _ => Err(Error::broken("interrupted_work", "This was interrupted and taken back. Do it again.")),
    };
    match done {
        Ok(()) => serde_json::to_value(&outcome).map_err(unreadable),
        Err(error) if error.code == "interrupted" || error.is_transient() => Err(error),
        Err(error) => {
            take_back(cx, work.set, &job.label);
            Err(error)
        }
    }
}

fn write(cx: &Cx, job: &Job, work: &Work, outcome: &mut Outcome, progress: &dyn Progress) -> Result<()> {
    let mut ids = Ids::skipping(cx.vault.staging().area(work.set).reader(CHOSEN)?, outcome.done())?;
    let mut large = cx.vault.resume_large(work.set)?;
    let region = cx.region()?;
    loop {
        progress.report(outcome.done(), Some(work.selected), "writing")?;
        let mut next = outcome.clone();
        let over = large.slice(|tx| slice(cx, tx, job.id, work, &region, &mut ids, &mut next))?.value;
        *outcome = next;
        if over {
            break;
        }
    }
    if large.is_empty() {
        outcome.change_set = None;
    }
    large.seal_with(|tx| position(tx, job.id, outcome))?;
    Ok(())
}

fn slice(
    cx: &Cx,
    tx: &Tx<'_>,
    job: Id,
    work: &Work,
    region: &str,
    ids: &mut Ids,
    outcome: &mut Outcome,
) -> Result<bool> {
    // Whoever cancels waits for the slice to end, so this is where it is heard first.
    if jobs::get(tx, job)?.cancel {
        return Err(Error::refused("cancelled", "It was stopped; nothing of it is left."));
    }
    let catalogue = cx.catalogue();
    let rules = rules(cx, tx, &catalogue, region);
    let end = outcome.done() + SLICE;
    let mut over = false;
    while outcome.done() < end {
        let Some((place, id)) = ids.next()? else {
            over = true;
            break;
        };
        let (kind, deed) = work.deeds.get(place).ok_or_else(torn)?;
        deed.count(tx, &rules, cx.registry.kind(kind)?, id, outcome)?;
        if tx.wanted() {
            break;
        }
    }
    position(tx, job, outcome)?;
    Ok(over)
}

fn position(tx: &Tx<'_>, job: Id, outcome: &Outcome) -> Result<()> {
    Ok(jobs::set_position(tx, job, &json!(outcome))?)
}

/// Takes back what a job wrote that was cancelled or will not be tried again.
pub fn stop(cx: &Cx, job: &Job) -> Result<()> {
    let work = Work::of(job)?;
    take_back(cx, work.set, &job.label);
    Ok(())
}

/// After the vault was opened: what was staged or written for a job that will not run is taken back. Answers the jobs
/// that had begun to write.
pub fn recover(cx: &Cx) -> Result<Vec<Id>> {
    let jobs = cx.vault.read(|conn| jobs::unfinished(conn, KIND))?;
    let awaited: HashMap<Id, Id> =
        jobs.iter().filter_map(|job| Some((Work::of(job).ok()?.set, job.id))).collect();
    let mut begun = Vec::new();
    for set in cx.vault.open_sets()? {
        let state = cx.vault.read(|conn| changes::set(conn, set.id))?.map(|set| set.state);
        if state.as_deref() == Some("open") {
            begun.extend(awaited.get(&set.id));
        }
        if !awaited.contains_key(&set.id) && cx.vault.staging().area(set.id).contains(CHOSEN) {
            take_back(cx, set.id, &set.label);
        }
    }
    Ok(begun)
}

/// A second fault must not hide the first; what could not be taken back now is when the vault is opened next.
fn take_back(cx: &Cx, set: Id, label: &str) {
    let state = cx.vault.read(|conn| changes::set(conn, set)).ok().flatten().map(|set| set.state);
    if !matches!(state.as_deref(), Some("staged" | "open")) {
        return;
    }
    if let Err(error) = cx.vault.abandon(set, &cx.act(format!("Take back: {label}"))) {
        tracing::error!(%error, "a change of many records could not be taken back");
    }
}

impl Work {
    fn of(job: &Job) -> Result<Self> {
        serde_json::from_value(job.input.clone()).map_err(unreadable)
    }
}

fn unreadable(error: serde_json::Error) -> Error {
    torn().because(error)
}

fn torn() -> Error {
    Error::broken("job_unreadable", "The description of this work cannot be read.")
}

/// The staged ids with the places of their deeds, one by one.
struct Ids {
    from: FrameReader,
    place: usize,
    frame: std::vec::IntoIter<Id>,
}

impl Ids {
    fn skipping(from: FrameReader, passed: u64) -> Result<Self> {
        let mut ids = Self { from, place: 0, frame: Vec::new().into_iter() };
        for _ in 0..passed {
            if ids.next()?.is_none() {
                break;
            }
        }
        Ok(ids)
    }

    fn next(&mut self) -> Result<Option<(usize, Id)>> {
        loop {
            if let Some(id) = self.frame.next() {
                return Ok(Some((self.place, id)));
            }
            let Some(bytes) = self.from.next()? else { return Ok(None) };
            let (place, ids) = bytes.split_first().ok_or_else(torn)?;
            self.place = usize::from(*place);
            self.frame = ids.chunks_exact(16).filter_map(Id::from_slice).collect::<Vec<_>>().into_iter();
        }
    }
}
