// Writing down a conversation: with whom, what came of it, what was said, and what follows. Ctrl+Enter saves from
// anywhere in it; what was written stays until it is saved.
import { clsx } from "clsx";
import { Fragment, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Failure, useAct, type Channel, type Communication } from "@/client";
import { beginHere, Button, Code, Dialog, Field, Input, Select, TextArea, useKeys } from "@/kit";
import { useWords } from "@/locales";
import { nowMs } from "@/locales/format";
import { NO_CORRECTIONS, Understanding } from "@/features/tasks/Understanding";
import { useUnderstood, zoneHere } from "@/features/tasks/queries";
import { useKeptText } from "@/records/draft";
import { ABOUT_PARTS, type About } from "@/records/about";
import { aboutBoxes } from "@/records/editors/LinkInput";
import { useGroups } from "@/records/layout";
import { localMoment } from "@/records/moments";
import { useDone } from "@/shell/undo";
import { CHANNEL_ICONS, CHANNELS, outcomesOf } from "./channels";

/** What takes the whole width. */
const WIDE = ["body", "channel"];

export interface Logged {
  channel: Channel;
  about: About;
  /** When it began; now when absent. */
  at_ms?: number;
  /** How long it took, when it was measured. */
  duration_s?: number;
  /** A conversation that was written down already, to be set right. */
  record?: Communication;
}

