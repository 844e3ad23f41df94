//! Cards that could not be imported, as they stood in their file, each with a line that says why. Reading passes over
//! that line, so a corrected card can be imported as it is.

use std::io::{self, Write};

use super::text::{cap, escape, one_line};
use super::{Span, is_opening};

/// The property that says why.
pub const WHY: &str = "X-SATCHEL-REJECTED";

/// Bytes kept of a card or of what stands between cards.
pub(super) const KEPT: usize = 1 << 20;

/// The lines of a card as text; what is cut short ends like a card all the same.
pub(super) fn original(text: &str, lines: &[Span]) -> String {
    let mut whole = String::new();
    let mut last = "";
    for line in lines {
        last = text.get(line.start..line.end).unwrap_or_default().trim_end();
        if whole.len() + last.len() > KEPT {
            whole.push_str(cap(last, KEPT.saturating_sub(whole.len())));
            whole.push_str("\r\n");
            break;
        }
        whole.push_str(last);
        whole.push_str("\r\n");
    }
    if !last.to_ascii_uppercase().starts_with("END:VCARD") {
        whole.push_str("END:VCARD\r\n");
    }
    whole
}

/// Writes a rejected card, or what stood between cards, with the reason.
pub fn write_rejected(out: &mut impl Write, original: &str, reason: &str) -> io::Result<()> {
    let mut why = String::new();
    escape(&one_line(reason), &mut why);
    let (first, rest) = original.split_once("\r\n").unwrap_or((original, ""));
    if is_opening(first) {
        write!(out, "{first}\r\n{WHY}:{why}\r\n{rest}")
    } else {
        write!(out, "{WHY}:{why}\r\n{original}\r\n")
    }
}
