import { Autocomplete, createFilterOptions, TextField } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import type { PersonRef } from '../api/types.ts';
import { useApi } from '../providers/useMe.ts';
import { personWords } from './Facts.tsx';

interface PersonPickerProps {
  /** Where the focus goes when the choice is refused. */
  id?: string;
  label: string;
  value: PersonRef | null;
  onChange: (person: PersonRef | null) => void;
  helperText?: string;
  isError?: boolean;
  isOptional?: boolean;
  /** Who of everybody is offered. */
  offers?: (person: PersonRef) => boolean;
}

/** Choose a person by typing a part of the name. */
export function PersonPicker(props: PersonPickerProps) {
  const { id, label, value, onChange, helperText, isError, isOptional = false } = props;
  const { offers = () => true } = props;
  const people = usePeopleChoices().filter(offers);
  return (
    <Autocomplete
      id={id}
      options={people}
      filterOptions={FIRST}
      value={value}
      onChange={(_, person) => onChange(person)}
      getOptionLabel={personWords}
      getOptionKey={(person) => person.id}
      isOptionEqualToValue={(one, other) => one.id === other.id}
      noOptionsText="Nobody has that name"
      renderInput={(params) => (
        <TextField
          {...params}
          label={label}
          helperText={helperText}
          error={isError}
          required={!isOptional}
        />
      )}
    />
  );
}

/** As many as a person reads through: a few letters more bring the others. */
const FIRST = createFilterOptions<PersonRef>({ limit: 100 });

/**
 * Everyone who can be chosen; few enough to be loaded at once.
 * @param withClosed also who left, for finding what they did
 */
export function usePeopleChoices({ withClosed = false } = {}): PersonRef[] {
  const api = useApi();
  const { data } = useQuery({
    queryKey: ['people', 'choices', withClosed],
    queryFn: () => api.choosePeople(withClosed),
    staleTime: 300_000,
  });
  return data?.data ?? [];
}
