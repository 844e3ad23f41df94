# A window that is nothing but a thing to drag: what is dragged out of it are the files named on the command line.
# It says so on its standard output when it stands, and ends after the drop.
import sys

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("Gdk", "3.0")
from gi.repository import Gdk, GLib, Gtk  # noqa: E402

uris = [GLib.filename_to_uri(path, None) for path in sys.argv[1:]]

window = Gtk.Window(title="drag source", type=Gtk.WindowType.POPUP)
window.set_default_size(120, 60)
window.move(0, 0)
box = Gtk.EventBox()
box.add(Gtk.Label(label="files"))
box.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, [], Gdk.DragAction.COPY)
box.drag_source_add_uri_targets()
box.connect("drag-data-get", lambda _w, _c, data, _i, _t: data.set_uris(uris))
box.connect("drag-end", lambda *_: GLib.timeout_add(200, Gtk.main_quit))
window.add(box)
window.show_all()
GLib.idle_add(lambda: print("ready", flush=True) and False)
Gtk.main()
