//! Where in a text the signature is, and its lines as parts.

use satchel_kernel::text::fold;

use super::words::{closing, is_chatter, is_register, is_small_print};

/// Of a longer text this many lines are looked at, the last of what the sender wrote.
const LINES: usize = 400;
/// A line longer than this is prose.
const LONGEST: usize = 240;
/// Lines of a mail without a closing word that may be its signature.
const TAIL: usize = 12;

/// The lines of the signature in a text; of a mail only its end may be one.
pub(super) fn of(text: &str, is_mail: bool) -> Vec<String> {
    let lines: Vec<String> = text.lines().map(clean).collect();
    let own = lines.get(..quoted(&lines)).unwrap_or(&lines);
    let own = own.get(own.len().saturating_sub(LINES)..).unwrap_or(own);
    let says = |lines: &[String]| lines.iter().any(|line| !line.is_empty());
    let dashes = own.iter().rposition(|line| line == "--").filter(|at| own.get(at + 1..).is_some_and(says));
    let mut found: Vec<String> = Vec::new();
    let from = match dashes {
        Some(at) => at + 1,
        None => match own.iter().rposition(|line| closing(line).is_some()) {
            // Somebody may take leave below their signature too.
            Some(at) if own.get(at + 1..).is_some_and(says) || is_mail => {
                let rest = own.get(at).and_then(|line| closing(line)).unwrap_or_default();
                found.extend((!rest.is_empty()).then(|| rest.to_owned()));
                at + 1
            }
            _ if is_mail => {
                let full = own.iter().enumerate().filter(|(_, line)| !line.is_empty());
                full.rev().take(TAIL).last().map_or(0, |(at, _)| at)
            }
            _ => 0,
        },
    };
    for line in own.get(from..).unwrap_or_default() {
        let folded = fold(line);
        if is_small_print(&folded) {
            break;
        }
        let is_rule = !line.chars().any(char::is_alphanumeric);
        if is_rule
            || line.len() > LONGEST
            || is_register(&folded)
            || is_chatter(&folded)
            || closing(line).is_some_and(str::is_empty)
        {
            continue;
        }
        found.push(line.clone());
    }
    found
}

/// A line without marks of quoting and emphasis, and without what cannot be seen.
fn clean(line: &str) -> String {
    let seen: String = line
        .chars()
        .filter(|c| !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}' | '*'))
        .map(|c| if (c.is_control() || c.is_whitespace()) && c != '\t' { ' ' } else { c })
        .collect();
    seen.trim().trim_start_matches(['>', ' ']).trim_matches('_').trim().to_owned()
}

/// Where an older mail begins that is quoted below.
fn quoted(lines: &[String]) -> usize {
    let mut said = false;
    for (at, line) in lines.iter().enumerate() {
        let folded = fold(line);
        let is_head = |folded: &str| ["von:", "from:"].iter().any(|word| folded.starts_with(word));
        let sent = |line: &String| {
            ["gesendet:", "sent:", "datum:", "date:", "an:", "to:", "betreff:", "subject:"]
                .iter()
                .any(|word| fold(line).starts_with(word))
        };
        let begins = folded.contains("original message-")
            || folded.contains("ursprungliche nachricht-")
            || folded.contains("forwarded message -")
            || (folded.starts_with("am ") && folded.contains("schrieb"))
            || (folded.starts_with("on ") && folded.trim_end().ends_with("wrote:"))
            || (is_head(&folded) && lines.get(at + 1..).unwrap_or_default().iter().take(3).any(sent));
        // Whoever copies a whole mail copies its head too.
        if begins && said {
            return at;
        }
        said |= folded.chars().any(char::is_alphanumeric) && !begins && !sent(line);
    }
    lines.len()
}

/// The parts of a line that marks divide.
pub(super) fn parts(line: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut blanks = 0;
    for ch in line.chars() {
        blanks = if ch == ' ' { blanks + 1 } else { 0 };
        let divides = matches!(
            ch,
            '|' | '•'
                | '·'
                | '▪'
                | '∙'
                | '●'
                | '■'
                | '►'
                | '◦'
                | '│'
                | '‖'
                | '\t'
                | '¦'
                | '✆'
                | '✉'
                | '☎'
        ) || blanks == 3;
        match parts.last_mut() {
            Some(part) if !divides => part.push(ch),
            _ => parts.push(String::new()),
        }
    }
    let mut divided: Vec<String> =
        parts.iter().flat_map(|part| part.split(" // ")).map(|part| part.trim().to_owned()).collect();
    divided.retain(|part| part.chars().any(char::is_alphanumeric));
    divided
}
