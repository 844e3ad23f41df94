//! How a file comes to hang on a record, and what may be changed of it then.

use std::io::Read;

use satchel_feature::files::File;
use satchel_feature::progress::Silent;
use satchel_feature::records::{self, KindRules, Place, Record, RuleCx, text};
use satchel_feature::{Cx, Progress};
use satchel_kernel::{Error, Id, Result};
use satchel_vault::Connection;
use satchel_vault::jobs::{self, Job, NewJob};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::commands::{Added, NotAttached};
use super::model::{OWNERS, clean, column, ending, media_type};
use super::store;

/// The kind of the jobs that copy large files into the vault.
pub const KIND: &str = "attach";
/// Files attached at once.
const MOST: usize = 100;
/// Files of so many bytes together are copied by a job, which says how far it is and can be stopped.
const AT_ONCE: u64 = 32 << 20;
/// A name's beginning is looked at for what it is.
const FIRST: u64 = 64;

/// The rules of attachments.
pub struct AttachmentRules;

impl KindRules for AttachmentRules {
    fn prepare(&self, cx: &RuleCx<'_>, new: &mut Record, old: Option<&Record>) -> Result<()> {
        let Some(old) = old else {
            return Err(Error::refused(
                "attach_a_file",
                "A file is attached from a file: use attachments.add.",
            ));
        };
        // What it holds stays as it came.
        for field in ["media_type", "size", "file", "added_by"] {
            match old.get(field) {
                Some(value) => new.insert(field.to_owned(), value.clone()),
                None => new.remove(field),
            };
        }
        settle(cx, new, Some(text(old, "name")))
    }

    fn lately(&self, conn: &Connection, before: Place, limit: usize) -> Result<Vec<Place>> {
        store::lately(conn, before, limit)
    }

    fn events(
        &self,
        conn: &Connection,
        of: &str,
        owner: Id,
        before: Place,
        limit: usize,
    ) -> Result<Vec<Place>> {
        store::of(conn, of, owner, before, limit)
    }

    fn subtitle(&self, record: &Record) -> String {
        ending(text(record, "name")).map(str::to_uppercase).unwrap_or_default()
    }
}

/// Cleans its name, and sees that it hangs on one record.
fn settle(cx: &RuleCx<'_>, new: &mut Record, before: Option<&str>) -> Result<()> {
    let Some(mut name) = clean(text(new, "name")) else {
        return Err(Error::invalid("name", "A file needs a name."));
    };
    // A new name that says nothing of the form means the old one.
    if let Some(kept) = before.and_then(ending)
        && name.rfind('.').is_none()
    {
        name = format!("{name}.{kept}");
    }
    new.insert("name".into(), json!(name));
    if OWNERS.iter().filter(|(_, field)| new.contains_key(*field)).count() != 1 {
        return Err(Error::refused("attach_to_one", "A file is attached to one record."));
    }
    new.remove("own_kind");
    if let Some(id) = new.get("own_record_id").and_then(Value::as_str).and_then(|id| id.parse().ok()) {
        let kind = records::own_kind(cx.conn, id)?;
        let kind = kind.ok_or_else(|| Error::invalid("own_record_id", "There is no such record."))?;
        new.insert("own_kind".into(), json!(kind));
    }
    Ok(())
}

/// What a job that attaches needs.
#[derive(Serialize, Deserialize)]
struct Work {
    actor: String,
    of: String,
    id: Id,
    files: Vec<Id>,
}

