//! Where a vault's socket is. Everything that differs between systems is here.

use std::io;
use std::path::{Path, PathBuf};

use interprocess::local_socket::traits::ListenerExt as _;
use interprocess::local_socket::{Listener, ListenerOptions, Name, Stream, prelude::*};

/// The longest path of a socket that every Unix takes.
#[cfg(unix)]
const LONGEST: usize = 100;

/// Listens for the vault in `dir`, whose lock the caller holds: what lies there is from a process that ended.
pub(super) fn listen(dir: &Path) -> io::Result<Listener> {
    let place = place(dir, true)?;
    let options = ListenerOptions::new().name(name(&place)?);
    #[cfg(unix)]
    let options = {
        use interprocess::os::unix::local_socket::ListenerOptionsExt;
        let _ = std::fs::remove_file(&place);
        // Only Linux and a few others can say the mode before the name exists; elsewhere the folder's 0700 must do.
        if cfg!(target_os = "linux") { options.mode(0o600) } else { options }
    };
    options.create_sync()
}

/// Connects to whoever has the vault in `dir` open.
pub(super) fn connect(dir: &Path) -> io::Result<Stream> {
    Stream::connect(name(&place(dir, false)?)?)
}

/// Accepts connections, one after the other.
pub(super) fn incoming(listener: &Listener) -> impl Iterator<Item = io::Result<Stream>> + '_ {
    listener.incoming()
}

/// Whether the other end is the same person. The socket's mode says so already; this is the second lock.
#[cfg(unix)]
pub(super) fn same_person(stream: &Stream, dir: &Path) -> bool {
    use interprocess::local_socket::traits::StreamCommon;
    use std::os::unix::fs::MetadataExt;
    let Ok(owner) = std::fs::metadata(dir).map(|m| m.uid()) else { return false };
    match stream.peer_creds() {
        Ok(peer) => peer.euid().is_none_or(|user| user == owner || user == 0),
        // Some systems cannot tell.
        Err(_) => true,
    }
}

/// A pipe takes requests from its creator and administrators only: the default descriptor lets others read at most.
#[cfg(not(unix))]
pub(super) fn same_person(_: &Stream, _: &Path) -> bool {
    true
}

#[cfg(unix)]
fn name(place: &Path) -> io::Result<Name<'_>> {
    use interprocess::local_socket::GenericFilePath;
    place.to_fs_name::<GenericFilePath>()
}

#[cfg(not(unix))]
fn name(place: &Path) -> io::Result<Name<'_>> {
    use interprocess::local_socket::GenericNamespaced;
    place.to_ns_name::<GenericNamespaced>()
}

/// The socket's path: `socket` in the vault's folder. Where that is longer than a socket's path may be, `socket` is
/// a note of where it is: in a folder of this user's own for things that end with the session.
#[cfg(unix)]
fn place(dir: &Path, make: bool) -> io::Result<PathBuf> {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::FileTypeExt;
    let near = dir.join("socket");
    if near.as_os_str().as_bytes().len() <= LONGEST {
        return Ok(near);
    }
    if !make {
        return match std::fs::symlink_metadata(&near) {
            Ok(meta) if meta.file_type().is_file() && !meta.file_type().is_socket() => {
                Ok(PathBuf::from(std::fs::read_to_string(&near)?.trim_end()))
            }
            Ok(_) => Err(io::ErrorKind::NotFound.into()),
            Err(e) => Err(e),
        };
    }
    let parent = std::env::var_os("XDG_RUNTIME_DIR").map_or_else(std::env::temp_dir, PathBuf::from);
    let far = private_folder(&parent, dir)?.join(short(dir)?);
    let _ = std::fs::remove_file(&near);
    std::fs::write(&near, far.as_os_str().as_bytes())?;
    Ok(far)
}

#[cfg(not(unix))]
fn place(dir: &Path, _: bool) -> io::Result<PathBuf> {
    Ok(PathBuf::from(format!("satchel-{}", short(dir)?)))
}

/// A short name that stands for a folder.
fn short(dir: &Path) -> io::Result<String> {
    let dir = std::fs::canonicalize(dir)?;
    Ok(blake3::hash(dir.as_os_str().as_encoded_bytes()).to_hex().chars().take(24).collect())
}

/// A folder in `parent` that only the owner of `dir` can enter. The parent is the session's runtime folder, or that of the
/// temporary files, where anybody may have been first.
#[cfg(unix)]
pub(super) fn private_folder(parent: &Path, dir: &Path) -> io::Result<PathBuf> {
    use std::os::unix::fs::{DirBuilderExt, MetadataExt};
    let user = std::fs::metadata(dir)?.uid();
    let folder = parent.join(format!("satchel-{user}"));
    match std::fs::DirBuilder::new().mode(0o700).create(&folder) {
        Err(e) if e.kind() != io::ErrorKind::AlreadyExists => return Err(e),
        _ => {}
    }
    let meta = std::fs::symlink_metadata(&folder)?;
    if meta.is_dir() && meta.uid() == user && meta.mode() & 0o077 == 0 {
        return Ok(folder);
    }
    Err(io::Error::new(io::ErrorKind::PermissionDenied, "others can enter the folder of the socket"))
}
