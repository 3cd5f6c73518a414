// The shortcuts of a running session, while its picture is in front (A21).
import { GrantControl } from "@samepage/wire";
import { useEffect, useEffectEvent } from "react";
import { useDesk } from "../app/context.ts";
import type { ShortcutId } from "../settings/shortcuts.ts";
import { TOOLS } from "./pen.ts";
import { mayIn } from "./session-view.ts";
import type { Stage } from "./stage.ts";

/** What the stage itself does at a shortcut. */
export interface StageMoves {
  mode: () => void;
  address: () => void;
  fullScreen: () => void;
  disconnect: () => void;
}

export function useStageKeys(front: boolean, stage: Stage, moves: StageMoves): void {
  const { keys } = useDesk();
  const pressed = useEffectEvent((id: ShortcutId) => move(id, moves) || draw(id, stage) || look(id, stage));
  useEffect(() => (front ? keys.listen((id) => pressed(id)) : undefined), [front, keys]);
}

function move(id: ShortcutId, moves: StageMoves): boolean {
  if (id !== "mode" && id !== "address" && id !== "fullScreen" && id !== "disconnect") return false;
  moves[id]();
  return true;
}

function look(id: ShortcutId, { link, tools, session, me }: Stage): boolean {
  switch (id) {
    case "picture":
      link.send({ type: "focus" });
      return true;
    case "trueView":
      if (session.escalation === "instant") tools.setTrueView(!tools.trueView);
      return true;
    case "reveal":
      if (mayIn(session, me, GrantControl)) link.send({ type: "reveal" });
      return true;
    default:
      return false;
  }
}

function draw(id: ShortcutId, { link, tools }: Stage): boolean {
  const tool = TOOLS.find((one) => one === id);
  if (tool && tools.mayAnnotate) {
    tools.setPen({ ...tools.pen, tool });
    tools.setAnnotating(true);
  }
  if (tool) return true;
  switch (id) {
    case "annotate":
      if (tools.annotating) link.send({ type: "annotateClear" });
      tools.setAnnotating(!tools.annotating);
      return true;
    case "undo":
      link.send({ type: "annotateUndo" });
      return true;
    case "clear":
      link.send({ type: "annotateClear" });
      return true;
    default:
      return false;
  }
}
