import type { ConsentAskBody } from "@samepage/wire";
import type { ConsentQuestion, Hooks } from "../api.ts";
import type { Stage, StageEvents } from "../core/stage.ts";

/** What the page may ask in our place, in the words of the site's settings; never the desktop (C13). */
const ASKABLE: { [what: string]: ConsentQuestion["what"] } = { instant: "see", control: "control" };

export interface PageAsksOptions {
  stage: Stage;
  answer: StageEvents["answer"];
  /** The page's hooks as they are when a question comes. */
  hooks: () => Hooks | undefined;
  /** Questions that the site lets its page ask. */
  allowed: readonly string[];
}

/**
 * Lets the company's page ask questions in our place, where its site has that switched on: the stage's own dialog
 * is shown for all others, and where the page's hook fails.
 */
export function letPageAsk({ stage, answer, hooks, allowed }: PageAsksOptions): Stage {
  const ask = stage.ask.bind(stage);
  const closeAsk = stage.closeAsk.bind(stage);
  const open = new Map<string, AbortController>();

  stage.ask = (question) => {
    if (open.has(question.ask)) return; // it only has a later end
    const consent = allowed.includes(question.what) ? hooks()?.consent : undefined;
    const what = ASKABLE[question.what];
    if (!consent || !what) {
      ask(question);
      return;
    }
    const over = new AbortController();
    open.set(question.ask, over);
    askPage(consent, question, what, over.signal).then(
      (accepted) => {
        if (!over.signal.aborted) answer(question.ask, accepted ? "accept" : "decline", "page");
      },
      (error) => {
        reportError(error);
        open.delete(question.ask);
        if (!over.signal.aborted) ask(question);
      },
    );
  };

  stage.closeAsk = (id, reason) => {
    open.get(id)?.abort();
    open.delete(id);
    closeAsk(id, reason);
  };
  return stage;
}

async function askPage(
  consent: NonNullable<Hooks["consent"]>,
  question: ConsentAskBody,
  what: ConsentQuestion["what"],
  signal: AbortSignal,
): Promise<boolean> {
  const accepted = await consent({
    what,
    agent: question.agent.name,
    origins: question.origins ?? [],
    expiresAt: new Date(question.expires_at),
    signal,
  });
  if (typeof accepted !== "boolean")
    throw new TypeError("Samepage: the consent hook must answer true or false");
  return accepted;
}
