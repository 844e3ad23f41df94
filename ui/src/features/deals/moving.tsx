// Moving a deal to another stage: at once on the screen, then in the vault; back again if it is refused. Where the stage
// wins or loses the deal, the reason is asked for first, so that all of it is one change.
import { useQueryClient } from "@tanstack/react-query";
import { createContext, use, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { makeStale, useAct, type Board, type DealState, type Id } from "@/client";
import { Button, Dialog, Field, Input, beginHere, useToast } from "@/kit";
import { useDone } from "@/shell/undo";

export interface Moved {
  id: Id;
  name: string;
  stage: { id: Id; name: string; outcome: DealState };
}

const MoveContext = createContext<((move: Moved) => void) | null>(null);

export function useMove(): (move: Moved) => void {
  const move = use(MoveContext);
  if (!move) throw new Error("useMove stands outside <Moving>.");
  return move;
}

/** The board as it is with the deal in its new stage. Sums follow with the next answer: they are reckoned in the vault. */
export function moved(board: Board, { id, stage }: Moved): Board {
  const deal = board.stages.flatMap(({ deals }) => deals).find((one) => one.id === id);
  if (!deal || deal.stage_id === stage.id) return board;
  const now = { ...deal, stage_id: stage.id, days_in_stage: 0 };
  return {
    ...board,
    stages: board.stages.map((column) => {
      if (column.id === deal.stage_id)
        return {
          ...column,
          count: column.count - 1,
          deals: column.deals.filter((one) => one.id !== id),
        };
      return column.id === stage.id
        ? { ...column, count: column.count + 1, deals: [now, ...column.deals] }
        : column;
    }),
  };
}

export function Moving({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const toast = useToast();
  const done = useDone();
  const act = useAct("deals.move");
  const [asked, setAsked] = useState<Moved | null>(null);
  const run = (move: Moved, reason?: string) => {
    queries.setQueriesData<Board>({ queryKey: ["deals.board"] }, (board) => board && moved(board, move));
    const { outcome, name } = move.stage;
    act.mutate(
      { id: move.id, stage_id: move.stage.id, ...(reason ? { reason } : {}) },
      {
        onSuccess: () =>
          done(
            outcome === "open"
              ? t("deals.moved", { name: move.name, stage: name })
              : t(outcome === "won" ? "deals.won" : "deals.lost", { name: move.name }),
          ),
        onError: (failure) => {
          makeStale(queries, { queryKey: ["deals.board"] });
          toast.fail(failure);
        },
      },
    );
  };
  return (
    <MoveContext value={(move) => (move.stage.outcome === "open" ? run(move) : setAsked(move))}>
      {children}
      {asked && (
        <ReasonDialog
          move={asked}
          onClose={() => setAsked(null)}
          onReason={(reason) => {
            setAsked(null);
            run(asked, reason);
          }}
        />
      )}
    </MoveContext>
  );
}

const USUAL = {
  won: ["price", "features", "trust", "speed"],
  lost: ["expensive", "competitor", "budget", "undecided"],
} as const;

function ReasonDialog({
  move,
  onClose,
  onReason,
}: {
  move: Moved;
  onClose: () => void;
  onReason: (reason: string | undefined) => void;
}) {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  const won = move.stage.outcome === "won";
  const usual = won ? USUAL.won : USUAL.lost;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t(won ? "deals.reasonWon" : "deals.reasonLost")}
      description={t("deals.reasonText")}
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          onReason(reason.trim() || undefined);
        }}
      >
        <Field label={t("deals.reason")}>
          <Input ref={beginHere} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
        <div className="flex flex-wrap gap-2">
          {usual.map((one) => {
            const words = t(`deals.usualReason.${one}`);
            return (
              <Button key={one} small onClick={() => onReason(words)}>
                {words}
              </Button>
            );
          })}
        </div>
        <div className="flex flex-wrap justify-end gap-2">
          <Button weight="ghost" onClick={() => onReason(undefined)}>
            {t("deals.skip")}
          </Button>
          <Button weight="primary" type="submit">
            {t("deals.save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
