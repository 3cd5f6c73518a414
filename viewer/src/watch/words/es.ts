// Machine-made; not yet signed by a person who speaks the language.
import type { WatchWords } from "./types.ts";

export const es: WatchWords = {
  language: "es",
  title: "Lo que ve el agente",
  alone: "Nadie está mirando esta página ahora.",
  connecting: "Conectando…",
  waiting: "Esperando la imagen…",
  lost: "Se ha perdido la conexión. Vuelva a abrir esta vista desde la página que comparte.",
  ended: "La sesión ha terminado. Ya nadie ve su página.",
  invalid: "Esta dirección ya no es válida. Vuelva a abrir esta vista desde la página que comparte.",
  sees: (names) => `Así se muestra su página a ${names}. Las zonas rayadas están ocultas.`,
};
