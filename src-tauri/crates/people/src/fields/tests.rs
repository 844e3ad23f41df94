//! Own fields: every type, and what is refused.

use satchel_feature::world::{World, id};
use satchel_formats::csv::{DateOrder, NumberStyle};
use satchel_kernel::FieldType;
use serde_json::json;

use super::{Style, read_in};

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
        assert_eq!(read_in(&Style::default(), "", &ty, text), Some(value), "{text}");
    }
    for (ty, text) in [
        (FieldType::Number, "many"),
        (FieldType::Bool, "perhaps"),
        (FieldType::Money, "19.999 EUR"),
        (FieldType::Choice { options: options.clone() }, "green"),
        (FieldType::MultiChoice { options }, "red; green"),
    ] {
        assert_eq!(read_in(&Style::default(), "", &ty, text), None, "{text}");
    }
}

// covers(CON-10, IMP-1)
#[test]
fn numbers_amounts_and_days_are_read_as_their_file_writes_them() {
    let mut german = Style { numbers: NumberStyle::Comma, ..Style::default() };
    german.dates.insert("Seit".into(), DateOrder::Dmy);
    let english = Style {
        numbers: NumberStyle::Point,
        dates: [("Seit".to_owned(), DateOrder::Mdy)].into(),
        ..Style::default()
    };
    let money = |minor: i64, currency: &str| json!({ "minor": minor, "currency": currency });
    for (style, name, ty, text, value) in [
        (&german, "", FieldType::Number, "1.234,5", json!(1234.5)),
        (&german, "", FieldType::Number, "1.234", json!(1234.0)),
        (&english, "", FieldType::Number, "1,234", json!(1234.0)),
        (&german, "Seit", FieldType::Date, "03.04.1985", json!("1985-04-03")),
        (&german, "Seit", FieldType::Date, "3/4/85", json!("1985-04-03")),
        (&english, "Seit", FieldType::Date, "3/4/85", json!("1985-03-04")),
        (&german, "Anders", FieldType::Date, "22.3.80", json!("1980-03-22")),
        (&german, "", FieldType::Money, "1.234,50 EUR", money(123_450, "EUR")),
        (&german, "", FieldType::Money, "1.234,5 €", money(123_450, "EUR")),
        (&german, "", FieldType::Money, "EUR -12", money(-1_200, "EUR")),
        (&english, "", FieldType::Money, "£1,234.50", money(123_450, "GBP")),
        (&english, "", FieldType::Money, "¤", json!(null)),
        (&german, "", FieldType::Money, "1.234,567 EUR", json!(null)),
        (&german, "", FieldType::Money, "$12", json!(null)),
        (&german, "Anders", FieldType::Date, "3/4/85", json!(null)),
        (&german, "", FieldType::Link, "javascript:alert(1)", json!(null)),
        (&german, "", FieldType::Link, "acme.example/about", json!("https://acme.example/about")),
    ] {
        assert_eq!(read_in(style, name, &ty, text).unwrap_or_default(), value, "{text}");
    }
}

// covers(CON-7, CON-10)
#[test]
fn a_link_is_a_web_address_and_a_record_is_there() {
    let world = world();
    let field = |name: &str, more: serde_json::Value| {
        let mut new = json!({ "of": "contact", "name": name });
        new.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        id(&world.create("field", new).unwrap()).to_string()
    };
    let shop = field("Shop", json!({ "type": "link" }));
    let boss = field("Boss", json!({ "type": "record", "record_kind": "contact" }));
    let cx = world.cx();
    world.learn(cx.vault.read(|conn| super::catalogue(conn, &cx.registry)).unwrap());
    let ada = world
        .create("contact", json!({ "given": "Ada", "custom": { shop.clone(): " shop.example " } }))
        .unwrap();
    assert_eq!(ada["custom"][&shop], "https://shop.example");
    for bad in ["javascript:alert(1)", "no address", "https://", "http://two words.example"] {
        let refused =
            world.patch("contact", id(&ada), json!({ "custom": { shop.clone(): bad } })).unwrap_err();
        assert_eq!(refused.field, Some(format!("custom.{shop}")), "{bad}");
    }
    let eve = world.create("contact", json!({ "given": "Eve" })).unwrap();
    let patched = world.patch("contact", id(&ada), json!({ "custom": { boss.clone(): eve["id"] } })).unwrap();
    assert_eq!(patched["custom"][&boss], eve["id"]);
    let nobody = satchel_kernel::Id::new().to_string();
    let refused =
        world.patch("contact", id(&ada), json!({ "custom": { boss.clone(): nobody } })).unwrap_err();
    assert_eq!(refused.field, Some(format!("custom.{boss}")));
    let acme = world.create("company", json!({ "name": "Acme" })).unwrap();
    assert!(world.patch("contact", id(&ada), json!({ "custom": { boss.clone(): acme["id"] } })).is_err());
    // What is there already may stay, whatever became of the other record meanwhile.
    world
        .cx()
        .write_record("Delete", |rules| {
            let compiled = rules.registry.kind("contact")?;
            satchel_feature::records::set_trashed(rules, compiled, id(&eve), true)
        })
        .unwrap();
    world.patch("contact", id(&ada), json!({ "family": "King" })).unwrap();
}

