// What is known about somebody, read-only, in the order one looks for it. Empty groups take no room.
import type { Company, Contact } from "@/client";
import { FactGroup, groupIsEmpty, type GroupId } from "./FactGroup";

const ORDER: Record<"contact" | "company", GroupId[]> = {
  contact: [
    "jobs",
    "emails",
    "phones",
    "addresses",
    "links",
    "handles",
    "dates",
    "relations",
    "custom",
    "tags",
  ],
  company: ["name", "domains", "emails", "phones", "addresses", "links", "custom", "tags"],
};

export function Facts({ kind, record }: { kind: "contact" | "company"; record: Contact | Company }) {
  return (
    <div className="flex flex-col gap-2">
      {ORDER[kind]
        .filter((group) => !groupIsEmpty(group, record))
        .map((group) => (
          <FactGroup key={group} group={group} kind={kind} record={record} />
        ))}
    </div>
  );
}
