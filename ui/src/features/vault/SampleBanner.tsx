// Says that these people are invented, and how to get back to one's own.
import { useTranslation } from "react-i18next";
import { useAct } from "@/client";
import { Banner, Button } from "@/kit";

export function SampleBanner() {
  const { t } = useTranslation();
  const close = useAct("vault.close_sample");
  return (
    <Banner
      action={
        <Button small busy={close.isPending} onClick={() => close.mutate({})}>
          {t("sample.close")}
        </Button>
      }
    >
      {t("sample.banner")}
    </Banner>
  );
}
