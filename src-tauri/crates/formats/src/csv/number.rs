//! Numbers as people write them: which mark groups the digits and which begins the fraction, by the style of the file
//! or, where the file does not say, by the number itself. What can be read in two ways is not read at all.

use super::detect::NumberStyle;

/// A number written in this style as plain decimal digits: `1.234,5` is `1234.5`. `None` if it is no number, or could be
/// one of two.
pub fn decimal(text: &str, style: NumberStyle) -> Option<String> {
    let text = text.trim();
    let (sign, digits) = match text.strip_prefix(['-', '−']) {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    // Blanks and apostrophes only ever group.
    let marks: Vec<char> = digits.chars().filter(|c| !c.is_ascii_digit()).collect();
    let fraction = match style {
        NumberStyle::Point => marks.contains(&'.').then_some('.'),
        NumberStyle::Comma => marks.contains(&',').then_some(','),
        NumberStyle::Plain | NumberStyle::Mixed => fraction_mark(digits, &marks)?,
    };
    let (whole, rest) = match fraction {
        Some(mark) => digits.split_once(mark)?,
        None => (digits, ""),
    };
    let whole = ungrouped(whole)?;
    let is_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if !is_digits(rest) || (fraction.is_some() && rest.is_empty()) || (whole.is_empty() && rest.is_empty()) {
        return None;
    }
    let whole = if whole.is_empty() { "0" } else { &whole };
    Some(if rest.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") })
}

/// The mark that begins the fraction, if one does; `None` in doubt.
fn fraction_mark(digits: &str, marks: &[char]) -> Option<Option<char>> {
    let points = marks.iter().filter(|mark| matches!(mark, '.' | ','));
    let first = *points.clone().next().unwrap_or(&' ');
    let last = *points.clone().next_back().unwrap_or(&' ');
    match points.clone().count() {
        0 => Some(None),
        _ if first != last => Some(Some(last)),
        1 => {
            let (whole, rest) = digits.split_once(first)?;
            let could_group = rest.len() == 3 && (1..=3).contains(&whole.len()) && whole != "0";
            (!could_group).then_some(Some(first))
        }
        _ => Some(None),
    }
}

/// The digits without the marks that group them by three; `None` if they are grouped otherwise.
fn ungrouped(whole: &str) -> Option<String> {
    let is_mark = |c: char| matches!(c, '.' | ',' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}');
    let mut marks = whole.chars().filter(|c| !c.is_ascii_digit());
    if let Some(mark) = marks.next()
        && (!is_mark(mark) || marks.any(|other| other != mark))
    {
        return None;
    }
    let groups: Vec<&str> = whole.split(is_mark).collect();
    if let [first, rest @ ..] = groups.as_slice()
        && !rest.is_empty()
        && !((1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3))
    {
        return None;
    }
    Some(groups.concat())
}

#[cfg(test)]
mod tests {
    use super::{NumberStyle, decimal};

    // covers(IMP-1)
    #[test]
    fn numbers_are_read_in_the_style_of_the_file() {
        use NumberStyle::{Comma, Mixed, Plain, Point};
        for (style, written, read) in [
            (Comma, "1.234,5", Some("1234.5")),
            (Comma, "1.234", Some("1234")),
            (Comma, "12,5", Some("12.5")),
            (Comma, "-1 234 567,89", Some("-1234567.89")),
            (Comma, "1'234'567", Some("1234567")),
            (Comma, "12.5", None),
            (Comma, "1,234.5", None),
            (Point, "1,234.5", Some("1234.5")),
            (Point, "1,234", Some("1234")),
            (Point, ".5", Some("0.5")),
            (Point, "1,5", None),
            (Plain, "42", Some("42")),
            (Plain, "12.5", Some("12.5")),
            (Plain, "12,5", Some("12.5")),
            (Plain, "0,125", Some("0.125")),
            (Plain, "1.234", None),
            (Plain, "1.234.567", Some("1234567")),
            (Mixed, "1.234,5", Some("1234.5")),
            (Mixed, "1,234.5", Some("1234.5")),
            (Plain, "1.2.3", None),
            (Plain, "12,", None),
            (Plain, "many", None),
            (Plain, "", None),
            (Plain, "-", None),
            (Plain, "1e5", None),
            (Plain, "٣", None),
        ] {
            assert_eq!(decimal(written, style).as_deref(), read, "{written} in {style:?}");
        }
    }
}
