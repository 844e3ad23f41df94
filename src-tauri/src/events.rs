//! What happens in the application reaches the window as one Tauri event, and what the shell itself must follow
//! (language, what the desktop shows) is followed here.

use serde_json::{Value, json};
use tauri::{AppHandle, Emitter, Manager, Runtime, async_runtime};
use tokio::sync::broadcast::error::RecvError;

use crate::{door::Door, menu, notice, window};

/// The name of the Tauri event; its payload is the event of the contract, told apart by `type`.
pub const EVENT: &str = "satchel";

/// Sends one event to the main window. A window that is gone hears nothing, which is right.
pub fn send<R: Runtime>(app: &AppHandle<R>, event: &Value) {
    if let Err(cause) = app.emit_to(window::MAIN, EVENT, event) {
        tracing::warn!("an event did not reach the window: {cause}");
    }
}

/// Forwards the application's events until it ends.
pub fn forward<R: Runtime>(app: &AppHandle<R>, door: &Door) {
    let mut events = door.events();
    let app = app.clone();
    async_runtime::spawn(async move {
        loop {
            let event = match events.recv().await {
                Ok(event) => serde_json::to_value(event).unwrap_or_default(),
                // The window fell behind: it fetches everything it shows again.
                Err(RecvError::Lagged(_)) => json!({ "type": "gap" }),
                Err(RecvError::Closed) => return,
            };
            if concerns_settings(&event) {
                menu::relabel(&app);
            }
            notice::tell(&app, &event);
            send(&app, &event);
        }
    });
}

/// Whether the language of the menus may have changed.
fn concerns_settings(event: &Value) -> bool {
    match event.get("type").and_then(Value::as_str) {
        Some("vault") => true,
        Some("change") => event
            .get("kinds")
            .and_then(Value::as_array)
            .is_some_and(|kinds| kinds.iter().any(|kind| kind == "setting")),
        _ => false,
    }
}

/// Whether the main window is where the seller looks at this moment.
pub fn is_watched<R: Runtime>(app: &AppHandle<R>) -> bool {
    app.get_webview_window(window::MAIN).and_then(|window| window.is_focused().ok()).unwrap_or(false)
}
