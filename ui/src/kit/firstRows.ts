// When the seller saw the first rows: for measuring, and for what can wait until then.

export const FIRST_ROWS = "first rows";

let isMarked = false;
let isPainted = false;
const waiting = new Set<() => void>();

/** Whether rows were painted since the page began. */
export const rowsArePainted = (): boolean => isPainted;

/** Calls back once the page's first rows were painted. Returns how to forget that. */
export function afterFirstRows(then: () => void): () => void {
  if (isPainted) then();
  else waiting.add(then);
  return () => waiting.delete(then);
}

/** Marks (User Timing) the moment the page's first rows were painted; the benchmark suite reads it. */
export function markFirstRows(): void {
  if (isMarked) return;
  isMarked = true;
  // What is posted from a frame comes when the frame has been painted.
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    performance.mark(FIRST_ROWS);
    port1.close();
    isPainted = true;
    for (const then of waiting) then();
    waiting.clear();
  };
  requestAnimationFrame(() => port2.postMessage(null));
}
