// Who presses the key of the search types on at once: the letters that come before its box is there go into it.

/** Then the search does not come, and the keys are free again. */
const HELD_MS = 3000;

let held: (() => string) | null = null;

/** Holds what is typed from now on, until the box takes it. */
export function holdTyped(): void {
  takeTyped(() => undefined);
  let text = "";
  const listen = (event: KeyboardEvent) => {
    const isSign = [...event.key].length === 1 && (event.key !== " " || text !== "");
    if (!isSign || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    // What is asked before one leaves has the keys first.
    if (document.querySelector("[role=dialog],[role=alertdialog]")) return;
    event.preventDefault();
    event.stopPropagation();
    text += event.key;
  };
  const timer = setTimeout(() => takeTyped(() => undefined), HELD_MS);
  window.addEventListener("keydown", listen, true);
  held = () => {
    clearTimeout(timer);
    window.removeEventListener("keydown", listen, true);
    held = null;
    return text;
  };
}

/** Hands over what was typed since, if anything was; nothing is held from then on. */
export function takeTyped(into: (text: string) => void): void {
  const text = held?.();
  if (text) into(text);
}
