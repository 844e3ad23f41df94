//! The cursor an API caller gets with a page: opaque, bound to the kind and query it was made for, and sealed with a
//! key of the vault, so that a changed one is refused and a caller cannot probe for values it may not see.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use satchel_kernel::evaluate::{Key, Rank};
use satchel_kernel::query::Query;
use satchel_kernel::{Error, Id, Result};

const VERSION: u8 = 1;
const MAC: usize = 16;
/// Longer than any sort key of a text that fits a field; a longer cursor is not one of ours.
const LONGEST: usize = 64 * 1024;

/// The cursor for the page after `rank`.
pub fn seal(key: &[u8; 32], kind: &str, query: &Query, rank: &Rank) -> String {
    let mut body = vec![VERSION];
    body.extend_from_slice(rank.id.as_bytes());
    for part in &rank.keys {
        match part {
            Key::Absent => body.push(0),
            Key::Int(number) => {
                body.push(1);
                body.extend_from_slice(&number.to_le_bytes());
            }
            Key::Real(number) => {
                body.push(2);
                body.extend_from_slice(&number.to_bits().to_le_bytes());
            }
            Key::Text(text) => {
                body.push(3);
                body.extend_from_slice(&u32::try_from(text.len()).unwrap_or(u32::MAX).to_le_bytes());
                body.extend_from_slice(text.as_bytes());
            }
        }
    }
    let mac = mac(key, kind, query, &body);
    body.extend_from_slice(&mac);
    URL_SAFE_NO_PAD.encode(body)
}

/// The rank in a cursor made for this kind and query with this key; anything else is refused.
pub fn open(key: &[u8; 32], kind: &str, query: &Query, cursor: &str) -> Result<Rank> {
    let refused = || {
        Error::refused(
            "bad_cursor",
            "This cursor does not belong to this list. Ask for its first page again.",
        )
        .at("cursor")
    };
    if cursor.len() > LONGEST {
        return Err(refused());
    }
    let sealed = URL_SAFE_NO_PAD.decode(cursor).map_err(|_| refused())?;
    let body = sealed.len().checked_sub(MAC).and_then(|at| sealed.split_at_checked(at));
    let (body, found) = body.ok_or_else(refused)?;
    let expected = mac(key, kind, query, body);
    // Compared in constant time, as MACs are.
    if expected.iter().zip(found).fold(0, |differs, (a, b)| differs | (a ^ b)) != 0 {
        return Err(refused());
    }
    read(body).ok_or_else(refused)
}

fn mac(key: &[u8; 32], kind: &str, query: &Query, body: &[u8]) -> [u8; MAC] {
    let mut hasher = blake3::Hasher::new_keyed(key);
    hasher.update(&(kind.len() as u64).to_le_bytes()).update(kind.as_bytes());
    let query = serde_json::to_vec(query).unwrap_or_default();
    hasher.update(&(query.len() as u64).to_le_bytes()).update(&query).update(body);
    let mut mac = [0; MAC];
    hasher.finalize_xof().fill(&mut mac);
    mac
}

fn read(body: &[u8]) -> Option<Rank> {
    let (version, body) = body.split_first()?;
    let (id, mut rest) = body.split_at_checked(16)?;
    if *version != VERSION {
        return None;
    }
    let mut keys = Vec::new();
    while let Some((tag, after)) = rest.split_first() {
        let number = || after.first_chunk::<8>().map(|bytes| u64::from_le_bytes(*bytes));
        let (key, taken) = match tag {
            0 => (Key::Absent, 0),
            1 => (Key::Int(number()?.cast_signed()), 8),
            2 => (Key::Real(f64::from_bits(number()?)), 8),
            3 => {
                let length = usize::try_from(u32::from_le_bytes(*after.first_chunk::<4>()?)).ok()?;
                let text = after.get(4..4_usize.checked_add(length)?)?;
                (Key::Text(std::str::from_utf8(text).ok()?.to_owned()), 4 + length)
            }
            _ => return None,
        };
        keys.push(key);
        rest = after.get(taken..)?;
    }
    Some(Rank { keys, id: Id::from_slice(id)? })
}
