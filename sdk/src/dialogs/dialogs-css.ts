/** Questions and what is in them. Lengths are CSS pixels. */
export const dialogsCss = `
dialog {
  font: inherit; color: var(--text); background: var(--ground); border: 1px solid var(--line); border-radius: 16px;
  padding: 24px; width: min(440px, calc(100vw - 24px)); max-height: calc(100dvh - 24px); overflow: auto;
  box-shadow: var(--shadow); pointer-events: auto; margin: auto;
}
dialog::backdrop { background: rgb(10 12 18 / .5); }
dialog.to-end { margin-block-end: max(24px, env(safe-area-inset-bottom)); }
dialog.to-start { margin-block-start: max(24px, env(safe-area-inset-top)); }
.box.apart dialog {
  --wide: min(440px, var(--view-width) - 24px);
  zoom: calc(1 / var(--view-scale)); width: var(--wide); max-height: calc(var(--view-height) - 24px); margin: 0; inset: auto;
  left: calc(var(--view-left) * var(--view-scale) + (var(--view-width) - var(--wide)) / 2);
  top: calc(var(--view-top) * var(--view-scale) + 12px);
}
dialog h2 { font-size: 19px; line-height: 1.3; font-weight: 650; margin-block-end: 10px; text-wrap: balance; overflow-wrap: anywhere; }
dialog p + p, dialog ul + p { margin-block-start: 8px; }
dialog ul { padding-inline-start: 20px; }
dialog .quiet { color: var(--quiet); font-size: 14px; }
dialog .soon:not(:empty) { margin-block-start: 14px; }
.hidden-list { margin-block-start: 14px; padding: 12px 14px; border-radius: 10px; background: var(--raised); }
.hidden-list .on-page { margin-block-start: 10px; }
.answers { display: flex; flex-wrap: wrap; gap: 10px; margin-block-start: 22px; align-items: center; justify-content: end; }
.answers .what { margin-inline-end: auto; padding-inline: 10px; margin-inline-start: -10px; text-decoration: underline; text-underline-offset: 3px; }
.answers .choice { min-width: 96px; min-height: 44px; overflow-wrap: anywhere; }
@media (max-width: 430px) {
  .answers .what { order: 3; width: 100%; margin: 0; }
  .answers .choice { flex: 1; }
}
@media (prefers-reduced-motion: no-preference) {
  dialog { animation: arrive .18s ease-out; }
  @keyframes arrive { from { opacity: 0; transform: translateY(6px); } }
}
`;
