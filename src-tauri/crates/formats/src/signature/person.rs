//! Who it is: the name, the position, the department and the company among the lines that say nothing else.

use satchel_kernel::text::fold;

use super::words::{has_form, is_department, is_free_mail, is_position};
use super::{Piece, Sender, Signature};
use crate::csv::looks;
use crate::draft::{Draft, Job};

/// Lines among which the name is looked for.
const NEAR: usize = 8;

/// Finds the person in the pieces; the rest of them is handed back.
pub(super) fn take(pieces: Vec<Piece>, sender: &Sender, found: &mut Signature) {
    let mut pieces = divided(pieces);
    let mut job = Job::default();
    let name = name_at(&pieces, sender, &found.draft);
    let mut name_line = 0;
    match name {
        Some(at) => {
            let piece = pieces.remove(at);
            name_line = piece.line;
            let told = bare_name(&piece.text);
            // Whoever writes only their first name is called in full in the mail's head.
            let whole = turned(&sender.name);
            put_name(
                if told.contains(' ') || !same_person(told, &whole) { told } else { &whole },
                &mut found.draft,
            );
        }
        None => put_name(&turned(&sender.name), &mut found.draft),
    }
    let given = fold(&found.draft.given);
    // Whoever takes leave by their first name says it again below.
    pieces.retain(|piece| fold(&piece.text) != given);
    // "Head of Sales at Acme".
    let mut more = Vec::new();
    for piece in &mut pieces {
        for at in [" at ", " bei ", " @ ", " bei der "] {
            if let Some((before, after)) = piece.text.split_once(at)
                && is_position(before)
                && after.split(' ').count() < 6
            {
                more.push(Piece { line: piece.line, text: after.trim().to_owned() });
                piece.text = before.trim().to_owned();
                break;
            }
        }
    }
    let told = more.first().map(|piece| piece.text.clone());
    let company = pieces
        .iter()
        .position(|piece| {
            (looks::is_company_name(&piece.text) || has_form(&piece.text)) && !is_position_only(&piece.text)
        })
        .or_else(|| pieces.iter().position(|piece| is_of_domain(&piece.text, &found.draft)));
    if let Some(told) = told {
        job.company = told;
    } else if let Some(at) = company {
        job.company = pieces.remove(at).text;
    }
    if let Some(at) = pieces.iter().position(|piece| is_position(&piece.text) && !has_form(&piece.text)) {
        job.title = pieces.remove(at).text;
    }
    if let Some(at) = pieces.iter().position(|piece| is_department(&piece.text)) {
        job.department = pieces.remove(at).text;
    }
    // What stands right below the name, and is short, is the position, and then the company.
    let named = !found.draft.family.is_empty()
        || !found.draft.given.is_empty()
        || !found.draft.display_name.is_empty();
    let near = |piece: &Piece| {
        piece.line <= name_line + 3 && piece.line >= name_line.saturating_sub(1) && is_caption(&piece.text)
    };
    if job.title.is_empty() && named && !job.company.is_empty() {
        if let Some(at) = pieces.iter().position(|piece| near(piece) && piece.line >= name_line) {
            job.title = pieces.remove(at).text;
        }
    } else if job.company.is_empty()
        && named
        && let Some(at) = pieces.iter().position(near)
    {
        job.company = pieces.remove(at).text;
    }
    if job != Job::default() {
        found.draft.jobs.push(job);
    }
    found.left.extend(pieces.into_iter().map(|piece| piece.text));
}

/// Lines that say several things at once, each as its own.
fn divided(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut all = Vec::new();
    for piece in pieces {
        let mut rest = piece.text.as_str();
        while let Some((before, after)) = first_of(rest) {
            all.push(Piece { line: piece.line, text: before.trim().to_owned() });
            rest = after;
        }
        all.push(Piece { line: piece.line, text: rest.trim().to_owned() });
    }
    all.retain(|piece| !piece.text.is_empty());
    all
}

