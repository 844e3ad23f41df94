//! The application without a window: opens the vault, joins all command tables, runs the workers, tells listeners.
//!
//! Every door (the shell, HTTP, the command line, the vault's socket) holds an [`App`] and says
//! `app.call(actor, name, input)`; nothing else changes anything.

mod actor;
mod commands;
mod features;
mod gate;
mod input;
mod maintenance;
mod memory;
mod notices;
mod open;
mod paths;
mod resume;
pub mod socket;
mod store;
mod table;
#[cfg(test)]
mod tests;
mod worker;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use satchel_feature::Cx;
use satchel_kernel::{Error, Result};
use serde_json::Value;
use tokio::sync::broadcast;

pub use actor::Actor;
pub use gate::Status;
pub use input::MAX_INTEGER;
pub use paths::{default_dir, home_country};
pub use satchel_doing::notifications::model::Occasion;
pub use satchel_feature::command::output_schema;
pub use satchel_feature::cx::RecordRef;
pub use satchel_feature::files::{File, FileStore};
pub use satchel_feature::{Event, Needs};
pub use satchel_people::import::Words;
pub use table::CommandInfo;

/// Records are many small texts; the system's allocator takes a third of an import's time, this one a tenth.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Where the vault is and how the app behaves.
#[derive(Clone, Debug, Default)]
pub struct AppOptions {
    /// The vault's folder; the platform's convention when absent.
    pub vault_dir: Option<PathBuf>,
    /// Never ask the OS keychain, as when a test or a server has none.
    pub without_keychain: bool,
}

/// The application; a handle that is cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Inner>);

struct Inner {
    options: AppOptions,
    dir: PathBuf,
    state: RwLock<State>,
    /// Held while the vault is opened, closed or exchanged.
    changing: Mutex<()>,
    table: table::Table,
    files: Arc<FileStore>,
    events: broadcast::Sender<Event>,
}

#[derive(Default)]
struct State {
    open: Option<Arc<open::OpenVault>>,
    /// The throw-away vault of sample people is shown instead of the seller's own.
    sample: Option<Arc<open::OpenVault>>,
}

impl App {
    /// The application on its vault folder; nothing is opened yet.
    pub fn new(options: AppOptions) -> Result<Self> {
        let dir = match &options.vault_dir {
            Some(dir) => dir.clone(),
            None => default_dir()?,
        };
        let (events, _) = broadcast::channel(1024);
        let table = table::Table::new()?;
        let files = Arc::new(FileStore::default());
        Ok(Self(Arc::new(Inner {
            options,
            dir,
            state: RwLock::default(),
            changing: Mutex::new(()),
            table,
            files,
            events,
        })))
    }

    /// Runs a command. Blocks for as long as the command takes: call it from a thread that may.
    pub fn call(&self, actor: &Actor, name: &str, input: Value) -> Result<Value> {
        let row = self.0.table.row(name)?;
        actor.allowed(row.needs())?;
        input::check(&input)?;
        match row {
            table::Row::Gate(command) => (command.run)(self, input),
            table::Row::Open(command) => {
                let open = self.open_vault()?;
                let mut cx = Cx {
                    shared: open.shared.clone(),
                    actor: actor.name.clone(),
                    command: command.name.clone(),
                };
                (command.run)(&mut cx, input)
            }
        }
    }

    /// The command table, the same whether a vault is open or not.
    pub fn commands(&self) -> Vec<CommandInfo> {
        self.0.table.infos()
    }

    /// Events from now on; a listener that falls 1,024 behind is told so and refetches.
    pub fn subscribe(&self) -> broadcast::Receiver<Event> {
        self.0.events.subscribe()
    }

    /// Files handed in and out.
    pub fn files(&self) -> &FileStore {
        &self.0.files
    }

    /// The folder of the seller's own vault.
    pub fn dir(&self) -> &Path {
        &self.0.dir
    }

    /// Tells every listener.
    pub fn emit(&self, event: Event) {
        // Nobody listening is fine.
        let _ = self.0.events.send(event);
    }

    /// A view of the open vault for a reader that is no command, such as a resumed event stream.
    pub fn cx(&self, actor: &Actor) -> Result<Cx> {
        actor.allowed(Needs::Read)?;
        let open = self.open_vault()?;
        Ok(Cx { shared: open.shared.clone(), actor: actor.name.clone(), command: String::new() })
    }

    /// Closes what is open, waiting for the running work to reach a point where it can be taken up again.
    pub fn close(&self) {
        let _changing = self.0.changing.lock().unwrap_or_else(PoisonError::into_inner);
        // What the socket's callers asked for is still done; then nobody else can ask.
        let own = self.0.state.read().unwrap_or_else(PoisonError::into_inner).open.clone();
        if let Some(own) = own {
            own.stop_listening();
        }
        let state = std::mem::take(&mut *self.0.state.write().unwrap_or_else(PoisonError::into_inner));
        for open in [state.sample, state.open].into_iter().flatten() {
            open.close();
        }
    }

    fn open_vault(&self) -> Result<Arc<open::OpenVault>> {
        let state = self.0.state.read().unwrap_or_else(PoisonError::into_inner);
        state.sample.as_ref().or(state.open.as_ref()).cloned().ok_or_else(|| {
            Error::refused(
                "vault_locked",
                "The vault is locked. Unlock it, or create one if there is none yet.",
            )
        })
    }
}
