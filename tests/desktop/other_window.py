# A window of another program, to look at. It says its id on its standard output when it stands.
import gi

gi.require_version("Gtk", "3.0")
gi.require_version("GdkX11", "3.0")
from gi.repository import GdkX11, GLib, Gtk  # noqa: E402, F401

window = Gtk.Window(title="another program")
window.set_default_size(200, 100)
window.show_all()
GLib.idle_add(lambda: print(window.get_window().get_xid(), flush=True) and False)
Gtk.main()