/// The first of several things a text says, and the others.
fn first_of(text: &str) -> Option<(&str, &str)> {
    [" – ", " — ", " - ", " / ", ", "].into_iter().find_map(|mark| {
        let (before, after) = text.split_once(mark)?;
        let person = looks_like_name(bare_name(before)) && !is_position(before) && !is_suffix(after);
        let person = person && (is_position(after) || has_form(after) || is_department(after));
        // "Umbrella Labs, Inc." is one thing.
        let position = is_position(before) && has_form(after) && after.contains(' ');
        let company = mark == ", " && has_form(before) && is_position(after);
        (person || position || company).then_some((before, after))
    })
}

fn is_suffix(text: &str) -> bool {
    text.split([' ', ',']).filter(|word| !word.is_empty()).all(|word| {
        let word = fold(word).replace('.', "");
        matches!(
            word.as_str(),
            "mba"
                | "phd"
                | "msc"
                | "bsc"
                | "ma"
                | "ba"
                | "llm"
                | "md"
                | "cpa"
                | "pmp"
                | "esq"
                | "jr"
                | "sr"
                | "cfa"
                | "pe"
                | "rn"
        )
    })
}

/// Which of the pieces is the name.
fn name_at(pieces: &[Piece], sender: &Sender, draft: &Draft) -> Option<usize> {
    let mut best: Option<(i32, usize)> = None;
    for (at, piece) in pieces.iter().enumerate().take(NEAR) {
        let text = bare_name(&piece.text);
        let mail = fits_mail(text, draft);
        let known = !sender.name.is_empty() && same_person(text, &sender.name);
        let may_be = looks_like_name(text) || (known && text.split(' ').count() < 6);
        if !may_be {
            continue;
        }
        let one = !text.contains(' ');
        if (one && !mail && !known) || has_form(text) || is_position(text) || is_department(text) {
            continue;
        }
        let titled = text.split(' ').next().is_some_and(|word| word.len() > 1 && looks::is_honorific(word));
        let score = i32::from(mail) * 10 + i32::from(known) * 10 + i32::from(titled) * 4
            - i32::try_from(at).unwrap_or(0)
            + if one { -3 } else { 0 }
            - i32::from(is_of_domain(text, draft)) * 6;
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, at));
        }
    }
    best.map(|(_, at)| at)
}

/// A name without what stands before and behind it in signatures.
fn bare_name(text: &str) -> &str {
    let mut text = text.trim();
    for before in [
        "i. A. ", "i.A. ", "i. V. ", "i.V. ", "ppa. ", "gez. ", "i.A.", "i.V.", "Ihr ", "Ihre ", "Your ",
        "I.A. ", "I.V. ",
    ] {
        text = text.strip_prefix(before).unwrap_or(text).trim();
    }
    match text.split_once('(').filter(|(_, more)| more.contains('/')) {
        Some((name, _)) => name.trim(),
        None => text.trim_end_matches([',', ':']),
    }
}

/// Whether a text could be a name: a few words with capitals.
fn looks_like_name(text: &str) -> bool {
    let text = text.split_once(", ").filter(|(_, after)| is_suffix(after)).map_or(text, |(name, _)| name);
    let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
    (1..=6).contains(&words.len())
        && text.len() < 60
        && words
            .iter()
            .filter(|word| word.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase()))
            .count()
            >= 1
        && words.iter().all(|word| {
            let lower = word.starts_with(char::is_lowercase);
            word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’' | '‑'))
                && (!lower
                    || matches!(
                        *word,
                        "von"
                            | "van"
                            | "de"
                            | "der"
                            | "den"
                            | "zu"
                            | "zum"
                            | "zur"
                            | "vom"
                            | "del"
                            | "della"
                            | "di"
                            | "da"
                            | "dos"
                            | "du"
                            | "la"
                            | "le"
                            | "ten"
                            | "ter"
                            | "bin"
                            | "ibn"
                            | "al"
                            | "el"
                            | "af"
                            | "av"
                            | "y"
                            | "e"
                    ))
        })
}