/// Attaches files to a record, or begins to.
pub fn add(cx: &Cx, kind: &str, id: Id, files: &[Id]) -> Result<Added> {
    if files.is_empty() || files.len() > MOST {
        return Err(Error::invalid("files", format!("Attach 1 to {MOST} files at once.")));
    }
    owner(cx, kind, id)?;
    let bytes: u64 = files.iter().filter_map(|file| cx.files.meta(*file).ok()).map(|file| file.size).sum();
    if bytes <= AT_ONCE {
        return attach(cx, kind, id, files, &Silent);
    }
    // Jobs stay when a record is erased: neither what this is called nor what it ends with names a file.
    let label = "Attach files";
    let work = Work { actor: cx.actor.clone(), of: kind.to_owned(), id, files: files.to_vec() };
    let written = cx.vault.write(&cx.act(label), |tx| -> Result<Id> {
        let job = NewJob {
            kind: KIND.into(),
            label: label.to_owned(),
            input: json!(work),
            idempotency_key: None,
            run_at_ms: tx.now_ms(),
            // The files are not at hand any more when the program starts anew.
            max_attempts: 1,
        };
        Ok(jobs::enqueue(tx, &job, tx.now_ms())?)
    })?;
    cx.ring_jobs();
    Ok(Added { job: Some(written.value), ..Added::default() })
}

/// Runs the job.
pub fn run(cx: &Cx, job: &Job, progress: &dyn Progress) -> Result<Value> {
    let work: Work = serde_json::from_value(job.input.clone()).map_err(|e| {
        Error::broken("job_unreadable", "The description of this work cannot be read.").because(e)
    })?;
    let mut added = attach(cx, &work.of, work.id, &work.files, progress)?;
    for one in added.attachments.iter_mut().filter_map(Value::as_object_mut) {
        one.retain(|field, _| field == "id");
    }
    serde_json::to_value(added)
        .map_err(|e| Error::broken("bad_output", "The answer could not be written as JSON.").because(e))
}

/// The field that names the record files shall be attached to, which must be there.
fn owner(cx: &Cx, kind: &str, id: Id) -> Result<&'static str> {
    let field = column(kind)
        .ok_or_else(|| Error::invalid("kind", format!("Nothing is attached to what is called “{kind}”.")))?;
    if cx.record(kind, id)?.contains_key("deleted_ms") {
        return Err(Error::refused("record_in_trash", "This record is in the trash. Restore it first."));
    }
    Ok(field)
}

/// A file whose bytes are in the vault and that no record names yet.
struct Kept {
    handle: Id,
    name: String,
    media_type: &'static str,
    size: u64,
    file: String,
}

/// Copies the files into the vault, then makes a record of each, as one change. What cannot be read is left, and said; the
/// others are attached. If nothing can be, that is an error.
fn attach(cx: &Cx, kind: &str, id: Id, files: &[Id], progress: &dyn Progress) -> Result<Added> {
    let field = owner(cx, kind, id)?;
    let (mut kept, mut left) = (Vec::<Kept>::new(), Vec::new());
    let total: u64 = files.iter().filter_map(|file| cx.files.meta(*file).ok()).map(|file| file.size).sum();
    let mut done = 0;
    for handle in files {
        let (name, outcome) = match cx.files.meta(*handle) {
            Ok(meta) => {
                let copied = keep(cx, &meta, progress, done, total.max(1));
                done += meta.size;
                (meta.name, copied)
            }
            Err(error) => (String::new(), Err(error)),
        };
        let known = |one: &Kept| -> Result<Option<String>> {
            let among = kept.iter().find(|other| other.file == one.file).map(|other| other.name.clone());
            match among {
                None => cx.vault.read(|conn| store::same(conn, field, id, &one.file)),
                there => Ok(there),
            }
        };
        match outcome {
            Ok(one) => match known(&one)? {
                None => kept.push(one),
                Some(there) => {
                    let words = format!("The same file hangs on this record already, as “{there}”.");
                    left.push((
                        name,
                        Error::refused("attached_already", words).with(json!({ "name": there })),
                    ));
                }
            },
            Err(error) if LEFT.contains(&error.code) => left.push((name, error)),
            Err(error) => return Err(error),
        }
    }
    if kept.is_empty()
        && let Some((name, error)) = left.pop()
    {
        // One file alone is refused as it stands; of several the seller hears of each.
        return if left.is_empty() {
            Err(error)
        } else {
            left.push((name, error));
            Ok(Added { left: told(left), ..Added::default() })
        };
    }
    let label = match kept.as_slice() {
        [only] => format!("Attached {}", only.name),
        several => format!("Attached {} files", several.len()),
    };
    let attachments = cx.write_called(|rules| {
        let made = kept.iter().map(|one| make(rules, field, id, one, &cx.actor));
        Ok((label, made.collect::<Result<Vec<_>>>()?))
    })?;
    kept.iter().for_each(|one| cx.files.forget(one.handle));
    Ok(Added {
        attachments: attachments.into_iter().map(Value::Object).collect(),
        left: told(left),
        job: None,
    })
}

