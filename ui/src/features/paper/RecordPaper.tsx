// The sheet of a record: what is known, who belongs to it, what is to be done, and what happened last.
import { useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useClient, useRead, type Company, type Contact, type Deal, type Id, type Row } from "@/client";
import { useRoleWord } from "@/features/committees/queries";
import { useOpenTasks } from "@/features/tasks/queries";
import { inOrder } from "@/features/tasks/when";
import { useDueWords } from "@/features/tasks/words";
import { aboutPart } from "@/records/about";
import { useListFields } from "@/records/catalogue";
import { Facts } from "@/records/Facts";
import { isPerson, type KindConfig } from "@/records/kinds";
import { usePaperText } from "@/records/paperText";
import { namesOf } from "@/records/names";
import { PaperSheet } from "@/records/PaperSheet";
import { valueIn } from "@/records/Value";
import { Happened } from "./Happened";

const LATEST = 20;
/** What the heading says already, and what has a part of its own below. */
const ELSEWHERE = new Set([
  "name",
  "display_name",
  "contacts",
  "tags",
  "committee",
  "members",
  "place",
  "place_found",
]);

/** What follows from other facts and is worth its line all the same. */
const RECKONED = new Set(["state", "stage_id", "score", "last_activity_ms", "closed_ms"]);

export interface PrintedRecord {
  id: Id;
  deleted_ms?: number | null;
  tags: string[];
}

export function RecordPaper({
  config,
  record,
  title,
}: {
  config: KindConfig;
  record: PrintedRecord;
  title: string;
}) {
  const { t } = useTranslation();
  const facts = useFacts(config, record);
  const people = usePeople(config, record);
  // A task is about records of some kinds only.
  const part = aboutPart(config.name);
  const tasks = useOpenTasks(part ?? "contacts", part && record.id);
  const latest = useRead(`${config.plural}.timeline`, { id: record.id, limit: LATEST });
  const due = useDueWords();
  const open = tasks ? inOrder(tasks) : [];
  return (
    <PaperSheet
      title={title}
      kind={t(`kind.${config.name}`)}
      lines={[record.deleted_ms ? t("paper.trashed") : "", record.tags.join(" · ")]}
      ready={facts !== null && people !== null && (!part || tasks !== undefined) && !latest.isLoading}
      error={latest.error}
    >
      <section className="sheet-facts">
        {isPerson(config) ? (
          <Facts kind={config.name} record={record as Contact | Company} />
        ) : (
          <dl>
            {(facts ?? []).map(([label, value]) => (
              <div key={label} className="sheet-fact sheet-whole">
                <dt>{label}</dt>
                <dd dir="auto">{value}</dd>
              </div>
            ))}
          </dl>
        )}
      </section>
      {people && people.length > 0 && (
        <Part title={t("paper.people")}>
          <table>
            <tbody>
              {people.map((person) => (
                <tr key={person.id}>
                  <td>
                    <bdi>
                      <strong>{person.name}</strong>
                    </bdi>
                  </td>
                  <td>{person.what}</td>
                  <td>{person.reach}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Part>
      )}
      {open.length > 0 && (
        <Part title={t("paper.tasks")}>
          <ul className="sheet-boxes">
            {open.map((task) => (
              <li key={task.id} className="sheet-whole">
                <bdi>{task.title}</bdi> <span className="sheet-line">{due(task)}</span>
              </li>
            ))}
          </ul>
        </Part>
      )}
      {latest.data && latest.data.items.length > 0 && (
        <Part title={t("paper.latest")}>
          {latest.data.items.map((item) => (
            <Happened
              key={item.type === "note" ? item.note.id : item.type === "record" ? item.record.id : item.seq}
              item={item}
            />
          ))}
        </Part>
      )}
    </PaperSheet>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** What is known of a record that is no person, line by line; null until the names in it are. */
function useFacts(config: KindConfig, record: PrintedRecord): [label: string, value: string][] | null {
  const client = useClient();
  const fields = useListFields(config.name);
  const text = usePaperText();
  const row = record as unknown as Row;
  const has = (id: string) => valueIn(row, id) !== undefined;
  const shown = fields.filter(
    ({ id, inner, derived }) =>
      has(id) && !inner && !ELSEWHERE.has(id) && (!derived || RECKONED.has(id)) && !has(`${id}_id`),
  );
  const [names, setNames] = useState<Map<string, string> | null>(null);
  const known = fields.length > 0;
  useEffect(() => {
    if (!known) return;
    namesOf(client, [row], shown).then(setNames, () => setNames(new Map()));
    // A sheet is of one moment.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [known]);
  if (!names) return null;
  return shown.flatMap((field): [string, string][] => {
    const value = text(row, field, names);
    return value ? [[field.label, value]] : [];
  });
}

interface Person {
  id: Id;
  name: string;
  /** What they are there or to it. */
  what: string;
  /** How to reach them. */
  reach: string;
}

/** Who works at a company or has a say in a deal; null until that is known. */
function usePeople(config: KindConfig, record: PrintedRecord): Person[] | null {
  const role = useRoleWord();
  const ofCompany = config.name === "company";
  const members = useRead(
    "companies.members",
    { id: record.id, which: "present", limit: 100 },
    { enabled: ofCompany },
  );
  const parts: { id: Id; what: string }[] | undefined =
    config.name === "deal"
      ? (record as unknown as Deal).contacts.map((one) => ({
          id: one.contact_id,
          what: one.role ? role(one.role) : "",
        }))
      : ofCompany
        ? members.data?.members.map(({ contact_id, title, department }) => ({
            id: contact_id,
            what: [title, department].filter(Boolean).join(", "),
          }))
        : [];
  const ids = (parts ?? []).map(({ id }) => id);
  const found = useRead(
    "contacts.list",
    {
      query: { filter: { is: { field: "id", op: "one_of", value: ids } } },
      limit: 100,
      fields: ["phones", "emails"],
    },
    { enabled: ids.length > 0 },
  );
  if (members.isLoading || found.isLoading) return null;
  return (parts ?? []).flatMap(({ id, what }) => {
    const row = found.data?.rows.find((one) => one.id === id);
    if (!row) return [];
    const reach = [row["phones"], row["emails"]].flatMap((value) =>
      Array.isArray(value) ? value.slice(0, 1) : [],
    );
    return [{ id, name: row.title, what, reach: reach.map(String).join(" · ") }];
  });
}
