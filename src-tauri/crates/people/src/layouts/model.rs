//! What a layout looks like.

use serde::{Deserialize, Serialize};

/// The fields of a kind as the seller arranged them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Layout {
    /// The groups in their order, at most 20.
    pub groups: Vec<Group>,
    /// Fields and parts that are left out.
    #[serde(default)]
    pub hidden: Vec<String>,
}

/// Fields that stand together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// The seller's words over it, at most 60 characters; none when empty.
    #[serde(default)]
    pub name: String,
    /// Ids of fields and parts in their order.
    pub fields: Vec<String>,
}