/// Whether an e-mail address was made of a name: `jane.doe`, `jdoe`, `doe`.
fn fits_mail(name: &str, draft: &Draft) -> bool {
    let plain = |text: &str| spelt(text).chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    let words: Vec<String> = name.split([' ', '-']).map(plain).filter(|word| word.len() > 1).collect();
    draft.emails.iter().any(|one| {
        let local = plain(one.value.split('@').next().unwrap_or_default());
        let hits = words.iter().filter(|word| word.len() > 2 && local.contains(word.as_str())).count();
        hits > 0
            || words.first().zip(words.last()).is_some_and(|(first, last)| {
                local == first.chars().take(1).chain(last.chars()).collect::<String>()
            })
    })
}

/// A text as addresses spell it: "Müller" is mueller.
fn spelt(text: &str) -> String {
    let text: String = text
        .to_lowercase()
        .chars()
        .flat_map(|c| match c {
            'ä' => vec!['a', 'e'],
            'ö' => vec!['o', 'e'],
            'ü' => vec!['u', 'e'],
            c => vec![c],
        })
        .collect();
    fold(&text)
}

fn same_person(text: &str, sender: &str) -> bool {
    let words = |text: &str| {
        let mut words: Vec<String> =
            fold(text).split([' ', ',', '.']).filter(|word| word.len() > 1).map(str::to_owned).collect();
        words.sort();
        words
    };
    let (one, other) = (words(text), words(sender));
    !one.is_empty()
        && (one.iter().all(|word| other.contains(word)) || other.iter().all(|word| one.contains(word)))
}

/// Whether a text is called like the domain of an e-mail address or of a link.
fn is_of_domain(text: &str, draft: &Draft) -> bool {
    let plain: String = spelt(text).chars().filter(char::is_ascii_alphanumeric).collect();
    let domains = draft
        .emails
        .iter()
        .filter_map(|one| one.value.rsplit_once('@').map(|(_, domain)| domain.to_lowercase()));
    let mut domains = domains
        .filter(|domain| !is_free_mail(domain))
        .chain(draft.links.iter().map(|one| one.value.to_lowercase()));
    plain.len() > 2
        && text.len() < 60
        && domains.any(|domain| {
            let host = domain
                .trim_start_matches("https://")
                .trim_start_matches("http://")
                .trim_start_matches("www.");
            let stem: String = host
                .split('.')
                .next()
                .unwrap_or_default()
                .chars()
                .filter(char::is_ascii_alphanumeric)
                .collect();
            stem.len() > 2
                && (plain == stem
                    || (plain.starts_with(&stem) && stem.len() > 3)
                    || (stem.starts_with(&plain) && plain.len() > 3))
        })
}

/// A position of which the company's form is only a part of a word: "Group Manager".
fn is_position_only(text: &str) -> bool {
    is_position(text) && !looks::is_company_name(text)
}

fn is_caption(text: &str) -> bool {
    text.len() < 60
        && text.split(' ').count() < 7
        && !text.ends_with(['.', '!', '?'])
        && text.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
        && !text.contains(':')
}

/// "Doe, Jane" of a mail's head as it is said.
fn turned(name: &str) -> String {
    match name.split_once(", ") {
        Some((family, given)) if !given.contains(',') => format!("{given} {family}"),
        _ => name.trim_matches(['"', '\'', ' ']).to_owned(),
    }
}

fn put_name(name: &str, draft: &mut Draft) {
    let name = name.trim();
    if name.is_empty() || looks::is_email(name) {
        return;
    }
    let parts = crate::csv::name_parts(name);
    let [prefix, given, middle, family, suffix] = parts;
    if given.is_empty() && family.is_empty() {
        name.clone_into(&mut draft.display_name);
        return;
    }
    (draft.prefix, draft.given, draft.middle, draft.family, draft.suffix) =
        (prefix.to_owned(), given.to_owned(), middle.to_owned(), family.to_owned(), suffix.to_owned());
}
