//! What every other crate agrees on: ids, clock, money, dates, errors, the query value and its reference
//! evaluator, the catalogue's types. Nothing here reads a file, a socket or the time of day.

pub mod anniversary;
pub mod catalogue;
pub mod clock;
pub mod date;
pub mod error;
pub mod evaluate;
pub mod ids;
pub mod money;
pub mod period;
pub mod point;
pub mod query;
pub mod reason;
pub mod route;
pub mod said;
pub mod text;

pub use catalogue::{Catalogue, Field, FieldType, Kind, Part};
pub use error::{Error, ErrorKind, Result};
pub use ids::Id;
pub use point::Point;
pub use reason::Reason;
