/** What agents draw: a light line under the ink keeps it readable on any ground. Lengths are CSS pixels. */
export const annotateCss = `
.annotations { position: absolute; inset: 0; width: 100%; height: 100%; overflow: visible; pointer-events: none; }
.annotations path {
  fill: none; stroke: var(--ink); stroke-width: var(--width); stroke-linecap: round; stroke-linejoin: round;
  filter: drop-shadow(0 0 1px rgb(255 255 255 / .9)) drop-shadow(0 1px 2px rgb(0 0 0 / .35));
}
.annotations .highlight { fill: var(--ink); fill-opacity: var(--fill); }
`;
