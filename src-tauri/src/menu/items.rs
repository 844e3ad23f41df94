//! The menu bar as a table. An item's id is what the window hears (`{"type":"menu","item":id}`) unless the shell
//! does it itself; its words are in `en.json` and `de.json` under `menu.<id>`.

/// Who does what an item says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// Id and key. The window hears of it.
    Told(&'static str, Option<&'static str>),
    /// Id and key. The shell does it, see [`super::chosen`].
    Own(&'static str, Option<&'static str>),
    /// The system's own item, where it has one.
    Native(Native),
    /// A line between groups.
    Line,
}

/// Items the system words and handles itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the standard item of that name")]
pub enum Native {
    Services,
    Hide,
    HideOthers,
    ShowAll,
    Cut,
    Copy,
    Paste,
    SelectAll,
    Minimize,
}

/// One menu of the bar.
#[derive(Clone, Copy, Debug)]
pub struct Section {
    /// Its words are under `menu.<id>`.
    pub id: &'static str,
    /// From top to bottom.
    pub items: &'static [Item],
}

use Item::{Line, Own, Told};

/// The application's own menu where the system has one.
pub const APP: Section = Section {
    id: "app",
    items: &[
        Told("help.about", None),
        Line,
        Told("app.settings", Some("CmdOrCtrl+,")),
        Line,
        Item::Native(Native::Services),
        Line,
        Item::Native(Native::Hide),
        Item::Native(Native::HideOthers),
        Item::Native(Native::ShowAll),
        Line,
        Told("vault.lock", None),
        Own("app.quit", Some("CmdOrCtrl+Q")),
    ],
};

/// The same menu where there is none: the entries that [`APP`] has on a Mac are in the file and help menus instead.
pub const FILE: &[Item] = &[
    Told("contact.create", Some("CmdOrCtrl+N")),
    Told("company.create", Some("CmdOrCtrl+Shift+N")),
    Told("task.create", Some("CmdOrCtrl+T")),
    Told("log.call", Some("CmdOrCtrl+L")),
    Line,
    Own("file.import", Some("CmdOrCtrl+O")),
    Told("file.export", Some("CmdOrCtrl+E")),
    Told("file.print", Some("CmdOrCtrl+P")),
];

/// What follows in the file menu where there is no application menu.
pub const FILE_END: &[Item] = &[
    Line,
    Told("app.settings", Some("CmdOrCtrl+,")),
    Told("vault.lock", None),
    Line,
    Own("app.quit", Some("CmdOrCtrl+Q")),
];

/// Taking back is a command of the page and keeps its key there: in a text field the same key takes back typing.
pub const EDIT_START: &[Item] = &[Told("edit.undo", None), Told("edit.redo", None), Line];

/// Where the system has items for text.
pub const EDIT_NATIVE: &[Item] = &[
    Item::Native(Native::Cut),
    Item::Native(Native::Copy),
    Item::Native(Native::Paste),
    Item::Native(Native::SelectAll),
];

/// Where it has none. No keys here either: the web view has them already.
pub const EDIT_OWN: &[Item] =
    &[Own("edit.cut", None), Own("edit.copy", None), Own("edit.paste", None), Own("edit.select_all", None)];

/// Where to go and how it looks.
pub const VIEW: Section = Section {
    id: "view",
    items: &[
        Told("view.palette", Some("CmdOrCtrl+K")),
        Told("view.search", None),
        Line,
        Told("go.contacts", Some("CmdOrCtrl+1")),
        Told("go.companies", Some("CmdOrCtrl+2")),
        Told("go.imports", Some("CmdOrCtrl+3")),
        Told("go.changes", Some("CmdOrCtrl+4")),
        Line,
        Own("view.zoom_in", Some("CmdOrCtrl+=")),
        Own("view.zoom_out", Some("CmdOrCtrl+-")),
        Own("view.zoom_reset", Some("CmdOrCtrl+0")),
        Own("view.fullscreen", Some("F11")),
        Item::Native(Native::Minimize),
    ],
};

/// What the keys do and what this is.
pub const HELP: Section = Section { id: "help", items: &[Told("help.keys", None), Told("help.about", None)] };
