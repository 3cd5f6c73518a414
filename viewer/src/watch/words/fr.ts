// Machine-made; not yet signed by a person who speaks the language.
import type { WatchWords } from "./types.ts";

export const fr: WatchWords = {
  language: "fr",
  title: "Ce que voit le conseiller",
  alone: "Personne ne regarde cette page en ce moment.",
  connecting: "Connexion…",
  waiting: "L’image arrive…",
  lost: "La connexion est perdue. Rouvrez cette vue depuis la page que vous partagez.",
  ended: "La session est terminée. Plus personne ne voit votre page.",
  invalid: "Cette adresse n’est plus valable. Rouvrez cette vue depuis la page que vous partagez.",
  sees: (names) => `Voici votre page telle qu’elle apparaît à ${names}. Les zones hachurées restent cachées.`,
};
