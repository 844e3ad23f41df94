import { expect, test } from "vitest";
import { renderStory, screen } from "@/test/render";
import { ChangeList } from "./ChangeList";

test("of a list only what came and what went is shown, days as days, and nothing of the machinery", async () => {
  renderStory({
    parts: () => (
      <ChangeList
        kind="contact"
        changes={[
          { field: "tags", from: ["lead", "old"], to: ["lead", "trade fair"] },
          { field: "dates", from: null, to: [{ label: "birthday", value: "1815-12-10" }] },
          { field: "identities", from: ["a"], to: ["b"] },
        ]}
      />
    ),
  });
  expect((await screen.findByText("trade fair")).closest("ins")).toHaveTextContent("trade fair");
  expect(screen.getByText("old").closest("del")).not.toBeNull();
  expect(screen.queryByText(/lead/)).toBeNull();
  expect(screen.getByText(/1815/)).toHaveTextContent(/December/);
  expect(screen.getAllByRole("listitem")).toHaveLength(2);
});
