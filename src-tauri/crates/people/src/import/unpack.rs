//! Files that hold others, before they are imported: each sheet of a workbook and each table and address book of an archive
//! becomes a file of its own.

use std::io::{BufReader, BufWriter, Read, Seek, Write};

use satchel_feature::Cx;
use satchel_feature::files::File;
use satchel_formats::packed::{self, BadPack, LARGEST_PART, Member, Packed};
use satchel_formats::qr::{self, BadPicture, Content};
use satchel_formats::vcard;
use satchel_kernel::reason::Values;
use satchel_kernel::{Error, Id, Reason, Result};
use serde::Serialize;

use super::{json, propose};
use crate::export::everything;

/// The files to be imported in the place of those that were given.
#[derive(Debug, Default, Serialize, schemars::JsonSchema)]
pub struct Unpacked {
    /// In the order they were given and lie in.
    pub files: Vec<File>,
    /// What is in them and is not imported.
    pub left: Vec<Left>,
    /// Of how many mails the senders are among the files: proposals, to be looked over before they are saved.
    pub mails: usize,
    /// Of each of the files, which of those that were given it lay in or is.
    #[serde(skip)]
    pub of: Vec<Vec<Id>>,
}

/// What is not imported of a file that holds others.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct Left {
    /// The file and the name in it.
    pub name: String,
    /// Why, as a code: `hidden_sheet`, `not_people`, `unknown_format`, `archive_in_archive`, `damaged_part`; of a picture
    /// `qr_none`, `qr_link`, `qr_text`; of a mail `not_a_mail`, `no_signature`, `mail_too_large`.
    pub code: &'static str,
    /// Why, in English.
    pub reason: String,
    /// The values in the reason, by their names.
    #[serde(skip_serializing_if = "Values::is_empty")]
    pub values: Values,
}

/// What can lie in an archive and be imported.
const TABLES_AND_CARDS: &[&str] = &["vcf", "vcard", "csv", "tsv", "ldif"];
const WORKBOOKS: &[&str] = &["xlsx", "xlsm", "xlsb", "xls", "ods"];
/// What else a seller might look for in vain; pictures and the like are passed over without a word.
const WORTH_A_WORD: &[&str] = &["zip", "json", "xml", "txt", "html", "mbox", "ics"];

/// Whose download it is, and which of its tables hold people: LinkedIn's archive says of messages, invitations and much
/// else besides, and of nobody how to reach them.
const LINKEDIN: &str = "Connections.csv";
const LINKEDIN_PEOPLE: &[&str] = &[LINKEDIN, "ImportedContacts.csv", "Contacts.csv"];

/// The files that these hold. A file that holds no others stands for itself, and so does one that cannot be unpacked: what
/// is wrong with it is said where it is read.
pub fn unpack(cx: &Cx, files: impl IntoIterator<Item = Id>, kind: Option<&str>) -> Result<Unpacked> {
    let mut all = Unpacked::default();
    let metas = files.into_iter().map(|file| cx.files.meta(file)).collect::<Result<Vec<_>>>()?;
    // One mail is a proposal by itself; several are an address book together.
    let several = metas.iter().filter(|meta| propose::is_mail(&meta.name)).count() > 1;
    let (mut senders, mut mails) = (Senders::default(), Vec::new());
    for meta in metas {
        let given = meta.file;
        if several && propose::is_mail(&meta.name) {
            senders.add(cx, &meta, &meta.name)?;
            mails.push(given);
        } else {
            held_by(cx, meta, kind, &mut all)?;
            all.of.resize(all.files.len(), vec![given]);
        }
    }
    senders.put(cx, "", &mut all).map_err(|cause| unreadable(SENDERS, cause))?;
    all.of.resize(all.files.len(), mails);
    Ok(all)
}

