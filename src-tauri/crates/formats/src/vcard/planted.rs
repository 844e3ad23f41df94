//! Planted bugs, in test builds only: each breaks a law, and the laws' suite must go red with it.

/// Every planted bug.
#[cfg(test)]
pub(super) const BUGS: &[&str] = &[
    "a_comma_is_not_escaped",
    "a_label_is_forgotten",
    "a_missing_year_is_made_up",
    "a_fold_eats_a_letter",
    "half_a_line_end_is_a_line",
    "raw_properties_are_dropped",
];

#[cfg(test)]
thread_local! {
    static ON: std::cell::Cell<Option<&'static str>> = const { std::cell::Cell::new(None) };
}

/// Does something on this thread with a bug switched on.
#[cfg(test)]
pub(super) fn with<T>(bug: &'static str, act: impl FnOnce() -> T) -> T {
    ON.set(Some(bug));
    let done = act();
    ON.set(None);
    done
}

/// Whether `bug` is switched on.
#[cfg(test)]
pub(super) fn is(bug: &str) -> bool {
    ON.get() == Some(bug)
}

/// Never, outside test builds.
#[cfg(not(test))]
pub(super) const fn is(_bug: &str) -> bool {
    false
}
