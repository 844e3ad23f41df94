//! Planted bugs, in debug builds only: each breaks one law, and the law's suite must go red. A release has none of them.
//!
//! The test `every_planted_bug_is_caught` starts the suite again with each, by the environment variable `SATCHEL_PLANT`.
//! One by hand: `SATCHEL_PLANT=undo_drops_a_field cargo nextest run -p satchel-vault --test laws`.

/// Every planted bug.
pub const BUGS: &[&str] = &[
    "undo_drops_a_field",
    "cursor_before_effect",
    "acknowledge_before_commit",
    "part_row_not_logged",
    "undo_takes_later_edits_back",
    "recovery_forgets_open_sets",
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
