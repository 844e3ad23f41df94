import { expect, test } from "vitest";
import { arrange } from "@/records/layout";
import { hide, merge, moveField, moveGroup, placeAt, show } from "./arranging";

const now = {
  groups: [
    { name: "A", fields: ["a", "b"] },
    { name: "B", fields: ["c"] },
  ],
  hidden: ["h"],
};
const fields = ({ groups }: typeof now) => groups.map((group) => group.fields.join(""));

test("a field moves within its group and over its borders, and stops at the ends", () => {
  expect(fields(moveField(now, "a", 1))).toEqual(["ba", "c"]);
  expect(fields(moveField(now, "b", 1))).toEqual(["a", "bc"]);
  expect(fields(moveField(now, "c", -1))).toEqual(["abc", ""]);
  expect(moveField(now, "a", -1)).toEqual(now);
  expect(moveField(now, "c", 1)).toEqual(now);
});

test("a dragged field stands before the one it was dropped on", () => {
  expect(fields(placeAt(now, "c", 0, 1))).toEqual(["acb", ""]);
  expect(fields(placeAt(now, "a", 0, 2))).toEqual(["ba", "c"]);
  expect(fields(placeAt(now, "h", 1, 0))).toEqual(["ab", "hc"]);
});

test("groups move, and one that goes leaves its fields", () => {
  expect(moveGroup(now, 0, 1).groups.map(({ name }) => name)).toEqual(["B", "A"]);
  expect(fields(merge(now, 1))).toEqual(["abc"]);
  expect(fields(merge(now, 0))).toEqual(["abc"]);
});

test("what is hidden stands in no group and comes back at the end", () => {
  expect(hide(now, "a")).toEqual({
    groups: [
      { name: "A", fields: ["b"] },
      { name: "B", fields: ["c"] },
    ],
    hidden: ["h", "a"],
  });
  expect(show(now, "h")).toMatchObject({ groups: [{}, { fields: ["c", "h"] }], hidden: [] });
});

test("what a layout does not name follows in its usual place", () => {
  const usual = [
    { title: "Who", fields: ["given", "family"] },
    { title: "", fields: ["tags"] },
  ];
  const own = { title: "Own", fields: ["x", "y"] };
  const groups = arrange(usual, own, {
    groups: [{ name: "First", fields: ["y", "given", "gone"] }],
    hidden: ["tags"],
  });
  expect(groups).toEqual([
    { title: "First", own: true, fields: ["y", "given"] },
    { title: "Who", own: false, fields: ["family"] },
    { title: "Own", own: false, fields: ["x"] },
  ]);
  expect(arrange(usual, own, undefined).map(({ fields: all }) => all.length)).toEqual([2, 1, 2]);
});
