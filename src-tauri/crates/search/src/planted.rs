//! Planted bugs, in debug builds only: each breaks the law of the lists, and its suite must go red. A release has none of
//! them. The test `every_planted_bug_is_caught` runs the law once with each, by the environment variable `SATCHEL_PLANT`.

/// Every planted bug.
pub const BUGS: &[&str] = &[
    "absent_first_when_descending",
    "trash_counted",
    "prefix_decides_order",
    "stale_record_answers",
    "or_as_and",
    "band_is_near",
    "sample_is_believed",
    "ties_skip_a_key",
    "kept_count_is_believed",
    "whoever_left_stands_for_it",
    "same_word_twice",
    "words_of_one_segment",
];

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
