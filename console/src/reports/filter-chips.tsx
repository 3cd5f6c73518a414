import { Button } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "../app/context.ts";
import type { Colleague, Site } from "../lib/api.ts";
import { END_REASONS } from "../lib/end-reasons.ts";
import { ChoiceChip } from "./choice-chip.tsx";
import { DatesChip } from "./dates-chip.tsx";
import styles from "./filter-chips.module.css";
import { type Chosen, isNarrowed, NOTHING_CHOSEN } from "./session-filter.ts";
import { useReasonName } from "./words.ts";

interface Props {
  chosen: Chosen;
  onChange: (chosen: Chosen) => void;
}

/** The filters of the report, each a chip that says what it lets through. */
export function FilterChips({ chosen, onChange }: Props) {
  const { t } = useTranslation();
  const reasonName = useReasonName();
  const { colleagues, sites } = useChoices();
  const change = (part: Partial<Chosen>): void => onChange({ ...chosen, ...part });
  return (
    <fieldset className={styles.root}>
      <legend className={styles.legend}>{t("reports.filters")}</legend>
      <DatesChip from={chosen.from} to={chosen.to} onChange={(from, to) => change({ from, to })} />
      <ChoiceChip
        name={t("reports.agent")}
        value={chosen.agent}
        options={colleagues.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(agent) => change({ agent })}
      />
      <ChoiceChip
        name={t("reports.site")}
        value={chosen.site}
        options={sites.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(site) => change({ site })}
      />
      <ChoiceChip
        name={t("reports.endReason")}
        value={chosen.reason}
        options={END_REASONS.map((value) => ({ value, label: reasonName(value) }))}
        onChange={(reason) => change({ reason })}
      />
      {isNarrowed(chosen) && (
        <Button variant="subtle" color="gray" size="compact-sm" onClick={() => onChange(NOTHING_CHOSEN)}>
          {t("reports.clear")}
        </Button>
      )}
    </fieldset>
  );
}

// Without the lists the report still works; their chips then hold nothing to choose.
function useChoices(): { colleagues: Colleague[]; sites: Site[] } {
  const { api } = useDesk();
  const [colleagues, setColleagues] = useState<Colleague[]>([]);
  const [sites, setSites] = useState<Site[]>([]);
  useEffect(() => {
    api.colleagues().then(setColleagues, () => setColleagues([]));
    api.sites().then(setSites, () => setSites([]));
  }, [api]);
  return { colleagues, sites };
}
