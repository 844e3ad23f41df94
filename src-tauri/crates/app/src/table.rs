//! All commands in one table: those of the features and those of the gate.

use std::collections::BTreeMap;

use satchel_feature::{Command, Needs};
use satchel_kernel::{Error, Result};
use schemars::Schema;
use serde::Serialize;

use crate::features;
use crate::gate::{self, GateCommand};

pub(crate) struct Table(BTreeMap<String, Row>);

pub(crate) enum Row {
    Gate(GateCommand),
    Open(Command),
}

/// What a door shows of a command.
#[derive(Clone, Debug, Serialize)]
pub struct CommandInfo {
    /// Dotted name.
    pub name: String,
    /// What it does, in one sentence.
    pub doc: String,
    /// What the caller must be allowed to do.
    pub needs: Needs,
    /// Whether it can be taken back.
    pub undoable: bool,
    /// Whether it works without an open vault.
    pub gate: bool,
    /// JSON Schema of the input.
    pub input: Schema,
    /// JSON Schema of the output.
    pub output: Schema,
}

impl Table {
    pub fn new() -> Result<Self> {
        let registry = features::registry()?;
        let mut rows = BTreeMap::new();
        for command in gate::commands() {
            rows.insert(command.name.to_owned(), Row::Gate(command));
        }
        for command in features::commands(&registry).into_iter().chain(crate::commands::table()) {
            let name = command.name.clone();
            if rows.insert(name.clone(), Row::Open(command)).is_some() {
                return Err(Error::broken("command_twice", format!("The command {name} is declared twice.")));
            }
        }
        Ok(Self(rows))
    }

    pub fn row(&self, name: &str) -> Result<&Row> {
        self.0.get(name).ok_or_else(|| {
            Error::refused(
                "unknown_command",
                format!("There is no command “{name}”. `satchel commands` lists them all."),
            )
        })
    }

    pub fn infos(&self) -> Vec<CommandInfo> {
        self.0.iter().map(|(name, row)| row.info(name)).collect()
    }
}

impl Row {
    pub fn needs(&self) -> Needs {
        match self {
            Self::Gate(command) => command.needs,
            Self::Open(command) => command.needs,
        }
    }

    fn info(&self, name: &str) -> CommandInfo {
        let name = name.to_owned();
        match self {
            Self::Gate(c) => CommandInfo {
                name,
                doc: c.doc.to_owned(),
                needs: c.needs,
                undoable: false,
                gate: true,
                input: c.input.make(),
                output: c.output.make(),
            },
            Self::Open(c) => CommandInfo {
                name,
                doc: c.doc.clone(),
                needs: c.needs,
                undoable: c.undoable,
                gate: false,
                input: c.input.make(),
                output: c.output.make(),
            },
        }
    }
}
