// Draws the app, with the answers that were asked for ahead.
import type { QueryClient } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { newQueryClient, type Asked, type Client, type Output } from "./client";
import { App } from "./shell/App";
import { newRouter } from "./shell/routes";

/** So long the page stays empty for the sake of the answers; then it says that it waits for them. */
const PATIENCE_MS = 200;

/** Takes an answer in, unless somebody has asked again meanwhile and knows better. */
async function take(queries: QueryClient, { name, input, answer }: Asked): Promise<void> {
  const given = await answer;
  const key = [name, input];
  if (given !== undefined && !queries.getQueryState(key)) queries.setQueryData(key, given);
}

export async function start(root: HTMLElement, client: Client, asked: Asked[]): Promise<void> {
  const queries = newQueryClient();
  const router = newRouter();
  const ready = async () => {
    await Promise.all(asked.map((one) => take(queries, one)));
    // While the vault is closed nothing follows the address: the screen is found when it opens.
    const status = queries.getQueryData<Output<"vault.status">>(["vault.status", {}]);
    if (status?.state === "open") await router.load();
  };
  await Promise.race([ready(), new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
  createRoot(root).render(
    <StrictMode>
      <App client={client} queries={queries} router={router} />
    </StrictMode>,
  );
}