/// Adds what a file that was given holds, or itself.
fn held_by(cx: &Cx, given: File, kind: Option<&str>, all: &mut Unpacked) -> Result<()> {
    if extension(&given.name) == "zip" {
        everything::must_be_another(cx, given.file)?;
    }
    if is_picture(cx, &given)? {
        return pictured(cx, &given, all);
    }
    if propose::is_mail(&given.name) {
        return mailed(cx, &given, all);
    }
    if exported(cx, &given, kind, all)? {
        return Ok(());
    }
    let mut found = Unpacked::default();
    if one(cx, given.clone(), &mut found).is_err() || found.is_empty() {
        found = Unpacked { files: vec![given], ..Unpacked::default() };
    }
    all.files.append(&mut found.files);
    all.left.append(&mut found.left);
    all.mails += found.mails;
    Ok(())
}

/// What a picture is called that may hold a code.
const PICTURES: &[&str] = &["png", "jpg", "jpeg"];

/// Whether a file is a picture, or at least says so.
fn is_picture(cx: &Cx, file: &File) -> Result<bool> {
    if PICTURES.contains(&extension(&file.name).as_str()) {
        return Ok(true);
    }
    let mut head = Vec::new();
    let read = cx.files.open(file.file)?.take(8).read_to_end(&mut head);
    Ok(read.is_ok() && qr::sniff(&head))
}

/// The tables of a whole export in JSON; whether it was one.
fn exported(cx: &Cx, file: &File, kind: Option<&str>, all: &mut Unpacked) -> Result<bool> {
    let unreadable = |cause| unreadable(&file.name, cause);
    let mut head = Vec::new();
    cx.files.open(file.file)?.take(64).read_to_end(&mut head).map_err(unreadable)?;
    if !json::sniff(&head) || file.size > json::LARGEST {
        return Ok(false);
    }
    let mut text = Vec::new();
    cx.files.open(file.file)?.take(json::LARGEST).read_to_end(&mut text).map_err(unreadable)?;
    let Some(held) = json::read(&cx.catalogue(), &text, kind == Some("deal"))? else { return Ok(false) };
    for table in held.tables {
        let mut out = tempfile::tempfile().map_err(unreadable)?;
        out.write_all(&table.text).map_err(unreadable)?;
        let name = format!("{} › {}", file.name, table.name);
        all.files.push(cx.files.put_sheet(&name, table.text.len() as u64, out, "json"));
    }
    for (section, why) in held.left {
        all.leave(format!("{} › {section}", file.name), &why);
    }
    Ok(true)
}

fn why_no_picture(bad: BadPicture) -> Reason {
    match bad {
        BadPicture::NoPicture => Reason::new("not_a_picture", "This is not a picture in PNG or JPEG."),
        BadPicture::Damaged => Reason::new("picture_damaged", "This picture is damaged or was cut short."),
        BadPicture::TooLarge => {
            Reason::new("picture_too_large", "This picture is too large; cut out the code and save that.")
        }
    }
}

/// The cards in the codes of a picture, each as a file of its own; what else its codes hold is told and not opened.
fn pictured(cx: &Cx, file: &File, all: &mut Unpacked) -> Result<()> {
    let mut bytes = Vec::new();
    cx.files
        .open(file.file)?
        .take(qr::LARGEST_FILE + 1)
        .read_to_end(&mut bytes)
        .map_err(|cause| unreadable(&file.name, cause))?;
    match qr::read(&bytes) {
        Ok(codes) if codes.is_empty() => {
            all.leave(file.name.clone(), &Reason::new("qr_none", "No QR code is seen in this picture."));
            Ok(())
        }
        Ok(codes) => held(cx, &file.name, codes, all),
        // The other files are no worse for it.
        Err(bad) => {
            all.leave(file.name.clone(), &why_no_picture(bad));
            Ok(())
        }
    }
}

/// What the codes in a picture of a camera hold; nothing where none is seen yet.
pub fn scanned(cx: &Cx, name: &str, picture: &[u8]) -> Result<Unpacked> {
    let mut all = Unpacked::default();
    let codes = qr::read(picture).map_err(|bad| Error::invalid("picture", why_no_picture(bad).sentence()))?;
    held(cx, name, codes, &mut all)?;
    Ok(all)
}

