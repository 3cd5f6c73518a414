import { Combobox, useCombobox } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { ChipButton } from "./chip-button.tsx";
import styles from "./choice-chip.module.css";

interface Props {
  name: string;
  /** "" = everything. */
  value: string;
  options: readonly { value: string; label: string }[];
  onChange: (value: string) => void;
}

/** A filter by one value of a list. */
export function ChoiceChip({ name, value, options, onChange }: Props) {
  const { t } = useTranslation();
  const combobox = useCombobox({
    onDropdownOpen: () => combobox.updateSelectedOptionIndex("active", { scrollIntoView: true }),
    onDropdownClose: () => combobox.resetSelectedOption(),
  });
  const all = [{ value: "", label: t("reports.all") }, ...options];
  return (
    <Combobox
      store={combobox}
      width={240}
      position="bottom-start"
      withinPortal={false}
      onOptionSubmit={(next) => {
        onChange(next);
        combobox.closeDropdown();
      }}
    >
      <Combobox.Target targetType="button">
        <ChipButton
          name={name}
          value={value ? (options.find((option) => option.value === value)?.label ?? value) : undefined}
          onClick={() => combobox.toggleDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options aria-label={name} mah={320} className={styles.options ?? ""}>
          {all.map((option) => (
            <Combobox.Option
              key={option.value}
              value={option.value}
              active={option.value === value}
              aria-selected={option.value === value}
              className={styles.option ?? ""}
            >
              {option.label}
              {option.value === value && <IconCheck size={15} aria-hidden="true" />}
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
