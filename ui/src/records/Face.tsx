// The picture of a record, if it has one; read once and kept while the window is open.
import { useQuery } from "@tanstack/react-query";
import { useClient, type Company, type Contact, type Row } from "@/client";
import { Avatar } from "@/kit";

const pictures = new Map<string, string>();
/** More than any screen shows at once; what was not looked at for longest is read again. */
const MOST = 400;

function keep(hash: string, url: string): void {
  pictures.set(hash, url);
  const [oldest, old] = pictures.entries().next().value ?? [];
  if (pictures.size <= MOST || oldest === undefined || old === undefined) return;
  pictures.delete(oldest);
  URL.revokeObjectURL(old);
}

export function usePicture(hash: string | null | undefined): string | null {
  const client = useClient();
  const held = hash ? pictures.get(hash) : undefined;
  const found = useQuery({
    queryKey: ["picture", hash],
    enabled: Boolean(hash) && !held,
    retry: false,
    gcTime: 0,
    queryFn: async () => {
      const url = URL.createObjectURL(
        await client.read(await client.call("photos.get", { hash: hash ?? "" })),
      );
      keep(hash ?? "", url);
      return url;
    },
  }).data;
  return hash ? (held ?? found ?? null) : null;
}

type Size = "sm" | "md" | "lg";

export function Face({ record, size = "sm" }: { record: Contact | Company; size?: Size }) {
  const contact = "display_name" in record;
  return (
    <Avatar
      name={contact ? record.display_name : record.name}
      picture={usePicture(record.photo)}
      company={!contact}
      size={size}
    />
  );
}

/** The face of a row of a list. */
export function RowFace({ row, company, size = "sm" }: { row: Row; company: boolean; size?: Size }) {
  const photo = row["photo"];
  const picture = usePicture(typeof photo === "string" ? photo : null);
  return <Avatar name={row.title} picture={picture} company={company} size={size} />;
}
