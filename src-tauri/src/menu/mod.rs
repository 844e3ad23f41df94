//! The native menu bar, built from one table ([`items`]) in the seller's language ([`words`]) and rebuilt when that
//! changes. What an item means is the page's business; the shell does only what a page cannot.

mod items;
mod words;

use std::sync::{Arc, Mutex, PoisonError};

use serde_json::{Value, json};
use tauri::{
    AppHandle, Manager, Runtime,
    async_runtime::spawn_blocking,
    menu::{Menu, MenuBuilder, MenuItemBuilder, PredefinedMenuItem, Submenu, SubmenuBuilder},
};

use self::items::{Item, Native};
pub use self::words::Words;
use crate::{arrivals, dialogs, door::Door, events, platform, tray, window};

/// How far a step of zoom goes, and how far it may go.
const ZOOM_STEP: f64 = 1.1;
const ZOOM_RANGE: std::ops::RangeInclusive<f64> = 0.5..=3.0;

/// The language the bar speaks now and the zoom of the page.
struct Bar(Mutex<(String, f64)>);

/// Puts the menu bar up.
pub fn install<R: Runtime>(app: &AppHandle<R>) {
    let language = system_language();
    put_up(app, &language);
    tray::install(app, &Words::of(&language));
    app.manage(Bar(Mutex::new((language, 1.0))));
    relabel(app);
}

/// Follows the language setting.
pub fn relabel<R: Runtime>(app: &AppHandle<R>) {
    let app = app.clone();
    spawn_blocking(move || {
        let language = language(&app);
        let bar = app.state::<Bar>();
        let mut now = bar.0.lock().unwrap_or_else(PoisonError::into_inner);
        if now.0 != language {
            put_up(&app, &language);
            now.0 = language;
        }
    });
}

/// The words of the seller's language.
pub fn words<R: Runtime>(app: &AppHandle<R>) -> Words {
    Words::of(&language(app))
}

/// The setting, or the system's language while there is none or no vault is open. Asks the application: blocks.
fn language<R: Runtime>(app: &AppHandle<R>) -> String {
    let settings = app.state::<Arc<Door>>().call("settings.get", json!({})).unwrap_or(Value::Null);
    match settings.get("language").and_then(Value::as_str) {
        None | Some("system") => system_language(),
        Some(language) => language.to_owned(),
    }
}

/// The language of the desktop.
pub fn system_language() -> String {
    sys_locale::get_locale().unwrap_or_else(|| "en".to_owned())
}

fn put_up<R: Runtime>(app: &AppHandle<R>, language: &str) {
    let words = Words::of(language);
    let built = build(app, &words).and_then(|menu| app.set_menu(menu));
    if let Err(cause) = built {
        tracing::warn!("the menu bar could not be put up: {cause}");
    }
    tray::relabel(app, &words);
}

fn build<R: Runtime>(app: &AppHandle<R>, words: &Words) -> tauri::Result<Menu<R>> {
    let mut bar = MenuBuilder::new(app);
    for (id, groups) in layout() {
        bar = bar.item(&submenu(app, words, id, &groups)?);
    }
    bar.build()
}

/// The menus of this system, from left to right, as groups of items.
fn layout() -> Vec<(&'static str, Vec<&'static [Item]>)> {
    let app_menu = platform::HAS_APP_MENU.then(|| (items::APP.id, vec![items::APP.items]));
    let file = if platform::HAS_APP_MENU { vec![items::FILE] } else { vec![items::FILE, items::FILE_END] };
    let text = if platform::HAS_EDIT_ITEMS { items::EDIT_NATIVE } else { items::EDIT_OWN };
    let rest = [
        ("file", file),
        ("edit", vec![items::EDIT_START, text]),
        (items::VIEW.id, vec![items::VIEW.items]),
        (items::HELP.id, vec![items::HELP.items]),
    ];
    app_menu.into_iter().chain(rest).collect()
}

fn submenu<R: Runtime>(
    app: &AppHandle<R>,
    words: &Words,
    id: &str,
    groups: &[&[Item]],
) -> tauri::Result<Submenu<R>> {
    let mut menu = SubmenuBuilder::new(app, words.label(id));
    for item in groups.iter().copied().flatten() {
        menu = match item {
            Item::Told(id, key) | Item::Own(id, key) => {
                let mut item = MenuItemBuilder::with_id(*id, words.label(id));
                if let Some(key) = key {
                    item = item.accelerator(key);
                }
                menu.item(&item.build(app)?)
            }
            Item::Native(native) => menu.item(&predefined(app, *native)?),
            Item::Line => menu.separator(),
        };
    }
    menu.build()
}

