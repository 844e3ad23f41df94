//! Search as you type, beside SQLite's FTS5 on the same texts, in a database encrypted the same way.
//!
//! An answer is wrong if it misses somebody of the reference, which is a scan of every contact's words: everybody who
//! has a word that starts with what was typed must be counted, and while there is such a person the first hit must be
//! one. FTS5 knows no typos and no transliteration; it is asked the same words.

use std::collections::HashSet;
use std::path::Path;
use std::time::Instant;

use rusqlite::Connection;
use satchel_kernel::text::fold;
use satchel_tests::generator::{Dice, Population};
use serde_json::{Value, json};

use crate::imports::SEED;
use crate::samples::Samples;
use crate::vault::Vault;
use crate::{Fallible, machine, rows};

/// One contact's searchable words.
struct Words {
    id: String,
    text: String,
}

/// Times words typed letter by letter.
pub fn measure(world: &Path, people: u64, name: &str, samples: u64) -> Fallible<Value> {
    let vault = Vault::open(world, name)?;
    let typed = typed(Population { seed: SEED, people }, samples * 10);
    let mut times = Samples::default();
    let mut three = Samples::default();
    let mut answers = Vec::new();
    for words in &typed {
        let input = json!({ "text": words, "kinds": ["contact"], "limit": 20 });
        let start = Instant::now();
        let answer = vault.call("search.query", input)?;
        times.push(start.elapsed());
        if words.chars().count() == 3 {
            three.push(start.elapsed());
        }
        answers.push(answer);
    }
    let pss = machine::pss_mib();
    let texts = texts(&vault)?;
    let wrong: Vec<&String> = typed
        .iter()
        .zip(&answers)
        .filter(|(typed, answer)| misses(typed, answer, &texts))
        .map(|(t, _)| t)
        .collect();
    let (typos, found) = typos(&vault, Population { seed: SEED, people }, samples)?;
    let fts5 = fts5(world, &texts, &typed)?;
    Ok(json!({
        "all": times.sums(), "three": three.sums(), "checked": typed.len(), "wrong": wrong.len(),
        "wrong_ones": wrong.iter().take(10).collect::<Vec<_>>(),
        "typos": typos.sums(), "typos_found": found, "fts5": fts5, "pss_mib": pss,
    }))
}

/// What sellers type, each once: names, companies and addresses as they grow letter by letter.
fn typed(population: Population, n: u64) -> Vec<String> {
    let mut dice = Dice::of(SEED, 22, 1);
    let mut before = HashSet::new();
    let mut typed = Vec::new();
    while (typed.len() as u64) < n && before.len() < 1_000_000 {
        let person = population.person(dice.below(population.people));
        let word = match dice.below(10) {
            0..4 => person.family.clone(),
            4..6 => person.given.clone(),
            6 => person.company.as_ref().map_or_else(|| person.family.clone(), |c| c.name.clone()),
            7 => person.emails.first().map_or_else(|| person.given.clone(), |e| e.value.clone()),
            _ => format!("{} {}", person.given, person.family),
        };
        let letters = dice.between(2, 9) as usize;
        let words: String = word.chars().take(letters).collect::<String>().trim_end().to_owned();
        if !words.is_empty() && before.insert(words.clone()) {
            typed.push(words);
        }
    }
    typed
}

fn texts(vault: &Vault) -> Fallible<Vec<Words>> {
    let mut texts = Vec::new();
    for record in rows::all(&vault.cx()?, "contact")? {
        let mut text = String::new();
        for field in
            ["prefix", "given", "middle", "family", "suffix", "nickname", "display_name", "company", "title"]
        {
            push(&mut text, record.get(field));
        }
        for (part, field) in [("emails", "value"), ("addresses", "city"), ("jobs", "company")] {
            for entry in record.get(part).and_then(Value::as_array).into_iter().flatten() {
                push(&mut text, entry.get(field));
            }
        }
        let id = record.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
        texts.push(Words { id, text: fold(&text) });
    }
    Ok(texts)
}

fn push(text: &mut String, value: Option<&Value>) {
    if let Some(value) = value.and_then(Value::as_str) {
        text.push(' ');
        text.push_str(value);
    }
}

