//! Planted bugs of the lists' law, see `satchel_planted`.

use satchel_planted::Bug;

const LAW: &str = "both_executors_answer_what_the_reference_says";

/// Every planted bug.
pub const BUGS: &[Bug] = &[
    ("absent_first_when_descending", LAW),
    ("trash_counted", LAW),
    ("prefix_decides_order", LAW),
    ("stale_record_answers", LAW),
    ("or_as_and", LAW),
    ("band_is_near", LAW),
    ("sample_is_believed", LAW),
    ("ties_skip_a_key", LAW),
    ("kept_count_is_believed", LAW),
    ("whoever_left_stands_for_it", LAW),
    ("same_word_twice", LAW),
    ("words_of_one_segment", LAW),
];

/// Whether `bug` is switched on.
pub(crate) fn is(bug: &str) -> bool {
    satchel_planted::is_on(bug, &[BUGS])
}
