// The frame of what stands before the vault: the mark, one question, nothing else.
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Mark } from "@/shell/Sidebar";

export function Door({
  title,
  text,
  children,
  note,
}: {
  title: string;
  text?: ReactNode;
  children: ReactNode;
  note?: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <main className="flex h-full flex-col items-center overflow-y-auto bg-bg px-4 py-[12vh]">
      <div className="flex w-full max-w-sm flex-col items-stretch">
        <Mark className="mx-auto mb-6 size-14 drop-shadow-sm" />
        <h1 className="text-center text-xl font-semibold tracking-tighter">{title}</h1>
        {text && <p className="mt-2 text-center text-base text-balance text-muted">{text}</p>}
        <div className="mt-7 rounded-xl border border-line bg-surface p-5 shadow-2">{children}</div>
        {note && <div className="mt-5 text-center text-xs text-balance text-muted">{note}</div>}
      </div>
      <p className="mt-auto pt-8 text-xs text-muted">{t("app.promise")}</p>
    </main>
  );
}
