import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { httpClient, takeToken } from "./http";

describe("the token", () => {
  const page = (meta?: string) => {
    const made = document.implementation.createHTMLDocument();
    if (meta) made.head.innerHTML = `<meta name="satchel-token" content="${meta}">`;
    return made;
  };
  const location = (hash: string) => ({ hash, pathname: "/", search: "" }) as Location;

  test("comes from the page, from the address, or from this tab", () => {
    sessionStorage.clear();
    expect(takeToken(page(), location(""), sessionStorage)).toBeNull();
    expect(takeToken(page(), location("#token=abc%2F1"), sessionStorage)).toBe("abc/1");
    expect(takeToken(page(), location("#/contacts"), sessionStorage)).toBe("abc/1");
    expect(takeToken(page("xyz"), location(""), sessionStorage)).toBe("xyz");
  });
});

describe("commands over HTTP", () => {
  const answer = (status: number, body: unknown) =>
    vi.fn(() => Promise.resolve(new Response(JSON.stringify(body), { status })));
  beforeEach(() => {
    vi.stubGlobal("WebSocket", class {});
  });
  afterEach(() => vi.unstubAllGlobals());

  test("go by POST with the token", async () => {
    const fetch = answer(200, { hits: [] });
    vi.stubGlobal("fetch", fetch);
    await httpClient("", "secret").call("search.recent", {});
    expect(fetch).toHaveBeenCalledWith(
      "/api/v1/call/search.recent",
      expect.objectContaining({
        method: "POST",
        headers: { authorization: "Bearer secret", "content-type": "application/json" },
        body: "{}",
      }),
    );
  });

  test("fail with the program's own words and code", async () => {
    vi.stubGlobal(
      "fetch",
      answer(422, { code: "invalid", kind: "refused", message: "No.", field: "emails" }),
    );
    await expect(httpClient("", null).call("search.recent", {})).rejects.toMatchObject({
      code: "invalid",
      field: "emails",
    });
  });

  test("say when the program is gone or has forgotten us", async () => {
    vi.stubGlobal(
      "fetch",
      vi.fn(() => Promise.reject(new TypeError("fetch failed"))),
    );
    await expect(httpClient("", null).call("search.recent", {})).rejects.toMatchObject({
      code: "unreachable",
    });
    vi.stubGlobal("fetch", answer(401, null));
    await expect(httpClient("", null).call("search.recent", {})).rejects.toMatchObject({
      code: "unauthorised",
    });
  });

  test("hand files over and read them back", async () => {
    const handle = { file: "f1", name: "a b.csv", size: 1 };
    const fetch = answer(200, handle);
    vi.stubGlobal("fetch", fetch);
    expect(await httpClient("", null).upload([new File(["x"], "a b.csv")])).toEqual([handle]);
    expect(fetch).toHaveBeenCalledWith(
      "/api/v1/files?name=a%20b.csv",
      expect.objectContaining({ method: "POST" }),
    );
  });
});
