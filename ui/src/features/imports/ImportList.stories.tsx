import type { FakeOptions } from "@/client/fake";
import { opens, screen, type Story } from "@/stories/story";
import { CARD, DONE, EARLIER, LINK } from "./imports.fixture";

const path = "/imports";
const full = { imports: [DONE, EARLIER] };

/** Through the camera. */
const scanning = (fake: FakeOptions, more: Partial<Story> = {}): Story => ({
  path,
  fake: { ...full, ...fake },
  steps: [opens("[data-scan]")],
  ...more,
});

export default {
  ...screen(path, ["imports.list"], full),
  scanAsking: scanning({ camera: "asking" }),
  scanLive: scanning({}),
  scanLiveDark: scanning({}, { theme: "dark", language: "de" }),
  scanRefused: scanning({ camera: "refused" }),
  scanNone: scanning({ camera: "none" }, { language: "de" }),
  scanInsecure: scanning({ camera: "insecure" }),
  // A card, and what it says of who it is.
  scanFound: scanning(CARD),
  scanFoundGerman: scanning(CARD, { language: "de", theme: "dark" }),
  // An address, which is not opened.
  scanLink: scanning(LINK),
};
