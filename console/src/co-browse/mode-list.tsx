import { Combobox, UnstyledButton, useCombobox } from "@mantine/core";
import {
  IconCheck,
  IconChevronDown,
  IconEye,
  IconHandClick,
  IconPointer,
  IconPointerFilled,
} from "@tabler/icons-react";
import { type Ref, useId } from "react";
import { useTranslation } from "react-i18next";
import styles from "./mode-list.module.css";
import { MODES, type Mode } from "./session-view.ts";

const ICONS = {
  view: IconEye,
  pointer: IconPointer,
  true_pointer: IconPointerFilled,
  full: IconHandClick,
} as const;

interface Props {
  /** The mode in force, as the server says. */
  mode: string;
  /** What may be chosen: nothing that policy forbids is in the list. */
  modes: readonly Mode[];
  /** The customer has been asked for Full Control and has not answered. */
  asked: boolean;
  /** The button that opens the list. */
  button: Ref<HTMLButtonElement>;
  onMode: (mode: Mode) => void;
}

/** The Mode list: each entry with a line that says what it means. */
export function ModeList({ mode, modes, asked, button, onMode }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const combobox = useCombobox({
    // the list begins at the mode in force: arrow keys go on from there
    onDropdownOpen: () => combobox.selectActiveOption(),
    onDropdownClose: () => combobox.resetSelectedOption(),
  });
  const current = MODES.find((one) => one === mode);
  const Icon = current ? ICONS[current] : IconEye;
  return (
    <Combobox
      store={combobox}
      width={340}
      position="bottom-start"
      withinPortal={false}
      keepMounted // so that an arrow key right behind the one that opens it finds its options
      onOptionSubmit={(value) => {
        const chosen = modes.find((one) => one === value);
        if (chosen && chosen !== mode && !(chosen === "full" && asked)) onMode(chosen);
        combobox.closeDropdown();
      }}
    >
      <Combobox.Target targetType="button">
        <UnstyledButton
          ref={button}
          className={styles.button}
          aria-labelledby={`${id}-name ${id}-value`}
          onClick={() => combobox.toggleDropdown()}
        >
          <span id={`${id}-name`} className={styles.name}>
            {t("toolbar.mode")}
          </span>{" "}
          <Icon size={17} stroke={1.8} aria-hidden="true" />
          <span id={`${id}-value`} className={styles.value}>
            {current ? t(`mode.${current}`) : mode}
          </span>
          <IconChevronDown size={15} aria-hidden="true" />
        </UnstyledButton>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options aria-label={t("toolbar.mode")}>
          {modes.map((one) => (
            <ModeOption
              key={one}
              mode={one}
              chosen={one === mode}
              asked={asked && one === "full" && combobox.dropdownOpened}
            />
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

function ModeOption({ mode, chosen, asked }: { mode: Mode; chosen: boolean; asked: boolean }) {
  const { t } = useTranslation();
  const Icon = ICONS[mode];
  return (
    <Combobox.Option value={mode} active={chosen} aria-selected={chosen} className={styles.option ?? ""}>
      <Icon size={18} stroke={1.8} className={styles.icon} aria-hidden="true" />
      <span className={styles.words}>
        <span className={styles.title}>
          {t(`mode.${mode}`)}
          {asked && <span className={styles.asked}>{t("control.asking")}</span>}
        </span>
        <span className={styles.text}>{t(`modeText.${mode}`)}</span>
      </span>
      {chosen && <IconCheck size={17} className={styles.check} aria-hidden="true" />}
    </Combobox.Option>
  );
}
