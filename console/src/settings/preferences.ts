// What the agent chose for this browser: kept in its storage, never on the server.
import { LocalRecord } from "../lib/local-record.ts";
import { Store } from "../lib/store.ts";

export type Theme = "auto" | "light" | "dark";
export type Language = "auto" | "en" | "de";

export interface Preferences {
  theme: Theme;
  language: Language;
  /** A short tone for new customers and messages. */
  sound: boolean;
  /** Desktop notifications while the console is in the background. */
  notifications: boolean;
  /** Shortcuts may be in the way of speech input (WCAG 2.1.4), so they can be switched off. */
  shortcuts: boolean;
  /** Whether the customer pane stands open beside the Engagement tab. */
  customerPane: boolean;
}

const DEFAULTS: Preferences = {
  theme: "auto",
  language: "auto",
  sound: true,
  notifications: false,
  shortcuts: true,
  customerPane: true,
};

const THEMES: readonly Theme[] = ["auto", "light", "dark"];
const LANGUAGES: readonly Language[] = ["auto", "en", "de"];

/** A store that writes every change through to the browser's storage. */
export class PreferenceStore extends Store<Preferences> {
  readonly #record: LocalRecord<Preferences>;

  constructor(storage: Storage) {
    const record = new LocalRecord(storage, "samepage.preferences", parsePreferences);
    super(record.read() ?? DEFAULTS);
    this.#record = record;
  }

  change(part: Partial<Preferences>): void {
    this.set({ ...this.get(), ...part });
    this.#record.write(this.get());
  }
}

/** Takes from a kept record what still makes sense today. */
export function parsePreferences(raw: unknown): Preferences | undefined {
  if (typeof raw !== "object" || raw === null) return undefined;
  const kept = raw as Record<string, unknown>;
  const flag = (name: keyof Preferences, usual: boolean): boolean =>
    typeof kept[name] === "boolean" ? (kept[name] as boolean) : usual;
  return {
    theme: THEMES.find((theme) => theme === kept["theme"]) ?? DEFAULTS.theme,
    language: LANGUAGES.find((language) => language === kept["language"]) ?? DEFAULTS.language,
    sound: flag("sound", DEFAULTS.sound),
    notifications: flag("notifications", DEFAULTS.notifications),
    shortcuts: flag("shortcuts", DEFAULTS.shortcuts),
    customerPane: flag("customerPane", DEFAULTS.customerPane),
  };
}
