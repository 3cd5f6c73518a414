import { ColorPicker, Popover, TextInput, UnstyledButton } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./colour-swatches.module.css";
import { SUGGESTED_COLOURS } from "./pen.ts";

/** What a browser takes as a colour of ours. */
const HEX = /^#[0-9a-f]{6}$/i;

interface Props {
  /** #rrggbb */
  colour: string;
  onColour: (colour: string) => void;
}

/** Suggested colours, and a last swatch that opens the full picker (A16). */
export function ColourSwatches({ colour, onColour }: Props) {
  const { t } = useTranslation();
  const own = !SUGGESTED_COLOURS.some((one) => one.colour === colour);
  return (
    <fieldset className={styles.root} aria-label={t("annotate.colour")}>
      {SUGGESTED_COLOURS.map((one) => (
        <UnstyledButton
          key={one.name}
          className={styles.swatch}
          aria-label={t(`annotate.${one.name}`)}
          aria-pressed={one.colour === colour}
          onClick={() => onColour(one.colour)}
        >
          <span className={styles.dot} style={{ background: one.colour }}>
            {one.colour === colour && <IconCheck size={14} stroke={3} aria-hidden="true" />}
          </span>
        </UnstyledButton>
      ))}
      <FullPicker colour={colour} own={own} onColour={onColour} />
    </fieldset>
  );
}

function FullPicker({ colour, own, onColour }: Props & { own: boolean }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const [typed, setTyped] = useState(colour);
  const choose = (next: string): void => {
    setTyped(next);
    if (HEX.test(next)) onColour(next.toLowerCase());
  };
  const toggle = (): void => {
    setTyped(colour);
    setOpened(!opened);
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton
          className={styles.swatch}
          aria-label={
            own ? `${t("annotate.more")}: ${t("annotate.ownColour", { colour })}` : t("annotate.more")
          }
          aria-pressed={own}
          onClick={toggle}
        >
          <span className={styles.dot} data-all={!own || undefined} style={own ? { background: colour } : {}}>
            {own && <IconCheck size={14} stroke={3} aria-hidden="true" />}
          </span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("annotate.more")}>
        <ColorPicker
          format="hex"
          value={HEX.test(typed) ? typed : colour}
          saturationLabel={t("annotate.saturation")}
          hueLabel={t("annotate.hue")}
          onChange={choose}
        />
        <TextInput
          mt="sm"
          label={t("annotate.hex")}
          value={typed}
          maxLength={7}
          error={!HEX.test(typed)}
          onChange={(event) => choose(event.currentTarget.value)}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
