//! Which product wrote a card: by `PRODID`, or by the extensions only it writes.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A product that writes vCards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// Contacts on an iPhone or iPad, or iCloud.
    AppleIphone,
    /// Contacts or Address Book on a Mac.
    AppleMac,
    /// Google Contacts.
    Google,
    /// Microsoft Outlook.
    Outlook,
    /// An Android phone.
    Android,
    /// GNOME Evolution.
    Evolution,
    /// Mozilla Thunderbird.
    Thunderbird,
    /// Nextcloud, ownCloud and what else is built on sabre/dav.
    Nextcloud,
    /// KDE's address book.
    Kaddressbook,
    /// Satchel's own export.
    Satchel,
    /// Nothing tells.
    #[default]
    Unknown,
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::AppleIphone => "Apple Contacts (iPhone)",
            Self::AppleMac => "Apple Contacts (Mac)",
            Self::Google => "Google Contacts",
            Self::Outlook => "Outlook",
            Self::Android => "Android",
            Self::Evolution => "Evolution",
            Self::Thunderbird => "Thunderbird",
            Self::Nextcloud => "Nextcloud",
            Self::Kaddressbook => "KAddressBook",
            Self::Satchel => "Satchel",
            Self::Unknown => "vCard",
        })
    }
}

/// The product behind a card, from the names of its properties in capitals and their values. What several products
/// write (`X-ABLabel`) tells nothing by itself.
pub fn source<'a>(properties: impl IntoIterator<Item = (&'a str, &'a str)>) -> Source {
    let mut hint = Source::Unknown;
    for (name, value) in properties {
        let found = match name {
            "PRODID" => product(value),
            "X-ABUID" | "X-ABADR" | "X-ABSHOWAS" | "X-IMAGEHASH" => Source::AppleMac,
            "X-ANDROID-CUSTOM" => Source::Android,
            "CATEGORIES" if value.contains("myContacts") => Source::Google,
            "CATEGORIES" if value.contains("My Contacts") => Source::Android,
            "X-GTALK" => Source::Google,
            "PHOTO" if value.contains("googleusercontent.com") => Source::Google,
            "X-ABLABEL"
                if matches!(value, "GRAND_CENTRAL" | "PROFILE" | "BLOG" | "REFERRED_BY" | "RELATIVE") =>
            {
                Source::Google
            }
            _ if name.starts_with("X-MS-") => Source::Outlook,
            _ if name.starts_with("X-EVOLUTION-") || name.starts_with("X-COUCHDB-") => Source::Evolution,
            _ if name.starts_with("X-MOZILLA-") => Source::Thunderbird,
            _ if name.starts_with("X-KADDRESSBOOK-") => Source::Kaddressbook,
            _ if name.starts_with("X-SATCHEL-") => Source::Satchel,
            _ => Source::Unknown,
        };
        if found != Source::Unknown {
            if name == "PRODID" {
                return found;
            }
            if hint == Source::Unknown {
                hint = found;
            }
        }
    }
    hint
}

fn product(prodid: &str) -> Source {
    let id = prodid.to_ascii_lowercase();
    let has = |word: &str| id.contains(word);
    if has("satchel") {
        Source::Satchel
    } else if has("apple") && (has("ios") || has("iphone") || has("icloud")) {
        Source::AppleIphone
    } else if has("apple") || has("address book") {
        Source::AppleMac
    } else if has("google") {
        Source::Google
    } else if has("outlook") || has("microsoft") {
        Source::Outlook
    } else if has("android") || has("davx5") || has("davdroid") {
        Source::Android
    } else if has("evolution") || has("gnome") {
        Source::Evolution
    } else if has("thunderbird") || has("mozilla") || has("cardbook") {
        Source::Thunderbird
    } else if has("sabre") || has("nextcloud") || has("owncloud") {
        Source::Nextcloud
    } else if has("kaddressbook") || has("kde") {
        Source::Kaddressbook
    } else {
        Source::Unknown
    }
}
