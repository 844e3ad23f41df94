//! Rules of this code base that no general linter knows, as one table: what may not be written, and where it may.

use std::{fmt, path::Path};

/// A broken rule.
pub struct Broken {
    line: usize,
    says: &'static str,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.says)
    }
}

struct Rule {
    says: &'static str,
    /// Any of these, as whole words, in a line that is not a comment.
    words: &'static [&'static str],
    /// Extensions of the files it is about.
    of: &'static [&'static str],
    /// Path beginnings it is about.
    inside: &'static [&'static str],
    /// Parts of paths that may.
    but: &'static [&'static str],
}

/// Where tests live: they may look into the database from outside.
const TESTS: &str = "tests";

const RULES: &[Rule] = &[
    Rule {
        says: "OR REPLACE deletes and inserts behind the change log's back; write an upsert",
        words: &["OR REPLACE", "REPLACE INTO"],
        of: &["rs", "sql"],
        inside: &["src-tauri/", "migrations/"],
        but: &["crates/xtask/", "/tests"],
    },
    Rule {
        says: "transactions belong to Vault::write; no other code begins or commits one",
        words: &[
            "\"BEGIN\"",
            "\"BEGIN;",
            "\"BEGIN ",
            "\"COMMIT",
            "\"SAVEPOINT",
            "\"ROLLBACK",
            "unchecked_transaction",
            "TransactionBehavior",
        ],
        of: &["rs"],
        inside: &["src-tauri/"],
        but: &["crates/vault/", "crates/xtask/", "crates/formats/", "/tests"],
    },
    Rule {
        says: "a migration or a query file begins and commits nothing; Vault::write does",
        words: &["BEGIN", "COMMIT", "SAVEPOINT", "ROLLBACK"],
        of: &["sql"],
        inside: &["src-tauri/", "migrations/"],
        // The only triggers beside those of the log begin so.
        but: &["migrations/V051__notifications_listed.sql"],
    },
    Rule {
        says: "SQL lives in store files and in vault and search; name rusqlite there",
        words: &["rusqlite"],
        of: &["rs"],
        inside: &["src-tauri/"],
        but: &[
            "crates/vault/",
            "crates/search/",
            "/store.rs",
            "/store/",
            "/sql.rs",
            "crates/xtask/",
            "/tests",
        ],
    },
    Rule {
        says: "only the shell knows Tauri",
        words: &["tauri"],
        of: &["rs"],
        inside: &["src-tauri/crates/"],
        but: &["crates/xtask/"],
    },
    Rule {
        says: "only ui/src/client reaches the desktop shell",
        words: &["@tauri-apps"],
        of: &["ts", "tsx"],
        inside: &["ui/src/"],
        but: &["ui/src/client/"],
    },
    Rule {
        says: "a test that is switched off is a test that is missing",
        words: &[
            "#[ignore",
            "it.skip",
            "test.skip",
            "describe.skip",
            "it.only",
            "test.only",
            "describe.only",
            "it.todo",
        ],
        of: &["rs", "ts", "tsx", "mjs"],
        inside: &["src-tauri/", "ui/src/", TESTS],
        but: &["crates/xtask/"],
    },
];

/// Type names end in what the thing is; these endings say nothing.
const EMPTY_ENDINGS: &[&str] = &["Manager", "Service", "Helper", "Processor"];

/// Folder names that say nothing.
const EMPTY_NAMES: &[&str] = &["misc", "utils", "util", "helpers", "common"];

