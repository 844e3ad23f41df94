// Tables of one kind through the real program and visible controls only: deals and boats, dropped where they belong, looked
// at, imported, and taken back.
import { expect, firstRun, test } from "./satchel";

/** Drops a file on the window, as the system does. */
async function drop(page: import("@playwright/test").Page, name: string, text: string) {
  await page.evaluate(
    ([name, text]) => {
      const data = new DataTransfer();
      data.items.add(new File([text], name, { type: "text/csv" }));
      for (const type of ["dragenter", "dragover", "drop"])
        window.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
    },
    [name, text] as const,
  );
}

// covers(DEAL-1, IMP-7, IMP-9)
test("deals dropped on the board come in without a question, with the stages they name", async ({
  page,
  satchel,
}) => {
  await firstRun(page, satchel);
  await page.goto(`${satchel.address}/#/deals`);
  await expect(page.getByRole("heading", { level: 1, name: "Deals" })).toBeVisible();
  await drop(
    page,
    "deals.csv",
    "Name,Amount,Currency,Stage,Company\nPresses,1200.50,EUR,Proposal,Acme\nMill,5,EUR,Blueprint,Acme\n",
  );
  await expect(page.getByText(/^Imported as Deals on /)).toBeVisible();
  await expect(page.getByText("Made for the deals: 1 pipeline and 4 stages.")).toBeVisible();
  await page.goto(`${satchel.address}/#/deals?view=board`);
  await expect(page.getByRole("region", { name: "Proposal" }).getByText("Presses")).toBeVisible();
  await expect(page.getByRole("region", { name: "Blueprint" }).getByText("Mill")).toBeVisible();
  await page.getByRole("navigation", { name: "Places" }).getByRole("link", { name: "Imports" }).click();
  await page.getByRole("link", { name: /deals\.csv/ }).click();
  await page.getByRole("button", { name: "Undo this import" }).click();
  await expect(page.getByText(/^Taken back/).first()).toBeVisible();
});

// covers(DEAL-1, IMP-6, IMP-7)
test("what a stage means is said once: another one, or a new one, and the next file asks nothing", async ({
  page,
  satchel,
}) => {
  await firstRun(page, satchel);
  await satchel.call("pipelines.begin", { language: "en" });
  await page.goto(`${satchel.address}/#/deals`);
  await expect(page.getByRole("heading", { level: 1, name: "Deals" })).toBeVisible();
  const table = (name: string) =>
    // A column nobody knows is looked at.
    `Name,Amount,Currency,Stage,Forecaster\n${name} presses,1200.50,EUR,Contract sent,Ada\n${name} mill,5,EUR,Pilot,Bea\n`;
  await drop(page, "deals.csv", table("First"));
  await page.getByLabel("What “Contract sent” means").selectOption("Negotiation");
  await expect(page.getByText("Nothing here is called so yet.")).toHaveCount(1);
  await page.getByRole("switch", { name: "Make pipelines and stages that are missing" }).click();
  await expect(page.getByText("Nothing here is called so.")).toHaveCount(1);
  await page.getByLabel("What “Pilot” means").selectOption("Make the stage “Pilot”");
  await expect(page.getByText("Made the stage “Pilot”")).toBeVisible();
  await expect(page.getByLabel("What “Pilot” means")).toHaveCount(0);
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await expect(page.getByText(/^Imported as Deals on /)).toBeVisible();

  await page.goto(`${satchel.address}/#/deals?view=board`);
  await expect(page.getByRole("region", { name: "Negotiation" }).getByText("First presses")).toBeVisible();
  await expect(page.getByRole("region", { name: "Pilot" }).getByText("First mill")).toBeVisible();
  await drop(page, "more.csv", table("Second"));
  await expect(page.getByText(/^Imported as Deals on /)).toBeVisible();
  await page.goto(`${satchel.address}/#/deals?view=board`);
  await expect(page.getByRole("region", { name: "Negotiation" }).getByText("Second presses")).toBeVisible();
});
