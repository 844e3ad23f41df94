// What hangs on a record, and how files come to hang there.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  Failure,
  makeStale,
  useClient,
  useRead,
  type Added,
  type FileHandle,
  type Id,
  type Row,
} from "@/client";
import { isImportable } from "@/features/imports/intake";
import { useToast } from "@/kit";
import { useWords } from "@/locales";
import { isOwnKind } from "@/records/kinds";
import { outcome } from "@/shell/everything";
import { useDone } from "@/shell/undo";
import { useImportInstead } from "./importing";

/** A file as the list shows it. */
export interface Attached {
  id: Id;
  name: string;
  media_type: string;
  size: number;
  file: string;
  added_by: string;
  created_ms: number;
}

const FIELDS = ["name", "media_type", "size", "file", "added_by"] as const;
/** So many are shown; who attaches more finds the rest by search. */
export const MOST = 500;

const ownerField = (kind: string) => (isOwnKind(kind) ? "own_record_id" : `${kind}_id`);

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const number = (value: unknown): number => (typeof value === "number" ? value : 0);

const attached = (row: Row): Attached => ({
  id: row.id,
  name: row.title,
  media_type: text(row["media_type"]),
  size: number(row["size"]),
  file: text(row["file"]),
  added_by: text(row["added_by"]),
  created_ms: number(row["created_ms"]),
});

/** What hangs on a record, the latest first. */
export function useAttached(kind: string, id: Id | undefined) {
  const field = ownerField(kind);
  const query = { filter: { is: { field, op: "equals" as const, value: id ?? "" } } };
  const read = useRead(
    "attachments.list",
    { query, fields: [...FIELDS], limit: MOST },
    { enabled: id !== undefined },
  );
  return { ...read, files: read.data?.rows.map(attached), total: read.data?.total };
}

/** How far files are on their way. */
export interface OnTheWay {
  /** Bytes of a browser's upload; while the program copies, its job says how far it is. */
  sent?: { done: number; total: number };
  job?: Id;
  stop?: () => void;
}

/** Attaches files: those the page has in hand are handed over first. */
export function useAttach(kind: string, id: Id) {
  const { t } = useTranslation();
  const client = useClient();
  const queries = useQueryClient();
  const toast = useToast();
  const done = useDone();
  const words = useWords();
  const importInstead = useImportInstead();
  const [way, setWay] = useState<OnTheWay | null>(null);
  /** What was attached last and could be imported instead, and where. */
  const [meant, setMeant] = useState<{ of: Id; ids: Id[] } | null>(null);
  const tell = ({ attachments, left }: Added, handles: FileHandle[]) => {
    makeStale(queries);
    const reasons = left.map(({ name, details, ...said }) =>
      t("attachments.leftOne", {
        name,
        why: words(new Failure({ ...said, kind: "refused", details: details ?? { name } })),
      }),
    );
    const detail = reasons.length > 0 ? reasons.join(" ") : undefined;
    // What a job ends with says no names.
    const taken = handles.filter((one) => !left.some((other) => other.name === one.name));
    const name = taken[0]?.name ?? "";
    const ids = attachments.map((one) => one.id);
    const importable = taken.some((one) => isImportable(one.name));
    setMeant(importable ? { of: id, ids } : null);
    if (attachments.length > 0)
      done(t("attachments.added", { count: attachments.length, name }), {
        ...(detail ? { detail } : {}),
        ...(importable
          ? { instead: { label: t("attachments.instead"), run: () => void importInstead(ids) } }
          : {}),
      });
    else toast.show({ text: t("attachments.none"), ...(detail ? { detail } : {}) });
  };
  const run = useMutation({
    mutationFn: async (given: { files: File[] } | { handles: FileHandle[] }) => {
      let handles: FileHandle[];
      if ("files" in given) {
        const abort = new AbortController();
        setWay({ stop: () => abort.abort() });
        handles = await client.upload(given.files, {
          signal: abort.signal,
          onSent: (sent, total) => setWay({ sent: { done: sent, total }, stop: () => abort.abort() }),
        });
      } else handles = given.handles;
      setWay({});
      const added = await client.call("attachments.add", { kind, id, files: handles });
      const { job } = added;
      if (!job) return { added, handles };
      setWay({ job, stop: () => void client.call("jobs.cancel", { id: job }).catch(toast.fail) });
      makeStale(queries, { queryKey: ["jobs.list"] });
      return { added: await outcome<Added>(client, () => Promise.resolve({ job })), handles };
    },
    onSuccess: ({ added, handles }) => tell(added, handles),
    onError: (thrown) => {
      const { code } = Failure.from(thrown);
      if (code === "aborted" || code === "cancelled") toast.show({ text: t("attachments.stopped") });
      else toast.fail(thrown);
    },
    onSettled: () => setWay(null),
  });
  return {
    attachFiles: (files: File[]) => files.length > 0 && run.mutate({ files }),
    attach: (handles: FileHandle[]) => handles.length > 0 && run.mutate({ handles }),
    way,
    /** What was attached last, if it could have been meant as an import. */
    meant: meant?.of === id ? meant.ids : [],
  };
}

/** Lets the seller choose files, as the desktop or the page does. */
export function useChooseFiles(attach: ReturnType<typeof useAttach>): () => void {
  const client = useClient();
  const toast = useToast();
  return () => {
    if (client.pick) void client.pick([]).then(attach.attach, toast.fail);
    else void chosenInPage().then(attach.attachFiles, toast.fail);
  };
}

function chosenInPage(): Promise<File[]> {
  return new Promise((resolve) => {
    const input = document.createElement("input");
    input.type = "file";
    input.multiple = true;
    input.onchange = () => resolve([...(input.files ?? [])]);
    input.addEventListener("cancel", () => resolve([]));
    input.click();
  });
}

/** Opening an attached file with the system's program, or keeping it somewhere. */
export function useFile() {
  const client = useClient();
  const toast = useToast();
  const get = (id: Id) => client.call("attachments.file", { id });
  const save = async (id: Id) => {
    try {
      await client.save(await get(id));
    } catch (thrown) {
      toast.fail(thrown);
    }
  };
  const open = async (id: Id) => {
    if (!client.open) return save(id);
    try {
      await client.open(await get(id));
    } catch (thrown) {
      toast.fail(thrown);
    }
  };
  return { save, open, opens: client.open !== undefined };
}
