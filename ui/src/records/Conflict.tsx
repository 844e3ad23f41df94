// Two have changed the same fields: says what was changed elsewhere, and lets the seller decide whose stays.
import { useTranslation } from "react-i18next";
import type { Json } from "@/client";
import { Banner, Button } from "@/kit";
import { ChangeList } from "./ChangeList";
import type { Draft } from "./editors/parts";
import type { KindName } from "./kinds";
import type { Clash } from "./saving";

const valueOf = (record: Draft, field: string): Json => {
  const [part = "", own] = field.split(".");
  const value = (record as Record<string, unknown>)[part];
  return ((own ? (value as Record<string, unknown> | undefined)?.[own] : value) ?? null) as Json;
};

export function Conflict({
  kind,
  clash,
  base,
  onMine,
  onTheirs,
}: {
  kind: KindName;
  clash: Clash;
  base: Draft;
  onMine: () => void;
  onTheirs: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Banner
      look="warn"
      className="mb-3 rounded-lg"
      action={
        <>
          <Button small onClick={onTheirs}>
            {t("form.theirs")}
          </Button>
          <Button small weight="primary" onClick={onMine}>
            {t("form.mine")}
          </Button>
        </>
      }
    >
      {t("form.clash")}
      <ChangeList
        kind={kind}
        changes={clash.fields.map((field) => ({
          field,
          from: valueOf(base, field),
          to: valueOf(clash.live as Draft, field),
        }))}
      />
    </Banner>
  );
}
