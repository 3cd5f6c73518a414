/** What stays hidden, painted on the page. Lengths are CSS pixels. */
export const previewCss = `
.veil { position: fixed; z-index: 0; inset: 0; pointer-events: auto; cursor: crosshair; overflow: hidden; }
.veil:focus-visible { outline: 3px solid var(--accent); outline-offset: -3px; }
.hatch, .target { position: absolute; left: 0; top: 0; border-radius: 3px; }
.hatch {
  background: repeating-linear-gradient(45deg, rgb(20 22 28 / .82) 0 6px, rgb(255 255 255 / .82) 6px 12px);
  outline: 2px solid rgb(20 22 28 / .9);
}
.hatch.masked { opacity: .9; }
.target { outline: 3px solid var(--accent); background: color-mix(in srgb, var(--accent) 18%, transparent); }
.preview {
  position: fixed; z-index: 3; inset-inline: 12px; inset-block-end: max(12px, env(safe-area-inset-bottom)); margin-inline: auto; max-width: 520px;
  padding: 16px 18px; border-radius: 16px; pointer-events: auto;
  background: var(--ground); border: 1px solid var(--line); box-shadow: var(--shadow); max-height: 50%; overflow: auto;
}
.bar.low ~ .preview { inset-block-end: calc(var(--bar-height, 56px) + 16px + env(safe-area-inset-bottom)); }
.looking :is(.panel, .bubble) { visibility: hidden; }
.preview h2 { font-size: 17px; font-weight: 650; margin-block-end: 4px; }
.preview .quiet { color: var(--quiet); font-size: 14px; margin-block-start: 6px; }
.preview .answers { display: flex; flex-wrap: wrap; gap: 10px; align-items: center; justify-content: end; margin-block-start: 12px; }
.preview .answers a { margin-inline-end: auto; color: var(--accent); text-underline-offset: 3px; min-height: 24px; }
@media (prefers-color-scheme: dark) { .preview .answers a { color: var(--text); } }
@media (forced-colors: active) { .hatch { outline-color: CanvasText; } .target { outline-color: Highlight; } }
`;
