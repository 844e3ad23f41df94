// The real program for a test: `satchel serve` on a vault of its own, which can be stopped and started again, and the
// things a person does with it that take more than one line.
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { test as base, expect, type Page } from "@playwright/test";

const ROOT = join(import.meta.dirname, "../..");
export const PASSPHRASE = "correct horse battery staple";

const program = (): string =>
  process.env["SATCHEL_BIN"] ??
  join(process.env["CARGO_TARGET_DIR"] ?? join(ROOT, "target"), "debug", "satchel");

export class Satchel {
  readonly vault = mkdtempSync(join(tmpdir(), "satchel-browser-"));
  private child: ChildProcess | null = null;
  address = "";
  token = "";

  async start(): Promise<void> {
    const child = spawn(
      program(),
      [
        "--vault",
        join(this.vault, "vault"),
        "--json",
        "serve",
        "--ui",
        process.env["SATCHEL_UI"] ?? join(ROOT, "ui/dist"),
      ],
      {
        stdio: ["ignore", "pipe", "pipe"],
        // No keychain, whatever the machine has: the journeys begin with a passphrase.
        env: {
          ...process.env,
          DBUS_SESSION_BUS_ADDRESS: "disabled:",
          XDG_DATA_HOME: this.vault,
          LANG: "en_GB.UTF-8",
        },
      },
    );
    this.child = child;
    let said = "";
    child.stderr.on("data", (data) => (said += String(data)));
    const line = await new Promise<string>((resolve, reject) => {
      createInterface(child.stdout).once("line", resolve);
      child.once("exit", (code) => reject(new Error(`satchel serve ended with ${code}: ${said}`)));
      child.once("error", reject);
    });
    ({ address: this.address, token: this.token } = JSON.parse(line) as { address: string; token: string });
  }

  async stop(): Promise<void> {
    const child = this.child;
    this.child = null;
    if (!child || child.exitCode !== null) return;
    await new Promise<void>((resolve) => {
      child.once("exit", () => resolve());
      child.kill("SIGTERM");
    });
  }

  /** The address with its key, leading to a place in the app. */
  get url(): string {
    return `${this.address}/#token=${this.token}`;
  }

  async call<T = unknown>(name: string, input: unknown = {}): Promise<T> {
    const response = await fetch(`${this.address}/api/v1/call/${name}`, {
      method: "POST",
      headers: { authorization: `Bearer ${this.token}`, "content-type": "application/json" },
      body: JSON.stringify(input),
    });
    const body = (await response.json()) as T;
    if (!response.ok) throw new Error(`${name}: ${JSON.stringify(body)}`);
    return body;
  }

  async upload(
    name: string,
    bytes: string | Uint8Array,
  ): Promise<{ file: string; name: string; size: number }> {
    const response = await fetch(`${this.address}/api/v1/files?name=${encodeURIComponent(name)}`, {
      method: "POST",
      headers: { authorization: `Bearer ${this.token}`, "content-type": "application/octet-stream" },
      body: bytes as BodyInit,
    });
    return (await response.json()) as { file: string; name: string; size: number };
  }

  /** A vault with people in it, without going through the screens. */
  async filled(): Promise<void> {
    await this.call("vault.create", { passphrase: PASSPHRASE });
    const { code } = await this.call<{ code: string }>("vault.recovery_code");
    await this.call("vault.confirm_recovery", { code });
    await this.imported("google.csv", GOOGLE);
    await this.imported("phone.vcf", VCARD);
    const ada = await this.find("Lovelace");
    await this.call("notes.create", {
      contact_id: ada,
      body: "Met at the **Hanover** fair. Wants a quote for 40 units.",
    });
    await this.call("contacts.patch", { id: ada, patch: { tags: ["vip", "trade fair"] } });
  }

  /** Deals in several stages and months; answers the id of one. */
  async deals(): Promise<string> {
    const contact_id = await this.find("Lovelace");
    const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
    const made: string[] = [];
    for (const [name, minor, close] of [
      ["Presses for the new hall", 18_450_000, day(12)],
      ["Maintenance", 2_400_000, day(40)],
      ["Packaging line", 6_120_000, day(-3)],
      ["Training for 40 people", 960_000, null],
    ] as const) {
      const { id } = await this.call<{ id: string }>("deals.create", {
        name,
        amount: { minor, currency: "EUR" },
        close_date: close,
        contacts: [{ contact_id, role: "decision_maker" }],
        ...(made.length % 2 === 0 ? { next_step: "Send the offer" } : {}),
      });
      made.push(id);
    }
    const { stages } = await this.call<{ stages: { id: string }[] }>("deals.board");
    for (const [at, to] of [3, 2].entries())
      await this.call("deals.move", { id: made[at], stage_id: stages[to]?.id });
    return made[0] ?? "";
  }

