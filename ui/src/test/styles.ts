// What an element looks like, as far as it says so itself. No style sheet reaches these tests, and jsdom works its own
// out for each element anew, which took most of the time of finding anything by its role. `styles.test.ts` asks both.

/** What is not shown for what is said of it. */
const UNSHOWN = "dialog:not([open]), [hidden]:not([hidden=until-found i]):not(embed), input[type=hidden i]";

/** Said of an element, they hold for all within it. */
const INHERITED = ["visibility", "pointerEvents", "direction", "cursor", "userSelect"] as const;

/** By name, what stands where nobody says anything. */
const FIRST: Record<string, string> = { visibility: "visible", direction: "ltr" };

/** jsdom's own answer. */
export const wholeStyle = (document.defaultView ?? window).getComputedStyle.bind(document.defaultView);

/** By tag, what it is shown as when nothing is said of it. */
const displays = new Map<string, string>();
function displayOf(element: Element): string {
  if (element.matches(UNSHOWN)) return "none";
  const { namespaceURI, localName } = element;
  const name = `${namespaceURI} ${localName}`;
  const known = displays.get(name);
  if (known !== undefined) return known;
  const bare = document.createElementNS(namespaceURI, localName);
  // A dialog that is shut was asked for before.
  if (localName === "dialog") bare.setAttribute("open", "");
  const { display } = wholeStyle(bare);
  displays.set(name, display);
  return display;
}

function inherited(element: Element, name: (typeof INHERITED)[number]): string {
  for (let one: Element | null = element; one; one = one.parentElement) {
    const said = (one as HTMLElement).style[name];
    if (said && said !== "inherit") return said;
    if (name === "direction" && one.hasAttribute("dir")) return one.getAttribute("dir") ?? "";
  }
  return FIRST[name] ?? "";
}

export function plainStyle(element: Element): CSSStyleDeclaration {
  const { style } = element as HTMLElement;
  const value = (name: string): unknown => {
    if (name === "display") return style.display || displayOf(element);
    const passed = INHERITED.find((one) => one === name);
    return passed ? inherited(element, passed) : (Reflect.get(style, name, style) ?? FIRST[name]);
  };
  const camel = (property: string) =>
    property.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return new Proxy(style, {
    get: (_, name) => {
      if (name === "getPropertyValue") return (property: string) => value(camel(property)) ?? "";
      const said = typeof name === "string" ? value(name) : undefined;
      return typeof said === "function" ? (said.bind(style) as unknown) : said;
    },
  });
}
