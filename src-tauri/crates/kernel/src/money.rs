//! Money: integer minor units with an ISO 4217 code.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An amount in the smallest unit of its currency (cents, yen, fils).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Money {
    /// Minor units, within ±(2^53-1).
    pub minor: i64,
    /// ISO 4217 code in capitals, such as `EUR`.
    pub currency: String,
}

impl Money {
    /// How many decimal digits the minor unit of `currency` has, by ISO 4217; 2 for a code not listed there.
    pub fn digits(currency: &str) -> u32 {
        match currency {
            "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX" | "UYI"
            | "VND" | "VUV" | "XAF" | "XOF" | "XPF" => 0,
            "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
            "CLF" | "UYW" => 4,
            _ => 2,
        }
    }
}
