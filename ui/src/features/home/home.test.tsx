import { within } from "@testing-library/react";
import { expect, test } from "vitest";
import { lastCall, renderStory, screen, waitFor } from "@/test/render";
import { moved } from "./parts";

const part = async (name: string) => within(await screen.findByRole("region", { name }));

// covers(ANA-5, ANA-8, TASK-10)
test("the day begins with what is due, and every number leads to its list", async () => {
  const { user, client } = renderStory("home/HomeShow/full");
  const today = await part("Today");
  expect(await today.findByRole("link", { name: "Send the revised offer" })).toBeVisible();
  await user.type(today.getByRole("textbox"), "Call the lab{Enter}");
  await waitFor(() => expect(lastCall(client, "tasks.quick")).toMatchObject({ text: "Call the lab" }));
  const week = await part("This week");
  const calls = within(await week.findByRole("row", { name: /^Calls/ }));
  expect(calls.getAllByRole("cell").map((cell) => cell.textContent)).toEqual(["12", "9"]);
  await user.click(calls.getByRole("link", { name: "12" }));
  await screen.findByRole("heading", { level: 1, name: "Activity" });
  expect(lastCall(client, "communications.list")).toMatchObject({
    query: { filter: { is: { field: "at_ms", op: "at_least" } } },
  });
});

// covers(ANA-8)
test("a stage of the pipeline and a mark lead to their deals", async () => {
  const { user, client } = renderStory("home/HomeShow/full");
  const pipeline = await part("Pipeline");
  const [first] = await pipeline.findAllByRole("link", { name: /^\d+$/ });
  await user.click(first!);
  await screen.findByRole("heading", { level: 1, name: "Deals" });
  expect(lastCall(client, "deals.list")).toMatchObject({
    query: { filter: { is: { field: "stage_id", op: "equals" } } },
  });
});

// covers(ANA-7)
test("the page is arranged by the keyboard, and stays so", async () => {
  const { user, client } = renderStory("home/HomeShow/full");
  await part("Today");
  await user.keyboard("a");
  await user.click(screen.getByRole("button", { name: "Move “Today” down" }));
  expect(lastCall(client, "settings.patch")).toEqual({
    patch: {
      home_parts: [
        "visits",
        "tasks",
        "attention",
        "pipeline",
        "target",
        "week",
        "occasions",
        "recent",
        "work",
      ],
    },
  });
  await user.click(await screen.findByRole("button", { name: "Put “Pipeline” away" }));
  await waitFor(() => expect(screen.queryByRole("region", { name: "Pipeline" })).not.toBeInTheDocument());
  const away = within(screen.getByRole("region", { name: "Put away:" }));
  await user.click(away.getByRole("button", { name: "Pipeline" }));
  const last = lastCall(client, "settings.patch") as { patch: { home_parts: string[] } };
  expect(last.patch.home_parts.at(-1)).toBe("pipeline");
  expect(screen.getByRole("button", { name: "Move “Today’s visits” up" })).toBeDisabled();
});

// covers(DEAL-2)
test("a target is set where it is shown, and one that is none is not taken", async () => {
  const { user, client } = renderStory("home/HomeShow/full");
  const month = await part("This month");
  await user.click(await month.findByRole("button", { name: "Set a monthly target" }));
  const box = month.getByRole("textbox", { name: "Target per month, in EUR" });
  await user.type(box, "-5{Enter}");
  expect(month.getByText("An amount above zero, such as 20000.")).toBeVisible();
  expect(lastCall(client, "settings.patch")).toBeUndefined();
  await user.clear(box);
  await user.type(box, "20000{Enter}");
  await waitFor(() =>
    expect(lastCall(client, "settings.patch")).toEqual({ patch: { monthly_target_minor: 2_000_000 } }),
  );
  expect(await month.findByText(/% of €20,000.00 won/)).toBeVisible();
});

test("an empty vault begins with what to do first", async () => {
  renderStory("home/HomeShow/empty");
  expect(await screen.findByRole("button", { name: /Choose/ })).toBeVisible();
});

test("one of a list is moved to another place", () => {
  expect(moved(["a", "b", "c"], 0, 2)).toEqual(["b", "c", "a"]);
  expect(moved(["a", "b", "c"], 2, 0)).toEqual(["c", "a", "b"]);
});