/// Whether the contact has, for every typed word, a word that starts with it.
fn has(text: &str, typed: &[&str]) -> bool {
    let starts = |word: &str| {
        text.match_indices(word).any(|(at, _)| {
            text.get(..at).and_then(|before| before.chars().next_back()).is_none_or(|c| !c.is_alphanumeric())
        })
    };
    typed.iter().all(|word| starts(word))
}

fn misses(typed: &str, answer: &Value, texts: &[Words]) -> bool {
    let folded = fold(typed);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let those: HashSet<&str> = texts.iter().filter(|t| has(&t.text, &words)).map(|t| t.id.as_str()).collect();
    if those.is_empty() || words.is_empty() {
        return false;
    }
    // More may be found (other spellings, other scripts), and by the ranking before these; none of these may be missed.
    answer.get("total").and_then(Value::as_u64).unwrap_or_default() < those.len() as u64
}

/// Whole family names with two letters exchanged: whether the family is among the first hits.
fn typos(vault: &Vault, population: Population, n: u64) -> Fallible<(Samples, String)> {
    let mut dice = Dice::of(SEED, 23, 1);
    let mut times = Samples::default();
    let (mut asked, mut found) = (0, 0);
    let mut before = HashSet::new();
    for _ in 0..n * 50 {
        let person = population.person(dice.below(population.people));
        let mut letters: Vec<char> = person.family.chars().collect();
        let latin = person.family.chars().all(|c| c.is_alphabetic() && (c as u32) < 0x250);
        if asked == n || letters.len() < 6 || !latin || !before.insert(person.family.clone()) {
            continue;
        }
        let at = dice.between(2, letters.len() as u64 - 3) as usize;
        letters.swap(at, at + 1);
        let wrong: String = letters.iter().collect();
        if wrong == person.family {
            continue;
        }
        asked += 1;
        let answer =
            times.time(|| vault.call("search.query", json!({ "text": wrong, "kinds": ["contact"] })))?;
        let hits = answer.get("hits").and_then(Value::as_array).cloned().unwrap_or_default();
        let wanted = fold(&person.family);
        found += u64::from(
            hits.iter()
                .any(|h| h.get("title").and_then(Value::as_str).is_some_and(|t| fold(t).contains(&wanted))),
        );
    }
    Ok((times, format!("{found} of {asked}")))
}

/// The same words asked of FTS5 with its prefix indexes, ranked, twenty at a time.
fn fts5(world: &Path, texts: &[Words], typed: &[String]) -> Fallible<Value> {
    let path = world.join("fts5.db");
    let _ = std::fs::remove_file(&path); // may not be there
    let mut conn = Connection::open(&path)?;
    conn.execute_batch(&format!("PRAGMA key = \"x'{}'\"", "5a".repeat(32)))?;
    conn.execute_batch(
        "PRAGMA cache_size = -8192; \
         CREATE VIRTUAL TABLE words USING fts5(id UNINDEXED, text, prefix = '2 3 4', tokenize = 'unicode61');",
    )?;
    let start = Instant::now();
    let tx = conn.transaction()?;
    {
        let mut insert = tx.prepare("INSERT INTO words VALUES (?, ?)")?;
        for words in texts {
            insert.execute([&words.id, &words.text])?;
        }
    }
    tx.commit()?;
    conn.execute_batch("INSERT INTO words(words) VALUES ('optimize')")?;
    let built = start.elapsed().as_secs_f64();
    let (mut page, mut counted) = (Samples::default(), Samples::default());
    for words in typed {
        let query: Vec<String> = fold(words)
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .map(|w| format!("\"{w}\"*"))
            .collect();
        if query.is_empty() {
            continue;
        }
        let query = query.join(" ");
        let start = Instant::now();
        let mut select =
            conn.prepare_cached("SELECT id, text FROM words WHERE words MATCH ? ORDER BY rank LIMIT 20")?;
        let _: Vec<String> =
            select.query_map([&query], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        page.push(start.elapsed());
        let mut count = conn.prepare_cached("SELECT count(*) FROM words WHERE words MATCH ?")?;
        let _: i64 = count.query_row([&query], |row| row.get(0))?;
        counted.push(start.elapsed());
    }
    let _ = std::fs::remove_file(&path);
    Ok(json!({ "page": page.sums(), "with_total": counted.sums(), "built_s": built }))
}
