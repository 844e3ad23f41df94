//! The recovery code: 128 random bits and a 12-bit checksum, written in Crockford's base 32 as seven groups of four,
//! such as `7K3M-Q0ZR-...`. Case, blanks and hyphens do not matter, and letters that look like digits are read as
//! those digits.

use zeroize::Zeroizing;

use crate::Result;
use crate::error::VaultError;
use crate::secret::{Key, Secret, random};

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const SYMBOLS: u32 = 28;

/// A new code.
pub(crate) fn generate() -> Result<Secret> {
    let mut bytes = Zeroizing::new([0; 16]);
    random(bytes.as_mut())?;
    Ok(write(u128::from_be_bytes(*bytes)))
}

/// The key a code stands for; its entropy needs no slow hash.
pub(crate) fn key(code: &str) -> Result<Key> {
    let bits = Zeroizing::new(read(code)?.to_be_bytes());
    Ok(Key::new(blake3::derive_key("satchel 1 recovery code", bits.as_ref())))
}

fn checksum(bits: u128) -> u128 {
    let hash = blake3::derive_key("satchel 1 recovery checksum", &bits.to_be_bytes());
    u128::from(u16::from_be_bytes([hash[0], hash[1]]) >> 4)
}

fn write(bits: u128) -> Secret {
    // 140 bits in two pieces: the upper 128 are the code, the lower 12 the checksum.
    let check = checksum(bits);
    let mut text = String::with_capacity(34);
    for place in 0..SYMBOLS {
        if place > 0 && place % 4 == 0 {
            text.push('-');
        }
        let shift = 5 * (SYMBOLS - 1 - place);
        let value =
            if shift >= 12 { (bits >> (shift - 12)) & 31 } else { (((bits << 12) | check) >> shift) & 31 };
        text.push(ALPHABET.get(value as usize).copied().map_or('?', char::from));
    }
    text.into()
}

fn read(code: &str) -> Result<u128> {
    let (mut bits, mut check, mut symbols) = (0_u128, 0_u128, 0);
    for ch in code.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–' | '—' | '.' | '_')) {
        let ch = match ch.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        };
        let value = ALPHABET.iter().position(|a| char::from(*a) == ch).ok_or(VaultError::Mistyped)? as u128;
        symbols += 1;
        match symbols {
            ..=25 => bits = (bits << 5) | value,
            // The 26th symbol holds the last three bits of the code and the first two of the checksum.
            26 => {
                bits = (bits << 3) | (value >> 2);
                check = value & 3;
            }
            27 | 28 => check = (check << 5) | value,
            _ => return Err(VaultError::Mistyped),
        }
    }
    if symbols == SYMBOLS && check == checksum(bits) { Ok(bits) } else { Err(VaultError::Mistyped) }
}

#[cfg(test)]
mod tests {
    use super::{generate, key, read, write};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_code_is_read_as_written(bits: u128) {
            let code = write(bits);
            prop_assert_eq!(read(code.expose()).unwrap(), bits);
            let sloppy = code.expose().to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
            prop_assert_eq!(read(&sloppy).unwrap(), bits);
        }

        #[test]
        fn one_wrong_symbol_is_noticed_nearly_always(bits: u128, place in 0..34_usize) {
            let code = write(bits).expose().to_owned();
            let mut bent: Vec<char> = code.chars().collect();
            if bent[place] != '-' {
                bent[place] = if bent[place] == '7' { '8' } else { '7' };
                let bent: String = bent.into_iter().collect();
                // 1 in 4096 slips through the checksum; then it must at least be another code.
                if let Ok(other) = read(&bent) {
                    prop_assert_ne!(other, bits);
                }
            }
        }
    }

    #[test]
    fn codes_are_groups_a_person_can_copy() {
        let code = generate().unwrap();
        let groups: Vec<&str> = code.expose().split('-').collect();
        assert_eq!(groups.len(), 7);
        assert!(groups.iter().all(|g| g.len() == 4));
        assert!(key(code.expose()).is_ok());
        assert!(key("").is_err());
        assert!(key("not a code at all, sorry").is_err());
    }
}
