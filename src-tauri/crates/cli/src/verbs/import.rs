//! `satchel import`: hands the files over, starts one import, waits for it, and prints the receipt.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;

use satchel_app::Words;
use satchel_app::socket::{Failure, FailureKind};
use serde_json::{Map, Value, json};

use crate::Cli;
use crate::arguments::{Import, Reading};
use crate::exit::{DONE, Ended, REFUSED, SOME_FILES, STOPPED};
use crate::folder;
use crate::progress::Progress;
use crate::reach::Reach;
use crate::table::{count, list, number, text};

/// The counts of a file that are printed, in this order.
const COUNTS: [&str; 6] = ["rows", "created", "updated", "unchanged", "duplicates", "rejected"];
const CELLS: [&str; 4] = ["total", "mapped", "raw", "rejected"];

/// Rejected rows that are named one by one, of each file.
const NAMED: u32 = 20;

/// How often the import is asked for when nothing is heard of it.
const ASK_EVERY: Duration = Duration::from_millis(250);

pub fn run(cli: &mut Cli<'_, '_>, import: &Import) -> Result<u8, Ended> {
    if let [one] = import.files.as_slice()
        && folder::is_everything(one)
    {
        return everything(cli, import, one);
    }
    let mut reach = cli.opening.open()?;
    let mails: Vec<&Path> = import.files.iter().map(PathBuf::as_path).filter(|path| is_mail(path)).collect();
    // Mails among other files are tried with them.
    if !import.yes && !import.dry_run && !mails.is_empty() && mails.len() == import.files.len() {
        let shown = proposals(cli, &mut reach, &mails);
        reach.close();
        return shown;
    }
    let ended = import_files(cli, &mut reach, import);
    reach.close();
    let (done, code) = ended?;
    if cli.json {
        cli.say_json(&receipt(&done))?;
    } else {
        tell(cli, &done)?;
        if !import.dry_run && done.import.get("dry_run") == Some(&Value::Bool(true)) {
            cli.note("It holds mails, so nothing is saved yet. Import it with: satchel import --yes FILE")?;
        }
    }
    Ok(code)
}

fn is_mail(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("eml"))
}

/// Shows whom mails are from, each by itself; of one that says nobody, why.
fn proposals(cli: &mut Cli<'_, '_>, reach: &mut Reach, mails: &[&Path]) -> Result<u8, Ended> {
    let mut silent = 0;
    for path in mails {
        if mails.len() > 1 && !cli.json {
            cli.note(format!("{}:", path.display()))?;
        }
        match propose(cli, reach, path) {
            Err(Ended::Failed(failure)) if failure.kind == FailureKind::Refused && mails.len() > 1 => {
                complain(cli, path.display(), &failure)?;
                silent += 1;
            }
            other => other?,
        }
    }
    if silent < mails.len() && !cli.json {
        cli.note("Nothing is saved. Import it with: satchel import --yes FILE")?;
    }
    Ok(match silent {
        0 => DONE,
        all if all == mails.len() => REFUSED,
        _ => SOME_FILES,
    })
}

/// Shows whom a mail is from, as they would be saved.
fn propose(cli: &mut Cli<'_, '_>, reach: &mut Reach, path: &Path) -> Result<(), Ended> {
    let file = reach.put_path(path)?;
    let proposal = reach.call("imports.propose", json!({ "file": file }))?;
    if cli.json {
        cli.say_json(&proposal)?;
        return Ok(());
    }
    let record = proposal.get("record").cloned().unwrap_or_default();
    for (field, value) in record.as_object().into_iter().flatten() {
        let values: Vec<String> = match value {
            Value::Array(rows) => rows.iter().map(plain).collect(),
            one => vec![plain(one)],
        };
        for value in values.iter().filter(|value| !value.is_empty()) {
            cli.say(format!("{field}: {value}"))?;
        }
    }
    for line in list(&proposal, "left") {
        cli.note(format!("Not understood: {}", line.as_str().unwrap_or_default()))?;
    }
    for known in list(&proposal, "matches") {
        let (title, value) = (text(known, "title"), text(known, "value"));
        cli.note(format!("{title} is there already with {value}."))?;
    }
    Ok(())
}

