// Where files come in: dropped anywhere on the window, chosen, or handed over by the desktop. Each is looked at once;
// if all are understood the import simply starts, otherwise the seller sees what is guessed. What is set there is kept
// here, so that neither another screen nor another file loses it.
import { useNavigate, useRouter } from "@tanstack/react-router";
import { useQueryClient } from "@tanstack/react-query";
import { createContext, use, useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import {
  Failure,
  useClient,
  type FileHandle,
  type Id,
  type Input,
  type Inspection,
  type Mapping,
  type ReadAs,
} from "@/client";
import { useToast } from "@/kit";
import { DropVeil } from "./DropVeil";
import { isOntoLeads } from "./ontoLeads";

export interface IntakeOptions {
  dry_run?: boolean;
  no_merge?: boolean;
  /** Every row is a lead. */
  kind?: "lead";
}

/** Files that came together, and what was said of them by where they were put. */
interface Arrival {
  files: FileHandle[];
  options: IntakeOptions;
}

interface Intake {
  /** What came before there was a vault or a screen to take it. */
  waiting: Arrival[];
  take: () => Arrival[];
  /** What could not be understood without the seller, for the mapping screen. */
  inspections: Inspection[];
  options: IntakeOptions;
  /** What the seller set for these files so far, by file. */
  mappings: Record<Id, Mapping>;
  /** How the seller said these files are read, by file. */
  readings: Record<Id, ReadAs>;
  /** Files being looked at, or that could not be. */
  looking: { files: FileHandle[]; failure: Failure | null } | null;
  ask: (change: (asked: Asked) => Partial<Asked>) => void;
  /** What went into the imports started here, as long as the program has the files. */
  started: Map<Id, Started>;
}

type Asked = Pick<Intake, "inspections" | "options" | "mappings" | "readings" | "looking">;

interface Started {
  files: FileHandle[];
  options: IntakeOptions;
  mappings: Record<Id, Mapping>;
  readings: Record<Id, ReadAs>;
}

const NOTHING: Asked = { inspections: [], options: {}, mappings: {}, readings: {}, looking: null };

const IntakeContext = createContext<Intake | null>(null);

export const ACCEPT = ".vcf,.vcard,.csv,.tsv,.txt";

/** Stands above the vault screens: files dropped there wait until the vault is open. */
export function IntakeProvider({ children }: { children: ReactNode }) {
  const client = useClient();
  const toast = useToast();
  const [waiting, setWaiting] = useState<Arrival[]>([]);
  const [asked, setAsked] = useState<Asked>(NOTHING);
  const [started] = useState(() => new Map<Id, Started>());
  const held = useRef<Arrival[]>([]);
  const hold = useCallback((files: FileHandle[], dropped: boolean) => {
    const options: IntakeOptions = dropped && isOntoLeads() ? { kind: "lead" } : {};
    held.current = [...held.current, { files, options }];
    setWaiting(held.current);
  }, []);
  const take = useCallback(() => {
    const arrived = held.current;
    held.current = [];
    setWaiting([]);
    return arrived;
  }, []);
  useEffect(
    () =>
      client.subscribe((event) => {
        if (event.type === "files") hold(event.files, event.dropped);
        else if (event.type === "refused") toast.fail(event.error);
      }),
    [client, hold, toast],
  );
  const intake = useMemo<Intake>(
    () => ({
      waiting,
      take,
      ...asked,
      ask: (change) => setAsked((old) => ({ ...old, ...change(old) })),
      started,
    }),
    [waiting, take, asked, started],
  );
  return (
    <IntakeContext value={intake}>
      {children}
      <DropVeil onDrop={(files) => hold(files, true)} />
    </IntakeContext>
  );
}

export function useIntake(): Intake {
  const intake = use(IntakeContext);
  if (!intake) throw new Error("useIntake stands outside <IntakeProvider>.");
  return intake;
}

/** Starts an import of files whose columns are known, and goes to its progress; false if it was refused. */
export function useStartImport(): (
  files: FileHandle[],
  options: IntakeOptions,
  mappings?: Record<Id, Mapping>,
  readings?: Record<Id, ReadAs>,
) => Promise<boolean> {
  const client = useClient();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const toast = useToast();
  const { started: known } = useIntake();
  return async (files, options, mappings, readings) => {
    try {
      const input: Input<"imports.start"> = {
        files,
        ...options,
        ...(mappings && Object.keys(mappings).length > 0 ? { mapping: mappings } : {}),
        ...(readings && Object.keys(readings).length > 0 ? { reading: readings } : {}),
      };
      const started = await client.call("imports.start", input);
      void queries.invalidateQueries({ queryKey: ["jobs.list"] });
      void queries.invalidateQueries({ queryKey: ["imports.list"] });
      known.set(started.import, { files, options, mappings: mappings ?? {}, readings: readings ?? {} });
      await navigate({ to: "/imports/$id", params: { id: started.import } });
      return true;
    } catch (thrown) {
      toast.fail(thrown);
      return false;
    }
  };
}

export function useImportFiles(): (files: FileHandle[], options?: IntakeOptions) => Promise<void> {
  const client = useClient();
  const navigate = useNavigate();
  const toast = useToast();
  const router = useRouter();
  const start = useStartImport();
  const now = useIntake();
  const { ask } = now;
  const intake = useRef(now);
  useEffect(() => {
    intake.current = now;
  });
  return async (files, options = {}) => {
    if (files.length === 0) return;
    ask(() => ({ looking: { files, failure: null } }));
    try {
      const inspections: Inspection[] = [];
      for (const file of files) inspections.push(await client.call("imports.inspect", { file }));
      if (inspections.every(({ sure }) => sure)) {
        ask(() => ({ looking: null }));
        await start(files, options);
        return;
      }
      // Files whose columns are being set already stay; these are set with them.
      ask((old) => ({
        inspections: [...old.inspections, ...inspections],
        options: { ...old.options, ...options },
        looking: null,
      }));
      await navigate({ to: "/imports/new" });
    } catch (thrown) {
      const failure = Failure.from(thrown);
      ask(() => ({ looking: { files, failure } }));
      // The mapping screen says it itself, unless it shows other files.
      const shown =
        router.state.location.pathname === "/imports/new" && intake.current.inspections.length === 0;
      if (!shown) toast.fail(failure);
    }
  };
}

/** Puts away what the mapping screen shows: it was imported, or the seller thought better of it. */
export function usePutAway(): () => void {
  const { ask } = useIntake();
  return () => ask(() => NOTHING);
}

/** The way back from an import to the columns of its files; null where they are not at hand any more. */
export function useChangeColumns(id: Id): (() => Promise<void>) | null {
  const client = useClient();
  const navigate = useNavigate();
  const toast = useToast();
  const { started, ask } = useIntake();
  const known = started.get(id);
  if (!known) return null;
  return async () => {
    try {
      const inspections: Inspection[] = [];
      for (const file of known.files) {
        const reading = known.readings[file.file];
        inspections.push(await client.call("imports.inspect", { file, ...(reading ? { reading } : {}) }));
      }
      const { options, mappings, readings } = known;
      ask(() => ({ inspections, options, mappings, readings, looking: null }));
      await navigate({ to: "/imports/new" });
    } catch (thrown) {
      toast.fail(thrown);
    }
  };
}

/** Opens the file chooser: the desktop's own, or the page's. */
export function useFileChooser(): (options?: IntakeOptions) => Promise<void> {
  const client = useClient();
  const toast = useToast();
  const importFiles = useImportFiles();
  return async (options) => {
    try {
      const files = client.pick ? await client.pick() : await client.upload(await chooseInPage());
      await importFiles(files, options);
    } catch (thrown) {
      toast.fail(thrown);
    }
  };
}

function chooseInPage(): Promise<File[]> {
  return new Promise((resolve) => {
    const input = document.createElement("input");
    input.type = "file";
    input.multiple = true;
    input.accept = ACCEPT;
    input.onchange = () => resolve([...(input.files ?? [])]);
    input.addEventListener("cancel", () => resolve([]));
    input.click();
  });
}

/** What waits for the same is one import. */
function together(arrived: Arrival[]): Arrival[] {
  return [{}, { kind: "lead" } as const].map((options) => ({
    options,
    files: arrived.filter((one) => one.options.kind === options.kind).flatMap(({ files }) => files),
  }));
}

/** Imports what waited, once there is a vault and a screen. Stands inside the router. */
export function WaitingFiles() {
  const { waiting, take } = useIntake();
  const importFiles = useImportFiles();
  const run = useRef(importFiles);
  useEffect(() => {
    run.current = importFiles;
  });
  useEffect(() => {
    if (waiting.length === 0) return;
    const importAll = async () => {
      for (const { files, options } of together(take())) await run.current(files, options);
    };
    void importAll();
  }, [waiting, take]);
  return null;
}
