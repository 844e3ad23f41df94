//! Normal forms by which the same person is known again: e-mail, E.164 phone, profile page, name.

use rlibphonenumber::{PhoneNumber, PhoneNumberFormat};
use satchel_kernel::text::fold;
use satchel_kernel::{Error, Result};

/// An e-mail address as it is compared: trimmed and lower case.
pub fn email(value: &str) -> String {
    fold(value)
}

/// Refuses what cannot be an e-mail address; RFC 5321 leaves the rest to the receiving server.
pub fn check_email(at: &str, value: &str) -> Result<()> {
    let fits = value.len() <= 320
        && value.rsplit_once('@').is_some_and(|(local, domain)| {
            !local.is_empty() && !domain.is_empty() && !domain.starts_with('.') && !domain.ends_with('.')
        })
        && !value.chars().any(|c| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | ','));
    if fits {
        Ok(())
    } else {
        Err(Error::invalid(
            at,
            format!("“{value}” is not an e-mail address. It needs a name, an @ and a domain."),
        ))
    }
}

/// A phone number in its dialled form and its extension.
#[derive(Debug, PartialEq, Eq)]
pub struct Dialled {
    /// E.164: `+` and up to 15 digits.
    pub e164: String,
    /// Digits after `ext.` and its kin.
    pub extension: Option<String>,
}

/// Reads a number as typed in `region` (ISO 3166-1 alpha-2); `None` if it cannot be dialled.
pub fn phone(value: &str, region: &str) -> Option<Dialled> {
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    if !(5..=40).contains(&digits) || value.len() > 100 {
        return None;
    }
    let number = PhoneNumber::parse(value, region.parse().ok()).ok().filter(PhoneNumber::is_valid)?;
    let extension = number.extension.as_ref().filter(|e| !e.is_empty()).cloned();
    let e164 = number.format_as(PhoneNumberFormat::E164).into_owned();
    Some(Dialled { e164, extension })
}

/// A number typed without its country, written so that it can be dialled from everywhere; `None` if it is none of `region`.
pub fn international(value: &str, region: &str) -> Option<String> {
    phone(value, region)?;
    let number = PhoneNumber::parse(value, region.parse().ok()).ok()?;
    Some(number.format_as(PhoneNumberFormat::International).into_owned())
}

/// Host and path of a personal profile page, lower case without `www.`; `None` for other pages.
pub fn profile(url: &str) -> Option<String> {
    let rest = url.trim();
    let rest = rest.split_once("://").map_or(rest, |(_, rest)| rest);
    let rest = rest.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let (host, path) = rest.split_once('/')?;
    let host = host.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    // Country sites of LinkedIn (de.linkedin.com) show the same profiles.
    let host = if host.ends_with(".linkedin.com") { "linkedin.com" } else { host };
    let path = path.to_lowercase();
    let personal = match host {
        "linkedin.com" => path.starts_with("in/") || path.starts_with("pub/"),
        "xing.com" => path.starts_with("profile/"),
        "facebook.com" | "twitter.com" | "x.com" | "instagram.com" | "github.com" => {
            !path.is_empty() && !path.contains('/')
        }
        _ => false,
    };
    personal.then(|| format!("{host}/{path}"))
}

/// The parts of a name that decide whether two records can be the same person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// Folded given name.
    pub given: String,
    /// Folded family name.
    pub family: String,
    /// Folded nickname.
    pub nickname: String,
    /// Folded whole name.
    pub whole: String,
}

impl Name {
    /// Folds the parts of a name; `whole` is used when there is neither given nor family name.
    pub fn new(given: &str, family: &str, nickname: &str, whole: &str) -> Self {
        let mut name =
            Self { given: fold(given), family: fold(family), nickname: fold(nickname), whole: fold(whole) };
        if name.given.is_empty()
            && name.family.is_empty()
            && !name.whole.contains('@')
            && let Some((given, family)) = name.whole.rsplit_once(' ')
        {
            (name.given, name.family) = (given.to_owned(), family.to_owned());
        }
        name
    }

