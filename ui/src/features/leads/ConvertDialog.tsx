// A lead becomes a contact: who it may be already, its company, and a deal if one begins.
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct, useRead, type Conversion, type Lead, type Money } from "@/client";
import { beginHere, Button, Dialog, Field, Input, PageSkeleton, Select } from "@/kit";
import { useWords } from "@/locales";
import { useChoiceWord } from "@/records/catalogue";
import { MoneyInput } from "@/records/editors/MoneyInput";
import { useDone } from "@/shell/undo";

const NEW = "new";
const FORM = "convert-lead";
const ROLES = ["decision_maker", "champion", "influencer", "blocker", "user", "other"];

export function ConvertDialog({ lead, onClose }: { lead: Lead; onClose: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const { data, error } = useRead("leads.conversion", { id: lead.id });
  const [busy, setBusy] = useState(false);
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => !open && onClose()}
      title={t("leads.convertTitle", { name: lead.name })}
      description={t("leads.convertText")}
      footer={
        <Button weight="primary" type="submit" form={FORM} disabled={!data} busy={busy}>
          {t("leads.convert")}
        </Button>
      }
    >
      {error ? (
        <p role="alert" className="text-danger">
          {words(error)}
        </p>
      ) : data ? (
        <ConvertForm lead={lead} known={data} onBusy={setBusy} onClose={onClose} />
      ) : (
        <PageSkeleton lines={4} />
      )}
    </Dialog>
  );
}

function ConvertForm({
  lead,
  known,
  onBusy,
  onClose,
}: {
  lead: Lead;
  known: Conversion;
  onBusy: (busy: boolean) => void;
  onClose: () => void;
}) {
  const { t, i18n } = useTranslation();
  const words = useWords();
  const done = useDone();
  const navigate = useNavigate();
  const role = useChoiceWord("deal");
  const convert = useAct("leads.convert");
  const begin = useAct("pipelines.begin");
  const pipelines = useRead("pipelines.list", { limit: 100, fields: ["name"] }).data?.rows ?? [];
  const [contact, setContact] = useState(known.contacts.find(({ same_name }) => same_name)?.id ?? NEW);
  const [wished, setWished] = useState(Boolean(lead.value));
  const [deal, setDeal] = useState({ name: known.deal_name, pipeline: "", role: "decision_maker" });
  const [amount, setAmount] = useState<Money | null>(lead.value ?? null);
  const wrong = (field: string) => (convert.error?.field === field ? words(convert.error) : null);
  const said = ["deal.name", "deal.amount"].some((field) => convert.error?.field === field);
  const save = async () => {
    // The first deal of a vault makes the first pipeline, in words of the page.
    if (wished && pipelines.length === 0) await begin.mutateAsync({ language: i18n.language });
    const made = await convert.mutateAsync({
      id: lead.id,
      ...(contact === NEW ? { new_contact: true } : { contact_id: contact }),
      ...(known.company ? { company_id: known.company.id } : {}),
      ...(wished
        ? {
            deal: {
              name: deal.name,
              ...(deal.pipeline ? { pipeline_id: deal.pipeline } : {}),
              ...(amount ? { amount } : {}),
              ...(deal.role ? { role: deal.role } : {}),
            },
          }
        : {}),
    });
    done(t("leads.wasConverted", { name: lead.name }));
    onClose();
    await (made.deal_id
      ? navigate({ to: "/deals/$id", params: { id: made.deal_id } })
      : navigate({ to: "/contacts/$id", params: { id: made.contact_id } }));
  };
  return (
    <form
      id={FORM}
      className="flex flex-col gap-5"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onBusy(true);
        // What went wrong is shown in the form.
        save()
          .catch(() => undefined)
          .finally(() => onBusy(false));
      }}
    >
      <fieldset className="flex flex-col">
        <legend className="mb-1 font-medium">{t("kind.contact")}</legend>
        {known.contacts.map((one) => (
          <Choice
            key={one.id}
            name="contact"
            checked={contact === one.id}
            onChoose={() => setContact(one.id)}
          >
            <bdi className="font-medium">{one.title}</bdi> <span className="text-muted">{one.subtitle}</span>
            <span className="block text-xs text-muted">
              {t(`leads.same.${one.reason as "email"}`)}
              {!one.same_name && ` · ${t("leads.otherName")}`}
            </span>
          </Choice>
        ))}
        <Choice name="contact" checked={contact === NEW} onChoose={() => setContact(NEW)}>
          {t("leads.newContact")}
        </Choice>
      </fieldset>
      <div>
        <p className="font-medium">{t("kind.company")}</p>
        <p className="text-muted">
          {known.company ? (
            <>
              <bdi>{known.company.title}</bdi> ({t(`leads.same.${known.company.reason as "email"}`)})
            </>
          ) : lead.company ? (
            t("leads.newCompany", { name: lead.company })
          ) : (
            t("leads.noCompany")
          )}
        </p>
      </div>
      <div className="flex flex-col gap-3">
        <label className="flex min-h-11 items-center gap-2.5 font-medium">
          <input
            type="checkbox"
            className="size-5 accent-(--fill)"
            checked={wished}
            onChange={(event) => setWished(event.target.checked)}
          />
          {t("leads.withDeal")}
        </label>
        {wished && (
          <>
            <Field label={t("field.any.name")} error={wrong("deal.name")}>
              <Input value={deal.name} onChange={(event) => setDeal({ ...deal, name: event.target.value })} />
            </Field>
            <MoneyInput
              label={t("field.deal.amount")}
              value={amount ? { ...amount } : null}
              error={wrong("deal.amount")}
              onChange={(value) => setAmount(value as unknown as Money | null)}
            />
            <div className="grid gap-3 sm:grid-cols-2">
              <Field label={t("deals.role")}>
                <Select
                  value={deal.role}
                  onChange={(event) => setDeal({ ...deal, role: event.target.value })}
                >
                  <option value="">{t("deals.noRole")}</option>
                  {ROLES.map((one) => (
                    <option key={one} value={one}>
                      {role("role", one)}
                    </option>
                  ))}
                </Select>
              </Field>
              {pipelines.length > 1 && (
                <Field label={t("deals.pipeline")}>
                  <Select
                    value={deal.pipeline}
                    onChange={(event) => setDeal({ ...deal, pipeline: event.target.value })}
                  >
                    {pipelines.map(({ id, title }, at) => (
                      <option key={id} value={at === 0 ? "" : id}>
                        {title}
                      </option>
                    ))}
                  </Select>
                </Field>
              )}
            </div>
          </>
        )}
      </div>
      {convert.error && !said && (
        <p role="alert" className="text-danger">
          {words(convert.error)}
        </p>
      )}
    </form>
  );
}

function Choice({
  name,
  checked,
  onChoose,
  children,
}: {
  name: string;
  checked: boolean;
  onChoose: () => void;
  children: React.ReactNode;
}) {
  return (
    <label className="flex min-h-11 items-start gap-2.5 rounded-md px-2 py-2 hover:bg-hover">
      <input
        type="radio"
        name={name}
        ref={checked ? beginHere : null}
        className="mt-0.5 size-5 shrink-0 accent-(--fill)"
        checked={checked}
        onChange={onChoose}
      />
      <span className="min-w-0">{children}</span>
    </label>
  );
}
