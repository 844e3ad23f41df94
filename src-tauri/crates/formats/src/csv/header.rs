//! Header names in the two forms they are compared in.

use satchel_kernel::text::fold;

/// A header without case, marks, blanks and punctuation, numbers as `#`; and its first number, or 1.
/// `E-mail 2 - Value` and `E-MAIL 2 VALUE` give `email#value`, 2.
pub(crate) fn key(name: &str) -> (String, u16) {
    let mut key = String::with_capacity(name.len());
    let mut number: Option<u32> = None;
    let (mut running, mut runs) = (false, 0_usize);
    for ch in fold(name).chars() {
        if let Some(digit) = ch.to_digit(10) {
            if !running {
                key.push('#');
                runs += 1;
            }
            if runs == 1 {
                number = Some(number.unwrap_or_default().saturating_mul(10).saturating_add(digit));
            }
            running = true;
        } else {
            running = false;
            if ch.is_alphanumeric() {
                key.push(ch);
            }
        }
    }
    (key, number.and_then(|n| u16::try_from(n).ok()).unwrap_or(1))
}

/// The folded words of a header; `firstName`, `first_name` and `First-Name` all give `first`, `name`.
pub(crate) fn words(name: &str) -> Vec<String> {
    let mut spaced = String::with_capacity(name.len() + 4);
    let mut before = ' ';
    for ch in name.chars() {
        let camel = before.is_lowercase() && ch.is_uppercase();
        let digit =
            before.is_alphabetic() && ch.is_ascii_digit() || before.is_ascii_digit() && ch.is_alphabetic();
        if camel || digit {
            spaced.push(' ');
        }
        spaced.push(ch);
        before = ch;
    }
    fold(&spaced).split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::{key, words};

    // covers(QA-6)
    #[test]
    fn headers_compare_without_their_dress() {
        assert_eq!(key("E-mail 12 - Value"), ("email#value".to_owned(), 12));
        assert_eq!(key("FIRSTNAME"), key("First Name"));
        assert_eq!(key("Straße geschäftlich 2"), ("strassegeschaftlich#".to_owned(), 2));
        assert_eq!(key("Address 2 line 3"), ("address#line#".to_owned(), 2));
        assert_eq!(words("firstName"), ["first", "name"]);
        assert_eq!(words("email_work2"), ["email", "work", "2"]);
        assert_eq!(words("Tél. (bureau)"), ["tel", "bureau"]);
    }
}
