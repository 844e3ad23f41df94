//! The one command the window may send.
//!
//! A handful of names are answered here, because only the shell can: native dialogs, and files that wait for the
//! window. Every other name goes to the application unchanged, on the blocking pool.

use std::sync::Arc;

use satchel_kernel::Error;
use serde_json::Value;
use tauri::{AppHandle, Runtime, State, async_runtime::spawn_blocking};

use crate::{arrivals, dialogs, door::Door, opened, window};

/// Runs `name` with `input` and answers with its output or a [`satchel_kernel::Error`].
#[tauri::command]
pub async fn call<R: Runtime>(
    app: AppHandle<R>,
    door: State<'_, Arc<Door>>,
    name: String,
    input: Option<Value>,
) -> Result<Value, Error> {
    let input = input.unwrap_or_else(|| Value::Object(serde_json::Map::new()));
    let door = Arc::clone(&door);
    let work = move || match name.as_str() {
        "shell.ready" => Ok(arrivals::ready(&app)),
        "shell.pick" => dialogs::pick(&app, &door, &input),
        "shell.put" => opened::put(&door, &input),
        "shell.open" => opened::open(&app, &door, &input),
        "shell.save" => dialogs::save(&app, &door, &input),
        "shell.print" => window::print(&app),
        "shell.unsaved" => Ok(window::set_unsaved(&app, &input)),
        _ => door.call(&name, input),
    };
    spawn_blocking(work).await.map_err(|cause| {
        Error::broken("not_finished", "The program could not finish this. Try again.").because(cause)
    })?
}
