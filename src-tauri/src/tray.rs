//! The icon in the system's tray, with what a seller wants without looking for the window: show or hide it, write down
//! somebody new, a call or a task, find somebody, quit. It is a convenience: where the system has no tray, or not the library for one,
//! everything is in the menu bar as well, so that what goes wrong here is logged and nothing more.

use std::panic::{AssertUnwindSafe, catch_unwind};

use tauri::{
    AppHandle, Runtime,
    menu::{Menu, MenuBuilder, MenuItemBuilder},
    tray::TrayIconBuilder,
};

use crate::{
    menu::{self, Words},
    window,
};

const ID: &str = "satchel";

/// From top to bottom; an empty id is a line. The words are under `menu.<id>`.
pub const ITEMS: &[&str] = &[
    "tray.toggle",
    "",
    "tray.log.call",
    "tray.task.create",
    "tray.contact.create",
    "tray.view.search",
    "",
    "tray.quit",
];

/// Puts the icon up. Belongs to the start, on the thread of the window system: what goes wrong there goes no further.
pub fn install<R: Runtime>(app: &AppHandle<R>, words: &Words) {
    // The library of the Linux desktops is loaded at run time, and where it is missing the loader panics.
    let put_up = catch_unwind(AssertUnwindSafe(|| -> tauri::Result<()> {
        let tray = TrayIconBuilder::with_id(ID).menu(&build(app, words)?).tooltip("Satchel");
        let tray = app.default_window_icon().into_iter().fold(tray, |tray, icon| tray.icon(icon.clone()));
        tray.build(app).map(drop)
    }));
    match put_up {
        Ok(Ok(())) => {}
        Ok(Err(cause)) => tracing::warn!("there is no icon in the tray: {cause}"),
        Err(_) => tracing::warn!("this system has no library for an icon in the tray"),
    }
}

/// Gives the icon the words of another language, where there is one.
pub fn relabel<R: Runtime>(app: &AppHandle<R>, words: &Words) {
    let Some(tray) = app.tray_by_id(ID) else { return };
    if let Err(cause) = build(app, words).and_then(|menu| tray.set_menu(Some(menu))) {
        tracing::warn!("the icon in the tray keeps its words: {cause}");
    }
}

fn build<R: Runtime>(app: &AppHandle<R>, words: &Words) -> tauri::Result<Menu<R>> {
    let mut items = MenuBuilder::new(app);
    for id in ITEMS {
        items = match *id {
            "" => items.separator(),
            id => items.item(&MenuItemBuilder::with_id(id, words.label(id)).build(app)?),
        };
    }
    items.build()
}

/// An item of the tray was chosen. What the page does, it does in sight.
pub fn chosen<R: Runtime>(app: &AppHandle<R>, item: &str) {
    match item {
        "toggle" => window::toggle(app),
        "quit" => app.exit(0),
        told => {
            window::show(app);
            menu::chosen(app, told);
        }
    }
}
