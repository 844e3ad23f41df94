//! Planted bugs of the laws of people, see `satchel_planted`.

use satchel_planted::Bug;

/// Of the laws of the import, for `import/tests.rs`.
pub const BUGS: &[Bug] = &[
    ("the_clock_gets_into_a_row", "import::tests::law_the_same_file_twice_changes_nothing"),
    ("a_list_grows_by_what_it_has", "import::tests::law_the_same_file_twice_changes_nothing"),
    ("a_rejected_cell_is_not_counted", "import::tests::law_the_sums_of_a_receipt_agree"),
    ("an_outcome_is_not_counted", "import::tests::law_the_sums_of_a_receipt_agree"),
    ("a_dry_run_is_forgotten", "import::tests::law_a_dry_run_writes_nothing_and_foresees_the_real_one"),
    ("a_dry_run_forgets_the_row_before", "import::tests::law_a_dry_run_gives_the_receipt_of_the_import"),
    ("a_dry_run_counts_no_conflict", "import::tests::law_a_dry_run_gives_the_receipt_of_the_import"),
    ("a_row_replaces_what_is_there", "import::tests::law_a_table_of_an_own_kind_is_told_once_and_foreseen"),
];

/// Of the law that no company stands above itself, for `companies/tests.rs`.
pub const GROUP_BUGS: &[Bug] = &[
    ("a_longer_way_round_is_not_seen", "companies::tests::law_no_company_ever_stands_above_itself"),
    ("what_came_back_is_not_looked_at", "companies::tests::law_no_company_ever_stands_above_itself"),
    ("a_group_loses_a_branch", "companies::tests::law_no_company_ever_stands_above_itself"),
];

/// Of the law that unmerging is the inverse of merging, for `merging/tests.rs`.
pub const MERGE_BUGS: &[Bug] = &[
    ("a_merge_moves_nothing", "merging::tests::law_unmerging_is_the_inverse_of_merging"),
    ("lists_are_not_joined", "merging::tests::law_unmerging_is_the_inverse_of_merging"),
    (
        "an_unmerge_leaves_out_the_later",
        "merging::tests::law_what_was_joined_later_is_as_if_the_one_had_never_been_there",
    ),
];

const EVERYTHING: &str = "journeys::everything::law_what_goes_out_comes_back_equal";

/// Of the law that an export of everything comes back equal, for the journeys.
pub const EVERYTHING_BUGS: &[Bug] = &[
    ("a_part_stays_behind", EVERYTHING),
    ("the_trash_stays_behind", EVERYTHING),
    ("a_record_comes_back_as_of_now", EVERYTHING),
    ("what_waits_is_forgotten", EVERYTHING),
];

/// Of the law that a CRM comes over with its associations, for the journeys.
pub const CRM_BUGS: &[Bug] = &[
    (
        "a_reference_nowhere_is_not_told",
        "journeys::whole_crm::a_salesforce_export_comes_over_with_what_belongs_together",
    ),
    ("an_origin_is_forgotten", "journeys::whole_crm::a_later_export_finds_what_an_earlier_one_brought"),
    (
        "files_are_read_as_they_lie",
        "journeys::whole_crm::hubspot_exports_come_over_with_what_belongs_together",
    ),
    ("a_name_of_several_is_the_first", "journeys::whole_crm::a_name_that_several_have_is_no_association"),
    (
        "what_is_told_apart_is_one",
        "journeys::whole_crm::a_salesforce_export_comes_over_with_what_belongs_together",
    ),
];

/// Of the laws of what is learnt from answers about duplicates, for `duplicates/laws.rs`.
pub const LEARNING_BUGS: &[Bug] = &[
    ("the_order_of_answers_counts", "duplicates::laws::law_the_order_of_answers_says_nothing"),
    (
        "an_answer_makes_certain",
        "duplicates::laws::law_nothing_becomes_certain_nothing_offered_is_lost_and_all_of_it_is_bounded",
    ),
    (
        "a_slip_counts_in_full",
        "duplicates::laws::law_a_slip_about_what_is_nearly_certain_moves_next_to_nothing",
    ),
];

/// Whether `bug` is switched on.
pub(crate) fn is(bug: &str) -> bool {
    let lists = [BUGS, GROUP_BUGS, MERGE_BUGS, EVERYTHING_BUGS, CRM_BUGS, LEARNING_BUGS];
    satchel_planted::is_on(bug, &lists)
}
