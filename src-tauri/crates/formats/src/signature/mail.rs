//! A mail as a file: who sent it and what it says. Of a mail in HTML alone its text; nothing is loaded, no picture, no
//! attachment looked into.

use mail_parser::decoders::html::html_to_text;
use mail_parser::{MessageParser, PartType};

use super::Sender;

/// The largest mail that is read, in bytes.
pub const LARGEST: u64 = 64 << 20;

/// What is read of a mail.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mail {
    /// Who sent it.
    pub sender: Sender,
    /// What it says.
    pub text: String,
}

/// Whether bytes begin like a mail: with lines of its head, one of which says from whom.
pub fn sniff(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(32 << 10)).unwrap_or_default();
    let head = String::from_utf8_lossy(head);
    let head = head.trim_start_matches(['\u{feff}', '\r', '\n']);
    let (mut from, mut more) = (false, false);
    for (at, line) in head.lines().enumerate().take(300) {
        if line.is_empty() {
            break;
        }
        if line.starts_with([' ', '\t']) || (at == 0 && line.starts_with("From ")) {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else { return false };
        if name.is_empty() || !name.bytes().all(|b| b.is_ascii_graphic()) {
            return false;
        }
        match name.to_ascii_lowercase().as_str() {
            "from" => from = true,
            "date" | "subject" | "mime-version" | "message-id" | "to" | "received" | "return-path" => {
                more = true
            }
            _ => {}
        }
    }
    from && more
}

/// Reads a mail; `None` if it is none.
pub fn mail(bytes: &[u8]) -> Option<Mail> {
    let message = MessageParser::new().parse(bytes)?;
    let mut sender = Sender::default();
    if let Some(mailbox) = message.from().and_then(|from| from.first()) {
        sender.email = mailbox.address().unwrap_or_default().trim().to_owned();
        sender.name = mailbox.name().unwrap_or_default().trim().to_owned();
    }
    let is_plain = message.text_part(0).is_some_and(|part| matches!(part.body, PartType::Text(_)));
    let plain = if is_plain { message.body_text(0).map(|text| text.into_owned()) } else { None };
    let text = match plain.filter(|text| !text.trim().is_empty()) {
        Some(text) => text,
        None => message.body_html(0).map(|html| html_to_text(&with_breaks(&html))).unwrap_or_default(),
    };
    Some(Mail { sender, text })
}

/// HTML in which whatever ends a line ends it with `<br>` too.
fn with_breaks(html: &str) -> String {
    const ENDS: &[&str] = &[
        "/div",
        "/tr",
        "/td",
        "/th",
        "/li",
        "/h1",
        "/h2",
        "/h3",
        "/h4",
        "/table",
        "/blockquote",
        "hr",
        "blockquote",
    ];
    let mut all = String::with_capacity(html.len() + html.len() / 16);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        all.push_str(before);
        let inside = tag.get(1..).unwrap_or_default();
        let name: String =
            inside.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '/').take(12).collect();
        if ENDS.contains(&name.trim_end_matches('/').to_ascii_lowercase().as_str()) {
            all.push_str("<br>");
        }
        all.push('<');
        rest = inside;
    }
    all.push_str(rest);
    all
}
