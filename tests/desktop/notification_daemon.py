"""The notification daemon of a desk that has none: prints each note it is asked to show as one line of JSON, and chooses
the last one for every line on standard input."""

import json
import sys
import threading

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

NAME = "org.freedesktop.Notifications"
PLACE = "/org/freedesktop/Notifications"
INTERFACE = f"""
<node><interface name="{NAME}">
  <method name="Notify">
    <arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
    <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
    <arg type="a{{sv}}" direction="in"/><arg type="i" direction="in"/><arg type="u" direction="out"/>
  </method>
  <method name="CloseNotification"><arg type="u" direction="in"/></method>
  <method name="GetCapabilities"><arg type="as" direction="out"/></method>
  <method name="GetServerInformation">
    <arg type="s" direction="out"/><arg type="s" direction="out"/>
    <arg type="s" direction="out"/><arg type="s" direction="out"/>
  </method>
  <signal name="ActionInvoked"><arg type="u"/><arg type="s"/></signal>
  <signal name="NotificationClosed"><arg type="u"/><arg type="u"/></signal>
</interface></node>
"""
shown = 0


def called(_connection, _sender, _path, _interface, method, parameters, invocation):
    global shown
    if method == "Notify":
        app, _, _, summary, body, actions, _, _ = parameters.unpack()
        shown += 1
        print(json.dumps({"app": app, "summary": summary, "body": body, "actions": actions}), flush=True)
        invocation.return_value(GLib.Variant("(u)", (shown,)))
    elif method == "GetCapabilities":
        invocation.return_value(GLib.Variant("(as)", (["body", "actions"],)))
    elif method == "GetServerInformation":
        invocation.return_value(GLib.Variant("(ssss)", ("desk", "satchel", "1", "1.2")))
    else:
        invocation.return_value(None)


def choose():
    for _ in sys.stdin:
        bus.emit_signal(None, PLACE, NAME, "ActionInvoked", GLib.Variant("(us)", (shown, "default")))
        bus.emit_signal(None, PLACE, NAME, "NotificationClosed", GLib.Variant("(uu)", (shown, 2)))


bus = Gio.bus_get_sync(Gio.BusType.SESSION)
bus.register_object(PLACE, Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces[0], called, None, None)
Gio.bus_own_name_on_connection(bus, NAME, Gio.BusNameOwnerFlags.NONE, lambda *_: print("ready", flush=True), None)
threading.Thread(target=choose, daemon=True).start()
GLib.MainLoop().run()
