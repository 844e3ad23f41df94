import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, test, vi } from "vitest";
import { I18nextProvider } from "react-i18next";
import { Failure } from "@/client";
import { startI18n } from "@/locales";
import {
  beginHere,
  Dialog,
  initials,
  isStroke,
  keyCaps,
  KeyProvider,
  Menu,
  fitting,
  MenuItem,
  ToastProvider,
  Unanswered,
  Tabs,
  useKeys,
  useToast,
  type Binding,
} from ".";

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

describe("tabs", () => {
  const bar = (room: number) => ({ room, gap: 10, more: 60 });
  test.each([
    // Three of 100 with their gaps are 320.
    [320, 0, "yyy"],
    [319, 0, "yyn"],
    [279, 0, "ynn"],
    [280, 0, "yyn"],
    [280, 2, "yny"],
    [10, 1, "nyn"],
  ])("with room for %i and tab %i shown, these stand in the bar: %s", (room, active, stand) => {
    const fits = fitting([100, 100, 100], active, bar(room));
    expect(fits.map((one) => (one ? "y" : "n")).join("")).toBe(stand);
  });

  // covers(UX-2, UX-4, UX-5)
  test("what has no room is in a menu that says how many they are, and comes into the bar with the focus", async () => {
    vi.spyOn(HTMLElement.prototype, "offsetWidth", "get").mockReturnValue(100);
    vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(330);
    const items = ["One", "Two", "Three", "Four"].map((label) => ({
      id: label,
      label,
      content: `Of ${label}`,
    }));
    function Four() {
      const [value, setValue] = useState("One");
      return <Tabs label="Parts" items={items} value={value} onChange={setValue} />;
    }
    const user = userEvent.setup();
    render(
      <I18nextProvider i18n={startI18n("en")}>
        <Four />
      </I18nextProvider>,
    );
    const names = () => screen.getAllByRole("tab").map((tab) => tab.textContent);
    expect(names()).toEqual(["One", "Two"]);
    expect(screen.getByRole("tablist").contains(screen.getByRole("button", { name: "2 more" }))).toBe(false);
    await user.tab();
    await user.tab();
    expect(screen.getByRole("button", { name: "2 more" })).toHaveFocus();
    await user.keyboard("{Enter}{ArrowDown}{Enter}");
    await screen.findByText("Of Four");
    expect(names()).toEqual(["One", "Four"]);
    await waitFor(() => expect(screen.getByRole("tab", { name: "Four", selected: true })).toHaveFocus());
    vi.restoreAllMocks();
  });
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

  // covers(UX-5)
  test("work on a keyboard of another script by where they are", () => {
    expect(isStroke(stroke("л", { ctrlKey: true, code: "KeyK" }), "mod+k")).toBe(true);
    expect(isStroke(stroke("ο", { code: "KeyJ" }), "j")).toBe(true);
    expect(isStroke(stroke("t", { ctrlKey: true, code: "KeyK" }), "mod+k"), "Dvorak types its own").toBe(
      false,
    );
    expect(isStroke(stroke("ö", { code: "Semicolon" }), "ö")).toBe(true);
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

  // covers(UX-5, UX-12)
  test("can be put elsewhere, and a single one taken away", async () => {
    const [down, up, select, go] = [vi.fn(), vi.fn(), vi.fn(), vi.fn()];
    render(
      <KeyProvider single moved={{ j: "n", x: "", "g p": "g k" }}>
        <Bound bindings={[bind("j", down), bind("k", up), bind("x", select), bind("g p", go)]} />
      </KeyProvider>,
    );
    await userEvent.keyboard("jxgp");
    expect([down, up, select, go].map((run) => run.mock.calls.length)).toEqual([0, 0, 0, 0]);
    await userEvent.keyboard("nkgk");
    expect([down, up, select, go].map((run) => run.mock.calls.length)).toEqual([1, 1, 0, 1]);
  });

  // covers(UX-5)
  test("with letters off the space bar selects", async () => {
    const select = vi.fn();
    render(
      <KeyProvider single={false}>
        <Bound bindings={[bind("x", select)]} />
      </KeyProvider>,
    );
    await userEvent.keyboard("x ");
    expect(select).toHaveBeenCalledOnce();
  });

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

  // covers(UX-5)
  test("of a sequence count from press to press, not by when the page gets to them", () => {
    const go = vi.fn();
    render(
      <KeyProvider single>
        <Bound bindings={[bind("g c", go)]} />
      </KeyProvider>,
    );
    let now = 0;
    const clock = vi.spyOn(Date, "now").mockImplementation(() => (now += 10_000));
    const press = (key: string, at: number) => {
      const event = new KeyboardEvent("keydown", { key, bubbles: true });
      Object.defineProperty(event, "timeStamp", { value: at });
      act(() => void document.body.dispatchEvent(event));
    };
    press("g", 1000);
    press("c", 2100);
    expect(go, "1.1 seconds apart, on a page that is late").toHaveBeenCalledOnce();
    press("g", 5000);
    press("c", 6300);
    expect(go, "1.3 seconds are two keys on their own").toHaveBeenCalledOnce();
    clock.mockRestore();
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

// covers(UX-5)
test("a dialog gives the focus back to what had it, whoever opened it", async () => {
  function Screen() {
    const [open, setOpen] = useState(false);
    useKeys([{ keys: "q", label: "Ask", group: "Here", run: () => setOpen(true) }]);
    return (
      <>
        <button>Row</button>
        <Dialog open={open} onOpenChange={setOpen} title="Sure?">
          <input aria-label="Why" />
        </Dialog>
      </>
    );
  }
  const user = userEvent.setup();
  render(
    <I18nextProvider i18n={startI18n("en")}>
      <KeyProvider single>
        <Screen />
      </KeyProvider>
    </I18nextProvider>,
  );
  const row = screen.getByRole("button", { name: "Row" });
  row.focus();
  await user.keyboard("q");
  await user.click(await screen.findByRole("textbox", { name: "Why" }));
  await user.keyboard("{Escape}");
  await vi.waitFor(() => expect(row).toHaveFocus());
});

// covers(UX-5)
test("a dialog asked for in a menu begins in its box, and the menu's button has the focus after it", async () => {
  function Screen() {
    const [open, setOpen] = useState(false);
    return (
      <>
        <Menu label="File" trigger={<button>More</button>}>
          <MenuItem asks onSelect={() => setOpen(true)}>
            Rename
          </MenuItem>
          <MenuItem onSelect={() => undefined}>Open</MenuItem>
        </Menu>
        <Dialog open={open} onOpenChange={setOpen} title="Rename">
          <form>
            <input ref={beginHere} aria-label="Name" />
          </form>
        </Dialog>
      </>
    );
  }
  const user = userEvent.setup();
  render(
    <I18nextProvider i18n={startI18n("en")}>
      <Screen />
    </I18nextProvider>,
  );
  const more = screen.getByRole("button", { name: "More" });
  more.focus();
  await user.keyboard("{Enter}");
  await user.keyboard("{Enter}");
  await vi.waitFor(() => expect(screen.getByRole("textbox", { name: "Name" })).toHaveFocus());
  // Nothing takes it away later.
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(screen.getByRole("textbox", { name: "Name" })).toHaveFocus();
  await user.keyboard("{Escape}");
  await vi.waitFor(() => expect(more).toHaveFocus());
  // What opens nothing gives it back as well.
  await user.keyboard("{Enter}");
  await user.keyboard("{ArrowDown}{Enter}");
  await vi.waitFor(() => expect(more).toHaveFocus());
});

describe("what stands there until something is answered", () => {
  const show = (content: React.ReactNode) =>
    render(<I18nextProvider i18n={startI18n("en")}>{content}</I18nextProvider>);
  const error = new Failure({ code: "index_busy", kind: "broken", message: "Something is busy." });

  test("what went wrong goes first and can be asked again, whichever way the question is asked", async () => {
    const refetch = vi.fn();
    const retry = vi.fn();
    const again = () => userEvent.click(screen.getByRole("button", { name: "Try again" }));
    const shown = show(<Unanswered of={{ error, refetch }} whole waiting={<i>waiting</i>} />);
    expect(screen.getByRole("alert")).toHaveTextContent("index_busy");
    expect(screen.getByRole("heading", { level: 1 })).toBeVisible();
    expect(screen.queryByText("waiting")).toBeNull();
    await again();
    expect(refetch).toHaveBeenCalledOnce();
    shown.unmount();
    show(<Unanswered of={{ error, retry }} />);
    await again();
    expect(retry).toHaveBeenCalledOnce();
  });

  test("a whole screen that failed leads back to the one before, a part of one does not", async () => {
    history.pushState(null, "", "#one");
    history.pushState(null, "", "#two");
    const part = show(<Unanswered of={{ error, retry: vi.fn() }} />);
    expect(screen.queryByRole("button", { name: "Back" })).toBeNull();
    part.unmount();
    show(<Unanswered of={{ error }} whole />);
    await userEvent.click(screen.getByRole("button", { name: "Back" }));
    await waitFor(() => expect(location.hash).toBe("#one"));
  });

  test("it waits under the screen's title, in its own shape if it has one, or for nothing to be seen", () => {
    const shown = show(<Unanswered of={{ error: null }} title="Deal" />);
    expect(screen.getByRole("heading", { name: "Deal" })).toBeInTheDocument();
    expect(screen.queryByRole("alert")).toBeNull();
    shown.unmount();
    const other = show(<Unanswered of={{ error: null }} waiting={<i>waiting</i>} />);
    expect(screen.getByText("waiting")).toBeVisible();
    expect(screen.queryByRole("status")).toBeNull();
    other.unmount();
    expect(show(<Unanswered of={{ error: null }} waiting={null} />).container).toBeEmptyDOMElement();
  });
});
