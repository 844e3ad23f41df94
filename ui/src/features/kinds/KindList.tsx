// The kinds of record the seller made: what they are called, how many records there are, and what can be done with them.
import { Link, useNavigate } from "@tanstack/react-router";
import { ArrowLeft, Pencil, Plus, Shapes, SquarePen, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct, useRead } from "@/client";
import { Button, Dialog, EmptyState, IconButton, Page, Unanswered, useKeys, useToast } from "@/kit";
import { useFormat } from "@/locales/format";
import { useOwnKinds, type Learnt } from "@/records/own";
import { useDone } from "@/shell/undo";
import { KindForm } from "./KindForm";

export function KindList() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const kinds = useOwnKinds();
  const { data, error, refetch } = useRead("catalogue.get", {});
  const [open, setOpen] = useState<Learnt | "new" | null>(null);
  const [doomed, setDoomed] = useState<Learnt | null>(null);
  const group = t("ownKinds.manage");
  const back = () => void navigate({ to: "/settings", hash: "fields" });
  useKeys([
    { keys: "c", label: t("ownKinds.make"), group, run: () => setOpen("new") },
    { keys: "Escape", label: t("keys.back"), group, run: back },
  ]);
  const make = (
    <Button weight="primary" icon={Plus} onClick={() => setOpen("new")}>
      {t("ownKinds.make")}
    </Button>
  );
  return (
    <Page
      narrow
      title={group}
      lead={
        <IconButton
          icon={ArrowLeft}
          label={t("ownKinds.back")}
          keys="Escape"
          onClick={back}
          className="flip-rtl -ms-2"
        />
      }
      actions={kinds.length > 0 ? make : undefined}
    >
      {error || !data ? (
        <Unanswered of={{ error, refetch }} lines={6} />
      ) : kinds.length === 0 ? (
        <EmptyState icon={Shapes} title={t("ownKinds.noneTitle")} actions={make}>
          {t("ownKinds.noneText")}
        </EmptyState>
      ) : (
        <div className="flex flex-col gap-4">
          <p className="text-muted">{t("ownKinds.text")}</p>
          <ul className="overflow-hidden rounded-lg border border-line bg-surface">
            {kinds.map((kind) => (
              <KindRow
                key={kind.config.name}
                kind={kind}
                onEdit={() => setOpen(kind)}
                onDelete={() => setDoomed(kind)}
              />
            ))}
          </ul>
        </div>
      )}
      <Dialog
        open={open !== null}
        onOpenChange={(on) => !on && setOpen(null)}
        title={open === "new" || !open ? t("ownKinds.make") : t("ownKinds.edit", { name: open.names.many })}
      >
        {open && <KindForm {...(open === "new" ? {} : { kind: open })} done={() => setOpen(null)} />}
      </Dialog>
      <Dialog
        open={doomed !== null}
        onOpenChange={(on) => !on && setDoomed(null)}
        title={doomed ? t("ownKinds.deleteTitle", { name: doomed.names.many }) : ""}
      >
        {doomed && <Deleting kind={doomed} done={() => setDoomed(null)} />}
      </Dialog>
    </Page>
  );
}

const useCount = ({ config }: Learnt) =>
  useRead(`${config.plural}.list`, { limit: 1, fields: [] }).data?.total;

function KindRow({ kind, onEdit, onDelete }: { kind: Learnt; onEdit: () => void; onDelete: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const count = useCount(kind);
  const { config, names } = kind;
  return (
    <li className="flex min-h-14 flex-wrap items-center gap-x-3 border-b border-line ps-4 pe-2 last:border-0">
      <config.icon aria-hidden className="size-[18px] shrink-0 text-muted" strokeWidth={1.8} />
      <Link to={`/${config.plural}`} className="hit min-w-0 truncate font-medium hover:underline">
        <bdi>{names.many}</bdi>
      </Link>
      <span className="text-xs text-muted">
        {count === undefined ? "" : t("ownKinds.records", { count, shown: format.number(count) })}
      </span>
      <span className="ms-auto flex">
        <IconButton
          icon={SquarePen}
          label={t("ownKinds.fields", { name: names.many })}
          onClick={() => void navigate({ to: "/settings", hash: "fields" })}
        />
        <IconButton icon={Pencil} label={t("ownKinds.edit", { name: names.many })} onClick={onEdit} />
        <IconButton icon={Trash2} label={t("kit.remove", { name: names.many })} onClick={onDelete} />
      </span>
    </li>
  );
}

function Deleting({ kind, done: close }: { kind: Learnt; done: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const toast = useToast();
  const done = useDone();
  const count = useCount(kind) ?? 0;
  const remove = useAct("own_kinds.delete");
  const { names } = kind;
  const go = () =>
    remove.mutate(
      { id: names.id },
      {
        onSuccess: () => {
          close();
          done(t("ownKinds.deleted", { name: names.many }));
        },
        onError: toast.fail,
      },
    );
  return (
    <div className="flex flex-col gap-4">
      <p>{t("ownKinds.deleteText", { count, shown: format.number(count) })}</p>
      <span className="flex justify-end gap-2">
        <Button weight="ghost" onClick={close}>
          {t("kit.cancel")}
        </Button>
        <Button weight="primary" busy={remove.isPending} onClick={go}>
          {t("bulk.delete")}
        </Button>
      </span>
    </div>
  );
}
