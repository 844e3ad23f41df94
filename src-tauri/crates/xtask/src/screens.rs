//! The screens of a new kind of record: list, page and form in every state, their tests, and the places in which the page
//! must hear of the kind. The frames are in `ui/src/records`; what is written here says only which kind they show.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::feature::Feature;
use crate::machine::{Failure, Machine, run_quietly};
use crate::place::Place;

/// What a feature's screens are, by their place and template.
const FILES: [(&str, &str); 10] = [
    ("ui/src/features/@plural@/@Name@List.tsx", include_str!("../templates/ui/List.tsx.txt")),
    ("ui/src/features/@plural@/@Name@Show.tsx", include_str!("../templates/ui/Show.tsx.txt")),
    ("ui/src/features/@plural@/@Name@Form.tsx", include_str!("../templates/ui/Form.tsx.txt")),
    ("ui/src/features/@plural@/@Name@List.stories.tsx", include_str!("../templates/ui/List.stories.tsx.txt")),
    ("ui/src/features/@plural@/@Name@Show.stories.tsx", include_str!("../templates/ui/Show.stories.tsx.txt")),
    ("ui/src/features/@plural@/@Name@Form.stories.tsx", include_str!("../templates/ui/Form.stories.tsx.txt")),
    ("ui/src/features/@plural@/@plural@.test.tsx", include_str!("../templates/ui/test.tsx.txt")),
    ("ui/src/client/@plural@.ts", include_str!("../templates/ui/client.ts.txt")),
    ("ui/src/client/fake/@plural@.ts", include_str!("../templates/ui/fake.ts.txt")),
    ("tests/browser/@plural@.spec.ts", include_str!("../templates/ui/journey.spec.ts.txt")),
];

const KIND: &str = include_str!("../templates/ui/kind.ts.txt");
const CATALOGUE: &str = include_str!("../templates/ui/catalogue.ts.txt");
const ROUTES: &str = include_str!("../templates/ui/routes.ts.txt");

/// The new files.
pub fn files(feature: &Feature) -> Vec<(String, String)> {
    FILES.iter().map(|(path, text)| (feature.fill(path), feature.fill(text))).collect()
}

/// What is written into files that are there.
pub fn places(feature: &Feature) -> Vec<(&'static str, Vec<Place>)> {
    let fill = |text: &str| feature.fill(text);
    vec![
        (
            "ui/src/records/kinds.ts",
            vec![
                Place::Once("type LucideIcon", "Shapes, ".into()),
                Place::Ahead("} as const satisfies Record<string, Entry>;", fill(KIND)),
            ],
        ),
        (
            "ui/src/client/commands.ts",
            vec![
                Place::Ahead("\nexport type Id = ", fill("import type { @Name@ } from \"./@plural@\";\n")),
                Place::Ahead("  contacts: Contact;\n  companies", fill("  @plural@: @Name@;\n")),
                Place::After("type Eventful = ", fill("\"@plural@\" | ")),
            ],
        ),
        (
            "ui/src/client/fake.ts",
            vec![
                Place::Ahead("import { FakeWatches", fill("import { @NAMES@ } from \"./fake/@plural@\";\n")),
                Place::After("const KIND: Record<Plural, string> = {\n", fill("  @plural@: \"@name@\",\n")),
                Place::After("Map<string, Records[P]> } = {\n", fill("    @plural@: new Map(),\n")),
                Place::Ahead(
                    "      VIEWS.forEach(",
                    fill("      @NAMES@.forEach((one) => this.put(\"@plural@\", one));\n"),
                ),
            ],
        ),
        (
            "ui/src/client/fakeCatalogue.ts",
            vec![Place::Ahead("    view: {\n      name: \"view\"", fill(CATALOGUE))],
        ),
        (
            "ui/src/shell/routes.tsx",
            vec![
                Place::Ahead(
                    "import { TagList }",
                    ["Form", "List", "Show"]
                        .map(|screen| {
                            let shown = if screen == "Form" { "FormScreen" } else { screen };
                            let file = format!("@/features/@plural@/@Name@{screen}");
                            fill(&format!("import {{ @Name@{shown} }} from \"{file}\";\n"))
                        })
                        .concat(),
                ),
                Place::Ahead("const tree = root", fill(ROUTES)),
                Place::After(
                    "const tree = root.addChildren([\n",
                    fill("  @names@,\n  @camel@New,\n  @camel@Show,\n  @camel@Edit,\n"),
                ),
            ],
        ),
        ("ui/src/locales/en.json", words(feature, &ENGLISH)),
        ("ui/src/locales/de.json", words(feature, &GERMAN)),
    ]
}