/// A value of a record in one line; what only the program needs is left out.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Object(fields) => {
            let parts = fields.iter().filter(|(name, _)| name.as_str() != "profile");
            parts
                .filter_map(|(_, value)| value.as_str())
                .filter(|text| !text.is_empty())
                .collect::<Vec<_>>()
                .join(", ")
        }
        Value::Null | Value::Bool(_) => String::new(),
        other => other.to_string(),
    }
}

/// What came of an import.
pub struct Done {
    import: Value,
    /// The files that were handed over: their handles and their paths as they were written.
    given: Vec<(Value, PathBuf)>,
    /// The first rejected rows of each file, at most [`NAMED`].
    rejects: Vec<Vec<Value>>,
    /// The words the seller reads.
    words: Words,
}

impl Done {
    /// The path of the one file in which a file of the receipt lay or which it is.
    fn path(&self, file: &Value) -> Option<&Path> {
        let [of] = list(file, "of") else { return None };
        self.given.iter().find(|(handle, _)| handle == of).map(|(_, path)| path.as_path())
    }

    /// What a file of the receipt lay as in the one that was handed over: `a.zip › b.csv`.
    fn part(&self, file: &Value) -> Option<String> {
        let own = self.path(file)?.file_name()?;
        Some(text(file, "name")).filter(|name| own != name.as_str())
    }

    /// What a person calls a file of the receipt.
    fn called(&self, file: &Value) -> String {
        let own = self.path(file).and_then(|path| Some((path, path.file_name()?.to_string_lossy())));
        match (own, self.part(file)) {
            (Some((path, _)), None) => path.display().to_string(),
            (Some((path, own)), Some(part)) => match part.strip_prefix(&*own) {
                Some(rest) => format!("{}{rest}", path.display()),
                None => format!("{} › {part}", path.display()),
            },
            (None, _) => text(file, "name"),
        }
    }
}

/// Imports the files that can be read; the code says whether that were all.
pub fn import_files(cli: &mut Cli<'_, '_>, reach: &mut Reach, import: &Import) -> Result<(Done, u8), Ended> {
    let (mut handles, mut given, mut unread) = (Vec::new(), Vec::new(), Vec::new());
    let mut files = Vec::new();
    for path in &import.files {
        if path.is_dir() {
            let before = files.len();
            files.extend(folder::files(path)?.into_iter().filter(|path| is_of_people(path)));
            let nothing = Ended::refused("nothing_in_folder", "There is no file in it that can be imported.");
            if let (true, Ended::Failed(failure)) = (files.len() == before, nothing) {
                complain(cli, path.display(), &failure)?;
                unread.push(*failure);
            }
        } else {
            files.push(path.clone());
        }
    }
    for path in &files {
        match reach.put_path(path) {
            Ok(handle) => {
                let handle = json!(handle);
                given.push((handle.get("file").cloned().unwrap_or_default(), path.clone()));
                handles.push(handle);
            }
            Err(Ended::Failed(failure)) if failure.kind == FailureKind::Refused => {
                complain(cli, path.display(), &failure)?;
                unread.push(*failure);
            }
            Err(ended) => return Err(ended),
        }
    }
    if handles.is_empty() {
        return Err(Ended::refused(
            "nothing_to_import",
            "None of the files can be read. Nothing was imported.",
        ));
    }
    let mut input = json!({ "files": handles, "no_merge": import.no_merge, "no_stages": import.no_stages });
    // Nothing said, an import that holds mails is tried first.
    if let (Some(input), true) = (input.as_object_mut(), import.dry_run || import.yes) {
        input.insert("dry_run".into(), import.dry_run.into());
    }
    if let (Some(input), Some(region)) = (input.as_object_mut(), &import.region) {
        input.insert("region".into(), region.as_str().into());
    }
    if let (Some(input), Some(kind)) = (input.as_object_mut(), &import.kind) {
        input.insert("kind".into(), kind.as_str().into());
    }
    if let (Some(input), Some(repair)) = (input.as_object_mut(), &import.repair) {
        input.insert("repairs".into(), repairs(repair));
    }
    let reading = read_as(&import.reading);
    if let Some(input) = input.as_object_mut().filter(|_| !reading.is_empty()) {
        let each = handles.iter().map(|handle| (text(handle, "file"), reading.clone().into()));
        input.insert("reading".into(), Value::Object(each.collect()));
    }
    let (import, stopped) = wait(cli, reach, input)?;
    let done = Done { rejects: rejects(reach, &import)?, words: words(reach)?, import, given };
    let mut code = if unread.is_empty() { DONE } else { SOME_FILES };
    let (mut read, mut refused) = (0, 0);
    for file in list(&done.import, "files") {
        match file.get("error").cloned().and_then(|e| failure(&e)) {
            Some(failure) => {
                complain(cli, done.called(file), &failure)?;
                refused += 1;
            }
            None => read += 1,
        }
    }
    if refused > 0 {
        code = if read == 0 { REFUSED } else { SOME_FILES };
    }
    match done.import.get("state").and_then(Value::as_str) {
        Some("failed") => {
            let told = done.import.get("error").and_then(failure);
            Err(told.map_or_else(
                || Ended::refused("import_failed", "The import failed; nothing of it stays."),
                Ended::from,
            ))
        }
        Some("cancelled") if stopped => {
            Err(Ended::refused("stopped", "The import was stopped; nothing of it stays."))
        }
        Some("cancelled") => {
            Err(Ended::refused("import_cancelled", "The import was cancelled; nothing of it stays."))
        }
        _ => Ok((done, code)),
    }
}

