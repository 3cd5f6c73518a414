/** Pointers, rings and "please click here" on the page. Lengths are CSS pixels. */
export const marksCss = `
.pointer {
  position: absolute; left: 0; top: 0; transform-origin: 0 0; color: var(--pointer); will-change: transform;
  filter: drop-shadow(0 1px 2px rgb(0 0 0 / .45));
}
.pointer svg { position: absolute; left: -2px; top: -2px; width: 26px; height: 26px; fill: var(--pointer); stroke: #fff; stroke-width: 1.5; }
.pointer .edge, .pointer.away svg:not(.edge) { display: none; }
.pointer.away .edge { display: block; left: -13px; top: -13px; transform: rotate(var(--angle)); }
.pointer span {
  position: absolute; left: 20px; top: 20px; padding: 2px 9px; border-radius: 999px; background: var(--pointer); color: var(--pointer-text);
  font-size: 13px; font-weight: 600; white-space: nowrap;
}
.pointer.away span { left: 18px; top: -12px; }
.pointer.flip span { left: auto; right: 4px; }
.pointer.flip.away span { right: 18px; }
.pointer.away.over span { top: -34px; }
.ring { position: absolute; left: 0; top: 0; border: 3px solid var(--accent); border-radius: 10px; box-shadow: 0 0 0 2px #fff, inset 0 0 0 1px #fff; }
.click-here {
  position: absolute; left: 0; top: 0; transform-origin: 0 0; display: flex; align-items: center; gap: 8px; max-width: min(340px, 90vw); padding: 9px 15px;
  border-radius: 12px; background: var(--accent); color: var(--on-accent); font-weight: 600; box-shadow: var(--shadow);
}
.click-here svg { flex: none; fill: currentColor; stroke: none; transform: rotate(var(--angle)); }
@media (prefers-reduced-motion: no-preference) {
  .pointer { transition: transform 60ms linear; }
  .ring.spot { animation: attend 1.2s ease-in-out infinite alternate; }
  @keyframes attend { to { box-shadow: 0 0 0 2px #fff, 0 0 0 9px color-mix(in srgb, var(--accent) 45%, transparent); } }
}
@media (forced-colors: active) { .ring { border-color: Highlight; } }
`;
