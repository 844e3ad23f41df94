// What the seller is told, where and when; each choice is in force at once.
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { OCCASIONS, type NotificationPreferences } from "@/client";
import { Checkbox, Field, Input, Select, Switch, Unanswered } from "@/kit";
import { usePatchPreferences, usePreferences } from "./queries";

/** Usual quiet hours, to begin with. */
const NIGHT = { from: "22:00", to: "07:00" };

const DAYS = {
  birthday_days: [0, 1, 2, 3, 7, 14],
  follow_up_days: [1, 2, 3, 5, 7, 14],
  idle_days: [3, 7, 14, 21, 30, 60],
} as const;

const CHANNELS = ["in_app", "desktop"] as const;

export function NotificationSettings() {
  const preferences = usePreferences();
  if (preferences.error || !preferences.data) return <Unanswered of={preferences} lines={4} />;
  return <Choices now={preferences.data} />;
}

function Choices({ now }: { now: NotificationPreferences }) {
  const { t } = useTranslation();
  const patch = usePatchPreferences();
  const { quiet } = now;
  return (
    <>
      <Events now={now} />
      <Switch
        label={t("notifications.quiet")}
        hint={t("notifications.quietHint")}
        checked={quiet !== null}
        onChange={(on) => patch({ quiet: on ? NIGHT : null })}
      />
      {quiet && (
        <div className="flex flex-wrap gap-4">
          <Time
            label={t("notifications.quietFrom")}
            value={quiet.from}
            onChange={(from) => patch({ quiet: { ...quiet, from } })}
          />
          <Time
            label={t("notifications.quietTo")}
            value={quiet.to}
            onChange={(to) => patch({ quiet: { ...quiet, to } })}
          />
        </div>
      )}
      <Time
        label={t("notifications.digest")}
        hint={t("notifications.digestHint")}
        value={now.digest_at}
        onChange={(digest_at) => patch({ digest_at })}
      />
      {(Object.keys(DAYS) as (keyof typeof DAYS)[]).map((name) => (
        <Field key={name} label={t(`notifications.days.${name}`)}>
          <Select
            className="w-full max-w-xs"
            value={now[name]}
            onChange={(event) => patch({ [name]: Number(event.target.value) })}
          >
            {[...new Set([...DAYS[name], now[name]])]
              .sort((a, b) => a - b)
              .map((days) => (
                <option key={days} value={days}>
                  {days === 0 ? t("notifications.onTheDay") : t(`notifications.in.${name}`, { count: days })}
                </option>
              ))}
          </Select>
        </Field>
      ))}
      <Field label={t("notifications.zone")} hint={t("notifications.zoneHint")}>
        <Select
          className="w-full max-w-xs"
          value={now.zone ?? ""}
          onChange={(event) => patch({ zone: event.target.value || null })}
        >
          <option value="">{t("notifications.zoneHere")}</option>
          {[...new Set([...(now.zone ? [now.zone] : []), ...Intl.supportedValuesOf("timeZone")])].map(
            (zone) => (
              <option key={zone} value={zone}>
                {zone.replaceAll("_", " ")}
              </option>
            ),
          )}
        </Select>
      </Field>
    </>
  );
}

/** Which occasions are told where. */
function Events({ now }: { now: NotificationPreferences }) {
  const { t } = useTranslation();
  const patch = usePatchPreferences();
  const id = useId();
  return (
    <table aria-label={t("notifications.where")} className="w-full text-start">
      <thead>
        <tr className="border-b border-line text-xs text-muted">
          <th scope="col" className="py-2 text-start font-medium">
            {t("notifications.what")}
          </th>
          {CHANNELS.map((channel) => (
            <th key={channel} scope="col" className="w-20 py-2 text-center font-medium">
              {t(`notifications.channel.${channel}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {OCCASIONS.map((event) => (
          <tr key={event} className="border-b border-line last:border-0">
            <th scope="row" id={`${id}-${event}`} className="py-1 pe-3 text-start font-normal">
              {t(`notifications.event.${event}`)}
            </th>
            {CHANNELS.map((channel) => (
              <td key={channel} className="text-center">
                <Checkbox
                  quiet
                  label={t("notifications.toldIn", {
                    event: t(`notifications.event.${event}`),
                    channel: t(`notifications.channel.${channel}`),
                  })}
                  checked={now.events[event][channel]}
                  onChange={({ target }) => patch({ events: { [event]: { [channel]: target.checked } } })}
                  className="min-h-11 min-w-11 justify-center"
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Time({
  label,
  hint,
  value,
  onChange,
}: {
  label: string;
  hint?: string;
  value: string;
  onChange: (time: string) => void;
}) {
  return (
    <Field label={label} {...(hint ? { hint } : {})} className="max-w-xs">
      <Input
        type="time"
        value={value}
        // An emptied box is a time being typed, not one to keep.
        onChange={({ target }) => target.value && onChange(target.value)}
        className="w-32"
      />
    </Field>
  );
}
