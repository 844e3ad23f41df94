//! What every request shares: the application, the tokens, the limits, and how a command is run for a caller.

use std::path::PathBuf;
use std::sync::Arc;

use axum::http::StatusCode;
use satchel_app::{Actor, App};
use satchel_kernel::Error;
use serde_json::Value;
use tokio::sync::{Semaphore, watch};

use crate::names::Routes;
use crate::problem::{Answer, Problem};
use crate::rate::Limiter;
use crate::token::Tokens;

/// The most commands that run at once; more wait.
const MAX_RUNNING: usize = 64;
/// The most open event streams.
const MAX_LISTENERS: usize = 64;

/// How much a request may carry.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of a JSON body.
    pub body: usize,
    /// Bytes of an upload.
    pub upload: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { body: 4 << 20, upload: 16 << 30 }
    }
}

/// The open door.
pub struct Door {
    /// The application.
    pub app: App,
    /// Every command by its path.
    pub routes: Routes,
    /// Who may come in.
    pub tokens: Tokens,
    /// `127.0.0.1:PORT` and its other spellings.
    pub hosts: Vec<String>,
    /// How often.
    pub limiter: Limiter,
    /// How much.
    pub limits: Limits,
    /// The folder of the user interface, instead of the one inside the program.
    pub ui: Option<PathBuf>,
    /// Becomes true when the door closes.
    pub closing: watch::Receiver<bool>,
    /// Places for event streams.
    pub listeners: Arc<Semaphore>,
    running: Arc<Semaphore>,
}

/// Who sent a request.
#[derive(Clone, Debug)]
pub struct Caller(pub Actor);

impl Door {
    /// A door to `app` under these names.
    pub fn new(
        app: App,
        tokens: Tokens,
        hosts: Vec<String>,
        limiter: Limiter,
        limits: Limits,
        closing: watch::Receiver<bool>,
    ) -> Self {
        Self {
            routes: Routes::new(app.commands()),
            app,
            tokens,
            hosts,
            limiter,
            limits,
            ui: None,
            closing,
            listeners: Arc::new(Semaphore::new(MAX_LISTENERS)),
            running: Arc::new(Semaphore::new(MAX_RUNNING)),
        }
    }

    /// Runs a command on a thread that may block.
    pub async fn call(&self, actor: &Actor, name: &str, input: Value) -> Answer<Value> {
        let (actor, name) = (actor.clone(), name.to_owned());
        self.blocking(move |app| app.call(&actor, &name, input)).await
    }

    /// Runs something that may block, when there is room.
    pub async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce(&App) -> Result<T, Error> + Send + 'static,
    ) -> Answer<T> {
        let place = self.running.clone().acquire_owned().await.map_err(|_| {
            Problem::new(StatusCode::SERVICE_UNAVAILABLE, "closing", "Satchel is closing. Start it again.")
        })?;
        let app = self.app.clone();
        let work = tokio::task::spawn_blocking(move || {
            let _place = place;
            work(&app)
        });
        match work.await {
            Ok(answer) => Ok(answer?),
            Err(cause) => {
                Err(Problem::broken("not_finished", "The program could not finish this. Try again.", cause))
            }
        }
    }
}
