//! What can be asked of companies beyond the record commands.

use satchel_feature::{Command, commands};

use super::{chart, group, members};

/// The companies' rows of the command table.
pub fn table() -> Vec<Command> {
    commands! {
        /// A company's group: the one at the top and all that belong to it, with their people and open deals.
        "companies.group" needs Read => group::group;
        /// Who works at a company and who did, with role and time.
        "companies.members" needs Read => members::members;
        /// A company's chart: who reports to whom there, and which companies belong to it.
        "companies.chart" needs Read => chart::chart;
    }
}
