//! How somebody is reached: e-mail addresses, links, phone numbers and names in messengers, by their form and by the words
//! before them.

use satchel_kernel::text::fold;

use super::words::is_free_mail;
use crate::csv::looks;
use crate::draft::{Draft, Handle, Labelled};

/// What a word says of what follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Says {
    Phone(&'static str),
    Email,
    Link,
    Handle(&'static str),
}

/// What a word before a value means; a single letter only before a mark.
fn says(word: &str, marked: bool) -> Option<Says> {
    let folded = fold(word.trim_matches(['.', ':', '/', '-', '(', ')', '[', ']', ',']));
    let one = folded.replace('.', "");
    Some(match one.as_str() {
        "tel" | "telefon" | "phone" | "telephone" | "fon" | "ph" | "buro" | "office" | "direct"
        | "direkt" | "durchwahl" | "zentrale" | "switchboard" | "festnetz" | "work" | "dienstlich"
        | "geschaftlich" | "desk" | "call" | "landline" | "did" | "direktwahl" | "hotline" | "tel-nr"
        | "telefonnr" | "rufnummer" | "ddi" | "reception" => Says::Phone("work"),
        "mobil" | "mobile" | "mob" | "handy" | "cell" | "cellphone" | "mobilfunk" | "mobiltelefon"
        | "natel" | "cellular" | "diensthandy" => Says::Phone("mobile"),
        "fax" | "telefax" | "facsimile" => Says::Phone("work fax"),
        "privat" | "private" | "home" => Says::Phone("home"),
        "e-mail" | "email" | "mail" | "mailto" => Says::Email,
        "web" | "website" | "internet" | "www" | "url" | "homepage" | "webseite" | "site" | "linkedin"
        | "xing" | "online" => Says::Link,
        "skype" => Says::Handle("skype"),
        "twitter" => Says::Handle("twitter"),
        "whatsapp" => Says::Handle("whatsapp"),
        "telegram" => Says::Handle("telegram"),
        "threema" => Says::Handle("threema"),
        "mastodon" => Says::Handle("mastodon"),
        "signal" => Says::Handle("signal"),
        "main" if marked => Says::Phone("work"),
        "hp" if marked => Says::Phone("mobile"),
        "t" | "p" | "o" | "d" if marked => Says::Phone("work"),
        "m" | "c" | "h" if marked => Says::Phone(if one == "h" { "home" } else { "mobile" }),
        "f" if marked => Says::Phone("work fax"),
        "e" | "@" if marked => Says::Email,
        "w" | "i" if marked => Says::Link,
        "t/f" | "tel/fax" => Says::Phone("work"),
        _ => return None,
    })
}

/// An e-mail address with its label: one at a company is one at work.
pub(super) fn email(value: &str) -> Labelled {
    let domain = value.rsplit_once('@').map(|(_, domain)| domain.to_lowercase()).unwrap_or_default();
    let label = if is_free_mail(&domain) { "" } else { "work" };
    Labelled { label: label.into(), value: value.to_owned(), primary: false }
}

/// What can stand in a phone number.
const fn is_number_mark(ch: char) -> bool {
    matches!(ch, '0'..='9' | '+' | '(' | ')' | '/' | '.' | '-' | '–' | '—' | '‑' | '−')
}

fn digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

/// A number that nothing announces must look like one beyond doubt.
fn is_plainly_phone(run: &str) -> bool {
    let groups: Vec<usize> =
        run.split(|c: char| !c.is_ascii_digit()).map(str::len).filter(|length| *length > 0).collect();
    let is_day = run.contains('.') && matches!(groups.as_slice(), [1 | 2, 1 | 2, 4 | 2] | [4, 2, 2]);
    let is_american = matches!(groups.as_slice(), [3, 3, 4] | [1, 3, 3, 4]);
    let count = digits(run);
    !is_day
        && (is_american
            || (run.starts_with('+') && count >= 8)
            || (run.starts_with(['0', '(']) && count >= 7 && groups.len() > 1))
}

/// Text with a blank after each colon and between a letter and a plus sign, so that words are words.
fn spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + 8);
    let mut chars = text.chars().peekable();
    let mut before = ' ';
    while let Some(ch) = chars.next() {
        if ch == '+' && before.is_alphabetic() {
            spaced.push(' ');
        }
        spaced.push(ch);
        let next = chars.peek().copied().unwrap_or(' ');
        // Not in "https://" and "tel:".
        if ch == ':' && next != '/' && next != ' ' {
            spaced.push(' ');
        }
        before = ch;
    }
    spaced
}

