//! `feature` and `migration`: the files a new kind of record begins with, and the places where the rest of the program
//! must hear of it.
//!
//! What is written compiles and passes its tests; what a seller should be able to keep is then a matter of the model and
//! its migration.

use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use crate::machine::{Failure, Machine, say};
use crate::place::Place;
use crate::screens;

/// The files of a feature's folder and their templates.
const FOLDER: [(&str, &str); 5] = [
    ("mod.rs", include_str!("../templates/mod.rs.txt")),
    ("model.rs", include_str!("../templates/model.rs.txt")),
    ("rules.rs", include_str!("../templates/rules.rs.txt")),
    ("commands.rs", include_str!("../templates/commands.rs.txt")),
    ("tests.rs", include_str!("../templates/tests.rs.txt")),
];
const MIGRATION: &str = include_str!("../templates/migration.sql.txt");
const JOURNEY: &str = include_str!("../templates/journey.rs.txt");

const USAGE: &str =
    "cargo xtask feature KIND German/Germans [--plural KINDS] [--crate people|selling|talking|doing]";

/// What the templates are filled with.
pub struct Feature {
    name: String,
    plural: String,
    german: (String, String),
    group: String,
    /// The letter behind `g` that leads to its list.
    key: char,
}

impl Feature {
    /// What was asked for.
    ///
    /// # Errors
    /// A name that is none, words that are missing, a crate in which no feature lives.
    pub fn of(root: &Path, arguments: &[String]) -> Result<Self, Failure> {
        let wrong = |why: &str| Failure(format!("{why}\n{USAGE}"));
        let mut words = Vec::new();
        let (mut plural, mut group) = (None, "people".to_owned());
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            match argument.as_str() {
                "--plural" => plural = rest.next().cloned(),
                "--crate" => group = rest.next().cloned().unwrap_or_default(),
                word => words.push(word.to_owned()),
            }
        }
        let [name, german] = words.as_slice() else {
            return Err(wrong("give the kind's name and what one and several are called in German"));
        };
        let plural = plural.unwrap_or_else(|| several(name));
        for word in [name, &plural] {
            let plain = word.starts_with(|c: char| c.is_ascii_lowercase())
                && word.chars().all(|c| c.is_ascii_lowercase() || c == '_');
            if !plain || word.ends_with('_') {
                return Err(wrong(&format!("“{word}” is not in small letters and underscores")));
            }
        }
        let german = german.split_once('/').map(|(one, many)| (one.to_owned(), many.to_owned()));
        let german = german.ok_or_else(|| wrong("say the German words as Angebot/Angebote"))?;
        if !["people", "selling", "talking", "doing"].contains(&group.as_str()) {
            return Err(wrong(&format!("no feature lives in “{group}”")));
        }
        let key = screens::free_key(root, name)?;
        Ok(Self { name: name.clone(), plural, german, group, key })
    }

    /// A template with its gaps filled.
    pub fn fill(&self, template: &str) -> String {
        let people = if self.group == "people" { "crate" } else { "satchel_people" };
        let registry = match self.group.as_str() {
            "people" => "crate::registry().unwrap()",
            "selling" => "crate::kinds(satchel_people::registry().unwrap())",
            "talking" => "crate::join(satchel_selling::kinds(satchel_people::registry().unwrap()))",
            _ => {
                "crate::join(satchel_talking::join(satchel_selling::kinds(satchel_people::registry().unwrap())))"
            }
        };
        [
            ("@name@", self.name.as_str()),
            ("@plural@", &self.plural),
            ("@Name@", &pascal(&self.name)),
            ("@word@", &words(&self.name)),
            ("@words@", &words(&self.plural)),
            ("@Words@", &capital(&words(&self.plural))),
            ("@Word@", &capital(&words(&self.name))),
            ("@Wort@", &self.german.0),
            ("@Worte@", &self.german.1),
            ("@camel@", &camel(&self.name)),
            ("@names@", &camel(&self.plural)),
            ("@NAMES@", &self.plural.to_uppercase()),
            ("@key@", &self.key.to_string()),
            ("@tags@", &format!("{people}::contacts::model::tags")),
            ("@timeline@", &format!("{people}::timeline")),
            ("@registry@", registry),
        ]
        .iter()
        .fold(template.to_owned(), |text, (gap, word)| text.replace(gap, word))
    }

    /// The whole text of every file that is changed or new, by its path.
    ///
    /// # Errors
    /// A folder that is there, a file in which nothing is where it was.
    pub fn files(&self, root: &Path) -> Result<Vec<(PathBuf, String)>, Failure> {
        let folder = root.join(format!("src-tauri/crates/{}/src/{}", self.group, self.plural));
        if folder.exists() {
            return Err(Failure(format!("there is a folder {} already", folder.display())));
        }
        let mut files: Vec<(PathBuf, String)> =
            FOLDER.iter().map(|(name, template)| (folder.join(name), self.fill(template))).collect();
        files.push((next_migration(root, &self.plural)?, self.fill(MIGRATION)));
        files.push((root.join(format!("tests/src/journeys/{}.rs", self.plural)), self.fill(JOURNEY)));
        for (path, text) in screens::files(self) {
            files.push((root.join(path), text));
        }
        let rules = format!("{}::rules::{}Rules", self.plural, pascal(&self.name));
        let kind = format!(".with({}::model::{}(), false, &[], {rules})", self.plural, self.name);
        let mut changed: Vec<(String, Vec<Place>)> = vec![
            (
                format!("src-tauri/crates/{}/src/lib.rs", self.group),
                vec![
                    Place::Sorted("pub mod ", format!("pub mod {};", self.plural)),
                    Place::Before(&["        .followed(", "    registry.with(", ")\n}"], kind),
                    Place::Table(format!("{}::commands::table()", self.plural)),
                ],
            ),
            (
                "tests/src/journeys/mod.rs".into(),
                vec![Place::Sorted("mod ", format!("mod {};", self.plural))],
            ),
        ];
        changed.extend(screens::places(self).into_iter().map(|(path, places)| (path.to_owned(), places)));
        for (path, places) in changed {
            let path = root.join(path);
            let mut text = fs::read_to_string(&path)?;
            for place in places {
                text = place.put(&text).ok_or_else(|| {
                    Failure(format!("{} has changed: {place:?} finds no place in it", path.display()))
                })?;
            }
            files.push((path, text));
        }
        Ok(files)
    }
}

