//! The commands that work without an open vault: create, unlock, lock, keys, and the vault of sample people.

#[cfg(test)]
mod tests;

use satchel_feature::Needs;
use satchel_feature::command::{Nothing, SchemaOf, pack, unpack};
use satchel_kernel::{Error, Result};
use satchel_vault::{Secret, Unlock};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::App;

/// Unpacks, calls the rule, packs.
type Run = Box<dyn Fn(&App, Value) -> Result<Value> + Send + Sync>;

pub(crate) struct GateCommand {
    pub name: &'static str,
    pub doc: &'static str,
    pub needs: Needs,
    pub input: SchemaOf,
    pub output: SchemaOf,
    pub run: Run,
}

fn row<I, O>(
    name: &'static str,
    doc: &'static str,
    needs: Needs,
    rule: fn(&App, I) -> Result<O>,
) -> GateCommand
where
    I: serde::de::DeserializeOwned + schemars::JsonSchema + 'static,
    O: Serialize + schemars::JsonSchema + 'static,
{
    GateCommand {
        name,
        doc,
        needs,
        input: SchemaOf::input::<I>(),
        output: SchemaOf::output::<O>(),
        run: Box::new(move |app, input| pack(rule(app, unpack(name, input)?)?)),
    }
}

pub(crate) fn commands() -> Vec<GateCommand> {
    vec![
        row(
            "vault.status",
            "Says whether there is a vault, whether it is open, and how it can be unlocked.",
            Needs::Read,
            |app, _: Nothing| app.status(),
        ),
        row(
            "vault.create",
            "Creates the vault, with the keychain if there is one, or with a passphrase.",
            Needs::Admin,
            create,
        ),
        row(
            "vault.unlock",
            "Opens the vault with the keychain, the passphrase or the recovery code.",
            Needs::Admin,
            unlock,
        ),
        row("vault.lock", "Closes the vault and forgets its key.", Needs::Admin, |app, _: Nothing| {
            app.lock();
            app.status()
        }),
        row(
            "vault.recovery_code",
            "Makes a new recovery code; the old one stops working once this one is confirmed.",
            Needs::Admin,
            |app, _: Nothing| {
                Ok(RecoveryCode { code: app.own_vault()?.recovery_code()?.expose().to_owned() })
            },
        ),
        row(
            "vault.confirm_recovery",
            "Confirms that the recovery code was written down, by typing it back.",
            Needs::Admin,
            |app, typed: RecoveryCode| {
                app.own_vault()?.confirm_recovery(&Secret::from(typed.code))?;
                app.status()
            },
        ),
        row("vault.set_passphrase", "Sets or changes the passphrase.", Needs::Admin, set_passphrase),
        row(
            "vault.set_keychain",
            "Puts a key for the vault into this computer's keychain.",
            Needs::Admin,
            set_keychain,
        ),
        row(
            "vault.remove_slot",
            "Takes away a way to open the vault; the last everyday one stays.",
            Needs::Admin,
            |app, slot: Slot| {
                app.own_vault()?.remove_slot(&slot.slot)?;
                app.status()
            },
        ),
        row(
            "vault.open_sample",
            "Opens a separate throw-away vault with sample people.",
            Needs::Admin,
            |app, _: Nothing| {
                app.open_sample()?;
                app.status()
            },
        ),
        row(
            "vault.close_sample",
            "Throws the vault of sample people away and goes back to the seller's own.",
            Needs::Admin,
            |app, _: Nothing| {
                app.close_sample();
                app.status()
            },
        ),
    ]
}

/// Where the vault stands.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct Status {
    /// `none`, `locked`, `open`, `damaged` or `newer`.
    pub state: String,
    /// The vault's folder.
    pub dir: String,
    /// Whether this computer has a keychain that can keep the key.
    pub keychain: bool,
    /// The ways it can be unlocked: `keychain`, `passphrase`, `recovery`.
    pub slots: Vec<String>,
    /// Whether a recovery code was written down and typed back.
    pub recovery_confirmed: bool,
    /// Whether the throw-away vault of sample people is shown.
    pub sample: bool,
    /// The program's version.
    pub app_version: String,
    /// What is wrong, when something is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<Error>,
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct Create {
    /// At least 8 characters; needed where there is no keychain.
    passphrase: Option<String>,
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct UnlockWith {
    /// The passphrase.
    passphrase: Option<String>,
    /// The recovery code as written down; blanks and hyphens do not matter.
    recovery_code: Option<String>,
}

#[derive(Debug, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct RecoveryCode {
    /// The code in its groups.
    code: String,
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct Slot {
    /// `keychain`, `passphrase` or `recovery`.
    slot: String,
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewPassphrase {
    /// The new passphrase, at least 8 characters.
    new: String,
    /// The present one, if there is one.
    current: Option<String>,
}

fn create(app: &App, input: Create) -> Result<Status> {
    app.create(input.passphrase.map(Secret::from))?;
    app.status()
}

fn unlock(app: &App, input: UnlockWith) -> Result<Status> {
    let unlock = match (input.passphrase, input.recovery_code) {
        (Some(_), Some(_)) => {
            return Err(Error::invalid(
                "recovery_code",
                "Give the passphrase or the recovery code, not both.",
            ));
        }
        (Some(passphrase), None) => Unlock::Passphrase(Secret::from(passphrase)),
        (None, Some(code)) => Unlock::RecoveryCode(Secret::from(code)),
        (None, None) => Unlock::Keychain,
    };
    app.unlock(unlock)?;
    app.status()
}

fn set_passphrase(app: &App, input: NewPassphrase) -> Result<Status> {
    let vault = app.own_vault()?;
    check_passphrase(&input.new)?;
    vault.set_passphrase(&Secret::from(input.new), input.current.map(Secret::from).as_ref())?;
    app.status()
}

fn set_keychain(app: &App, _: Nothing) -> Result<Status> {
    let vault = app.own_vault()?;
    if !app.status()?.keychain {
        return Err(Error::refused(
            "no_keychain_here",
            "This computer has no keychain that can keep the key.",
        ));
    }
    vault.set_keychain()?;
    app.status()
}

pub(crate) fn check_passphrase(passphrase: &str) -> Result<()> {
    if passphrase.chars().count() < 8 {
        return Err(Error::invalid(
            "passphrase",
            "A passphrase needs at least 8 characters; four words are a good one.",
        ));
    }
    Ok(())
}