/// What only keeps one file from being attached.
const LEFT: [&str; 3] = ["attachment_empty", "file_unreadable", "file_gone"];

fn told(left: Vec<(String, Error)>) -> Vec<NotAttached> {
    left.into_iter()
        .map(|(name, error)| NotAttached {
            name,
            code: error.code.to_owned(),
            message: error.message,
            details: error.details,
        })
        .collect()
}

/// Copies a file into the vault.
fn keep(cx: &Cx, meta: &File, progress: &dyn Progress, before: u64, total: u64) -> Result<Kept> {
    let name = clean(&meta.name).unwrap_or_else(|| "file".to_owned());
    let mut opened = cx.files.open(meta.file)?;
    let unreadable = |e: std::io::Error| {
        Error::refused("file_unreadable", format!("“{name}” cannot be read any more: {e}.")).because(e)
    };
    let mut first = Vec::new();
    (&mut opened).take(FIRST).read_to_end(&mut first).map_err(unreadable)?;
    if first.is_empty() {
        let words = format!("“{name}” is empty. There is nothing to attach.");
        return Err(Error::refused("attachment_empty", words).with(json!({ "name": name })));
    }
    let whole = first.as_slice().chain(opened);
    let (file, size) = cx.vault.blobs().put_stream(whole, unreadable, |so_far| {
        progress.report((before + so_far).min(total), Some(total), "attaching")
    })?;
    Ok(Kept { handle: meta.file, media_type: media_type(&name, &first), name, size, file })
}

/// Makes the record.
fn make(cx: &RuleCx<'_>, field: &str, owner: Id, one: &Kept, actor: &str) -> Result<Record> {
    let compiled = cx.registry.kind("attachment")?;
    let mut new = Record::from_iter([
        ("name".to_owned(), json!(one.name)),
        ("media_type".to_owned(), json!(one.media_type)),
        ("size".to_owned(), json!(one.size)),
        ("file".to_owned(), json!(one.file)),
        ("added_by".to_owned(), json!(actor)),
        (field.to_owned(), json!(owner)),
    ]);
    settle(cx, &mut new, None)?;
    let id = Id::new();
    records::create_prepared(cx, compiled, id, &mut new)?;
    records::written(cx, compiled, id, &new, None)?;
    records::get(cx.conn, compiled, id)
}

/// The attached file as a handle.
pub fn file(cx: &Cx, id: Id) -> Result<File> {
    let record = cx.record("attachment", id)?;
    let blob = cx.vault.blobs().open(text(&record, "file"))?;
    cx.files.put_stream(text(&record, "name"), blob)
}

/// Lets everything that hangs on one record hang on another from now on, in the trash or not.
pub fn move_all(cx: &RuleCx<'_>, from: (&str, Id), to: (&str, Id)) -> Result<()> {
    let (Some(old), Some(new)) = (column(from.0), column(to.0)) else { return Ok(()) };
    for id in store::all_of(cx.conn, old, from.1)? {
        let moved = Record::from_iter([(old.to_owned(), Value::Null), (new.to_owned(), json!(to.1))]);
        records::patch(cx, "attachment", id, None, moved)?;
    }
    Ok(())
}
