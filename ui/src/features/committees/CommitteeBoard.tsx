// Who has a say at a company or in a deal: a column for each role, a card for each person, and over them what is missing.
import { TriangleAlert, UsersRound } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Gap, Id, Stakeholder } from "@/client";
import { EmptyState, Unanswered } from "@/kit";
import { useFormat } from "@/locales/format";
import { BoardColumn, EmptyColumn, useBoard } from "@/records/board";
import { RecordPicker } from "@/records/editors/RecordPicker";
import { StakeholderCard } from "./StakeholderCard";
import { StakeholderDialog } from "./StakeholderDialog";
import { useCommittee, usePlacing, useRoleWord, type CommitteeOf } from "./queries";

/** Of the column of those without a role. */
const NONE = "none";

export function CommitteeBoard({ of, id, locked = false }: { of: CommitteeOf; id: Id; locked?: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const word = useRoleWord();
  const { data, error, refetch } = useCommittee(of, id);
  const { place, displace } = usePlacing(of, id);
  const [shown, setShown] = useState<string | null>(null);
  const columns = data?.columns ?? [];
  const all = columns.flatMap(({ people }) => people);
  const find = (card: string | null): Stakeholder | undefined =>
    all.find(({ contact_id }) => contact_id === card);
  const area = useRef<HTMLDivElement>(null);
  const board = useBoard({
    area,
    columns: columns.map(({ role, people }) => ({
      id: role ?? NONE,
      cards: people.map(({ contact_id }) => contact_id),
    })),
    group: t("committees.title"),
    words: {
      right: t("committees.keyRight"),
      left: t("committees.keyLeft"),
      number: t("committees.keyNumber"),
    },
    // On the page of a record these keys are others' as long as nobody stands on the board.
    when: () => area.current?.contains(document.activeElement) ?? false,
    onPut: (card, column) => {
      const one = find(card);
      const to = columns.find(({ role }) => (role ?? NONE) === column);
      if (one && to && !locked) place(one, { role: to.role });
    },
  });
  if (error || !data) return <Unanswered of={{ error, refetch }} lines={6} />;
  const one = find(shown);
  return (
    <div className="flex flex-col gap-4 pt-4">
      {all.length > 0 && <Gaps gaps={data.gaps} />}
      {!locked && (
        <Adding known={all} onAdd={(contact) => place(contact, {}, () => setShown(contact.contact_id))} />
      )}
      {all.length === 0 ? (
        <EmptyState icon={UsersRound} title={t("committees.empty")} className="py-8!">
          {t(`committees.emptyText.${of}`)}
        </EmptyState>
      ) : (
        <div
          ref={area}
          className="-mx-4 flex snap-x scroll-px-4 gap-3 overflow-x-auto px-4 pb-2 md:-mx-6 md:scroll-px-6 md:px-6"
        >
          <p id="stakeholder-keys" className="sr-only">
            {t("committees.cardKeys")}
          </p>
          {columns.map(({ role, people }) => (
            <BoardColumn
              key={role ?? NONE}
              label={word(role)}
              {...board.column(role ?? NONE)}
              className="min-h-44 sm:w-60"
              head={
                <h2 className="flex items-baseline gap-2 font-semibold">
                  <span className="min-w-0 truncate">{word(role)}</span>{" "}
                  <span className="tabular text-muted">{format.number(people.length)}</span>
                </h2>
              }
            >
              {people.map((person) => (
                <StakeholderCard
                  key={person.contact_id}
                  person={person}
                  {...board.card(person.contact_id)}
                  onOpen={() => setShown(person.contact_id)}
                />
              ))}
              {people.length === 0 && <EmptyColumn>{t("committees.columnEmpty")}</EmptyColumn>}
            </BoardColumn>
          ))}
        </div>
      )}
      {data.more && <p className="text-muted">{t("committees.more")}</p>}
      {one && (
        <StakeholderDialog
          key={one.contact_id}
          person={one}
          locked={locked}
          onClose={() => setShown(null)}
          onSave={(patch) => {
            place(one, patch);
            setShown(null);
          }}
          onDisplace={() => {
            displace(one);
            setShown(null);
          }}
        />
      )}
    </div>
  );
}

function Gaps({ gaps }: { gaps: Gap[] }) {
  const { t } = useTranslation();
  if (gaps.length === 0) return <p className="text-success">{t("committees.complete")}</p>;
  return (
    <ul aria-label={t("committees.gaps")} className="flex flex-col gap-1.5">
      {gaps.map(({ sort, contact_id, name, days }) => (
        <li
          key={`${sort} ${contact_id ?? ""}`}
          className="flex items-start gap-2 rounded-md bg-warn-soft px-3 py-1.5 text-warn contrast:border contrast:border-current"
        >
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" strokeWidth={1.9} />
          {days === null
            ? t(`committees.gap.${sort}.never`, { name: name ?? "" })
            : t(`committees.gap.${sort}.since`, { name: name ?? "", count: days })}
        </li>
      ))}
    </ul>
  );
}

function Adding({
  known,
  onAdd,
}: {
  known: Stakeholder[];
  onAdd: (contact: { contact_id: Id; name: string }) => void;
}) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  return (
    <div className="flex max-w-sm">
      <RecordPicker
        kind="contact"
        name={t("committees.add")}
        placeholder={t("committees.add")}
        value={{ text, id: null }}
        onChange={({ text: typed, id }) => {
          setText(id ? "" : typed);
          const there = known.some(({ contact_id, placed }) => contact_id === id && placed);
          if (id && !there) onAdd({ contact_id: id, name: typed });
        }}
      />
    </div>
  );
}
