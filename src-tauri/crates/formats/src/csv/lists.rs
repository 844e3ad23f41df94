//! Several values in one cell.

use super::values;

/// One address out of a cell, and the name written with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mailbox<'c> {
    pub name: &'c str,
    pub address: &'c str,
}

/// What an e-mail cell holds: addresses, and whether something in it is none.
pub(crate) fn mailboxes(cell: &str) -> (Vec<Mailbox<'_>>, bool) {
    let mut found = Vec::with_capacity(1);
    if values::is_email(cell) {
        found.push(Mailbox { name: "", address: cell });
        return (found, false);
    }
    let mut rest = false;
    for part in split_outside(cell, |c| matches!(c, ',' | ';' | '\n')) {
        let part = part.trim();
        if part.is_empty() {
            continue;
        }
        let (name, address) = match part.split_once('<').map(|(n, a)| (n, a.split_once('>'))) {
            Some((name, Some((address, "")))) => (name.trim().trim_matches('"').trim(), address.trim()),
            _ => ("", part),
        };
        let address = match address.get(..7) {
            Some(scheme) if scheme.eq_ignore_ascii_case("mailto:") => address.get(7..).unwrap_or_default(),
            _ => address,
        };
        if values::passes_as_email(address) {
            found.push(Mailbox { name, address });
        } else if address.contains(' ') && address.split(' ').all(|a| a.is_empty() || values::is_email(a)) {
            found.extend(
                address.split(' ').filter(|a| !a.is_empty()).map(|address| Mailbox { name: "", address }),
            );
        } else {
            rest = true;
        }
    }
    (found, rest)
}

/// Parts between separators that stand outside quotes and angle brackets.
fn split_outside(cell: &str, is_separator: impl Fn(char) -> bool) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut quoted, mut angled) = (false, false);
    let mut start = 0;
    for (at, c) in cell.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '<' if !quoted => angled = true,
            '>' if !quoted => angled = false,
            _ if !quoted && !angled && is_separator(c) => {
                parts.push(cell.get(start..at).unwrap_or_default());
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(cell.get(start..).unwrap_or_default());
    parts
}

/// Phone numbers in one cell. Semicolons and line ends always separate; commas only between whole numbers, because a
/// comma is also a pause.
pub(crate) fn phones(cell: &str) -> Vec<&str> {
    if !cell.contains([';', '\n', ',']) {
        return vec![cell];
    }
    let digits = |s: &str| s.bytes().filter(u8::is_ascii_digit).count();
    let all = |separators: &[char], least: usize| {
        let parts: Vec<&str> = cell.split(separators).map(str::trim).filter(|p| !p.is_empty()).collect();
        (parts.len() > 1 && parts.iter().all(|p| digits(p) >= least)).then_some(parts)
    };
    all(&[';', '\n'], 5).or_else(|| all(&[';', '\n', ','], 6)).unwrap_or_else(|| vec![cell])
}

/// Tags and the like in one cell: separated by semicolons or line ends if there are any, otherwise by commas. One that
/// stands in quotes may have these in it: `"VIP","Fair, spring"`.
pub(crate) fn tags(cell: &str) -> impl Iterator<Item = &str> {
    let separators: &[char] = if cell.contains([';', '\n']) { &[';', '\n'] } else { &[','] };
    let quoted = cell.starts_with('"') && cell.ends_with('"') && cell.split('"').count() % 2 == 1;
    let parts = if quoted {
        split_outside(cell, |c| separators.contains(&c))
    } else {
        cell.split(separators).collect()
    };
    parts.into_iter().map(|tag| unquoted(tag.trim())).filter(|tag| !tag.is_empty())
}

/// The text between quotes that enclose all of it.
fn unquoted(text: &str) -> &str {
    let inside = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    inside.filter(|inside| !inside.contains('"')).map_or(text, str::trim)
}

/// The names in a cell of Notion's, which writes the address of its page behind each: `Acme (https://www.notion.so/1a2b)`,
/// several with commas between them. `None` of any other cell.
pub(crate) fn pages(cell: &str) -> Option<Vec<&str>> {
    let (mut names, mut rest) = (Vec::new(), cell);
    while !rest.is_empty() {
        let (name, address) = rest.split_once(" (https://www.notion.so/")?;
        let (_, behind) = address.split_once(')')?;
        names.push(Some(name.trim()).filter(|name| !name.is_empty())?);
        rest = if behind.is_empty() { behind } else { behind.strip_prefix(", ")? };
    }
    (!names.is_empty()).then_some(names)
}

/// Google's several values in one cell.
pub(crate) fn triple_colons(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(" ::: ").map(str::trim).filter(|p| !p.is_empty())
}