/// What can be read of a folder.
const READ: &[&str] =
    &["vcf", "vcard", "csv", "tsv", "ldif", "xlsx", "xlsm", "xlsb", "xls", "ods", "zip", "eml"];

/// Whether a file of a folder may hold people, by its name.
fn is_of_people(path: &Path) -> bool {
    let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    READ.contains(&extension.as_str())
}

/// Brings an export of everything back.
fn everything(cli: &mut Cli<'_, '_>, import: &Import, path: &Path) -> Result<u8, Ended> {
    let says = import.dry_run || import.no_merge || import.no_stages;
    if says || import.kind.is_some() || import.region.is_some() {
        return Err(Ended::refused(
            "bad_input",
            "An export of everything comes back as it is: leave --dry-run, --no-merge, --no-stages, --kind and --region away.",
        ));
    }
    // Until the program has read it, the archive of a folder has to lie somewhere.
    let packed =
        tempfile::Builder::new().prefix("satchel-").suffix(".zip").tempfile().map_err(|e| {
            Ended::refused("file_unwritable", format!("There is no room for the archive: {e}."))
        })?;
    let archive = if path.is_dir() {
        folder::pack(path, packed.path())?;
        packed.path()
    } else {
        path
    };
    let mut reach = cli.opening.open()?;
    let done = reach
        .put_path(archive)
        .and_then(|file| super::job::run(cli, &mut reach, "imports.everything", json!({ "file": file })));
    reach.close();
    let done = done?;
    if cli.json {
        cli.say_json(&done)?;
        return Ok(DONE);
    }
    let records = done.get("records").and_then(Value::as_object).cloned().unwrap_or_default();
    for (kind, counts) in &records {
        let told: Vec<String> = ["created", "updated", "unchanged"]
            .into_iter()
            .filter(|fate| number(counts, fate) > 0)
            .map(|fate| format!("{} {fate}", number(counts, fate)))
            .collect();
        cli.say(format!("{kind}: {}", told.join(", ")))?;
    }
    for path in list(&done, "altered") {
        cli.note(format!("Changed since it was exported: {}", path.as_str().unwrap_or_default()))?;
    }
    for kind in list(&done, "unknown") {
        cli.note(format!("Not known to this version: {}", kind.as_str().unwrap_or_default()))?;
    }
    if number(&done, "lost") > 0 {
        cli.note(format!("{} name something that is nowhere.", number(&done, "lost")))?;
    }
    match done.get("change_set").and_then(Value::as_str) {
        Some(set) => cli.note(format!("Take it back with: satchel undo {set}"))?,
        None => cli.say("Nothing was changed: everything was there already.")?,
    }
    Ok(DONE)
}