type Words = [(&'static [&'static str], &'static str); 16];

/// `@Word@` and `@Words@` as they stand alone, `@word@` and `@words@` within a sentence.
const ENGLISH: Words = [
    (&["kind"], "\"@name@\": \"@Word@\""),
    (&["kinds"], "\"@plural@\": \"@Words@\""),
    (&["place"], "\"@plural@\": \"@Words@\""),
    (&["did"], "\"@plural@\": \"@words@\""),
    (&["search", "kind"], "\"@name@\": \"@Words@\""),
    (&["list", "new"], "\"@name@\": \"New @word@\""),
    (&["views", "all"], "\"@name@\": \"All @words@\""),
    (&["field"], "\"@name@\": { \"day\": \"Day\", \"text\": \"Description\" }"),
    (&["erase", "goes"], "\"@name@\": \"What goes: the @word@, and every value the history holds of it.\""),
    (
        &["bulk", "deleted"],
        "\"@name@_one\": \"@Word@ moved to the trash\", \"@name@_other\": \"{{shown}} @words@ moved to the trash\"",
    ),
    (
        &["bulk", "restored"],
        "\"@name@_one\": \"@Word@ is back\", \"@name@_other\": \"{{shown}} @words@ are back\"",
    ),
    (
        &["bulk", "tagged"],
        "\"@name@_one\": \"{{shown}} @word@ tagged “{{tag}}”\", \"@name@_other\": \"{{shown}} @words@ tagged “{{tag}}”\"",
    ),
    (
        &["bulk", "untagged"],
        "\"@name@_one\": \"“{{tag}}” removed from {{shown}} @word@\", \"@name@_other\": \"“{{tag}}” removed from {{shown}} @words@\"",
    ),
    (
        &["bulk", "refused"],
        "\"@name@_one\": \"{{count, number}} @word@ was refused and stays as it is.\", \"@name@_other\": \"{{count, number}} @words@ were refused and stay as they are.\"",
    ),
    (
        &["bulk", "changeTitle"],
        "\"@name@_one\": \"Change {{shown}} @word@\", \"@name@_other\": \"Change {{shown}} @words@\"",
    ),
    (
        &["bulk", "changed"],
        "\"@name@_one\": \"{{field}} of {{shown}} @word@ changed\", \"@name@_other\": \"{{field}} of {{shown}} @words@ changed\"",
    ),
];

const GERMAN: Words = [
    (&["kind"], "\"@name@\": \"@Wort@\""),
    (&["kinds"], "\"@plural@\": \"@Worte@\""),
    (&["place"], "\"@plural@\": \"@Worte@\""),
    (&["did"], "\"@plural@\": \"@Worte@\""),
    (&["search", "kind"], "\"@name@\": \"@Worte@\""),
    (&["list", "new"], "\"@name@\": \"@Wort@ anlegen\""),
    (&["views", "all"], "\"@name@\": \"Alle @Worte@\""),
    (&["field"], "\"@name@\": { \"day\": \"Tag\", \"text\": \"Beschreibung\" }"),
    (
        &["erase", "goes"],
        "\"@name@\": \"Weg sind dann: dieser Eintrag (@Wort@) und jeder Wert, den der Verlauf von ihm kennt.\"",
    ),
    (
        &["bulk", "deleted"],
        "\"@name@_one\": \"@Wort@ in den Papierkorb gelegt\", \"@name@_other\": \"{{shown}} @Worte@ in den Papierkorb gelegt\"",
    ),
    (
        &["bulk", "restored"],
        "\"@name@_one\": \"@Wort@ ist wieder da\", \"@name@_other\": \"{{shown}} @Worte@ sind wieder da\"",
    ),
    (
        &["bulk", "tagged"],
        "\"@name@_one\": \"{{shown}} @Wort@ mit „{{tag}}“ versehen\", \"@name@_other\": \"{{shown}} @Worte@ mit „{{tag}}“ versehen\"",
    ),
    (
        &["bulk", "untagged"],
        "\"@name@_one\": \"„{{tag}}“ von {{shown}} @Wort@ entfernt\", \"@name@_other\": \"„{{tag}}“ von {{shown}} @Worte@ entfernt\"",
    ),
    (
        &["bulk", "refused"],
        "\"@name@_one\": \"{{count, number}} @Wort@ ließ sich nicht ändern und bleibt, wie es war.\", \"@name@_other\": \"{{count, number}} @Worte@ ließen sich nicht ändern und bleiben, wie sie sind.\"",
    ),
    (
        &["bulk", "changeTitle"],
        "\"@name@_one\": \"{{shown}} @Wort@ ändern\", \"@name@_other\": \"{{shown}} @Worte@ ändern\"",
    ),
    (
        &["bulk", "changed"],
        "\"@name@_one\": \"{{field}} geändert: {{shown}} @Wort@\", \"@name@_other\": \"{{field}} geändert: {{shown}} @Worte@\"",
    ),
];

fn words(feature: &Feature, words: &Words) -> Vec<Place> {
    words.iter().map(|(under, line)| Place::Under(under, feature.fill(line))).collect()
}

/// A letter behind `g` that leads nowhere yet, rather one of the word.
///
/// # Errors
/// Every letter leads somewhere.
pub fn free_key(root: &Path, name: &str) -> Result<char, Failure> {
    let mut taken = String::new();
    for path in ["ui/src/records/kinds.ts", "ui/src/shell/navigation.ts"] {
        taken.push_str(&fs::read_to_string(root.join(path))?);
    }
    let letters = name.chars().filter(char::is_ascii_lowercase).chain('a'..='z');
    letters
        .into_iter()
        .find(|letter| !taken.contains(&format!("\"g {letter}\"")))
        .ok_or_else(|| Failure("no letter behind g is free".into()))
}

/// Writes a feature beside a copy of the page's sources and lets the compiler, the formatter and its own tests look at it.
///
/// # Errors
/// The copy cannot be written, or the feature finds no place in the sources.
pub fn example_is_current(machine: &Machine) -> Result<bool, Failure> {
    let copy = machine.target.join("example");
    let ui = copy.join("ui");
    if ui.join("src").exists() {
        fs::remove_dir_all(ui.join("src"))?;
    }
    for name in crate::check::files(machine)?
        .iter()
        .filter(|name| name.starts_with("ui/") || *name == "docs/api/openapi.json")
    {
        let from = machine.root.join(name);
        if from.is_file() {
            let to = copy.join(name);
            fs::create_dir_all(to.parent().unwrap_or(&copy))?;
            fs::copy(from, to)?;
        }
    }
    linked(&machine.root.join("ui/node_modules"), &ui.join("node_modules"))?;
    let asked = ["site_survey", "Begehung/Begehungen"].map(str::to_owned);
    let mut written = Vec::new();
    for (path, text) in Feature::of(&machine.root, &asked)?.files(&machine.root)? {
        let Ok(path) = path.strip_prefix(&machine.root) else { continue };
        if path.starts_with("ui") {
            fs::create_dir_all(copy.join(path).parent().unwrap_or(&copy))?;
            fs::write(copy.join(path), text)?;
            written.push(path.strip_prefix("ui").unwrap_or(path).to_owned());
        }
    }
    // The contract is generated from the program, and the program of the copy has no such commands yet.
    fs::write(ui.join("src/client/contract.ts"), "export {};\n")?;
    let npx = |arguments: &[&str]| -> Command {
        let mut command = machine.npx(&ui);
        command.args(arguments);
        command
    };
    // Lines are put where they belong; how they break is the formatter's matter.
    let formatted = run_quietly(npx(&["prettier", "--log-level", "error", "--write"]).args(&written))?;
    Ok(formatted
        && run_quietly(&mut npx(&["tsc", "-b"]))?
        && run_quietly(
            npx(&["eslint", "--no-warn-ignored"])
                .args(written.iter().filter(|one| one.extension().is_some_and(|end| end != "json"))),
        )?
        && run_quietly(&mut npx(&[
            "vitest",
            "run",
            "--reporter=dot",
            "src/features/site_surveys",
            "src/locales/locales.test.tsx",
        ]))?)
}

/// Puts a link to a folder there, if there is the folder. One of another checkout, which may be gone by now, gives way.
pub fn linked(to: &Path, at: &Path) -> Result<(), Failure> {
    if at.is_symlink() {
        fs::remove_file(at).or_else(|_| fs::remove_dir(at))?;
    }
    if to.exists() && !at.exists() {
        link(to, at)?;
    }
    Ok(())
}

#[cfg(unix)]
fn link(to: &Path, at: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(to, at)
}

#[cfg(windows)]
fn link(to: &Path, at: &Path) -> std::io::Result<()> {
    std::os::windows::fs::symlink_dir(to, at)
}
