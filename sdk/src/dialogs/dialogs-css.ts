/** Dialog, notice, frame, bar and pointers. Lengths are CSS pixels. */
export const dialogsCss = `
dialog {
  font: inherit; color: var(--text); background: var(--ground); border: 1px solid var(--line); border-radius: 16px;
  padding: 24px; width: min(440px, calc(100vw - 24px)); max-height: calc(100dvh - 24px); overflow: auto;
  box-shadow: var(--shadow); pointer-events: auto; margin: auto;
}
dialog::backdrop { background: rgb(10 12 18 / .5); }
dialog h2 { font-size: 19px; line-height: 1.3; font-weight: 650; margin-block-end: 10px; text-wrap: balance; }
dialog p + p, dialog ul + p { margin-block-start: 8px; }
dialog ul { padding-inline-start: 20px; }
dialog .quiet { color: var(--quiet); font-size: 14px; }
.hidden-list { margin-block-start: 14px; padding: 12px 14px; border-radius: 10px; background: var(--raised); }
.answers { display: flex; flex-wrap: wrap; gap: 10px; margin-block-start: 22px; align-items: center; }
.answers .what { margin-inline-end: auto; padding-inline: 10px; margin-inline-start: -10px; text-decoration: underline; text-underline-offset: 3px; }
.answers .choice { min-width: 96px; min-height: 44px; }
@media (max-width: 430px) {
  .answers .what { order: 3; width: 100%; margin: 0; }
  .answers .choice { flex: 1; }
}
.notice {
  position: fixed; z-index: 3; inset-inline: 12px; inset-block-start: max(12px, env(safe-area-inset-top)); margin-inline: auto; max-width: 460px;
  display: flex; gap: 12px; align-items: start; padding: 14px 16px; border-radius: 14px; pointer-events: auto;
  background: var(--ground); border: 1px solid var(--line); box-shadow: var(--shadow);
}
.notice h2 { font-size: 16px; font-weight: 650; }
.notice .words { flex: 1; }
.notice button { min-height: 32px; padding: 4px 8px; margin: -4px; }
.frame { position: fixed; z-index: 1; inset: 0; border: 4px solid var(--accent); pointer-events: none; }
.frame.still { border-style: dashed; opacity: .75; }
.bar {
  position: fixed; z-index: 1; inset-inline: 0; inset-block-start: max(8px, env(safe-area-inset-top)); margin-inline: auto; width: fit-content;
  max-width: calc(100vw - 24px); display: flex; align-items: center; gap: 4px; padding: 5px 6px 5px 16px; pointer-events: auto;
  border-radius: 999px; background: var(--ground); border: 1px solid var(--line); box-shadow: var(--shadow);
}
.bar:dir(rtl) { padding: 5px 16px 5px 6px; }
.bar.low { inset-block: auto max(8px, env(safe-area-inset-bottom)); }
.bar .says { display: flex; align-items: center; gap: 9px; min-width: 0; margin-inline-end: 8px; }
.bar .says span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.bar .lamp { flex: none; width: 10px; height: 10px; border-radius: 50%; background: var(--danger); }
.bar.still .lamp { background: transparent; border: 2px solid var(--quiet); }
.bar button { border-radius: 999px; min-height: 36px; padding: 6px 12px; white-space: nowrap; }
.bar button.icon { min-width: 36px; padding: 6px; }
.bar .stop { background: var(--danger); border-color: var(--danger); color: #fff; font-weight: 600; }
@media (prefers-color-scheme: dark) { .bar .stop { color: #300; } }
.bar.small .says span, .bar.small .where, .bar.small .move { display: none; }
.bar.small .says { margin: 0; }
@media (max-width: 600px) {
  .bar .says span { white-space: normal; display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; font-size: 14px; line-height: 1.25; }
  .bar:not(.small) { border-radius: 22px; }
  .bar .where { display: none; }
}
.pointer {
  position: fixed; z-index: 2; left: 0; top: 0; pointer-events: none; color: var(--pointer); will-change: transform;
  filter: drop-shadow(0 1px 2px rgb(0 0 0 / .45));
}
.pointer svg { position: absolute; left: -2px; top: -2px; width: 26px; height: 26px; fill: var(--pointer); stroke: #fff; stroke-width: 1.5; }
.pointer span {
  position: absolute; left: 20px; top: 20px; padding: 2px 9px; border-radius: 999px; background: var(--pointer); color: var(--pointer-text);
  font-size: 13px; font-weight: 600; white-space: nowrap;
}
.pointer.flip span { left: auto; right: 4px; }
@media (prefers-reduced-motion: no-preference) {
  .pointer { transition: transform 60ms linear; }
  dialog, .notice, .bar { animation: arrive .18s ease-out; }
  @keyframes arrive { from { opacity: 0; transform: translateY(6px); } }
}
@media (forced-colors: active) { .frame { border-color: Highlight; } .bar .lamp { background: Highlight; } }
`;
