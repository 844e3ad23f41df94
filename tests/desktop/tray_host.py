"""A tray for a desk that has none: it takes the app's icon in, prints the items of its menu as one line of JSON each time
it is asked (an empty line on standard input), and chooses an item (its label on standard input)."""

import json
import sys
import threading

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

WATCHER = """
<node><interface name="org.kde.StatusNotifierWatcher">
  <method name="RegisterStatusNotifierItem"><arg type="s" direction="in"/></method>
  <method name="RegisterStatusNotifierHost"><arg type="s" direction="in"/></method>
  <property name="RegisteredStatusNotifierItems" type="as" access="read"/>
  <property name="IsStatusNotifierHostRegistered" type="b" access="read"/>
  <property name="ProtocolVersion" type="i" access="read"/>
  <signal name="StatusNotifierItemRegistered"><arg type="s"/></signal>
  <signal name="StatusNotifierHostRegistered"/>
</interface></node>
"""
PROPERTIES = {
    "RegisteredStatusNotifierItems": GLib.Variant("as", []),
    "IsStatusNotifierHostRegistered": GLib.Variant("b", True),
    "ProtocolVersion": GLib.Variant("i", 0),
}
found = {}


def say(value):
    print(json.dumps(value), flush=True)


def called(bus, sender, _path, _interface, method, parameters, invocation):
    if method == "RegisterStatusNotifierItem":
        (name,) = parameters.unpack()
        found["sender"], found["path"] = (sender, name) if name.startswith("/") else (name, "/StatusNotifierItem")
    invocation.return_value(None)


def ask(path, interface, method, parameters):
    bus = found["bus"]
    return bus.call_sync(found["sender"], path, interface, method, parameters, None, 0, 5000, None).unpack()


def items():
    get = GLib.Variant("(ss)", ("org.kde.StatusNotifierItem", "Menu"))
    (menu,) = ask(found["path"], "org.freedesktop.DBus.Properties", "Get", get)
    ask(menu, "com.canonical.dbusmenu", "AboutToShow", GLib.Variant("(i)", (0,)))
    _, (_, _, children) = ask(menu, "com.canonical.dbusmenu", "GetLayout", GLib.Variant("(iias)", (0, -1, [])))
    return menu, {about.get("label", ""): number for number, about, _ in children}


def work(line):
    try:
        if "sender" not in found:
            say(None)
            return
        menu, there = items()
        if line:
            event = GLib.Variant("(isvu)", (there[line], "clicked", GLib.Variant("s", ""), 0))
            ask(menu, "com.canonical.dbusmenu", "Event", event)
        say([label for label in there if label])
    except Exception as error:  # the test says what it waited for
        say({"error": str(error)})


def listen():
    for line in sys.stdin:
        GLib.idle_add(lambda line=line.strip(): work(line) or False)


def here(bus, _name):
    node = Gio.DBusNodeInfo.new_for_xml(WATCHER)
    found["bus"] = bus
    get = lambda _bus, _sender, _path, _interface, name: PROPERTIES[name]  # noqa: E731
    bus.register_object("/StatusNotifierWatcher", node.interfaces[0], called, get, None)


Gio.bus_own_name(Gio.BusType.SESSION, "org.kde.StatusNotifierWatcher", 0, here, lambda *_: say("ready"), None)
threading.Thread(target=listen, daemon=True).start()
GLib.MainLoop().run()