/// Google's star before the main value or a system group, and the text after it.
pub(crate) fn starred(text: &str) -> (bool, &str) {
    match text.strip_prefix('*') {
        Some(rest) if rest.is_empty() || rest.starts_with(' ') => (true, rest.trim()),
        _ => (false, text),
    }
}

/// Joins texts so that [`unjoined`] gives them back exactly.
pub(crate) fn joined(items: &[String]) -> String {
    let mut out = String::new();
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push_str("; ");
        }
        if item.is_empty() {
            out.push_str("\\e");
        }
        for c in item.chars() {
            if matches!(c, ';' | '\\') {
                out.push('\\');
            }
            out.push(c);
        }
    }
    out
}

/// The texts [`joined`] was given.
pub(crate) fn unjoined(text: &str) -> Vec<String> {
    if text.is_empty() {
        return Vec::new();
    }
    let mut items = vec![String::new()];
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if chars.peek() == Some(&'e') => {
                chars.next();
            }
            '\\' => {
                if let (Some(item), Some(next)) = (items.last_mut(), chars.next()) {
                    item.push(next);
                }
            }
            ';' => {
                chars.next_if_eq(&' ');
                items.push(String::new());
            }
            _ => {
                if let Some(item) = items.last_mut() {
                    item.push(c);
                }
            }
        }
    }
    items
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn addresses(cell: &str) -> Vec<String> {
        let (found, rest) = mailboxes(cell);
        let mut all: Vec<String> = found.iter().map(|m| format!("{}|{}", m.name, m.address)).collect();
        if rest {
            all.push("rest".to_owned());
        }
        all
    }

    // covers(IMP-1, QA-6)
    #[test]
    fn address_lists_are_taken_apart() {
        assert_eq!(addresses("jane@x.de"), ["|jane@x.de"]);
        assert_eq!(addresses("Jane <j@x.de>; b@x.de"), ["Jane|j@x.de", "|b@x.de"]);
        assert_eq!(addresses("\"Doe, Jane\" <j@x.de>, b@x.de"), ["Doe, Jane|j@x.de", "|b@x.de"]);
        assert_eq!(addresses("a@x.de b@x.de"), ["|a@x.de", "|b@x.de"]);
        assert_eq!(addresses("mailto:a@x.de"), ["|a@x.de"]);
        assert_eq!(addresses("n/a"), ["rest"]);
        assert_eq!(addresses("Jane Doe, j@x.de"), ["|j@x.de", "rest"]);
        assert_eq!(addresses("root@localhost"), ["|root@localhost"]);
    }

    #[test]
    fn phones_are_parted_only_where_numbers_stand_on_both_sides() {
        assert_eq!(phones("+49 30 1234567; +49 170 7654321"), ["+49 30 1234567", "+49 170 7654321"]);
        assert_eq!(phones("030 1234567, 0170 7654321"), ["030 1234567", "0170 7654321"]);
        assert_eq!(phones("030 1234567,,12"), ["030 1234567,,12"]);
        assert_eq!(phones("030/1234567"), ["030/1234567"]);
    }

    #[test]
    fn tags_stand_in_quotes_or_not() {
        let found = |cell| tags(cell).collect::<Vec<_>>();
        assert_eq!(found("vip, lead"), ["vip", "lead"]);
        assert_eq!(found("a, b; c"), ["a, b", "c"]);
        assert_eq!(found("\"VIP\",\"Fair, spring\""), ["VIP", "Fair, spring"]);
        assert_eq!(found("5\" pipes, pumps"), ["5\" pipes", "pumps"]);
        assert_eq!(found("5\" pipes, 6\" pipes"), ["5\" pipes", "6\" pipes"]);
    }

    #[test]
    fn pages_of_notion_are_their_names() {
        let navy = "Navy (https://www.notion.so/Navy-12ab?pvs=21)";
        assert_eq!(pages(navy), Some(vec!["Navy"]));
        let both = format!("{navy}, Sons, Inc. (https://www.notion.so/34cd)");
        assert_eq!(pages(&both), Some(vec!["Navy", "Sons, Inc."]));
        for other in ["", "Navy", "Navy (https://navy.example)", "Navy (https://www.notion.so/1) and more"] {
            assert_eq!(pages(other), None, "{other}");
        }
    }

    #[test]
    fn stars_and_triple_colons() {
        assert_eq!(starred("* Home"), (true, "Home"));
        assert_eq!(starred("*"), (true, ""));
        assert_eq!(starred("*31#"), (false, "*31#"));
        assert_eq!(triple_colons("a ::: b").collect::<Vec<_>>(), ["a", "b"]);
    }

    proptest! {
        // covers(QA-3)
        #[test]
        fn joined_texts_come_apart_exactly(items in prop::collection::vec("[a;\\\\e ,\u{e9}\n]{0,6}", 0..5)) {
            prop_assert_eq!(unjoined(&joined(&items)), items);
        }
    }
}
