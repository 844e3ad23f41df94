//! The signature of a mail as a contact, proposed: nothing is saved.

use std::io::Read;

use satchel_feature::files::{File, FileRef};
use satchel_feature::{Cx, Record};
use satchel_formats::draft::Draft;
use satchel_formats::signature::{self, LARGEST, Signature};
use satchel_formats::vcard;
use satchel_kernel::{Error, Reason, Result};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::convert;
use crate::contacts::commands::{Match, known};
use crate::contacts::rules;

/// What to read.
#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Propose {
    /// A signature, or a whole mail, as it was copied.
    text: Option<String>,
    /// A mail as a file (.eml).
    file: Option<FileRef>,
}

/// The contact as it would be.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct Proposal {
    /// In the form of `contacts.create`.
    record: Record,
    /// The lines of which nothing was made.
    left: Vec<String>,
    /// Who is there already with one of its e-mail addresses, phones or profile pages.
    matches: Vec<Match>,
    /// Whether the text is plainly a signature or a mail, and no table or address book.
    sure: bool,
}

pub(super) const NO_SIGNATURE: Reason = Reason::new("no_signature", "Nothing in it says who somebody is.");

/// Longest signature that is read, in bytes.
const LONGEST: usize = 256 << 10;

pub(super) fn propose(cx: &mut Cx, input: Propose) -> Result<Proposal> {
    let (found, sure) = match (input.text, input.file) {
        (Some(text), None) => {
            let is_mail = signature::sniff_mail(text.as_bytes());
            if text.len() > if is_mail { LARGEST as usize } else { LONGEST } {
                return Err(Error::invalid(
                    "text",
                    "This is too long for a signature. Copy only the signature.",
                ));
            }
            match signature::mail(text.as_bytes()).filter(|_| is_mail) {
                Some(mail) => (signature::read_mail(&mail), true),
                None => (signature::read(&text), signature::sniff(&text)),
            }
        }
        (None, Some(file)) => (of_file(cx, &cx.files.meta(file.id())?)?, true),
        _ => return Err(Error::invalid("text", "Give either a text or a file.")),
    };
    if says_nothing(&found.draft) {
        return Err(Error::refused("no_signature", NO_SIGNATURE.sentence()));
    }
    let mut incoming = convert::incoming(found.draft, "Signature", &cx.region()?);
    rules::show_current_job(&mut incoming.record);
    let mut record = incoming.record;
    // A number that is put right before it is saved is dialled otherwise.
    for phone in record.get_mut("phones").and_then(Value::as_array_mut).into_iter().flatten() {
        if let Some(phone) = phone.as_object_mut() {
            phone.retain(|field, _| !matches!(field.as_str(), "e164" | "extension"));
        }
    }
    let matches = known(cx, &record)?;
    Ok(Proposal { record, left: found.left, matches, sure })
}

/// Whether a file is called like a mail.
pub(super) fn is_mail(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("eml"))
}

/// The card of who sent a mail, to be imported as a file; or why there is none.
pub(super) fn card(cx: &Cx, file: &File) -> Result<std::result::Result<String, Reason>> {
    let found = match of_file(cx, file) {
        Ok(found) => found,
        Err(refused) if refused.code == NOT_A_MAIL.code => return Ok(Err(NOT_A_MAIL)),
        Err(broken) => return Err(broken),
    };
    if says_nothing(&found.draft) {
        return Ok(Err(NO_SIGNATURE));
    }
    let mut card = String::new();
    vcard::write(&mut card, &found.draft, vcard::Version::V4, "");
    // It is not a card that this program exported.
    Ok(Ok(card
        .lines()
        .filter(|line| !line.starts_with("PRODID"))
        .map(|line| format!("{line}\r\n"))
        .collect()))
}

pub(super) const NOT_A_MAIL: Reason = Reason::new("not_a_mail", "This is not a mail.");

fn of_file(cx: &Cx, file: &File) -> Result<Signature> {
    if file.size > LARGEST {
        return Err(Error::refused(
            "mail_too_large",
            format!("“{}” is larger than {} MB.", file.name, LARGEST >> 20),
        ));
    }
    let mut bytes = Vec::new();
    cx.files.open(file.file)?.take(LARGEST).read_to_end(&mut bytes).map_err(|e| {
        Error::refused("file_unreadable", format!("“{}” cannot be read: {e}.", file.name)).because(e)
    })?;
    let mail = if signature::sniff_mail(&bytes) { signature::mail(&bytes) } else { None };
    mail.map(|mail| signature::read_mail(&mail))
        .ok_or_else(|| Error::refused("not_a_mail", NOT_A_MAIL.sentence()))
}

/// A name alone is any two words with capitals.
fn says_nothing(draft: &Draft) -> bool {
    let reached = !draft.emails.is_empty() || !draft.phones.is_empty();
    !reached && (!draft.is_plainly_named() || draft.jobs.is_empty())
}
