import type { CaptureHost, PageWindow } from "../host.ts";
import type { SentTree } from "../tree.ts";

/** What the capture is told as if an observer had seen it. */
export type Observed = (records: readonly MutationRecord[]) => void;

/** Elements whose values script may hold that are remembered, at most; the oldest go first. */
const HELD_MAX = 500;
/** Between two looks at all drawings, in ms: each goes through the whole tree. */
const LOOK_EVERY_MS = 1_000;

/** Interfaces of values: script writes into them, or calls what changes them. */
const VALUES: readonly string[] = [
  "Angle",
  "Length",
  "Number",
  "Point",
  "Rect",
  "Matrix",
  "Transform",
  "PreserveAspectRatio",
  "AnimatedBoolean",
  "AnimatedEnumeration",
  "AnimatedInteger",
  "AnimatedNumber",
  "AnimatedString",
  "LengthList",
  "NumberList",
  "PointList",
  "StringList",
  "TransformList",
];
/** Methods of values that change them; the others make new ones. */
const CHANGES = /^(append|clear|convert|initialize|insert|newValue|remove|replace|set)/;
/** Methods of markers that write their orientation. */
const ORIENTS = /^setOrientTo/;
/** Interfaces of elements. */
const ELEMENT = /^SVG\w*Element$/;
/** Getters that libraries read all the time, and behind which there are no values. */
const NO_VALUES: ReadonlySet<string> = new Set(["ownerSVGElement", "viewportElement"]);
/** What may be drawn: beside it only what is foreign to drawings. */
const DRAWN = "svg,svg *";
/** Makes a value that no element has yet. */
const MAKES = /^createSVG/;
/** Attributes without such objects: long ones, and those of other interfaces. */
const PLAIN: ReadonlySet<string> = new Set(["d", "id", "style"]);

type Attributes = ReadonlyMap<string, string | null>;
const NOTHING: Attributes = new Map();

/**
 * What script writes into the objects behind attributes of SVG (`el.x.baseVal.value = 1`): attributes say it when they
 * are read, but no mutation does, and no object says whose it is. So attributes of elements whose objects script has got
 * are compared after each such write, and those of all drawings where that finds nothing: script may have had it before.
 */
export type SvgValues = ReturnType<typeof createSvgValues>;

export function createSvgValues(host: CaptureHost, tree: SentTree, observed: Observed) {
  const { natives } = host;
  /** Elements with their attributes as they were last seen. */
  const held = new Map<Element, Attributes>();
  /** Values that no element has. */
  const loose = new WeakSet<object>();
  let isWritten = false;
  let lookedAt = -Infinity;

  return { realm, settle, treeChanged, reset };

  function realm(w: PageWindow): void {
    const prototypeOf = (name: string): object | undefined =>
      (w as unknown as Record<string, { prototype?: object } | undefined>)[name]?.prototype;
    for (const name of VALUES) ofValues(prototypeOf(`SVG${name}`));
    for (const name of Object.getOwnPropertyNames(w)) if (ELEMENT.test(name)) ofElements(prototypeOf(name));
  }

  /** Tells what was written since. */
  function settle(): void {
    if (!isWritten) return;
    isWritten = false;
    if (tell() || natives.now() - lookedAt < LOOK_EVERY_MS) return;
    lookedAt = natives.now();
    holdAll();
    tell();
  }

  /** What has left is not kept. */
  function treeChanged(): void {
    for (const el of held.keys()) if (!tree.get(el)) held.delete(el);
  }

  /** A keyframe tells all attributes as they are. */
  function reset(): void {
    held.clear();
    lookedAt = -Infinity;
  }

  function ofValues(owner: object | undefined): void {
    for (const [key, { set, value }] of propertiesOf(owner)) {
      if (set || (typeof value === "function" && CHANGES.test(key))) host.notice(owner, key, written);
    }
  }

  function ofElements(owner: object | undefined): void {
    for (const [key, { get, set }] of propertiesOf(owner)) {
      if (ORIENTS.test(key)) host.notice(owner, key, (self) => changed(self as Element, "orient"));
      else if (MAKES.test(key)) host.notice(owner, key, (_self, _args, made) => loose.add(made as object));
      else if (get && !set && !NO_VALUES.has(key))
        host.noticeRead(owner, key, (self) => hold(self as Element));
    }
  }

  /** What is not told yet will be told as it then is. */
  function hold(el: Element): void {
    if (held.has(el) || !tree.get(el)) return;
    if (held.size >= HELD_MAX) held.delete(held.keys().next().value as Element);
    held.set(el, attributesOf(el));
  }

  function written(self: unknown, args: readonly unknown[]): void {
    if (loose.has(self as object)) return;
    // What a list is given has an element from now on.
    for (const arg of args) loose.delete(Object(arg));
    isWritten = true;
    host.wake();
  }

  /** Tells what differs; whether anything did. */
  function tell(): boolean {
    let any = false;
    for (const [el, before] of held) {
      const now = attributesOf(el);
      for (const name of new Set([...before.keys(), ...now.keys()])) {
        if (before.get(name) === now.get(name)) continue;
        any = true;
        held.set(el, now);
        changed(el, name);
      }
    }
    return any;
  }

  /** As many drawn elements as there is room for; nothing is known of them yet. */
  function holdAll(): void {
    tree.each(tree.root, ({ node }) => {
      if (held.size >= HELD_MAX || natives.nodeType(node) !== 1 || held.has(node as Element)) return;
      if (natives.matches(node as Element, DRAWN)) held.set(node as Element, NOTHING);
    });
  }

  function changed(target: Element, attributeName: string): void {
    observed([{ type: "attributes", target, attributeName } as unknown as MutationRecord]);
    host.wake();
  }

  function attributesOf(el: Element): Attributes {
    const names = natives.attributeNames(el).filter((name) => !PLAIN.has(name));
    return new Map(names.map((name) => [name, natives.attr(el, name)]));
  }
}

function propertiesOf(owner: object | undefined): [string, PropertyDescriptor][] {
  return owner ? Object.entries(Object.getOwnPropertyDescriptors(owner)) : [];
}
