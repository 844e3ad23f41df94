//! The signature under a mail, as the person it describes: a proposal that somebody looks at before it is saved.
//!
//! Nothing says which line is what, so each is known by its form: addresses, links and numbers first, by the words before
//! them; then postal addresses, by their postcode; then, of the lines that are left, the name, by its capitals and by the
//! e-mail address, the position, by words of positions, and the company, by its legal form or its domain. What was not
//! understood is handed back. English and German; registers, disclaimers and quoted mails are passed over.

mod block;
mod mail;
mod person;
mod places;
mod reach;
#[cfg(test)]
mod tests;
mod words;

use satchel_kernel::text::fold;

use crate::draft::Draft;

pub use mail::{LARGEST, Mail, mail, sniff as sniff_mail};

/// What a signature says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Signature {
    /// The person.
    pub draft: Draft,
    /// The lines, or parts of lines, of which nothing was made.
    pub left: Vec<String>,
}

/// Who sent the mail, as its head says; empty where there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sender {
    /// The name.
    pub name: String,
    /// The e-mail address.
    pub email: String,
}

/// A part of a line, and which line that is.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Piece {
    line: usize,
    text: String,
}

/// Reads a signature that was copied from a mail, perhaps with some of the mail above and below.
pub fn read(text: &str) -> Signature {
    of_lines(block::of(text, false), &Sender::default())
}

/// Reads the signature of a mail.
pub fn read_mail(mail: &Mail) -> Signature {
    of_lines(block::of(&mail.text, true), &mail.sender)
}

/// Whether a text is more likely a signature than a table or an address book: it says in a few lines who somebody is and
/// how to reach them.
pub fn sniff(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let Some(first) = lines.first() else { return false };
    let head = fold(first);
    let said = if lines.len() == 1 { block::parts(first).len() } else { lines.len() };
    if !(2..=40).contains(&said)
        || head.starts_with("begin:vcard")
        || head.starts_with("dn:")
        || head.starts_with(['{', '['])
    {
        return false;
    }
    // Every row of a table has as many cells.
    let is_table = [',', ';', '\t'].iter().any(|mark| {
        let cells = |line: &&str| line.matches(*mark).count();
        let wanted = cells(first);
        wanted > 0 && lines.len() > 1 && lines.iter().all(|line| cells(line) == wanted)
    });
    if is_table || lines.iter().filter(|line| line.contains('\t')).count() > 2 {
        return false;
    }
    let found = read(text).draft;
    let named = !found.family.is_empty() || !found.display_name.is_empty();
    named && (!found.emails.is_empty() || !found.phones.is_empty())
}

fn of_lines(lines: Vec<String>, sender: &Sender) -> Signature {
    let mut found = Signature::default();
    let mut pieces = Vec::new();
    for (line, text) in lines.iter().enumerate() {
        for part in block::parts(text) {
            let rest = reach::take(&part, &mut found.draft);
            if !rest.is_empty() {
                pieces.push(Piece { line, text: rest });
            }
        }
    }
    if !sender.email.is_empty() {
        let same = |one: &crate::draft::Labelled| fold(&one.value) == fold(&sender.email);
        found.draft.emails.retain(|one| !same(one));
        found.draft.emails.insert(0, reach::email(&sender.email));
    }
    places::take(&mut pieces, &mut found.draft);
    person::take(pieces, sender, &mut found);
    found
}
