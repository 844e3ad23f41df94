// Another name for a tag, and another tag in its place.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Failure, useRead, type Row } from "@/client";
import { beginHere, Button, Field, Input, Select } from "@/kit";
import { useWords } from "@/locales";
import { nameOf, useJoinTag, useRenameTag } from "./tags";

export function RenameTag({ row, done }: { row: Row; done: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const rename = useRenameTag();
  const join = useJoinTag();
  const [name, setName] = useState(nameOf(row));
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const wanted = name.trim();
  const run = async (work: () => Promise<boolean>) => {
    setBusy(true);
    setFailure(null);
    if (await work()) done();
    else setBusy(false);
  };
  // The name is another tag's: the two can become one.
  const other = failure?.code === "tag_exists" ? idIn(failure.details) : null;
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (wanted) void run(() => rename(row, wanted, (thrown) => setFailure(Failure.from(thrown))));
      }}
    >
      <Field label={t("tags.newName")} error={failure ? words(failure) : null}>
        <Input
          ref={beginHere}
          value={name}
          onChange={(event) => {
            setName(event.target.value);
            setFailure(null);
          }}
        />
      </Field>
      <div className="flex flex-wrap justify-end gap-2">
        {other && (
          <Button busy={busy} onClick={() => void run(() => join(row, { id: other, name: wanted }))}>
            {t("tags.joinInstead")}
          </Button>
        )}
        <Button type="submit" weight="primary" busy={busy} disabled={!wanted || wanted === nameOf(row)}>
          {t("kit.save")}
        </Button>
      </div>
    </form>
  );
}

const idIn = (details: unknown): string | null => {
  const id = typeof details === "object" && details !== null && (details as { id?: unknown }).id;
  return typeof id === "string" ? id : null;
};

export function JoinTag({ row, done }: { row: Row; done: () => void }) {
  const { t } = useTranslation();
  const join = useJoinTag();
  const [into, setInto] = useState("");
  const [busy, setBusy] = useState(false);
  const tags = useRead("tags.list", { limit: 500, fields: ["name"] }).data?.rows ?? [];
  const others = tags.filter(({ id }) => id !== row.id);
  const chosen = others.find(({ id }) => id === into);
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!chosen) return;
        setBusy(true);
        void join(row, { id: chosen.id, name: nameOf(chosen) }).then((ok) => (ok ? done() : setBusy(false)));
      }}
    >
      <Field label={t("tags.joinWith")}>
        <Select ref={beginHere} value={into} onChange={(event) => setInto(event.target.value)}>
          <option value="">{t("tags.choose")}</option>
          {others.map((other) => (
            <option key={other.id} value={other.id}>
              {nameOf(other)}
            </option>
          ))}
        </Select>
      </Field>
      <Button type="submit" weight="primary" className="self-end" busy={busy} disabled={!chosen}>
        {t("tags.joinDo")}
      </Button>
    </form>
  );
}
