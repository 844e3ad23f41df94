//! `satchel serve`

use satchel_app::{App, Event};
use satchel_serve::{ServeOptions, Served};
use serde_json::{Value, json};
use tokio::runtime::{Handle, Runtime};
use tokio::sync::broadcast;

use crate::Cli;
use crate::arguments::{Import, Reading, Serve};
use crate::exit::{DONE, Ended};
use crate::reach::{Reach, actor};
use crate::verbs::import;

pub fn run(cli: &mut Cli<'_, '_>, serve: Serve) -> Result<u8, Ended> {
    let app = match cli.opening.reach()? {
        Reach::Here(app) => app,
        Reach::There(..) => {
            return Err(Ended::refused(
                "already_open",
                "Another Satchel has this vault open. Close it first, or use its window.",
            ));
        }
    };
    let runtime =
        Runtime::new().map_err(|e| Ended::refused("no_threads", format!("The server cannot start: {e}.")))?;
    let ended = serve_until_stopped(cli, serve, &app, &runtime);
    app.close();
    runtime.shutdown_background();
    ended.map(|()| DONE)
}

fn serve_until_stopped(
    cli: &mut Cli<'_, '_>,
    serve: Serve,
    app: &App,
    runtime: &Runtime,
) -> Result<(), Ended> {
    let opened = app.subscribe();
    open_if_possible(cli, app, !serve.import.is_empty())?;
    let options = ServeOptions {
        port: serve.port,
        token_file: serve.token_file,
        ui: serve.ui,
        ..ServeOptions::default()
    };
    let mut served = runtime.block_on(satchel_serve::serve(app.clone(), options))?;
    announce(cli, &served)?;
    if !serve.import.is_empty() {
        let files = Import {
            files: serve.import,
            dry_run: false,
            yes: true,
            no_merge: false,
            no_stages: false,
            kind: None,
            region: None,
            repair: None,
            reading: Reading::default(),
        };
        match import_when_open(cli, app, &files, opened, runtime.handle(), &mut served) {
            // A file that cannot be imported is no reason to close the window.
            Err(Ended::Failed(failure)) => cli.note(format!("satchel: {}", failure.message))?,
            Err(ended) => return Err(ended),
            Ok(()) => {}
        }
    }
    runtime.block_on(async {
        tokio::select! {
            ended = served.ended() => { ended?; }
            () = stopped() => { served.close().await; }
        }
        Ok(())
    })
}

/// Opens the vault where that takes no screen: the keychain, or the passphrase that was given. With files to import a
/// vault is also made, and a person at a terminal is asked. Everything else is the screen's work; no key is invented.
fn open_if_possible(cli: &mut Cli<'_, '_>, app: &App, has_files: bool) -> Result<(), Ended> {
    let status = app.call(&actor(), "vault.status", json!({}))?;
    let has_keychain = status.get("keychain") == Some(&Value::Bool(true));
    let may_ask = has_files && cli.opening.can_ask && !cli.json;
    match status.get("state").and_then(Value::as_str) {
        Some("none") => {
            let passphrase = match &cli.opening.passphrase {
                Some(passphrase) => Some(passphrase.clone()),
                None if has_keychain || !may_ask => None,
                None => cli.opening.new_passphrase()?,
            };
            match passphrase {
                Some(passphrase) => {
                    app.call(&actor(), "vault.create", json!({ "passphrase": passphrase }))?
                }
                None if has_keychain && has_files => app.call(&actor(), "vault.create", json!({}))?,
                None => return Ok(()),
            };
            Ok(())
        }
        Some("locked") => {
            let mut opening = cli.opening.clone();
            opening.can_ask = may_ask;
            match opening.unlock(app) {
                Err(Ended::Failed(failure)) => cli.note(format!("{} The page asks for it.", failure.message)),
                other => other,
            }
        }
        _ => Ok(()),
    }
}

fn announce(cli: &mut Cli<'_, '_>, served: &Served) -> Result<(), Ended> {
    if cli.json {
        cli.say_json(&json!({ "address": served.address, "token": served.token }))?;
    } else {
        cli.say(served.page())?;
        cli.note(
            "Open this address in a browser on this computer. It is a key: do not pass it on. Ctrl+C ends.",
        )?;
    }
    Ok(cli.around.out.flush()?)
}

/// Imports now, or as soon as the vault was made or unlocked in the browser.
fn import_when_open(
    cli: &mut Cli<'_, '_>,
    app: &App,
    files: &Import,
    mut events: broadcast::Receiver<Event>,
    runtime: &Handle,
    served: &mut Served,
) -> Result<(), Ended> {
    let is_open = |app: &App| {
        let status = app.call(&actor(), "vault.status", json!({})).ok();
        status
            .is_some_and(|s| s.get("state") == Some(&json!("open")) && s.get("sample") != Some(&json!(true)))
    };
    if !is_open(app) {
        cli.note("The files are imported as soon as the vault is open.")?;
    }
    while !is_open(app) {
        let going = runtime.block_on(async {
            tokio::select! {
                event = events.recv() => !matches!(event, Err(broadcast::error::RecvError::Closed)),
                _ = served.ended() => false,
                () = stopped() => false,
            }
        });
        if !going {
            return Err(Ended::Unread);
        }
    }
    let mut reach = Reach::Here(app.clone());
    let (done, _) = import::import_files(cli, &mut reach, files)?;
    import::tell_beside(cli, &done)
}

/// Ctrl+C, or being asked to end.
async fn stopped() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut end) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = end.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}
