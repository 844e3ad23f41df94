//! Who asks, and what they may do. One function decides; today the owner may everything.

use std::collections::HashSet;

use satchel_feature::Needs;
use satchel_kernel::{Error, Result};

/// Who asks.
#[derive(Clone, Debug)]
pub struct Actor {
    /// The name in the change log: `owner`, `cli`, a token's name.
    pub name: String,
    /// What they may do; `None` for everything.
    pub may: Option<HashSet<Needs>>,
}

impl Actor {
    /// The seller at their own laptop.
    pub fn owner() -> Self {
        Self { name: "owner".into(), may: None }
    }

    /// A caller that may do only what is listed.
    pub fn limited(name: impl Into<String>, may: impl IntoIterator<Item = Needs>) -> Self {
        Self { name: name.into(), may: Some(may.into_iter().collect()) }
    }

    /// Refuses what this actor may not do.
    pub fn allowed(&self, needs: Needs) -> Result<()> {
        match &self.may {
            Some(may) if !may.contains(&needs) => Err(Error::refused(
                "not_allowed",
                "This access may not do that. Ask the owner for a wider one.",
            )),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_may_not_write() {
        let reader = Actor::limited("reader", [Needs::Read]);
        assert!(reader.allowed(Needs::Read).is_ok());
        assert_eq!(reader.allowed(Needs::Write).unwrap_err().code, "not_allowed");
        assert!(Actor::owner().allowed(Needs::Admin).is_ok());
    }
}
