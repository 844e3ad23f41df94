// Calling and writing by a key: the first number or address of somebody, handed to the system as a click on a link is.
import { useTranslation } from "react-i18next";
import { useClient, type Company, type Contact, type Id, type Lead } from "@/client";
import { useToast } from "@/kit";
import type { KindConfig, ReachableKind } from "./kinds";
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

export function useReach(
  config: KindConfig<ReachableKind>,
): (how: "call" | "mail", who: Id | Reached) => Promise<void> {
  const { t } = useTranslation();
  const client = useClient();
  const toast = useToast();
  return async (how, who) => {
    try {
      const record = typeof who === "string" ? await client.call(`${config.plural}.get`, { id: who }) : who;
      const name = "display_name" in record ? record.display_name : record.name;
      if (how === "call") {
        const phone = firstPhone(record);
        if (phone) follow(telHref(phone));
        else toast.show({ text: t("record.noPhone", { name }) });
      } else {
        const email = firstEmail(record);
        if (email) follow(`mailto:${email.value}`);
        else toast.show({ text: t("record.noEmail", { name }) });
      }
    } catch (thrown) {
      toast.fail(thrown);
    }
  };
}
