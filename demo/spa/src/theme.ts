// Runs before the first paint: a visitor who chose light or dark gets it without a flash of the other.
import { applyTheme, chosenTheme } from "./shared/theme.ts";

applyTheme(chosenTheme());
