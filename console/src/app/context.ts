// How parts reach the desk and the agent's preferences.
import { createContext, useContext } from "react";
import type { PreferenceStore } from "../settings/preferences.ts";
import type { Desk } from "./desk.ts";

export const DeskContext = createContext<Desk | undefined>(undefined);
export const PreferencesContext = createContext<PreferenceStore | undefined>(undefined);

/** The desk of the signed-in agent. */
export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error("useDesk is used outside the signed-in console");
  return desk;
}

export function usePreferenceStore(): PreferenceStore {
  const store = useContext(PreferencesContext);
  if (!store) throw new Error("usePreferenceStore is used outside the console");
  return store;
}
