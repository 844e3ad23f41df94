import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, test, vi } from "vitest";
import { I18nextProvider } from "react-i18next";
import { startI18n } from "@/locales";
import { initials, isStroke, keyCaps, KeyProvider, ToastProvider, useKeys, useToast, type Binding } from ".";

describe("names", () => {
  test.each([
    ["Ada Lovelace", "AL"],
    ["Dr. Jürgen Müller", "JM"],
    ["田中 美咲", "田"],
    ["Иван Петров", "ИП"],
    ["Søren Aabye Kierkegård", "SK"],
    ["madonna", "M"],
    ["", ""],
    ["👩‍💻 Zoë", "Z"],
  ])("%s is %s", (name, letters) => expect(initials(name)).toBe(letters));
});

describe("keys", () => {
  const stroke = (key: string, more: Partial<KeyboardEventInit> = {}) =>
    new KeyboardEvent("keydown", { key, ...more });

  // covers(UX-5, UX-12)
  test("are matched by what they type, on any layout", () => {
    expect(isStroke(stroke("?", { shiftKey: true }), "?")).toBe(true);
    expect(isStroke(stroke("/", { shiftKey: true }), "/")).toBe(true);
    expect(isStroke(stroke("X", { shiftKey: true }), "x")).toBe(false);
    expect(isStroke(stroke("X", { shiftKey: true }), "shift+x")).toBe(true);
    expect(isStroke(stroke("k", { metaKey: true }), "mod+k")).toBe(true);
    expect(isStroke(stroke("k", { ctrlKey: true }), "k")).toBe(false);
  });

  test("are shown as they stand on the keyboard", () => {
    expect(keyCaps("mod+shift+z", true)).toEqual(["⌘", "⇧", "Z"]);
    expect(keyCaps("mod+k", false)).toEqual(["Ctrl", "K"]);
    expect(keyCaps("g p", false)).toEqual(["G", "P"]);
    expect(keyCaps("/", false)).toEqual(["/"]);
  });

  function Bound({ bindings }: { bindings: Binding[] }) {
    useKeys(bindings);
    return <input aria-label="field" />;
  }
  const bind = (keys: string, run: () => void): Binding => ({ keys, run, label: keys, group: "test" });

  // covers(UX-5)
  test("of a single character can be switched off, those with Ctrl stay", async () => {
    const [letter, control, enter] = [vi.fn(), vi.fn(), vi.fn()];
    render(
      <KeyProvider single={false}>
        <Bound bindings={[bind("j", letter), bind("mod+z", control), bind("Enter", enter)]} />
      </KeyProvider>,
    );
    await userEvent.keyboard("j{Control>}z{/Control}{Enter}");
    expect(letter).not.toHaveBeenCalled();
    expect(control).toHaveBeenCalledOnce();
    expect(enter).toHaveBeenCalledOnce();
  });

  test("do nothing while one types, and sequences go where they say", async () => {
    const [letter, go] = [vi.fn(), vi.fn()];
    render(
      <KeyProvider single>
        <Bound bindings={[bind("c", letter), bind("g c", go)]} />
      </KeyProvider>,
    );
    await userEvent.type(screen.getByLabelText("field"), "cgc");
    expect(letter).not.toHaveBeenCalled();
    act(() => screen.getByLabelText("field").blur());
    await userEvent.keyboard("gc");
    expect(go).toHaveBeenCalledOnce();
    expect(letter).not.toHaveBeenCalled();
    await userEvent.keyboard("c");
    expect(letter).toHaveBeenCalledOnce();
  });
});

test("a message offers the way back and is announced", async () => {
  const run = vi.fn();
  function Say() {
    const toast = useToast();
    return (
      <button type="button" onClick={() => toast.show({ text: "Deleted", action: { label: "Undo", run } })}>
        go
      </button>
    );
  }
  render(
    <I18nextProvider i18n={startI18n("en")}>
      <ToastProvider>
        <Say />
      </ToastProvider>
    </I18nextProvider>,
  );
  await userEvent.click(screen.getByText("go"));
  expect(screen.getByText("Deleted").closest("[aria-live]")).toHaveAttribute("aria-live", "polite");
  await userEvent.click(screen.getByRole("button", { name: "Undo" }));
  expect(run).toHaveBeenCalledOnce();
  expect(screen.queryByText("Deleted")).toBeNull();
});
