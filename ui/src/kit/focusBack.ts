// Where the focus goes when a dialog closes. Radix gives it back to the button that belongs to the dialog; ours are opened
// by keys, menus and commands as well, so what had the focus is remembered here.

/** How many elements are remembered: menus and dialogs within dialogs are passed over on the way back. */
const MOST = 12;

let trail: HTMLElement[] = [];

document.addEventListener("focusin", ({ target }) => {
  if (!(target instanceof HTMLElement)) return;
  trail.push(target);
  if (trail.length > MOST) trail.shift();
});

// Who leaves a box by Escape wants the keys to be keys again: no dialog gives the focus back to it.
document.addEventListener("focusout", ({ target, relatedTarget }) => {
  // A window that is left keeps it.
  const isLeft = relatedTarget === null && document.activeElement !== target;
  if (!isLeft || !(target instanceof HTMLElement) || target.closest("[role=dialog]")) return;
  if (target.matches("input, textarea")) trail = trail.filter((one) => one !== target);
});

/** As `onCloseAutoFocus` of a dialog: back to what had the focus before and is still there, unless something has it now. */
export function focusBack(event: Event): void {
  event.preventDefault();
  if (document.activeElement !== document.body) return;
  trail.findLast((one) => one.isConnected && one !== document.body)?.focus();
}
