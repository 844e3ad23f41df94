//! The secret scan: keys and tokens that have a shape of their own are found in every file git knows or would add.

use std::{fmt, fs, path::Path};

/// Something that looks like a secret.
#[derive(Debug, PartialEq, Eq)]
pub struct Found {
    /// Line, from 1.
    pub line: usize,
    /// What it looks like.
    pub kind: &'static str,
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: looks like {}", self.line, self.kind)
    }
}

struct Shape {
    kind: &'static str,
    begins: &'static str,
    /// Fewest letters of its alphabet that follow.
    then: usize,
    extra: &'static str,
}

const fn shape(kind: &'static str, begins: &'static str, then: usize, extra: &'static str) -> Shape {
    Shape { kind, begins, then, extra }
}

const SHAPES: &[Shape] = &[
    shape("an AWS access key", "AKIA", 16, ""),
    shape("a GitHub token", "ghp_", 36, ""),
    shape("a GitHub token", "gho_", 36, ""),
    shape("a GitHub token", "ghs_", 36, ""),
    shape("a GitHub token", "github_pat_", 40, "_"),
    shape("a GitLab token", "glpat-", 20, "-_"),
    shape("a Google API key", "AIza", 35, "-_"),
    shape("a Google client secret", "GOCSPX-", 20, "-_"),
    shape("a Slack token", "xoxb-", 20, "-"),
    shape("a Slack token", "xoxp-", 20, "-"),
    shape("a Stripe key", "sk_live_", 20, ""),
    shape("a Stripe key", "rk_live_", 20, ""),
    shape("a SendGrid key", "SG.", 40, "-_."),
    shape("an npm token", "npm_", 36, ""),
    shape("an OpenAI or Anthropic key", "sk-", 40, "-_"),
    shape("a Twilio key", "SK", 32, "\0hex"),
    shape("a JSON web token", "eyJhbGciOi", 40, "-_."),
];

/// The head of a private key is both in one line. They stand apart here, so that the scan of this file stays clean.
const KEY_BEGINS: &str = "-----BEGIN ";
const KEY_GOES_ON: &str = "PRIVATE KEY-----";

/// Scans one file. What cannot be read as text holds no text.
pub fn scan_file(path: &Path) -> Vec<Found> {
    fs::read(path)
        .ok()
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .map(|text| scan(&text))
        .unwrap_or_default()
}

/// Scans a text.
pub fn scan(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let line_number = index + 1;
        if line.contains(KEY_BEGINS) && line.contains(KEY_GOES_ON) {
            found.push(Found { line: line_number, kind: "a private key" });
        }
        for shape in SHAPES {
            if occurs(line, shape) {
                found.push(Found { line: line_number, kind: shape.kind });
            }
        }
    }
    found
}

fn occurs(line: &str, shape: &Shape) -> bool {
    let belongs = |letter: char| match shape.extra {
        "\0hex" => letter.is_ascii_digit() || ('a'..='f').contains(&letter),
        extra => letter.is_ascii_alphanumeric() || extra.contains(letter),
    };
    line.match_indices(shape.begins).any(|(at, begins)| {
        let before = line.get(..at).and_then(|before| before.chars().next_back());
        let rest = line.get(at + begins.len()..).unwrap_or_default();
        // In the middle of a longer word, as in a checksum, it is chance.
        !before.is_some_and(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '+' | '/' | '='))
            && rest.chars().take_while(|letter| belongs(*letter)).count() >= shape.then
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    // covers(SEC-14)
    #[test]
    fn a_planted_secret_is_found() {
        // Put together only here, so that the scan of this file stays clean.
        for shape in SHAPES {
            let letter = if shape.begins == "SK" { "a" } else { "x" };
            let planted = format!("fine\nkey = \"{}{}\"", shape.begins, letter.repeat(shape.then + 2));
            assert_eq!(scan(&planted), [Found { line: 2, kind: shape.kind }], "{planted}");
        }
        assert_eq!(scan(&format!("{KEY_BEGINS}RSA {KEY_GOES_ON}")).len(), 1);
    }

    #[test]
    fn what_only_begins_like_one_is_left_alone() {
        for innocent in [
            "AKIA",
            "task-sk-list of words",
            "sha512-abcAKIA0123456789012345678",
            "SKILLS and sk_live_",
            "npm_config_yes",
        ] {
            assert_eq!(scan(innocent), [], "{innocent}");
        }
    }
}
