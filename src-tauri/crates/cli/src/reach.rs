//! Reaching the vault: through the process that has it open, or by opening it.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use satchel_app::socket::{Failure, Lost, Remote};
use satchel_app::{Actor, App, AppOptions, File};
use satchel_kernel::Id;
use serde_json::{Value, json};

use crate::exit::Ended;

/// The name under which the change log writes what came from here.
pub const ACTOR: &str = "cli";
/// How long a vault that is being opened or closed by another process is waited for.
const PATIENCE: Duration = Duration::from_secs(15);
const TRIES: usize = 3;

/// How the vault may be opened.
#[derive(Clone)]
pub struct Opening {
    /// Its folder.
    pub dir: PathBuf,
    /// Leave the keychain alone.
    pub without_keychain: bool,
    /// The passphrase, if one was given.
    pub passphrase: Option<String>,
    /// Whether a person can be asked for it.
    pub can_ask: bool,
}

/// A vault within reach.
pub enum Reach {
    /// This process opened it.
    Here(App),
    /// Another process has it open; when that one ends before it was asked, this one opens it.
    There(Remote, Opening),
}

impl Opening {
    /// The application here, with nothing opened.
    pub fn app(&self) -> Result<App, Ended> {
        let options =
            AppOptions { vault_dir: Some(self.dir.clone()), without_keychain: self.without_keychain };
        Ok(App::new(options)?)
    }

    /// Whoever has the vault open, else the application here with the vault as it is.
    pub fn reach(&self) -> Result<Reach, Ended> {
        match Remote::connect(&self.dir) {
            Some(remote) => Ok(Reach::There(remote, self.clone())),
            None => Ok(Reach::Here(self.app()?)),
        }
    }

    /// The open vault.
    pub fn open(&self) -> Result<Reach, Ended> {
        let began = Instant::now();
        loop {
            let reach = self.reach()?;
            let Reach::Here(app) = &reach else { return Ok(reach) };
            match self.unlock(app) {
                Err(Ended::Failed(failure)) if open_elsewhere(&failure) && began.elapsed() < PATIENCE => {
                    // Whoever holds the lock is about to listen, or about to end.
                    std::thread::sleep(Duration::from_millis(50));
                }
                Err(ended) => return Err(ended),
                Ok(()) => return Ok(reach),
            }
        }
    }

    /// Opens the vault here: with the keychain, else with the passphrase that was given, else with one typed now.
    pub fn unlock(&self, app: &App) -> Result<(), Ended> {
        let actor = actor();
        let status = app.call(&actor, "vault.status", json!({}))?;
        let has = |slot: &str| {
            status.get("slots").and_then(Value::as_array).is_some_and(|s| s.iter().any(|s| s == slot))
        };
        match status.get("state").and_then(Value::as_str) {
            Some("open") => return Ok(()),
            Some("none") => {
                let dir = self.dir.display();
                return Err(Ended::refused(
                    "no_vault",
                    format!("There is no vault in “{dir}”. Make one with: satchel init"),
                ));
            }
            Some("locked") | None => {}
            Some(_) => {
                let told =
                    status.get("error").cloned().and_then(|e| serde_json::from_value::<Failure>(e).ok());
                return Err(told.map_or_else(
                    || Ended::refused("vault_damaged", "The vault cannot be opened."),
                    Ended::from,
                ));
            }
        }
        let mut refusal = None;
        if has("keychain") && !self.without_keychain {
            match app.call(&actor, "vault.unlock", json!({})) {
                Ok(_) => return Ok(()),
                Err(error) => refusal = Some(Failure::from(error)),
            }
        }
        if let Some(failure) = refusal.take_if(|failure| open_elsewhere(failure)) {
            return Err(Ended::from(failure));
        }
        if has("passphrase") {
            if let Some(passphrase) = &self.passphrase {
                app.call(&actor, "vault.unlock", json!({ "passphrase": passphrase }))?;
                return Ok(());
            }
            if self.can_ask {
                return ask_and_unlock(app, &actor);
            }
        }
        Err(refusal.map_or_else(
            || {
                Ended::refused(
                    "vault_locked",
                    "The vault is locked. Put its passphrase into SATCHEL_PASSPHRASE, or run this on a terminal to be asked for it.",
                )
            },
            Ended::from,
        ))
    }

