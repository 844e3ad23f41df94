// Where files come in: dropped anywhere on the window, chosen, or handed over by the desktop. Each is looked at once;
// if all are understood the import simply starts, otherwise the seller sees what is guessed. What is set there is kept
// here, so that neither another screen nor another file loses it.
import { useNavigate, useRouter } from "@tanstack/react-router";
import { useQueryClient } from "@tanstack/react-query";
import { createContext, use, useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import {
  Failure,
  useClient,
  type Client,
  type FileHandle,
  type Id,
  type Input,
  type Inspection,
  type Mapping,
  type ReadAs,
  type Repair,
} from "@/client";
import { useToast } from "@/kit";
import { takerHere, usePastedFiles } from "@/records/dropping";
import { useOffer } from "@/records/proposal";
import { DropVeil } from "./DropVeil";
import { useLeftOut } from "./LeftOut";
import { kindHere } from "./tableKinds";

export interface IntakeOptions {
  dry_run?: boolean;
  no_merge?: boolean;
  /** Make no pipelines and stages that deals name. */
  no_stages?: boolean;
  /** What every row is; people and companies, as the files say, when absent. */
  kind?: string;
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
  /** What the seller wants put right in these files, by file; where he said nothing, what cannot be meant otherwise. */
  repairs: Record<Id, Repair[]>;
  /** Files being looked at, or that could not be. */
  looking: { files: FileHandle[]; failure: Failure | null } | null;
  ask: (change: (asked: Asked) => Partial<Asked>) => void;
  /** The camera is being looked through, and what comes of it is imported so. */
  scanning: IntakeOptions | null;
  scan: (options: IntakeOptions | null) => void;
  /** What went into the imports started here, as long as the program has the files. */
  started: Map<Id, Started>;
}

type Asked = Pick<Intake, "inspections" | "options" | "mappings" | "readings" | "repairs" | "looking">;

interface Started {
  files: FileHandle[];
  options: IntakeOptions;
  mappings: Record<Id, Mapping>;
  readings: Record<Id, ReadAs>;
  repairs: Record<Id, Repair[]>;
}

const NOTHING: Asked = {
  inspections: [],
  options: {},
  mappings: {},
  readings: {},
  repairs: {},
  looking: null,
};

const IntakeContext = createContext<Intake | null>(null);

export const ACCEPT =
  ".vcf,.vcard,.csv,.tsv,.txt,.ldif,.json,.png,.jpg,.jpeg,.xlsx,.xlsm,.xlsb,.xls,.ods,.zip,.eml";

/** Whether a file is one that people, companies or rows are taken from. A picture may hold a code, but seldom does. */
export const isImportable = (name: string): boolean =>
  ACCEPT.split(",").some((ending) => name.toLowerCase().endsWith(ending)) && !/\.(png|jpe?g)$/i.test(name);

const isMail = ({ name }: FileHandle) => /\.eml$/i.test(name);

/** Stands above the vault screens: files dropped there wait until the vault is open. */
export function IntakeProvider({ children }: { children: ReactNode }) {
  const client = useClient();
  const toast = useToast();
  const [waiting, setWaiting] = useState<Arrival[]>([]);
  const [asked, setAsked] = useState<Asked>(NOTHING);
  const [scanning, scan] = useState<IntakeOptions | null>(null);
  const [started] = useState(() => new Map<Id, Started>());
  const held = useRef<Arrival[]>([]);
  const hold = useCallback((files: FileHandle[], dropped: boolean) => {
    const kind = dropped ? kindHere()?.name : undefined;
    const options: IntakeOptions = kind ? { kind } : {};
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
        const taker = takerHere();
        if (event.type === "files" && event.dropped && taker) taker.take(event.files);
        else if (event.type === "files") hold(event.files, event.dropped);
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
      scanning,
      scan,
      started,
    }),
    [waiting, take, asked, scanning, started],
  );
  // Pasted is as dropped. A table in the clipboard has its picture beside it, which nobody means.
  usePastedFiles((files, besideText) => {
    if (takerHere() || besideText) return false;
    client.upload(files).then(
      (held) => hold(held, true),
      (thrown: unknown) => toast.fail(thrown),
    );
    return true;
  });
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
  repairs?: Record<Id, Repair[]>,
) => Promise<boolean> {
  const client = useClient();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const toast = useToast();
  const { i18n } = useTranslation();
  const { started: known } = useIntake();
  return async (files, options, mappings, readings, repairs) => {
    try {
      const input: Input<"imports.start"> = {
        files,
        // In which notes say what found no room.
        language: i18n.language,
        ...options,
        ...(mappings && Object.keys(mappings).length > 0 ? { mapping: mappings } : {}),
        ...(readings && Object.keys(readings).length > 0 ? { reading: readings } : {}),
        ...(repairs && Object.keys(repairs).length > 0 ? { repairs_of: repairs } : {}),
      };
      const started = await client.call("imports.start", input);
      void queries.invalidateQueries({ queryKey: ["jobs.list"] });
      void queries.invalidateQueries({ queryKey: ["imports.list"] });
      known.set(started.import, {
        files,
        options,
        mappings: mappings ?? {},
        readings: readings ?? {},
        repairs: repairs ?? {},
      });
      await navigate({ to: "/imports/$id", params: { id: started.import } });
      return true;
    } catch (thrown) {
      toast.fail(thrown);
      return false;
    }
  };
}

