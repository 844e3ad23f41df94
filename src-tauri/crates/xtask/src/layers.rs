//! Which crate may use which: one table, held against what the manifests say, and the drawing in `docs/development.md`
//! against the table. Cargo refuses a circle; it does not refuse a crate of people's that reaches for the server.

use std::fs;

use crate::machine::{Failure, Machine};

/// Every crate of the workspace with those of them it may use, lowest first. `desktop` is the shell.
const LAYERS: &[(&str, &[&str])] = &[
    ("kernel", &[]),
    ("planted", &[]),
    ("formats", &["kernel"]),
    ("vault", &["planted", "kernel"]),
    ("search", &["vault", "planted", "kernel"]),
    ("feature", &["search", "vault", "kernel"]),
    ("people", &["feature", "search", "vault", "formats", "planted", "kernel"]),
    ("selling", &["people", "feature", "search", "vault", "planted", "kernel"]),
    ("talking", &["selling", "people", "feature", "search", "vault", "kernel"]),
    ("doing", &["talking", "selling", "people", "feature", "search", "vault", "kernel"]),
    ("insight", &["doing", "talking", "selling", "people", "feature", "search", "vault", "kernel"]),
    ("app", &["insight", "doing", "talking", "selling", "people", "feature", "search", "vault", "kernel"]),
    ("serve", &["app", "kernel"]),
    ("cli", &["serve", "app", "kernel"]),
    ("desktop", &["app", "feature", "kernel"]),
];

/// What the manifests use that the table does not allow, and crates the table does not know.
pub fn broken(machine: &Machine) -> Result<Vec<String>, Failure> {
    let mut broken = Vec::new();
    let mut manifests = vec![("desktop".to_owned(), machine.root.join("Cargo.toml"))];
    for entry in fs::read_dir(machine.root.join("src-tauri/crates"))? {
        let entry = entry?;
        manifests.push((entry.file_name().to_string_lossy().into_owned(), entry.path().join("Cargo.toml")));
    }
    manifests.sort();
    for (name, path) in manifests.iter().filter(|(name, _)| name != "xtask") {
        broken.extend(too_much(name, &fs::read_to_string(path)?, LAYERS));
    }
    Ok(broken)
}

fn too_much(name: &str, manifest: &str, layers: &[(&str, &[&str])]) -> Vec<String> {
    let Some((_, allowed)) = layers.iter().find(|(layer, _)| *layer == name) else {
        return vec![format!(
            "the crate `{name}` stands in no layer; see src-tauri/crates/xtask/src/layers.rs"
        )];
    };
    uses(manifest)
        .into_iter()
        .filter(|used| used != name && !allowed.contains(&used.as_str()))
        .map(|used| format!("`{name}` must not use `{used}`"))
        .collect()
}

/// The crates of ours that a manifest uses in the program; what only its tests or its build use counts for nothing.
fn uses(manifest: &str) -> Vec<String> {
    let mut used = Vec::new();
    let mut section = "";
    for line in manifest.lines().map(str::trim) {
        if let Some(title) = line.strip_prefix('[') {
            section = title.trim_end_matches(']');
        }
        // `[target.'cfg(…)'.dependencies]` too, and a dependency with a section of its own.
        let inside =
            section == "dependencies" || section.ends_with(".dependencies") && section.starts_with("target.");
        let own = section.strip_prefix("dependencies.").filter(|_| line.starts_with('['));
        let key = own.or_else(|| line.split(['=', '.', ' ']).next().filter(|_| inside));
        used.extend(key.and_then(|key| key.strip_prefix("satchel-")).map(str::to_owned));
    }
    used
}

#[cfg(test)]
mod tests {
    use super::*;

    // covers(DOC-5)
    #[test]
    fn the_crates_use_each_other_in_one_direction_only() {
        let machine = Machine::here().unwrap();
        assert_eq!(broken(&machine).unwrap(), Vec::<String>::new());
        // The table itself leads downwards only, so that nothing it allows is a circle.
        for (at, (name, allowed)) in LAYERS.iter().enumerate() {
            let below: Vec<&str> = LAYERS[..at].iter().map(|(name, _)| *name).collect();
            assert!(allowed.iter().all(|used| below.contains(used)), "{name} uses what is not below it");
        }
    }

    // covers(DOC-5)
    #[test]
    fn the_drawing_in_the_documents_is_the_one_the_manifests_have() {
        let machine = Machine::here().unwrap();
        let text = fs::read_to_string(machine.root.join("docs/development.md")).unwrap();
        let drawing = text.lines().find(|line| line.contains('→') && line.contains("kernel")).unwrap();
        let (chain, beside) = drawing.split_once('←').unwrap();
        let steps: Vec<Vec<&str>> =
            chain.split('→').map(|step| step.split(',').map(str::trim).collect()).collect();
        let allowed = |name: &str| {
            let name = if name == "shell" { "desktop" } else { name };
            LAYERS.iter().find(|(layer, _)| *layer == name).unwrap_or_else(|| panic!("no crate {name}")).1
        };
        for pair in steps.windows(2) {
            for name in &pair[0] {
                for used in &pair[1] {
                    assert!(allowed(name).contains(used), "{name} → {used} is drawn and not so");
                    assert!(!allowed(used).contains(name), "{used} uses {name}, against the arrow");
                }
            }
        }
        assert!(allowed(beside.trim()).contains(&"kernel"));
        for (name, _) in LAYERS {
            let named = if *name == "desktop" { "the root package".into() } else { format!("| `{name}` |") };
            assert!(text.contains(&named), "{name} is missing from the table of crates");
        }
    }

    // covers(DOC-5)
    #[test]
    fn a_step_upwards_is_named() {
        let layers: &[(&str, &[&str])] = &[("vault", &["kernel"])];
        let manifest = "[package]\nname = \"satchel-vault\"\n[dependencies]\nsatchel-kernel.workspace = true\n\
                        satchel-app = { path = \"../app\" }\n[target.'cfg(unix)'.dependencies]\n\
                        satchel-serve.workspace = true\n[dependencies.satchel-cli]\npath = \"../cli\"\n\
                        [dev-dependencies]\nsatchel-feature.workspace = true\n";
        let broken = too_much("vault", manifest, layers);
        assert_eq!(broken.len(), 3, "{broken:?}");
        for used in ["app", "serve", "cli"] {
            assert!(broken.iter().any(|one| one.contains(&format!("`{used}`"))), "{used}: {broken:?}");
        }
        assert_eq!(too_much("helpers", manifest, layers).len(), 1, "a crate nobody thought of");
    }
}
