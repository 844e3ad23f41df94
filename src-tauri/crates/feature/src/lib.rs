//! What a feature is made of: `Cx` (what a command may use), `commands!` (the table's rows), the generic record
//! commands that follow from the catalogue, files as handles, and the people of the tests.

mod batch;
pub mod bulk;
pub mod command;
pub mod cx;
pub mod erase;
pub mod files;
pub mod memory;
pub mod progress;
pub mod records;
#[cfg(feature = "world")]
pub mod world;

pub use command::{Command, Needs};
pub use cx::{Cx, Event, Shared};
pub use progress::Progress;
pub use records::{KindRules, Record, Registry, RuleCx};

/// What the `commands!` macro needs of other crates.
#[doc(hidden)]
pub mod macro_support {
    pub use schemars;
    pub use serde_json;
}
