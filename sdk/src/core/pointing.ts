import {
  AnnotateClear,
  AnnotateDraw,
  type AnnotateDrawBody,
  type AnnotateRefBody,
  AnnotateUndo,
  PointerLeave,
  type PointerLeaveBody,
  PointerMove,
  type PointerMoveBody,
} from "@samepage/wire";
import type { Connection } from "./connection.ts";
import type { Stage } from "./stage.ts";

/** What shows agents' pointers and drawings. */
export interface PointingOptions {
  connection: Connection;
  /** The element that an agent means, null where it is gone or was never told. */
  locate: (epoch: number, node: number) => Element | null;
  live: () => boolean;
  withStage: (act: (stage: Stage) => void) => void;
}

/** Shows what agents point at and draw (A7, A16); returns how to end that. */
export function showPointing({ connection: on, locate, live, withStage }: PointingOptions): () => void {
  const point = (body: PointerMoveBody | PointerLeaveBody): void => {
    const { from } = body;
    if (!from) return;
    const element = "node" in body ? locate(body.epoch, body.node) : null;
    const at = element && "node" in body ? { element, x: body.x, y: body.y } : undefined;
    withStage((stage) => stage.point(from, at));
  };
  const annotate = (body: AnnotateDrawBody | AnnotateRefBody): void => {
    const element = "node" in body ? locate(body.epoch, body.node) : null;
    withStage((stage) => live() && stage.annotate(body, element));
  };
  const offs = [
    on.on<PointerMoveBody>(PointerMove, point),
    on.on<PointerLeaveBody>(PointerLeave, point),
    on.on<AnnotateDrawBody>(AnnotateDraw, annotate),
    on.on<AnnotateRefBody>(AnnotateUndo, annotate),
    on.on<AnnotateRefBody>(AnnotateClear, annotate),
  ];
  return () => {
    for (const off of offs) off();
  };
}
