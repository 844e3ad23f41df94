//! An open vault with its index and workers, and the ways from one state of the app to the next.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::thread::JoinHandle;
use std::time::Duration;

use satchel_feature::cx::RecordRef;
use satchel_feature::records::{self, RuleCx, Searcher};
use satchel_feature::{Cx, Event, Shared};
use satchel_kernel::{Error, Result};
use satchel_search::{Index, Lists};
use satchel_vault::{Committed, NewKeys, Secret, Unlock, Vault, jobs, keychain};

use crate::gate::{self, Status};
use crate::socket::Listening;
use crate::worker::{self, Bell};
use crate::{App, State, home_country, notices};

/// How long a closing vault waits for what other processes asked of it.
const PATIENCE: Duration = Duration::from_secs(5);

pub(crate) struct OpenVault {
    pub shared: Arc<Shared>,
    jobs: Arc<Bell>,
    index: Arc<Bell>,
    notices: Arc<Bell>,
    threads: Mutex<Vec<JoinHandle<()>>>,
    /// Where other processes reach this vault; the throw-away one has no such place.
    socket: Mutex<Option<Listening>>,
    /// A throw-away vault's folder, removed when it is dropped.
    folder: Option<tempfile::TempDir>,
}

impl OpenVault {
    fn start(app: &App, vault: Vault, folder: Option<tempfile::TempDir>) -> Result<Arc<Self>> {
        let registry = Arc::new(crate::features::registry()?);
        let catalogue = vault.read(|conn| satchel_people::fields::catalogue(conn, &registry))?;
        let index = Index::open(&vault.dir().join("index"), vault.derive_key("satchel index v1"))?;
        let events = app.0.events.clone();
        let notices: Arc<Bell> = Arc::default();
        let told = notices.clone();
        let index = Arc::new(index);
        let catalogue = Arc::new(RwLock::new(Arc::new(catalogue)));
        let documents = Arc::new(Searcher { registry: registry.clone(), catalogue: catalogue.clone() });
        let cursor_key = vault.derive_key("satchel list cursor");
        let shared = Arc::new(Shared {
            lists: Lists::new(Some(index.clone()), documents.clone(), cursor_key),
            documents,
            vault,
            index,
            registry,
            catalogue,
            files: app.0.files.clone(),
            default_region: home_country().unwrap_or_else(|| "US".to_owned()),
            events: Box::new(move |event| {
                // The end of a job is told, and one that was put away wakes; neither is a change of a record.
                if matches!(event, Event::Job { .. } | Event::Notify { .. }) {
                    told.ring();
                }
                let _ = events.send(event);
            }),
            job_bell: std::sync::OnceLock::new(),
            memory: Default::default(),
        });
        let open = Arc::new(Self {
            shared: shared.clone(),
            socket: Mutex::default(),
            jobs: Arc::default(),
            index: Arc::default(),
            notices,
            threads: Mutex::default(),
            folder,
        });
        open.listen();
        let cx = Cx { shared: shared.clone(), actor: "vault".into(), command: "vault.open".into() };
        shared.vault.write(&cx.act("Take up jobs"), |tx| jobs::release_all(tx, tx.now_ms()))?;
        worker::give_up_exhausted(&shared)?;
        let mut begun = satchel_people::import::recover(&cx)?;
        begun.extend(satchel_feature::bulk::recover(&cx)?);
        // Nobody shall see a large write half done: what had begun to write ends before the first command.
        worker::go_on(&shared, &open.jobs, &begun)?;
        let mut threads = open.threads.lock().unwrap_or_else(PoisonError::into_inner);
        for (name, bell, run) in [
            ("jobs", open.jobs.clone(), worker::run_jobs as fn(&Arc<Shared>, &Arc<Bell>)),
            ("index", open.index.clone(), worker::run_index),
        ] {
            let shared = shared.clone();
            let thread = std::thread::Builder::new().name(name.into()).spawn(move || run(&shared, &bell));
            threads.push(thread.map_err(no_thread)?);
        }
        let (shared, bell, listeners) = (shared.clone(), open.notices.clone(), app.0.events.clone());
        // A throw-away vault's people are invented: the desktop is not told of them.
        let is_own = open.folder.is_none();
        let is_heard = move || is_own && listeners.receiver_count() > 0;
        let thread = std::thread::Builder::new().name("notices".into());
        threads.push(thread.spawn(move || notices::run(&shared, &bell, is_heard)).map_err(no_thread)?);
        drop(threads);
        Ok(open)
    }

