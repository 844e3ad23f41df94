//! Arbitrary inputs to every command of the contract: nothing breaks, and a refusal is a proper one.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use satchel_app::Actor;
use satchel_kernel::ErrorKind;
use serde_json::{Map, Value, json};

use super::Laptop;

/// Commands that end or exchange the vault under test.
const LEFT_OUT: [&str; 7] = [
    "vault.lock",
    "vault.unlock",
    "vault.create",
    "vault.set_passphrase",
    "vault.recovery_code",
    "vault.open_sample",
    "vault.close_sample",
];

/// Any JSON, with a taste for what breaks programs.
fn anything() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        prop_oneof![Just(0), Just(-1), Just(i64::MAX), Just(i64::MIN), any::<i64>()].prop_map(Value::from),
        Just(json!(u64::MAX)),
        Just(json!(1e308)),
        ".{0,12}".prop_map(Value::from),
        prop_oneof![
            Just("'; DROP TABLE contact; --"),
            Just("../../etc/passwd"),
            Just("\u{0}\u{feff}\u{202e}"),
            Just("01890a5d-ac96-774b-bcce-b302099a8057"),
            Just("contact"),
            Just("((((((((((((((((((((((("),
            Just("9999-99-99")
        ]
        .prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec(("[a-z_]{1,10}", inner), 0..4)
                .prop_map(|f| f.into_iter().collect::<Map<_, _>>().into()),
        ]
    })
}

/// Something of the shape that `schema` asks for, most of the time.
fn fitting(root: &Value, schema: &Value, depth: u32) -> BoxedStrategy<Value> {
    let target =
        schema.get("$ref").and_then(Value::as_str).and_then(|r| root.pointer(r.trim_start_matches('#')));
    let schema = target.unwrap_or(schema);
    if depth == 0 {
        return anything().boxed();
    }
    for key in ["anyOf", "oneOf"] {
        if let Some(choices) = schema.get(key).and_then(Value::as_array).filter(|c| !c.is_empty()) {
            let choices: Vec<_> = choices.iter().map(|choice| fitting(root, choice, depth - 1)).collect();
            return prop::strategy::Union::new(choices).boxed();
        }
    }
    if let Some(values) = schema.get("enum").and_then(Value::as_array).filter(|v| !v.is_empty()) {
        return prop::sample::select(values.clone()).boxed();
    }
    let kind = match schema.get("type") {
        Some(Value::Array(kinds)) => kinds.first().and_then(Value::as_str),
        Some(Value::String(kind)) => Some(kind.as_str()),
        _ => None,
    };
    let shaped = match kind {
        Some("string") if schema.get("format") == Some(&json!("uuid")) => {
            any::<[u8; 10]>().prop_map(|r| json!(satchel_kernel::Id::from_parts(1, r))).boxed()
        }
        Some("string") => ".{0,20}".prop_map(Value::from).boxed(),
        Some("integer") => (-2_i64..600).prop_map(Value::from).boxed(),
        Some("number") => any::<f64>().prop_map(Value::from).boxed(),
        Some("boolean") => any::<bool>().prop_map(Value::from).boxed(),
        Some("array") => {
            let items = schema.get("items").cloned().unwrap_or(Value::Bool(true));
            prop::collection::vec(fitting(root, &items, depth - 1), 0..3).prop_map(Value::from).boxed()
        }
        Some("object") => {
            let properties = schema.get("properties").and_then(Value::as_object).cloned().unwrap_or_default();
            let required: Vec<String> = schema["required"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|r| r.as_str().map(str::to_owned))
                .collect();
            let fields: Vec<_> = properties
                .into_iter()
                .map(|(name, schema)| {
                    let chance = if required.contains(&name) { 0.95 } else { 0.3 };
                    (Just(name), prop::option::weighted(chance, fitting(root, &schema, depth - 1)))
                })
                .collect();
            fields
                .prop_map(|fields| {
                    fields
                        .into_iter()
                        .filter_map(|(name, value)| Some((name, value?)))
                        .collect::<Map<_, _>>()
                        .into()
                })
                .boxed()
        }
        _ => anything().boxed(),
    };
    prop_oneof![9 => shaped, 1 => anything()].boxed()
}

// covers(API-16, SEC-8)
#[test]
fn every_command_answers_any_input_or_refuses_it() {
    let laptop = Laptop::new();
    let app = laptop.app();
    let owner = Actor::owner();
    app.call(&owner, "contacts.create", json!({"given": "Ada"})).unwrap();
    let mut runner =
        TestRunner::new_with_rng(Config::default(), TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    for command in app.commands() {
        if LEFT_OUT.contains(&command.name.as_str()) {
            continue;
        }
        let root = command.input.as_value();
        let inputs = prop_oneof![4 => fitting(root, root, 6), 1 => anything()];
        for _ in 0..40 {
            let input = inputs.new_tree(&mut runner).unwrap().current();
            if let Err(error) = app.call(&owner, &command.name, input.clone()) {
                let cause = std::error::Error::source(&error);
                assert_eq!(
                    error.kind,
                    ErrorKind::Refused,
                    "{} {input}: {} {error} {cause:?}",
                    command.name,
                    error.code
                );
                assert!(error.message.len() > 8, "{} {input}", command.name);
            }
        }
    }
    // What was drawn may have deleted everybody; the vault goes on working.
    let ada = app.call(&owner, "contacts.create", json!({"given": "Ada"})).unwrap();
    let found = app.call(&owner, "contacts.get", json!({"id": ada["id"]})).unwrap();
    assert_eq!(found["display_name"], "Ada");
    let total = app.call(&owner, "contacts.list", json!({"limit": 1})).unwrap();
    assert!(total["total"].as_u64().unwrap() >= 1, "Ada is in the list");
    app.close();
}
