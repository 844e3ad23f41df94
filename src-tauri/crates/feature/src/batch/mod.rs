//! Different changes to records of any kind in one call: each with its own outcome, all of them one change and one undo.
//!
//! Each operation passes the rules that a single command passes, in the order given, so that a later one may name what an
//! earlier one made. One that is refused leaves the others alone, or with `all_or_nothing` takes all of them along. With
//! an idempotency key the same call made again answers what it answered before and does nothing; the answer is kept in
//! the very transaction that did the work, so neither can be lost without the other.

mod store;

use satchel_kernel::{Error, ErrorKind, Id, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::command::Command;
use crate::records::{self, RuleCx};
use crate::{Cx, bulk};

/// The most operations of one call.
const MOST: usize = 1_000;
/// The longest idempotency key, in bytes.
const LONGEST_KEY: usize = 200;
/// How long an answer is kept for whoever asks again.
const KEPT_MS: i64 = 24 * 60 * 60 * 1_000;

/// The row of the command table.
pub(crate) fn commands() -> Vec<Command> {
    crate::commands! {
        /// Creates, changes, deletes and restores up to 1,000 records of any kinds as one change, each with its own outcome; with `idempotency_key` a call made again does nothing and answers the same.
        "records.batch" needs Write undoable => run;
    }
}

/// What shall be done.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Batch {
    /// 1 to 1,000 operations, done in this order.
    operations: Vec<Operation>,
    /// Whether one that is refused takes all others along: nothing is changed then. Otherwise the others are done.
    #[serde(default)]
    all_or_nothing: bool,
    /// A name of the caller's choice for this very call, at most 200 bytes, known for a day: the same call under the same
    /// key does nothing again. Over HTTP it may stand in the header `Idempotency-Key`.
    #[serde(default)]
    idempotency_key: Option<String>,
}

/// One change to one record.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(tag = "op", rename_all = "snake_case", deny_unknown_fields)]
enum Operation {
    /// Makes a record.
    Create {
        /// Its kind: `contact`.
        kind: String,
        /// Its id, a UUID of the caller's choice, so that later operations can name it; made here when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        id: Option<Id>,
        /// Its fields.
        record: Map<String, Value>,
    },
    /// Changes fields of a record (RFC 7396).
    Patch {
        /// Its kind.
        kind: String,
        /// The record.
        id: Id,
        /// The version the caller saw: if somebody else changed it meanwhile, it is refused.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        version: Option<i64>,
        /// The fields that change; null takes a value away.
        patch: Map<String, Value>,
    },
    /// Moves a record to the trash.
    Delete {
        /// Its kind.
        kind: String,
        /// The record.
        id: Id,
    },
    /// Takes a record out of the trash.
    Restore {
        /// Its kind.
        kind: String,
        /// The record.
        id: Id,
    },
}

/// What came of a batch.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
pub(crate) struct Answer {
    /// How many were made.
    created: u64,
    /// How many were changed, deleted or restored.
    changed: u64,
    /// How many were already as asked for.
    unchanged: u64,
    /// How many were refused.
    refused: u64,
    /// What came of each operation, in their order.
    results: Vec<Outcome>,
    /// The change it was, to be undone; absent if nothing changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    change_set: Option<Id>,
    /// Whether this was answered before and nothing was done now.
    repeated: bool,
}

/// What came of one operation.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
struct Outcome {
    /// What came of it.
    status: Status,
    /// The record, if it is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<Id>,
    /// The record's version now.
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<i64>,
    /// Why it was refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<Refused>,
}

/// What can come of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Status {
    Created,
    Changed,
    Unchanged,
    Refused,
}

/// Why an operation was refused.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
struct Refused {
    /// A stable code.
    code: String,
    /// In words, with what to do.
    message: String,
    /// The field it concerns.
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<String>,
}

fn run(cx: &mut Cx, batch: Batch) -> Result<Answer> {
    check(&batch)?;
    let digest = digest(&batch)?;
    let catalogue = cx.catalogue();
    let region = cx.region()?;
    let mut answer = Answer::default();
    let mut before = None;
    let written = cx.vault.write(&cx.act(""), |tx| -> Result<()> {
        if let Some(key) = &batch.idempotency_key {
            store::forget(tx, tx.now_ms() - KEPT_MS)?;
            before = store::answered(tx, key)?;
            if before.is_some() {
                return Ok(());
            }
        }
        let rules = RuleCx {
            conn: tx,
            registry: &cx.registry,
            catalogue: &catalogue,
            now_ms: tx.now_ms(),
            region: &region,
        };
        for (place, operation) in batch.operations.iter().enumerate() {
            let outcome = match tx.attempt(|| operation.run(&rules)) {
                Ok(outcome) => outcome,
                Err(error) if batch.all_or_nothing || !bulk::concerns_the_record(&error) => {
                    return Err(at(error, place));
                }
                Err(error) => Outcome::left(error),
            };
            answer.count(outcome);
        }
        let words = |n: u64| if n == 1 { "1 record".to_owned() } else { format!("{n} records") };
        tx.call(format!("Changed {}", words(answer.created + answer.changed)));
        if let Some(key) = &batch.idempotency_key {
            if answer.created + answer.changed > 0 {
                answer.change_set = Some(tx.set());
            }
            let kept = store::Answered { digest: digest.clone(), answer: text(&answer)? };
            store::keep(tx, key, &kept, tx.now_ms())?;
        }
        Ok(())
    })?;
    if let Some(before) = before {
        return again(&before, &digest);
    }
    answer.change_set = written.change_set;
    Ok(answer)
}

