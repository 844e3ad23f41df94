"""Measures Thunderbird's address book, for `cargo xtask bench -- --peers`.

    python3 thunderbird.py FILE.vcf SAMPLES WORD...

starts Thunderbird without a window in a new profile below HOME, has its own importer read FILE.vcf, asks for each WORD in
names, addresses and notes, and has everybody listed by name SAMPLES times, five at most: it knows no pages. Prints one line of JSON, as
evolution.py does.
"""

import json
import pathlib
import shutil
import socket
import subprocess
import sys
import time

PORT = 28281
HOUR_MS = 3_600_000

BRING = """
const [path, done] = arguments;
(async () => {
  const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
  const { AddrBookFileImporter } = ChromeUtils.importESModule("resource:///modules/AddrBookFileImporter.sys.mjs");
  const id = MailServices.ab.newAddressBook("Measured", "", Ci.nsIAbManager.JS_DIRECTORY_TYPE);
  globalThis.measured = MailServices.ab.getDirectoryFromId(id);
  const file = Cc["@mozilla.org/file/local;1"].createInstance(Ci.nsIFile);
  file.initWithPath(path);
  const began = performance.now();
  await new AddrBookFileImporter("vcard").startImport(file, measured);
  return { seconds: (performance.now() - began) / 1000, count: measured.childCardCount };
})().then(done, (error) => done({ error: String(error) }));
"""

FIND = """
const [word, done] = arguments;
const fields = ["DisplayName", "FirstName", "LastName", "NickName", "PrimaryEmail", "SecondEmail", "Company", "Notes"];
const query = `(or${fields.map((field) => `(${field},c,${encodeURIComponent(word)})`).join("")})`;
const began = performance.now();
let found = 0;
measured.search(query, word, {
  onSearchFoundCard: () => found++,
  onSearchFinished: () => done({ ms: performance.now() - began, found }),
});
"""

LIST = """
const [done] = arguments;
const began = performance.now();
const collator = new Intl.Collator();
const names = measured.childCards.map((card) => [card.generateName(1), card]);
names.sort(([one], [other]) => collator.compare(one, other));
done({ ms: performance.now() - began, shown: names.slice(0, 50).length });
"""


class Marionette:
    """Firefox's remote protocol: length, colon, JSON."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), 5)
        self.socket.settimeout(3600)
        self.number = 0
        self.receive()

    def receive(self):
        size = b""
        while not size.endswith(b":"):
            one = self.socket.recv(1)
            if not one:
                raise ConnectionError("Thunderbird hung up")
            size += one
        left, parts = int(size[:-1]), []
        while left:
            part = self.socket.recv(min(left, 65536))
            left -= len(part)
            parts.append(part)
        return json.loads(b"".join(parts))

    def ask(self, command, **arguments):
        self.number += 1
        text = json.dumps([0, self.number, command, arguments]).encode()
        self.socket.sendall(b"%d:%s" % (len(text), text))
        _, _, error, answer = self.receive()
        if error:
            sys.exit(error["message"])
        return answer

    def run(self, script, *arguments):
        said = {"script": script, "args": list(arguments), "sandbox": "system", "newSandbox": False}
        answer = self.ask("WebDriver:ExecuteAsyncScript", **said)["value"]
        return answer if "error" not in answer else sys.exit(answer["error"])


def reached(port):
    """The program, once it answers."""
    for _ in range(240):
        try:
            return Marionette(port)
        except OSError:
            time.sleep(0.5)
    sys.exit("it does not answer")


def main(path, samples, words):
    program = shutil.which("thunderbird")
    if not program:
        sys.exit("install thunderbird")
    profile = pathlib.Path.home() / "profile"
    profile.mkdir()
    (profile / "user.js").write_text(f'user_pref("marionette.port", {PORT});\n')
    options = ["--headless", "--marionette", "--remote-allow-system-access", "--no-remote", "--profile", str(profile)]
    app = subprocess.Popen([program, *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        remote = reached(PORT)
        remote.ask("WebDriver:NewSession", capabilities={})
        remote.ask("WebDriver:SetTimeouts", script=HOUR_MS)
        remote.ask("Marionette:SetContext", value="chrome")
        brought = remote.run(BRING, path)
        finds = [remote.run(FIND, word) for word in words]
        lists = [remote.run(LIST) for _ in range(min(5, int(samples)))]
        answer = {
            "imported": brought["count"],
            "import_s": brought["seconds"],
            "search_ms": [find["ms"] for find in finds],
            "page_ms": [one["ms"] for one in lists],
            "found": {word: find["found"] for word, find in zip(words, finds)},
        }
        print(json.dumps(answer))
    finally:
        app.kill()
        app.wait()


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
