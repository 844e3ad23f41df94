//! Files that hold others, before they are imported: each sheet of a workbook and each table and address book of an archive
//! becomes a file of its own.

use std::io::{BufReader, BufWriter, Write};

use satchel_feature::Cx;
use satchel_feature::files::File;
use satchel_formats::packed::{self, BadPack, LARGEST_PART, Member, Packed};
use satchel_kernel::{Error, Id, Reason, Result};
use serde::Serialize;

/// The files to be imported in the place of those that were given.
#[derive(Debug, Default, Serialize, schemars::JsonSchema)]
pub struct Unpacked {
    /// In the order they were given and lie in.
    pub files: Vec<File>,
    /// What is in them and is not imported.
    pub left: Vec<Left>,
}

/// What is not imported of a file that holds others.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct Left {
    /// The file and the name in it.
    pub name: String,
    /// Why, as a code: `hidden_sheet`, `not_people`, `unknown_format`, `archive_in_archive`.
    pub code: &'static str,
    /// Why, in English.
    pub reason: String,
}

/// What can lie in an archive and be imported.
const TABLES_AND_CARDS: &[&str] = &["vcf", "vcard", "csv", "tsv"];
const WORKBOOKS: &[&str] = &["xlsx", "xlsm", "xlsb", "xls", "ods"];
/// What else a seller might look for in vain; pictures and the like are passed over without a word.
const WORTH_A_WORD: &[&str] = &["zip", "json", "xml", "txt", "html", "eml", "mbox", "ldif", "ics"];

/// Whose download it is, and which of its tables hold people: LinkedIn's archive says of messages, invitations and much
/// else besides, and of nobody how to reach them.
const LINKEDIN: &str = "Connections.csv";
const LINKEDIN_PEOPLE: &[&str] = &[LINKEDIN, "ImportedContacts.csv", "Contacts.csv"];

/// The files that these hold; a file that holds no others stands for itself.
pub fn unpack(cx: &Cx, files: impl IntoIterator<Item = Id>) -> Result<Unpacked> {
    let mut all = Unpacked::default();
    for file in files {
        let meta = cx.files.meta(file)?;
        let before = all.files.len() + all.left.len();
        one(cx, meta, None, &mut all)?;
        if all.files.len() + all.left.len() == before {
            let name = cx.files.meta(file)?.name;
            return Err(Error::refused(
                "nothing_packed",
                format!("“{name}” holds no table and no address book."),
            )
            .with(serde_json::json!({ "name": name })));
        }
    }
    Ok(all)
}

/// The extension of a name, in lower case.
fn extension(name: &str) -> String {
    name.rsplit_once('.').map(|(_, extension)| extension.to_lowercase()).unwrap_or_default()
}

fn one(cx: &Cx, file: File, within: Option<&str>, all: &mut Unpacked) -> Result<()> {
    let shown = |name: &str| match within {
        Some(outer) => format!("{outer} › {name}"),
        None => name.to_owned(),
    };
    let handle = cx.files.open(file.file)?;
    drop(handle);
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
            let linkedin = members.iter().any(|member| member.name == LINKEDIN);
            for member in members {
                let extension = extension(&member.name);
                let name = shown(&format!("{} › {}", file.name, member.name));
                let workbook = WORKBOOKS.contains(&extension.as_str());
                if linkedin && !LINKEDIN_PEOPLE.contains(&member.name.as_str()) {
                    if extension == "csv" {
                        all.leave(
                            name,
                            &Reason::new("not_people", "This table of the archive is about no people."),
                        );
                    }
                } else if workbook || TABLES_AND_CARDS.contains(&extension.as_str()) {
                    let held = copied(cx, &mut archive, &member, &name).map_err(|bad| bad.of(&name))?;
                    if workbook {
                        one(cx, held, Some(&file.name), all)?;
                    } else {
                        all.files.push(held);
                    }
                } else if extension == "zip" {
                    all.leave(
                        name,
                        &Reason::new("archive_in_archive", "Unpack this archive and import what is in it."),
                    );
                } else if WORTH_A_WORD.contains(&extension.as_str()) {
                    all.leave(name, &Reason::new("unknown_format", "This is no table and no address book."));
                }
            }
        }
    }
    Ok(())
}

impl Unpacked {
    fn leave(&mut self, name: String, why: &Reason) {
        self.left.push(Left { name, code: why.code, reason: why.sentence() });
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

fn copied<R: std::io::Read + std::io::Seek>(
    cx: &Cx,
    archive: &mut packed::Archive<R>,
    member: &Member,
    name: &str,
) -> std::result::Result<File, BadPack> {
    let (size, file) = part(|out| archive.write(member, out).map(|bytes| (bytes, bytes)))?;
    Ok(cx.files.put_unnamed(name, size, file))
}
