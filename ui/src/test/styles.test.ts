import { expect, test } from "vitest";
import { plainStyle, wholeStyle } from "./styles";

test("what is shown is what jsdom shows, only sooner", () => {
  document.body.innerHTML = `
    <div style="visibility: hidden; pointer-events: none"><p>a</p><p style="visibility: visible">b</p></div>
    <div hidden><span>c</span></div>
    <div style="display: none"><b>e</b></div><input type="hidden" /><input type="HIDDEN" /><input />
    <dialog>f</dialog><dialog open>g</dialog><datalist><option>h</option></datalist><embed hidden />
    <section dir="rtl"><i>i</i><i dir="ltr">j</i></section><svg><title>k</title><path></path></svg>
    <select><option>l</option></select><table><tbody><tr><td>m</td></tr></tbody></table>
    <div style="direction: rtl; opacity: 0; overflow: auto">n</div><script>o</script><style></style>`;
  const all = [...document.querySelectorAll("*")];
  expect(all.length).toBeGreaterThan(30);
  const look = (style: CSSStyleDeclaration) => ({
    display: style.display,
    visibility: style.visibility,
    untouchable: style.pointerEvents === "none",
    asked: style.getPropertyValue("visibility"),
    direction: style.direction,
    opacity: style.opacity || "1",
    overflow: style.overflow === "auto",
  });
  const seen = all.map((element) => [element.outerHTML, look(plainStyle(element))]);
  expect(seen).toEqual(all.map((element) => [element.outerHTML, look(wholeStyle(element))]));
  expect(new Set(seen.map(([, one]) => JSON.stringify(one))).size).toBeGreaterThan(6);
});

test("the tests ask the quick one", () => {
  expect(getComputedStyle).toBe(plainStyle);
});
