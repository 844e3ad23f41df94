// What hangs on a record and was perhaps meant as an import: it is imported after all, and taken from the record.
import { useQueryClient } from "@tanstack/react-query";
import { makeStale, useClient, type Client, type FileHandle, type Id } from "@/client";
import { isImportable, useImportFiles } from "@/features/imports/intake";
import { useToast } from "@/kit";

/** Imports attached files, which go on hanging where they hang; false if they were not taken. */
export function useImportAttached(): (ids: Id[]) => Promise<boolean> {
  const client = useClient();
  const toast = useToast();
  const importFiles = useImportFiles();
  return async (ids) => {
    try {
      return await importFiles(await filesOf(client, ids));
    } catch (thrown) {
      toast.fail(thrown);
      return false;
    }
  };
}

/** Imports those of the files just attached that hold something to import, and takes back that these were attached. */
export function useImportInstead(): (ids: Id[]) => Promise<void> {
  const client = useClient();
  const queries = useQueryClient();
  const toast = useToast();
  const importFiles = useImportFiles();
  return async (ids) => {
    try {
      const files = await filesOf(client, ids);
      const meant = ids.filter((_, at) => isImportable(files[at]?.name ?? ""));
      // What cannot be imported stays where it is.
      if (!(await importFiles(files.filter(({ name }) => isImportable(name))))) return;
      await takeBack(client, meant, meant.length === ids.length);
      makeStale(queries);
    } catch (thrown) {
      toast.fail(thrown);
    }
  };
}

/** The bytes of attached files, to be read once more. */
const filesOf = (client: Client, ids: Id[]): Promise<FileHandle[]> =>
  Promise.all(ids.map((id) => client.call("attachments.file", { id })));

/** Takes back that files were attached, whatever was done since; what else came with them stays unless they are all. */
async function takeBack(client: Client, ids: Id[], all: boolean): Promise<void> {
  const kind = "attachment";
  for (const id of all ? ids.slice(0, 1) : ids) {
    const { entries } = await client.call("records.history", { kind, id });
    const change_set = entries.at(-1)?.change_set;
    if (change_set) await client.call("changes.undo", { change_set, ...(all ? {} : { kind, id }) });
  }
}
