//! Planted bugs, in debug builds only: each breaks one law of scores and territories, and the suite of the laws must go
//! red. A release has none of them. The environment variable `SATCHEL_PLANT` switches one on.

/// Every planted bug.
pub const BUGS: &[&str] =
    &["a_count_goes_the_other_way", "a_correction_is_forgotten", "a_range_loses_its_end"];

/// Whether `bug` is switched on.
#[cfg(debug_assertions)]
pub(crate) fn is(bug: &str) -> bool {
    static ON: std::sync::OnceLock<Option<String>> = std::sync::OnceLock::new();
    debug_assert!(BUGS.contains(&bug), "{bug} is not listed");
    ON.get_or_init(|| std::env::var("SATCHEL_PLANT").ok()).as_deref() == Some(bug)
}

/// Never, in what is shipped.
#[cfg(not(debug_assertions))]
pub(crate) const fn is(_bug: &str) -> bool {
    false
}
