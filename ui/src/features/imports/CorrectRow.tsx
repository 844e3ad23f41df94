// A rejected row, value by value: what is wrong is corrected here and the row imported after all, as a change of its own
// that can be taken back. What is not right yet says why and stays to be corrected.
import { useTranslation } from "react-i18next";
import { useAct, useRead, type Import, type ImportRow } from "@/client";
import { Banner, beginHere, Button, Dialog, ErrorState, Field, Input, TextArea, useToast } from "@/kit";
import { useReasons } from "@/locales";
import { useKeptText } from "@/records/draft";
import { useDone } from "@/shell/undo";

/** Whether the rejected rows of an import can still become something. */
export const isCorrectable = ({ outcome }: ImportRow, { state, set_state }: Import): boolean =>
  outcome === "rejected" && state === "done" && set_state !== "undone";

export function CorrectRow({ row, one, onClose }: { row: ImportRow; one: Import; onClose: () => void }) {
  const { t } = useTranslation();
  const say = useReasons();
  const toast = useToast();
  const done = useDone();
  const place = { id: one.id, file: row.file, row: row.row };
  const found = useRead("imports.row", place);
  const correct = useAct("imports.correct");
  // What was typed outlives a look elsewhere; only Cancel gives it up.
  const [kept, keep] = useKeptText(`row ${one.id} ${row.file} ${row.row}`);
  const typed = kept ? (JSON.parse(kept) as Record<string, string>) : {};
  const cells = found.data?.cells ?? [];
  const still = correct.data?.outcome === "rejected" ? correct.data : null;
  const submit = () => {
    const changed = cells.flatMap(({ column, text }) => {
      const now = typed[column];
      return now === undefined || now === text ? [] : [{ column, text: now }];
    });
    correct.mutateAsync({ ...place, cells: changed }).then((answer) => {
      if (answer.outcome === "rejected") return;
      keep(null);
      onClose();
      const set = answer.change_set;
      const text = t("import.corrected", { name: answer.title });
      if (set) done(text, { set });
      else toast.show({ text });
    }, toast.fail);
  };
  // What a row holds comes before what it lacks.
  const first = cells.findIndex(({ text }) => text !== "");
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("import.correctTitle")}
      description={say("row", row)}
      wide
      footer={
        <>
          <Button
            weight="ghost"
            onClick={() => {
              keep(null);
              onClose();
            }}
          >
            {t("kit.cancel")}
          </Button>
          <Button
            type="submit"
            form="correct-row"
            weight="primary"
            busy={correct.isPending}
            disabled={!found.data}
          >
            {t("import.correctDo")}
          </Button>
        </>
      }
    >
      {found.error ? (
        <ErrorState error={found.error} onRetry={() => void found.refetch()} />
      ) : (
        <form
          id="correct-row"
          className="flex flex-col gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          {still && (
            <Banner look="error" className="rounded-lg">
              {say("row", { ...row, ...still })}
            </Banner>
          )}
          {cells.map(({ column, name, text, refers }, at) => {
            const Box = text.includes("\n") ? TextArea : Input;
            return (
              <Field
                key={column}
                label={name || t("import.column")}
                hint={refers ? t("import.refersHint") : null}
              >
                <Box
                  ref={at === Math.max(0, first) ? beginHere : undefined}
                  value={typed[column] ?? text}
                  onChange={(event: { target: { value: string } }) =>
                    keep(JSON.stringify({ ...typed, [column]: event.target.value }))
                  }
                />
              </Field>
            );
          })}
        </form>
      )}
    </Dialog>
  );
}
