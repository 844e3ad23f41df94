// What a page load does by itself and a screen that merely changes does not: the focus begins at the new screen, and a
// screen reader says where one is. A place on the screen that the address names, such as a note, is brought into view.
import { useLocation } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { rememberPlace } from "@/client";

/** How long a place on the screen may take to appear. */
const PATIENCE_MS = 4000;

export function Arrival() {
  const { pathname, hash } = useLocation();
  const from = useRef(pathname);
  const [said, setSaid] = useState("");

  useEffect(() => rememberPlace(pathname), [pathname]);

  useEffect(() => {
    if (from.current === pathname) return;
    from.current = pathname;
    const main = document.getElementById("main");
    // A screen that put the focus where its work begins knows better.
    if (main && !main.contains(document.activeElement)) main.focus({ preventScroll: true });
  }, [pathname]);

  useEffect(() => {
    // The page's title says which screen this is; it follows once the screen knows, as a record's does.
    const title = () => document.title.replace(/ · [^·]*$/, "");
    let last = title();
    const observer = new MutationObserver(() => {
      if (title() === last) return;
      last = title();
      setSaid(last);
    });
    observer.observe(document.head, { subtree: true, childList: true, characterData: true });
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    if (!hash.startsWith("note-")) return;
    const began = Date.now();
    const timer = setInterval(() => {
      const place = document.getElementById(hash);
      if (place || Date.now() - began > PATIENCE_MS) clearInterval(timer);
      place?.scrollIntoView({ block: "center" });
      place?.focus({ preventScroll: true });
    }, 100);
    return () => clearInterval(timer);
  }, [hash, pathname]);

  return (
    <p aria-live="polite" className="sr-only">
      {said}
    </p>
  );
}
