// What is done to many records at once, and the bar that offers it.
import { Combine, Download, ListChecks, SquarePen, Tag as TagIcon, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useClient, type Id, type Input, type Json } from "@/client";
import { Button, Input as TextInput, Field, Menu, MenuItem, Popover, useKeys, useToast } from "@/kit";
import { useFormat } from "@/locales/format";
import { useKind } from "./catalogue";
import { ChangeDialog } from "./ChangeDialog";
import { ExportDialog, LIST_FORMATS, type ExportFormat } from "./ExportDialog";
import { isExported, type KindConfig } from "./kinds";
import { useMany, type Many } from "./many";
import { MergeDialog } from "./MergeDialog";
import { canMerge, MOST_MERGED } from "./merging";
import { SelectionBar } from "./SelectionBar";
import type { Selection } from "./selection";

export function useDeleteRecords(
  config: Exclude<Many, { name: "note" }>,
): (chosen: Selection | Id[]) => Promise<void> {
  const { t } = useTranslation();
  const many = useMany(config.name);
  return async (chosen) => {
    const which = Array.isArray(chosen) ? { ids: chosen } : chosen.chosen;
    const done = await many(
      (client) => client.call(`${config.plural}.delete_many`, which),
      (outcome, shown) =>
        t(`bulk.deleted.${config.name}`, { count: outcome.selected - outcome.refused, shown }),
    );
    if (done && !Array.isArray(chosen)) chosen.clear();
  };
}

/** Takes several out of the trash. */
export function useRestoreRecords(
  name: Many["name"],
  plural: Many["plural"],
): (chosen: Selection | Id[]) => Promise<void> {
  const { t } = useTranslation();
  const many = useMany(name);
  return async (chosen) => {
    const which = Array.isArray(chosen) ? { ids: chosen } : chosen.chosen;
    const done = await many(
      (client) => client.call(`${plural}.restore_many`, which),
      (outcome, shown) => t(`bulk.restored.${name}`, { count: outcome.selected - outcome.refused, shown }),
    );
    if (done && !Array.isArray(chosen)) chosen.clear();
  };
}

function useTagRecords(
  config: KindConfig,
): (selection: Selection, tag: string, verb: "add" | "remove") => Promise<void> {
  const { t } = useTranslation();
  const many = useMany(config.name);
  return async (selection, tag, verb) => {
    await many(
      (client) =>
        client.call(`${config.plural}.patch_many`, { ...selection.chosen, [verb]: { tags: [tag] } }),
      (outcome, shown) =>
        t(`bulk.${verb === "add" ? "tagged" : "untagged"}.${config.name}`, {
          count: outcome.selected - outcome.refused,
          shown,
          tag,
        }),
    );
  };
}

export function useExport(
  config: KindConfig,
): (format: ExportFormat, what: Pick<Input<"exports.run">, "query" | "ids" | "fields">) => Promise<void> {
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
  shown,
  onDelete,
}: {
  config: KindConfig;
  selection: Selection;
  /** The columns of the list. */
  shown: readonly string[];
  onDelete: () => void;
}) {
  const { t } = useTranslation();
  const client = useClient();
  const exportTo = useExport(config);
  const tagThem = useTagRecords(config);
  const [tagging, setTagging] = useState(false);
  const [tag, setTag] = useState("");
  const [changing, setChanging] = useState(false);
  const exportChosen = async (to: ExportFormat, fields?: string[]) => {
    const what = selection.query ? { query: selection.query } : { ids: await selection.ids(client) };
    await exportTo(to, fields ? { ...what, fields } : what);
  };
  const [choosing, setChoosing] = useState(false);
  const [merging, setMerging] = useState<Id[] | null>(null);
  const mergeable =
    canMerge(config.plural) && selection.count >= 2 && selection.count <= MOST_MERGED
      ? config.plural
      : undefined;
  const askMerge = () => void selection.ids(client).then(setMerging);
  const formats = LIST_FORMATS.filter((one) => isExported(config, one));
  // What the seller made has no tags.
  const taggable = useKind(config.name)?.parts.some(({ id }) => id === "tags") ?? false;
  // The palette offers it too, as long as something is selected.
  useKeys(
    selection.count === 0
      ? []
      : [
          ...(taggable
            ? [{ keys: "", label: t("bulk.tagThem"), group: t("bulk.label"), run: () => setTagging(true) }]
            : []),
          { keys: "", label: t("bulk.changeThem"), group: t("bulk.label"), run: () => setChanging(true) },
          ...(mergeable
            ? [{ keys: "shift+m", label: t("merge.keys"), group: t("bulk.label"), run: askMerge }]
            : []),
          ...formats.map((one) => ({
            keys: "",
            label: t("bulk.exportAs", { format: t(`export.${one}`) }),
            words: t("palette.words.export"),
            group: t("bulk.label"),
            run: () => void exportChosen(one),
          })),
        ],
  );
  if (selection.count === 0) return null;
  return (
    <SelectionBar selection={selection}>
      {taggable && (
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
            className="flex w-80 items-end gap-2 p-3"
            onSubmit={(event) => {
              event.preventDefault();
              const verb = event.nativeEvent.submitter?.dataset["verb"];
              if (!tag.trim()) return;
              setTagging(false);
              void tagThem(selection, tag.trim(), verb === "remove" ? "remove" : "add");
              setTag("");
            }}
          >
            <Field label={t("bulk.tagName")} className="flex-1">
              <TextInput value={tag} onChange={(event) => setTag(event.target.value)} />
            </Field>
            <Button type="submit" weight="primary">
              {t("bulk.add")}
            </Button>
            <Button type="submit" data-verb="remove">
              {t("bulk.remove")}
            </Button>
          </form>
        </Popover>
      )}
      <Button weight="ghost" icon={SquarePen} onClick={() => setChanging(true)}>
        {t("bulk.change")}
      </Button>
      <Menu
        label={t("list.export")}
        trigger={
          <Button weight="ghost" icon={Download}>
            {t("list.export")}
          </Button>
        }
      >
        {formats.map((one) => (
          <MenuItem key={one} onSelect={() => void exportChosen(one)}>
            {t(`export.${one}`)}
          </MenuItem>
        ))}
        <MenuItem icon={ListChecks} asks onSelect={() => setChoosing(true)}>
          {t("export.choose")}
        </MenuItem>
      </Menu>
      {choosing && (
        <ExportDialog
          config={config}
          shown={shown}
          onClose={() => setChoosing(false)}
          onExport={(to, fields) => void exportChosen(to, fields)}
        />
      )}
      {mergeable && (
        <Button weight="ghost" icon={Combine} onClick={askMerge}>
          {t("merge.do")}
        </Button>
      )}
      <Button weight="ghost" icon={Trash2} className="text-danger" onClick={onDelete}>
        {t("bulk.delete")}
      </Button>
      {changing && <ChangeDialog config={config} selection={selection} onClose={() => setChanging(false)} />}
      {mergeable && merging && (
        <MergeDialog
          config={config}
          plural={mergeable}
          ids={merging}
          onClose={() => setMerging(null)}
          onMerged={() => selection.clear()}
        />
      )}
    </SelectionBar>
  );
}

export type Patch = { [field: string]: Json };
