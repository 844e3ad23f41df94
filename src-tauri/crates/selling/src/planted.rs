//! Planted bugs, in debug builds only: each breaks one law of scores and territories or of imported stages, and the suite of the laws must go
//! red. A release has none of them. The environment variable `SATCHEL_PLANT` switches one on.

/// Every planted bug.
pub const BUGS: &[&str] =
    &["a_count_goes_the_other_way", "a_correction_is_forgotten", "a_range_loses_its_end"];

/// Planted bugs of the law that the stages of another CRM come over with its deals, for the journeys of `whole_crm`.
pub const STAGE_BUGS: &[&str] = &[
    "what_nobody_stands_in_is_made",
    "a_stage_that_is_here_is_made_again",
    "stages_stand_as_they_came",
    "what_came_meanwhile_is_made_again",
];

/// Whether `bug` is switched on.
#[cfg(debug_assertions)]
pub(crate) fn is(bug: &str) -> bool {
    static ON: std::sync::OnceLock<Option<String>> = std::sync::OnceLock::new();
    debug_assert!([BUGS, STAGE_BUGS].concat().contains(&bug), "{bug} is not listed");
    ON.get_or_init(|| std::env::var("SATCHEL_PLANT").ok()).as_deref() == Some(bug)
}

/// Never, in what is shipped.
#[cfg(not(debug_assertions))]
pub(crate) const fn is(_bug: &str) -> bool {
    false
}
