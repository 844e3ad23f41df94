//! Sealing bytes: XChaCha20-Poly1305 with a random nonce in front. 192-bit random nonces cannot meet twice, so no
//! counter has to survive a crash.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};

use crate::Result;
use crate::error::VaultError;
use crate::secret::{Key, random};

/// Bytes of nonce in front of every sealed text.
pub(crate) const NONCE: usize = 24;

/// `nonce ‖ ciphertext ‖ tag`; `about` is authenticated and must be the same when opening.
pub(crate) fn seal(key: &Key, about: &[u8], plain: &[u8]) -> Result<Vec<u8>> {
    let mut nonce = [0; NONCE];
    random(&mut nonce)?;
    let cipher = XChaCha20Poly1305::new(key.bytes().into());
    let sealed = cipher
        .encrypt(&XNonce::from(nonce), Payload { msg: plain, aad: about })
        .map_err(|_| VaultError::Tampered("text to be sealed".into()))?;
    let mut out = Vec::with_capacity(NONCE + sealed.len());
    out.extend_from_slice(&nonce);
    out.extend_from_slice(&sealed);
    Ok(out)
}

/// The plain bytes; `None` if the key is another one or anything was changed.
pub(crate) fn open(key: &Key, about: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
    let (nonce, body) = sealed.split_first_chunk::<NONCE>()?;
    let cipher = XChaCha20Poly1305::new(key.bytes().into());
    cipher.decrypt(&XNonce::from(*nonce), Payload { msg: body, aad: about }).ok()
}

#[cfg(test)]
mod tests {
    use super::{open, seal};
    use crate::secret::Key;

    #[test]
    fn only_the_same_key_and_purpose_open_it() {
        let key = Key::random().unwrap();
        let sealed = seal(&key, b"a", b"plain").unwrap();
        assert_eq!(open(&key, b"a", &sealed).unwrap(), b"plain");
        assert!(open(&key, b"b", &sealed).is_none());
        assert!(open(&Key::random().unwrap(), b"a", &sealed).is_none());
        for at in 0..sealed.len() {
            let mut bent = sealed.clone();
            bent[at] ^= 1;
            assert!(open(&key, b"a", &bent).is_none());
            assert!(open(&key, b"a", &sealed[..at]).is_none());
        }
    }
}
