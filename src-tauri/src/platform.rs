//! What differs between Linux, Windows and macOS, all of it, so that nothing else asks which one this is.

use std::path::PathBuf;

use tauri::{AppHandle, RunEvent, Runtime};

/// Files the system asks a running app to open. Only macOS does it this way; elsewhere they are arguments.
#[cfg(target_os = "macos")]
pub fn opened_files(event: &RunEvent) -> Option<Vec<PathBuf>> {
    match event {
        RunEvent::Opened { urls } => Some(urls.iter().filter_map(|url| url.to_file_path().ok()).collect()),
        _ => None,
    }
}

/// Files the system asks a running app to open. Only macOS does it this way; elsewhere they are arguments.
#[cfg(not(target_os = "macos"))]
pub fn opened_files(_event: &RunEvent) -> Option<Vec<PathBuf>> {
    None
}

/// Has the system give out memory in small pages, here and in the web view's processes. Large ones are filled with zeros
/// as a whole: with them an empty window takes 30 MiB more.
#[cfg(target_os = "linux")]
pub fn save_memory() {
    if let Err(cause) = rustix::thread::disable_transparent_huge_pages(true) {
        tracing::debug!("large pages stay: {cause}");
    }
}

/// Nothing to do here.
#[cfg(not(target_os = "linux"))]
pub fn save_memory() {}

/// Whether there is a graphics card: its driver offers rendering by such a file, and where there is none, nothing can be
/// had from it.
#[cfg(target_os = "linux")]
fn has_card() -> bool {
    std::fs::read_dir("/dev/dri").is_ok_and(|files| {
        files.filter_map(Result::ok).any(|file| file.file_name().to_string_lossy().starts_with("renderD"))
    })
}

/// Where the processor is all there is to draw with, keeps GTK from asking every screen what OpenGL it offers, which
/// loads a compiler for graphics into the app: a fifth of a bare window's start. To be called before GTK begins.
#[cfg(target_os = "linux")]
pub fn begin_simply() {
    const ASKS: &str = "GDK_GL";
    if has_card() || std::env::var_os(ASKS).is_some() {
        return;
    }
    if let Err(cause) = webkit2gtk::glib::setenv(ASKS, "disable", false) {
        tracing::debug!("GTK asks for OpenGL: {cause}");
    }
    know_no_drivers();
}

/// Has this process know no driver of OpenGL: the web view would load one here as well as in the page's process, only to
/// learn that there is no card, and with it a compiler for graphics, 17 MiB and a moment of each start. Drivers are looked
/// for once in a process, when it first asks anything of them, where a variable says: it says nowhere while we ask, and
/// nothing any more when the page's process begins, which cannot do without.
#[cfg(target_os = "linux")]
#[allow(unsafe_code)]
fn know_no_drivers() {
    use std::ffi::{c_char, c_void};

    const WHERE: &str = "__EGL_VENDOR_LIBRARY_FILENAMES";
    const EXTENSIONS: i32 = 0x3055;
    type QueryString = unsafe extern "C" fn(*mut c_void, i32) -> *const c_char;
    if std::env::var_os(WHERE).is_some() || webkit2gtk::glib::setenv(WHERE, "/dev/null", false).is_err() {
        return;
    }
    // SAFETY: the library is the one GTK and the web view are linked with; it is never unloaded.
    let library = unsafe { libc::dlopen(c"libEGL.so.1".as_ptr(), libc::RTLD_NOW) };
    if !library.is_null() {
        // SAFETY: the library was opened just now and the name ends with a zero.
        let query = unsafe { libc::dlsym(library, c"eglQueryString".as_ptr()) };
        if !query.is_null() {
            // SAFETY: EGL 1.5, section 3.3: the function is of this type, and without a display may be asked for the
            // extensions.
            unsafe {
                std::mem::transmute::<*mut c_void, QueryString>(query)(std::ptr::null_mut(), EXTENSIONS)
            };
        }
    }
    webkit2gtk::glib::unsetenv(WHERE);
}

/// Other systems decide for themselves.
#[cfg(not(target_os = "linux"))]
pub fn begin_simply() {}

/// Where the processor is all there is to draw with, as in a virtual machine or under a remote screen, has the page drawn
/// by it without a detour through OpenGL, whose emulation takes 110 MiB and a tenth of a second of each start.
#[cfg(target_os = "linux")]
pub fn draw_simply<R: Runtime>(window: &tauri::WebviewWindow<R>) {
    use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt, WebViewExt};

    if has_card() {
        return;
    }
    let told = window.with_webview(|view| {
        if let Some(settings) = view.inner().settings() {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
    });
    if let Err(cause) = told {
        tracing::debug!("the page is drawn through OpenGL: {cause}");
    }
}

/// Other systems decide for themselves.
#[cfg(not(target_os = "linux"))]
pub fn draw_simply<R: Runtime>(_window: &tauri::WebviewWindow<R>) {}

