// The themes as small pictures of themselves.
import { clsx } from "clsx";
import { useTranslation } from "react-i18next";
import type { Settings } from "@/client";

const THEMES = ["system", "light", "dark", "contrast"] as const;

export function ThemeChoice({
  value,
  onChange,
}: {
  value: Settings["theme"];
  onChange: (theme: Settings["theme"]) => void;
}) {
  const { t } = useTranslation();
  return (
    <fieldset>
      <legend className="mb-1.5 text-xs font-medium text-muted">{t("settings.theme")}</legend>
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-4">
        {THEMES.map((theme) => (
          <label
            key={theme}
            className={clsx(
              "flex flex-col gap-2 rounded-lg border bg-surface p-2 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus",
              value === theme
                ? "border-accent shadow-[0_0_0_1px_var(--accent)]"
                : "border-line hover:border-line-strong",
            )}
          >
            <Preview theme={theme} />
            <span className="flex min-h-6 items-center gap-2 px-1">
              <input
                type="radio"
                name="theme"
                checked={value === theme}
                onChange={() => onChange(theme)}
                className="size-4 accent-fill"
              />
              {t(`theme.${theme}`)}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Preview({ theme }: { theme: Settings["theme"] }) {
  if (theme === "system")
    return (
      <span aria-hidden className="flex h-14 overflow-hidden rounded-md border border-line">
        <Sheet theme="light" />
        <Sheet theme="dark" />
      </span>
    );
  return (
    <span aria-hidden className="flex h-14 overflow-hidden rounded-md border border-line">
      <Sheet theme={theme} />
    </span>
  );
}

function Sheet({ theme }: { theme: string }) {
  return (
    <span data-theme={theme} className="flex flex-1 gap-1.5 bg-bg p-1.5">
      <span className="w-1/4 rounded-sm bg-selected" />
      <span className="flex flex-1 flex-col gap-1 rounded-sm border border-line bg-surface p-1">
        <span className="h-1.5 w-2/3 rounded-full bg-text" />
        <span className="h-1.5 w-1/2 rounded-full bg-muted" />
        <span className="mt-auto h-2 w-1/3 rounded-full bg-fill" />
      </span>
    </span>
  );
}
