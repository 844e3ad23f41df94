//! Planted bugs, in debug builds only: each breaks one law of the import, and the suite of the laws must go red. A release
//! has none of them. See `import/laws.rs`; the environment variable `SATCHEL_PLANT` switches one on.

/// Every planted bug.
pub const BUGS: &[&str] = &[
    "the_clock_gets_into_a_row",
    "a_list_grows_by_what_it_has",
    "a_rejected_cell_is_not_counted",
    "an_outcome_is_not_counted",
    "a_dry_run_is_forgotten",
    "a_dry_run_forgets_the_row_before",
    "a_dry_run_counts_no_conflict",
    "a_row_replaces_what_is_there",
];

/// Planted bugs of the law that no company stands above itself, for `companies/tests.rs`.
pub const GROUP_BUGS: &[&str] =
    &["a_longer_way_round_is_not_seen", "what_came_back_is_not_looked_at", "a_group_loses_a_branch"];

/// Planted bugs of the law that unmerging is the inverse of merging, for `merging/tests.rs`.
pub const MERGE_BUGS: &[&str] =
    &["a_merge_moves_nothing", "lists_are_not_joined", "an_unmerge_leaves_out_the_later"];

/// Planted bugs of the law that an export of everything comes back equal, for the journeys of `everything`.
pub const EVERYTHING_BUGS: &[&str] = &[
    "a_part_stays_behind",
    "the_trash_stays_behind",
    "a_record_comes_back_as_of_now",
    "what_waits_is_forgotten",
];

/// Planted bugs of the law that a CRM comes over with its associations, for the journeys of `whole_crm`.
pub const CRM_BUGS: &[&str] = &[
    "a_reference_nowhere_is_not_told",
    "an_origin_is_forgotten",
    "files_are_read_as_they_lie",
    "a_name_of_several_is_the_first",
    "what_is_told_apart_is_one",
];

/// Planted bugs of the laws of what is learnt from answers about duplicates, for `duplicates/laws.rs`.
pub const LEARNING_BUGS: &[&str] =
    &["the_order_of_answers_counts", "an_answer_makes_certain", "a_slip_counts_in_full"];

/// Whether `bug` is switched on.
#[cfg(debug_assertions)]
pub(crate) fn is(bug: &str) -> bool {
    static ON: std::sync::OnceLock<Option<String>> = std::sync::OnceLock::new();
    debug_assert!(
        [BUGS, GROUP_BUGS, MERGE_BUGS, EVERYTHING_BUGS, CRM_BUGS, LEARNING_BUGS].concat().contains(&bug),
        "{bug} is not listed"
    );
    ON.get_or_init(|| std::env::var("SATCHEL_PLANT").ok()).as_deref() == Some(bug)
}

/// Never, in what is shipped.
#[cfg(not(debug_assertions))]
pub(crate) const fn is(_bug: &str) -> bool {
    false
}
