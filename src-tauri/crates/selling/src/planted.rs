//! Planted bugs of the laws of scores and territories and of imported stages, see `satchel_planted`.

use satchel_planted::Bug;

/// Of the laws of scores and territories.
pub const BUGS: &[Bug] = &[
    ("a_count_goes_the_other_way", "scores::tests::a_changed_input_moves_the_score_the_stated_way"),
    ("a_correction_is_forgotten", "scores::tests::contributions_add_up_to_the_score_and_each_says_why"),
    ("a_range_loses_its_end", "territories::tests::a_range_holds_what_lies_between_its_ends"),
];

/// Of the law that the stages of another CRM come over with its deals, for the journeys.
pub const STAGE_BUGS: &[Bug] = &[
    (
        "what_nobody_stands_in_is_made",
        "journeys::whole_crm_stages::what_nobody_comes_to_stand_in_is_not_made",
    ),
    (
        "a_stage_that_is_here_is_made_again",
        "journeys::whole_crm_stages::stages_join_the_sellers_own_where_he_has_deals",
    ),
    (
        "stages_stand_as_they_came",
        "journeys::whole_crm_stages::the_pipelines_of_hubspot_come_over_with_its_deals",
    ),
    (
        "what_came_meanwhile_is_made_again",
        "journeys::deals_alone::what_came_to_be_between_check_and_import_is_not_there_twice",
    ),
];

/// Whether `bug` is switched on.
pub(crate) fn is(bug: &str) -> bool {
    satchel_planted::is_on(bug, &[BUGS, STAGE_BUGS])
}
