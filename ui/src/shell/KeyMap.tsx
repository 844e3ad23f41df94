// All keys that work here and now, made from the bindings themselves.
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Dialog, KeyHint, useKeyCaps, useKeyMap } from "@/kit";

export function KeyMap({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const { t } = useTranslation();
  const caps = useKeyCaps();
  const bindings = useKeyMap(open);
  const shown = bindings.filter(({ keys }) => caps(keys).length > 0);
  const groups = [...new Set(shown.map(({ group }) => group))];
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t("keys.title")} wide>
      <div className="gap-x-8 sm:columns-2">
        {groups.map((group) => (
          <section key={group} className="mb-5 break-inside-avoid">
            <h3 className="mb-1.5 text-xs font-medium text-muted">{group}</h3>
            <ul className="flex flex-col">
              {shown
                .filter((binding) => binding.group === group)
                .map((binding) => (
                  <li
                    key={binding.keys}
                    className="flex min-h-8 items-center justify-between gap-3 border-b border-line last:border-0"
                  >
                    <span>{binding.label}</span>
                    <span className="sr-only">{caps(binding.keys).join(" ")}</span>
                    <KeyHint keys={binding.keys} />
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
      <Link
        to="/settings"
        hash="keyboard"
        onClick={() => onOpenChange(false)}
        className="hit inline-flex min-h-9 items-center text-accent underline underline-offset-2"
      >
        {t("keys.change")}
      </Link>
    </Dialog>
  );
}
