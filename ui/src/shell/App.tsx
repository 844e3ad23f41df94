// The whole window: what the vault's state allows to be shown, and around the open vault the frame of all screens.
import type { QueryClient } from "@tanstack/react-query";
import { Outlet, RouterProvider, useLocation, useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { ClientProvider, useClient, useRead, type Client } from "@/client";
import { LoggingProvider } from "@/features/communications/logging";
import { FirstRun } from "@/features/vault/FirstRun";
import { RecoveryBanner } from "@/features/vault/RecoveryBanner";
import { SampleBanner } from "@/features/vault/SampleBanner";
import { Unlock } from "@/features/vault/Unlock";
import { VaultTrouble } from "@/features/vault/VaultTrouble";
import { IntakeProvider, WaitingFiles } from "@/features/imports/intake";
import { ScanDialog } from "@/features/imports/ScanDialog";
import { usePinned } from "@/features/views/PinnedViews";
import { holdTyped } from "@/features/search/ahead";
import { TipProvider, ToastProvider, Unanswered, useKeys } from "@/kit";
import { ALL_KINDS } from "@/records/kinds";
import type { Language } from "@/locales";
import { watchUnsaved } from "@/records/draft";
import { PaperProvider, usePrint } from "@/records/paper";
import { useOwnKinds } from "@/records/own";
import { RecordSlotsProvider } from "@/records/slots";
import { Arrival } from "./Arrival";
import { KeyMap } from "./KeyMap";
import { useMenuItems } from "./menu";
import { PLACES } from "./navigation";
import { Palette } from "./Palette";
import { Preferences } from "./Preferences";
import type { AppRouter } from "./routes";
import { BottomBar, Sidebar } from "./Sidebar";
import { SLOTS } from "./slots";
import { StatusLine } from "./StatusLine";
import { UndoProvider, useUndo } from "./undo";

export function App({
  client,
  queries,
  router,
  language,
  theme,
}: {
  client: Client;
  /** With answers that are there already. */
  queries?: QueryClient;
  router: AppRouter;
  language?: Language;
  theme?: "light" | "dark" | "contrast";
}) {
  return (
    <ClientProvider client={client} {...(queries ? { queries } : {})}>
      <Preferences language={language} theme={theme}>
        <TipProvider>
          <ToastProvider>
            <IntakeProvider>
              <UndoProvider>
                <Gate router={router} />
              </UndoProvider>
            </IntakeProvider>
          </ToastProvider>
        </TipProvider>
      </Preferences>
    </ClientProvider>
  );
}

/** Shows the vault's door while it is not open. */
function Gate({ router }: { router: AppRouter }) {
  const status = useRead("vault.status", {});
  if (status.error || !status.data) return <Unanswered of={status} whole className="pt-[20vh]" />;
  switch (status.data.state) {
    case "open":
      return <RouterProvider router={router} />;
    case "none":
      return <FirstRun status={status.data} />;
    case "locked":
      return <Unlock status={status.data} />;
    default:
      return <VaultTrouble status={status.data} />;
  }
}

/** The frame around every screen of an open vault, and the paper beside it. */
export function Frame() {
  return (
    <RecordSlotsProvider value={SLOTS}>
      <PaperProvider>
        <Window />
      </PaperProvider>
    </RecordSlotsProvider>
  );
}

function Window() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useClient();
  const undo = useUndo();
  const print = usePrint();
  const [palette, setPalette] = useState(false);
  const [keyMap, setKeyMap] = useState(false);
  const status = useRead("vault.status", {}).data;
  const { pathname } = useLocation();
  // What is drawn below names them.
  useOwnKinds();
  // What is made where one is; a contact where nothing else is.
  const here = ALL_KINDS.find(({ plural }) => `${pathname}/`.startsWith(`/${plural}/`));
  const pinned = usePinned();
  const group = t("keys.everywhere");
  const search = () => {
    // Whoever is there has the box already.
    if (pathname !== "/search") holdTyped();
    void navigate({ to: "/search", search: {} });
  };

  useKeys([
    {
      keys: "mod+k",
      label: t("keys.palette"),
      group,
      everywhere: true,
      run: () => setPalette((open) => !open),
    },
    { keys: "/", label: t("keys.search"), group, run: search },
    { keys: "mod+p", label: t("paper.command"), group, everywhere: true, run: print },
    { keys: "?", label: t("keys.map"), group, run: () => setKeyMap(true) },
    { keys: "mod+z", label: t("keys.undo"), group, run: () => void undo.last() },
    { keys: "mod+shift+z", label: t("keys.redo"), group, run: () => void undo.redo() },
    {
      keys: "c",
      label: t("keys.create"),
      group,
      hidden: true,
      fallback: true,
      run: () => void navigate({ to: `/${here?.plural ?? "contacts"}/new` }),
    },
    ...PLACES.map((place) => ({
      keys: place.keys,
      label: t("palette.go", { place: t(`place.${place.id}`) }),
      group: t("keys.go"),
      run: () => void navigate({ to: place.to }),
    })),
    ...pinned.slice(0, 9).map((view, at) => ({
      keys: `g ${at + 1}`,
      label: t("views.open", { name: view.name }),
      group: t("keys.go"),
      run: () => void navigate({ to: "/views/$id", params: { id: view.id } }),
    })),
  ]);
  useMenuItems({ palette: () => setPalette(true), keyMap: () => setKeyMap(true), search });

  useEffect(() => watchUnsaved((unsaved) => client.setUnsaved?.(unsaved)), [client]);
  useEffect(() => {
    // A file dropped on a form field must not navigate away from the app.
    const stop = (event: DragEvent) => event.preventDefault();
    document.addEventListener("dragover", stop);
    return () => document.removeEventListener("dragover", stop);
  }, [client]);

  return (
    <div className="flex h-full flex-col">
      <a
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          document.getElementById("main")?.focus();
        }}
        className="sr-only z-60 rounded-md bg-fill px-4 py-3 text-on-fill focus:not-sr-only focus:fixed focus:inset-s-3 focus:top-3"
      >
        {t("shell.skip")}
      </a>
      {status && !status.recovery_confirmed && !status.sample && <RecoveryBanner />}
      {status?.sample && <SampleBanner />}
      <div className="flex min-h-0 flex-1">
        <Sidebar onPalette={() => setPalette(true)} onKeyMap={() => setKeyMap(true)} />
        <div className="flex min-w-0 flex-1 flex-col">
          <LoggingProvider>
            <main id="main" tabIndex={-1} className="flex min-h-0 min-w-0 flex-1 flex-col outline-none">
              <Outlet />
            </main>
          </LoggingProvider>
        </div>
      </div>
      <StatusLine />
      <BottomBar onPalette={() => setPalette(true)} />
      <Palette open={palette} onOpenChange={setPalette} onKeyMap={() => setKeyMap(true)} />
      <KeyMap open={keyMap} onOpenChange={setKeyMap} />
      <WaitingFiles />
      <ScanDialog />
      <Arrival />
    </div>
  );
}