    /// Whether nothing in the two names says that they are different people. A shared e-mail address or phone with
    /// another given name is a couple or an office, not one person.
    pub fn agrees(&self, other: &Self) -> bool {
        if self.given.is_empty() || other.given.is_empty() {
            return self.family.is_empty() || other.family.is_empty() || self.family == other.family;
        }
        let first =
            |name: &str| name.split([' ', '-']).next().unwrap_or_default().trim_end_matches('.').to_owned();
        let (a, b) = (first(&self.given), first(&other.given));
        a.starts_with(&b)
            || b.starts_with(&a)
            || (!other.nickname.is_empty() && a == other.nickname)
            || (!self.nickname.is_empty() && b == self.nickname)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones_are_read_with_the_home_country() {
        let e164 = |value: &str, region: &str| phone(value, region).map(|d| d.e164);
        assert_eq!(e164("030 901820", "DE").as_deref(), Some("+4930901820"));
        assert_eq!(e164("+1 (418) 656-9254", "DE").as_deref(), Some("+14186569254"));
        for home in ["DE", "IT", "RU", "GB", "US"] {
            assert_eq!(
                e164("+39 02 4685 4003", home).as_deref(),
                Some("+390246854003"),
                "Italian zeros stay"
            );
            assert_eq!(
                e164("+7 812 345-67-89", home).as_deref(),
                Some("+78123456789"),
                "8 is no trunk prefix here"
            );
            assert_eq!(
                e164("+44 (0)20 7946 0958", home).as_deref(),
                Some("+442079460958"),
                "but this 0 is one"
            );
        }
        assert_eq!(e164("06 698 12345", "IT").as_deref(), Some("+390669812345"));
        assert_eq!(
            phone("+1 418 656 9254 ext. 102", "DE"),
            Some(Dialled { e164: "+14186569254".into(), extension: Some("102".into()) })
        );
        for nonsense in ["", "call me", "12", "7.3E+09", "00000000"] {
            assert_eq!(phone(nonsense, "DE"), None, "{nonsense}");
        }
    }

    #[test]
    fn profile_pages_are_known_by_host_and_path() {
        assert_eq!(
            profile("https://www.LinkedIn.com/in/Ada-L/?x=1").as_deref(),
            Some("linkedin.com/in/ada-l")
        );
        assert_eq!(profile("http://de.linkedin.com/in/ada-l").as_deref(), Some("linkedin.com/in/ada-l"));
        assert_eq!(profile("https://acme.example/team/ada"), None);
        assert_eq!(profile("https://linkedin.com/company/acme"), None);
    }

    #[test]
    fn names_disagree_only_where_they_must() {
        let name = |given, family| Name::new(given, family, "", "");
        assert!(name("Anna", "Maier").agrees(&name("A.", "Maier")));
        assert!(name("Anna", "Maier").agrees(&name("Anna", "Huber")), "she may have married");
        assert!(name("", "").agrees(&name("Anna", "Huber")));
        assert!(!name("Anna", "Maier").agrees(&name("Peter", "Maier")), "a couple with one address");
        assert!(Name::new("William", "Gates", "Bill", "").agrees(&name("Bill", "Gates")));
        assert!(!Name::new("", "", "", "Anna Maier").agrees(&name("Peter", "Maier")));
    }

    #[test]
    fn addresses_without_at_or_domain_are_refused() {
        for good in ["a@b", "müller@exämple.de", "x+y@z.example"] {
            assert!(check_email("e", good).is_ok(), "{good}");
        }
        for bad in ["ab", "@b", "a@", "a b@c", "a@b,c@d", "<a@b>"] {
            assert_eq!(check_email("e", bad).unwrap_err().field.as_deref(), Some("e"), "{bad}");
        }
    }
}