  /** Leads of several states; answers the id of one. */
  async leads(): Promise<string> {
    const made: string[] = [];
    for (const [given, family, company, job_title, source, rating, minor] of [
      ["Hanna", "Seidel", "Lumen Optics", "Managing Director", "Trade fair", "hot", 4_200_000],
      ["Victor", "Almeida", "Porto Cold Chain", "Head of Operations", "Website", "warm", 900_000],
      ["Mei", "Tanaka", "Kumo Robotics", "Engineer", "List", "cold", 150_000],
    ] as const) {
      const { id } = await this.call<{ id: string }>("leads.create", {
        given,
        family,
        company,
        job_title,
        source,
        rating,
        value: { minor, currency: "EUR" },
        country: "DE",
        postal_code: "80331",
        emails: [{ value: `${given.toLowerCase()}@lumen.example` }],
      });
      made.push(id);
    }
    await this.call("notes.create", { lead_id: made[0], body: "Wants a demonstration in May." });
    await this.call("leads.qualify", { id: made[0], reason: "Has a budget" });
    return made[0] ?? "";
  }

  async imported(name: string, bytes: string): Promise<string> {
    const file = await this.upload(name, bytes);
    const { import: id } = await this.call<{ import: string }>("imports.start", { files: [file] });
    await expect
      .poll(async () => (await this.call<{ state: string }>("imports.get", { id })).state, {
        timeout: 60_000,
      })
      .toBe("done");
    return id;
  }

  async find(text: string): Promise<string> {
    let id = "";
    await expect
      .poll(async () => {
        const { hits } = await this.call<{ hits: { id: string }[] }>("search.query", {
          text,
          kinds: ["contact"],
        });
        id = hits[0]?.id ?? "";
        return id;
      })
      .not.toBe("");
    return id;
  }

  async end(): Promise<void> {
    await this.stop();
    rmSync(this.vault, { recursive: true, force: true });
  }
}

export const test = base.extend<{ satchel: Satchel; quiet: void }>({
  // eslint-disable-next-line no-empty-pattern
  satchel: async ({}, use) => {
    const satchel = new Satchel();
    await satchel.start();
    await use(satchel);
    await satchel.end();
  },
  // A journey on which the page reports an error has failed, whatever it shows.
  quiet: [
    async ({ page }, use) => {
      const faults: string[] = [];
      page.on("pageerror", (error) => faults.push(error.message));
      page.on("console", (message) => {
        const text = message.text();
        // A refusal is an answer like any other; and a program that is stopped does not answer.
        if (message.type() === "error" && !/Failed to load resource|WebSocket connection/.test(text))
          faults.push(text);
      });
      await use();
      expect(faults).toEqual([]);
    },
    { auto: true },
  ],
});
export { expect };

/** Drops files on the window as a file manager does. */
export async function drop(page: Page, files: { name: string; text: string }[]): Promise<void> {
  const data = await page.evaluateHandle((list) => {
    const transfer = new DataTransfer();
    for (const { name, text } of list) transfer.items.add(new File([text], name));
    return transfer;
  }, files);
  for (const type of ["dragenter", "dragover", "drop"])
    await page.dispatchEvent("body", type, { dataTransfer: data });
}

/** From the first start to an empty list, as a person without a keychain. */
export async function firstRun(page: Page, satchel: Satchel): Promise<void> {
  await page.goto(satchel.url);
  await page.getByLabel("Passphrase", { exact: true }).fill(PASSPHRASE);
  await page.getByRole("button", { name: "Create my vault" }).click();
  await expect(page.getByText("Drop a file here to begin")).toBeVisible();
}

/** Opens the page of a vault that is open already. */
export async function open(page: Page, satchel: Satchel, place = "/contacts"): Promise<void> {
  await page.goto(satchel.url);
  await expect(page.getByRole("main")).toBeVisible();
  await page.goto(`${satchel.address}/#${place}`);
}

/** The program has answered a command: what a person changes stands on the screen before that. */
export const answered = (page: Page, command: string, said = ""): Promise<unknown> =>
  page.waitForResponse(
    (response) =>
      response.ok() &&
      response.url().endsWith(`/call/${command}`) &&
      (response.request().postData() ?? "").includes(said),
  );

export const fixture = (name: string): string =>
  readFileSync(join(import.meta.dirname, "people", name), "utf8");
export const GOOGLE = fixture("google.csv");
export const VCARD = fixture("phone.vcf");
export const UNKNOWN = fixture("kunden.csv");
