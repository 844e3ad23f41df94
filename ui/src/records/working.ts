// A list worked record by record: where one is in it, kept while the window is open. The list is its query, so it may
// change meanwhile; the place in it is counted.
import { useNavigate } from "@tanstack/react-router";
import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { useClient, type Query } from "@/client";
import { useToast } from "@/kit";
import type { KindConfig } from "./kinds";

interface Worked {
  plural: KindConfig["plural"];
  query: Query;
  /** Of the record at hand, from 0. */
  position: number;
  total: number;
  /** The record at hand. */
  id: string;
}

let worked: Worked | null = null;
const listeners = new Set<() => void>();

function put(next: Worked | null): void {
  worked = next;
  listeners.forEach((listener) => listener());
}

const listen = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export interface Working {
  /** The list at hand, if the record belongs to it. */
  now: Worked | null;
  start: (config: KindConfig, query: Query, position: number) => Promise<void>;
  next: () => Promise<void>;
  stop: () => void;
}

export function useWorking(id?: string): Working {
  const { t } = useTranslation();
  const client = useClient();
  const navigate = useNavigate();
  const toast = useToast();
  const held = useSyncExternalStore(listen, () => worked);
  const go = async (plural: Worked["plural"], query: Query, position: number) => {
    try {
      const { rows, total } = await client.call(`${plural}.list`, { query, position, limit: 1, fields: [] });
      const row = rows[0];
      if (!row) {
        put(null);
        toast.show({ text: t("working.over") });
        await navigate({ to: `/${plural}` });
        return;
      }
      put({ plural, query, position, total, id: row.id });
      await navigate({ to: `/${plural}/$id`, params: { id: row.id } });
    } catch (thrown) {
      toast.fail(thrown);
    }
  };
  return {
    now: held && held.id === id ? held : null,
    start: (config, query, position) => go(config.plural, query, position),
    next: async () => {
      if (worked) await go(worked.plural, worked.query, worked.position + 1);
    },
    stop: () => put(null),
  };
}
