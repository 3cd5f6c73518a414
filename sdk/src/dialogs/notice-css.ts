/** A notice. Lengths are CSS pixels. */
export const noticeCss = `
.notice {
  position: fixed; z-index: 3; inset-inline: 12px; inset-block-start: max(12px, env(safe-area-inset-top)); margin-inline: auto; max-width: 460px;
  padding: 14px 16px; border-radius: 14px; pointer-events: auto; max-height: 50%; overflow: auto; overscroll-behavior: contain;
  background: var(--ground); border: 1px solid var(--line); box-shadow: var(--shadow);
}
.bar:not(.low) ~ .notice:not(.low) { inset-block-start: calc(var(--bar-height, 56px) + 16px + env(safe-area-inset-top)); }
.notice.low { inset-block: auto max(12px, env(safe-area-inset-bottom)); }
.bar.low ~ .notice.low { inset-block-end: calc(var(--bar-height, 56px) + 16px + env(safe-area-inset-bottom)); }
.notice .first { display: flex; gap: 12px; align-items: start; }
.notice h2 { font-size: 16px; font-weight: 650; }
.notice .words { flex: 1; }
.notice .first button { margin: -8px; }
@media (prefers-reduced-motion: no-preference) {
  .notice { animation: arrive .18s ease-out; }
  @keyframes arrive { from { opacity: 0; transform: translateY(6px); } }
}
`;
