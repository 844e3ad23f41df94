// A desk of one's own: a screen nobody sees, a session bus, a keychain if wanted, a home folder, and a driver for the
// app's real window. Each desk is thrown away; only its screenshots stay, outside the checkout.
//
// Pictures are taken of the screen, as a person sees it: where the processor draws the page, the driver's own hang.
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Session, until } from "./webdriver.mjs";

const need = (name) => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run these tests with \`cargo xtask test desktop\``);
  return value;
};

export class Desk {
  #processes = [];
  #driverPort;
  #session;

  constructor() {
    this.home = mkdtempSync(path.join(tmpdir(), "satchel-desk-"));
    this.app = need("SATCHEL_DESKTOP");
    this.shots = need("SATCHEL_SHOTS");
    mkdirSync(this.shots, { recursive: true });
    const at = (name) => {
      const folder = path.join(this.home, name);
      mkdirSync(folder, { mode: 0o700 });
      return folder;
    };
    this.env = {
      PATH: process.env.PATH,
      HOME: this.home,
      LANG: "C.UTF-8",
      NO_AT_BRIDGE: "1",
      XDG_DATA_HOME: at("data"),
      XDG_CONFIG_HOME: at("config"),
      XDG_CACHE_HOME: at("cache"),
      XDG_RUNTIME_DIR: at("run"),
      TMPDIR: at("tmp"),
    };
  }

  /** Sets the desk up: screen, bus, keychain (unless told otherwise) and driver. */
  static async set({ keychain = true, size = "1280x832" } = {}) {
    const desk = new Desk();
    try {
      await desk.#screen(size);
      await desk.#bus();
      if (keychain) desk.#keychain();
      await desk.#driver();
    } catch (error) {
      await desk.clear();
      throw error;
    }
    return desk;
  }

  /** Opens the app's window. */
  async start(...args) {
    this.#session = await Session.open(this.#driverPort, this.app, args);
    return this.#session;
  }

  /** Closes the app's window and with it the app. */
  async stop() {
    const session = this.#session;
    this.#session = undefined;
    if (!session) return;
    await session.close();
    // While the name is taken a new start would only hand over to the old one.
    const ask = ["--session", "--print-reply", "--dest=org.freedesktop.DBus", "/", "org.freedesktop.DBus.NameHasOwner"];
    await until("the app to end", 20, () =>
      this.run("dbus-send", [...ask, "string:app.satchel.desktop.SingleInstance"]).includes("false"),
    );
  }

  /** Starts the app once more beside the running one, as a double click on a file does. */
  startAgain(...args) {
    return spawnSync(this.app, args, { env: this.env, encoding: "utf8", timeout: 20_000 });
  }

  /** Runs a program on this desk and waits for it. */
  run(program, args = [], options = {}) {
    const ran = spawnSync(program, args, { env: this.env, encoding: "utf8", timeout: 30_000, ...options });
    if (ran.error) throw ran.error;
    if (ran.status !== 0) throw new Error(`${program} ended with ${ran.status}: ${ran.stderr}`);
    return ran.stdout;
  }

  /** Starts a program on this desk and leaves it running until the desk is cleared. */
  launch(program, args, options = {}) {
    const child = spawn(program, args, { env: this.env, stdio: ["ignore", "pipe", "ignore"], ...options });
    child.on("error", (error) => console.error(`${program}: ${error.message}`));
    this.#processes.push(child);
    return child;
  }

  /** Opens another window and looks at that one. */
  async lookAway() {
    const window = this.launch("/usr/bin/python3", [path.join(import.meta.dirname, "other_window.py")]);
    const id = await firstLine(window, "the other window");
    this.run("xdotool", ["windowfocus", "--sync", id.trim()]);
  }

  /** Writes a file on this desk. */
  file(name, text) {
    const place = path.join(this.home, name);
    writeFileSync(place, text);
    return place;
  }

