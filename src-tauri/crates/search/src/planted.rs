//! Planted bugs, in test builds with the feature `planted` only: each breaks the law of the lists, and its suite must
//! go red. `cargo nextest run -p satchel-search --features planted --test lists` runs the law without any of them and
//! then once with each, through the environment variable `SATCHEL_PLANT`.

/// Every planted bug.
pub const BUGS: &[&str] = &[
    "absent_first_when_descending",
    "trash_counted",
    "prefix_decides_order",
    "stale_record_answers",
    "or_as_and",
];

/// Whether `bug` is switched on.
#[cfg(feature = "planted")]
pub(crate) fn is(bug: &str) -> bool {
    static ON: std::sync::OnceLock<Option<String>> = std::sync::OnceLock::new();
    debug_assert!(BUGS.contains(&bug), "{bug} is not listed");
    ON.get_or_init(|| std::env::var("SATCHEL_PLANT").ok()).as_deref() == Some(bug)
}

/// Never, outside test builds.
#[cfg(not(feature = "planted"))]
pub(crate) const fn is(_bug: &str) -> bool {
    false
}