/// The number being gathered of a line.
#[derive(Default)]
struct Run {
    /// Its words without the marks at their ends, and as they stand.
    words: Vec<(String, String)>,
    label: Option<(&'static str, Vec<String>)>,
    handle: Option<&'static str>,
}

impl Run {
    /// The number ends here: it is one, or its words are words again.
    fn end(&mut self, draft: &mut Draft, rest: &mut Vec<String>) {
        let words = std::mem::take(&mut self.words);
        let joined = words.iter().map(|(bare, _)| bare.as_str()).collect::<Vec<_>>().join(" ");
        let run = joined.trim_matches(['/', '-', '–', '—', '.', ' ', ',']).trim();
        let balanced = run.strip_suffix('(').unwrap_or(run).trim();
        let count = digits(balanced);
        let fits = if self.label.is_some() {
            (5..=20).contains(&count)
        } else {
            count <= 20 && is_plainly_phone(balanced)
        };
        if fits {
            let (label, _) = self.label.take().unwrap_or(("work", Vec::new()));
            let value = balanced.to_owned();
            match self.handle.take() {
                Some(service) => {
                    draft.handles.push(Handle { service: service.into(), value, label: String::new() })
                }
                None if draft.phones.iter().any(|one| one.value == value) => {}
                None => draft.phones.push(Labelled { label: label.into(), value, primary: false }),
            }
            return;
        }
        if let Some((_, said)) = self.label.take_if(|_| !words.is_empty()) {
            rest.extend(said);
        }
        rest.extend(words.into_iter().map(|(_, word)| word));
    }
}

/// Takes everything out of a part of a line by which somebody is reached; what is left of it.
pub(super) fn take(part: &str, draft: &mut Draft) -> String {
    let text = spaced(part);
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut rest: Vec<String> = Vec::new();
    let mut run = Run::default();
    let mut announced: Option<(Says, String)> = None;
    for (at, word) in words.iter().enumerate() {
        let bare = word
            .trim_start_matches(['<', '(', '[', '"', '\''])
            .trim_end_matches(['>', ')', ']', ',', ';', '"', '\'', '.']);
        let bare = bare.strip_prefix("mailto:").unwrap_or(bare);
        let bare = bare.split_once('<').map_or(bare, |(before, _)| before);
        if looks::is_email(bare) && !bare.contains('/') {
            run.end(draft, &mut rest);
            if draft.emails.iter().all(|one| fold(&one.value) != fold(bare)) {
                draft.emails.push(email(bare));
            }
            announced = None;
            continue;
        }
        let service = match &announced {
            Some((Says::Handle(service), _)) => Some(*service),
            _ => None,
        };
        if let Some(link) = link(bare, matches!(announced, Some((Says::Link, _))))
            .filter(|_| service.is_none() || bare.contains("://"))
        {
            run.end(draft, &mut rest);
            if draft.links.iter().all(|one| one.value != link) {
                draft.links.push(Labelled { label: String::new(), value: link, primary: false });
            }
            announced = None;
            continue;
        }
        if !run.words.is_empty()
            && is_extension(word)
            && words.get(at + 1).is_some_and(|next| digits(next) > 0)
        {
            run.words.push(("ext.".into(), (*word).to_owned()));
            continue;
        }
        if let Some(number) = word.strip_prefix(['x', 'X']).filter(|number| {
            !run.words.is_empty() && !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
        }) {
            run.words.push((format!("ext. {number}"), (*word).to_owned()));
            continue;
        }
        let marked = word.ends_with([':', '.'])
            || words
                .get(at + 1)
                .is_some_and(|next| next.starts_with(['+', '0', '(']) && digits(next) > 0 && word.len() == 1);
        if let Some(said) = says(word, marked) {
            match said {
                // "+44 20 7946 0958 (office)".
                Says::Phone(label)
                    if word.starts_with('(') && run.label.is_none() && !run.words.is_empty() =>
                {
                    run.label = Some((label, Vec::new()));
                    run.end(draft, &mut rest);
                }
                Says::Phone(label) => {
                    run.end(draft, &mut rest);
                    let spoken = run.label.take();
                    let label = match &spoken {
                        // "Mobile phone", "Tel. mobil": the word that says more counts.
                        Some((earlier, _)) if label == "work" => earlier,
                        _ => label,
                    };
                    let mut words = spoken.map(|(_, words)| words).unwrap_or_default();
                    words.push((*word).to_owned());
                    run.label = Some((label, words));
                }
                other => {
                    run.end(draft, &mut rest);
                    give_back(&mut announced, &mut rest);
                    announced = Some((other, (*word).to_owned()));
                    if let Says::Handle(service) = other {
                        run.handle = Some(service);
                        run.label = Some(("mobile", Vec::new()));
                    }
                }
            }
            continue;
        }
        let numeric = word.trim_end_matches([',', ';']);
        let is_mark = numeric.chars().all(is_number_mark);
        if is_mark && (digits(numeric) > 0 || !run.words.is_empty()) && !numeric.is_empty() {
            run.words.push((numeric.to_owned(), (*word).to_owned()));
            if numeric.len() < word.len() {
                run.end(draft, &mut rest);
            }
            continue;
        }
        if let Some(service) = service.filter(|_| bare.starts_with('@') || word.len() > 2) {
            draft.handles.push(Handle {
                service: service.into(),
                value: bare.to_owned(),
                label: String::new(),
            });
            (announced, run.handle, run.label) = (None, None, None);
            continue;
        }
        run.end(draft, &mut rest);
        // A word that announced a number and is followed by none was a word.
        if let Some((_, said)) = run.label.take() {
            rest.extend(said);
        }
        give_back(&mut announced, &mut rest);
        rest.push((*word).to_owned());
    }
    let reached = announced.is_some();
    run.end(draft, &mut rest);
    // A label alone says nothing, but a word among others is one of them.
    if let Some((_, said)) = run.label.take().filter(|_| !rest.is_empty() && !reached) {
        rest.extend(said);
    }
    if !rest.is_empty() {
        give_back(&mut announced, &mut rest);
    }
    let left = rest.join(" ");
    let left = left.trim_matches([',', ';', '|', '-', '–', '/', ' ', ':', '<', '>', '"']);
    let left = left.trim();
    if left.chars().any(char::is_alphanumeric) { left.to_owned() } else { String::new() }
}

fn give_back(announced: &mut Option<(Says, String)>, rest: &mut Vec<String>) {
    if let Some((_, said)) = announced.take() {
        rest.push(said);
    }
}

fn is_extension(word: &str) -> bool {
    matches!(fold(word).trim_matches(['.', ':', ',']), "ext" | "x" | "extension" | "durchwahl" | "dw" | "app")
}

/// The ends of domains that stand without `www`.
const ENDS: &[&str] = &[
    "com",
    "de",
    "org",
    "net",
    "io",
    "eu",
    "at",
    "ch",
    "co",
    "uk",
    "us",
    "fr",
    "it",
    "es",
    "nl",
    "be",
    "pl",
    "biz",
    "info",
    "dev",
    "app",
    "ai",
    "me",
    "tv",
    "berlin",
    "koeln",
    "hamburg",
    "bayern",
    "wien",
    "swiss",
    "cloud",
    "tech",
    "agency",
    "consulting",
    "shop",
    "online",
    "se",
    "no",
    "dk",
    "fi",
    "ie",
    "ca",
    "au",
    "li",
    "lu",
    "cz",
    "example",
    "edu",
    "gov",
    "gmbh",
    "digital",
    "solutions",
];

/// The link that a word is; a bare domain is one too.
fn link(word: &str, announced: bool) -> Option<String> {
    let lower = word.to_lowercase();
    if lower.len() > 500 || word.contains(['@', '<', '>', '"', '\\']) {
        return None;
    }
    let address = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
    if let Some(address) = address {
        return (address.len() > 3 && address.contains('.')).then(|| word.trim_end_matches('/').to_owned());
    }
    let host = lower.split(['/', '?']).next().unwrap_or_default();
    let labels: Vec<&str> = host.split('.').collect();
    let end = labels.last().copied().unwrap_or_default();
    let is_host = labels.len() > 1
        && labels
            .iter()
            .all(|label| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-'))
        && end.chars().all(char::is_alphabetic)
        && end.len() > 1;
    let sure = announced
        || lower.starts_with("www.")
        || (ENDS.contains(&end) && labels.first().is_some_and(|label| label.len() > 1));
    (is_host && sure).then(|| word.trim_end_matches('/').to_owned())
}