/// The world after it read its own fields again.
fn learnt(world: &World) {
    let cx = world.cx();
    world.learn(cx.vault.read(|conn| super::catalogue(conn, &cx.registry)).unwrap());
}

// covers(CON-10)
#[test]
fn a_field_is_demanded_where_its_condition_holds_and_what_was_missing_may_stay_so() {
    let world = world();
    let before = world.create("company", json!({ "name": "Old", "industry": "Optics" })).unwrap();
    let when = json!({ "is": { "field": "industry", "op": "equals", "value": "Optics" } }).to_string();
    let field = |more: serde_json::Value| {
        let mut new = json!({ "of": "company", "type": "text" });
        new.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        id(&world.create("field", new).unwrap()).to_string()
    };
    let licence = field(json!({ "name": "Licence", "required_when": when }));
    learnt(&world);
    let asked = world.create("company", json!({ "name": "Acme", "industry": "optics" })).unwrap_err();
    assert_eq!((asked.code, asked.field), ("field_required", Some(format!("custom.{licence}"))));
    assert_eq!(asked.details.unwrap()["name"], "Licence");
    let acme = world.create("company", json!({ "name": "Acme", "industry": "Steel" })).unwrap();
    let turned = world.patch("company", id(&acme), json!({ "industry": "Optics" })).unwrap_err();
    assert_eq!(turned.code, "field_required", "the change brings the demand about");
    let given = json!({ "industry": "Optics", "custom": { licence.clone(): "A-1" } });
    world.patch("company", id(&acme), given).unwrap();
    let taken =
        world.patch("company", id(&acme), json!({ "custom": { licence.clone(): null } })).unwrap_err();
    assert_eq!(taken.code, "field_required");
    world.patch("company", id(&before), json!({ "name": "Older" })).unwrap();

    let hidden = field(json!({ "name": "Grade", "required": true, "shown_when": when }));
    learnt(&world);
    world.create("company", json!({ "name": "Smith", "industry": "Steel" })).unwrap();
    let shown = json!({ "name": "Lens", "industry": "Optics", "custom": { licence: "B" } });
    assert_eq!(world.create("company", shown).unwrap_err().field, Some(format!("custom.{hidden}")));
}

// covers(CON-10)
#[test]
fn a_condition_that_leads_back_or_cannot_be_asked_is_refused() {
    let world = world();
    let when = |field: &str| json!({ "is": { "field": field, "op": "empty" } }).to_string();
    let field = |name: &str| {
        id(&world.create("field", json!({ "of": "contact", "name": name, "type": "text" })).unwrap())
    };
    let [a, b, c] = ["A", "B", "C"].map(field);
    learnt(&world);
    let depend = |on: satchel_kernel::Id, from: satchel_kernel::Id, name: &str| {
        world.patch("field", from, json!({ name: when(&on.to_string()) }))
    };
    let own = depend(a, a, "shown_when").unwrap_err();
    assert_eq!((own.code, own.field.as_deref()), ("condition_cycle", Some("shown_when")));
    depend(b, a, "shown_when").unwrap();
    depend(c, b, "required_when").unwrap();
    assert_eq!(depend(a, c, "required_when").unwrap_err().code, "condition_cycle");
    let many = json!({ "and": vec![json!({ "is": { "field": "given", "op": "empty" } }); 11] }).to_string();
    for (wrong, code) in
        [("{", "invalid"), (when("wings").as_str(), "unknown_field"), (many.as_str(), "condition_too_large")]
    {
        let refused = world.patch("field", a, json!({ "required_when": wrong })).unwrap_err();
        assert_eq!((refused.code, refused.field.as_deref()), (code, Some("required_when")), "{wrong}");
    }
}

// covers(CON-10)
#[test]
fn there_is_an_end_to_fields() {
    let world = world();
    let field = |of: &str, at: u32| {
        world.create("field", json!({ "of": of, "name": format!("Field {at}"), "type": "text" }))
    };
    let first = field("contact", 0).unwrap();
    (1..super::MOST).for_each(|at| _ = field("contact", at).unwrap());
    let full = field("contact", super::MOST).unwrap_err();
    assert_eq!((full.code, full.field.as_deref()), ("too_many_fields", Some("of")));
    field("company", 0).unwrap();
    let trash = |trashed: bool| {
        world.cx().write_record("Trash", |rules| {
            satchel_feature::records::set_trashed(rules, rules.registry.kind("field")?, id(&first), trashed)
        })
    };
    trash(true).unwrap();
    field("contact", super::MOST).unwrap();
    assert_eq!(trash(false).unwrap_err().code, "too_many_fields");
}
