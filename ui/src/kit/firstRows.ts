// For measuring: when the seller saw the first rows.

export const FIRST_ROWS = "first rows";

let marked = false;

/** Marks (User Timing) the moment the page's first rows were painted; the benchmark suite reads it. */
export function markFirstRows(): void {
  if (marked) return;
  marked = true;
  // What is posted from a frame comes when the frame has been painted.
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    performance.mark(FIRST_ROWS);
    port1.close();
  };
  requestAnimationFrame(() => port2.postMessage(null));
}
