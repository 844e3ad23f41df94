//! The two things operating systems do differently: reading at an offset, and making a rename durable.

use std::fs::File;
use std::io;
use std::path::Path;

/// Fills `data` from `offset` on.
#[cfg(unix)]
pub(super) fn read_at(file: &File, data: &mut [u8], offset: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, data, offset)
}

/// Fills `data` from `offset` on.
#[cfg(windows)]
pub(super) fn read_at(file: &File, mut data: &mut [u8], mut offset: u64) -> io::Result<()> {
    while !data.is_empty() {
        match std::os::windows::fs::FileExt::seek_read(file, data, offset)? {
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            read => {
                data = data.get_mut(read..).unwrap_or_default();
                offset += read as u64;
            }
        }
    }
    Ok(())
}

/// Makes renames and new files in the folder durable.
#[cfg(unix)]
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_data()
}

/// Renames are durable without it.
#[cfg(windows)]
pub(super) fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}