/// The cards among codes as files, and what else there is.
fn held(cx: &Cx, name: &str, codes: Vec<Content>, all: &mut Unpacked) -> Result<()> {
    let several = codes.iter().filter(|code| matches!(code, Content::Card(_))).count() > 1;
    let mut number = 0;
    for code in codes {
        let shown = |text: &str| text.chars().take(200).collect::<String>();
        match code {
            Content::Card(card) => {
                number += 1;
                let called =
                    if several { format!("{name} › {number}.vcf") } else { format!("{name} › QR.vcf") };
                let mut out = tempfile::tempfile().map_err(|cause| unreadable(name, cause))?;
                out.write_all(card.as_bytes()).map_err(|cause| unreadable(name, cause))?;
                all.files.push(cx.files.put_unnamed(&called, card.len() as u64, out));
            }
            Content::Link(link) => all.leave(
                name.to_owned(),
                &Reason::new("qr_link", "The code leads to {link}; it was not opened.")
                    .with("link", shown(&link)),
            ),
            Content::Text(text) => all.leave(
                name.to_owned(),
                &Reason::new("qr_text", "The code holds no card but “{text}”.").with("text", shown(&text)),
            ),
        }
    }
    Ok(())
}

fn unreadable(name: &str, cause: std::io::Error) -> Error {
    Error::refused("file_unreadable", format!("“{name}” cannot be read: {cause}.")).because(cause)
}

/// The card of who sent a mail.
fn mailed(cx: &Cx, file: &File, all: &mut Unpacked) -> Result<()> {
    let unreadable = |cause| unreadable(&file.name, cause);
    match propose::card(cx, file)? {
        Ok(card) => {
            let mut out = tempfile::tempfile().map_err(unreadable)?;
            out.write_all(card.as_bytes()).map_err(unreadable)?;
            let name = format!("{} › signature.vcf", file.name);
            all.files.push(cx.files.put_unnamed(&name, card.len() as u64, out));
            all.mails += 1;
        }
        Err(why) => all.leave(file.name.clone(), &why),
    }
    Ok(())
}

/// The form of an address book of who sent mails, beside those of workbooks.
pub const MAILS: &str = "mails";
/// What it is called.
const SENDERS: &str = "signatures.vcf";
/// Of each entry the name of its mail, as the first that is said of it; of one without a sender, why there is none.
pub const OF_MAIL: &str = "MAIL";
const NO_SENDER: &str = "NO-SENDER";

/// The mails of an archive, or of one drop, as one address book of who sent them, each with a row of its own on the receipt: of
/// one that proposes nobody it says why. One file each would be thousands of open ones.
#[derive(Default)]
struct Senders {
    cards: String,
    mails: usize,
    /// Those of which nobody is known: their names, and why.
    silent: Vec<(String, Reason)>,
}

impl Senders {
    fn read<R: Read + Seek>(
        &mut self,
        cx: &Cx,
        archive: &mut packed::Archive<R>,
        member: &Member,
        name: &str,
    ) -> Result<()> {
        let Ok(held) = copied(cx, archive, member, name) else {
            self.is_silent(&member.name, DAMAGED);
            return Ok(());
        };
        let added = self.add(cx, &held, &member.name);
        cx.files.forget(held.file);
        added
    }

    fn add(&mut self, cx: &Cx, mail: &File, name: &str) -> Result<()> {
        match propose::card(cx, mail) {
            Ok(Ok(card)) => {
                let head = "VERSION:4.0\r\n";
                self.cards.push_str(&card.replacen(head, &format!("{head}{OF_MAIL}:{}\r\n", named(name)), 1));
                self.mails += 1;
            }
            Ok(Err(why)) => self.is_silent(name, why),
            Err(told) if told.code == MAIL_TOO_LARGE.code => self.is_silent(name, MAIL_TOO_LARGE),
            Err(_) => self.is_silent(name, DAMAGED),
        }
        Ok(())
    }

