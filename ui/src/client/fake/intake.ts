// How the invented program takes a table whose rows are records of one kind: its columns by the names of the fields.
import type { FileHandle, Inspection, Unpacked } from "../commands";
import { CATALOGUE } from "../fakeCatalogue";
import { withOwnKinds } from "./kinds";

const DEAL_TARGETS = ["name", "company_id", "pipeline_id", "stage_id", "amount", "close_date", "source"];
const MORE = ["state", "currency", "contacts", "tags"];

/** Where the columns of records of a kind can go. */
function targetsOf(kind: string): string[] {
  if (kind === "deal") return [...DEAL_TARGETS, ...MORE];
  const fields = withOwnKinds(CATALOGUE).kinds[kind]?.fields ?? [];
  return fields.map(({ id, label }) => (id === "name" ? id : (label ?? id)));
}

/** What is found of a file whose rows are said to be of a kind. */
export function asKind(found: Inspection, kind: unknown): Inspection {
  if (typeof kind !== "string" || kind === "lead") return found;
  const targets = targetsOf(kind);
  const columns = found.columns.map((column) => {
    if (column.confidence === 1 && column.target.startsWith("custom:")) return column;
    const plain = (name: string) => name.toLowerCase().replace(/_(id|ms)$/, "");
    const target = targets.find((one) => plain(one) === plain(column.name));
    return target
      ? {
          ...column,
          target: `custom:${target}`,
          confidence: 1,
          reason: "The column is called like the field.",
        }
      : {
          ...column,
          target: "raw",
          confidence: 0.5,
          reason: "There is no field of this name; what stands in it is kept in a note.",
        };
  });
  return { ...found, targets, columns };
}

/** What files hold: of an archive of mails who sent them, of others themselves. */
export function unpacked(files: FileHandle[], left: Unpacked["left"] = []): Unpacked {
  const mails = files.filter(({ name }) => /\.eml$|mails?\.zip$/i.test(name));
  return { files, left, mails: mails.length };
}
