//! Tags: a tag is its folded name; records carry the name, the tag record its colour.

use satchel_feature::records::{self, KindRules, Record, RuleCx};
use satchel_kernel::query::Sort;
use satchel_kernel::text::fold;
use satchel_kernel::{Error, Field, Kind, Result};
use serde_json::{Value, json};

mod rename;
mod store;
#[cfg(test)]
mod tests;

pub use rename::{repair, table};

/// The descriptor of a tag.
pub fn tag() -> Kind {
    Kind {
        name: "tag".into(),
        plural: "tags".into(),
        table: "tag".into(),
        title: "name".into(),
        fields: vec![Field::indexed("name").required(), Field::text("colour")],
        parts: vec![],
        default_sort: vec![Sort { field: "name".into(), descending: false }],
    }
}

/// The rules of tags.
pub struct TagRules;

impl KindRules for TagRules {
    /// One living tag has a name. A new name is given by `tags.rename`, which gives it to the records too.
    fn prepare(&self, cx: &RuleCx<'_>, new: &mut Record, old: Option<&Record>) -> Result<()> {
        let name = records::text(new, "name");
        match old {
            Some(old) if records::text(old, "name") != name => Err(Error::invalid(
                "name",
                "A tag is renamed with tags.rename, so that it is renamed on every record that carries it.",
            )),
            None if store::exists(cx.conn, &fold(name))? => {
                Err(Error::invalid("name", format!("There is a tag called “{name}” already.")))
            }
            _ => Ok(()),
        }
    }
}

/// Makes the tags that records newly carry and nobody made yet.
pub fn ensure(cx: &RuleCx<'_>, carried: &[Value], before: &[Value]) -> Result<()> {
    for name in carried.iter().filter(|t| !before.contains(t)).filter_map(Value::as_str) {
        if !store::exists(cx.conn, &fold(name))? {
            records::create(cx, "tag", Record::from_iter([("name".to_owned(), json!(name))]))?;
        }
    }
    Ok(())
}
