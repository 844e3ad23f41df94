//! What a layout may say.

use satchel_kernel::Kind;

use super::model::{Group, Layout};
use super::rules::check;

fn kind() -> Kind {
    crate::companies::company()
}

fn layout(groups: &[(&str, &[&str])], hidden: &[&str]) -> Layout {
    let words = |fields: &[&str]| fields.iter().map(|field| (*field).to_owned()).collect::<Vec<_>>();
    let group = |(name, fields): &(&str, &[&str])| Group { name: (*name).to_owned(), fields: words(fields) };
    Layout { groups: groups.iter().map(group).collect(), hidden: words(hidden) }
}

// covers(CON-10)
#[test]
fn fields_stand_in_one_place_and_what_must_be_filled_in_is_shown() {
    let good = check(&kind(), layout(&[(" Firm ", &["industry", "name"]), ("", &["phones"])], &["tags"]));
    assert_eq!(good.unwrap(), layout(&[("Firm", &["industry", "name"]), ("", &["phones"])], &["tags"]));
    let long = "x".repeat(61);
    let many = vec![("", [].as_slice()); 21];
    for (wrong, code, field) in [
        (layout(&[("", &["industry"]), ("", &["industry"])], &[]), "field_twice", "groups.1.fields"),
        (layout(&[("", &["industry"])], &["industry"]), "field_twice", "hidden"),
        (layout(&[("", &["wings"])], &[]), "unknown_field", "groups.0.fields"),
        (layout(&[], &["name"]), "hidden_required", "hidden"),
        (layout(&[(&long, &[])], &[]), "invalid", "groups.0.name"),
        (layout(&many, &[]), "invalid", "groups"),
    ] {
        let refused = check(&kind(), wrong).unwrap_err();
        assert_eq!((refused.code, refused.field.as_deref()), (code, Some(field)));
    }
}
