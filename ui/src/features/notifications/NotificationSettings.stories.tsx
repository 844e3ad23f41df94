import { useTranslation } from "react-i18next";
import type { FakeOptions } from "@/client/fake";
import { Page } from "@/kit";
import { FAULT, type Stories, type Story } from "@/stories/story";
import { NotificationSettings } from "./NotificationSettings";

function Framed() {
  const { t } = useTranslation();
  return (
    <main className="h-full">
      <Page narrow title={t("place.notifications")}>
        <div className="flex flex-col gap-5">
          <NotificationSettings />
        </div>
      </Page>
    </main>
  );
}

const story = (fake: FakeOptions = {}, more: Partial<Story> = {}): Story => ({
  fake,
  parts: () => <Framed />,
  ...more,
});

export default {
  full: story(),
  quiet: story({ quiet: true }),
  loading: story({ hang: ["notifications.preferences"] }),
  error: story({ fail: { "notifications.preferences": FAULT } }),
  dark: story({}, { theme: "dark" }),
} satisfies Stories;