fn predefined<R: Runtime>(app: &AppHandle<R>, native: Native) -> tauri::Result<PredefinedMenuItem<R>> {
    match native {
        Native::Services => PredefinedMenuItem::services(app, None),
        Native::Hide => PredefinedMenuItem::hide(app, None),
        Native::HideOthers => PredefinedMenuItem::hide_others(app, None),
        Native::ShowAll => PredefinedMenuItem::show_all(app, None),
        Native::Cut => PredefinedMenuItem::cut(app, None),
        Native::Copy => PredefinedMenuItem::copy(app, None),
        Native::Paste => PredefinedMenuItem::paste(app, None),
        Native::SelectAll => PredefinedMenuItem::select_all(app, None),
        Native::Minimize => PredefinedMenuItem::minimize(app, None),
    }
}

/// An item was chosen: the shell does its own, the page hears of the others.
pub fn chosen<R: Runtime>(app: &AppHandle<R>, id: &str) {
    match id {
        "app.quit" => window::leave(app, |app| app.exit(0)),
        "file.import" => {
            let app = app.clone();
            spawn_blocking(move || arrivals::accept(&app, dialogs::ask_for_files(&app, dialogs::IMPORTABLE)));
        }
        "edit.cut" => platform::edit(app, platform::Edit::Cut),
        "edit.copy" => platform::edit(app, platform::Edit::Copy),
        "edit.paste" => platform::edit(app, platform::Edit::Paste),
        "edit.select_all" => platform::edit(app, platform::Edit::SelectAll),
        "view.zoom_in" => zoom(app, |now| now * ZOOM_STEP),
        "view.zoom_out" => zoom(app, |now| now / ZOOM_STEP),
        "view.zoom_reset" => zoom(app, |_| 1.0),
        "view.fullscreen" => fullscreen(app),
        told => match told.strip_prefix("tray.") {
            Some(item) => tray::chosen(app, item),
            None => events::send(app, &json!({ "type": "menu", "item": told })),
        },
    }
}

fn zoom<R: Runtime>(app: &AppHandle<R>, step: impl Fn(f64) -> f64) {
    let Some(window) = app.get_webview_window(window::MAIN) else { return };
    let bar = app.state::<Bar>();
    let mut bar = bar.0.lock().unwrap_or_else(PoisonError::into_inner);
    bar.1 = step(bar.1).clamp(*ZOOM_RANGE.start(), *ZOOM_RANGE.end());
    if let Err(cause) = window.set_zoom(bar.1) {
        tracing::warn!("the page could not be zoomed: {cause}");
    }
}

fn fullscreen<R: Runtime>(app: &AppHandle<R>) {
    let Some(window) = app.get_webview_window(window::MAIN) else { return };
    let turned = window.is_fullscreen().and_then(|full| window.set_fullscreen(!full));
    if let Err(cause) = turned {
        tracing::warn!("full screen could not be switched: {cause}");
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn all_items() -> Vec<Item> {
        let groups = [
            items::APP.items,
            items::FILE,
            items::FILE_END,
            items::EDIT_START,
            items::EDIT_OWN,
            items::VIEW.items,
            items::HELP.items,
        ];
        groups.into_iter().flatten().copied().collect()
    }

    // covers(UX-12)
    #[test]
    fn every_item_has_words_in_every_language() {
        let (english, german) = (Words::of("en-GB"), Words::of("de_CH.UTF-8"));
        assert_eq!(english.keys().collect::<Vec<_>>(), german.keys().collect::<Vec<_>>());
        let ids = all_items().into_iter().filter_map(|item| match item {
            Item::Told(id, _) | Item::Own(id, _) => Some(id),
            Item::Native(_) | Item::Line => None,
        });
        let tray = tray::ITEMS.iter().copied().filter(|id| !id.is_empty());
        for id in ids.chain(["app", "file", "edit", "view", "help"]).chain(tray) {
            assert!(!english.label(id).starts_with("menu."), "no English words for {id}");
            assert!(!german.label(id).starts_with("menu."), "no German words for {id}");
        }
        assert_eq!(Words::of("fr").label("file"), "File", "a language without words falls back to English");
    }

    // covers(UX-12)
    #[test]
    fn on_each_system_an_item_and_a_key_stand_for_one_thing() {
        let mut ids = BTreeSet::new();
        let mut keys = BTreeSet::new();
        for item in layout().into_iter().flat_map(|(_, groups)| groups).flatten() {
            if let Item::Told(id, key) | Item::Own(id, key) = item {
                assert!(ids.insert(*id), "{id} stands in the bar twice");
                if let Some(key) = key {
                    assert!(keys.insert(*key), "{key} is taken");
                }
            }
        }
    }
}
