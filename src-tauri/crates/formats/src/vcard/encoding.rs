//! Character sets: what a file as a whole is written in, and one property's bytes to text.
//!
//! A property that names its character set is believed unless its bytes contradict it; one that does not is UTF-8 if it
//! can be, and otherwise what the undeclared bytes of the file's beginning look like.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, WINDOWS_1252};

use super::lines::Order;
use super::property::Header;
use super::text::hex;

/// How much of a file its character set and its format are judged by.
pub(super) const HEAD: usize = 64 * 1024;

/// A vCard file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sniffed {
    /// What it is written in: `UTF-8`, `UTF-16LE`, `UTF-16BE`, or the likely 8-bit character set of what is not UTF-8
    /// (`windows-1252`). Single properties may say otherwise.
    pub encoding: &'static str,
}

/// Whether a file that begins with these bytes (64 KB are looked at) is a vCard file: a line says `BEGIN:VCARD`, in any
/// case, after a byte order mark, blanks or lines of something else.
pub fn sniff(first_bytes: &[u8]) -> Option<Sniffed> {
    let head = first_bytes.get(..HEAD).unwrap_or(first_bytes);
    let order = utf16(head);
    let (found, encoding) = match order {
        Some(order) => {
            let units = head.chunks_exact(2).map(|pair| match (order, pair) {
                (Order::Little, &[low, high]) => u16::from_le_bytes([low, high]),
                (Order::Big, &[high, low]) => u16::from_be_bytes([high, low]),
                _ => 0,
            });
            let text: String =
                char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
            let name = if order == Order::Little { "UTF-16LE" } else { "UTF-16BE" };
            (text.as_bytes().split(|b| matches!(b, b'\r' | b'\n')).any(is_begin), name)
        }
        None => {
            let found = head.split(|b| matches!(b, b'\r' | b'\n')).any(is_begin);
            (found, if found { fallback(head).map_or("UTF-8", |e| e.name()) } else { "" })
        }
    };
    found.then_some(Sniffed { encoding })
}

/// Whether a line opens a card.
pub(super) fn is_begin(line: &[u8]) -> bool {
    delimiter(line, b"BEGIN")
}

/// Whether a line closes a card.
pub(super) fn is_end(line: &[u8]) -> bool {
    delimiter(line, b"END")
}

fn delimiter(line: &[u8], word: &[u8]) -> bool {
    // Most lines are told apart by their first byte.
    let (Some(first), Some(expected)) = (line.first(), word.first()) else {
        return false;
    };
    if !first.eq_ignore_ascii_case(expected) && !first.is_ascii_whitespace() && *first != 0xef {
        return false;
    }
    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line).trim_ascii();
    let Some((head, tail)) = line.split_at_checked(word.len()) else {
        return false;
    };
    head.eq_ignore_ascii_case(word)
        && tail
            .trim_ascii_start()
            .strip_prefix(b":")
            .is_some_and(|v| v.trim_ascii().eq_ignore_ascii_case(b"VCARD"))
}

/// UTF-16 by its byte order mark, or by where the zero bytes of ASCII text stand.
pub(super) fn utf16(head: &[u8]) -> Option<Order> {
    if head.starts_with(b"\xff\xfe") {
        return Some(Order::Little);
    }
    if head.starts_with(b"\xfe\xff") {
        return Some(Order::Big);
    }
    let (mut high, mut low, mut pairs) = (0, 0, 0);
    for pair in head.chunks_exact(2).take(64) {
        if let &[first, second] = pair {
            pairs += 1;
            high += usize::from(first == 0 && second != 0);
            low += usize::from(second == 0 && first != 0);
        }
    }
    // Letters of other scripts have zero bytes on the wrong side now and then.
    if pairs < 4 {
        None
    } else if high * 2 >= pairs && low * 8 <= high {
        Some(Order::Big)
    } else if low * 2 >= pairs && high * 8 <= low {
        Some(Order::Little)
    } else {
        None
    }
}

