//! What can be written on the command line.

use std::path::PathBuf;

use clap::builder::BoolishValueParser;
use clap::{Args, Parser, Subcommand, ValueEnum};

/// Satchel holds a seller's contacts in an encrypted vault on this computer.
#[derive(Debug, Parser)]
#[command(name = "satchel", version, propagate_version = true, max_term_width = 100)]
#[command(
    after_help = "Exit codes: 0 done, 1 a fault, 2 not understood, 3 refused, 4 some files could not be read, \
    5 the vault is not there or not open, 130 stopped by Ctrl+C."
)]
pub struct Arguments {
    /// The vault's folder; the platform's usual place when absent.
    #[arg(long, global = true, value_name = "DIR", env = "SATCHEL_VAULT")]
    pub vault: Option<PathBuf>,
    /// Answer in JSON, as documented in docs/cli.md.
    #[arg(long, global = true)]
    pub json: bool,
    /// Never ask the keychain of the operating system.
    #[arg(long, global = true, env = "SATCHEL_NO_KEYCHAIN", value_parser = BoolishValueParser::new(), hide_env = true)]
    pub no_keychain: bool,
    /// What to do.
    #[command(subcommand)]
    pub verb: Verb,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Make the vault: with the keychain where there is one, else with a passphrase.
    Init(Init),
    /// Import vCard and CSV files as one change that `undo` takes back.
    Import(Import),
    /// Attach files to a record.
    Attach(Attach),
    /// Find records by any words.
    Search(Search),
    /// Write all contacts and companies into a file, or everything into a folder.
    Export(Export),
    /// List contacts that may be one person, or companies that may be one, with how likely and why.
    Duplicates(Duplicates),
    /// Make one contact, or one company, of several, with everything attached.
    Merge(Merge),
    /// Write a contact's card as a QR code.
    Qr(Qr),
    /// Take apart what was merged, at any later time; later edits stay.
    Unmerge(Unmerge),
    /// Take a change back, the last one when none is named; later edits stay.
    Undo(Undo),
    /// Show what happened to a record.
    History(History),
    /// List every command that `call` runs.
    Commands,
    /// Run one command.
    Call(Call),
    /// Serve the user interface and the API to this computer.
    Serve(Serve),
    /// Look whether everything is in order.
    Doctor,
    /// Print the contract.
    #[command(hide = true)]
    Openapi(Openapi),
}

/// `init`
#[derive(Debug, Args)]
pub struct Init {
    /// Also make a recovery code and print it; keep it apart from this computer.
    #[arg(long)]
    pub recovery_code: bool,
}

/// `import`
#[derive(Debug, Args)]
pub struct Import {
    /// vCard and CSV files, workbooks and archives; a folder for all of them in it; or an export of everything. Of a mail
    /// (.eml) the sender is shown, by its signature, and imported only with --yes.
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Only say what would happen.
    #[arg(long)]
    pub dry_run: bool,
    /// Import the senders of mails too, as they would be shown without it.
    #[arg(long)]
    pub yes: bool,
    /// Keep probable duplicates apart.
    #[arg(long)]
    pub no_merge: bool,
    /// Make no pipelines and stages that deals name; deals of a whole export stand in the first stage then, and a note says
    /// where they stood, and with --kind deal they are rejected.
    #[arg(long)]
    pub no_stages: bool,
    /// What every row is: lead, deal, or a kind of your own such as own_boat. People and companies, as the files say,
    /// when left out.
    #[arg(long, alias = "as", value_name = "KIND")]
    pub kind: Option<String>,
    /// The home country of phones typed without one, as in DE.
    #[arg(long, value_name = "CC")]
    pub region: Option<String>,
    /// What is put right of what other programs did: all, none, or some of encoding, numbers, addresses, zeros,
    /// name_order, capitals and phone_country, divided by commas. The first three when left out.
    #[arg(long, value_name = "LIST")]
    pub repair: Option<String>,
    /// How tables are read, where it is found out wrongly.
    #[command(flatten, next_help_heading = "How tables are read, kept for files like these")]
    pub reading: Reading,
}

/// How `import` reads tables; what is absent is found out.
#[derive(Debug, Default, Args)]
pub struct Reading {
    /// The encoding, such as UTF-8 or windows-1252.
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
    /// What stands between cells: , ; | or tab.
    #[arg(long, value_name = "MARK")]
    pub delimiter: Option<String>,
    /// What encloses cells: \" or ' or none.
    #[arg(long, value_name = "MARK")]
    pub quote: Option<String>,
    /// The line that names the columns, from 1; 0 when none does.
    #[arg(long, value_name = "N")]
    pub header_line: Option<u32>,
    /// The order of days: dmy, mdy or ymd.
    #[arg(long, value_name = "ORDER")]
    pub date_order: Option<String>,
    /// What begins a fraction: point or comma.
    #[arg(long, value_name = "MARK")]
    pub decimal: Option<String>,
}

/// `attach`
#[derive(Debug, Args)]
pub struct Attach {
    /// The record's id, as `search` names it.
    #[arg(value_name = "RECORD")]
    pub record: String,
    /// The files.
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Its kind; found out when absent.
    #[arg(long)]
    pub kind: Option<String>,
}

