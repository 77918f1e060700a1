import { Box, Checkbox, FormControlLabel } from '@mui/material';
import type { LateOwners } from '../api/types.ts';
import { formatDate, workingDaysWords } from '../components/dates.ts';
import { personWords } from '../components/Facts.tsx';

/** A box stands beside the first line of a long label. */
const AT_THE_TOP = { alignItems: 'flex-start', '& .MuiFormControlLabel-label': { pt: 1 } };

interface LateOwnerListProps {
  owners: LateOwners['owners'];
  /** The updates that are chosen. */
  chosen: ReadonlySet<string>;
  onChoose: (chosen: ReadonlySet<string>) => void;
}

/** Late owners with their late updates, each to be left out; who was asked today is not asked again. */
export function LateOwnerList({ owners, chosen, onChoose }: LateOwnerListProps) {
  const choose = (ids: readonly string[], isChosen: boolean) => {
    const next = new Set(chosen);
    for (const id of ids) {
      if (isChosen) next.add(id);
      else next.delete(id);
    }
    onChoose(next);
  };
  return (
    <Box component="ul" aria-label="Late owners" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {owners.map(({ person, coveredBy, updates }) => {
        const open = updates.filter(({ isChasedToday }) => !isChasedToday).map(({ id }) => id);
        const taken = open.filter((id) => chosen.has(id));
        return (
          <Box component="li" key={person.id} sx={{ mb: 1 }}>
            <FormControlLabel
              label={
                <>
                  <strong>{personWords(person)}</strong>
                  {coveredBy && `: goes to ${personWords(coveredBy)}, who covers`}
                </>
              }
              sx={AT_THE_TOP}
              disabled={open.length === 0}
              control={
                <Checkbox
                  checked={open.length > 0 && taken.length === open.length}
                  indeterminate={taken.length > 0 && taken.length < open.length}
                  onChange={(event) => choose(open, event.target.checked)}
                />
              }
            />
            <Box component="ul" sx={{ listStyle: 'none', m: 0, pl: { xs: 2, sm: 4 } }}>
              {updates.map(({ id, title, dueOn, workingDaysLate, isChasedToday }) => (
                <Box component="li" key={id} sx={{ mb: 0.5 }}>
                  <FormControlLabel
                    disabled={isChasedToday}
                    sx={AT_THE_TOP}
                    control={
                      <Checkbox
                        checked={chosen.has(id)}
                        onChange={(event) => choose([id], event.target.checked)}
                      />
                    }
                    label={`${title}: due ${formatDate(dueOn)}, ${workingDaysWords(-workingDaysLate)}${isChasedToday ? '. Asked for today already' : ''}`}
                    slotProps={{ typography: { sx: { overflowWrap: 'anywhere' } } }}
                  />
                </Box>
              ))}
            </Box>
          </Box>
        );
      })}
    </Box>
  );
}