    fn listen(self: &Arc<Self>) {
        let (jobs, index, notices) = (self.jobs.clone(), self.index.clone(), self.notices.clone());
        let shared = Arc::downgrade(&self.shared);
        self.shared.vault.on_commit(Box::new(move |committed: &Committed| {
            let Some(shared) = shared.upgrade() else { return };
            let shapes = |kind: &String| shared.registry.kind(kind).is_ok_and(|k| k.rules.shapes_catalogue());
            if committed.kinds.iter().any(shapes) {
                match shared.vault.read(|conn| satchel_people::fields::catalogue(conn, &shared.registry)) {
                    Ok(catalogue) => shared.set_catalogue(catalogue),
                    Err(error) => tracing::error!(%error, "the catalogue cannot be read"),
                }
            }
            // Who reads what changed needs the kinds it is of.
            index.ring();
            jobs.ring();
            notices.ring();
            let ids = committed
                .ids
                .as_ref()
                .map(|ids| ids.iter().map(|(kind, id)| RecordRef { kind: kind.clone(), id: *id }).collect());
            (shared.events)(Event::Change {
                from_seq: committed.from_seq,
                to_seq: committed.to_seq,
                kinds: committed.kinds.clone(),
                ids,
            });
        }));
        let shared = Arc::downgrade(&self.shared);
        self.shared.vault.on_restored(Box::new(move |tx, kind, id| {
            let Some(shared) = shared.upgrade() else { return Ok(()) };
            let catalogue = shared.catalogue();
            let region = shared.region(tx).map_err(satchel_vault::VaultError::Inner)?;
            let rules = RuleCx {
                conn: tx,
                registry: &shared.registry,
                catalogue: &catalogue,
                now_ms: tx.now_ms(),
                region: &region,
            };
            records::derive(&rules, kind, id).map_err(satchel_vault::VaultError::Inner)
        }));
        let bell = self.jobs.clone();
        self.shared.set_job_bell(Box::new(move || bell.ring()));
    }

    /// Opens the vault's socket, once the app answers. Where there can be none, other processes have to wait until this
    /// one ends, which is no reason not to open the vault.
    fn begin_listening(&self, app: &App) {
        let weak = Arc::downgrade(&app.0);
        match Listening::begin(&app.0.dir, move || weak.upgrade().map(App)) {
            Ok(socket) => *self.socket.lock().unwrap_or_else(PoisonError::into_inner) = Some(socket),
            Err(error) => tracing::warn!(cause = ?std::error::Error::source(&error), "{error}"),
        }
    }

    /// Ends the vault's socket, after what it was asked already.
    pub fn stop_listening(&self) {
        let socket = self.socket.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(socket) = socket {
            socket.stop(PATIENCE);
        }
    }

    /// Stops the workers and closes the vault.
    pub fn close(&self) {
        self.stop_listening();
        self.jobs.stop();
        self.index.stop();
        self.notices.stop();
        let threads = std::mem::take(&mut *self.threads.lock().unwrap_or_else(PoisonError::into_inner));
        for thread in threads {
            let _ = thread.join();
        }
        self.shared.vault.lock();
    }
}

fn no_thread(cause: std::io::Error) -> Error {
    Error::broken("no_thread", "The computer has no room for a worker.").because(cause)
}

impl App {
    /// Where the vault stands.
    pub fn status(&self) -> Result<Status> {
        let state = self.0.state.read().unwrap_or_else(PoisonError::into_inner);
        let found = satchel_vault::status(&self.0.dir);
        let mut status = Status {
            state: "none".into(),
            dir: self.0.dir.display().to_string(),
            keychain: !self.0.options.without_keychain && keychain::available(),
            slots: Vec::new(),
            recovery_confirmed: false,
            sample: state.sample.is_some(),
            app_version: env!("CARGO_PKG_VERSION").to_owned(),
            error: None,
        };
        match found {
            satchel_vault::Status::None => {}
            satchel_vault::Status::Locked { slots, recovery_confirmed } => {
                status.state = "locked".into();
                status.slots = slots.into_iter().map(str::to_owned).collect();
                status.recovery_confirmed = recovery_confirmed;
            }
            satchel_vault::Status::Newer { found, known } => {
                status.state = "newer".into();
                status.error = Some(satchel_vault::VaultError::Newer { found, known }.into());
            }
            satchel_vault::Status::Damaged { what } => {
                status.state = "damaged".into();
                status.error = Some(satchel_vault::VaultError::Damaged(what).into());
            }
            satchel_vault::Status::NotAVault { what } => {
                status.state = "damaged".into();
                status.error = Some(satchel_vault::VaultError::NotAVault(what).into());
            }
            satchel_vault::Status::Unreadable { path } => {
                status.state = "damaged".into();
                let denied = std::io::ErrorKind::PermissionDenied.into();
                status.error = Some(satchel_vault::VaultError::io(path)(denied).into());
            }
        }
        if state.open.is_some() || state.sample.is_some() {
            status.state = "open".into();
        }
        Ok(status)
    }

