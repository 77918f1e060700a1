import { useState } from 'react';
import type { RoundReminders, ScheduledRule } from '../api/types.ts';
import { useApi } from '../providers/useMe.ts';
import { useVerb } from '../components/useVerb.ts';
import { announce } from '../layout/LiveRegion.tsx';

/** A line of the schedule while it is edited. */
export interface Row extends Omit<ScheduledRule, 'days'> {
  key: number;
  /** As typed; empty while nothing is. */
  days: string;
}

const SAVED = 'The reminders are saved';

let lastKey = 0;
const newRow = ({ rule, days, to }: ScheduledRule): Row => {
  lastKey += 1;
  return { key: lastKey, rule, days: String(days), to: [...to] };
};
const rulesOf = (rows: readonly Row[]): ScheduledRule[] =>
  rows.map(({ rule, days, to }) => ({ rule, days: days === '' ? NaN : Number(days), to }));
const same = (rows: readonly Row[], rules: readonly ScheduledRule[]): boolean =>
  JSON.stringify(rulesOf(rows)) ===
  JSON.stringify(rules.map(({ rule, days, to }) => ({ rule, days, to })));

/** A round's schedule, edited here and saved as a whole from the version that was seen. */
export function useSchedule(roundId: string, saved: RoundReminders) {
  const api = useApi();
  const verb = useVerb();
  const [base, setBase] = useState(saved);
  const [rows, setRows] = useState(() => saved.rules.map(newRow));
  const [error, setError] = useState<unknown>();
  const [said, setSaid] = useState<string>();
  const load = (reminders: RoundReminders) => {
    setBase(reminders);
    setRows(reminders.rules.map(newRow));
    setError(undefined);
    setSaid(undefined);
  };
  const isDirty = !same(rows, base.rules);
  if (saved !== base && saved.version !== base.version && (!isDirty || same(rows, saved.rules))) {
    load(saved);
  }
  const save = async () => {
    setError(undefined);
    try {
      load(await verb.attempt(() => api.saveReminders(roundId, base.version, rulesOf(rows))));
      setSaid(SAVED);
      announce(SAVED);
    } catch (refusal) {
      setError(refusal);
    }
  };
  return {
    ...{ rows, error, said, isDirty, save },
    rules: rulesOf(rows),
    /** Somebody else has saved meanwhile. */
    isOvertaken: saved.version !== base.version,
    restart: () => load(saved),
    change: (row: Row) => setRows(rows.map((each) => (each.key === row.key ? row : each))),
    remove: (row: Row) => setRows(rows.filter(({ key }) => key !== row.key)),
    /** @returns the line that was added */
    add: (rule: ScheduledRule): Row => {
      const row = newRow(rule);
      setRows([...rows, row]);
      return row;
    },
  };
}

export type Schedule = ReturnType<typeof useSchedule>;
