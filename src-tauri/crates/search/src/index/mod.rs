//! The index on disk: opened, written, committed with the number of the last change it holds, moved aside when broken.
//!
//! The vault is the truth, the index a copy made to be read fast. So nothing here is ever repaired: what is broken is
//! moved aside and written anew; what a lock, a permission or the disk refuses is left as it is and said.

pub(crate) mod bits;
mod queue;
pub(crate) mod schema;
pub(crate) mod snapshot;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use satchel_kernel::Id;
use serde::{Deserialize, Serialize};
use tantivy::index::SegmentId;
use tantivy::indexer::UserOperation;
use tantivy::merge_policy::{LogMergePolicy, MergeCandidate, MergePolicy};
use tantivy::store::Compressor;
use tantivy::{IndexReader, IndexSettings, IndexWriter, ReloadPolicy};
use zeroize::Zeroizing;

use crate::directory::SealedDirectory;
use crate::document::Document;
use crate::view::Overlay;
use crate::{Result, SearchError};
use queue::{Queue, Queued};
use schema::{FORMAT, Fields};
use snapshot::Snapshot;

/// Memory of one batch of documents before it becomes a segment.
const WRITER_MEMORY: usize = 40 << 20;
/// Operations handed to the writer's thread at once.
const HANDED: usize = 50;
/// Segments of a size that are merged into one. Many, because merging competes with the import that makes them.
const MERGED: usize = 32;
/// The same when nobody waits: every segment makes every question a little slower.
const MERGED_AT_REST: usize = 4;
/// The most segments there are then, of whatever size, and how many there are when the smallest of more have become one. Far
/// enough apart that not every edit has a large one written again.
const MOST_AT_REST: usize = 8;
const FEW: usize = 5;

/// The search index of one vault. Shared between threads: one writes, many search.
pub struct Index {
    folder: PathBuf,
    key: Zeroizing<[u8; 32]>,
    open: RwLock<Opened>,
    writer: Mutex<Option<IndexWriter<Queued>>>,
    queue: Queue,
    generations: AtomicU64,
    /// Set when a read met what it should not have.
    broken: AtomicBool,
    pub(crate) overlay: Mutex<Arc<Overlay>>,
    /// Held by whoever follows the log or writes the index anew: two at once would write each record twice.
    pub(crate) following: Mutex<()>,
}

#[derive(Clone)]
struct Opened {
    index: tantivy::Index,
    reader: IndexReader,
    fields: Fields,
    fingerprint: String,
    mark: Option<[u8; 32]>,
    snapshot: Arc<Snapshot>,
}

/// What a commit says of itself.
#[derive(Serialize, Deserialize)]
struct Payload {
    format: u32,
    /// The last change it holds; absent while it is being written anew.
    seq: Option<i64>,
    fingerprint: String,
    /// What that change was, see [`satchel_vault::changes::mark`].
    mark: Option<[u8; 32]>,
}

/// One record's change.
#[derive(Debug)]
pub enum Change {
    /// The record is now like this.
    Put(Box<Document>),
    /// The record is like this, and the index has never had it.
    New(Box<Document>),
    /// The record is gone.
    Gone(Id),
}

impl Index {
    /// Opens the index in `folder`, sealed under `key`. A missing one is made, a broken one moved aside and made anew;
    /// a lock, a permission or a disk error is returned and nothing is touched.
    pub fn open(folder: &Path, key: [u8; 32]) -> Result<Self> {
        let key = Zeroizing::new(key);
        let opened = match Opened::new(folder, &key, 0) {
            Err(SearchError::Broken(why)) => {
                tracing::warn!(why, "the index is broken; it is moved aside and will be written anew");
                move_aside(folder)?;
                Opened::new(folder, &key, 0)?
            }
            opened => opened?,
        };
        Ok(Self {
            folder: folder.to_owned(),
            key,
            open: RwLock::new(opened),
            writer: Mutex::new(None),
            queue: Queue::default(),
            generations: AtomicU64::new(1),
            broken: AtomicBool::new(false),
            overlay: Mutex::new(Arc::new(Overlay::default())),
            following: Mutex::new(()),
        })
    }

