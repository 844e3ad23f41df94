//! What was said to whom, on every channel.

pub mod communications;

use satchel_feature::Registry;

/// Adds the kinds of this group with their rules.
#[must_use]
pub fn join(registry: Registry) -> Registry {
    registry.with(
        communications::model::communication(),
        false,
        &[],
        communications::rules::CommunicationRules,
    )
}