/// Writes a feature's files, and says what is left to do.
///
/// # Errors
/// A name that is none, a folder that is there, a file in which nothing is where it was.
pub fn feature(machine: &Machine, arguments: &[String]) -> Result<ExitCode, Failure> {
    let feature = Feature::of(&machine.root, arguments)?;
    // Everything is worked out before anything is written.
    let files = feature.files(&machine.root)?;
    for (path, text) in &files {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, text)?;
        let shown = path.strip_prefix(&machine.root).unwrap_or(path);
        say(shown.display());
    }
    crate::machine::run(machine.cargo().args(["fmt", "--all"]))?;
    let of = |folder: &str| -> Vec<PathBuf> {
        let folder = machine.root.join(folder);
        let names = files.iter().map(|(path, _)| path).filter(|path| path.starts_with(&folder));
        names.cloned().collect()
    };
    for folder in ["ui", "tests/browser"] {
        let mut prettier = machine.npx("ui");
        prettier.args(["prettier", "--log-level", "error", "--write"]).args(of(folder));
        crate::machine::run(&mut prettier)?;
    }
    say(
        "the model and the migration say what a seller keeps: change both alike before anybody has such a vault",
    );
    say("then `cargo xtask generate`, `cargo xtask check` and `cargo xtask test`");
    Ok(ExitCode::SUCCESS)
}

/// Writes an empty migration with the next number.
///
/// # Errors
/// A name that is not in small letters and underscores.
pub fn migration(machine: &Machine, arguments: &[String]) -> Result<ExitCode, Failure> {
    let [name] = arguments else { return Err(Failure("cargo xtask migration NAME".into())) };
    if !name.chars().all(|c| c.is_ascii_lowercase() || c == '_') || name.is_empty() {
        return Err(Failure(format!("“{name}” is not in small letters and underscores")));
    }
    let path = next_migration(&machine.root, name)?;
    fs::write(&path, "-- Why this is needed, in one sentence.\n")?;
    say(path.strip_prefix(&machine.root).unwrap_or(&path).display());
    Ok(ExitCode::SUCCESS)
}

fn next_migration(root: &Path, name: &str) -> Result<PathBuf, Failure> {
    let mut last = 0;
    for entry in fs::read_dir(root.join("migrations"))? {
        let file = entry?.file_name();
        let number = file.to_str().and_then(|name| name.strip_prefix('V')?.get(..3)?.parse::<u32>().ok());
        last = last.max(number.unwrap_or(0));
    }
    Ok(root.join(format!("migrations/V{:03}__{name}.sql", last + 1)))
}

fn several(name: &str) -> String {
    match name.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ => format!("{name}s"),
    }
}

fn words(name: &str) -> String {
    name.replace('_', " ")
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn camel(name: &str) -> String {
    let pascal = pascal(name);
    let mut letters = pascal.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

fn pascal(name: &str) -> String {
    name.split('_').map(capital).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(arguments: &[&str]) -> Result<Feature, Failure> {
        Feature::of(
            &Machine::here()?.root,
            &arguments.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>(),
        )
    }

    #[test]
    fn names_are_small_letters_and_have_german_words() {
        let feature = of(&["site_survey", "Begehung/Begehungen", "--crate", "selling"]).unwrap();
        assert_eq!((feature.plural.as_str(), pascal(&feature.name).as_str()), ("site_surveys", "SiteSurvey"));
        assert_eq!(of(&["delivery", "Lieferung/Lieferungen"]).unwrap().plural, "deliveries");
        for wrong in [
            vec!["Survey", "Begehung/Begehungen"],
            vec!["survey"],
            vec!["survey", "Begehung"],
            vec!["survey", "Begehung/Begehungen", "--crate", "kernel"],
        ] {
            assert!(of(&wrong).is_err(), "{wrong:?}");
        }
    }

    /// How many words stand between two `@`.
    fn gaps(text: &str) -> usize {
        let is_word = |part: &&str| !part.is_empty() && part.chars().all(char::is_alphabetic);
        text.split('@').skip(1).filter(is_word).count()
    }

    #[test]
    fn every_place_is_still_there_and_no_gap_is_left() {
        let root = Machine::here().unwrap().root;
        for group in ["people", "selling", "talking", "doing"] {
            let feature = of(&["site_survey", "Begehung/Begehungen", "--crate", group]).unwrap();
            let files = feature.files(&root).unwrap();
            assert_eq!(files.len(), 26, "{group}");
            for (path, text) in files {
                let old = fs::read_to_string(&path).unwrap_or_default();
                assert_eq!(gaps(&text), gaps(&old), "{}", path.display());
                assert!(text.len() > old.len() && text.contains("urvey") | text.contains("Begehung"));
            }
        }
    }
}
