import { Box, Button, TextField, useMediaQuery, type Theme } from '@mui/material';
import { Children, Fragment, isValidElement, useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useGetList } from 'react-admin';
import type { Organisation, Plan, RoundSummary } from '../api/types.ts';
import { usePeopleChoices } from './PersonPicker.tsx';
import { personWords } from './Facts.tsx';
import { useFilters } from './useFilters.ts';

/** The filters over a list, and the way to clear them. */
export function FilterBar({ children }: { children: ReactNode }) {
  const { filters, clearFilters } = useFilters();
  const set = Object.values(filters).filter((value) => value !== '').length;
  const isFiltered = set > 0;
  const isNarrow = useMediaQuery<Theme>((theme) => theme.breakpoints.down('sm'));
  const bar = (
    <Box
      role="search"
      aria-label="Filter the list"
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: '1fr', sm: 'repeat(auto-fill, minmax(13rem, 1fr))' },
        gap: 1.5,
        alignItems: 'center',
        mb: 2,
        maxWidth: 1200,
      }}
    >
      {children}
      {isFiltered && (
        <Button onClick={clearFilters} sx={{ justifySelf: 'start' }}>
          Clear the filters
        </Button>
      )}
    </Box>
  );
  // On a phone more than a few would stand before the list itself.
  if (!isNarrow || countOf(children) <= FEW) return bar;
  return (
    <Box component="details" sx={{ mb: 2, '& > [role=search]': { mt: 1.5 } }}>
      <Box component="summary" sx={{ py: 1, fontWeight: 650, cursor: 'pointer' }}>
        Filters{isFiltered && ` (${set} set)`}
      </Box>
      {bar}
    </Box>
  );
}

const FEW = 3;

/** How many filters stand in a fragment. */
const countOf = (children: ReactNode): number =>
  isValidElement<{ children?: ReactNode }>(children) && children.type === Fragment
    ? Children.count(children.props.children)
    : Children.count(children);

function useFilter(
  source: string,
  dependants?: readonly string[],
): [string, (value: string) => void] {
  const { filters, setFilter } = useFilters();
  const value = filters[source];
  return [value === undefined ? '' : String(value), (next) => setFilter(source, next, dependants)];
}

/** A filter that is typed: the list follows a moment after the last key, and takes back nothing typed since. */
function useTypedFilter(source: string): [string, (words: string) => void] {
  const [value, setValue] = useFilter(source);
  const [words, setWords] = useState(value);
  const sent = useRef(value);
  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    setWords(value);
  }, [value]);
  useEffect(() => {
    if (words === sent.current) return undefined;
    const timer = setTimeout(() => {
      sent.current = words;
      setValue(words);
    }, 400);
    return () => clearTimeout(timer);
  });
  return [words, setWords];
}

/** Searches as one types. */
export function SearchFilter({
  source = 'q',
  label = 'Search',
}: {
  source?: string;
  label?: string;
}) {
  const [words, setWords] = useTypedFilter(source);
  return (
    <TextField
      type="search"
      label={label}
      value={words}
      onChange={(event) => setWords(event.target.value)}
      fullWidth
    />
  );
}

interface Choice {
  id: string;
  name: string;
}

export function SelectFilter(props: {
  source: string;
  label: string;
  choices: Choice[];
  all?: string;
  /** Filters whose choices depend on this one: they are cleared when it changes. */
  dependants?: readonly string[];
}) {
  const [value, setValue] = useFilter(props.source, props.dependants);
  return (
    <TextField
      select
      label={props.label}
      value={value}
      onChange={(event) => setValue(event.target.value)}
      fullWidth
      slotProps={{ select: { native: true }, inputLabel: { shrink: true } }}
    >
      <option value="">{props.all ?? 'All'}</option>
      {props.choices.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </TextField>
  );
}

export function DateFilter({ source, label }: { source: string; label: string }) {
  const [value, setValue] = useTypedFilter(source);
  return (
    <TextField
      type="date"
      label={label}
      value={value}
      onChange={(event) => setValue(event.target.value)}
      fullWidth
      slotProps={{ inputLabel: { shrink: true } }}
    />
  );
}

export const choicesOf = (words: Record<string, string>): Choice[] =>
  Object.entries(words).map(([id, name]) => ({ id, name }));

/** Only where there is more than one plan to choose from. */
export function PlanFilter() {
  const plans = usePlans();
  if (plans.length < 2) return null;
  return (
    <SelectFilter
      source="planId"
      label="Plan"
      choices={plans.map(({ id, title }) => ({ id, name: title }))}
      all="Every plan"
      dependants={['roundId', 'chapterId']}
    />
  );
}

/** The rounds of the plan that is chosen, the latest first. */
export function RoundFilter() {
  const { planId } = useFilters().filters;
  const rounds = useRounds().filter(({ plan }) => !planId || plan.id === planId);
  // Rounds of several plans may have the same title.
  const areOfOnePlan = new Set(rounds.map(({ plan }) => plan.id)).size < 2;
  return (
    <SelectFilter
      source="roundId"
      label="Round"
      choices={rounds.map(({ id, title, plan }) => ({
        id,
        name: areOfOnePlan ? title : `${title} (${plan.title})`,
      }))}
      dependants={areOfOnePlan ? [] : ['chapterId']}
    />
  );
}

/** @param planId of a list that is of one plan alone */
export function ChapterFilter({ planId }: { planId?: string }) {
  const plans = usePlans();
  const { filters } = useFilters();
  const rounds = useRounds({ enabled: Boolean(filters.roundId) });
  const ofRound = rounds.find(({ id }) => id === filters.roundId)?.plan.id;
  const only = planId ?? filters.planId ?? ofRound;
  const shown = plans.filter(({ id }) => !only || id === only);
  // Chapters of several plans may have the same title.
  const chapters = shown.flatMap((plan) =>
    plan.chapters.map(({ id, title }) => ({
      id,
      title: shown.length > 1 ? `${title} (${plan.title})` : title,
    })),
  );
  return (
    <SelectFilter
      source="chapterId"
      label="Chapter"
      choices={chapters.map(({ id, title }) => ({ id, name: title }))}
    />
  );
}

export function OrganisationFilter() {
  const organisations = useOrganisations();
  return (
    <SelectFilter
      source="organisationId"
      label="Organisation"
      choices={organisations.map(({ id, shortName }) => ({ id, name: shortName }))}
    />
  );
}

export function PersonFilter({ source, label }: { source: string; label: string }) {
  const choices = usePeopleChoices({ withClosed: true }).map((person) => ({
    id: person.id,
    name: personWords(person),
  }));
  return <SelectFilter source={source} label={label} choices={choices} all="Everyone" />;
}

const ALL = { pagination: { page: 1, perPage: 100 } };
const LATEST_FIRST = { ...ALL, sort: { field: 'periodEnd', order: 'DESC' } } as const;

export const usePlans = (): Plan[] =>
  useGetList<Plan>('plans', ALL, { staleTime: 300_000 }).data ?? [];

const useRounds = ({ enabled = true } = {}): RoundSummary[] =>
  useGetList<RoundSummary>('rounds', LATEST_FIRST, { enabled }).data ?? [];

export const useOrganisations = (): Organisation[] =>
  useGetList<Organisation>('organisations', ALL, { staleTime: 300_000 }).data ?? [];
