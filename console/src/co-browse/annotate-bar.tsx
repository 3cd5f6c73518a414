import { UnstyledButton } from "@mantine/core";
import {
  IconArrowBackUp,
  IconArrowUpRight,
  IconFocus2,
  IconRectangle,
  IconScribble,
  IconTrash,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useSelect } from "../lib/store.ts";
import { IconButton } from "../ui/icon-button.tsx";
import styles from "./annotate-bar.module.css";
import { ColourSwatches } from "./colour-swatches.tsx";
import { goneWords } from "./happening-words.ts";
import { TOOLS, WIDTHS } from "./pen.ts";
import type { Stage } from "./stage.ts";

const ICONS = {
  freehand: IconScribble,
  arrow: IconArrowUpRight,
  box: IconRectangle,
  highlight: IconFocus2,
} as const;

/** Under the toolbar while the agent annotates: tools, colours, widths, and what stands on the page (A16). */
export function AnnotateBar({ stage }: { stage: Stage }) {
  const { t } = useTranslation();
  const { tools, link } = stage;
  const { pen, setPen } = tools;
  return (
    <div className={styles.root} role="toolbar" aria-label={t("annotate.bar")}>
      <fieldset className={styles.group} aria-label={t("annotate.tool")}>
        {TOOLS.map((tool, place) => {
          const Icon = ICONS[tool];
          return (
            <IconButton
              key={tool}
              label={t(`annotate.${tool}`)}
              keys={`Alt ${place + 3}`}
              size={32}
              variant={pen.tool === tool ? "light" : "subtle"}
              color={pen.tool === tool ? "petrol" : "gray"}
              aria-pressed={pen.tool === tool}
              onClick={() => setPen({ ...pen, tool })}
            >
              <Icon size={18} stroke={1.8} />
            </IconButton>
          );
        })}
      </fieldset>
      <ColourSwatches colour={pen.colour} onColour={(colour) => setPen({ ...pen, colour })} />
      <fieldset className={styles.group} aria-label={t("annotate.width")}>
        {WIDTHS.map(({ name, width }) => (
          <UnstyledButton
            key={name}
            className={styles.width}
            aria-label={t(`annotate.${name}`)}
            aria-pressed={pen.width === width}
            onClick={() => setPen({ ...pen, width })}
          >
            <span className={styles.line} style={{ blockSize: width }} />
          </UnstyledButton>
        ))}
      </fieldset>
      <fieldset className={styles.group} aria-label={t("annotate.name")}>
        <IconButton
          label={t("annotate.undo")}
          keys="Alt Z"
          size={32}
          onClick={() => link.send({ type: "annotateUndo" })}
        >
          <IconArrowBackUp size={18} stroke={1.8} />
        </IconButton>
        <IconButton
          label={t("annotate.clear")}
          keys="Alt X"
          size={32}
          onClick={() => link.send({ type: "annotateClear" })}
        >
          <IconTrash size={18} stroke={1.8} />
        </IconButton>
      </fieldset>
      <Standing stage={stage} />
    </div>
  );
}

// How many stand, or why they went.
function Standing({ stage: { link, customer } }: { stage: Stage }) {
  const { t } = useTranslation();
  const count = useSelect(link, (picture) => picture.annotations);
  const gone = useSelect(link, (picture) => picture.annotationsGone);
  const words =
    count > 0 ? t("annotate.count", { count }) : gone ? goneWords(t, gone, customer) : t("annotate.none");
  return (
    <span className={styles.standing} role="status">
      {words}
    </span>
  );
}
