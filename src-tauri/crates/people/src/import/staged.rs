//! Staged rows: what shall become of each, how they lie in the encrypted file, and how they are read ahead of who writes them.

use std::cell::RefCell;
use std::sync::mpsc;

use satchel_feature::records;
use satchel_kernel::{Error, Id, Result};
use satchel_vault::FrameReader;
use serde::{Deserialize, Serialize};

use super::convert::Written;
use super::receipt::Details;

/// Rows handed over at a time.
pub(super) const BATCH: usize = 256;

/// A staged row.
#[derive(Debug, Serialize, Deserialize)]
pub struct Staged {
    /// The file's number.
    pub file: u32,
    /// The data row or card, from 1.
    pub row: u64,
    /// What shall become of it.
    pub step: Step,
    /// What its receipt says.
    pub details: Details,
    /// For a row that is joined or fills own fields: the column that filled each field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub targets: Vec<(usize, String)>,
    /// What another program calls its record.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub origins: Vec<String>,
}

/// What shall become of a staged row.
#[derive(Debug, Serialize, Deserialize)]
pub enum Step {
    /// A new record.
    Create {
        /// Its id.
        id: Id,
        /// What it says.
        brought: Brought,
        /// The digest by which the very same row is known again.
        fingerprint: [u8; 16],
    },
    /// Joined with a record.
    Join {
        /// The record.
        id: Id,
        /// What the row says.
        brought: Brought,
        /// Whether an earlier row of this import made or joined the record.
        earlier: bool,
        /// As for a new record.
        fingerprint: [u8; 16],
    },
    /// The very same row was imported before.
    Same {
        /// Its record.
        id: Id,
        /// The record's kind.
        kind: String,
    },
    /// A distribution list: its members carry its name as a tag.
    Group {
        /// The tag.
        tag: String,
        /// The members, by the source's identifiers.
        members: Vec<String>,
    },
    /// Nothing comes of it.
    Reject,
}

/// What a row brings, as staged; the photo's bytes follow it in the file.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Brought {
    /// The record's kind.
    pub kind: String,
    /// The record's own values, normalised.
    pub record: records::Record,
    /// Notes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// Own fields by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub custom: Vec<(String, String)>,
    /// Of a table of one kind: what was written for each value.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub written: Vec<Written>,
    /// The portrait.
    #[serde(skip)]
    pub photo: Vec<u8>,
}

/// One staged row: MessagePack and photo, each with its length before it.
pub fn write_row(out: &mut Vec<u8>, row: &Staged) -> Result<()> {
    let packed = rmp_serde::to_vec_named(row).map_err(|e| broken().because(e))?;
    let photo: &[u8] = match &row.step {
        Step::Create { brought, .. } | Step::Join { brought, .. } => &brought.photo,
        _ => &[],
    };
    for bytes in [packed.as_slice(), photo] {
        let length = u32::try_from(bytes.len()).map_err(|e| broken().because(e))?;
        out.extend_from_slice(&length.to_le_bytes());
        out.extend_from_slice(bytes);
    }
    Ok(())
}

/// The staged rows in order.
pub struct StagedRows {
    frames: FrameReader,
    frame: Vec<u8>,
    at: usize,
}

impl StagedRows {
    /// From the first row.
    pub fn new(frames: FrameReader) -> Self {
        Self { frames, frame: Vec::new(), at: 0 }
    }

    /// The next row; `None` at the end.
    pub fn next(&mut self) -> Result<Option<Staged>> {
        while self.at >= self.frame.len() {
            let Some(frame) = self.frames.next()? else { return Ok(None) };
            (self.frame, self.at) = (frame, 0);
        }
        let mut row: Staged = rmp_serde::from_slice(self.part()?).map_err(|e| broken().because(e))?;
        let photo = self.part()?.to_vec();
        if let Step::Create { brought, .. } | Step::Join { brought, .. } = &mut row.step {
            brought.photo = photo;
        }
        Ok(Some(row))
    }

    fn part(&mut self) -> Result<&[u8]> {
        let head = self.frame.get(self.at..).and_then(|rest| rest.first_chunk::<4>()).ok_or_else(broken)?;
        let from = self.at + 4;
        let to = from + u32::from_le_bytes(*head) as usize;
        self.at = to;
        self.frame.get(from..to).ok_or_else(broken)
    }
}

/// Takes what was written off the hands of who writes: letting go of many small values costs as much as making them.
pub struct Spent {
    to: mpsc::SyncSender<Vec<Brought>>,
    held: RefCell<Vec<Brought>>,
}

impl Spent {
    /// Nobody takes anything: what is written is let go of by who writes it.
    pub fn alone() -> Self {
        Self { to: mpsc::sync_channel(0).0, held: RefCell::default() }
    }

    /// Lets go of it, elsewhere if somebody is free for it.
    pub fn take(&self, brought: Brought) {
        let mut held = self.held.borrow_mut();
        held.push(brought);
        if held.len() >= BATCH {
            // Whoever is busy leaves it to us.
            let _ = self.to.try_send(std::mem::take(&mut *held));
        }
    }
}

/// Runs `work` on the staged rows that are left while another thread opens and reads those to come and does with each what
/// needs nothing of the vault: what one thread writes, one after the other, is most of an import's time.
pub fn ahead<T>(
    mut rows: StagedRows,
    prepare: impl Fn(&mut Staged) + Send,
    work: impl FnOnce(&mut dyn Iterator<Item = Result<Staged>>, &Spent) -> T,
) -> T {
    std::thread::scope(|scope| {
        let (give, take) = mpsc::sync_channel::<Vec<Result<Staged>>>(2);
        let (to, spent) = mpsc::sync_channel(4);
        scope.spawn(move || {
            loop {
                let mut batch: Vec<_> = std::iter::from_fn(|| rows.next().transpose()).take(BATCH).collect();
                batch.iter_mut().flatten().for_each(&prepare);
                let ended = batch.len() < BATCH || batch.iter().any(Result::is_err);
                if give.send(batch).is_err() || ended {
                    return;
                }
            }
        });
        scope.spawn(move || spent.into_iter().for_each(drop));
        work(&mut take.into_iter().flatten(), &Spent { to, held: RefCell::default() })
    })
}

fn broken() -> Error {
    Error::broken("staging_broken", "The import's temporary file cannot be used. Import the file again.")
}
