import type { StepUpAnswer, StepUpQuestion } from "../core/stage.ts";
import type { Texts } from "../texts/types.ts";
import { h } from "../ui/element.ts";
import type { Shell } from "../ui/shell.ts";
import { Modal } from "./modal.ts";
import { Ring } from "./ring.ts";

/** Asks the customer, in one tap, for a press that the agent has prepared (P6); the button is marked meanwhile. */
export function askStepUp(shell: Shell, texts: Texts, question: StepUpQuestion): Promise<StepUpAnswer> {
  const { agentName, element, label, signal } = question;
  if (signal.aborted) return Promise.resolve("expired");
  return new Promise((resolve) => {
    const ring = new Ring(shell.marks, element);
    const finish = (answer: StepUpAnswer) => {
      signal.removeEventListener("abort", expire);
      modal.close();
      ring.remove();
      resolve(answer);
    };
    const expire = () => finish("expired");
    const modal = new Modal({
      shell,
      class: besides(element),
      title: texts.stepUpTitle(label),
      says: [h("p", { text: texts.stepUpWho(agentName) })],
      no: texts.no,
      yes: texts.stepUpYes(label),
      answered: (yes) => finish(yes ? "allow" : "deny"),
    });
    signal.addEventListener("abort", expire);
  });
}

/** The half of the window where the element is not. */
function besides(element: Element): string {
  const { top, height } = element.getBoundingClientRect();
  return top + height / 2 < document.documentElement.clientHeight / 2 ? "to-end" : "to-start";
}
