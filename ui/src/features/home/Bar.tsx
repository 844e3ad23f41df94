// A share of the longest, drawn beside its number, which says the same.
export function Bar({ share, mark = null }: { share: number; mark?: number | null }) {
  const percent = (part: number) => `${Math.max(0, Math.min(100, 100 * part))}%`;
  return (
    <span aria-hidden className="relative mt-1 block h-1.5 rounded-full bg-sunken">
      <span
        className="block h-full rounded-full bg-fill contrast:bg-text"
        style={{ width: share > 0 ? `max(3px, ${percent(share)})` : 0 }}
      />
      {mark !== null && (
        <span
          className="absolute -inset-y-0.5 w-0.5 rounded bg-text"
          style={{ insetInlineStart: `min(calc(100% - 2px), ${percent(mark)})` }}
        />
      )}
    </span>
  );
}