    /// Creates the seller's vault and opens it. The keychain is used where there is one; otherwise a passphrase is
    /// needed, for no key is ever invented without a place to keep it.
    pub fn create(&self, passphrase: Option<Secret>) -> Result<()> {
        let keychain = !self.0.options.without_keychain && keychain::available();
        if let Some(passphrase) = &passphrase {
            gate::check_passphrase(passphrase.expose())?;
        } else if !keychain {
            return Err(Error::invalid(
                "passphrase",
                "This computer has no keychain to keep the vault's key, so the vault needs a passphrase.",
            ));
        }
        // Whoever asks for a vault with this passphrase must not believe that it opens the one that is there.
        let exists = |dir: &Path| Err(satchel_vault::VaultError::Exists(dir.to_owned()).into());
        self.open_with(exists, |dir| Vault::create(dir, NewKeys { passphrase, keychain }))
    }

    /// Opens the seller's vault.
    pub fn unlock(&self, unlock: Unlock) -> Result<()> {
        if matches!(unlock, Unlock::Keychain) && self.0.options.without_keychain {
            return Err(Error::refused(
                "no_keychain",
                "Unlock the vault with its passphrase or its recovery code.",
            ));
        }
        self.open_with(|_| Ok(()), |dir| Vault::open(dir, unlock))
    }

    /// Opens a vault; where one is open it stays, and `already` says what is answered.
    fn open_with(
        &self,
        already: impl FnOnce(&Path) -> Result<()>,
        open: impl FnOnce(&Path) -> satchel_vault::Result<Vault>,
    ) -> Result<()> {
        let _changing = self.0.changing.lock().unwrap_or_else(PoisonError::into_inner);
        if self.0.state.read().unwrap_or_else(PoisonError::into_inner).open.is_some() {
            return already(&self.0.dir);
        }
        let opened = OpenVault::start(self, open(&self.0.dir)?, None)?;
        self.0.state.write().unwrap_or_else(PoisonError::into_inner).open = Some(opened.clone());
        opened.begin_listening(self);
        self.emit(Event::Vault { state: "open".into() });
        Ok(())
    }

    /// Closes the vault.
    pub fn lock(&self) {
        self.close();
        self.emit(Event::Vault { state: "locked".into() });
    }

    /// The seller's own open vault, also while the sample is shown.
    pub(crate) fn own_vault(&self) -> Result<Vault> {
        let state = self.0.state.read().unwrap_or_else(PoisonError::into_inner);
        state.open.as_ref().map(|o| o.shared.vault.clone()).ok_or_else(|| {
            Error::refused(
                "vault_locked",
                "The vault is locked. Unlock it, or create one if there is none yet.",
            )
        })
    }

    /// Opens a throw-away vault with sample people in a temporary folder.
    pub fn open_sample(&self) -> Result<()> {
        let _changing = self.0.changing.lock().unwrap_or_else(PoisonError::into_inner);
        if self.0.state.read().unwrap_or_else(PoisonError::into_inner).sample.is_some() {
            return Ok(());
        }
        let folder = tempfile::tempdir().map_err(|e| {
            Error::broken("no_temporary_folder", "There is no room for the sample.").because(e)
        })?;
        let vault = Vault::throwaway(&folder.path().join("vault"))?;
        let opened = OpenVault::start(self, vault, Some(folder))?;
        let cx =
            Cx { shared: opened.shared.clone(), actor: "owner".into(), command: "vault.open_sample".into() };
        satchel_people::sample::fill(&cx)?;
        self.0.state.write().unwrap_or_else(PoisonError::into_inner).sample = Some(opened);
        self.emit(Event::Vault { state: "open".into() });
        Ok(())
    }

    /// Throws the sample away.
    pub fn close_sample(&self) {
        let _changing = self.0.changing.lock().unwrap_or_else(PoisonError::into_inner);
        let sample = {
            let mut state: std::sync::RwLockWriteGuard<'_, State> =
                self.0.state.write().unwrap_or_else(PoisonError::into_inner);
            state.sample.take()
        };
        if let Some(sample) = sample {
            sample.close();
            let state = if self.own_vault().is_ok() { "open" } else { "locked" };
            self.emit(Event::Vault { state: state.into() });
        }
    }
}
