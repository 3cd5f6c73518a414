// Machine-made; not yet signed by a person who speaks the language.
import type { WatchWords } from "./types.ts";

export const de: WatchWords = {
  language: "de",
  title: "Was Ihr Gegenüber sieht",
  alone: "Gerade sieht niemand diese Seite.",
  connecting: "Verbindung wird aufgebaut…",
  waiting: "Das Bild kommt gleich…",
  lost: "Die Verbindung ist weg. Öffnen Sie die Ansicht neu von der Seite aus, die Sie teilen.",
  ended: "Die Sitzung ist beendet. Niemand sieht Ihre Seite mehr.",
  invalid: "Diese Adresse gilt nicht mehr. Öffnen Sie die Ansicht neu von der Seite aus, die Sie teilen.",
  sees: (names) => `So sieht Ihre Seite für ${names} aus. Schraffierte Bereiche bleiben verborgen.`,
};
