// What is compared of a page and its replica: boxes and lines.

/** A box counts as the same when no edge is further off, in CSS pixels. */
const TOLERANCE_PX = 1;

/**
 * Runs in a page: the box of every rendered element in document order, the number of lines of every text, and whether
 * fonts and pictures have come.
 * A frame is one box; what is inside is another page's matter. So is a drawing: of the shapes in it one engine counts
 * the stroke in and the other does not. Line breaks have no box that anybody sees.
 * @param {string} selector the replica's frame; empty: the page itself
 */
export function layoutOf(selector) {
  const root = selector ? document.querySelector(selector).contentDocument : document;
  const boxes = [];
  const lines = [];
  const widgets = new Set(["OPTION", "OPTGROUP", "SELECT", "TEXTAREA"]); // their texts are the engine's to lay out
  const skipped = new Set("script style link meta title head base noscript template inert br wbr".split(" "));
  const view = root.defaultView;
  const visit = (node) => {
    for (const child of node.childNodes) {
      if (child.nodeType === 3 && child.data.trim() && !widgets.has(node.nodeName)) {
        const range = root.createRange();
        range.selectNodeContents(child);
        let count = 0;
        let [top, bottom] = [0, 0];
        for (const rect of range.getClientRects()) {
          if (rect.width === 0) continue; // a space that gave way to the break
          const middle = rect.top + rect.height / 2;
          if (!count || middle < top || middle > bottom) count++; // other fonts lie a little higher or lower
          ({ top, bottom } = rect);
        }
        lines.push([count, child.data.trim().slice(0, 40)]);
      }
      if (child.nodeType !== 1) continue;
      // What stands in for an element in the replica has its name in its own.
      const tag = child.nodeName.toLowerCase().replace(/^sp-/, "");
      if (skipped.has(tag)) continue;
      const { left, top, right, bottom } = child.getBoundingClientRect();
      boxes.push([
        tag,
        `${tag} ${child.id && `#${child.id}`} ${child.classList[0] ?? ""}`,
        left + view.scrollX,
        top + view.scrollY,
        right + view.scrollX,
        bottom + view.scrollY,
      ]);
      if (child.nodeName === "svg") continue;
      if (child.shadowRoot) visit(child.shadowRoot);
      visit(child);
    }
  };
  visit(root);
  const hasCome = root.fonts.status === "loaded" && [...root.images].every((image) => image.complete);
  return { boxes, lines, hasCome };
}

/** Whether a box has no extent, so that nobody sees where it is. */
const isEmpty = ([left, top, right, bottom]) => right - left === 0 || bottom - top === 0;

/** Boxes of the page that are elsewhere in the replica, with how far each edge is off: left, top, right, bottom. */
function boxesOff(page, replica) {
  return page.flatMap(([tag, name, ...edges], i) => {
    const [theirTag, , ...theirs] = replica[i] ?? [];
    if (theirTag !== tag) return [{ box: name, by: theirTag ?? "absent" }];
    if (isEmpty(edges) && isEmpty(theirs)) return [];
    const by = edges.map((edge, k) => Number((theirs[k] - edge).toFixed(2)));
    return by.every((px) => Math.abs(px) <= TOLERANCE_PX) ? [] : [{ box: name, by: by.join(" ") }];
  });
}

/** Texts of the page with another number of lines in the replica. */
function linesOff(page, replica) {
  return page.flatMap(([lines, text], i) =>
    lines === replica[i]?.[0] ? [] : [{ text, lines, theirs: replica[i]?.[0] ?? "absent" }],
  );
}

/** How many boxes and texts a page has, how many of them are the same in its replica, and which are not. */
export function score(page, replica) {
  const [boxes, lines] = [boxesOff(page.boxes, replica.boxes), linesOff(page.lines, replica.lines)];
  return {
    boxes: page.boxes.length,
    same: page.boxes.length - boxes.length,
    texts: page.lines.length,
    lines: page.lines.length - lines.length,
    shape: page.boxes.length === replica.boxes.length,
    off: [...lines, ...boxes],
  };
}
