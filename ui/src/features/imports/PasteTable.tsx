// A table copied from a spreadsheet or a page comes in like a file: pasted anywhere on the page of imports, or into the
// box of a button, for whoever has no Ctrl+V at hand. A mail's signature opens the form of a new contact instead.
import { ClipboardPaste } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useClient } from "@/client";
import { Button, Dialog, Field, TextArea, useKeys, useToast } from "@/kit";
import { useOffer } from "@/records/proposal";
import { useImportFiles, type IntakeOptions } from "./intake";

export function PasteTable({ options }: { options: IntakeOptions }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState("");
  const paste = usePasted(options);
  useKeys([{ keys: "v", label: t("import.paste"), group: t("place.imports"), run: () => setOpen(true) }]);
  const take = (pasted: string) => {
    setOpen(false);
    setText("");
    void paste(pasted);
  };
  return (
    <>
      <Button icon={ClipboardPaste} className="mt-4" onClick={() => setOpen(true)}>
        {t("import.paste")}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={t("import.paste")}
        description={t("import.pasteText")}
        footer={
          <Button weight="primary" disabled={text.trim() === ""} onClick={() => take(text)}>
            {t("mapping.import")}
          </Button>
        }
      >
        <Field label={t("import.pasteInto")}>
          <TextArea
            rows={6}
            value={text}
            onChange={(event) => setText(event.target.value)}
            className="font-mono text-xs"
          />
        </Field>
      </Dialog>
    </>
  );
}

/** Imports what was pasted; a paste into the page itself, and not into one of its boxes, comes here too. */
function usePasted(options: IntakeOptions): (text: string) => Promise<void> {
  const { t } = useTranslation();
  const client = useClient();
  const toast = useToast();
  const importFiles = useImportFiles();
  const offer = useOffer();
  const paste = async (text: string) => {
    try {
      // Rows of another kind are no signatures.
      const proposal = options.kind ? null : await client.call("imports.propose", { text }).catch(() => null);
      if (proposal?.sure) {
        await offer({ text });
        return;
      }
      const file = await client.call("imports.paste", { text, name: t("import.pasted") });
      await importFiles([file], options);
    } catch (thrown) {
      toast.fail(thrown);
    }
  };
  const run = useRef(paste);
  useEffect(() => {
    run.current = paste;
  });
  useEffect(() => {
    const take = (event: ClipboardEvent) => {
      const target = event.target as Element | null;
      if (target?.closest("input, textarea, [contenteditable=true], [role=dialog]")) return;
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (text.trim() === "") return;
      event.preventDefault();
      void run.current(text);
    };
    document.addEventListener("paste", take);
    return () => document.removeEventListener("paste", take);
  }, []);
  return paste;
}
