// How far something is: a bar with a number when the end is known, a moving one when it is not.
export function Progress({ done, total, label }: { done: number; total: number | null; label: string }) {
  const share = total && total > 0 ? Math.min(1, done / total) : null;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      {...(share === null ? {} : { "aria-valuemax": 100, "aria-valuenow": Math.round(share * 100) })}
      className="h-1.5 w-full overflow-hidden rounded-full bg-sunken contrast:border contrast:border-line-strong"
    >
      <div
        className={
          share === null
            ? "h-full w-1/3 animate-slide rounded-full bg-fill"
            : "h-full rounded-full bg-fill transition-[width] duration-300"
        }
        ref={(bar) => {
          if (share !== null) bar?.style.setProperty("width", `${share * 100}%`);
        }}
      />
    </div>
  );
}
