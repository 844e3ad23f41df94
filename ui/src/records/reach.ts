// Calling and writing by a key: the first number or address of somebody, handed to the system as a click on a link is. From a
// record of an own kind it is whom its fields name.
import { useTranslation } from "react-i18next";
import { useClient, type Company, type Contact, type Id, type Json, type Lead } from "@/client";
import { useToast } from "@/kit";
import { useKind } from "./catalogue";
import type { PlainRecord } from "./KindForm";
import { isOwnKind, isReachable, KINDS, type KindConfig } from "./kinds";
import { peopleFields, peopleOf } from "./meaning";
import { telHref } from "./Value";

/** Follows an address as if a link to it were clicked: the system dials, the mail program opens. */
export function follow(href: string, newTab = false): void {
  const link = document.createElement("a");
  link.href = href;
  if (newTab) {
    link.target = "_blank";
    link.rel = "noreferrer noopener";
  }
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
}

const firstOf = <T extends { primary?: boolean }>(all: T[]): T | undefined =>
  all.find(({ primary }) => primary) ?? all[0];

type Reached = Contact | Company | Lead;
export const firstPhone = (record: Reached) => firstOf(record.phones);
export const firstEmail = (record: Reached) => firstOf(record.emails);

/** Calls or writes to somebody; with a record of an own kind, to whom it names. */
export function useReach(config: KindConfig): (how: "call" | "mail", who: Id | Reached) => Promise<void> {
  const { t } = useTranslation();
  const client = useClient();
  const toast = useToast();
  const described = useKind(config.name);
  /** Who has the numbers, and what is said to have none. */
  const find = async (id: Id): Promise<{ name: string; reached?: Reached }> => {
    if (isReachable(config)) {
      const reached = await client.call(`${config.plural}.get`, { id });
      return { name: nameOf(reached), reached };
    }
    const record = (await client.call(`${config.plural}.get`, { id })) as unknown as PlainRecord;
    const [first] = peopleOf(described, record["custom"] as Record<Id, Json> | undefined);
    if (!first) return { name: record.name };
    const reached = await client.call(`${KINDS[first.kind].plural}.get`, { id: first.id });
    return { name: nameOf(reached), reached };
  };
  return async (how, who) => {
    try {
      const { name, reached } =
        typeof who === "string" ? await find(who) : { name: nameOf(who), reached: who };
      const phone = how === "call" && reached ? firstPhone(reached) : undefined;
      const email = how === "mail" && reached ? firstEmail(reached) : undefined;
      if (phone) follow(telHref(phone));
      else if (email) follow(`mailto:${email.value}`);
      else toast.show({ text: t(how === "call" ? "record.noPhone" : "record.noEmail", { name }) });
    } catch (thrown) {
      toast.fail(thrown);
    }
  };
}

const nameOf = (record: Reached): string => ("display_name" in record ? record.display_name : record.name);

/** Whether there is somebody to call and write to from records of a kind. */
export function useReaches(config: KindConfig): boolean {
  const described = useKind(config.name);
  return isReachable(config) || (isOwnKind(config.name) && peopleFields(described).length > 0);
}
