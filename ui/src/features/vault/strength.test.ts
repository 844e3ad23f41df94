import { expect, test } from "vitest";
import { strength } from "./strength";

test("a passphrase is judged", () => {
  expect(strength("abc")).toBe(0);
  expect(strength("password123")).toBe(0);
  expect(strength("aaaaaaaaaaaaaaaaaa")).toBe(0);
  expect(strength("correct horse battery staple")).toBeGreaterThanOrEqual(2);
  expect(strength("gQ7!vR2#pL9@xZ4")).toBe(3);
});