    fn is_silent(&mut self, name: &str, why: Reason) {
        let name = named(name);
        self.cards.push_str(&format!(
            "BEGIN:VCARD\r\nVERSION:4.0\r\n{OF_MAIL}:{name}\r\n{NO_SENDER}:{}\r\nEND:VCARD\r\n",
            why.code
        ));
        self.silent.push((name, why));
    }

    fn put(self, cx: &Cx, archive: &str, all: &mut Unpacked) -> std::io::Result<()> {
        let within = |name: &str| match archive {
            "" => name.to_owned(),
            archive => format!("{archive} › {name}"),
        };
        if self.mails == 0 {
            // Of nobody there is nothing to import.
            self.silent.into_iter().for_each(|(name, why)| all.leave(within(&name), &why));
            return Ok(());
        }
        let mut out = tempfile::tempfile()?;
        out.write_all(self.cards.as_bytes())?;
        let rows = self.mails + self.silent.len();
        let name = within(if rows == 1 { "signature.vcf" } else { SENDERS });
        all.files.push(cx.files.put_sheet(&name, self.cards.len() as u64, out, MAILS));
        all.mails += self.mails;
        Ok(())
    }
}

/// The name of a mail as an entry says it.
fn named(name: &str) -> String {
    name.chars().filter(|c| !c.is_control() && *c != '\\').take(255).collect()
}

/// Takes out of an entry of such an address book what it is of: the name of its mail, and why that proposes nobody.
pub fn of_mail(card: &mut vcard::Parsed) -> Option<(String, Option<Reason>)> {
    let at = card.names.iter().position(|name| name == OF_MAIL)?;
    let code =
        card.names.iter().position(|name| name == NO_SENDER).and_then(|at| card.texts.get(at).cloned());
    card.names.remove(at);
    card.cells.remove(at);
    let mail = card.texts.remove(at);
    if let Some(raw) = card.draft.raw.iter().position(|raw| raw.name == OF_MAIL) {
        card.draft.raw.remove(raw);
    }
    let why = [propose::NO_SIGNATURE, propose::NOT_A_MAIL, MAIL_TOO_LARGE, DAMAGED];
    Some((mail, why.into_iter().find(|why| Some(why.code) == code.as_deref())))
}

const MAIL_TOO_LARGE: Reason =
    Reason::new("mail_too_large", "This mail is too large. Save it without its attachments.");

/// Why a file that holds others is read as none of them.
pub fn why_not(file: std::fs::File, name: &str) -> Error {
    let opened = packed::open(|| {
        let mut file = file.try_clone()?;
        file.rewind()?;
        Ok(BufReader::new(file))
    });
    let told = match opened {
        Ok(Some(Packed::Workbook(mut book))) => {
            let mut sheets = book.sheets().into_iter();
            sheets.find_map(|sheet| book.write(&sheet.name, &mut std::io::sink()).err())
        }
        Ok(_) => None,
        Err(bad) => Some(bad),
    };
    told.map_or_else(|| nothing(name), |bad| bad.of(name))
}

/// Nothing of a file can be imported.
pub fn nothing(name: &str) -> Error {
    Error::refused("nothing_packed", format!("“{name}” holds no table and no address book."))
        .with(serde_json::json!({ "name": name }))
}

const DAMAGED: Reason = Reason::new(
    "damaged_part",
    "This is damaged or protected by a password. Unpack it and import it by itself.",
);

/// The extension of a name, in lower case.
fn extension(name: &str) -> String {
    name.rsplit_once('.').map(|(_, extension)| extension.to_lowercase()).unwrap_or_default()
}

