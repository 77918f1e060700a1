import {
  Box,
  Button,
  Paper,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  Typography,
} from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import type { Acronym, Acronyms } from '../api/types.ts';
import { actionOf, ActionButton } from '../components/ActionButton.tsx';
import { ConfirmDialog } from '../components/FormDialog.tsx';
import { EmptyState } from '../components/States.tsx';
import { useVerb } from '../components/useVerb.ts';
import { VisuallyHidden } from '../components/VisuallyHidden.tsx';
import { Page } from '../layout/Page.tsx';
import { PageStates } from '../layout/PageStates.tsx';
import { useApi } from '../providers/useMe.ts';
import { AcronymDialog } from './AcronymDialog.tsx';

type Asking = { what: 'add' } | { what: 'change' | 'end'; acronym: Acronym };

/** A plan's register of acronyms: what short forms stand for, for readers of its editions. */
export default function AcronymsPage() {
  const { id = '' } = useParams();
  const api = useApi();
  const query = useQuery({
    queryKey: ['plans', id, 'acronyms'],
    queryFn: () => api.getAcronyms(id),
  });
  return (
    <PageStates query={query} what="the acronyms">
      {(acronyms) => <Register planId={id} acronyms={acronyms} />}
    </PageStates>
  );
}

function Register({ planId, acronyms }: { planId: string; acronyms: Acronyms }) {
  const api = useApi();
  const verb = useVerb();
  const [asking, setAsking] = useState<Asking>();
  const close = () => setAsking(undefined);
  const change = actionOf(acronyms, 'change');
  return (
    <Page
      title="Acronyms"
      back={{ to: '/plans', label: 'Plans' }}
      intro="Every edition lists at its end those that occur in it, as they stand here when the round is sealed. What is sealed or published keeps its list."
      aside={
        <ActionButton action={change} onAct={() => setAsking({ what: 'add' })} variant="contained">
          Add an acronym
        </ActionButton>
      }
    >
      {acronyms.data.length === 0 ? (
        <EmptyState title="No acronym yet">
          Add the short forms that readers outside may not know, such as BWV.
        </EmptyState>
      ) : (
        <Paper variant="outlined" sx={{ maxWidth: 900, overflowX: 'auto' }}>
          <Table size="small">
            <caption style={{ captionSide: 'top', padding: 0 }}>
              <VisuallyHidden>The acronyms, by the alphabet</VisuallyHidden>
            </caption>
            <TableHead>
              <TableRow>
                <TableCell>Short form</TableCell>
                <TableCell>In full</TableCell>
                {change?.isAllowed && (
                  <TableCell>
                    <VisuallyHidden>Change or remove</VisuallyHidden>
                  </TableCell>
                )}
              </TableRow>
            </TableHead>
            <TableBody>
              {acronyms.data.map((acronym) => (
                <TableRow key={acronym.id}>
                  <TableCell component="th" scope="row" sx={{ fontWeight: 650 }}>
                    {acronym.short}
                  </TableCell>
                  <TableCell sx={{ overflowWrap: 'break-word' }}>{acronym.expansion}</TableCell>
                  {change?.isAllowed && (
                    <TableCell>
                      <Box sx={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'flex-end' }}>
                        {(['change', 'end'] as const).map((what) => (
                          <Button
                            key={what}
                            size="small"
                            onClick={() => setAsking({ what, acronym })}
                          >
                            {what === 'change' ? 'Change' : 'Remove'}
                            <VisuallyHidden> {acronym.short}</VisuallyHidden>
                          </Button>
                        ))}
                      </Box>
                    </TableCell>
                  )}
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </Paper>
      )}
      {asking?.what === 'end' && (
        <ConfirmDialog
          title={`Remove ${asking.acronym.short}`}
          confirmWords="Remove"
          onConfirm={() =>
            verb.attempt(
              () => api.endAcronym(planId, asking.acronym.id),
              `${asking.acronym.short} is removed`,
            )
          }
          onClose={close}
        >
          <Typography>
            Editions to come no longer list it. What is sealed or published keeps it.
          </Typography>
        </ConfirmDialog>
      )}
      {asking && asking.what !== 'end' && (
        <AcronymDialog
          planId={planId}
          acronym={asking.what === 'change' ? asking.acronym : undefined}
          onClose={close}
        />
      )}
    </Page>
  );
}
