//! Record ids: UUIDv7, so that ids made on one device sort by the time they were made.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The id of a record, part, change set, job or file: a UUIDv7, written hyphenated in JSON, stored as a 16-byte
/// BLOB, logged as 32 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Id(Uuid);

impl Id {
    /// A new id for the instant `at_ms` (milliseconds since 1970 UTC), unique by `random`.
    pub fn from_parts(at_ms: u64, random: [u8; 10]) -> Self {
        Self(uuid::Builder::from_unix_timestamp_millis(at_ms, &random).into_uuid())
    }

    /// A new id for now.
    #[allow(clippy::new_without_default)] // not a default: two calls differ
    pub fn new() -> Self {
        Self(Uuid::now_v7())
    }

    /// The id whose 16 bytes are `bytes`.
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(Uuid::from_bytes(bytes))
    }

    /// The id in a BLOB column; `None` if it is not 16 bytes long.
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        Uuid::from_slice(bytes).ok().map(Self)
    }

    /// The 16 bytes as stored.
    pub const fn as_bytes(&self) -> &[u8; 16] {
        self.0.as_bytes()
    }

    /// 32 lower-case hexadecimal digits without hyphens, the form of the change log.
    pub fn to_hex(self) -> String {
        self.0.simple().to_string()
    }
}

impl std::fmt::Display for Id {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::fmt::Debug for Id {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for Id {
    type Err = crate::Error;

    /// Reads an id with or without hyphens.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Uuid::parse_str(text)
            .map(Self)
            .map_err(|_| crate::Error::refused("bad_id", format!("“{text}” is not a record id.")))
    }
}

#[cfg(test)]
mod tests {
    use super::Id;

    #[test]
    fn an_id_survives_every_written_form() {
        let id = Id::new();
        assert_eq!(id.to_string().parse::<Id>().unwrap(), id);
        assert_eq!(id.to_hex().parse::<Id>().unwrap(), id);
        assert_eq!(Id::from_slice(id.as_bytes()), Some(id));
        assert!("no id".parse::<Id>().is_err());
    }

    #[test]
    fn ids_sort_by_time() {
        assert!(Id::from_parts(1, [255; 10]) < Id::from_parts(2, [0; 10]));
    }
}
