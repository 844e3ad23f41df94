//! `satchel init`

use serde_json::{Value, json};

use crate::Cli;
use crate::arguments::Init;
use crate::exit::{DONE, Ended};
use crate::reach::Reach;
use crate::table::text;

pub fn run(cli: &mut Cli<'_, '_>, init: &Init) -> Result<u8, Ended> {
    let mut reach = cli.opening.reach()?;
    let mut answer = create(cli, &mut reach)?;
    if init.recovery_code {
        let code = reach.call("vault.recovery_code", json!({}))?;
        if let Some(answer) = answer.as_object_mut() {
            answer.insert("recovery_code".into(), code.get("code").cloned().unwrap_or_default());
        }
    }
    reach.close();
    if cli.json {
        cli.say_json(&answer)?;
        return Ok(DONE);
    }
    cli.say(format!("The vault is in {}", text(&answer, "dir")))?;
    if init.recovery_code {
        cli.say(format!("Recovery code: {}", text(&answer, "recovery_code")))?;
        cli.note("Keep the code apart from this computer, then confirm it: satchel call vault.confirm_recovery '{\"code\": \"…\"}'")?;
    } else {
        cli.note("Without a recovery code a lost passphrase or keychain loses the vault: satchel call vault.recovery_code")?;
    }
    Ok(DONE)
}

fn create(cli: &Cli<'_, '_>, reach: &mut Reach) -> Result<Value, Ended> {
    let status = reach.call("vault.status", json!({}))?;
    if status.get("state").and_then(Value::as_str) != Some("none") {
        let dir = text(&status, "dir");
        return Err(Ended::refused(
            "vault_exists",
            format!("There is a vault in “{dir}” already. Nothing was changed."),
        ));
    }
    let has_keychain = status.get("keychain").and_then(Value::as_bool) == Some(true);
    let passphrase = match &cli.opening.passphrase {
        Some(passphrase) => Some(passphrase.clone()),
        None if has_keychain => None,
        None => Some(cli.opening.new_passphrase()?.ok_or_else(|| {
            Ended::refused(
                "passphrase_needed",
                "This computer has no keychain, so the vault needs a passphrase: put it into SATCHEL_PASSPHRASE, or run this on a terminal.",
            )
        })?),
    };
    let input = passphrase.map_or_else(|| json!({}), |passphrase| json!({ "passphrase": passphrase }));
    reach.call("vault.create", input)
}
