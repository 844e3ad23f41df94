// What is done to many records at once, and the bar that offers it.
import { Download, Tag as TagIcon, Trash2, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useClient, type Id, type Input, type Json } from "@/client";
import { Button, IconButton, Input as TextInput, Field, Menu, MenuItem, Popover, useToast } from "@/kit";
import { useFormat } from "@/locales/format";
import { useUndo } from "@/shell/undo";
import type { KindConfig } from "./kinds";
import type { Selection } from "./selection";

type Chosen = Selection | Id[];

export function useDeleteRecords(config: KindConfig): (chosen: Chosen) => Promise<void> {
  const { t } = useTranslation();
  const client = useClient();
  const toast = useToast();
  const undo = useUndo();
  return async (chosen) => {
    try {
      const ids = Array.isArray(chosen) ? chosen : await chosen.ids(client);
      for (const id of ids) await client.call(`${config.plural}.delete`, { id });
      if (!Array.isArray(chosen)) chosen.clear();
      toast.show({
        text: t(`bulk.deleted.${config.name}`, { count: ids.length }),
        action: { label: t("undo.action"), run: () => void undo.last(ids.length) },
      });
    } catch (thrown) {
      toast.fail(thrown);
    }
  };
}

function useTagRecords(config: KindConfig): (selection: Selection, tag: string) => Promise<void> {
  const { t } = useTranslation();
  const client = useClient();
  const toast = useToast();
  const undo = useUndo();
  return async (selection, tag) => {
    try {
      const ids = await selection.ids(client);
      let changed = 0;
      for (const id of ids) {
        const record = await client.call(`${config.plural}.get`, { id });
        if (record.tags.includes(tag)) continue;
        await client.call(`${config.plural}.patch`, {
          id,
          version: record.version,
          patch: { tags: [...record.tags, tag] },
        });
        changed += 1;
      }
      toast.show({
        text: t(`bulk.tagged.${config.name}`, { count: ids.length, tag }),
        ...(changed > 0 ? { action: { label: t("undo.action"), run: () => void undo.last(changed) } } : {}),
      });
    } catch (thrown) {
      toast.fail(thrown);
    }
  };
}

type Format = Input<"exports.run">["format"];

export function useExport(
  config: KindConfig,
): (format: Format, what: Pick<Input<"exports.run">, "query" | "ids">) => Promise<void> {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useClient();
  const toast = useToast();
  return async (to, what) => {
    try {
      const handle = await client.call("exports.run", { format: to, kinds: [config.name], ...what });
      if (await client.save(handle))
        toast.show({ text: t("export.done", { name: handle.name }), detail: format.bytes(handle.size) });
    } catch (thrown) {
      toast.fail(thrown);
    }
  };
}

export function BulkBar({
  config,
  selection,
  onDelete,
}: {
  config: KindConfig;
  selection: Selection;
  onDelete: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useClient();
  const exportTo = useExport(config);
  const tagThem = useTagRecords(config);
  const [tagging, setTagging] = useState(false);
  const [tag, setTag] = useState("");
  if (selection.count === 0) return null;
  const exportChosen = async (to: Format) => {
    const what = selection.query ? { query: selection.query } : { ids: await selection.ids(client) };
    await exportTo(to, what);
  };
  return (
    <div
      role="region"
      aria-label={t("bulk.label")}
      className="fixed inset-x-2 bottom-16 z-30 mx-auto flex w-fit max-w-full animate-rise flex-wrap items-center gap-1.5 rounded-xl border border-line bg-raised p-2 ps-4 shadow-3 md:bottom-12"
    >
      <span className="tabular me-2 font-medium" role="status">
        {t("bulk.selected", { count: selection.count, shown: format.number(selection.count) })}
      </span>
      <Popover
        label={t("bulk.tag")}
        open={tagging}
        onOpenChange={setTagging}
        trigger={
          <Button weight="ghost" icon={TagIcon}>
            {t("bulk.tag")}
          </Button>
        }
      >
        <form
          className="flex w-64 items-end gap-2 p-3"
          onSubmit={(event) => {
            event.preventDefault();
            if (!tag.trim()) return;
            setTagging(false);
            void tagThem(selection, tag.trim());
            setTag("");
          }}
        >
          <Field label={t("bulk.tagName")} className="flex-1">
            <TextInput value={tag} onChange={(event) => setTag(event.target.value)} />
          </Field>
          <Button type="submit" weight="primary">
            {t("bulk.add")}
          </Button>
        </form>
      </Popover>
      <Menu
        label={t("list.export")}
        trigger={
          <Button weight="ghost" icon={Download}>
            {t("list.export")}
          </Button>
        }
      >
        {(["csv", "vcard", "vcard3", "json"] as const)
          .filter((one) => config.name === "contact" || !one.startsWith("vcard"))
          .map((one) => (
            <MenuItem key={one} onSelect={() => void exportChosen(one)}>
              {t(`export.${one}`)}
            </MenuItem>
          ))}
      </Menu>
      <Button weight="ghost" icon={Trash2} className="text-danger" onClick={onDelete}>
        {t("bulk.delete")}
      </Button>
      <IconButton icon={X} label={t("bulk.clear")} onClick={() => selection.clear()} />
    </div>
  );
}

export type Patch = { [field: string]: Json };
