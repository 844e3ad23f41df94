// The home currency, and rates of exchange with the day from which they hold.
import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct, useRead } from "@/client";
import { usePatchSettings, useSettings } from "@/features/settings/queries";
import { Button, Field, IconButton, Input, Select, useToast } from "@/kit";
import { useWords } from "@/locales";
import { useFormat } from "@/locales/format";
import { CURRENCIES } from "@/records/editors/currencies";
import { plain } from "@/records/Value";
import { useDone } from "@/shell/undo";

export function RateSettings() {
  const { t } = useTranslation();
  const format = useFormat();
  const toast = useToast();
  const done = useDone();
  const home = useSettings().data?.home_currency ?? "EUR";
  const patch = usePatchSettings();
  const remove = useAct("exchange_rates.delete");
  const rates =
    useRead("exchange_rates.list", { limit: 500, fields: ["currency", "base", "rate", "date"] }).data?.rows ??
    [];
  return (
    <section aria-label={t("deals.money")} className="flex flex-col gap-4 border-t border-line py-5">
      <h2 className="text-base font-semibold tracking-tight">{t("deals.money")}</h2>
      <Field label={t("deals.homeCurrency")} hint={t("deals.homeCurrencyHint")}>
        <Select
          className="w-full max-w-xs"
          value={home}
          onChange={(event) => patch({ home_currency: event.target.value })}
        >
          {[...new Set([home, ...CURRENCIES])].map((code) => (
            <option key={code} value={code}>
              {code}
            </option>
          ))}
        </Select>
      </Field>
      <p className="text-muted">{t("deals.ratesText")}</p>
      {rates.length > 0 && (
        <ul aria-label={t("deals.rates")} className="rounded-lg border border-line bg-surface">
          {rates.map((row) => {
            const name = t("deals.rate", {
              currency: plain(row["currency"]),
              rate: new Intl.NumberFormat(format.locale, { maximumSignificantDigits: 10 }).format(
                Number(row["rate"]),
              ),
              base: plain(row["base"]),
            });
            return (
              <li
                key={row.id}
                className="flex min-h-12 items-center gap-3 border-b border-line ps-4 pe-2 last:border-0"
              >
                <span className="tabular font-medium">{name}</span>
                <span className="text-xs text-muted">
                  {t("deals.from", { day: format.day(plain(row["date"])) })}
                </span>
                <IconButton
                  icon={Trash2}
                  label={t("kit.remove", { name })}
                  className="ms-auto"
                  onClick={() =>
                    remove.mutate(
                      { id: row.id },
                      { onSuccess: () => done(t("deals.removed", { name })), onError: toast.fail },
                    )
                  }
                />
              </li>
            );
          })}
        </ul>
      )}
      <RateForm home={home} />
    </section>
  );
}

function RateForm({ home }: { home: string }) {
  const { t } = useTranslation();
  const words = useWords();
  const create = useAct("exchange_rates.create");
  const [currency, setCurrency] = useState("");
  const [rate, setRate] = useState("");
  const [date, setDate] = useState("");
  const wrong = (field: string) => (create.error?.field === field ? words(create.error) : null);
  return (
    <form
      className="flex flex-wrap items-start gap-3"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate(
          { currency, base: home, rate: Number(rate), ...(date ? { date } : {}) },
          {
            onSuccess: () => {
              setRate("");
              setCurrency("");
            },
          },
        );
      }}
    >
      <Field label={t("edit.currency")} error={wrong("currency")} className="w-28">
        <Select value={currency} onChange={(event) => setCurrency(event.target.value)}>
          <option value="">{t("filter.choose")}</option>
          {CURRENCIES.filter((code) => code !== home).map((code) => (
            <option key={code} value={code}>
              {code}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t("deals.costs", { base: home })} error={wrong("rate")} className="w-36">
        <Input
          type="number"
          step="any"
          min={0}
          value={rate}
          onChange={(event) => setRate(event.target.value)}
        />
      </Field>
      <Field label={t("deals.fromDay")} error={wrong("date")} className="w-44">
        <Input type="date" value={date} onChange={(event) => setDate(event.target.value)} />
      </Field>
      <Button
        type="submit"
        icon={Plus}
        className="mt-6"
        disabled={!currency || !rate}
        busy={create.isPending}
      >
        {t("deals.addRate")}
      </Button>
    </form>
  );
}