/// The first rejected rows of each file.
fn rejects(reach: &mut Reach, import: &Value) -> Result<Vec<Vec<Value>>, Ended> {
    let mut all = Vec::new();
    for (number, file) in list(import, "files").iter().enumerate() {
        let mut rows = Vec::new();
        if self::number(file, "rejected") > 0 {
            let asked =
                json!({ "id": text(import, "id"), "file": number, "outcome": "rejected", "limit": NAMED });
            rows = list(&reach.call("imports.rows", asked)?, "rows").to_vec();
        }
        all.push(rows);
    }
    Ok(all)
}

/// The words of the language the seller chose, or of the terminal's.
fn words(reach: &mut Reach) -> Result<Words, Ended> {
    let settings = reach.call("settings.get", json!({}))?;
    Ok(match text(&settings, "language").as_str() {
        "" | "system" => {
            let told = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().filter_map(|name| std::env::var(name).ok());
            Words::of(&told.into_iter().find(|tag| !tag.is_empty()).unwrap_or_default())
        }
        chosen => Words::of(chosen),
    })
}

/// What the command line says of how tables are read, as commands take it.
fn read_as(said: &Reading) -> Map<String, Value> {
    let word = |said: &Option<String>, spelled: &str, meant: &str| {
        let said = said.as_deref()?;
        Some(Value::from(if said.eq_ignore_ascii_case(spelled) { meant } else { said }))
    };
    let parts = [
        ("encoding", said.encoding.as_deref().map(Value::from)),
        ("delimiter", word(&said.delimiter, "tab", "\t")),
        ("quote", word(&said.quote, "none", "")),
        ("header_line", said.header_line.map(Value::from)),
        ("date_order", said.date_order.as_deref().map(Value::from)),
        ("decimal", said.decimal.as_deref().map(Value::from)),
    ];
    parts.into_iter().filter_map(|(part, value)| Some((part.to_owned(), value?))).collect()
}

/// All that can be put right, in the words of commands.
const REPAIRS: [&str; 7] =
    ["encoding", "numbers", "addresses", "zeros", "name_order", "capitals", "phone_country"];

/// What the command line says of what is put right, as commands take it.
fn repairs(said: &str) -> Value {
    match said {
        "all" => json!(REPAIRS),
        "none" => json!([]),
        list => list.split(',').map(str::trim).filter(|one| !one.is_empty()).collect(),
    }
}

/// Starts the import and waits for its end; says whether a person stopped it.
fn wait(cli: &mut Cli<'_, '_>, reach: &mut Reach, input: Value) -> Result<(Value, bool), Ended> {
    let events = reach.events(&cli.opening.dir);
    let started = reach.call("imports.start", input)?;
    let job = started.get("job").cloned().unwrap_or_default();
    let id = json!({ "id": started.get("import").cloned().unwrap_or_default() });
    let stop = on_interrupt();
    let mut stopped = false;
    let mut progress = Progress::new(cli.around.shows_progress);
    let mut asks = true;
    loop {
        if asks {
            let import = reach.call("imports.get", id.clone())?;
            if !matches!(import.get("state").and_then(Value::as_str), Some("staging" | "applying") | None)
                && !is_still_to_be_applied(&import)
            {
                progress.wipe(cli.around.err);
                return Ok((import, stopped));
            }
        }
        if stop.load(Ordering::Relaxed) && !stopped {
            stopped = true;
            progress.wipe(cli.around.err);
            cli.note("Stopping; what was imported so far is taken back.")?;
            reach.call("imports.cancel", id.clone())?;
        }
        asks = match events.recv_timeout(ASK_EVERY) {
            Ok(event) if event.get("job") == Some(&job) => {
                progress.draw(cli.around.err, &event);
                false
            }
            // The end of a job comes with the job's row; other events say nothing about this import.
            Ok(event) => event.get("type").and_then(Value::as_str) == Some("job"),
            Err(RecvTimeoutError::Timeout) => true,
            Err(RecvTimeoutError::Disconnected) => {
                std::thread::sleep(ASK_EVERY);
                true
            }
        };
    }
}

/// A real import is `staged` for a moment before it is applied; a dry run ends there.
fn is_still_to_be_applied(import: &Value) -> bool {
    text(import, "state") == "staged" && import.get("dry_run").and_then(Value::as_bool) != Some(true)
}