/** Imports files, or asks what is in them; false if they were not taken. */
export function useImportFiles(): (files: FileHandle[], options?: IntakeOptions) => Promise<boolean> {
  const client = useClient();
  const navigate = useNavigate();
  const toast = useToast();
  const router = useRouter();
  const start = useStartImport();
  const leftOut = useLeftOut();
  const offer = useOffer();
  const now = useIntake();
  const { ask } = now;
  const intake = useRef(now);
  useEffect(() => {
    intake.current = now;
  });
  return async (given, asked = {}) => {
    if (given.length === 0) return false;
    let [files, options] = [given, asked];
    // A mail is somebody to be looked over, not a table: one opens the form, several are only tried at first.
    const [only] = given;
    if (only && given.length === 1 && isMail(only) && !options.kind) return offer({ file: only });
    ask(() => ({ looking: { files, failure: null } }));
    try {
      const unpacked = await client.call("imports.unpack", {
        files,
        ...(options.kind ? { kind: options.kind } : {}),
      });
      files = unpacked.files;
      if (unpacked.mails > 0) options = { ...options, dry_run: true };
      if (unpacked.left.length > 0) toast.show(leftOut(unpacked.left));
      if (files.length === 0) {
        ask(() => ({ looking: null }));
        return false;
      }
      let inspections = await look(client, files, options);
      const plain = options.kind ? undefined : plainly(inspections);
      if (plain) {
        options = { ...options, kind: plain };
        inspections = await look(client, files, options);
      }
      if (inspections.every(({ sure }) => sure)) {
        ask(() => ({ looking: null }));
        return await start(files, options);
      }
      // Files whose columns are being set already stay, and these are set with them; rows of another kind take their place.
      ask((old) =>
        old.inspections.length > 0 && old.options.kind !== options.kind
          ? { ...NOTHING, inspections, options }
          : {
              inspections: [...old.inspections, ...inspections],
              options: { ...old.options, ...options },
              looking: null,
            },
      );
      await navigate({ to: "/imports/new" });
      return true;
    } catch (thrown) {
      const failure = Failure.from(thrown);
      ask(() => ({ looking: { files, failure } }));
      // The mapping screen says it itself, unless it shows other files.
      const shown =
        router.state.location.pathname === "/imports/new" && intake.current.inspections.length === 0;
      if (!shown) toast.fail(failure);
      return false;
    }
  };
}

/** What an inspection has to know of what an import would do. */
export const asImported = ({ kind, no_stages }: IntakeOptions) => ({
  ...(kind ? { kind } : {}),
  ...(no_stages ? { no_stages } : {}),
});

/** Looks into files as what they would be imported as, read as the seller said. */
export async function look(
  client: Client,
  files: FileHandle[],
  options: IntakeOptions,
  readings: Record<Id, ReadAs> = {},
  repairs: Record<Id, Repair[]> = {},
): Promise<Inspection[]> {
  const inspections: Inspection[] = [];
  for (const file of files) {
    const reading = readings[file.file];
    const mended = repairs[file.file];
    const said = {
      ...(reading ? { reading } : {}),
      ...(mended ? { repairs: mended } : {}),
      ...asImported(options),
    };
    inspections.push(await client.call("imports.inspect", { file, ...said }));
  }
  return inspections;
}

/** The kind that all files plainly hold. */
const plainly = ([first, ...rest]: Inspection[]): string | undefined =>
  rest.every(({ kind }) => kind === first?.kind) ? first?.kind : undefined;

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
      const inspections = await look(client, known.files, known.options, known.readings, known.repairs);
      const { options, mappings, readings, repairs } = known;
      ask(() => ({ inspections, options, mappings, readings, repairs, looking: null }));
      await navigate({ to: "/imports/new" });
    } catch (thrown) {
      toast.fail(thrown);
    }
  };
}

/** Checks the files of an import that was only checked again, with other options; null where they are not at hand any
 * more. */
export function useCheckAgain(id: Id): ((change: IntakeOptions) => Promise<boolean>) | null {
  const client = useClient();
  const toast = useToast();
  const start = useStartImport();
  const { started } = useIntake();
  const known = started.get(id);
  if (!known) return null;
  return async (change) => {
    try {
      await client.call("imports.cancel", { id });
    } catch (thrown) {
      toast.fail(thrown);
      return false;
    }
    const { files, options, mappings, readings, repairs } = known;
    return start(files, { ...options, ...change, dry_run: true }, mappings, readings, repairs);
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
  const kinds = [...new Set(arrived.map(({ options }) => options.kind))];
  return kinds.map((kind) => ({
    options: kind ? { kind } : {},
    files: arrived.filter((one) => one.options.kind === kind).flatMap(({ files }) => files),
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
