// How the UI is built and tested. `npm run build` writes ui/dist; `STORIES=1` adds the stories page, which the visual
// tests open and a release never ships.
import { fileURLToPath } from "node:url";
import tailwind from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const stories = process.env["STORIES"] === "1";

/** Has the page fetch the app beside the short script that starts it; what a page names, a browser also keeps. */
const appBesideStart: Plugin = {
  name: "app-beside-start",
  transformIndexHtml: {
    order: "post",
    handler: (_, { chunk }) =>
      (chunk?.dynamicImports ?? []).map((file) => ({
        tag: "link",
        attrs: { rel: "modulepreload", crossorigin: true, href: `./${file}` },
        injectTo: "head",
      })),
  },
};

export default defineConfig({
  plugins: [react(), tailwind(), appBesideStart],
  // Relative, so that the same files work under tauri:// and under any path of satchel serve.
  base: "./",
  resolve: {
    alias: {
      "@": here("./src"),
      // The page itself never scrolls, so Radix' scroll lock has nothing to do; without it no style is injected and
      // the content security policy can stay strict.
      "react-remove-scroll": here("./src/kit/noScrollLock.tsx"),
    },
  },
  build: {
    outDir: stories ? (process.env["STORIES_OUT"] ?? "dist-stories") : "dist",
    emptyOutDir: true,
    target: "es2022",
    // Everything is a file of its own: inlined data: URLs would need a wider policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      input: stories ? { stories: here("./stories.html") } : { index: here("./index.html") },
    },
  },
  server: { port: 5173, strictPort: true },
  test: {
    environment: "jsdom",
    setupFiles: ["./src/test/setup.ts"],
    include: ["src/**/*.test.{ts,tsx}"],
    css: false,
    testTimeout: 60_000,
    // The default leaves one core idle, which of two is half of them.
    maxWorkers: "100%",
    // What `cargo xtask coverage` counts: what a seller runs, not what only tests and stories use.
    coverage: {
      provider: "v8",
      include: ["src/**/*.{ts,tsx}"],
      exclude: [
        "src/**/*.{test,stories}.{ts,tsx}",
        "src/**/*.fixture.ts",
        "src/**/*.d.ts",
        "src/{stories,test}/**",
        "src/client/{fake*,generated,commands,contract}.ts",
      ],
    },
  },
});
