//! Archives of our own: written file by file with the length and the digest of each, always to the same bytes, and read
//! back by name.

use std::io::{self, Read, Seek, Write};

use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::{BadPack, LARGEST_PART};

/// A file that was put into an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its path in the archive, with `/`.
    pub path: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// Its SHA-256 in hexadecimal digits.
    pub sha256: String,
}

/// The SHA-256 of bytes in hexadecimal digits, as any other program reckons it.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// The SHA-256 of everything that is read.
///
/// # Errors
/// What the reader says.
pub fn sha256_of(mut from: impl Read) -> io::Result<String> {
    let mut digest = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = from.read(&mut buffer)?;
        match buffer.get(..read) {
            Some(bytes) if !bytes.is_empty() => digest.update(bytes),
            _ => return Ok(hex(&digest.finalize())),
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Writes an archive. What is written goes into the file begun last.
pub struct Bundle<W: Write + Seek> {
    zip: ZipWriter<W>,
    open: Option<(String, u64, Sha256)>,
    written: Vec<Entry>,
}

impl<W: Write + Seek> Bundle<W> {
    /// An archive without any file.
    pub fn new(out: W) -> Self {
        Self { zip: ZipWriter::new(out), open: None, written: Vec::new() }
    }

    /// Begins the next file; the one before it is whole.
    ///
    /// # Errors
    /// What the writer says, or that there is a file of this name.
    pub fn begin(&mut self, path: &str) -> io::Result<()> {
        self.close();
        // Every file is of the same moment, so that the same content gives the same archive.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644)
            .large_file(true);
        self.zip.start_file(path, options)?;
        self.open = Some((path.to_owned(), 0, Sha256::new()));
        Ok(())
    }

    fn close(&mut self) {
        if let Some((path, bytes, digest)) = self.open.take() {
            self.written.push(Entry { path, bytes, sha256: hex(&digest.finalize()) });
        }
    }

    /// The files so far, the one begun last too.
    pub fn entries(&mut self) -> &[Entry] {
        self.close();
        &self.written
    }

    /// Ends the archive.
    ///
    /// # Errors
    /// What the writer says.
    pub fn finish(mut self) -> io::Result<W> {
        self.close();
        Ok(self.zip.finish()?)
    }
}

impl<W: Write + Seek> Write for Bundle<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let Some((_, length, digest)) = &mut self.open else {
            return Err(io::Error::other("no file was begun"));
        };
        let written = self.zip.write(bytes)?;
        *length += written as u64;
        digest.update(bytes.get(..written).unwrap_or_default());
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.zip.flush()
    }
}

/// Reads an archive by the names of its files.
pub struct Bundled<R>(ZipArchive<R>);

impl<R: Read + Seek> Bundled<R> {
    /// Opens an archive.
    ///
    /// # Errors
    /// [`BadPack`] if it is none or is damaged.
    pub fn new(from: R) -> Result<Self, BadPack> {
        Ok(Self(ZipArchive::new(from)?))
    }

    /// Whether there is a file of this path.
    pub fn has(&self, path: &str) -> bool {
        self.0.index_for_name(path).is_some()
    }

    /// The paths of its files.
    ///
    /// # Errors
    /// [`BadPack`] if a name cannot be read.
    pub fn paths(&self) -> Result<Vec<String>, BadPack> {
        self.0.file_names().map(|name| Ok(name?.into_owned())).collect()
    }

    /// A file from its beginning; it ends before it is longer than [`LARGEST_PART`].
    ///
    /// # Errors
    /// [`BadPack`] if there is none of this path, or it cannot be read.
    pub fn read(&mut self, path: &str) -> Result<impl Read + '_, BadPack> {
        self.read_up_to(path, LARGEST_PART)
    }

    /// The same of a file that may be longer: it ends before it is longer than `longest`.
    ///
    /// # Errors
    /// [`BadPack`] if there is none of this path, or it cannot be read.
    pub fn read_up_to(&mut self, path: &str, longest: u64) -> Result<impl Read + '_, BadPack> {
        Ok(self.0.by_name(path)?.take(longest))
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    #[test]
    fn what_is_put_in_comes_out_and_the_same_content_is_the_same_archive() {
        let write = || {
            let mut bundle = Bundle::new(Cursor::new(Vec::new()));
            bundle.begin("a/one.txt").unwrap();
            bundle.write_all(b"one").unwrap();
            bundle.begin("two.txt").unwrap();
            let entries = bundle.entries().to_vec();
            assert_eq!(entries[0].bytes, 3);
            assert_eq!(entries[0].sha256, sha256(b"one"));
            assert_eq!(entries[1].path, "two.txt");
            bundle.finish().unwrap().into_inner()
        };
        let bytes = write();
        assert_eq!(bytes, write());
        let mut read = Bundled::new(Cursor::new(bytes)).unwrap();
        assert_eq!(read.paths().unwrap(), ["a/one.txt", "two.txt"]);
        let mut text = String::new();
        read.read("a/one.txt").unwrap().read_to_string(&mut text).unwrap();
        assert_eq!(text, "one");
        assert!(!read.has("three.txt") && read.read("three.txt").is_err());
        assert!(Bundled::new(Cursor::new(b"PK\x03\x04 no archive".to_vec())).is_err());
        assert_eq!(
            sha256_of(&b"one"[..]).unwrap(),
            "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed"
        );
    }
}
