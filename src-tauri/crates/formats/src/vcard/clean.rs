//! E-mail addresses, phone numbers and links as a contact holds them: the address itself, without the scheme, quotes
//! and names around it. Each function gives back what it is given when there is nothing to clean.

use super::text::{after, one_line, percent_decode};

/// An e-mail address: `mailto:`, quotes and `Jane <…>` are gone.
pub(super) fn email(text: &str) -> String {
    let mut email = one_line(text);
    loop {
        let mut inner = email
            .trim_matches(|c: char| matches!(c, '"' | '\'' | '<' | '>' | ',' | ';') || c.is_whitespace());
        if let Some(rest) = after(inner, "mailto:").or_else(|| after(inner, "internet:")) {
            let rest = rest.split('?').next().unwrap_or(rest);
            email = one_line(&percent_decode(rest));
            continue;
        }
        if let Some((_, tail)) = inner.rsplit_once('<')
            && tail.contains('@')
        {
            inner = tail.split('>').next().unwrap_or(tail);
        }
        if inner.len() == email.len() {
            return email;
        }
        email = inner.trim().to_owned();
    }
}

/// The addresses of a value that lists several.
pub(super) fn emails(text: &str) -> Vec<String> {
    let parts: Vec<&str> = text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()).collect();
    if parts.len() > 1 && parts.iter().all(|part| part.matches('@').count() == 1 && !part.contains('"')) {
        parts.into_iter().map(email).collect()
    } else {
        vec![email(text)]
    }
}

/// Whether mail could be sent to it.
pub(super) fn is_email(text: &str) -> bool {
    text.split_once('@').is_some_and(|(local, host)| {
        !local.is_empty() && !host.is_empty() && !text.contains(char::is_whitespace)
    })
}

/// A phone number as typed: `tel:` and quotes are gone, `;ext=102` is ` ext. 102`.
pub(super) fn phone(text: &str) -> String {
    let mut phone = one_line(text);
    loop {
        let inner = phone.trim_matches(|c: char| matches!(c, '"' | '\'') || c.is_whitespace());
        let scheme = ["tel:", "callto:", "sms:", "phone:"].iter().find_map(|scheme| after(inner, scheme));
        let next = match scheme {
            Some(rest) => {
                let rest = percent_decode(rest.trim_start_matches('/'));
                one_line(&extension(&rest, true))
            }
            None => extension(inner, false),
        };
        if next == phone {
            return phone;
        }
        phone = next;
    }
}

/// `;ext=` in words; of a URI the other parameters are cut.
fn extension(text: &str, uri: bool) -> String {
    let mut parts = text.split(';');
    let number = parts.next().unwrap_or_default().trim();
    let mut rest = String::new();
    let mut found = None;
    for part in parts {
        match after(part.trim(), "ext=") {
            Some(ext) if found.is_none() && !ext.trim().is_empty() => found = Some(ext.trim()),
            _ if uri => {}
            _ => {
                rest.push(';');
                rest.push_str(part);
            }
        }
    }
    match found {
        Some(ext) => format!("{number}{rest} ext. {ext}"),
        None if uri => number.to_owned(),
        None => text.to_owned(),
    }
}

/// A link: no blanks, no quotes around it.
pub(super) fn link(text: &str) -> String {
    one_line(text).trim_matches(|c: char| matches!(c, '"' | '<' | '>') || c.is_whitespace()).to_owned()
}

/// A unique identifier: without `urn:uuid:`, so that it is the same in every version.
pub(super) fn uid(text: &str) -> String {
    let uid = one_line(text);
    let mut inner = uid.as_str();
    while let Some(rest) = after(inner, "urn:uuid:") {
        inner = rest.trim();
    }
    inner.to_owned()
}
