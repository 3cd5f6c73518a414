import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// The console is served by the very host that answers /api and /ws, under a policy that
// allows nothing inline: so no polyfill script in the page and no asset as a data: address.
export default defineConfig({
  base: "/",
  plugins: [react()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
