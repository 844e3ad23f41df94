// What somebody is to a decision, and why they count as much as they do.
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PlacePatch, Role, Stakeholder, Stance } from "@/client";
import { Button, Dialog, Field, Select, TextArea, beginHere } from "@/kit";
import { useFormat } from "@/locales/format";
import { useRoleWord } from "./queries";

const ROLES: Role[] = ["decision_maker", "champion", "influencer", "blocker", "user", "other"];
const GRADES = [1, 2, 3, 4, 5] as const;
const STANCES: Stance[] = ["for", "neutral", "against"];

export function StakeholderDialog({
  person,
  locked,
  onClose,
  onSave,
  onDisplace,
}: {
  person: Stakeholder;
  locked: boolean;
  onClose: () => void;
  onSave: (patch: PlacePatch) => void;
  onDisplace: () => void;
}) {
  const { t } = useTranslation();
  const word = useRoleWord();
  const [role, setRole] = useState(person.role ?? "");
  const [grade, setGrade] = useState(person.influence ? String(person.influence) : "");
  const [stance, setStance] = useState(person.stance ?? "");
  const [note, setNote] = useState(person.note ?? "");
  const save = () => {
    const patch: PlacePatch = {};
    if (role !== (person.role ?? "")) patch.role = (role || null) as Role | null;
    if (grade !== String(person.influence ?? "")) patch.influence = grade ? Number(grade) : null;
    if (stance !== (person.stance ?? "")) patch.stance = (stance || null) as Stance | null;
    if (note.trim() !== (person.note ?? "")) patch.note = note.trim() || null;
    if (person.placed && Object.keys(patch).length === 0) onClose();
    else onSave(patch);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={person.name}
      description={person.title ?? undefined}
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <fieldset disabled={locked} className="grid grid-cols-1 gap-3 sm:grid-cols-2">
          <Field label={t("deals.role")}>
            <Select ref={beginHere} value={role} onChange={(event) => setRole(event.target.value)}>
              <option value="">{t("committees.noRole")}</option>
              {ROLES.map((one) => (
                <option key={one} value={one}>
                  {word(one)}
                </option>
              ))}
            </Select>
          </Field>
          <Field label={t("committees.stanceLabel")}>
            <Select value={stance} onChange={(event) => setStance(event.target.value)}>
              <option value="">{t("committees.unknown")}</option>
              {STANCES.map((one) => (
                <option key={one} value={one}>
                  {t(`committees.stance.${one}`)}
                </option>
              ))}
            </Select>
          </Field>
          <Field label={t("committees.grade")}>
            <Select value={grade} onChange={(event) => setGrade(event.target.value)}>
              <option value="">{t("committees.unknown")}</option>
              {GRADES.map((one) => (
                <option key={one} value={one}>
                  {t(`committees.gradeWords.${one}`)}
                </option>
              ))}
            </Select>
          </Field>
          <div className="sm:col-span-2">
            <Field label={t("committees.note")}>
              <TextArea rows={2} value={note} onChange={(event) => setNote(event.target.value)} />
            </Field>
          </div>
        </fieldset>
        {person.placed && <Why person={person} />}
        <div className="flex flex-wrap items-center justify-end gap-2">
          <Link
            to="/contacts/$id"
            params={{ id: person.contact_id }}
            className="hit me-auto text-accent underline-offset-2 hover:underline"
          >
            {t("committees.open")}
          </Link>
          {person.placed && !locked && (
            <Button weight="ghost" onClick={onDisplace}>
              {t("committees.displace")}
            </Button>
          )}
          {!locked && (
            <Button weight="primary" type="submit">
              {t("committees.save")}
            </Button>
          )}
        </div>
      </form>
    </Dialog>
  );
}

/** The score as a sum. */
function Why({ person }: { person: Stakeholder }) {
  const { t } = useTranslation();
  const format = useFormat();
  const word = useRoleWord();
  return (
    <table className="w-full text-xs">
      <caption className="pb-1 text-start font-medium">{t("committees.why")}</caption>
      <tbody>
        {person.reasons.map(({ rule, points, count, word: said }) => (
          <tr key={rule} className="border-b border-line">
            <th scope="row" className="py-1 text-start font-normal text-muted">
              {rule === "role"
                ? t("committees.reason.role", { role: word(said) })
                : rule === "title"
                  ? t(`committees.reason.title.${said as "top"}`)
                  : t(`committees.reason.${rule}`, { count: count ?? 0 })}
            </th>
            <td className="tabular py-1 text-end">+{format.number(points)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" className="py-1 text-start font-medium">
            {t("committees.sum")}
          </th>
          <td className="tabular py-1 text-end font-medium">
            {t("committees.outOf", { score: format.number(person.score) })}
          </td>
        </tr>
      </tfoot>
    </table>
  );
}
