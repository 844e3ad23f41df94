// What every record's page does when it is opened: the program is told, so that what is opened often is found first,
// and the window is called by the record's name.
import { useEffect } from "react";
import { useClient } from "@/client";

export function useOpened(kind: string, id: string | undefined, name: string | undefined): void {
  const client = useClient();
  useEffect(() => {
    if (id) client.call("search.opened", { kind, id }).catch(() => undefined);
  }, [client, kind, id]);
  useEffect(() => {
    if (name) document.title = `${name} · Satchel`;
  }, [name]);
}