/// The answer that was given before, if the same was asked.
fn again(before: &store::Answered, digest: &[u8]) -> Result<Answer> {
    if before.digest != digest {
        return Err(Error::refused(
            "key_used",
            "This idempotency key was used for other operations. Send them under a key of their own.",
        )
        .at("idempotency_key"));
    }
    let answer: Answer = serde_json::from_str(&before.answer).map_err(unreadable)?;
    Ok(Answer { repeated: true, ..answer })
}

fn check(batch: &Batch) -> Result<()> {
    if batch.operations.is_empty() || batch.operations.len() > MOST {
        return Err(Error::invalid("operations", "Give 1 to 1,000 operations; more go into further calls."));
    }
    if batch.idempotency_key.as_ref().is_some_and(|key| key.is_empty() || key.len() > LONGEST_KEY) {
        return Err(Error::invalid("idempotency_key", "An idempotency key has 1 to 200 bytes."));
    }
    Ok(())
}

/// Of what is asked, whatever the key.
fn digest(batch: &Batch) -> Result<Vec<u8>> {
    let asked = serde_json::to_vec(&(&batch.operations, batch.all_or_nothing)).map_err(unreadable)?;
    Ok(blake3::hash(&asked).as_bytes().to_vec())
}

fn text(answer: &Answer) -> Result<String> {
    serde_json::to_string(answer).map_err(unreadable)
}

fn unreadable(error: serde_json::Error) -> Error {
    Error::broken("bad_output", "The answer could not be written as JSON.").because(error)
}

/// Says which operation is meant.
fn at(error: Error, place: usize) -> Error {
    let field = match &error.field {
        Some(field) => format!("operations.{place}.{field}"),
        None => format!("operations.{place}"),
    };
    if error.kind == ErrorKind::Refused { error.at(field) } else { error }
}

impl Operation {
    fn run(&self, rules: &RuleCx<'_>) -> Result<Outcome> {
        let (kind, id, status) = match self {
            Self::Create { kind, id, record } => {
                let id = id.unwrap_or_else(Id::new);
                if records::is_taken(rules, kind, id)? {
                    return Err(Error::refused(
                        "id_taken",
                        "There is a record with this id already. Leave the id out, or patch that record.",
                    )
                    .at("id"));
                }
                records::create_as(rules, kind, id, record.clone())?;
                (kind, id, Status::Created)
            }
            Self::Patch { kind, id, version, patch } => {
                let old = records::get(rules.conn, rules.registry.kind(kind)?, *id)?;
                let mut new = records::patch(rules, kind, *id, *version, patch.clone())?;
                new.insert("version".into(), old.get("version").cloned().unwrap_or_default());
                let changed = new != old;
                (kind, *id, if changed { Status::Changed } else { Status::Unchanged })
            }
            Self::Delete { kind, id } => (kind, *id, trash(rules, kind, *id, true)?),
            Self::Restore { kind, id } => (kind, *id, trash(rules, kind, *id, false)?),
        };
        Ok(Outcome { status, id: Some(id), version: version(rules, kind, id)?, error: None })
    }
}

fn trash(rules: &RuleCx<'_>, kind: &str, id: Id, trashed: bool) -> Result<Status> {
    let changed = records::set_trashed(rules, rules.registry.kind(kind)?, id, trashed)?;
    Ok(if changed { Status::Changed } else { Status::Unchanged })
}

fn version(rules: &RuleCx<'_>, kind: &str, id: Id) -> Result<Option<i64>> {
    let record = records::get(rules.conn, rules.registry.kind(kind)?, id)?;
    Ok(record.get("version").and_then(Value::as_i64))
}

impl Outcome {
    fn left(error: Error) -> Self {
        let Error { code, message, field, .. } = error;
        let error = Refused { code: code.to_owned(), message, field };
        Self { status: Status::Refused, id: None, version: None, error: Some(error) }
    }
}

impl Answer {
    fn count(&mut self, outcome: Outcome) {
        *match outcome.status {
            Status::Created => &mut self.created,
            Status::Changed => &mut self.changed,
            Status::Unchanged => &mut self.unchanged,
            Status::Refused => &mut self.refused,
        } += 1;
        self.results.push(outcome);
    }
}