export function LogDialog({
  logged,
  onClose,
  onLogged,
}: {
  logged: Logged;
  onClose: () => void;
  onLogged?: () => void;
}) {
  const { t } = useTranslation();
  const words = useWords();
  const done = useDone();
  const log = useAct("communications.log");
  const patch = useAct("communications.patch");
  const { record } = logged;
  const key = record?.id ?? `log ${ABOUT_PARTS.flatMap((part) => logged.about[part]).join()}`;
  const [kept, keep] = useKeptText(key);
  const [step, setStep] = useKeptText(`${key} next`);
  const [chosen, choose] = useChosen(key, logged);
  const channel = chosen.channel ?? record?.channel ?? logged.channel;
  const direction = chosen.direction ?? record?.direction;
  const outcome = chosen.outcome ?? record?.outcome ?? "";
  const [now] = useState(() => localMoment(record?.at_ms ?? logged.at_ms ?? nowMs()));
  const at = chosen.at ?? now;
  const seconds = record?.duration_s ?? logged.duration_s;
  const minutes =
    chosen.minutes ?? (seconds === undefined ? "" : String(Math.max(1, Math.round(seconds / 60))));
  const about = chosen.about ?? logged.about;
  const next = step ?? "";
  const isBegun = kept !== null || step !== null || Object.keys(chosen).length > 0;
  // A held key writes one conversation down.
  const sending = useRef(false);
  const [corrections, setCorrections] = useState(NO_CORRECTIONS);
  const { groups } = useGroups("communication");
  const said = useUnderstood(next, corrections.plain);
  const body = kept ?? record?.body ?? "";
  const fits = outcomesOf(channel).find((one) => one === outcome);
  const failure = log.error ?? patch.error;
  // What is refused is said in the dialog.
  const written = (writing: Promise<void>) =>
    void writing.catch(() => undefined).finally(() => (sending.current = false));
  const drop = () => {
    keep(null);
    setStep(null);
    choose(null);
  };
  const save = () => {
    if (sending.current) return;
    sending.current = true;
    const text = body.trim();
    // What was measured is kept to the second unless somebody sets it right.
    const measured = seconds !== undefined && String(Math.max(1, Math.round(seconds / 60))) === minutes;
    const duration = measured ? seconds : Number(minutes) * 60;
    const moment = new Date(at).getTime();
    const fields = {
      channel,
      ...(direction ? { direction } : {}),
      ...(fits ? { outcome: fits } : {}),
      ...(Number.isNaN(moment)
        ? {}
        : { at_ms: logged.at_ms && at === localMoment(logged.at_ms) ? logged.at_ms : moment }),
      ...(minutes ? { duration_s: duration } : {}),
      ...(text ? { body: text } : {}),
      ...about,
    };
    const over = () => {
      drop();
      onLogged?.();
      onClose();
    };
    if (record) {
      const cleared = { outcome: fits ?? null, duration_s: minutes ? duration : null, body: text || null };
      written(
        patch
          .mutateAsync({ id: record.id, version: record.version, patch: { ...fields, ...cleared } })
          .then(() => {
            over();
            done(t("record.saved"));
          }),
      );
    } else
      written(
        log
          .mutateAsync({
            ...fields,
            zone: zoneHere(),
            ...(next.trim() ? { next_step: next.trim(), ...corrections } : {}),
          })
          .then(({ task }) => {
            over();
            done(t(`log.done.${channel}`), task ? { detail: t("log.withTask", { title: task.title }) } : {});
          }),
      );
  };
  useKeys([
    {
      keys: "mod+Enter",
      label: t("log.save"),
      group: t("log.group"),
      everywhere: true,
      hidden: true,
      run: save,
    },
  ]);
  const boxes: Record<string, ReactNode> = {
    body: (
      <Field label={t("log.text")}>
        <TextArea
          ref={beginArea}
          rows={4}
          value={body}
          onChange={(event) => keep(event.target.value || null)}
        />
      </Field>
    ),
    channel: (
      <fieldset>
        <legend className="mb-1 text-xs font-medium text-muted">{t("field.communication.channel")}</legend>
        <div className="flex flex-wrap gap-1.5">
          {CHANNELS.map((one) => {
            const Icon = CHANNEL_ICONS[one];
            return (
              <button
                key={one}
                type="button"
                aria-pressed={channel === one}
                onClick={() => choose({ channel: one })}
                className={clsx(
                  "hit inline-flex h-8 items-center gap-1.5 rounded-full border px-3 text-sm",
                  channel === one
                    ? "border-fill bg-fill text-on-fill"
                    : "border-line bg-surface hover:bg-hover",
                )}
              >
                <Icon aria-hidden className="size-3.5" />
                {t(`choice.communication.channel.${one}`)}
              </button>
            );
          })}
        </div>
      </fieldset>
    ),
    outcome: (
      <Field label={t("field.communication.outcome")}>
        <Select value={fits ?? ""} onChange={(event) => choose({ outcome: event.target.value })}>
          <option value="" />
          {outcomesOf(channel).map((one) => (
            <option key={one} value={one}>
              {t(`choice.communication.outcome.${one}`)}
            </option>
          ))}
        </Select>
      </Field>
    ),
    direction: channel !== "visit" && channel !== "meeting" && (
      <Field label={t("field.communication.direction")}>
        <Select
          value={direction ?? "out"}
          onChange={(event) => choose({ direction: event.target.value as Communication["direction"] })}
        >
          {(["out", "in"] as const).map((one) => (
            <option key={one} value={one}>
              {t(`choice.communication.direction.${one}`)}
            </option>
          ))}
        </Select>
      </Field>
    ),
    at_ms: (
      <Field label={t("field.communication.at_ms")}>
        <Input type="datetime-local" value={at} onChange={(event) => choose({ at: event.target.value })} />
      </Field>
    ),
    duration_s: (
      <Field label={t("log.minutes")}>
        <Input
          type="number"
          min={0}
          max={10_080}
          value={minutes}
          onChange={(event) => choose({ minutes: event.target.value })}
        />
      </Field>
    ),
    ...aboutBoxes(
      about,
      (change) => choose({ about: { ...about, ...change } }),
      (part) => t(`kinds.${part}`),
    ),
  };
  const follows = !record && (
    <div className="flex flex-col gap-1.5 sm:col-span-2">
      <Field label={t("log.next")} hint={next ? null : t("log.nextHint")}>
        <Input value={next} onChange={(event) => setStep(event.target.value || null)} autoComplete="off" />
      </Field>
      {said && <Understanding said={said} corrections={corrections} onCorrect={setCorrections} />}
    </div>
  );
  return (
    <Dialog
      open
      wide
      onOpenChange={onClose}
      title={record ? t("log.edit") : t(`log.title.${channel}`)}
      footer={
        <>
          <span className="me-auto self-center text-xs text-muted max-sm:hidden">{t("log.keys")}</span>
          {isBegun && (
            <Button
              weight="ghost"
              onClick={() => {
                drop();
                onClose();
              }}
            >
              {t("form.discard")}
            </Button>
          )}
          <Button weight="ghost" onClick={onClose}>
            {isBegun ? t("form.later") : t("kit.cancel")}
          </Button>
          <Button type="submit" form="log-form" weight="primary" busy={log.isPending || patch.isPending}>
            {t(record ? "kit.save" : "log.save")}
          </Button>
        </>
      }
    >
      <form
        id="log-form"
        className="grid gap-3.5 sm:grid-cols-2"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        {failure && (
          <p role="alert" className="text-danger sm:col-span-2">
            {words(Failure.from(failure))} <Code of={failure} />
          </p>
        )}
        {groups.map((group, at_) => (
          <Fragment key={group.fields[0] ?? at_}>
            {group.own && group.fields.some((field) => Boolean(boxes[field])) && (
              <h3 className="pt-1 font-medium sm:col-span-2">{group.title}</h3>
            )}
            {group.fields.map(
              (field) =>
                boxes[field] && (
                  <div key={field} className={clsx("min-w-0", WIDE.includes(field) && "sm:col-span-2")}>
                    {boxes[field]}
                  </div>
                ),
            )}
            {at_ === 0 && follows}
          </Fragment>
        ))}
      </form>
    </Dialog>
  );
}

/** What was set in the dialog by hand; what is absent stands as it was opened. */
interface Chosen {
  channel?: Channel;
  direction?: Communication["direction"];
  outcome?: string;
  at?: string;
  minutes?: string;
  about?: About;
}

/**
 * What was set beside the texts, kept as they are: closing the dialog puts it away, saving or discarding ends it. When and
 * how long is measured anew for another call, and which channel it was is said by how the dialog was opened again.
 */
function useChosen(key: string, logged: Logged): [Chosen, (change: Chosen | null) => void] {
  const [text, keep] = useKeptText(`${key} chosen`);
  const [channel, setChannel] = useState<Channel>();
  const call = String(logged.at_ms ?? "");
  const { of, ...held } = (text ? JSON.parse(text) : { of: call }) as Chosen & { of: string };
  if (of !== call) {
    delete held.at;
    delete held.minutes;
  }
  if (!logged.record) delete held.channel;
  if (channel) held.channel = channel;
  return [
    held,
    (change) => {
      setChannel(change?.channel ?? channel);
      keep(change && JSON.stringify({ ...held, ...change, of: call }));
    },
  ];
}

/** The text is what one came to write. */
const beginArea = (box: HTMLTextAreaElement | null) => beginHere(box);
