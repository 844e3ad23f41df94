//! Workbooks: which sheets they have, and each as a table of text.

use std::io::{self, Read, Seek, SeekFrom, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{
    Data, Ods, OdsError, Range, Reader, SheetType, SheetVisible, Xls, XlsError, Xlsb, XlsbError, Xlsx,
    XlsxError,
};

use super::text::{self, Rows};
use super::{BadPack, LARGEST_PART};

/// Which program's form a workbook has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Xlsx,
    Xlsb,
    Ods,
    Xls,
}

impl Format {
    fn name(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Xlsb => "xlsb",
            Self::Ods => "ods",
            Self::Xls => "xls",
        }
    }

    /// How much of one of its files is held in memory, at most, in bytes. Of XLSX that is what its cells have in common, of
    /// the others a whole sheet.
    pub(super) fn held(self) -> u64 {
        match self {
            Self::Xlsx => 256 << 20,
            Self::Xlsb | Self::Ods | Self::Xls => 128 << 20,
        }
    }
}

/// A sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Whether whoever made the workbook hid it.
    pub hidden: bool,
}

enum Book<R: Read + Seek> {
    Xlsx(Xlsx<R>),
    Xlsb(Xlsb<R>),
    Ods(Ods<R>),
    Xls(Xls<R>),
}

/// A workbook.
pub struct Workbook<R: Read + Seek> {
    book: Book<R>,
    format: Format,
}

macro_rules! bad {
    ($($error:ident),*) => {$(
        impl From<$error> for BadPack {
            fn from(error: $error) -> Self {
                match error {
                    $error::Password => Self::Password,
                    $error::Io(error) if error.kind() != io::ErrorKind::UnexpectedEof => Self::Io(error),
                    other => Self::damaged(other),
                }
            }
        }
    )*};
}
bad!(XlsxError, XlsbError, OdsError, XlsError);

/// A reader that gives up on what nobody's program wrote has found it damaged.
fn guarded<T>(work: impl FnOnce() -> Result<T, BadPack>) -> Result<T, BadPack> {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|_| Err(BadPack::damaged("no workbook is made like this")))
}

impl<R: Read + Seek> Workbook<R> {
    /// A compound file: a workbook of the old form, or one of a new form behind a password.
    pub(super) fn compound(open: impl Fn() -> io::Result<R>) -> Result<Self, BadPack> {
        let mut file = open()?;
        if file.seek(SeekFrom::End(0))? > Format::Xls.held() {
            return Err(BadPack::TooLarge);
        }
        file.seek(SeekFrom::Start(0))?;
        guarded(|| match Xls::new(file) {
            Ok(book) => Ok(Self { book: Book::Xls(book), format: Format::Xls }),
            Err(XlsError::Password) => Err(BadPack::Password),
            Err(other) => Err(match Xlsx::new(open()?) {
                Err(XlsxError::Password) => BadPack::Password,
                _ => other.into(),
            }),
        })
    }

    /// A workbook that is an archive.
    pub(super) fn zipped(file: R, format: Format) -> Result<Self, BadPack> {
        let book = guarded(|| {
            Ok(match format {
                Format::Xlsb => Book::Xlsb(Xlsb::new(file)?),
                Format::Ods => Book::Ods(Ods::new(file)?),
                Format::Xlsx | Format::Xls => Book::Xlsx(Xlsx::new(file)?),
            })
        })?;
        Ok(Self { book, format })
    }

    /// `xlsx`, `xlsb`, `ods` or `xls`.
    pub fn format(&self) -> &'static str {
        self.format.name()
    }

    /// Its sheets of cells in their order.
    pub fn sheets(&self) -> Vec<Sheet> {
        let sheets = match &self.book {
            Book::Xlsx(book) => book.sheets_metadata(),
            Book::Xlsb(book) => book.sheets_metadata(),
            Book::Ods(book) => book.sheets_metadata(),
            Book::Xls(book) => book.sheets_metadata(),
        };
        let cells = sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
        cells
            .map(|sheet| Sheet { name: sheet.name.clone(), hidden: sheet.visible != SheetVisible::Visible })
            .collect()
    }

    /// Writes a sheet out as a table in UTF-8 with commas, quotes and a line a row; answers its rows and its bytes. Numbers
    /// have all their digits, days are `YYYY-MM-DD`, of a formula there is what it came to. A merged cell says what it says
    /// in its first place.
    ///
    /// # Errors
    ///
    /// [`BadPack`] if it is damaged, or longer than [`LARGEST_PART`].
    pub fn write(&mut self, sheet: &str, out: &mut impl Write) -> Result<(u64, u64), BadPack> {
        let mut rows = Rows::new(out);
        guarded(|| match &mut self.book {
            Book::Xlsx(book) => streamed(book, sheet, &mut rows),
            Book::Xlsb(book) => held(book.worksheet_range(sheet)?, &mut rows),
            Book::Ods(book) => held(book.worksheet_range(sheet)?, &mut rows),
            Book::Xls(book) => held(book.worksheet_range(sheet)?, &mut rows),
        })?;
        Ok((rows.rows, rows.bytes))
    }
}

/// Cell by cell: what is held does not grow with the sheet.
fn streamed<R: Read + Seek, W: Write>(
    book: &mut Xlsx<R>,
    sheet: &str,
    rows: &mut Rows<'_, W>,
) -> Result<(), BadPack> {
    let mut cells = book.worksheet_cells_reader(sheet)?;
    let mut row = None;
    while let Some(cell) = cells.next_cell()? {
        let (at, column) = cell.get_position();
        if row.is_some_and(|row| row != at) {
            end(rows)?;
        }
        row = Some(at);
        rows.cell(column as usize, text::of(cell.get_value().clone().into()));
    }
    end(rows)
}

fn held<W: Write>(sheet: Range<Data>, rows: &mut Rows<'_, W>) -> Result<(), BadPack> {
    for row in sheet.rows() {
        for (column, cell) in row.iter().enumerate() {
            rows.cell(column, text::of(cell.clone()));
        }
        end(rows)?;
    }
    Ok(())
}

fn end<W: Write>(rows: &mut Rows<'_, W>) -> Result<(), BadPack> {
    rows.end()?;
    if rows.bytes > LARGEST_PART { Err(BadPack::TooLarge) } else { Ok(()) }
}
