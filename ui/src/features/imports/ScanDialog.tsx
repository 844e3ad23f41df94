// A code held in front of the camera. The program looks at single pictures of it until one shows a code; a card becomes an
// import like any other once the seller says so, and an address is shown and not opened.
import { CameraOff, FileImage, RotateCw } from "lucide-react";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import {
  Failure,
  NoCamera,
  useClient,
  type Camera,
  type CameraTrouble,
  type Inspection,
  type Unpacked,
} from "@/client";
import { beginHere, Button, Dialog, EmptyState, ErrorState, useLate } from "@/kit";
import { useReasons } from "@/locales";
import { useFormat } from "@/locales/format";
import { look, useFileChooser, useImportFiles, useIntake, type IntakeOptions } from "./intake";

type Seen =
  | { state: "asking" | "live" }
  | { state: "trouble"; trouble: CameraTrouble }
  | { state: "failed"; failure: Failure }
  | { state: "found"; codes: Unpacked; cards: Inspection[] };

/** Milliseconds between one answer and the next picture. */
const REST_MS = 150;
/** Milliseconds after which somebody wonders why nothing is found. */
const LONG_MS = 8000;

export function ScanDialog() {
  const { t } = useTranslation();
  const { scanning, scan } = useIntake();
  return (
    <Dialog
      wide
      open={scanning !== null}
      onOpenChange={(on) => !on && scan(null)}
      title={t("scan.title")}
      description={t("scan.text")}
    >
      {scanning && <Scanner options={scanning} close={() => scan(null)} />}
    </Dialog>
  );
}

function Scanner({ options, close }: { options: IntakeOptions; close: () => void }) {
  const { t } = useTranslation();
  const importFiles = useImportFiles();
  const choose = useFileChooser();
  const video = useRef<HTMLVideoElement>(null);
  // Only people and leads are on cards.
  const { kind, ...rest } = options;
  const how: IntakeOptions = kind === "lead" ? options : rest;
  const [seen, again] = useCodes(video, how.kind);
  const long = useLate(seen.state === "live", LONG_MS);
  const picture = (begin: boolean): ReactNode => (
    <Button
      {...(begin ? { ref: beginHere } : {})}
      icon={FileImage}
      onClick={() => {
        close();
        void choose(how);
      }}
    >
      {t("scan.picture")}
    </Button>
  );

  switch (seen.state) {
    case "trouble": {
      const isWorthATry = seen.trouble !== "insecure" && seen.trouble !== "unable";
      return (
        <div role="alert">
          <EmptyState
            icon={CameraOff}
            className="-my-8"
            title={t(`scan.trouble.${seen.trouble}`)}
            actions={
              <>
                {isWorthATry && (
                  <Button ref={beginHere} icon={RotateCw} onClick={again}>
                    {t("kit.retry")}
                  </Button>
                )}
                {picture(!isWorthATry)}
              </>
            }
          >
            {t(`scan.help.${seen.trouble}`)}
          </EmptyState>
        </div>
      );
    }
    case "failed":
      return <ErrorState error={seen.failure} onRetry={again} className="-my-8" />;
    case "found":
      return (
        <Found
          codes={seen.codes}
          cards={seen.cards}
          again={again}
          take={() => {
            close();
            void importFiles(seen.codes.files, how);
          }}
        />
      );
    default:
      return (
        <div className="flex flex-col gap-3">
          <video
            ref={video}
            muted
            playsInline
            aria-label={t("scan.seen")}
            className="aspect-4/3 max-h-[44dvh] w-full rounded-lg border border-line bg-sunken object-contain"
          />
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <p role="status" className="min-w-0 flex-1 basis-60 text-muted">
              {seen.state === "asking" ? t("scan.asking") : long ? t("scan.long") : t("scan.live")}
            </p>
            {picture(true)}
          </div>
        </div>
      );
  }
}

function Found({
  codes,
  cards,
  again,
  take,
}: {
  codes: Unpacked;
  cards: Inspection[];
  again: () => void;
  take: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const reasons = useReasons();
  const on = (begin: boolean): ReactNode => (
    <Button icon={RotateCw} onClick={again} {...(begin ? { ref: beginHere } : {})}>
      {t("scan.on")}
    </Button>
  );
  return (
    <div className="flex flex-col gap-4">
      <p role="status" className="text-muted">
        {cards.length > 0
          ? t("scan.foundCard", { count: cards.length, shown: format.number(cards.length) })
          : t("scan.foundOther")}
      </p>
      <ul className="overflow-hidden rounded-lg border border-line bg-surface">
        {cards.flatMap(({ file, preview }) =>
          preview.map((person, at) => (
            <li key={`${file.file} ${at}`} className="border-b border-line px-4 py-3 last:border-0">
              <bdi className="block truncate text-base font-medium">{nameOf(person) || t("scan.noName")}</bdi>
              <bdi className="block text-muted">{format.list(reachedBy(person))}</bdi>
            </li>
          )),
        )}
        {codes.left.map((one, at) => (
          <li key={at} className="border-b border-line px-4 py-3 break-words select-text last:border-0">
            {reasons("row", one)}
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap justify-end gap-2">
        {on(cards.length === 0)}
        {cards.length > 0 && (
          <Button ref={beginHere} weight="primary" onClick={take}>
            {t("scan.import")}
          </Button>
        )}
      </div>
    </div>
  );
}

type Person = Inspection["preview"][number];

const text = (value: unknown): string => (typeof value === "string" ? value : "");

const nameOf = (person: Person): string =>
  text(person["display_name"]) || [person["given"], person["family"]].map(text).filter(Boolean).join(" ");

/** Company and first ways to reach somebody: enough to know them by. */
function reachedBy(person: Person): string[] {
  const first = (list: unknown): string => {
    const [row] = Array.isArray(list) ? (list as unknown[]) : [];
    return text((row as { value?: unknown } | undefined)?.value);
  };
  return [text(person["company"]), first(person["emails"]), first(person["phones"])].filter(Boolean);
}

/** Looks through the camera until a code is seen, and again when asked to. */
function useCodes(
  video: React.RefObject<HTMLVideoElement | null>,
  kind: string | undefined,
): [Seen, () => void] {
  const { t } = useTranslation();
  const client = useClient();
  const [seen, setSeen] = useState<Seen>({ state: "asking" });
  const [round, setRound] = useState(0);
  const name = t("scan.camera");
  useEffect(() => {
    let over = false;
    let camera: Camera | null = null;
    const seek = async (): Promise<Seen | null> => {
      camera = await client.camera();
      if (over || !video.current) return null;
      await camera.show(video.current);
      setSeen({ state: "live" });
      for (; !over; await rest()) {
        const picture = video.current && camera.picture(video.current);
        if (!picture) continue;
        const codes = await client.call("imports.scan", { picture, name });
        if (codes.files.length + codes.left.length === 0) continue;
        return { state: "found", codes, cards: await look(client, codes.files, kind ? { kind } : {}) };
      }
      return null;
    };
    void seek()
      .catch((thrown: unknown): Seen =>
        thrown instanceof NoCamera
          ? { state: "trouble", trouble: thrown.trouble }
          : { state: "failed", failure: Failure.from(thrown) },
      )
      .then((end) => {
        camera?.stop();
        if (end && !over) setSeen(end);
      });
    return () => {
      over = true;
      camera?.stop();
    };
  }, [client, video, name, kind, round]);
  const again = () => {
    setSeen({ state: "asking" });
    setRound((last) => last + 1);
  };
  return [seen, again];
}

const rest = () => new Promise((resolve) => setTimeout(resolve, REST_MS));