/// `search`
#[derive(Debug, Args)]
pub struct Search {
    /// Words, in one pair of quotes where one begins with a hyphen: "acme tag:vip -berlin"
    #[arg(required = true, value_name = "QUERY")]
    pub query: Vec<String>,
    /// Hits at most, 1 to 200.
    #[arg(long, default_value_t = 20)]
    pub limit: u32,
    /// Only records of this kind; may be given more than once.
    #[arg(long, value_name = "KIND")]
    pub kind: Vec<String>,
}

/// `export`
#[derive(Debug, Args)]
pub struct Export {
    /// The form of the file.
    #[arg(long, value_enum, required_unless_present = "everything")]
    pub format: Option<Format>,
    /// Every record of every kind, with pictures, as a folder of open formats that `import` takes back.
    #[arg(long, conflicts_with_all = ["format", "kind", "fields", "query"], requires = "file")]
    pub everything: bool,
    /// With --everything: also what was changed when, and what it was before.
    #[arg(long, requires = "everything")]
    pub history: bool,
    /// Only records of this kind; contacts and companies when absent. May be given more than once.
    #[arg(long, value_name = "KIND")]
    pub kind: Vec<String>,
    /// Only these fields of the one kind, in this order, such as display_name,emails,phones,notes.
    #[arg(long, value_name = "FIELDS", value_delimiter = ',', requires = "kind")]
    pub fields: Vec<String>,
    /// Only the records of this query of the one kind, in JSON as commands take it.
    #[arg(long, value_name = "JSON", requires = "kind")]
    pub query: Option<String>,
    /// Where to write; stdout when absent or `-`. With --everything a folder that is empty or not there.
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
}

/// The form of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// vCard 4.0.
    Vcard,
    /// vCard 3.0, for older address books.
    Vcard3,
    /// A table for spreadsheets, formula-safe.
    Csv,
    /// Everything, in stable order.
    Json,
    /// A workbook, in which numbers are numbers and days are days.
    Xlsx,
}

/// `duplicates`
#[derive(Debug, Args)]
pub struct Duplicates {
    /// Every pair worth a look, not only the 100 likeliest.
    #[arg(long)]
    pub all: bool,
    /// What is looked at: contact, company, lead, or known for leads that may be a contact.
    #[arg(long, value_name = "KIND", default_value = "contact", value_parser = ["contact", "company", "lead", "known"])]
    pub kind: String,
}

/// `qr`
#[derive(Debug, Args)]
pub struct Qr {
    /// The contact.
    #[arg(value_name = "RECORD")]
    pub record: String,
    /// Where to write it: .svg or .png.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
}

/// `merge`
#[derive(Debug, Args)]
pub struct Merge {
    /// The record that stays, then those that become part of it, as `search` names them.
    #[arg(required = true, num_args = 2.., value_name = "RECORD")]
    pub records: Vec<String>,
    /// Whose value a field takes, where not the first one's; may be given more than once.
    #[arg(long, value_name = "FIELD=RECORD")]
    pub take: Vec<String>,
}

/// `unmerge`
#[derive(Debug, Args)]
pub struct Unmerge {
    /// A record that was merged into another; or the one that stayed, of which the last merge comes apart.
    #[arg(value_name = "RECORD")]
    pub record: String,
}

/// `undo`
#[derive(Debug, Args)]
pub struct Undo {
    /// The change set, as `import` and `history` name it.
    #[arg(value_name = "CHANGE_SET")]
    pub change_set: Option<String>,
}

/// `history`
#[derive(Debug, Args)]
pub struct History {
    /// The record's id, as `search` names it.
    #[arg(value_name = "RECORD")]
    pub record: String,
    /// Its kind; found out when absent.
    #[arg(long)]
    pub kind: Option<String>,
    /// Entries at most, 1 to 200.
    #[arg(long, default_value_t = 50)]
    pub limit: u32,
}

/// `call`
#[derive(Debug, Args)]
pub struct Call {
    /// The command's name, as `commands` lists them.
    pub name: String,
    /// Its input as JSON; `-` reads it from stdin; an empty object when absent.
    #[arg(value_name = "JSON")]
    pub input: Option<String>,
    /// Writes the file that the command answers with here.
    #[arg(long, value_name = "FILE")]
    pub save: Option<PathBuf>,
}

/// `serve`
#[derive(Debug, Args)]
pub struct Serve {
    /// The port on 127.0.0.1; any free one when absent.
    #[arg(long)]
    pub port: Option<u16>,
    /// A private file with the token, or with lines NAME NEEDS TOKEN; a new token when absent.
    #[arg(long, value_name = "FILE")]
    pub token_file: Option<PathBuf>,
    /// The folder of the user interface, instead of the one inside the program.
    #[arg(long, value_name = "DIR")]
    pub ui: Option<PathBuf>,
    /// Import these files first; where there is no vault yet, as soon as it was made in the browser.
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub import: Vec<PathBuf>,
}

/// `openapi`
#[derive(Debug, Args)]
pub struct Openapi {
    /// The TypeScript client instead of the OpenAPI document.
    #[arg(long)]
    pub typescript: bool,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_sound() {
        super::Arguments::command().debug_assert();
    }
}