    fn opened(&self) -> Opened {
        self.open.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.open.read().unwrap_or_else(PoisonError::into_inner).snapshot)
    }

    /// The last change the index holds; `None` while it is being written anew.
    pub fn seq(&self) -> Option<i64> {
        self.snapshot().seq
    }

    /// What [`crate::Documents::fingerprint`] said when the index was begun.
    pub fn fingerprint(&self) -> String {
        self.opened().fingerprint
    }

    /// How many records it holds, trashed ones too.
    pub fn size(&self) -> u64 {
        self.snapshot().size()
    }

    /// Whether a read found the index broken; the next [`Index::catch_up`] writes it anew.
    pub fn needs_rebuild(&self) -> bool {
        self.broken.load(Ordering::Relaxed)
    }

    /// Remembers that a read found the index broken.
    pub(crate) fn note<T>(&self, outcome: Result<T>) -> Result<T> {
        if let Err(SearchError::Broken(why)) = &outcome {
            tracing::warn!(why, "the index is broken and will be written anew");
            self.mark_broken();
        }
        outcome
    }

    pub(crate) fn mark_broken(&self) {
        self.broken.store(true, Ordering::Relaxed);
    }

    /// Moves the index aside and begins an empty one, which answers nothing until it is committed with a change. Only a
    /// broken one is kept there, to be looked at.
    pub fn begin_anew(&self) -> Result<()> {
        let mut writer = self.lock();
        *writer = None;
        let mut open = self.open.write().unwrap_or_else(PoisonError::into_inner);
        let aside = move_aside(&self.folder)?;
        if !self.needs_rebuild() {
            remove(&aside)?;
        }
        *open = Opened::new(&self.folder, &self.key, self.next())?;
        self.broken.store(false, Ordering::Relaxed);
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, Option<IndexWriter<Queued>>> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn next(&self) -> u64 {
        self.generations.fetch_add(1, Ordering::Relaxed)
    }

    /// Hands changes to the writer; nobody sees them before [`Index::commit`].
    pub fn apply(&self, changes: impl IntoIterator<Item = Change>) -> Result<()> {
        let Opened { index, fields, .. } = self.opened();
        let mut guard = self.lock();
        let writer = match guard.as_mut() {
            Some(writer) => writer,
            None => guard.insert(writer(&index)?),
        };
        let mut result = Ok(());
        let mut handed = Vec::with_capacity(HANDED);
        for change in changes {
            match change {
                Change::Put(document) => {
                    handed.push(UserOperation::Delete(fields.key_term(document.id)));
                    handed.push(UserOperation::Add(self.queue.put(fields.encode(&document))));
                }
                Change::New(document) => {
                    handed.push(UserOperation::Add(self.queue.put(fields.encode(&document))));
                }
                Change::Gone(id) => handed.push(UserOperation::Delete(fields.key_term(id))),
            }
            if handed.len() >= HANDED {
                result = writer.run(std::mem::replace(&mut handed, Vec::with_capacity(HANDED))).map(drop);
                if result.is_err() {
                    break;
                }
            }
        }
        let result = result.and_then(|()| writer.run(handed).map(drop));
        let Err(error) = result else { return Ok(()) };
        // A writer that failed once fails for ever; the next one starts from the last commit. Why its thread failed is
        // told to whoever commits.
        let why = guard.take().and_then(|mut writer| writer.commit().err());
        Err(why.unwrap_or(error).into())
    }

    /// Whether the last change it holds may be the one with this mark.
    pub(crate) fn holds(&self, mark: Option<[u8; 32]>) -> bool {
        mark.zip(self.opened().mark).is_none_or(|(there, held)| there == held)
    }

    /// Commits what was applied as the state after the change `seq` (`None`: still being written anew), which has this
    /// mark.
    pub fn commit(&self, seq: Option<i64>, fingerprint: &str, mark: Option<[u8; 32]>) -> Result<()> {
        let mut guard = self.lock();
        let opened = self.opened();
        let writer = match guard.as_mut() {
            Some(writer) => writer,
            None => guard.insert(writer(&opened.index)?),
        };
        let payload = Payload { format: FORMAT, seq, fingerprint: fingerprint.to_owned(), mark };
        let payload = serde_json::to_string(&payload).unwrap_or_default();
        let committed = writer.prepare_commit().and_then(|mut prepared| {
            prepared.set_payload(&payload);
            prepared.commit()
        });
        if let Err(error) = committed {
            *guard = None;
            return Err(error.into());
        }
        self.reload(&opened, seq, fingerprint, mark)
    }

    /// Takes up what merging did since, if anything. Cheap when nothing changed.
    pub fn refresh(&self) -> Result<()> {
        let _guard = self.lock();
        let opened = self.opened();
        let known: Vec<_> = opened.snapshot.segments.iter().map(|s| s.reader.segment_id()).collect();
        let now = opened.index.searchable_segment_ids()?;
        if now.len() == known.len() && now.iter().all(|id| known.contains(id)) {
            return Ok(());
        }
        let (seq, fingerprint, mark) = (opened.snapshot.seq, opened.fingerprint.clone(), opened.mark);
        self.reload(&opened, seq, &fingerprint, mark)
    }

    fn reload(
        &self,
        opened: &Opened,
        seq: Option<i64>,
        fingerprint: &str,
        mark: Option<[u8; 32]>,
    ) -> Result<()> {
        opened.reader.reload()?;
        let searcher = opened.reader.searcher();
        let snapshot = Snapshot::new(&searcher, opened.fields, seq, self.next(), Some(&opened.snapshot));
        let mut open = self.open.write().unwrap_or_else(PoisonError::into_inner);
        open.snapshot = Arc::new(snapshot);
        fingerprint.clone_into(&mut open.fingerprint);
        open.mark = mark;
        Ok(())
    }

    /// Merges segments of a size, a few of which are enough, then the smallest where there are still many, and waits for it:
    /// for when nobody waits for the index. Answers whether there was anything to merge.
    pub fn tidy(&self) -> Result<bool> {
        let opened = self.opened();
        let mut few = LogMergePolicy::default();
        few.set_min_num_segments(MERGED_AT_REST);
        let of_a_size = few.compute_merge_candidates(&opened.index.searchable_segment_metas()?);
        for MergeCandidate(segments) in &of_a_size {
            self.merge(&opened, segments)?;
        }
        let left = opened.index.searchable_segment_metas()?;
        let smallest = smallest(left.iter().map(|segment| (segment.num_docs(), segment.id())).collect());
        if !smallest.is_empty() {
            self.merge(&opened, &smallest)?;
        }
        Ok(!(of_a_size.is_empty() && smallest.is_empty()))
    }

    /// Makes one of these segments.
    fn merge(&self, opened: &Opened, segments: &[SegmentId]) -> Result<()> {
        let merging = {
            let mut guard = self.lock();
            let writer = match guard.as_mut() {
                Some(writer) => writer,
                None => guard.insert(writer(&opened.index)?),
            };
            writer.merge(segments)
        };
        merging.wait()?;
        self.refresh()
    }

    /// Lets go of the writer: waits for merges, frees its memory and its lock.
    pub fn rest(&self) -> Result<()> {
        if let Some(writer) = self.lock().take() {
            writer.wait_merging_threads()?;
        }
        self.refresh()
    }
}

