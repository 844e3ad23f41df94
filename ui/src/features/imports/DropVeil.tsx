// What a file meets that is carried over the window: the whole window takes it.
import { FileInput, Paperclip } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Failure, useClient, useRead, type FileHandle } from "@/client";
import { useToast } from "@/kit";
import { takerHere } from "@/records/dropping";
import { kindHere } from "./tableKinds";

const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;

/** The whole window is the drop target; the veil only says so. */
export function DropVeil({ onDrop }: { onDrop: (files: FileHandle[]) => void }) {
  const { t } = useTranslation();
  const client = useClient();
  const toast = useToast();
  const status = useRead("vault.status", {}).data;
  const [over, setOver] = useState(false);
  const depth = useRef(0);
  useEffect(() => {
    const enter = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      depth.current += 1;
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      depth.current = Math.max(0, depth.current - 1);
      if (depth.current === 0) setOver(false);
    };
    const move = (event: DragEvent) => {
      if (carriesFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      depth.current = 0;
      setOver(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return;
      // The page it is dropped on, even if another one is there when all of it has come.
      const taker = takerHere();
      if (taker) return taker.takeFiles(files);
      client.upload(files).then(onDrop, (thrown: unknown) => toast.fail(Failure.from(thrown)));
    };
    window.addEventListener("dragenter", enter);
    window.addEventListener("dragleave", leave);
    window.addEventListener("dragover", move);
    window.addEventListener("drop", drop);
    return () => {
      window.removeEventListener("dragenter", enter);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("dragover", move);
      window.removeEventListener("drop", drop);
    };
  }, [client, onDrop, toast]);
  if (!over) return null;
  const kind = kindHere();
  const taker = takerHere();
  const title =
    taker?.title ?? (kind ? t("import.dropAs", { kinds: t(`kinds.${kind.plural}`) }) : t("import.dropTitle"));
  const Icon = taker ? Paperclip : FileInput;
  return (
    <section
      aria-label={title}
      className="pointer-events-none fixed inset-0 z-60 flex animate-in items-center justify-center bg-scrim p-6"
    >
      <div className="flex max-w-sm flex-col items-center gap-3 rounded-xl border-2 border-dashed border-accent bg-raised px-12 py-10 text-center shadow-3">
        <Icon aria-hidden className="size-8 text-accent" strokeWidth={1.6} />
        <p className="text-lg font-semibold tracking-tight">{title}</p>
        <p className="text-muted">
          {status?.state !== "open" ? t("import.dropLater") : (taker?.text ?? t("import.dropText"))}
        </p>
      </div>
    </section>
  );
}
