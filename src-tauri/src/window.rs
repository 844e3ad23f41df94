//! The main window: where it stood last time, what dropping on it does, and where its links lead.

use std::sync::atomic::{AtomicBool, Ordering};

use satchel_kernel::Error;
use serde_json::Value;
use tauri::{
    AppHandle, DragDropEvent, Manager, Runtime, Url, WebviewUrl, WebviewWindowBuilder, Window, WindowEvent,
    plugin::TauriPlugin, webview::NewWindowResponse,
};
use tauri_plugin_window_state::StateFlags;

use crate::{arrivals, dialogs, platform};

/// The label capabilities are given to; no other window is ever opened.
pub const MAIN: &str = "main";

/// Keeps size and place between starts. The window is always opened visible, whatever it was when it was closed.
pub fn remember<R: Runtime>() -> TauriPlugin<R> {
    tauri_plugin_window_state::Builder::default()
        .with_state_flags(StateFlags::all() & !StateFlags::VISIBLE & !StateFlags::DECORATIONS)
        .build()
}

/// Opens the main window.
pub fn open<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<()> {
    let window = WebviewWindowBuilder::new(app, MAIN, WebviewUrl::default())
        .title("Satchel")
        .inner_size(1280.0, 832.0)
        .min_inner_size(360.0, 480.0)
        .on_navigation(stays_inside)
        .on_new_window(|address, _| {
            lead_out(&address);
            NewWindowResponse::Deny
        })
        .build()?;
    platform::draw_simply(&window);
    platform::keep_one_page(&window);
    platform::lend_camera(&window);
    Ok(())
}

/// Brings the main window to the front.
pub fn show<R: Runtime>(app: &AppHandle<R>) {
    if let Some(window) = app.get_webview_window(MAIN) {
        let shown = window.unminimize().and_then(|()| window.show()).and_then(|()| window.set_focus());
        if let Err(cause) = shown {
            tracing::warn!("the window could not be brought to the front: {cause}");
        }
    }
}

/// Hides the main window.
pub fn hide<R: Runtime>(app: &AppHandle<R>) {
    if let Some(Err(cause)) = app.get_webview_window(MAIN).map(|window| window.hide()) {
        tracing::warn!("the window could not be hidden: {cause}");
    }
}

/// Hides the main window, or brings it to the front where it was hidden.
pub fn toggle<R: Runtime>(app: &AppHandle<R>) {
    let Some(window) = app.get_webview_window(MAIN) else { return };
    let seen = window.is_visible().unwrap_or(false) && !window.is_minimized().unwrap_or(false);
    if seen { hide(app) } else { show(app) }
}

/// Whether the page holds something written that would be lost with the window, and whether the seller is being asked.
#[derive(Default)]
pub struct Unsaved {
    holds: AtomicBool,
    asking: AtomicBool,
}

/// `shell.unsaved {unsaved}`: the page says whether closing it now would lose something. Answers `null`.
pub fn set_unsaved<R: Runtime>(app: &AppHandle<R>, input: &Value) -> Value {
    let unsaved = input.get("unsaved").and_then(Value::as_bool).unwrap_or_default();
    app.state::<Unsaved>().holds.store(unsaved, Ordering::Relaxed);
    Value::Null
}

/// Opens the system's dialog to print the window's page or save it as a PDF.
pub fn print<R: Runtime>(app: &AppHandle<R>) -> Result<Value, Error> {
    let Some(window) = app.get_webview_window(MAIN) else { return Ok(Value::Null) };
    let refused = |cause| {
        Error::broken("no_printing", "The system's dialog for printing could not be opened.").because(cause)
    };
    window.print().map(|()| Value::Null).map_err(refused)
}

/// Asks before something written is lost, and goes on with `then` when nothing is or when the seller says so.
pub fn leave<R: Runtime>(app: &AppHandle<R>, then: impl FnOnce(&AppHandle<R>) + Send + 'static) {
    let unsaved = app.state::<Unsaved>();
    if !unsaved.holds.load(Ordering::Relaxed) {
        return then(app);
    }
    show(app);
    // Whoever presses the button twice has been asked already.
    if !unsaved.asking.swap(true, Ordering::Relaxed) {
        dialogs::ask_to_leave(app, |app, is_leaving| {
            app.state::<Unsaved>().asking.store(false, Ordering::Relaxed);
            if is_leaving {
                then(app);
            }
        });
    }
}

/// Files dropped anywhere on the window arrive like every other file; a window with something unsaved asks before it
/// closes.
pub fn on_event<R: Runtime>(window: &Window<R>, event: &WindowEvent) {
    match event {
        WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) => {
            arrivals::dropped(window.app_handle(), paths.clone());
        }
        WindowEvent::CloseRequested { api, .. }
            if window.app_handle().state::<Unsaved>().holds.load(Ordering::Relaxed) =>
        {
            api.prevent_close();
            leave(window.app_handle(), |app| {
                if let Some(Err(cause)) = app.get_webview_window(MAIN).map(|window| window.destroy()) {
                    tracing::warn!("the window could not be closed: {cause}");
                }
            });
        }
        _ => {}
    }
}

/// The window shows the app and nothing else; a link to the outside opens where such links belong.
fn stays_inside(address: &Url) -> bool {
    let inside = match address.scheme() {
        "tauri" => true,
        "http" => {
            matches!(address.host_str(), Some("tauri.localhost"))
                || cfg!(dev) && address.host_str() == Some("127.0.0.1") && address.port() == Some(5173)
        }
        "https" => matches!(address.host_str(), Some("tauri.localhost")),
        _ => false,
    };
    if !inside {
        lead_out(address);
    }
    inside
}

/// Only kinds of address that a person writes, calls or goes to are led out.
fn lead_out(address: &Url) {
    if matches!(address.scheme(), "http" | "https" | "mailto" | "tel" | "sms" | "geo")
        && let Err(cause) = open::that_detached(address.as_str())
    {
        tracing::warn!("no program opened the link: {cause}");
    }
}
