import { h } from "../ui/element.ts";
import type { Shell } from "../ui/shell.ts";
import { TopDialog } from "../ui/top-dialog.ts";
import { Uncovered } from "./uncovered.ts";

export interface ModalOptions {
  shell: Shell;
  title: string;
  /** What is said under the heading. */
  says: Node[];
  /** More buttons, before No. */
  more?: HTMLElement[];
  class?: string;
  no: string;
  yes: string;
  answered: (yes: boolean) => void;
}

/**
 * A question with No and Yes. Yes is never focused by itself, and takes only a real press after having been
 * visible and uncovered for a while; Escape is No (C2).
 */
export class Modal {
  readonly dialog: TopDialog;
  #uncovered: Uncovered;

  constructor({ shell, says, more = [], no, yes, answered, ...rest }: ModalOptions) {
    const decline = h("button", {
      class: "choice",
      text: no,
      on: { click: (event) => event.isTrusted && answered(false) },
    });
    const accept = h("button", {
      class: "choice main",
      text: yes,
      on: {
        click: (event) => {
          if (event.isTrusted && window.top === window && this.#uncovered.look()) answered(true);
        },
      },
    });
    this.dialog = new TopDialog({
      ...rest,
      shell,
      parts: [h("div", { id: "says" }, ...says), h("div", { class: "answers" }, ...more, decline, accept)],
      cancel: () => answered(false),
    });
    this.#uncovered = new Uncovered(shell.root, accept);
  }

  /** Takes the question away. */
  close(): void {
    this.#uncovered.stop();
    this.dialog.close();
  }
}
