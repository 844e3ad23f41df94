//! Planted bugs of the cards' laws, in test builds only, see `satchel_planted`.

#[cfg(test)]
const BACK: &str = "vcard::tests::laws::what_is_written_reads_back_as_the_same";
#[cfg(test)]
const LOOKS: &str = "vcard::tests::laws::line_ends_marks_and_encodings_make_no_difference";

/// Every planted bug.
#[cfg(test)]
pub(super) const BUGS: &[satchel_planted::Bug] = &[
    ("a_comma_is_not_escaped", BACK),
    ("a_label_is_forgotten", BACK),
    ("a_missing_year_is_made_up", BACK),
    ("a_fold_eats_a_letter", BACK),
    ("half_a_line_end_is_a_line", LOOKS),
    ("raw_properties_are_dropped", BACK),
];

/// Whether `bug` is switched on.
#[cfg(test)]
pub(super) fn is(bug: &str) -> bool {
    satchel_planted::is_on(bug, &[BUGS])
}

/// Never, outside test builds.
#[cfg(not(test))]
pub(super) const fn is(_bug: &str) -> bool {
    false
}
