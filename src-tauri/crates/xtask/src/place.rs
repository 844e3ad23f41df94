//! Where a line belongs in a file that is there already. Found by what stands around it, so that a file may change as
//! long as its shape stays; a place that is gone is an error, never a guess.

/// Where a line belongs.
#[derive(Debug)]
pub enum Place {
    /// Among the lines that begin so, in their order.
    Sorted(&'static str, String),
    /// Directly behind this text.
    After(&'static str, String),
    /// Directly before this text.
    Ahead(&'static str, String),
    /// Directly before this text, unless it is in the file already.
    Once(&'static str, String),
    /// First in an object of a JSON file, by the names that lead to it.
    Under(&'static [&'static str], String),
    /// As one more link of the chain of kinds, before the first of these that there is.
    Before(&'static [&'static str], String),
    /// As one more table of commands, behind the last one.
    Table(String),
}

impl Place {
    /// The text with the line in it; nothing where its place is not to be found.
    pub fn put(&self, text: &str) -> Option<String> {
        let inserted = |at: usize, what: &str| {
            let (before, after) = text.split_at_checked(at)?;
            Some(format!("{before}{what}{after}"))
        };
        match self {
            Self::Sorted(begin, line) => {
                let mut at = 0;
                let mut place = None;
                for old in text.split_inclusive('\n') {
                    at += old.len();
                    if old.starts_with(begin) && (place.is_none() || old.trim_end() < line.as_str()) {
                        place = Some(if old.trim_end() < line.as_str() { at } else { at - old.len() });
                    }
                }
                inserted(place?, &format!("{line}\n"))
            }
            Self::After(anchor, what) => inserted(text.find(anchor)? + anchor.len(), what),
            Self::Ahead(anchor, what) => inserted(text.find(anchor)?, what),
            Self::Once(_, what) if text.contains(what.as_str()) => Some(text.to_owned()),
            Self::Once(anchor, what) => inserted(text.find(anchor)?, what),
            Self::Under(names, line) => {
                let mut at = 0;
                for (depth, name) in names.iter().enumerate() {
                    let opening = format!("\n{}\"{name}\": {{\n", "  ".repeat(depth + 1));
                    at += text.get(at..)?.find(&opening)? + opening.len();
                    // The end of an object's first line is where its next names begin.
                    at -= 1;
                }
                inserted(at + 1, &format!("{}{line},\n", "  ".repeat(names.len() + 1)))
            }
            Self::Before(anchors, link) => {
                let chain = text.find(".with(")?;
                let rest = text.get(chain..)?;
                let end = rest.find("\n}\n")? + 1;
                let body = rest.get(..end)?;
                match anchors.first().and_then(|anchor| body.find(anchor)) {
                    Some(at) => inserted(chain + at, &format!("        {link}\n")),
                    // The last link ends the function, in brackets where it may fail.
                    None => {
                        let last = body.trim_end();
                        let open = last.matches('(').count() < last.matches(')').count();
                        inserted(chain + last.len() - usize::from(open), &format!("\n        {link}"))
                    }
                }
            }
            Self::Table(table) => {
                let anchor = "::table()";
                let at = text.rfind(anchor)? + anchor.len();
                inserted(at, &format!(", {table}"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[test]
    fn a_name_goes_into_the_object_that_is_meant_and_not_into_one_called_alike() {
        let text = "{\n  \"a\": {\n    \"new\": {\n      \"x\": \"1\"\n    }\n  },\n  \"list\": {\n    \"new\": {\n      \"y\": \"2\"\n    }\n  }\n}\n";
        let put = Place::Under(&["list", "new"], "\"z\": \"3\"".into()).put(text).unwrap();
        assert!(put.contains("\"new\": {\n      \"z\": \"3\",\n      \"y\""), "{put}");
        assert!(Place::Under(&["list", "old"], String::new()).put(text).is_none());
    }
}
