import type { FakeOptions } from "@/client/fake";
import { Page } from "@/kit";
import type { Stories, Story } from "@/stories/story";
import { NotificationSettings } from "./NotificationSettings";

const story = (fake: FakeOptions = {}, more: Partial<Story> = {}): Story => ({
  fake,
  parts: () => (
    <main className="h-full">
      <Page narrow title="Notifications">
        <div className="flex flex-col gap-5">
          <NotificationSettings />
        </div>
      </Page>
    </main>
  ),
  ...more,
});

const fault = { code: "io", kind: "broken" as const, message: "The disk did not answer." };

export default {
  full: story(),
  quiet: story({ quiet: true }),
  loading: story({ hang: ["notifications.preferences"] }),
  error: story({ fail: { "notifications.preferences": fault } }),
  dark: story({}, { theme: "dark" }),
} satisfies Stories;