    /// The passphrase of a new vault: given, or typed twice; `None` where nobody can be asked.
    pub fn new_passphrase(&self) -> Result<Option<String>, Ended> {
        if self.passphrase.is_some() || !self.can_ask {
            return Ok(self.passphrase.clone());
        }
        loop {
            let first =
                ask("A passphrase for the new vault (at least 8 characters; four words are a good one): ")?;
            if first == ask("Once more: ")? {
                return Ok(Some(first));
            }
            let _ = writeln!(std::io::stderr(), "These are not the same. Once more from the beginning.");
        }
    }
}

impl Reach {
    /// Runs a command.
    pub fn call(&mut self, name: &str, input: Value) -> Result<Value, Ended> {
        self.call_as(ACTOR, name, input)
    }

    /// Runs a command under another name.
    pub fn call_as(&mut self, actor: &str, name: &str, input: Value) -> Result<Value, Ended> {
        match self {
            Self::Here(app) => Ok(app.call(&Actor { name: actor.into(), may: None }, name, input)?),
            Self::There(remote, opening) => match remote.call(actor, name, input.clone()) {
                Err(Lost::NotTaken) => {
                    *self = opening.clone().open()?;
                    self.call_again(actor, name, input)
                }
                answer => Ok(answer?),
            },
        }
    }

    fn call_again(&mut self, actor: &str, name: &str, input: Value) -> Result<Value, Ended> {
        match self {
            Self::Here(app) => Ok(app.call(&Actor { name: actor.into(), may: None }, name, input)?),
            Self::There(remote, _) => Ok(remote.call(actor, name, input)?),
        }
    }

    /// A handle for a file.
    pub fn put_path(&mut self, path: &Path) -> Result<File, Ended> {
        match self {
            Self::Here(app) => Ok(app.files().put_path(path)?),
            Self::There(remote, _) => Ok(remote.put_path(path)?),
        }
    }

    /// Writes a file's bytes.
    pub fn read_file(&mut self, file: Id, to: &mut impl Write) -> Result<(), Ended> {
        match self {
            Self::Here(app) => {
                std::io::copy(&mut app.files().open(file)?, to)?;
                app.files().forget(file);
            }
            Self::There(remote, _) => {
                remote.read_file(file, to)?;
            }
        }
        Ok(())
    }

    /// What happens from now on, as long as the receiver lives.
    pub fn events(&self, dir: &Path) -> mpsc::Receiver<Value> {
        let (to, from) = mpsc::sync_channel(1024);
        match self {
            Self::Here(app) => {
                let mut events = app.subscribe();
                std::thread::spawn(move || {
                    loop {
                        match events.blocking_recv() {
                            Ok(event) => {
                                let Ok(event) = serde_json::to_value(event) else { continue };
                                if to.send(event).is_err() {
                                    break;
                                }
                            }
                            Err(tokio::sync::broadcast::error::RecvError::Lagged(_)) => {}
                            Err(tokio::sync::broadcast::error::RecvError::Closed) => break,
                        }
                    }
                });
            }
            Self::There(..) => {
                // Progress is only shown: without a second connection there is none to show.
                if let Some(Ok(events)) = Remote::connect(dir).map(Remote::listen) {
                    std::thread::spawn(move || events.map_while(|event| to.send(event).ok()).for_each(drop));
                }
            }
        }
        from
    }

    /// Closes what this process opened.
    pub fn close(self) {
        if let Self::Here(app) = self {
            app.close();
        }
    }
}

/// This program, at the seller's own laptop.
pub fn actor() -> Actor {
    Actor { name: ACTOR.into(), may: None }
}

/// Whether the vault could not be opened because another process has it.
fn open_elsewhere(failure: &Failure) -> bool {
    failure.details.as_ref().is_some_and(|d| d.get("by").is_some())
}

fn ask_and_unlock(app: &App, actor: &Actor) -> Result<(), Ended> {
    let mut last = None;
    for _ in 0..TRIES {
        let passphrase = ask("Passphrase: ")?;
        match app.call(actor, "vault.unlock", json!({ "passphrase": passphrase })) {
            Ok(_) => return Ok(()),
            Err(error) if error.code == "wrong_key" => {
                let _ = writeln!(std::io::stderr(), "{error}");
                last = Some(error);
            }
            Err(error) => return Err(error.into()),
        }
    }
    Err(last.map_or(Ended::Unread, Ended::from))
}

/// Asks without showing what is typed.
fn ask(question: &str) -> Result<String, Ended> {
    rpassword::prompt_password(question)
        .map_err(|e| Ended::refused("cannot_ask", format!("The passphrase cannot be asked for: {e}.")))
}
