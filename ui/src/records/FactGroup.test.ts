import { expect, test } from "vitest";
import { addressLines } from "./FactGroup";

test("addresses are written in the order of their country", () => {
  const country = (code: string) => ({ DE: "Germany", US: "United States" })[code] ?? code;
  expect(
    addressLines({ street: "Elbchaussee 1", postal_code: "22765", city: "Hamburg", country: "DE" }, country),
  ).toEqual(["Elbchaussee 1", "22765 Hamburg", "Germany"]);
  expect(
    addressLines(
      { street: "1 Main St", postal_code: "10001", city: "New York", region: "NY", country: "US" },
      country,
    ),
  ).toEqual(["1 Main St", "New York, NY 10001", "United States"]);
});
