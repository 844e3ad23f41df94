//! Own fields: every type, and what is refused.

use satchel_feature::world::{World, id};
use satchel_kernel::FieldType;
use serde_json::json;

use super::read;

fn world() -> World {
    World::new(crate::registry().unwrap()).unwrap()
}

// covers(CON-10)
#[test]
fn a_field_keeps_its_type_and_its_name_is_its_own() {
    let world = world();
    let size =
        world.create("field", json!({ "of": "contact", "name": "Shoe size", "type": "number" })).unwrap();
    let twin =
        world.create("field", json!({ "of": "contact", "name": "SHOE  size", "type": "text" })).unwrap_err();
    assert_eq!(twin.field.as_deref(), Some("name"));
    let retyped = world.patch("field", id(&size), json!({ "type": "text" })).unwrap_err();
    assert_eq!(retyped.field.as_deref(), Some("type"));
    for (field, named) in [
        (json!({ "of": "contact", "name": "Colour", "type": "choice" }), "options"),
        (json!({ "of": "contact", "name": "Boss", "type": "record" }), "record_kind"),
        (json!({ "of": "invoice", "name": "X", "type": "text" }), "of"),
    ] {
        assert_eq!(world.create("field", field).unwrap_err().field.as_deref(), Some(named));
    }
}

// covers(CON-10)
#[test]
fn values_are_read_in_the_form_of_their_field() {
    let options = vec!["Red".into(), "Blue".into()];
    for (ty, text, value) in [
        (FieldType::Number, "12.5", json!(12.5)),
        (FieldType::Bool, "Ja", json!(true)),
        (FieldType::Date, "1980-03-22", json!("1980-03-22")),
        (FieldType::Money, "19.9 EUR", json!({ "minor": 1990, "currency": "EUR" })),
        (FieldType::Money, "500 JPY", json!({ "minor": 500, "currency": "JPY" })),
        (FieldType::Choice { options: options.clone() }, "red", json!("Red")),
        (FieldType::MultiChoice { options: options.clone() }, "blue; Red", json!(["Blue", "Red"])),
    ] {
        assert_eq!(read(&ty, text), Some(value), "{text}");
    }
    for (ty, text) in [
        (FieldType::Number, "many"),
        (FieldType::Bool, "perhaps"),
        (FieldType::Date, "22.3.80"),
        (FieldType::Money, "19.999 EUR"),
        (FieldType::Choice { options: options.clone() }, "green"),
        (FieldType::MultiChoice { options }, "red; green"),
    ] {
        assert_eq!(read(&ty, text), None, "{text}");
    }
}
