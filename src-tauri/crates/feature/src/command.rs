//! One row of the command table. A door knows only these rows: adding one touches no door.

use std::sync::Arc;

use satchel_kernel::{Error, Result};
use schemars::Schema;
use serde::Serialize;
use serde_json::Value;

use crate::Cx;

/// What a caller must be allowed to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Needs {
    /// Look at records.
    Read,
    /// Change records.
    Write,
    /// Let something leave the laptop.
    Send,
    /// Take data out in bulk.
    Export,
    /// Change keys, settings and the vault itself.
    Admin,
}

/// How a command is run.
pub type Run = Arc<dyn Fn(&mut Cx, Value) -> Result<Value> + Send + Sync>;

/// One command of an open vault.
#[derive(Clone)]
pub struct Command {
    /// Dotted name: `contacts.create`.
    pub name: String,
    /// What it does, in one sentence; the palette's and OpenAPI's words.
    pub doc: String,
    /// What the caller must be allowed to do.
    pub needs: Needs,
    /// Whether what it does can be taken back.
    pub undoable: bool,
    /// JSON Schema of the input.
    pub input: SchemaOf,
    /// JSON Schema of the output.
    pub output: SchemaOf,
    /// Unpacks, calls the rule, packs.
    pub run: Run,
}

/// Unpacks a command's input; the refusal names the field that does not fit.
pub fn unpack<T: serde::de::DeserializeOwned>(command: &str, input: Value) -> Result<T> {
    let input = if input.is_null() { Value::Object(serde_json::Map::new()) } else { input };
    serde_json::from_value(input).map_err(|e| {
        Error::refused("bad_input", format!("The input of {command} does not fit: {e}.")).because(e)
    })
}

/// Packs a command's output.
pub fn pack<T: Serialize>(output: T) -> Result<Value> {
    serde_json::to_value(output)
        .map_err(|e| Error::broken("bad_output", "The answer could not be written as JSON.").because(e))
}

/// Declares command rows: `commands! { /// What it does. "tags.rename" needs Write undoable => rename; }` where
/// `rename` is `fn(&mut Cx, Input) -> Result<Output>`.
#[macro_export]
macro_rules! commands {
    ($( #[doc = $doc:literal] $name:literal needs $needs:ident $($undoable:ident)? => $path:path; )*) => {
        vec![$( $crate::command::row($name, $doc.trim(), $crate::Needs::$needs, $crate::commands!(@undo $($undoable)?), $path) ),*]
    };
    (@undo undoable) => { true };
    (@undo) => { false };
}

/// A row from a typed function.
pub fn row<I, O>(
    name: &'static str,
    doc: &str,
    needs: Needs,
    undoable: bool,
    rule: fn(&mut Cx, I) -> Result<O>,
) -> Command
where
    I: serde::de::DeserializeOwned + schemars::JsonSchema + 'static,
    O: Serialize + schemars::JsonSchema + 'static,
{
    Command {
        name: name.to_owned(),
        doc: doc.to_owned(),
        needs,
        undoable,
        input: SchemaOf::input::<I>(),
        output: SchemaOf::output::<O>(),
        run: Arc::new(move |cx, input| pack(rule(cx, unpack(name, input)?)?)),
    }
}

/// A JSON Schema that is made when a door shows it: of some seven hundred a start needs none.
#[derive(Clone)]
pub struct SchemaOf(Arc<dyn Fn() -> Schema + Send + Sync>);

impl SchemaOf {
    /// What this makes.
    pub fn made(make: impl Fn() -> Schema + Send + Sync + 'static) -> Self {
        Self(Arc::new(make))
    }

    /// The schema of what is asked.
    pub fn input<T: schemars::JsonSchema + 'static>() -> Self {
        Self::made(|| schemars::schema_for!(T))
    }

    /// The schema of what is answered.
    pub fn output<T: schemars::JsonSchema + 'static>() -> Self {
        Self::made(output_schema::<T>)
    }

    /// Makes it.
    pub fn make(&self) -> Schema {
        (self.0)()
    }
}

/// The schema of what is answered: a field that is left out when empty is not required there.
pub fn output_schema<T: schemars::JsonSchema>() -> Schema {
    schemars::generate::SchemaSettings::default().for_serialize().into_generator().into_root_schema_for::<T>()
}

/// A command's input or output without fields.
#[derive(Debug, Default, serde::Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}