/// What the undeclared bytes that are not UTF-8 are most likely written in; `None` if there are none.
pub(super) fn fallback(head: &[u8]) -> Option<&'static Encoding> {
    let mut detector: Option<EncodingDetector> = None;
    let mut logical: Vec<u8> = Vec::new();
    let mut soft = false;
    let mut lines = head.split(|b| matches!(b, b'\r' | b'\n')).peekable();
    while let Some(line) = lines.next() {
        if !line.is_empty() {
            if soft {
                logical.pop();
            }
            let folded = matches!(line.first(), Some(b' ' | b'\t')) && !soft;
            logical.extend_from_slice(line.get(usize::from(folded)..).unwrap_or(line));
            soft = line.ends_with(b"=");
        }
        let more = soft
            || lines.peek().is_some_and(|next| next.is_empty() || matches!(next.first(), Some(b' ' | b'\t')));
        if more && lines.peek().is_some() {
            continue;
        }
        soft = false;
        let header = Header::find(&logical);
        let quoted = header.as_ref().is_some_and(|h| h.quoted);
        if (quoted || !logical.is_ascii()) && header.as_ref().is_none_or(|h| h.charset.is_none()) {
            let plain =
                if quoted { Cow::Owned(unquote(&logical)) } else { Cow::Borrowed(logical.as_slice()) };
            // The last line may have been cut inside a character.
            let broken =
                std::str::from_utf8(&plain).is_err_and(|e| lines.peek().is_some() || e.error_len().is_some());
            if broken {
                detector
                    .get_or_insert_with(|| EncodingDetector::new(Iso2022JpDetection::Deny))
                    .feed(&plain, false);
            }
        }
        logical.clear();
    }
    detector.map(|mut detector| {
        detector.feed(b"\n", true);
        detector.guess(None, Utf8Detection::Deny)
    })
}

/// The bytes of quoted-printable text whose soft line breaks are gone; a `=` that begins no escape stays.
pub(super) fn unquote(text: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((byte, tail)) = rest.split_first() {
        rest = tail;
        if *byte == b'='
            && let [a, b, tail @ ..] = tail
            && let (Some(high), Some(low)) = (hex(*a), hex(*b))
        {
            plain.push(high << 4 | low);
            rest = tail;
        } else {
            plain.push(*byte);
        }
    }
    plain
}

/// A property's bytes as text.
pub(super) fn decode<'a>(
    bytes: &'a [u8],
    declared: Option<&'static Encoding>,
    fallback: &'static Encoding,
) -> Cow<'a, str> {
    let utf8 = std::str::from_utf8(bytes);
    match (declared, utf8) {
        (Some(declared), Ok(text)) if declared == ISO_2022_JP && text.contains('\u{1b}') => {
            declared.decode_without_bom_handling(bytes).0
        }
        (Some(declared), Ok(_)) if !declared.is_single_byte() && declared != UTF_8 && !bytes.is_ascii() => {
            declared
                .decode_without_bom_handling_and_without_replacement(bytes)
                .unwrap_or(String::from_utf8_lossy(bytes))
        }
        (_, Ok(text)) => Cow::Borrowed(text),
        (Some(declared), Err(_)) if declared != UTF_8 => {
            match declared.decode_without_bom_handling_and_without_replacement(bytes) {
                Some(text) => text,
                None => undeclared(bytes, fallback),
            }
        }
        (_, Err(_)) => undeclared(bytes, fallback),
    }
}

/// More characters of UTF-8 beyond ASCII than broken ones: text that was cut somewhere, rather than another set.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > broken
}

fn undeclared<'a>(bytes: &'a [u8], fallback: &'static Encoding) -> Cow<'a, str> {
    if is_damaged_utf8(bytes) {
        return String::from_utf8_lossy(bytes);
    }
    fallback
        .decode_without_bom_handling_and_without_replacement(bytes)
        .unwrap_or_else(|| WINDOWS_1252.decode_without_bom_handling(bytes).0)
}

/// The character set a `CHARSET` parameter names.
pub(super) fn charset(label: &[u8]) -> Option<&'static Encoding> {
    Encoding::for_label_no_replacement(label.trim_ascii().trim_ascii_start())
}
