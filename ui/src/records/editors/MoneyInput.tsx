// An amount with its currency. The currency can be chosen first, and changing it keeps the amount that was typed.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead, type Json } from "@/client";
import { Field, Input, Select } from "@/kit";
import { useFormat } from "@/locales/format";
import { CURRENCIES, currencyOf, digitsOf } from "./currencies";

const isMoney = (value: Json | undefined): value is { minor: number; currency: string } =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  typeof value["minor"] === "number" &&
  typeof value["currency"] === "string";

export function MoneyInput({
  label,
  value,
  onChange,
  error,
}: {
  label: string;
  value: Json | undefined;
  onChange: (value: Json) => void;
  error?: string | null;
}) {
  const { t } = useTranslation();
  const { locale } = useFormat();
  const settings = useRead("settings.get", {}).data;
  const [chosen, setChosen] = useState<string | null>(null);
  const money = isMoney(value) ? value : null;
  const currency = money?.currency ?? chosen ?? settings?.home_currency ?? currencyOf(undefined, locale);
  const digits = digitsOf(currency);
  const [text, setText] = useState(() => (money ? String(money.minor / 10 ** digits) : ""));
  const amount = (typed: string, code: string): Json => {
    const number = Number(typed);
    return typed.trim() === "" || Number.isNaN(number)
      ? null
      : { minor: Math.round(number * 10 ** digitsOf(code)), currency: code };
  };
  // What was typed stays as it was typed, unless the value comes from elsewhere.
  const typed = amount(text, currency);
  const own = isMoney(typed) ? typed.minor === money?.minor : money === null;
  const box = own ? text : money ? String(money.minor / 10 ** digits) : "";
  return (
    <div className="grid grid-cols-[1fr_6rem] gap-2">
      <Field label={label} error={error ?? null}>
        <Input
          type="number"
          step={1 / 10 ** digits}
          value={box}
          onChange={(event) => {
            setText(event.target.value);
            onChange(amount(event.target.value, currency));
          }}
        />
      </Field>
      <Field label={t("edit.currency")}>
        <Select
          value={currency}
          onChange={(event) => {
            setChosen(event.target.value);
            setText(box);
            if (box.trim() !== "") onChange(amount(box, event.target.value));
          }}
        >
          {[...new Set([currency, ...CURRENCIES])].map((code) => (
            <option key={code} value={code}>
              {code}
            </option>
          ))}
        </Select>
      </Field>
    </div>
  );
}
