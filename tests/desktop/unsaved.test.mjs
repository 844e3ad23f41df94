// Something was written and not saved: the window asks before it closes.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { Desk } from "./desk.mjs";
import { until } from "./webdriver.mjs";

let desk;
let page;

before(async () => {
  desk = await Desk.set();
  page = await desk.start();
});
afterEach((context) => desk.keepFailure(context));
after(() => desk?.clear());

/** The windows of this name on the desk. */
const windows = (name) => {
  try {
    return desk.run("xdotool", ["search", "--onlyvisible", "--name", name]).trim().split("\n").filter(Boolean);
  } catch {
    return []; // none
  }
};
// What the window manager's button sends: the window is asked to close.
const close = () => desk.run("/usr/bin/python3", ["-c", CLOSE, windows("^Satchel$")[0]]);
const CLOSE = `
import ctypes, sys
x = ctypes.CDLL("libX11.so.6")
x.XOpenDisplay.restype = ctypes.c_void_p
x.XInternAtom.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
x.XInternAtom.restype = ctypes.c_ulong
class Event(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("send_event", ctypes.c_int),
                ("display", ctypes.c_void_p), ("window", ctypes.c_ulong), ("message_type", ctypes.c_ulong),
                ("format", ctypes.c_int), ("data", ctypes.c_long * 5), ("pad", ctypes.c_long * 12)]
display = x.XOpenDisplay(None)
window = int(sys.argv[1])
event = Event(type=33, window=window, message_type=x.XInternAtom(display, b"WM_PROTOCOLS", 0), format=32)
event.data[0] = x.XInternAtom(display, b"WM_DELETE_WINDOW", 0)
x.XSendEvent.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_long, ctypes.c_void_p]
x.XSendEvent(display, window, 0, 0, ctypes.byref(event))
x.XSync.argtypes = [ctypes.c_void_p, ctypes.c_int]
x.XSync(display, 0)
`;

// covers(CON-14, QA-10)
test("a window with a draft asks, and stays with the draft when the seller does", async () => {
  await page.shows("Drop a file here to begin", 30);
  await page.press("c");
  const given = await page.byLabel("First name", 20);
  await page.type(given, "Ada");
  await sleep(300);
  close();
  close();
  await until("the question", 15, () => windows("^Something is not saved$").length > 0);
  await desk.shot("unsaved");
  assert.equal(windows("^Something is not saved$").length, 1, "asked once, however often it was told to close");
  desk.run("xdotool", ["windowfocus", "--sync", windows("^Something is not saved$")[0], "key", "Escape"]);
  await until("the question to go", 15, () => windows("^Something is not saved$").length === 0);
  const values = await page.run("return [...document.querySelectorAll('input')].map((input) => input.value)");
  assert.ok(values.includes("Ada"), "the draft is still there");
});
