// The people of a deal and what each of them is to it.
import { Plus, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead, type DealContact } from "@/client";
import { Button, IconButton, Select } from "@/kit";
import { useChoiceWord } from "@/records/catalogue";
import { RecordPicker } from "@/records/editors/RecordPicker";

export const ROLES = ["decision_maker", "champion", "influencer", "blocker", "user", "other"];

export function DealPeople({
  value,
  onChange,
}: {
  value: DealContact[];
  onChange: (value: DealContact[]) => void;
}) {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(value.length === 0);
  const [text, setText] = useState("");
  return (
    <div className="flex flex-col gap-2">
      {value.map((one) => (
        <Person
          key={one.contact_id}
          person={one}
          onRole={(role) => {
            const { role: _, ...rest } = one;
            const now = role ? { ...rest, role } : rest;
            onChange(value.map((other) => (other.contact_id === one.contact_id ? now : other)));
          }}
          onRemove={() => onChange(value.filter(({ contact_id }) => contact_id !== one.contact_id))}
        />
      ))}
      {adding ? (
        <>
          <RecordPicker
            kind="contact"
            name={t("deals.person")}
            value={{ text, id: null }}
            onChange={({ text: typed, id }) => {
              setText(id ? "" : typed);
              if (!id) return;
              setAdding(false);
              if (!value.some(({ contact_id }) => contact_id === id))
                onChange([...value, { contact_id: id }]);
            }}
          />
          {text && <p className="text-xs text-muted">{t("deals.unlinked")}</p>}
        </>
      ) : (
        <Button small weight="ghost" icon={Plus} className="self-start" onClick={() => setAdding(true)}>
          {t("deals.addPerson")}
        </Button>
      )}
    </div>
  );
}

function Person({
  person,
  onRole,
  onRemove,
}: {
  person: DealContact;
  onRole: (role: string) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation();
  const choice = useChoiceWord("deal");
  const name = useRead("contacts.get", { id: person.contact_id }).data?.display_name ?? "…";
  return (
    <div className="flex items-center gap-2">
      <bdi className="min-w-0 flex-1 truncate">{name}</bdi>
      <Select
        aria-label={`${t("deals.role")}: ${name}`}
        className="w-40! shrink-0"
        value={person.role ?? ""}
        onChange={(event) => onRole(event.target.value)}
      >
        <option value="">{t("deals.noRole")}</option>
        {ROLES.map((role) => (
          <option key={role} value={role}>
            {choice("role", role)}
          </option>
        ))}
      </Select>
      <IconButton icon={X} small label={t("deals.removePerson", { name })} onClick={onRemove} />
    </div>
  );
}
