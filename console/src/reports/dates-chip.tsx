import { Button, Popover, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "../app/context.ts";
import { useLocale } from "../i18n/use-locale.ts";
import { ChipButton } from "./chip-button.tsx";
import styles from "./dates-chip.module.css";
import { localDay } from "./session-filter.ts";

interface Props {
  /** Local days, YYYY-MM-DD, both included; "" = open. */
  from: string;
  to: string;
  onChange: (from: string, to: string) => void;
}

/** A filter by days: the usual ranges, or any two days. */
export function DatesChip({ from, to, onChange }: Props) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { clock } = useDesk();
  const [opened, setOpened] = useState(false);
  const [draft, setDraft] = useState({ from, to });
  const choose = (first: string, last: string): void => {
    setDraft({ from: first, to: last });
    onChange(first, last);
    setOpened(false);
  };
  const now = clock.now();
  const ranges: [string, string, string][] = [
    [t("reports.today"), localDay(now), localDay(now)],
    [t("reports.days7"), localDay(now, 6), localDay(now)],
    [t("reports.days30"), localDay(now, 29), localDay(now)],
    [t("reports.all"), "", ""],
  ];
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" width={260} trapFocus returnFocus>
      <Popover.Target>
        <ChipButton
          name={t("reports.dates")}
          value={from || to ? rangeText(from, to, locale) : undefined}
          onClick={() => setOpened(!opened)}
        />
      </Popover.Target>
      <Popover.Dropdown aria-label={t("reports.dates")}>
        <div className={styles.ranges}>
          {ranges.map(([label, first, last]) => (
            <Button key={label} variant="default" size="compact-sm" onClick={() => choose(first, last)}>
              {label}
            </Button>
          ))}
        </div>
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            choose(draft.from, draft.to);
          }}
        >
          <TextInput
            type="date"
            label={t("reports.from")}
            value={draft.from}
            max={draft.to}
            onChange={(event) => setDraft({ ...draft, from: event.currentTarget.value })}
          />
          <TextInput
            type="date"
            label={t("reports.to")}
            value={draft.to}
            min={draft.from}
            onChange={(event) => setDraft({ ...draft, to: event.currentTarget.value })}
          />
          <Button type="submit">{t("reports.apply")}</Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}

function rangeText(from: string, to: string, locale: string): string {
  const day = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short" });
  const read = (text: string): Date => new Date(`${text}T00:00:00`);
  if (from && to) return day.formatRange(read(from), read(to));
  return from ? `${day.format(read(from))} –` : `– ${day.format(read(to))}`;
}
