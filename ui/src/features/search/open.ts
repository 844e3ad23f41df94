// Where a hit leads: a person or a company to its page, a note to the record it was written about, with the note in
// view, a tag to everybody who has it.
import { useNavigate } from "@tanstack/react-router";
import { useClient, type RecentHit } from "@/client";
import { useToast } from "@/kit";
import { isKind, KINDS, pluralOf } from "@/records/kinds";
import { FILES_HASH } from "@/records/filesHash";

/** What the address of a record says of the note it was opened for. */
export const noteHash = (id: string): string => `note-${id}`;

/** Opens a hit, and remembers that it was opened. */
export function useOpenHit(): (hit: RecentHit) => Promise<void> {
  const client = useClient();
  const navigate = useNavigate();
  const toast = useToast();
  return async (hit) => {
    void client.call("search.opened", { kind: hit.kind, id: hit.id }).catch(() => undefined);
    if (isKind(hit.kind)) {
      await navigate({ to: `/${KINDS[hit.kind].plural}/$id`, params: { id: hit.id } });
    } else if (hit.kind === "task") {
      await navigate({ to: "/tasks/$id", params: { id: hit.id } });
    } else if (hit.kind === "communication") {
      await navigate({ to: "/activity/$id", params: { id: hit.id } });
    } else if (hit.kind === "view") {
      await navigate({ to: "/views/$id", params: { id: hit.id } });
    } else if (hit.kind === "tag") {
      await navigate({
        to: "/contacts",
        search: { rules: [{ field: "tags", op: "equals", value: hit.title }] },
      });
    } else if (hit.kind === "attachment") {
      try {
        const file = await client.call("attachments.get", { id: hit.id });
        if (file.task_id) return void (await navigate({ to: "/tasks/$id", params: { id: file.task_id } }));
        if (file.communication_id)
          return void (await navigate({ to: "/activity/$id", params: { id: file.communication_id } }));
        const named = (["contact", "company", "deal", "lead"] as const).find((kind) => file[`${kind}_id`]);
        const kind = named ?? file.own_kind ?? "";
        const id = (named ? file[`${named}_id`] : file.own_record_id) ?? "";
        if (id) await navigate({ to: `/${pluralOf(kind)}/$id`, params: { id }, hash: FILES_HASH });
      } catch (thrown) {
        toast.fail(thrown);
      }
    } else if (hit.kind === "note") {
      try {
        const note = await client.call("notes.get", { id: hit.id });
        const [kind, id] = note.contact_id
          ? (["contact", note.contact_id] as const)
          : note.deal_id
            ? (["deal", note.deal_id] as const)
            : note.lead_id
              ? (["lead", note.lead_id] as const)
              : note.own_record_id
                ? ([note.own_kind ?? "", note.own_record_id] as const)
                : (["company", note.company_id] as const);
        if (id) await navigate({ to: `/${pluralOf(kind)}/$id`, params: { id }, hash: noteHash(hit.id) });
      } catch (thrown) {
        toast.fail(thrown);
      }
    }
  };
}
