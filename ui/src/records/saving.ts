// Saving what differs. A record that somebody else has changed since is not overwritten: what touches other fields is
// saved on top of it, what touches the same ones is for the seller to decide.
import { Failure, useAct, useClient, type Records } from "@/client";
import { clashes, difference } from "./draft";
import type { Draft } from "./editors/parts";
import type { KindConfig } from "./kinds";

type Base = Draft & { id: string; version: number };

export interface Clash {
  /** The record as it is now. */
  live: Records[KindConfig["plural"]];
  /** The fields both have changed. */
  fields: string[];
}

export function useSaving(config: KindConfig) {
  const client = useClient();
  const patch = useAct(`${config.plural}.patch`);
  /** Null when it is saved or there was nothing to save. */
  const save = async (base: Base, draft: Draft, over?: Clash): Promise<Clash | "saved" | "same"> => {
    const change = difference(base, draft);
    if (Object.keys(change).length === 0) return "same";
    const { id } = base;
    try {
      await patch.mutateAsync({ id, version: over?.live.version ?? base.version, patch: change });
      return "saved";
    } catch (thrown) {
      if (Failure.from(thrown).code !== "changed_meanwhile") throw thrown;
      const live = await client.call(`${config.plural}.get`, { id });
      const fields = clashes(change, (over?.live ?? base) as unknown as Draft, live as unknown as Draft);
      if (fields.length > 0) return { live, fields };
      await patch.mutateAsync({ id, version: live.version, patch: change });
      return "saved";
    }
  };
  return { save, busy: patch.isPending };
}