/// Has the web view keep no pages it showed and little of what it read: there is one page, and it comes out of the app.
#[cfg(target_os = "linux")]
pub fn keep_one_page<R: Runtime>(window: &tauri::WebviewWindow<R>) {
    use webkit2gtk::{CacheModel, WebContextExt, WebViewExt};

    let told = window.with_webview(|view| {
        if let Some(context) = view.inner().context() {
            context.set_cache_model(CacheModel::DocumentViewer);
        }
    });
    if let Err(cause) = told {
        tracing::debug!("the web view keeps pages: {cause}");
    }
}

/// Other systems decide for themselves.
#[cfg(not(target_os = "linux"))]
pub fn keep_one_page<R: Runtime>(_window: &tauri::WebviewWindow<R>) {}

/// Lets the page ask for the camera, by which codes are read, and for nothing else: no microphone, no picture of the screen, no
/// place. The page is the app's own; it asks when the seller has said so, and the system may ask once more.
#[cfg(target_os = "linux")]
pub fn lend_camera<R: Runtime>(window: &tauri::WebviewWindow<R>) {
    use webkit2gtk::glib::Cast;
    use webkit2gtk::{
        PermissionRequestExt, SettingsExt, UserMediaPermissionRequest, UserMediaPermissionRequestExt,
        WebViewExt,
    };

    let told = window.with_webview(|view| {
        let view = view.inner();
        if let Some(settings) = view.settings() {
            settings.set_enable_media_stream(true);
        }
        view.connect_permission_request(|_, request| {
            let is_camera = request
                .downcast_ref::<UserMediaPermissionRequest>()
                .is_some_and(|asked| asked.is_for_video_device() && !asked.is_for_audio_device());
            if is_camera {
                request.allow();
            } else {
                request.deny();
            }
            true
        });
    });
    if let Err(cause) = told {
        tracing::debug!("the page cannot ask for a camera: {cause}");
    }
}

/// Other systems ask the seller themselves.
#[cfg(not(target_os = "linux"))]
pub fn lend_camera<R: Runtime>(_window: &tauri::WebviewWindow<R>) {}

/// Whether the menu of this system has an application menu of its own (About, Hide, Quit).
pub const HAS_APP_MENU: bool = cfg!(target_os = "macos");

/// Whether cut, copy and paste in the menu are the system's own items. GTK has none, so there the web view is told.
pub const HAS_EDIT_ITEMS: bool = cfg!(any(target_os = "macos", windows));

/// Shows a note of the desktop; `chosen` runs when the seller chooses it, where the desktop says so. Blocks until it is
/// shown.
#[cfg(target_os = "linux")]
pub fn show_note(mut note: notify_rust::Notification, chosen: impl FnOnce() + Send + 'static) {
    note.action("default", "default");
    match note.show() {
        // A note may stay for hours: it has a thread of its own, which ends with it.
        Ok(shown) => drop(std::thread::spawn(move || {
            shown.wait_for_action(|action| {
                if action == "default" {
                    chosen();
                }
            });
        })),
        Err(cause) => tracing::warn!("the desktop did not show the note: {cause}"),
    }
}

/// Shows a note of the desktop. Only Linux says here that it was chosen.
#[cfg(not(target_os = "linux"))]
pub fn show_note(note: notify_rust::Notification, _chosen: impl FnOnce() + Send + 'static) {
    if let Err(cause) = note.show() {
        tracing::warn!("the desktop did not show the note: {cause}");
    }
}

/// Tells the focused field of the page to do what an item of the edit menu says.
#[cfg(target_os = "linux")]
pub fn edit<R: Runtime>(app: &AppHandle<R>, command: Edit) {
    use tauri::Manager;
    use webkit2gtk::WebViewExt;

    let name = match command {
        Edit::Cut => "Cut",
        Edit::Copy => "Copy",
        Edit::Paste => "Paste",
        Edit::SelectAll => "SelectAll",
    };
    if let Some(window) = app.get_webview_window(crate::window::MAIN) {
        let told = window.with_webview(move |view| view.inner().execute_editing_command(name));
        if let Err(cause) = told {
            tracing::warn!("{name} did not reach the page: {cause}");
        }
    }
}

/// Tells the focused field of the page to do what an item of the edit menu says.
#[cfg(not(target_os = "linux"))]
pub fn edit<R: Runtime>(_app: &AppHandle<R>, _command: Edit) {}

/// The items of the edit menu that concern text.
#[derive(Clone, Copy, Debug)]
pub enum Edit {
    /// Takes the selection away and keeps it.
    Cut,
    /// Keeps the selection.
    Copy,
    /// Puts in what was kept.
    Paste,
    /// Selects everything in the field.
    SelectAll,
}

/// Makes the folder its owner's alone.
#[cfg(unix)]
pub fn owners_folder<'a>(
    folder: &'a mut tempfile::Builder<'static, 'static>,
) -> &'a mut tempfile::Builder<'static, 'static> {
    folder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700))
}

/// What lies in the owner's own folder is the owner's alone.
#[cfg(not(unix))]
pub fn owners_folder<'a>(
    folder: &'a mut tempfile::Builder<'static, 'static>,
) -> &'a mut tempfile::Builder<'static, 'static> {
    folder
}