fn one(cx: &Cx, file: File, all: &mut Unpacked) -> Result<()> {
    let open = || cx.files.open(file.file).map(BufReader::new).map_err(std::io::Error::other);
    match packed::open(open).map_err(|bad| bad.of(&file.name))? {
        None => all.files.push(file),
        Some(Packed::Workbook(mut book)) => {
            let format = book.format();
            let (sheets, hidden): (Vec<_>, Vec<_>) =
                book.sheets().into_iter().partition(|sheet| !sheet.hidden);
            let mut written = Vec::new();
            for sheet in sheets {
                let (rows, part) =
                    part(|out| book.write(&sheet.name, out).map(|(rows, bytes)| ((rows, bytes), bytes)))
                        .map_err(|bad| bad.of(&file.name))?;
                if rows.0 > 0 {
                    written.push((sheet.name, rows.1, part));
                }
            }
            let several = written.len() > 1;
            for (sheet, size, part) in written {
                let name = if several { format!("{} › {sheet}", file.name) } else { file.name.clone() };
                all.files.push(cx.files.put_sheet(&name, size, part, format));
            }
            for sheet in hidden {
                let why = Reason::new(
                    "hidden_sheet",
                    "This sheet is hidden. Show it in the workbook to import it.",
                );
                all.leave(format!("{} › {}", file.name, sheet.name), &why);
            }
        }
        Some(Packed::Archive(mut archive)) => {
            let members = archive.members().map_err(|bad| bad.of(&file.name))?;
            let mut senders = Senders::default();
            let linkedin = members.iter().any(|member| member.name == LINKEDIN);
            for member in members {
                let extension = extension(&member.name);
                let name = format!("{} › {}", file.name, member.name);
                let workbook = WORKBOOKS.contains(&extension.as_str());
                if linkedin && !LINKEDIN_PEOPLE.contains(&member.name.as_str()) {
                    if extension == "csv" {
                        all.leave(
                            name,
                            &Reason::new("not_people", "This table of the archive is about no people."),
                        );
                    }
                } else if workbook || TABLES_AND_CARDS.contains(&extension.as_str()) {
                    match copied(cx, &mut archive, &member, &name) {
                        Ok(held) if workbook => {
                            if one(cx, held, all).is_err() {
                                all.leave(name, &DAMAGED);
                            }
                        }
                        Ok(held) => all.files.push(held),
                        Err(_) => all.leave(name, &DAMAGED),
                    }
                } else if propose::is_mail(&member.name) {
                    senders.read(cx, &mut archive, &member, &name)?;
                } else if extension == "zip" {
                    all.leave(
                        name,
                        &Reason::new("archive_in_archive", "Unpack this archive and import what is in it."),
                    );
                } else if WORTH_A_WORD.contains(&extension.as_str()) {
                    all.leave(name, &Reason::new("unknown_format", "This is no table and no address book."));
                }
            }
            senders.put(cx, &file.name, all).map_err(|cause| unreadable(&file.name, cause))?;
        }
    }
    Ok(())
}

impl Unpacked {
    fn is_empty(&self) -> bool {
        self.files.is_empty() && self.left.is_empty()
    }

    fn leave(&mut self, name: String, why: &Reason) {
        self.left.push(Left { name, code: why.code, reason: why.sentence(), values: why.values.clone() });
    }
}

/// A part written out into a file without a name.
fn part<T>(
    write: impl FnOnce(&mut BufWriter<std::fs::File>) -> std::result::Result<(T, u64), BadPack>,
) -> std::result::Result<(T, std::fs::File), BadPack> {
    let mut out = BufWriter::new(tempfile::tempfile()?);
    let (answer, bytes) = write(&mut out)?;
    debug_assert!(bytes <= LARGEST_PART);
    out.flush()?;
    let file = out.into_inner().map_err(std::io::IntoInnerError::into_error)?;
    Ok((answer, file))
}

fn copied<R: std::io::Read + Seek>(
    cx: &Cx,
    archive: &mut packed::Archive<R>,
    member: &Member,
    name: &str,
) -> std::result::Result<File, BadPack> {
    let (size, file) = part(|out| archive.write(member, out).map(|bytes| (bytes, bytes)))?;
    Ok(cx.files.put_unnamed(name, size, file))
}
