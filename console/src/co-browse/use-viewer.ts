// The connection to the viewer for the life of a session on this desk.
import { useComputedColorScheme } from "@mantine/core";
import type { FromViewer, SessionStateBody } from "@samepage/wire";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk, usePreferenceStore } from "../app/context.ts";
import type { Desk } from "../app/desk.ts";
import { ACCENT } from "../app/theme.ts";
import { runShortcut } from "../app/use-shortcuts.ts";
import { shortcutNamed } from "../settings/shortcuts.ts";
import { showToast } from "../ui/toast.ts";
import { happeningHeard } from "./happenings.ts";
import { grantedMode, partOf } from "./session-view.ts";
import type { StageTools } from "./use-stage-tools.ts";
import { ViewerLink, type Wishes } from "./viewer-link.ts";

export function useViewer(session: SessionStateBody, tools: StageTools, onLeave: () => void): ViewerLink {
  const { t, i18n } = useTranslation();
  const language = i18n.resolvedLanguage ?? "en";
  const desk = useDesk();
  const preferences = usePreferenceStore();
  const dark = useComputedColorScheme("light") === "dark";
  const me = desk.me.agent.id;
  const mode = grantedMode(session, me);
  const colour = partOf(session, me)?.colour ?? "";
  const accent = dark ? ACCENT.dark : ACCENT.light;
  const { trueView, annotating, pen } = tools;
  const wishes: Wishes = { mode, colour, dark, accent, language, trueView, ...(annotating ? { pen } : {}) };
  const leave = useRef(onLeave);
  useEffect(() => {
    leave.current = onLeave;
  });
  const [link] = useState(() => {
    const copied = (words: string): void => showToast(t, words);
    const deps = {
      window,
      origin: desk.me.viewer_origin,
      ticket: async () => (await desk.api.viewerTicket(session.session)).ticket,
      onKey: (key: string) => {
        const id = preferences.get().shortcuts ? shortcutNamed(key) : undefined;
        if (id) runShortcut(desk, id);
      },
      onLeave: () => leave.current(),
      onNews: (message: FromViewer) => {
        if (message.type === "copied") {
          void keepCopy(message.text, copied, { done: t("copied.done"), failed: t("copied.failed") });
        } else note(desk, session, message);
      },
    };
    return new ViewerLink(deps, wishes);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: wishes holds just these values
  useEffect(() => link.wish(wishes), [link, mode, colour, dark, accent, language, trueView, annotating, pen]);
  return link;
}

function note(desk: Desk, session: SessionStateBody, message: FromViewer): void {
  const happening = happeningHeard(message);
  if (happening) desk.heard(session, happening);
}

// The selection of the customer's page, after masking, goes to the agent's own clipboard.
async function keepCopy(
  text: string,
  say: (words: string) => void,
  words: { done: string; failed: string },
): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    say(words.done);
  } catch {
    say(words.failed); // the browser gives the clipboard to a page in front only; the agent can try again
  }
}
