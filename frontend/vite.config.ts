import { readdirSync } from "node:fs";
import { defineConfig } from "vite";

// Every module directly under src/pages is the script of a page and has that page's name.
const pages = readdirSync(new URL("src/pages", import.meta.url)).filter((file) =>
  file.endsWith(".ts"),
);

export default defineConfig({
  base: "/static/built/",
  publicDir: false,
  logLevel: "warn",
  build: {
    outDir: "../src/reportedly/web/static/built",
    emptyOutDir: true,
    manifest: "manifest.json",
    target: "es2022",
    assetsInlineLimit: 0, // nothing is put into a page: the pages' policy forbids it
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
    rollupOptions: {
      input: Object.fromEntries(
        pages.map((file) => [file.replace(".ts", ""), `src/pages/${file}`]),
      ),
    },
  },
});
