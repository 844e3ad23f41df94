// The desktop's menu bar: the shell says which item was chosen, the page does it.
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useAct, useClient } from "@/client";
import { usePrint } from "@/records/paper";
import { beginTask } from "@/features/tasks/QuickAdd";
import { useUndo } from "./undo";

export function useMenuItems(open: { palette: () => void; keyMap: () => void; search: () => void }): void {
  const client = useClient();
  const navigate = useNavigate();
  const undo = useUndo();
  const print = usePrint();
  const lock = useAct("vault.lock");
  const items: Record<string, () => void> = {
    "help.about": () => void navigate({ to: "/settings", hash: "about" }),
    "help.keys": open.keyMap,
    "app.settings": () => void navigate({ to: "/settings" }),
    "vault.lock": () => lock.mutate({}),
    "contact.create": () => void navigate({ to: "/contacts/new" }),
    // Wherever one is, a task is a line of words.
    "task.create": () => void navigate({ to: "/tasks" }).then(() => requestAnimationFrame(beginTask)),
    "company.create": () => void navigate({ to: "/companies/new" }),
    "file.export": () => void navigate({ to: "/settings", hash: "export" }),
    "file.print": print,
    "edit.undo": () => void undo.last(),
    "edit.redo": () => void undo.redo(),
    "view.palette": open.palette,
    "view.search": open.search,
    "go.contacts": () => void navigate({ to: "/contacts" }),
    "go.companies": () => void navigate({ to: "/companies" }),
    "go.imports": () => void navigate({ to: "/imports" }),
    "go.changes": () => void navigate({ to: "/history" }),
  };
  const latest = useRef(items);
  useEffect(() => {
    latest.current = items;
  });
  useEffect(
    () =>
      client.subscribe((event) => {
        if (event.type === "menu") latest.current[event.item]?.();
      }),
    [client],
  );
}