/// Becomes true at Ctrl+C; a second one ends the program, and the vault takes the import up or back when it is opened.
pub(super) fn on_interrupt() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    let told = Arc::clone(&stop);
    let listen = move || {
        let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_io().build() else { return };
        runtime.block_on(async {
            while tokio::signal::ctrl_c().await.is_ok() {
                if told.swap(true, Ordering::Relaxed) {
                    std::process::exit(STOPPED.into());
                }
            }
        });
    };
    // Without the thread Ctrl+C ends the program at once, which the vault withstands.
    let _ = std::thread::Builder::new().name("interrupt".into()).spawn(listen);
    stop
}

/// The receipt in the form that is documented and stays.
fn receipt(done: &Done) -> Value {
    let files = list(&done.import, "files").iter().zip(&done.rejects).map(|(file, rejects)| {
        let mut out = Map::new();
        let path = done.path(file).map(|path| path.to_string_lossy().into_owned());
        out.insert("path".into(), path.unwrap_or_else(|| text(file, "name")).into());
        if let Some(part) = done.part(file) {
            out.insert("name".into(), part.into());
        }
        for field in ["format", "source", "encoding"] {
            out.insert(field.into(), file.get(field).cloned().unwrap_or_default());
        }
        for field in COUNTS {
            out.insert(field.into(), number(file, field).into());
        }
        let cells = file.get("cells").cloned().unwrap_or_default();
        let cells: Map<String, Value> =
            CELLS.iter().map(|f| ((*f).to_owned(), number(&cells, f).into())).collect();
        out.insert("cells".into(), cells.into());
        if let Some(made) = file.get("repairs").and_then(Value::as_object).filter(|made| !made.is_empty()) {
            out.insert("repairs".into(), Value::Object(made.clone()));
        }
        if !list(file, "made").is_empty() {
            out.insert("made".into(), list(file, "made").to_vec().into());
        }
        if rejects.is_empty() {
            return Value::Object(out);
        }
        let rejects = rejects.iter().map(|row| {
            let mut reject = json!({
                "row": row.get("row"), "code": text(row, "code"), "reason": text(row, "reason"),
                "values": row.get("values").cloned().unwrap_or_else(|| json!({})),
            });
            if let (Some(mail), Some(reject)) = (row.get("mail"), reject.as_object_mut()) {
                reject.insert("mail".into(), mail.clone());
            }
            reject
        });
        out.insert("rejects".into(), rejects.collect());
        Value::Object(out)
    });
    let change_set =
        done.import.get("change_set").filter(|_| done.import.get("dry_run") != Some(&Value::Bool(true)));
    json!({ "change_set": change_set, "files": files.collect::<Vec<_>>() })
}

/// Whether any row made or completed a record.
fn changes(done: &Done) -> bool {
    list(&done.import, "files").iter().any(|file| number(file, "created") + number(file, "updated") > 0)
}

/// Why an import changed nothing.
fn unchanged(done: &Done) -> &'static str {
    let files = list(&done.import, "files");
    let sum = |field| files.iter().map(|file| number(file, field)).sum::<u64>();
    match (sum("rows"), sum("rejected")) {
        (0, _) => "Nothing was changed: there is no row to import.",
        (rows, rejected) if rejected >= rows => "Nothing was changed: no row could be taken.",
        (_, 0) => "Nothing was changed: everything was there already.",
        _ => "Nothing was changed: what could be taken was there already.",
    }
}

/// The receipt in words on stderr, where stdout is another's.
pub fn tell_beside(cli: &mut Cli<'_, '_>, done: &Done) -> Result<(), Ended> {
    for line in lines(done) {
        cli.note(line)?;
    }
    Ok(())
}

fn tell(cli: &mut Cli<'_, '_>, done: &Done) -> Result<(), Ended> {
    for line in lines(done) {
        cli.say(line)?;
    }
    let is_dry = done.import.get("dry_run") == Some(&Value::Bool(true));
    match done.import.get("change_set").and_then(Value::as_str) {
        _ if is_dry => {
            cli.say("This was a dry run: nothing was written.")?;
            cli.note(format!(
                "Make it real with: satchel call imports.apply '{{\"id\": \"{}\"}}'",
                text(&done.import, "id")
            ))
        }
        _ if !changes(done) => cli.say(unchanged(done)),
        Some(set) => cli.note(format!("Take it back with: satchel undo {set}")),
        None => cli.say("Nothing was changed."),
    }
}

