import { Alert, Box, Button, Menu, MenuItem, Paper, Typography } from '@mui/material';
import { useState } from 'react';
import { useGetList } from 'react-admin';
import type { CommitmentDetail, RegisterChange, RegisterChangeKind } from '../api/types.ts';
import { isAllowed } from '../components/ActionButton.tsx';
import { ChangedField } from '../components/ChangedField.tsx';
import { InstantText, PersonName } from '../components/Facts.tsx';
import { EmptyState, QueryStates } from '../components/States.tsx';
import { sentence } from '../components/words.ts';
import { Section } from '../layout/Page.tsx';
import { ChangeDialog } from './ChangeDialog.tsx';
import { CHANGE_WORDS, pastWords } from './registerWords.ts';
import { UndoDialog } from './UndoDialog.tsx';

/** What was changed in the register about a commitment, and the way to change it. */
export function RegisterSection({ commitment }: { commitment: CommitmentDetail }) {
  const [undoing, setUndoing] = useState<RegisterChange>();
  const query = useGetList<RegisterChange>('register-changes', {
    pagination: { page: 1, perPage: 200 },
    filter: { commitmentId: commitment.id },
    meta: { path: 'register/changes' },
  });
  const { pausedOn, isWaiting, closedOn } = commitment;
  const mayChange = isAllowed(commitment, 'change_register');
  // Not everybody reads the changes: to those who do not, an empty list would say what is not so.
  if (!mayChange && !pausedOn && !isWaiting && !query.error && !query.data?.length) return null;
  return (
    <Section
      title="Changes of the register"
      aside={mayChange && <ChangeMenu commitment={commitment} />}
    >
      {pausedOn && (
        <Alert severity="info" sx={{ mb: 1.5 }}>
          It is paused. What its updates say of delivery is for its owner to say.
        </Alert>
      )}
      {isWaiting && (
        <Alert severity="info" sx={{ mb: 1.5 }}>
          {closedOn
            ? 'It was taken back before it came into the register.'
            : 'It is not in the register yet: it comes in with its round.'}
        </Alert>
      )}
      <QueryStates query={query} what="the changes">
        {(changes) =>
          changes.length === 0 && mayChange ? (
            <EmptyState title="Nothing has been changed here">
              It stands as it came into the register.
            </EmptyState>
          ) : (
            <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
              {changes.map((change) => (
                <Paper component="li" variant="outlined" key={change.id} sx={{ p: 2, mb: 1 }}>
                  <Change change={change} onUndo={() => setUndoing(change)} />
                </Paper>
              ))}
            </Box>
          )
        }
      </QueryStates>
      {undoing && <UndoDialog change={undoing} onClose={() => setUndoing(undefined)} />}
    </Section>
  );
}

function Change({ change, onUndo }: { change: RegisterChange; onUndo: () => void }) {
  const { fields, reason, round, standing, madeBy, onBehalfOf, madeAt } = change;
  const from = `From ${round?.title ?? 'the next round to be opened'} on`;
  return (
    <>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'baseline' }}>
        <Typography variant="h3" sx={{ flexGrow: 1 }}>
          {pastWords(change)}
        </Typography>
        {isAllowed(change, 'undo') && (
          <Button size="small" onClick={onUndo} aria-label={`Undo: ${pastWords(change)}`}>
            Undo
          </Button>
        )}
      </Box>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {from}
        {standing === 'waiting' && ', not in force yet'}
        {standing === 'taken_back' && ', taken back since'} ·{' '}
        <PersonName person={madeBy} onBehalfOf={onBehalfOf} /> · <InstantText value={madeAt} />
      </Typography>
      {fields.map(({ field, ...values }) => (
        <ChangedField key={field} label={sentence(field)} {...values} />
      ))}
      <Typography sx={{ mt: 0.5, maxWidth: '80ch' }}>{reason}</Typography>
    </>
  );
}

function ChangeMenu({ commitment }: { commitment: CommitmentDetail }) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [kind, setKind] = useState<RegisterChangeKind>();
  // Where the plan has an impact assessment, also what is none of its actions has a place: none.
  const assess = commitment.assessment ? (['assess'] as const) : [];
  const kinds: RegisterChangeKind[] = commitment.closedOn
    ? ['reopen', 'replace', ...assess]
    : [
        ...(['reword', 'move', 'renumber', 'split', 'merge', 'replace'] as const),
        ...assess,
        commitment.pausedOn ? 'resume' : 'pause',
        'close',
      ];
  return (
    <>
      <Button
        variant="outlined"
        onClick={(event) => setAnchor(event.currentTarget)}
        aria-haspopup="menu"
      >
        Change the register
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {kinds.map((each) => (
          <MenuItem
            key={each}
            onClick={() => {
              setAnchor(null);
              setKind(each);
            }}
          >
            {CHANGE_WORDS[each].act}…
          </MenuItem>
        ))}
      </Menu>
      {kind && (
        <ChangeDialog
          kind={kind}
          planId={commitment.plan.id}
          commitment={commitment}
          onClose={() => setKind(undefined)}
        />
      )}
    </>
  );
}
