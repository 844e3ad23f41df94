//! The desktop shell: the only code that knows Tauri.
//!
//! It shows the UI in one window and passes `{name, input}` to the application through one command, `call`
//! ([`call`]). Around that it does what only a desktop program can: native menus ([`menu`]), the icon in the tray ([`tray`]), dropped and
//! associated files ([`arrivals`]), a second start that hands its files over, window state, save and open
//! dialogs ([`dialogs`]), pictures ([`pages`]), attached files for the system's programs ([`opened`]), and a note when long work ends out of sight ([`notice`]). It holds no rule: whatever
//! decides about records lives behind [`door`].

mod arrivals;
mod call;
mod dialogs;
mod door;
mod events;
mod menu;
mod notice;
mod opened;
mod pages;
mod platform;
#[cfg(test)]
mod tests;
mod tray;
mod window;

use std::{path::PathBuf, process::ExitCode, sync::Arc};

use tauri::{AppHandle, Manager, RunEvent, Runtime};

use crate::door::Door;

/// What the process was started with.
#[derive(Debug, Default)]
struct Started {
    /// Where the vault lies, if the seller said so.
    vault: Option<PathBuf>,
    /// Files to import, from the command line or a double click.
    files: Vec<PathBuf>,
}

/// Opens the window and runs until it is closed.
#[must_use]
pub fn run() -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("SATCHEL_LOG").unwrap_or_else(|_| "warn".into()),
        )
        .with_writer(std::io::stderr)
        .init();

    platform::save_memory();
    platform::begin_simply();
    let started = arrivals::parse(std::env::args_os().skip(1), std::env::current_dir().ok().as_deref());
    let built =
        assemble(tauri::Builder::default()).plugin(single_instance()).build(tauri::generate_context!());
    match built {
        Ok(app) => {
            begin(app.handle(), started);
            app.run(on_run_event);
            ExitCode::SUCCESS
        }
        Err(error) => {
            tracing::error!("the window system could not be reached: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Everything about the shell that does not depend on the real window system, so that tests can run it.
fn assemble<R: Runtime>(builder: tauri::Builder<R>) -> tauri::Builder<R> {
    builder
        .plugin(tauri_plugin_dialog::init())
        .plugin(window::remember())
        .manage(arrivals::Waiting::default())
        .manage(window::Unsaved::default())
        .register_asynchronous_uri_scheme_protocol(pages::SCHEME, pages::answer)
        .invoke_handler(tauri::generate_handler![call::call])
        .on_menu_event(|app, event| menu::chosen(app, event.id().as_ref()))
        .on_window_event(window::on_event)
}

/// Opens the application and the window. Runs after the plugins: a second start has ended by then, so it never
/// touches the vault the first one has open. The vault is opened while the window system starts the page's process; the
/// page is heard only when the app runs, and then both are there.
fn begin<R: Runtime>(app: &AppHandle<R>, started: Started) {
    let (window, door) = std::thread::scope(|scope| {
        let opening = scope.spawn(|| Door::open(started.vault.as_deref()));
        (window::open(app), opening.join())
    });
    let door = door.unwrap_or_else(|_| {
        Err(satchel_kernel::Error::broken("program_fault", "A fault in the program stopped this. What it had written was taken back. Please report this with the log."))
    });
    let opened = door.map(Arc::new).and_then(|door| {
        app.manage(Arc::clone(&door));
        events::forward(app, &door);
        opened::forget(app);
        menu::install(app);
        arrivals::accept(app, started.files);
        window.map_err(|cause| {
            satchel_kernel::Error::broken("no_window", "The window could not be opened.").because(cause)
        })
    });
    if let Err(error) = opened {
        tracing::error!(code = error.code, "{error}: {:?}", std::error::Error::source(&error));
        window::hide(app);
        dialogs::cannot_start(app, &error);
    }
}

/// A second start shows the window of the first, gives it the files it was started with, and ends.
fn single_instance<R: Runtime>() -> tauri::plugin::TauriPlugin<R> {
    tauri_plugin_single_instance::init(|app, arguments, folder| {
        let started = arrivals::parse(
            arguments.into_iter().skip(1).map(Into::into),
            Some(std::path::Path::new(&folder)),
        );
        window::show(app);
        // A first start that could not open its vault has no door: it is saying so and about to end.
        let Some(door) = app.try_state::<Arc<Door>>() else { return };
        match door.is_meant(started.vault.as_deref()) {
            Ok(()) => arrivals::accept(app, started.files),
            Err(error) => events::send(app, &serde_json::json!({ "type": "refused", "error": error })),
        }
    })
}

fn on_run_event<R: Runtime>(app: &AppHandle<R>, event: RunEvent) {
    if let Some(files) = platform::opened_files(&event) {
        window::show(app);
        arrivals::accept(app, files);
    } else if matches!(event, RunEvent::Exit) {
        opened::forget(app);
        // Where the vault could not be opened there is nothing to close.
        if let Some(door) = app.try_state::<Arc<Door>>() {
            door.close();
        }
    }
}
