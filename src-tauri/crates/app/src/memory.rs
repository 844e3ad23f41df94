//! Memory that was needed for a while, such as an import's or that of opening the vault, goes back to the system when nothing
//! was changed for some seconds. Both allocators would keep it for what may come: records are made by one, pages of the
//! database by the system's.

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
}
