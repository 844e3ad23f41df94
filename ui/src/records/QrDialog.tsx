// A contact as a code that a phone's camera reads into its address book. It is dark on white whatever the theme is: many
// cameras read nothing else.
import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useClient, useRead, type Id } from "@/client";
import { beginHere, Button, Dialog, Unanswered, useToast } from "@/kit";
import { useFormat } from "@/locales/format";
import { useFieldLabel } from "./catalogue";

export function QrDialog({
  id,
  title,
  open,
  onClose,
}: {
  id: Id;
  title: string;
  open: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Dialog
      open={open}
      onOpenChange={(on) => !on && onClose()}
      title={t("qr.title")}
      description={t("qr.text", { name: title })}
    >
      {open && <Code id={id} title={title} />}
    </Dialog>
  );
}

/** The dialog stood there before its code did, with nothing but the button that closes it. */
const beginWhereItCame = (button: HTMLElement | null) => {
  const now = document.activeElement;
  if (now === document.body || now?.closest("[role=dialog]")) beginHere(button);
};

function Code({ id, title }: { id: Id; title: string }) {
  const { t } = useTranslation();
  const client = useClient();
  const toast = useToast();
  const format = useFormat();
  const field = useFieldLabel("contact");
  const { data, error, refetch } = useRead("contacts.qr", { id });
  const save = async (as: "svg" | "png") => {
    try {
      const handle = await client.call("contacts.save_qr", { id, format: as });
      if (await client.save(handle))
        toast.show({ text: t("export.done", { name: handle.name }), detail: format.bytes(handle.size) });
    } catch (thrown) {
      toast.fail(thrown);
    }
  };
  if (error || !data) return <Unanswered of={{ error, refetch }} lines={4} />;
  return (
    <div className="flex flex-col items-center gap-4">
      <svg
        role="img"
        aria-label={t("qr.of", { name: title })}
        viewBox={`0 0 ${data.side} ${data.side}`}
        shapeRendering="crispEdges"
        className="aspect-square w-full max-w-72 rounded-lg border border-line"
      >
        <path fill="#fff" d={`M0 0h${data.side}v${data.side}H0z`} />
        <path fill="#000" d={data.path} />
      </svg>
      {data.left_out.length > 0 && (
        <p className="text-muted">
          {t("qr.leftOut", { fields: format.list(data.left_out.map((name) => field(name))) })}
        </p>
      )}
      <div className="flex flex-wrap justify-center gap-2">
        {(["svg", "png"] as const).map((as, at) => (
          <Button
            key={as}
            icon={Download}
            onClick={() => void save(as)}
            {...(at === 0 ? { ref: beginWhereItCame } : {})}
          >
            {t("qr.save", { format: as.toUpperCase() })}
          </Button>
        ))}
      </div>
    </div>
  );
}
