//! Where things are by the platform's convention, and what the machine says of its owner.

use std::path::PathBuf;

use satchel_kernel::{Error, Result};

/// The vault's folder when none is named: the platform's place for an application's own data.
pub fn default_dir() -> Result<PathBuf> {
    directories::ProjectDirs::from("", "", "satchel").map(|dirs| dirs.data_dir().join("vault")).ok_or_else(
        || {
            Error::refused(
                "no_home",
                "This account has no home folder. Name the vault's folder with --vault DIR.",
            )
        },
    )
}

/// The home country by the operating system's locale (`de_AT.UTF-8` is `AT`), for phones typed without one.
pub fn home_country() -> Option<String> {
    ["LC_ALL", "LC_TELEPHONE", "LC_ADDRESS", "LANG"]
        .iter()
        .find_map(|name| country_of(&std::env::var(name).ok()?))
}

fn country_of(locale: &str) -> Option<String> {
    let (_, rest) = locale.split_once(['_', '-'])?;
    let country = rest.split(['.', '@']).next()?;
    (country.len() == 2 && country.chars().all(|c| c.is_ascii_alphabetic())).then(|| country.to_uppercase())
}

#[cfg(test)]
mod tests {
    use super::country_of;

    #[test]
    fn the_country_is_read_from_a_locale() {
        assert_eq!(country_of("de_AT.UTF-8").as_deref(), Some("AT"));
        assert_eq!(country_of("en-GB").as_deref(), Some("GB"));
        assert_eq!(country_of("C.UTF-8"), None);
        assert_eq!(country_of("POSIX"), None);
    }
}
