//! What every command's input must keep to, whichever door it came through.

use satchel_kernel::{Error, Result};
use serde_json::Value;

/// The largest integer that every reader of JSON keeps exactly.
pub const MAX_INTEGER: i64 = (1 << 53) - 1;

/// Refuses integers beyond ±(2^53-1): a reader in JavaScript would change them.
pub(crate) fn check(input: &Value) -> Result<()> {
    if integers_fit(input) {
        return Ok(());
    }
    Err(Error::refused(
        "bad_input",
        "An integer is beyond ±(2^53-1). Send it as text if it is an identifier.",
    ))
}

fn integers_fit(value: &Value) -> bool {
    match value {
        // A number with a fraction or an exponent is a float to every reader.
        Value::Number(number) => match (number.as_i64(), number.as_u64()) {
            (Some(n), _) => n.unsigned_abs() <= MAX_INTEGER.unsigned_abs(),
            (None, Some(_)) => false,
            (None, None) => true,
        },
        Value::Array(items) => items.iter().all(integers_fit),
        Value::Object(fields) => fields.values().all(integers_fit),
        Value::Null | Value::Bool(_) | Value::String(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::check;

    // covers(API-16)
    #[test]
    fn integers_have_limits() {
        let read = |text: &str| check(&serde_json::from_str(text).unwrap());
        assert!(read("{\"a\":[9007199254740991,-9007199254740991,0.5,1e10,5e16,null]}").is_ok());
        for beyond in ["9007199254740992", "-9007199254740992", "18446744073709551615"] {
            assert_eq!(read(&format!("{{\"a\":[{beyond}]}}")).unwrap_err().code, "bad_input", "{beyond}");
        }
    }
}
