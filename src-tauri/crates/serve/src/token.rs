//! Bearer tokens: 32 random bytes made at start, or a file of the seller's. Only hashes stay in memory, and hashes
//! are compared in constant time.

use std::io::Read;
use std::path::Path;

use satchel_app::{Actor, Needs};
use satchel_kernel::{Error, Result};

const MIN_LENGTH: usize = 16;

/// The tokens that open this door.
pub struct Tokens(Vec<(blake3::Hash, Actor)>);

impl Tokens {
    /// One new token that may do everything the seller may, and the token itself.
    pub fn random() -> Result<(Self, String)> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes)
            .map_err(|e| Error::broken("no_randomness", "The system gave no random numbers.").because(e))?;
        let token = hex::encode(bytes);
        Ok((Self(vec![(blake3::hash(token.as_bytes()), Actor::owner())]), token))
    }

    /// The tokens in a file, and the first one that may do everything.
    ///
    /// A line is a token alone, which may do everything, or `NAME NEEDS TOKEN`, as in `reader read,export f00...`.
    /// Lines beginning with `#` are left out. Others must not be able to read the file.
    pub fn from_file(path: &Path) -> Result<(Self, Option<String>)> {
        let unreadable = |e: std::io::Error| {
            Error::refused("token_file_unreadable", format!("“{}” cannot be read: {e}.", path.display()))
                .because(e)
        };
        let file = std::fs::File::open(path).map_err(unreadable)?;
        check_private(&file.metadata().map_err(unreadable)?, path)?;
        let mut text = String::new();
        file.take(1 << 20).read_to_string(&mut text).map_err(unreadable)?;
        Self::parse(&text)
    }

    fn parse(text: &str) -> Result<(Self, Option<String>)> {
        let mut tokens = Vec::new();
        let mut owner = None;
        for (number, line) in text.lines().enumerate() {
            let words: Vec<&str> = line.split_whitespace().collect();
            let (actor, token) = match words.as_slice() {
                [] => continue,
                [first, ..] if first.starts_with('#') => continue,
                [token] => {
                    owner.get_or_insert_with(|| (*token).to_owned());
                    (Actor::owner(), *token)
                }
                [name, needs, token] => (Actor::limited(*name, parse_needs(needs, number + 1)?), *token),
                _ => return Err(bad_line(number + 1, "write a token, or NAME NEEDS TOKEN")),
            };
            if token.len() < MIN_LENGTH {
                return Err(bad_line(number + 1, "a token needs at least 16 characters"));
            }
            tokens.push((blake3::hash(token.as_bytes()), actor));
        }
        if tokens.is_empty() {
            return Err(Error::refused("token_file_empty", "The token file holds no token."));
        }
        Ok((Self(tokens), owner))
    }

    /// Who holds this token. Every token is compared, whatever matches.
    pub fn actor(&self, token: &str) -> Option<&Actor> {
        let given = blake3::hash(token.as_bytes());
        // `blake3::Hash` compares in constant time.
        self.0.iter().fold(None, |found, (hash, actor)| if *hash == given { Some(actor) } else { found })
    }
}

fn parse_needs(text: &str, line: usize) -> Result<Vec<Needs>> {
    text.split(',')
        .map(|word| match word {
            "read" => Ok(Needs::Read),
            "write" => Ok(Needs::Write),
            "send" => Ok(Needs::Send),
            "export" => Ok(Needs::Export),
            "admin" => Ok(Needs::Admin),
            _ => Err(bad_line(line, "needs are read, write, send, export, admin, with commas between them")),
        })
        .collect()
}

fn bad_line(line: usize, why: &str) -> Error {
    Error::refused("token_file_bad", format!("Line {line} of the token file does not fit: {why}."))
}

#[cfg(unix)]
fn check_private(meta: &std::fs::Metadata, path: &Path) -> Result<()> {
    use std::os::unix::fs::MetadataExt;
    if meta.mode() & 0o077 == 0 {
        return Ok(());
    }
    Err(Error::refused(
        "token_file_open",
        format!("Others can read “{0}”. Make it private first: chmod 600 {0}", path.display()),
    ))
}

#[cfg(not(unix))]
fn check_private(_: &std::fs::Metadata, _: &Path) -> Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_right_token_opens() {
        let (tokens, token) = Tokens::random().unwrap();
        assert_eq!(token.len(), 64);
        assert_eq!(tokens.actor(&token).unwrap().name, "owner");
        assert!(tokens.actor("").is_none());
        assert!(tokens.actor(token.split_at(63).0).is_none());
        assert_ne!(Tokens::random().unwrap().1, token);
    }

    #[test]
    fn a_file_names_tokens_and_what_they_may() {
        let text = "# mine\n0123456789abcdef\n\nreader read,export fedcba9876543210\n";
        let (tokens, owner) = Tokens::parse(text).unwrap();
        assert_eq!(owner.as_deref(), Some("0123456789abcdef"));
        let reader = tokens.actor("fedcba9876543210").unwrap();
        assert_eq!(reader.name, "reader");
        assert!(reader.allowed(Needs::Read).is_ok());
        assert!(reader.allowed(Needs::Write).is_err());
        for (bad, code) in [
            ("", "token_file_empty"),
            ("short", "token_file_bad"),
            ("a b", "token_file_bad"),
            ("reader everything 0123456789abcdef", "token_file_bad"),
        ] {
            assert_eq!(Tokens::parse(bad).err().unwrap().code, code, "{bad:?}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_file_others_can_read_is_refused() {
        use std::os::unix::fs::PermissionsExt;
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "0123456789abcdef").unwrap();
        assert!(Tokens::from_file(file.path()).is_ok());
        std::fs::set_permissions(file.path(), std::fs::Permissions::from_mode(0o644)).unwrap();
        assert_eq!(Tokens::from_file(file.path()).err().unwrap().code, "token_file_open");
    }
}