impl Opened {
    fn new(folder: &Path, key: &[u8; 32], generation: u64) -> Result<Self> {
        let directory = SealedDirectory::open(folder, key)?;
        let (schema, fields) = schema::schema();
        let settings = IndexSettings { docstore_compression: Compressor::None, ..IndexSettings::default() };
        let index = tantivy::Index::builder()
            .schema(schema)
            .settings(settings)
            .tokenizers(schema::tokenizers())
            .open_or_create(directory)?;
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let payload = index.load_metas()?.payload;
        let payload: Option<Payload> = payload.and_then(|text| serde_json::from_str(&text).ok());
        let payload = payload.filter(|payload| payload.format == FORMAT);
        if payload.is_none() && !index.searchable_segment_ids()?.is_empty() {
            return Err(SearchError::Broken("another format".into()));
        }
        let (seq, fingerprint, mark) =
            payload.map_or((None, String::new(), None), |p| (p.seq, p.fingerprint, p.mark));
        let searcher: tantivy::Searcher = IndexReader::searcher(&reader);
        let snapshot = Arc::new(Snapshot::new(&searcher, fields, seq, generation, None));
        Ok(Self { index, reader, fields, fingerprint, mark, snapshot })
    }
}

/// Of segments with so many documents those that should become one so that there are few; none where there are not many.
fn smallest<S>(mut segments: Vec<(u32, S)>) -> Vec<S> {
    if segments.len() <= MOST_AT_REST {
        return Vec::new();
    }
    segments.sort_by_key(|(documents, _)| *documents);
    segments.truncate(segments.len() + 1 - FEW);
    segments.into_iter().map(|(_, segment)| segment).collect()
}

fn writer(index: &tantivy::Index) -> Result<IndexWriter<Queued>> {
    // One thread: the other belongs to whoever is waited for.
    let writer = index.writer_with_num_threads(1, WRITER_MEMORY)?;
    let mut merging = LogMergePolicy::default();
    merging.set_min_num_segments(MERGED);
    writer.set_merge_policy(Box::new(merging));
    Ok(writer)
}

/// Renames the folder, replacing what was moved aside before; answers where to.
fn move_aside(folder: &Path) -> Result<PathBuf> {
    let mut aside = folder.as_os_str().to_owned();
    aside.push(".broken");
    let aside = PathBuf::from(aside);
    remove(&aside)?;
    match fs::rename(folder, &aside) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(e.into()),
        _ => Ok(aside),
    }
}

fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(e.into()),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_of_many_segments_become_one() {
        let segments = |many: u32| (0..many).map(|n| (1000 >> n, n)).collect::<Vec<_>>();
        assert_eq!(smallest(segments(8)), [0; 0], "a few are left alone");
        assert_eq!(smallest(segments(9)), [8, 7, 6, 5, 4], "and five are left");
        assert_eq!(smallest(segments(10)), [9, 8, 7, 6, 5, 4]);
    }
}
