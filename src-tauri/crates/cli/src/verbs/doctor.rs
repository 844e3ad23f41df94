//! `satchel doctor`: each thing that can be wrong, whether it is, and what to do.

use satchel_app::socket::Remote;
use serde_json::{Value, json};

use crate::Cli;
use crate::exit::{DONE, Ended, FAULT};
use crate::reach::Reach;
use crate::table::{list, number, short, text};

struct Finding {
    check: &'static str,
    ok: bool,
    detail: String,
}

pub fn run(cli: &mut Cli<'_, '_>) -> Result<u8, Ended> {
    let mut findings = Vec::new();
    let mut look = |check, ok, detail: String| findings.push(Finding { check, ok, detail });
    look("program", true, format!("satchel {}", env!("CARGO_PKG_VERSION")));
    let running = Remote::connect(&cli.opening.dir).is_some();
    look(
        "running",
        true,
        if running {
            "another Satchel has the vault open".into()
        } else {
            "nobody has the vault open".into()
        },
    );
    let status = cli.opening.reach()?.call("vault.status", json!({}))?;
    let state = text(&status, "state");
    let told = status.get("error").map(|e| text(e, "message")).unwrap_or_default();
    look(
        "vault",
        matches!(state.as_str(), "open" | "locked"),
        format!("{} in {} {told}", state, text(&status, "dir")).trim_end().to_owned(),
    );
    let has_keychain = status.get("keychain") == Some(&Value::Bool(true));
    look(
        "keychain",
        true,
        if has_keychain {
            "there is one".into()
        } else {
            "there is none; the vault needs its passphrase".into()
        },
    );
    if matches!(state.as_str(), "open" | "locked") {
        // Advice, not a fault: the vault is sound without one.
        let recovery = if status.get("recovery_confirmed") == Some(&Value::Bool(true)) {
            "a recovery code was confirmed"
        } else {
            "no recovery code was confirmed; make one with: satchel call vault.recovery_code"
        };
        look("recovery", true, recovery.into());
        match cli.opening.open() {
            Ok(mut reach) => {
                look_inside(&mut reach, &mut look);
                reach.close();
            }
            Err(Ended::Failed(failure)) => look("key", false, failure.message),
            Err(ended) => return Err(ended),
        }
    }
    let all_well = findings.iter().all(|finding| finding.ok);
    if cli.json {
        let findings: Vec<Value> =
            findings.iter().map(|f| json!({ "check": f.check, "ok": f.ok, "detail": f.detail })).collect();
        cli.say_json(&json!({ "ok": all_well, "checks": findings }))?;
    } else {
        for finding in &findings {
            cli.say(format!(
                "{:9} {:4} {}",
                finding.check,
                if finding.ok { "ok" } else { "look" },
                finding.detail
            ))?;
        }
    }
    Ok(if all_well { DONE } else { FAULT })
}

fn look_inside(reach: &mut Reach, look: &mut impl FnMut(&'static str, bool, String)) {
    match reach.call("vault.doctor", json!({})) {
        Ok(found) => {
            for check in list(&found, "checks") {
                let faults: Vec<String> = list(check, "faults").iter().map(short).collect();
                let words = format!("{}: {} looked at", text(check, "name"), number(check, "looked_at"));
                look("soundness", faults.is_empty(), [vec![words], faults].concat().join("; "));
            }
        }
        Err(Ended::Failed(failure)) => look("soundness", false, failure.message),
        Err(Ended::Unread) => {}
    }
    for (check, command, words) in
        [("contacts", "contacts.list", "contacts"), ("companies", "companies.list", "companies")]
    {
        match reach.call(command, json!({ "limit": 1 })) {
            Ok(answer) => {
                look(check, true, format!("{} {words}", answer.get("total").cloned().unwrap_or_default()))
            }
            Err(Ended::Failed(failure)) => look(check, false, failure.message),
            Err(Ended::Unread) => {}
        }
    }
    match reach.call("search.query", json!({ "text": "a", "limit": 1 })) {
        Ok(_) => look("search", true, "the index answers".into()),
        Err(Ended::Failed(failure)) => look("search", false, failure.message),
        Err(Ended::Unread) => {}
    }
    match reach.call("jobs.list", json!({})) {
        Ok(answer) => {
            let failed = list(&answer, "jobs").iter().filter(|job| text(job, "state") == "failed").count();
            let words = if failed == 0 {
                "no failed job".to_owned()
            } else {
                format!("{failed} failed; see: satchel call jobs.list")
            };
            look("jobs", failed == 0, words);
        }
        Err(Ended::Failed(failure)) => look("jobs", false, failure.message),
        Err(Ended::Unread) => {}
    }
}
