// The picture of a record, if it has one; read once and kept while the window is open.
import { useQuery } from "@tanstack/react-query";
import { useClient, type Company, type Contact } from "@/client";
import { Avatar } from "@/kit";

const pictures = new Map<string, string>();

export function usePicture(hash: string | null | undefined): string | null {
  const client = useClient();
  const found = useQuery({
    queryKey: ["picture", hash],
    enabled: Boolean(hash) && !pictures.has(hash ?? ""),
    retry: false,
    queryFn: async () => {
      const url = URL.createObjectURL(
        await client.read(await client.call("photos.get", { hash: hash ?? "" })),
      );
      pictures.set(hash ?? "", url);
      return url;
    },
  }).data;
  return hash ? (pictures.get(hash) ?? found ?? null) : null;
}

export function Face({ record, size }: { record: Contact | Company; size?: "sm" | "md" | "lg" }) {
  const contact = "display_name" in record;
  const picture = usePicture(record.photo);
  return (
    <Avatar
      name={contact ? record.display_name : record.name}
      picture={picture}
      company={!contact}
      {...(size ? { size } : {})}
    />
  );
}
