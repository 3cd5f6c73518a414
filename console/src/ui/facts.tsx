import styles from "./facts.module.css";

interface Props {
  /** Names and what is known, in order; a fact without a value is left out. */
  rows: readonly (readonly [name: string, value: string | undefined])[];
}

/** A list of facts, each on a line of its own: its name at the start, its value at the end. */
export function Facts({ rows }: Props) {
  return (
    <dl>
      {rows.map(
        ([name, value]) =>
          value && (
            <div key={name} className={styles.row}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
