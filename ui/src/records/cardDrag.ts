// A contact dragged out of the window is a vCard. What is dragged has to be at hand when the drag begins, so the card
// is written as soon as the pointer goes down on a name.
import { useEffect, useRef, type DragEvent, type PointerEvent } from "react";
import { useClient, type Id } from "@/client";
import type { KindConfig } from "./kinds";

const TYPE = "text/vcard";

export interface CardDrag {
  draggable: boolean;
  onPointerDown: (event: PointerEvent) => void;
  onDragStart: (event: DragEvent) => void;
}

/** A name as a file can have it on every system. */
export const fileName = (name: string): string =>
  `${name
    // eslint-disable-next-line no-control-regex -- what no file system takes
    .replace(/[\u0000-\u001f<>:"/\\|?*]/g, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 80)}.vcf`;

/** `of` says whom to drag and what they are called together. Companies have no card. */
export function useCardDrag(config: KindConfig): (of: () => { ids: Id[]; name: string }) => CardDrag | null {
  const client = useClient();
  const card = useRef<{ text: string; url: string } | null>(null);
  const wanted = useRef("");
  useEffect(
    () => () => {
      if (card.current) URL.revokeObjectURL(card.current.url);
    },
    [],
  );
  const write = async (ids: Id[]) => {
    wanted.current = ids.join();
    if (card.current) URL.revokeObjectURL(card.current.url);
    card.current = null;
    const file = await client.call("exports.run", { format: "vcard", kinds: [config.name], ids });
    const text = await (await client.read(file)).text();
    if (wanted.current !== ids.join()) return;
    card.current = { text, url: URL.createObjectURL(new Blob([text], { type: TYPE })) };
  };
  if (config.name !== "contact") return () => null;
  return (of) => ({
    draggable: true,
    onPointerDown: (event) => {
      // Without a card the name is dragged alone.
      if (event.button === 0 && event.pointerType !== "touch") write(of().ids).catch(() => undefined);
    },
    onDragStart: (event) => {
      const { name } = of();
      const data = event.dataTransfer;
      data.effectAllowed = "copy";
      data.setData("text/plain", card.current?.text ?? name);
      if (!card.current) return;
      data.setData(TYPE, card.current.text);
      data.setData("DownloadURL", `${TYPE}:${fileName(name)}:${card.current.url}`);
    },
  });
}
