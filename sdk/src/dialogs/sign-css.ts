/** Frame and bar of a running session. Lengths are CSS pixels. */
export const signCss = `
.frame { position: fixed; z-index: 1; inset: 0; border: 4px solid var(--accent); pointer-events: none; }
.frame.still { border-style: dashed; opacity: .75; }
.bar {
  position: fixed; z-index: 1; inset-inline: 0; inset-block-start: max(8px, env(safe-area-inset-top)); margin-inline: auto; width: fit-content;
  max-width: calc(100% - 24px); display: flex; align-items: center; gap: 4px; padding: 5px 6px 5px 16px; pointer-events: auto;
  border-radius: 999px; background: var(--ground); border: 1px solid var(--line); box-shadow: var(--shadow);
}
.bar:dir(rtl) { padding: 5px 16px 5px 6px; }
.bar.low { inset-block: auto max(8px, env(safe-area-inset-bottom)); }
.bar .says { display: flex; align-items: center; gap: 9px; min-width: 0; margin-inline-end: 8px; }
.bar .says span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.bar .says b { font-weight: 600; text-decoration: underline 3px var(--pointer, currentColor); text-underline-offset: 3px; text-decoration-skip-ink: none; }
.bar .lamp { flex: none; width: 10px; height: 10px; border-radius: 50%; background: var(--danger); }
.bar.still .lamp { background: transparent; border: 2px solid var(--quiet); }
.bar button { border-radius: 999px; min-height: 36px; padding: 6px 12px; white-space: nowrap; }
.bar button.icon { min-width: 36px; padding: 6px; }
.bar .take-back { border-color: currentColor; font-weight: 600; }
.bar .stop { background: var(--danger); border-color: var(--danger); color: #fff; font-weight: 600; }
@media (prefers-color-scheme: dark) { .bar .stop { color: #300; } }
.bar.small .says span, .bar.small .where, .bar.small .sees, .bar.small .move { display: none; }
.bar.small .says { margin: 0; }
@media (pointer: coarse), (max-width: 600px) { .bar button, .bar button.icon { min-height: 44px; min-width: 44px; } }
@media (max-width: 900px) {
  .bar:not(.small) { flex-wrap: wrap; justify-content: end; border-radius: 22px; padding: 8px; }
  .bar:not(.small) .says { flex: 1 1 calc(100% - 116px); margin: 2px 6px; }
  .bar:not(.small) :is(.where, .sees, .take-back, .stop) { order: 1; }
  .bar .says span { white-space: normal; overflow-wrap: anywhere; font-size: 14px; line-height: 1.3; }
  .bar .where, .bar .sees { padding-inline: 8px; }
}
@media (max-width: 600px) {
  .bar { inset-inline: 8px; max-width: none; }
  .bar:not(.small) { width: auto; }
  .bar:not(.small) :is(.take-back, .stop) { flex: 1 0 auto; }
  .bar.small .take-back { white-space: normal; }
}
@media (prefers-reduced-motion: no-preference) {
  .bar { animation: arrive .18s ease-out; }
  @keyframes arrive { from { opacity: 0; transform: translateY(6px); } }
}
@media (forced-colors: active) { .frame { border-color: Highlight; } .bar .lamp { background: Highlight; } }
`;
