import "@mantine/core/styles.layer.css";
import "@mantine/notifications/styles.layer.css";
import "./app/tokens.css";
import { createRoot } from "react-dom/client";
import { App } from "./app/app.tsx";
import { Router } from "./app/router.ts";
import { PreferenceStore } from "./settings/preferences.ts";

const root = document.getElementById("root");
if (!root) throw new Error("the page has no place for the console");
const router = new Router(window);
router.start();
createRoot(root).render(<App router={router} preferences={new PreferenceStore(localStorage)} />);