fn lines(done: &Done) -> Vec<String> {
    let mut lines = Vec::new();
    for (file, rejects) in list(&done.import, "files").iter().zip(&done.rejects) {
        if file.get("error").is_some_and(|e| !e.is_null()) {
            continue;
        }
        let rows = count(number(file, "rows"), "row", "rows");
        let source = [text(file, "source"), text(file, "format"), text(file, "encoding")];
        let source: Vec<&str> = source.iter().map(String::as_str).filter(|s| !s.is_empty()).collect();
        lines.push(format!("{}: {rows} ({})", done.called(file), source.join(", ")));
        let outcomes = [
            ("created", "new"),
            ("updated", "completed"),
            ("unchanged", "already there"),
            ("duplicates", "joined with an earlier row"),
            ("rejected", "rejected"),
        ];
        let outcomes: Vec<String> = outcomes
            .iter()
            .map(|(field, words)| (number(file, field), words))
            .filter(|(n, _)| *n > 0)
            .map(|(n, words)| format!("{n} {words}"))
            .collect();
        if !outcomes.is_empty() {
            lines.push(format!("  {}", outcomes.join(", ")));
        }
        let cells = file.get("cells").cloned().unwrap_or_default();
        lines.push(format!(
            "  {}: {} to fields, {} kept as they are, {} not understood",
            count(number(&cells, "total"), "cell", "cells"),
            number(&cells, "mapped"),
            number(&cells, "raw"),
            number(&cells, "rejected")
        ));
        if let Some(made) = file.get("repairs").and_then(Value::as_object).filter(|made| !made.is_empty()) {
            let made = made.iter().map(|(repair, values)| format!("{values} ({repair})"));
            lines.push(format!("  put right: {}", made.collect::<Vec<_>>().join(", ")));
        }
        lines.extend(made_before(list(file, "made")));
        for row in rejects {
            let values = row.get("values").cloned().and_then(|values| serde_json::from_value(values).ok());
            let why = done.words.say(&text(row, "code"), &values.unwrap_or_default(), &text(row, "reason"));
            let row = match text(row, "mail").as_str() {
                "" => format!("row {}", number(row, "row")),
                mail => format!("row {} ({mail})", number(row, "row")),
            };
            lines.push(format!("  {row}: {why}"));
        }
        let more = number(file, "rejected").saturating_sub(rejects.len() as u64);
        if more > 0 {
            lines.push(format!("  {more} more were rejected."));
        }
    }
    lines
}

/// What is made before the rows, pipeline by pipeline.
fn made_before(made: &[Value]) -> Vec<String> {
    let stages: Vec<&Value> = made.iter().filter(|one| text(one, "kind") == "stage").collect();
    let mut pipelines: Vec<String> = stages.iter().map(|one| text(one, "pipeline")).collect();
    pipelines.dedup();
    let line = |pipeline: &String| {
        let of = stages.iter().filter(|one| text(one, "pipeline") == *pipeline).map(|one| {
            let guess =
                if one.get("estimated") == Some(&Value::Bool(true)) { ", not in the file" } else { "" };
            format!("{} ({} %{guess})", text(one, "name"), number(one, "probability"))
        });
        format!("  stages made in “{pipeline}”: {}", of.collect::<Vec<_>>().join(", "))
    };
    pipelines.iter().map(line).collect()
}

pub(super) fn failure(told: &Value) -> Option<Failure> {
    let code = told.get("code")?.as_str()?.to_owned();
    let message = text(told, "message");
    let kind = if told.get("kind").and_then(Value::as_str) == Some("broken") {
        FailureKind::Broken
    } else {
        FailureKind::Refused
    };
    Some(Failure { code, kind, message, field: None, details: None })
}

fn complain(cli: &mut Cli<'_, '_>, path: impl std::fmt::Display, failure: &Failure) -> Result<(), Ended> {
    if cli.json {
        return cli.note(json!({ "path": path.to_string(), "error": failure }));
    }
    cli.note(format!("satchel: {path}: {}", failure.message))
}
