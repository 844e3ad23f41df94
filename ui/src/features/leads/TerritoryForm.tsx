// A territory: which leads belong to it, tried on the leads there are before it is saved.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct, type Row, type TerritoryTest } from "@/client";
import { beginHere, Button, Field, Input } from "@/kit";
import { useWords } from "@/locales";
import { useFormat } from "@/locales/format";
import { plain } from "@/records/Value";

const words = (text: string) =>
  text
    .split(/[,;]/)
    .map((one) => one.trim())
    .filter(Boolean);

const LISTS = ["countries", "postcodes", "industries"] as const;

export function TerritoryForm({ territory, done }: { territory: Row | null; done: () => void }) {
  const { t } = useTranslation();
  const say = useWords();
  const create = useAct("territories.create");
  const patch = useAct("territories.patch");
  const test = useAct("territories.test");
  const [name, setName] = useState(territory?.title ?? "");
  const [lists, setLists] = useState({
    countries: plain(territory?.["countries"]),
    postcodes: plain(territory?.["postcodes"]),
    industries: plain(territory?.["industries"]),
  });
  const [from, setFrom] = useState(plain(territory?.["size_from"]));
  const [to, setTo] = useState(plain(territory?.["size_to"]));
  const failure = create.error ?? patch.error ?? test.error;
  const FIELDS = ["name", "countries", "postcodes", "industries", "size_from", "size_to"];
  const wrong = (field: string) => (failure?.field === field ? say(failure) : null);
  const number = (text: string) => (text.trim() ? Number(text) : null);
  const save = () => {
    const listed = (field: (typeof LISTS)[number]) => {
      const said = words(lists[field]);
      return said.length > 0 ? said : null;
    };
    const fields = {
      name,
      countries: listed("countries"),
      postcodes: listed("postcodes"),
      industries: listed("industries"),
      size_from: number(from),
      size_to: number(to),
    };
    if (territory) patch.mutate({ id: territory.id, patch: fields }, { onSuccess: done });
    else create.mutate(fields, { onSuccess: done });
  };
  const tryIt = () => {
    const [smallest, largest] = [number(from), number(to)];
    test.mutate({
      ...(territory ? { id: territory.id } : {}),
      name,
      countries: words(lists.countries),
      postcodes: words(lists.postcodes),
      industries: words(lists.industries),
      ...(smallest === null ? {} : { size_from: smallest }),
      ...(largest === null ? {} : { size_to: largest }),
    });
  };
  return (
    <form
      className="flex flex-col gap-4"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Field label={t("field.any.name")} error={wrong("name")}>
        <Input ref={beginHere} value={name} onChange={(event) => setName(event.target.value)} />
      </Field>
      {LISTS.map((field) => (
        <Field
          key={field}
          label={t(`leads.list.${field}`)}
          hint={t(`leads.listHint.${field}`)}
          error={wrong(field)}
        >
          <Input
            value={lists[field]}
            onChange={(event) => setLists({ ...lists, [field]: event.target.value })}
          />
        </Field>
      ))}
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("leads.smallest")} error={wrong("size_from")}>
          <Input type="number" min={1} value={from} onChange={(event) => setFrom(event.target.value)} />
        </Field>
        <Field label={t("leads.largest")} error={wrong("size_to")}>
          <Input type="number" min={1} value={to} onChange={(event) => setTo(event.target.value)} />
        </Field>
      </div>
      {failure && !FIELDS.includes(failure.field ?? "") && (
        <p role="alert" className="text-danger">
          {say(failure)}
        </p>
      )}
      {test.data && <Found found={test.data} />}
      <div className="flex flex-wrap justify-end gap-2">
        <Button busy={test.isPending} onClick={tryIt}>
          {t("leads.test")}
        </Button>
        <Button weight="primary" type="submit" busy={create.isPending || patch.isPending}>
          {t("kit.save")}
        </Button>
      </div>
    </form>
  );
}

function Found({ found }: { found: TerritoryTest }) {
  const { t } = useTranslation();
  const format = useFormat();
  const none = t("leads.noTerritory");
  return (
    <div role="status" className="rounded-lg bg-sunken p-3.5 contrast:border contrast:border-line-strong">
      <p className="font-medium">
        {t("leads.wouldBelong", {
          count: found.inside,
          all: format.number(found.total),
          joining: format.number(found.joining),
          leaving: format.number(found.leaving),
        })}
      </p>
      <ul className="mt-1">
        {found.moves.slice(0, 5).map((move) => (
          <li key={move.id} className="flex flex-wrap gap-x-3">
            <bdi className="me-auto min-w-0 truncate">{move.title}</bdi>
            <span className="text-muted">
              {t("leads.move", { from: move.from ?? none, to: move.to ?? none })}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
