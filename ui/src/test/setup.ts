// What jsdom lacks and the components need, and a clean page after each test.
import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";
import { plainStyle } from "./styles";

// A busy machine is slow, not broken. The page is not written into the error each time something is not there yet.
configure({ asyncUtilTimeout: 8000, getElementError: (message) => new Error(message ?? "not found") });

afterEach(() => {
  cleanup();
  localStorage.clear();
  document.documentElement.removeAttribute("data-theme");
});

// Keys are pressed at the speed of somebody who types, however busy the machine is.
const KEY_MS = 50;
const pressed = new WeakMap<Event, number>();
let lastPress = 0;
Object.defineProperty(KeyboardEvent.prototype, "timeStamp", {
  configurable: true,
  get(this: KeyboardEvent) {
    const at = pressed.get(this) ?? (lastPress += KEY_MS);
    pressed.set(this, at);
    return at;
  },
});

// What works with elements asks the window that their document stands in, the page itself the global one.
for (const one of [globalThis, document.defaultView ?? globalThis]) one.getComputedStyle = plainStyle;

Element.prototype.scrollIntoView = () => undefined;
Element.prototype.hasPointerCapture = () => false;
Element.prototype.setPointerCapture = () => undefined;
Element.prototype.releasePointerCapture = () => undefined;
globalThis.ResizeObserver ??= class {
  observe() {
    return undefined;
  }
  unobserve() {
    return undefined;
  }
  disconnect() {
    return undefined;
  }
};
globalThis.matchMedia ??= (query: string) =>
  ({
    matches: false,
    media: query,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }) as unknown as MediaQueryList;
// jsdom has no layout: give scrolling regions a height, so that virtual lists show rows.
Object.defineProperty(HTMLElement.prototype, "clientHeight", { configurable: true, get: () => 600 });
Object.defineProperty(HTMLElement.prototype, "clientWidth", { configurable: true, get: () => 1200 });
window.scrollTo = () => undefined;