  /** Drags files from outside onto the middle of the window and lets them go there. */
  async drop(...files) {
    const source = this.launch("/usr/bin/python3", [path.join(import.meta.dirname, "drag_source.py"), ...files]);
    await firstLine(source, "the drag source");
    const mouse = (...args) => this.run("xdotool", args.map(String));
    mouse("mousemove", 60, 30, "mousedown", 1);
    // GTK takes it for a drag once the pointer has moved a little, then asks the window under it what it takes.
    for (let step = 1; step <= 20; step++) {
      mouse("mousemove", 60 + step * 25, 30 + step * 20);
      await sleep(20);
    }
    // The window answers what it takes; letting go before that is letting fall.
    for (let step = 1; step <= 10; step++) {
      mouse("mousemove", 560 + step, 430);
      await sleep(60);
    }
    mouse("mouseup", 1);
  }

  /** Presses keys on the window itself, menu keys included, as `ctrl+2`. */
  keys(...keys) {
    const [window] = this.run("xdotool", ["search", "--onlyvisible", "--name", "^Satchel$"]).trim().split("\n");
    this.run("xdotool", ["windowfocus", "--sync", window, "key", ...keys]);
  }

  /** Keeps what the screen shows, for a person to look at. */
  async shot(name) {
    // The screen follows the page a moment later.
    await sleep(700);
    this.run("import", ["-window", "root", path.join(this.shots, `${name}.png`)]);
  }

  /** For `afterEach`: keeps what the page shows when a test has failed. */
  async keepFailure(test) {
    if (test.passed === false || test.error) await this.shot(`failed ${test.name}`).catch(() => undefined);
  }

  /** Ends everything on the desk and throws it away. */
  async clear() {
    await this.stop().catch(() => undefined);
    for (const child of this.#processes.reverse()) {
      if (child.exitCode !== null || child.pid === undefined) continue;
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill();
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 3000))]);
    }
    rmSync(this.home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }

  async #screen(size) {
    const screen = this.launch("Xvfb", ["-displayfd", "1", "-screen", "0", `${size}x24`, "-nolisten", "tcp"]);
    this.env.DISPLAY = `:${(await firstLine(screen, "Xvfb")).trim()}`;
  }

  async #bus() {
    const bus = this.launch("dbus-daemon", ["--session", "--nofork", "--print-address=1"]);
    this.env.DBUS_SESSION_BUS_ADDRESS = (await firstLine(bus, "dbus-daemon")).trim();
  }

  #keychain() {
    const args = ["--unlock", "--components=secrets", "--daemonize"];
    const said = this.run("gnome-keyring-daemon", args, { input: "not a secret\n" });
    const pid = /GNOME_KEYRING_PID=(\d+)/.exec(said)?.[1];
    if (pid) this.#processes.push(foreign(Number(pid)));
  }

  async #driver() {
    const [port, native] = [await freePort(), await freePort()];
    const driver = need("TAURI_DRIVER");
    // What the app writes where it was started stays on the desk.
    const options = { cwd: this.home };
    this.launch(driver, ["--port", String(port), "--native-port", String(native)], options);
    this.#driverPort = port;
    await until("tauri-driver", 15, () =>
      fetch(`http://127.0.0.1:${port}/status`).then(
        (answer) => answer.ok,
        () => false,
      ),
    );
  }
}

/** A daemon that detached itself, ended like a child. */
function foreign(pid) {
  return {
    pid,
    exitCode: null,
    once: (_event, done) => setTimeout(done, 100),
    kill: () => {
      try {
        process.kill(pid);
      } catch {
        // It ended with the bus.
      }
    },
  };
}

function firstLine(child, name) {
  return new Promise((resolve, reject) => {
    let text = "";
    child.once("exit", (code) => reject(new Error(`${name} ended with ${code} before it was ready`)));
    child.stdout.on("data", (bytes) => {
      text += bytes;
      if (text.includes("\n")) resolve(text.split("\n")[0]);
    });
  });
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
