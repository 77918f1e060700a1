import { Box, Button, Typography } from '@mui/material';
import { useState } from 'react';
import { useListContext } from 'react-admin';
import type { Commitment } from '../api/types.ts';
import { useVerb } from '../components/useVerb.ts';
import { useApi } from '../providers/useMe.ts';
import { AssignDialog } from './AssignDialog.tsx';

const countWords = (count: number): string =>
  count === 1 ? '1 commitment' : `${count} commitments`;

/** How many are chosen, the way to choose all that the filters leave, and what is done with them. */
export function ChosenCommitments() {
  const { selectedIds, total = 0, onSelect } = useListContext<Commitment>();
  const everyListed = useEveryListed();
  const [isAssigning, setAssigning] = useState(false);
  const chosen = selectedIds.length;
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', mb: 1.5 }}>
      <Typography variant="body2" role="status" sx={{ mr: 1 }}>
        {chosen === 0 ? 'Choose commitments to assign them.' : `${countWords(chosen)} chosen.`}
      </Typography>
      {total > 0 && (
        <Button size="small" onClick={() => void everyListed().then((ids) => ids && onSelect(ids))}>
          Choose all {total} listed
        </Button>
      )}
      {chosen > 0 && (
        <>
          <Button size="small" onClick={() => onSelect([])}>
            Choose none
          </Button>
          <Button size="small" variant="contained" onClick={() => setAssigning(true)}>
            Assign {countWords(chosen)}
          </Button>
        </>
      )}
      {isAssigning && (
        <AssignDialog
          commitmentIds={selectedIds as string[]}
          what={countWords(chosen)}
          onClose={() => setAssigning(false)}
          onAssigned={() => onSelect([])}
        />
      )}
    </Box>
  );
}

const MOST_AT_ONCE = 200;

/** The ids of all that the present filters leave, on every page. */
function useEveryListed(): () => Promise<string[] | undefined> {
  const api = useApi();
  const verb = useVerb();
  const { filterValues, sort, total = 0 } = useListContext<Commitment>();
  const pages = Array.from({ length: Math.ceil(total / MOST_AT_ONCE) }, (_, index) => index + 1);
  return () =>
    verb.ask(async () => {
      const lists = await Promise.all(
        pages.map((page) =>
          api.getList<Commitment>('commitments', {
            filter: filterValues,
            sort,
            pagination: { page, perPage: MOST_AT_ONCE },
          }),
        ),
      );
      return lists.flatMap(({ data }) => data.map(({ id }) => id));
    });
}
