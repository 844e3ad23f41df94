//! What comes and goes, and which of it holds as a notification. Pure.

use std::collections::BTreeSet;

use satchel_kernel::Id;
use serde_json::json;

use super::model::{Difference, Unseen};
use crate::notifications::model::{Happening, Occasion};

/// So many of one look are told one by one; more are told as one.
pub const FEW: i64 = 3;

/// Who came and who went among these.
pub fn difference(before: &BTreeSet<Id>, now: &BTreeSet<Id>) -> Difference {
    Difference {
        entered: now.difference(before).copied().collect(),
        left: before.difference(now).copied().collect(),
        gone: Vec::new(),
    }
}

/// What holds of what was not seen yet: each of a few, the many of one look as one.
pub fn happenings(unseen: &[Unseen]) -> Vec<Happening> {
    let mut told: Vec<Happening> = Vec::new();
    let mut looks = BTreeSet::new();
    for one in unseen {
        let occasion = if one.entered { Occasion::ViewEntered } else { Occasion::ViewLeft };
        let few = one.together <= FEW;
        if !few && !looks.insert((one.view, one.entered, one.at_ms)) {
            continue;
        }
        let event = if few { one.id.to_string() } else { one.at_ms.to_string() };
        told.push(Happening {
            occasion,
            key: format!("{}:{}:{event}", occasion.name(), one.view),
            kind: "view",
            id: one.view,
            about: few.then_some(one.record),
            at_ms: one.at_ms,
            details: if few { json!({}) } else { json!({ "count": one.together }) },
        });
    }
    told
}
