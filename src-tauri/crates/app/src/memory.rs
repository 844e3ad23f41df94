//! Memory that was needed for a while, such as an import's or that of opening the vault, goes back to the system when nothing
//! was changed for some seconds. Both allocators would keep it for what may come: records are made by one, pages of the
//! database by the system's. And what a start reads of the program and its libraries is not needed again.

/// Gives back what is not in use. Takes some milliseconds.
#[allow(unsafe_code)]
pub(crate) fn give_back() {
    // SAFETY: it may be called at any time from any thread and takes nothing but whether to do all it can.
    unsafe { libmimalloc_sys::mi_collect(true) };
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    // SAFETY: it may be called at any time from any thread; zero is how much to keep at the top of the heap.
    unsafe {
        libc::malloc_trim(0)
    };
    #[cfg(target_os = "linux")]
    if let Err(error) = program::let_go() {
        tracing::debug!(%error, "pages of the program stay");
    }
}

/// The pages of the program and of its libraries, as `/proc/PID/smaps` (proc(5)) tells of them.
#[cfg(target_os = "linux")]
mod program {
    use std::io::{self, BufRead, BufReader};

    /// A stretch of the process's memory, from one address to the one behind its last.
    #[derive(Debug, PartialEq, Eq)]
    pub(super) struct Stretch {
        pub(super) from: usize,
        pub(super) to: usize,
    }

    /// What can be let go of: stretches of files that nobody can write to and of which no page differs from the file.
    /// Pages that were relocated when a library was loaded do, and are left alone.
    pub(super) fn unchanged(smaps: impl BufRead) -> io::Result<Vec<Stretch>> {
        let (mut found, mut here) = (Vec::new(), None);
        for line in smaps.lines() {
            let line = line?;
            let mut words = line.split_ascii_whitespace();
            let Some(first) = words.next() else { continue };
            match first.strip_suffix(':') {
                // How much of it there is, `Anonymous: 12 kB`: pages that are this process's own.
                Some("Anonymous" | "Private_Dirty" | "Shared_Dirty") => {
                    if words.next() != Some("0") {
                        here = None;
                    }
                }
                // The last line of each, which says what kind of memory it is.
                Some("VmFlags") => found.extend(here.take()),
                Some(_) => {}
                // `address perms offset dev inode pathname`; what stands for no file has inode 0.
                None => {
                    let (perms, inode) = (words.next(), words.nth(2));
                    let is_read_only = matches!(perms, Some("r-xp" | "r--p"));
                    let is_file = inode.is_some_and(|inode| inode != "0");
                    here =
                        first.split_once('-').filter(|_| is_read_only && is_file).and_then(|(from, to)| {
                            let address = |hex| usize::from_str_radix(hex, 16).ok();
                            Some(Stretch { from: address(from)?, to: address(to)? })
                        });
                }
            }
        }
        Ok(found)
    }

    /// Lets go of them. What is needed again comes back page by page from the system's cache of files, or from the disk.
    #[allow(unsafe_code)]
    pub(super) fn let_go() -> io::Result<()> {
        for Stretch { from, to } in unchanged(BufReader::new(std::fs::File::open("/proc/self/smaps")?))? {
            // SAFETY: no page of it differs from its file and nobody can write to it, so whoever reads it reads the same as
            // before. Where it is gone by now or locked, the call does nothing and says so.
            unsafe { libc::madvise(from as *mut libc::c_void, to - from, libc::MADV_DONTNEED) };
        }
        Ok(())
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::program::{Stretch, let_go, unchanged};

    const SMAPS: &str = "\
55d0-55e0 r-xp 00001000 fe:00 41 /usr/bin/satchel
Rss:                  64 kB
Shared_Dirty:          0 kB
Private_Dirty:         0 kB
Anonymous:             0 kB
VmFlags: rd ex mr mw me
55e0-55f0 r--p 00011000 fe:00 41 /usr/bin/satchel
Shared_Dirty:          0 kB
Private_Dirty:         8 kB
Anonymous:             8 kB
VmFlags: rd mr mw me ac
55f0-5600 rw-p 00021000 fe:00 41 /usr/bin/satchel
Private_Dirty:         0 kB
Anonymous:             0 kB
VmFlags: rd wr mr mw me ac
7f00-7f10 r-xp 00000000 00:00 0 [vdso]
Private_Dirty:         0 kB
Anonymous:             0 kB
VmFlags: rd ex mr mw me de
7f10-7f20 r--p 00000000 fe:00 42 /a library/of two words.so
Shared_Dirty:          0 kB
Private_Dirty:         0 kB
Anonymous:             0 kB
VmFlags: rd mr mw me
";

    #[test]
    fn only_what_is_as_its_file_is_let_go_of() {
        let found = unchanged(SMAPS.as_bytes()).unwrap();
        assert_eq!(found, [Stretch { from: 0x55d0, to: 0x55e0 }, Stretch { from: 0x7f10, to: 0x7f20 }]);
        // Cut off in the middle of one: that one is not known to be unchanged.
        let cut = SMAPS.split_once("Anonymous").unwrap().0;
        assert_eq!(unchanged(cut.as_bytes()).unwrap(), []);
    }

    /// How much of this test's own program is in memory, in KiB.
    fn resident() -> u64 {
        let (maps, mut here) = (std::fs::read_to_string("/proc/self/smaps").unwrap_or_default(), false);
        let lines = maps.lines().filter(|line| {
            if line.contains(" r-xp ") || line.contains(" r--p ") || line.contains(" rw-p ") {
                here = line.contains(" r-xp ") && line.contains("satchel_app");
            }
            here && line.starts_with("Rss:")
        });
        lines.filter_map(|line| line.split_ascii_whitespace().nth(1)?.parse::<u64>().ok()).sum()
    }

    #[test]
    fn the_program_goes_on_with_less_of_itself_in_memory() {
        let before = resident();
        let_go().unwrap();
        let after = resident();
        assert!(after > 0 && after < before, "{before} KiB before, {after} after");
    }
}
