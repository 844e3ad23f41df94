//! Planted bugs of the vault's laws, see `satchel_planted`.

use satchel_planted::Bug;

/// Every planted bug.
pub const BUGS: &[Bug] = &[
    ("undo_drops_a_field", "undo_is_the_inverse"),
    ("cursor_before_effect", "an_effect_happens_exactly_once_although_it_fails_at_first"),
    ("acknowledge_before_commit", "what_is_acknowledged_is_there"),
    ("part_row_not_logged", "undo_is_the_inverse"),
    ("undo_takes_later_edits_back", "undo_of_an_earlier_set_keeps_later_edits_and_says_so"),
    ("recovery_forgets_open_sets", "a_half_write_is_gone_before_anybody_reads"),
];

/// Whether `bug` is switched on.
pub(crate) fn is(bug: &str) -> bool {
    satchel_planted::is_on(bug, &[BUGS])
}
