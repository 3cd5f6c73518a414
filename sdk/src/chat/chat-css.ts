/** The chat panel. Lengths are CSS pixels. */
export const chatCss = `
.panel {
  position: fixed; inset-block-end: max(20px, env(safe-area-inset-bottom)); inset-inline-end: max(20px, env(safe-area-inset-right));
  width: 372px; height: min(600px, calc(100% - 40px)); display: flex; flex-direction: column; overflow: hidden; pointer-events: auto;
  background: var(--ground); border: 1px solid var(--line); border-radius: 18px; box-shadow: var(--shadow);
}
.left .panel { inset-inline: max(20px, env(safe-area-inset-left)) auto; }
.head { display: flex; align-items: center; gap: 10px; padding: 14px 10px 14px 18px; background: var(--accent); color: var(--on-accent); }
.head:dir(rtl) { padding: 14px 18px 14px 10px; }
.head .who { flex: 1; min-width: 0; }
.head h2 { font-size: 16px; font-weight: 650; line-height: 1.25; overflow-wrap: anywhere; }
.head p { font-size: 13px; line-height: 1.3; }
.head button { background: transparent; border-color: transparent; color: inherit; }
.head button:hover { background: rgb(127 127 127 / .28); }
.head button:focus-visible { outline-color: currentColor; outline-offset: -3px; }
.line { padding: 8px 18px; font-size: 13.5px; background: var(--raised); color: var(--text); border-block-end: 1px solid var(--line); }
.log { flex: 1; overflow-y: auto; overscroll-behavior: contain; padding: 16px 16px 6px; display: flex; flex-direction: column; gap: 4px; }
.log > :first-child { margin-block-start: auto; }
.log .greeting { color: var(--quiet); padding: 4px 2px 12px; }
.turn { display: flex; flex-direction: column; }
.say { max-width: 84%; padding: 9px 13px; border-radius: 16px; overflow-wrap: anywhere; white-space: pre-wrap; }
.say.agent { align-self: start; background: var(--raised); border-end-start-radius: 5px; }
.say.customer { align-self: end; background: var(--accent); color: var(--on-accent); border-end-end-radius: 5px; }
.say a { color: inherit; text-decoration: underline; text-underline-offset: 2px; }
.say.waits { background: var(--ground); color: var(--text); box-shadow: inset 0 0 0 1.5px var(--accent); }
.meta { font-size: 12.5px; color: var(--quiet); margin-block: 1px 7px; padding-inline: 4px; }
.meta.customer { align-self: end; }
.system { align-self: center; text-align: center; font-size: 13px; color: var(--quiet); padding: 8px 12px; max-width: 92%; }
.typing { align-self: start; font-size: 13.5px; color: var(--quiet); padding: 4px 4px 8px; }
.hint { padding: 8px 18px; font-size: 13px; color: var(--text); border-block-start: 1px solid var(--line); background: var(--raised); }
.hint.bad { color: var(--danger); }
.write { display: flex; align-items: end; gap: 6px; padding: 10px; border-block-start: 1px solid var(--line); }
.write textarea {
  flex: 1; min-height: 44px; max-height: 132px; resize: none; padding: 9px 12px; border: 1px solid var(--edge); border-radius: 12px;
  background: var(--raised); field-sizing: content; font-size: 16px; line-height: 1.35;
}
.write textarea:focus-visible, .offline input:focus-visible, .offline textarea:focus-visible { outline-offset: -1px; outline-width: 2px; }
.write button { min-height: 44px; min-width: 44px; border-radius: 12px; }
.write button:dir(rtl) svg { transform: scaleX(-1); }
textarea::placeholder, input::placeholder { color: var(--quiet); opacity: 1; }
.foot { padding: 12px 16px 16px; text-align: center; border-block-start: 1px solid var(--line); }
.offline { flex: 1; overflow-y: auto; padding: 18px; display: flex; flex-direction: column; gap: 12px; }
.offline-fields { display: flex; flex-direction: column; gap: 14px; }
.offline h3 { margin: 0; font-size: 16px; font-weight: 650; }
.offline label { display: flex; flex-direction: column; gap: 4px; font-size: 14px; color: var(--quiet); }
.offline input, .offline textarea {
  color: var(--text); padding: 9px 12px; min-height: 44px; border: 1px solid var(--edge); border-radius: 10px; background: var(--ground); font-size: 16px;
}
.offline [aria-invalid="true"] { border-color: var(--danger); }
.offline .bad { color: var(--danger); font-size: 14px; }
@media (max-width: 480px) {
  .panel, .left .panel {
    inset-inline: 0; inset-block: auto 0; width: 100%; height: 92%; border-radius: 18px 18px 0 0; border-inline: 0;
    padding-block-end: env(safe-area-inset-bottom);
  }
  .shared-low .panel { padding-block-end: calc(var(--bar-height, 56px) + 12px + env(safe-area-inset-bottom)); }
}
@media (prefers-reduced-motion: no-preference) {
  .panel { animation: rise .18s ease-out; }
  @keyframes rise { from { opacity: 0; transform: translateY(12px); } }
}
`;
