//! Messenger and social handles: `IMPP`, `X-SKYPE` and its many sisters, `X-SOCIALPROFILE`.

use super::labels::canonical;
use super::property::Property;
use super::text::{after, one_line, percent_decode};
use crate::draft::Handle;

/// Properties whose name is the service.
const PROPERTIES: &[(&str, &str)] = &[
    ("X-AIM", "aim"),
    ("X-ICQ", "icq"),
    ("X-MSN", "msn"),
    ("X-YAHOO", "yahoo"),
    ("X-YAHOO-ID", "yahoo"),
    ("X-JABBER", "jabber"),
    ("X-MESSAGING/XMPP-ALL", "jabber"),
    ("X-SKYPE", "skype"),
    ("X-SKYPE-USERNAME", "skype"),
    ("X-MS-SKYPE", "skype"),
    ("X-GTALK", "google talk"),
    ("X-GOOGLE-TALK", "google talk"),
    ("X-GOOGLE TALK", "google talk"),
    ("X-GOOGLE-HANGOUTS", "google talk"),
    ("X-QQ", "qq"),
    ("X-SAMETIME", "sametime"),
    ("X-GADUGADU", "gadu-gadu"),
    ("X-GROUPWISE", "groupwise"),
    ("X-NAPSTER", "napster"),
    ("X-MATRIX", "matrix"),
    ("X-TELEGRAM", "telegram"),
    ("X-SIGNAL", "signal"),
    ("X-WHATSAPP", "whatsapp"),
    ("X-THREEMA", "threema"),
    ("X-WECHAT", "wechat"),
    ("X-LINE", "line"),
    ("X-VIBER", "viber"),
    ("X-SIP", "sip"),
    ("X-IRC", "irc"),
    ("X-TWITTER", "twitter"),
    ("X-MASTODON", "mastodon"),
    ("X-MS-IMADDRESS", "im"),
    ("X-KADDRESSBOOK-X-IMADDRESS", "im"),
    ("X-EVOLUTION-IM", "im"),
];

/// URI schemes of messengers, the service they belong to.
const SCHEMES: &[(&str, &str)] = &[
    ("xmpp", "jabber"),
    ("jabber", "jabber"),
    ("skype", "skype"),
    ("aim", "aim"),
    ("ymsgr", "yahoo"),
    ("yahoo", "yahoo"),
    ("msnim", "msn"),
    ("msn", "msn"),
    ("icq", "icq"),
    ("gtalk", "google talk"),
    ("qq", "qq"),
    ("sip", "sip"),
    ("irc", "irc"),
    ("matrix", "matrix"),
    ("whatsapp", "whatsapp"),
    ("sametime", "sametime"),
    ("x-apple", ""),
    ("im", "im"),
];

/// The service a property name stands for.
pub(super) fn service_of_property(upper: &str) -> Option<&'static str> {
    PROPERTIES.iter().find(|(name, _)| *name == upper).map(|(_, service)| *service)
}

/// A service in its plain form: lower case, one name for each.
pub(super) fn service(text: &str) -> String {
    let lower = one_line(text).to_lowercase();
    match lower.as_str() {
        "xmpp" => "jabber".to_owned(),
        "gtalk" | "googletalk" | "google-talk" | "hangouts" | "google hangouts" => "google talk".to_owned(),
        "gadugadu" => "gadu-gadu".to_owned(),
        _ => lower,
    }
}

/// Services that are networks rather than messengers: they are written as `X-SOCIALPROFILE`.
pub(super) fn is_social(service: &str) -> bool {
    const SOCIAL: &[&str] = &[
        "twitter",
        "facebook",
        "linkedin",
        "xing",
        "instagram",
        "mastodon",
        "flickr",
        "myspace",
        "sinaweibo",
        "weibo",
        "github",
        "gitlab",
        "bluesky",
        "threads",
        "pinterest",
        "tiktok",
        "youtube",
        "yelp",
        "gamecenter",
    ];
    SOCIAL.contains(&service)
}

/// An `IMPP`: the service it names or its scheme tells, and the address without the scheme.
pub(super) fn impp(property: &Property<'_>, value: &str) -> Handle {
    let named = property.param("X-SERVICE-TYPE").or_else(|| property.param("SERVICE-TYPE"));
    let named = named.map(|name| service(&name)).unwrap_or_default();
    let value = one_line(value);
    let Some((scheme, rest)) = value.split_once(':') else {
        return Handle { service: named, value: one_line(&percent_decode(&value)), label: String::new() };
    };
    let known = SCHEMES.iter().find(|(name, _)| name.eq_ignore_ascii_case(scheme));
    let plain = |text: &str| one_line(&percent_decode(text));
    match known {
        Some((_, of_scheme)) => {
            let service = if named.is_empty() { (*of_scheme).to_owned() } else { named };
            Handle { service, value: plain(rest), label: String::new() }
        }
        None if named.is_empty() || same(&named, scheme) => {
            let service = if named.is_empty() { service(scheme) } else { named };
            Handle { service, value: plain(rest), label: String::new() }
        }
        None => Handle { service: named, value: plain(&value), label: String::new() },
    }
}

fn same(service: &str, scheme: &str) -> bool {
    let letters = |text: &str| {
        text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
    };
    letters(service) == letters(scheme)
}

/// The scheme an address of this service is written with.
pub(super) fn scheme(service: &str) -> &'static str {
    match service {
        "jabber" | "google talk" => "xmpp",
        "skype" => "skype",
        "aim" => "aim",
        "yahoo" => "ymsgr",
        "msn" => "msnim",
        "icq" => "icq",
        "sip" => "sip",
        "irc" => "irc",
        _ => "x-apple",
    }
}

/// What a social profile gives: an address of the web is a link, a name there is a handle.
pub(super) enum Social {
    Link { service: String, url: String },
    Handle { service: String, value: String },
    Both { service: String, url: String, user: String },
}

/// A social profile; `value` is its plain value.
pub(super) fn social(property: &Property<'_>, value: &str) -> Social {
    let named = property.param("SERVICE-TYPE").or_else(|| property.param("X-SERVICE-TYPE"));
    let service = match named {
        Some(name) => service(&name),
        None => property
            .types()
            .find(|word| {
                !["pref", "home", "work", "other", "internet"].iter().any(|t| word.eq_ignore_ascii_case(t))
            })
            .map(|word| service(&canonical(word)))
            .unwrap_or_default(),
    };
    let user = property
        .param("X-USER")
        .or_else(|| property.param("USERNAME"))
        .map(|u| one_line(&u))
        .unwrap_or_default();
    let value = one_line(value);
    if ["http://", "https://"].iter().any(|scheme| after(&value, scheme).is_some()) {
        if user.is_empty() || value.contains(user.as_str()) {
            Social::Link { service, url: value }
        } else {
            Social::Both { service, url: value, user }
        }
    } else {
        let value = after(&value, "x-apple:").unwrap_or(&value);
        let value = one_line(&percent_decode(value));
        Social::Handle { service, value: if value.is_empty() { user } else { value } }
    }
}
