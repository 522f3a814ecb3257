import { resolve } from "node:path";
import { defineConfig } from "vite";

const root = resolve(import.meta.dirname, "client-demo");

export default defineConfig({
  root,
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2022",
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      input: ["index.html", "brand.html", "report.html", "insights.html"].map((page) => resolve(root, page)),
    },
  },
  server: {
    proxy: {
      "/api": "http://localhost:3000",
      "/matchmake": "http://localhost:3000",
      "/models": "http://localhost:3000",
      "/goods": "http://localhost:3000",
    },
  },
});