/// What `text`, the file at `path` in the checkout, breaks.
pub fn look(path: &str, text: &str) -> Vec<Broken> {
    let extension = Path::new(path).extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    let rules: Vec<&'static Rule> = RULES
        .iter()
        .filter(|rule| rule.of.contains(&extension))
        .filter(|rule| rule.inside.iter().any(|folder| path.starts_with(folder)))
        .filter(|rule| !rule.but.iter().any(|part| path.contains(part)))
        .collect();
    let mut broken = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let line = code_of(line, extension);
        if line.trim() == "mod tests {" {
            // Tests may look into the database from outside.
            break;
        }
        if extension == "rs" && defines_empty_name(line) {
            let says = "a type is named for what it is, not Manager, Service, Helper or Processor";
            broken.push(Broken { line: index + 1, says });
        }
        for &rule in &rules {
            if rule.words.iter().any(|word| has_word(line, word)) {
                broken.push(Broken { line: index + 1, says: rule.says });
            }
        }
    }
    broken
}

/// Whether a folder on the way to `path` has a name that says nothing.
pub fn names_nothing(path: &str) -> bool {
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    parts.iter().any(|part| EMPTY_NAMES.contains(part))
}

/// The line without its comment.
fn code_of<'a>(line: &'a str, extension: &str) -> &'a str {
    let mark = if extension == "sql" { "--" } else { "//" };
    line.split_once(mark).map_or(line, |(code, _)| code)
}

/// Whether the line defines a type whose name ends in nothing.
fn defines_empty_name(line: &str) -> bool {
    let mut words = line.split_whitespace().skip_while(|word| word.starts_with("pub"));
    let defines = words.next().is_some_and(|word| matches!(word, "struct" | "enum" | "trait"));
    let name = words.next().unwrap_or_default();
    let name: &str = name.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
    defines && EMPTY_ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// Whether `word` stands in `line` with no letter of a longer word beside it.
fn has_word(line: &str, word: &str) -> bool {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    line.match_indices(word).any(|(at, _)| {
        let before = line.get(..at).and_then(|text| text.chars().next_back());
        let after = line.get(at + word.len()..).and_then(|text| text.chars().next());
        let begins_inside = letter(word.chars().next()) && letter(before);
        let ends_inside = letter(word.chars().next_back()) && letter(after);
        !begins_inside && !ends_inside
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn breaks(path: &str, text: &str) -> bool {
        !look(path, text).is_empty()
    }

    // covers(QA-16)
    #[test]
    fn each_rule_catches_what_it_is_for() {
        let feature = "src-tauri/crates/people/src/contacts/rules.rs";
        assert!(breaks(feature, "let sql = \"INSERT OR REPLACE INTO contact\";"));
        assert!(breaks(feature, "conn.execute_batch(\"BEGIN IMMEDIATE\")"));
        assert!(breaks(feature, "use rusqlite::Connection;"));
        assert!(breaks(feature, "use tauri::AppHandle;"));
        assert!(breaks(feature, "pub struct ContactManager;"));
        assert!(breaks(feature, "    #[ignore = \"slow\"]"));
        assert!(breaks("ui/src/kit/Page.tsx", "import { invoke } from \"@tauri-apps/api/core\";"));
        assert!(names_nothing("ui/src/utils/date.ts"));
    }

    #[test]
    fn each_rule_lets_through_what_is_right() {
        assert!(!breaks("src-tauri/crates/vault/src/write.rs", "conn.execute_batch(\"BEGIN IMMEDIATE\")"));
        assert!(!breaks("src-tauri/crates/people/src/contacts/store.rs", "use rusqlite::Connection;"));
        assert!(!breaks(
            "src-tauri/crates/people/src/contacts/rules.rs",
            "// never OR REPLACE; BEGINNING of a list"
        ));
        assert!(!breaks("src-tauri/crates/people/src/contacts/rules.rs", "let text = \"BEGINNING\";"));
        assert!(!breaks("src-tauri/crates/people/src/contacts/rules.rs", "let card = \"BEGIN:VCARD\";"));
        assert!(!breaks("migrations/V002__people.sql", "-- no BEGIN here\nCREATE TABLE contact (id BLOB);"));
        assert!(!breaks("ui/src/client/tauri.ts", "import { invoke } from \"@tauri-apps/api/core\";"));
        assert!(!names_nothing("ui/src/kit/common.ts"));
    }
}
