//! Whether every link and picture in the documents leads to something that is there.

use std::{fs, path::Path};

use crate::{
    check,
    machine::{Failure, Machine},
};

/// What leads nowhere, as `file, line: target`.
pub fn broken(machine: &Machine) -> Result<Vec<String>, Failure> {
    let mut broken = Vec::new();
    for file in check::files(machine)?.iter().filter(|file| file.ends_with(".md")) {
        let Ok(text) = fs::read_to_string(machine.root.join(file)) else { continue };
        broken.extend(broken_in(&machine.root, file, &text));
    }
    Ok(broken)
}

fn broken_in(root: &Path, file: &str, text: &str) -> Vec<String> {
    let folder = Path::new(file).parent().unwrap_or(Path::new(""));
    targets(text)
        .into_iter()
        .filter(|(_, target)| !is_there(root, folder, text, target))
        .map(|(line, target)| format!("{file}, line {line}: “{target}” is not there"))
        .collect()
}

/// The targets of `[words](target)` and `![words](target)`, with their lines; not those in code.
fn targets(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut in_code = false;
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim_start().starts_with("```") {
            in_code = !in_code;
        }
        if in_code {
            continue;
        }
        // Every second piece between backticks is code.
        for prose in line.split('`').step_by(2) {
            let ends = prose.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
            found.extend(ends.map(|(target, _)| (number, target.split(' ').next().unwrap_or(target))));
        }
    }
    found
}

fn is_there(root: &Path, folder: &Path, text: &str, target: &str) -> bool {
    if target.contains("://") || target.starts_with("mailto:") {
        return true;
    }
    let (path, heading) = target.split_once('#').unwrap_or((target, ""));
    let whole = root.join(folder).join(path);
    if path.is_empty() {
        return has_heading(text, heading);
    }
    if !whole.exists() {
        return false;
    }
    heading.is_empty() || fs::read_to_string(whole).is_ok_and(|text| has_heading(&text, heading))
}

fn has_heading(text: &str, wanted: &str) -> bool {
    let anchor = |title: &str| -> String {
        let kept = title.trim().to_lowercase().replace(' ', "-");
        kept.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).collect()
    };
    text.lines()
        .filter_map(|line| line.strip_prefix('#'))
        .any(|line| anchor(line.trim_start_matches('#')) == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    // covers(DOC-6)
    #[test]
    fn every_picture_of_the_guide_and_every_link_leads_somewhere() {
        let machine = Machine::here().unwrap();
        assert_eq!(broken(&machine).unwrap(), Vec::<String>::new());
        let guide = fs::read_to_string(machine.root.join("docs/guide/README.md")).unwrap();
        let shown: Vec<&str> = targets(&guide)
            .into_iter()
            .map(|(_, target)| target)
            .filter(|target| target.ends_with(".png"))
            .collect();
        assert!(shown.len() > 8, "a guide with pictures: {shown:?}");
        // The other way round: what the browser takes is shown, and nothing is shown that it does not take.
        let takes = fs::read_to_string(machine.root.join("tests/browser/guide.spec.ts")).unwrap();
        for picture in &shown {
            let name = picture.trim_start_matches("images/").trim_end_matches(".png");
            assert!(takes.contains(&format!("picture(page, \"{name}\")")), "{name} is not taken by any test");
        }
        for picture in fs::read_dir(machine.root.join("docs/guide/images")).unwrap() {
            let name = picture.unwrap().file_name().into_string().unwrap();
            assert!(shown.contains(&format!("images/{name}").as_str()), "{name} is shown nowhere");
        }
    }

    // covers(DOC-6)
    #[test]
    fn what_leads_nowhere_is_named() {
        let root = Machine::here().unwrap().root;
        let text = "# One\n![a](images/contacts.png) [b](images/gone.png)\n[c](../gone.md#x) `[d](no.md)`\n\
                    ```\n[e](no.md)\n```\n[f](https://example.org) [g](#one) [h](#two) [i](../cli.md#no-such)";
        let broken = broken_in(&root, "docs/guide/README.md", text);
        assert_eq!(broken.len(), 4, "{broken:?}");
        assert!(broken[0].contains("line 2: “images/gone.png”"), "{broken:?}");
        for target in ["../gone.md#x", "#two", "../cli.md#no-such"] {
            assert!(broken.iter().any(|one| one.contains(target)), "{target}: {broken:?}");
        }
    }
}
