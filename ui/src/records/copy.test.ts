import { expect, test } from "vitest";
import { cellText, quoted, tabbed } from "./copy";

test("values are copied as they are kept", () => {
  expect(cellText([{ value: "a@x.example" }, { value: "b@x.example" }], "text")).toBe(
    "a@x.example, b@x.example",
  );
  expect(cellText("1980-03-22", "date")).toBe("1980-03-22");
  expect(cellText(new Date(2026, 10, 20, 9, 5).getTime(), "instant")).toBe("2026-11-20 09:05");
  expect(cellText({ minor: 123450, currency: "EUR" }, "money")).toBe("1234.50 EUR");
  expect(cellText({ minor: 1234, currency: "JPY" }, "money")).toBe("1234 JPY");
  expect(cellText(null, "text")).toBe("");
});

test("a cell keeps its row and its column, whatever is in it", () => {
  expect(
    tabbed([
      ["Ada", "one\ttwo"],
      ["two\nlines", 'say "hi"'],
    ]),
  ).toBe('Ada\t"one\ttwo"\n"two\nlines"\t"say ""hi"""');
});

test("no cell is a formula, and numbers stay as they are", () => {
  expect(quoted('=HYPERLINK("x")')).toBe('"\'=HYPERLINK(""x"")"');
  expect(quoted("@SUM(A1)")).toBe("'@SUM(A1)");
  expect(quoted("+cmd|' /C calc'!A0")).toBe("'+cmd|' /C calc'!A0");
  expect(quoted("+351 22 5550101")).toBe("+351 22 5550101");
  expect(quoted("-12.5")).toBe("-12.5");
  expect(quoted("a=b")).toBe("a=b");
});
