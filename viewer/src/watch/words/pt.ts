// Machine-made; not yet signed by a person who speaks the language.
import type { WatchWords } from "./types.ts";

export const pt: WatchWords = {
  language: "pt",
  title: "O que o agente vê",
  alone: "Ninguém está a ver esta página agora.",
  connecting: "A ligar…",
  waiting: "À espera da imagem…",
  lost: "A ligação perdeu-se. Abra de novo esta vista a partir da página que partilha.",
  ended: "A sessão terminou. Já ninguém vê a sua página.",
  invalid: "Este endereço já não é válido. Abra de novo esta vista a partir da página que partilha.",
  sees: (names) => `É assim que a sua página aparece a ${names}. As áreas tracejadas estão ocultas.`,
};
