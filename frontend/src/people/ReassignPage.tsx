import { Alert, Box, Button, Checkbox, FormControlLabel, Paper, Typography } from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { LeaverWork, PersonDetail, PersonRef, WorkLine } from '../api/types.ts';
import { ReasonDialog } from '../components/FormDialog.tsx';
import { PersonPicker } from '../components/PersonPicker.tsx';
import { EmptyState, ErrorState } from '../components/States.tsx';
import { useVerb } from '../components/useVerb.ts';
import { Page, Section } from '../layout/Page.tsx';
import { PageStates } from '../layout/PageStates.tsx';
import { useApi, useMay, useMe } from '../providers/useMe.ts';
import { useRecord } from '../providers/useRecord.ts';
import { WorkChoiceDialog } from './WorkChoiceDialog.tsx';
import { choiceKey, KIND_WORDS, sumUpWork, toChoices, type Otherwise } from './workChoices.ts';
import { WorkLines } from './WorkLines.tsx';

export default function ReassignPage() {
  const { id = '' } = useParams();
  const query = useRecord<PersonDetail>('people', id);
  return (
    <PageStates query={query} what="the person">
      {(person) => <ReassignWork person={person} />}
    </PageStates>
  );
}

interface Choosing {
  line: WorkLine;
  scope: 'line' | 'kind';
}

/** All that somebody holds, and who takes it on: shown as it would be, then done in one act. */
function ReassignWork({ person }: { person: PersonDetail }) {
  const api = useApi();
  const isAdministrator = useMay()('people', 'edit');
  const isSelf = useMe()?.person.id === person.id;
  const [successor, setSuccessor] = useState<PersonRef | null>(null);
  const [otherwise, setOtherwise] = useState<Otherwise>(new Map());
  const [isAccountClosed, setAccountClosed] = useState(false);
  const [choosing, setChoosing] = useState<Choosing>();
  const [confirming, setConfirming] = useState<LeaverWork>();
  const choices = toChoices(successor, otherwise, isAccountClosed);
  const query = useQuery({
    queryKey: ['people', person.id, 'reassignment', choices],
    queryFn: () => api.previewReassignment(person.id, choices),
    placeholderData: keepPreviousData,
    // What is confirmed is what stands there now, not what was remembered.
    gcTime: 0,
  });
  const keyOf = ({ line, scope }: Choosing): string =>
    choiceKey(line.what, scope === 'line' ? line.id : undefined);
  const choose = (choice: PersonRef | null | undefined): void => {
    const changed = new Map(otherwise);
    if (choice === undefined) changed.delete(keyOf(choosing!));
    else changed.set(keyOf(choosing!), choice);
    setOtherwise(changed);
  };
  return (
    <Page
      title={`Reassign the work of ${person.name}`}
      back={{ to: `/people/${person.id}`, label: person.name }}
      intro={`What they hold goes to others in one act. What they wrote, approved and signed stays under their name.${isAdministrator ? '' : ' You see the plans of which you are the secretariat; an administrator sees all.'}`}
    >
      <Box sx={{ maxWidth: 1100 }}>
        <Section title="Who takes it on">
          <Paper variant="outlined" sx={{ p: 2.5, display: 'grid', gap: 1.5, maxWidth: 760 }}>
            <PersonPicker
              label="Successor"
              isOptional
              value={successor}
              onChange={setSuccessor}
              helperText="Takes on everything below for which you choose nobody else."
            />
            {isAdministrator && !isSelf && person.isActive && (
              <FormControlLabel
                control={
                  <Checkbox
                    checked={isAccountClosed}
                    onChange={(event) => setAccountClosed(event.target.checked)}
                  />
                }
                label="Deactivate the account with it: they are signed out and cannot sign in"
              />
            )}
          </Paper>
        </Section>
        {query.error ? (
          <ErrorState
            error={query.error}
            // A choice may be about what they no longer hold: then all of it is chosen anew.
            onRetry={() => (otherwise.size > 0 ? setOtherwise(new Map()) : void query.refetch())}
          />
        ) : (
          query.data && (
            <Preview
              work={query.data}
              isCurrent={!query.isFetching && !query.isPlaceholderData}
              isAccountClosed={isAccountClosed}
              onChoose={(line, scope) => setChoosing({ line, scope })}
              onConfirm={() => setConfirming(query.data)}
            />
          )
        )}
      </Box>
      {choosing && (
        <WorkChoiceDialog
          {...choosing}
          chosen={otherwise.get(keyOf(choosing))}
          onChoose={choose}
          onClose={() => setChoosing(undefined)}
        />
      )}
      {confirming && (
        <ConfirmReassignment
          work={confirming}
          choices={choices}
          onClose={() => setConfirming(undefined)}
        />
      )}
    </Page>
  );
}

interface PreviewProps {
  work: LeaverWork;
  isCurrent: boolean;
  isAccountClosed: boolean;
  onChoose: (line: WorkLine, scope: 'line' | 'kind') => void;
  onConfirm: () => void;
}

function Preview({ work, isCurrent, isAccountClosed, onChoose, onConfirm }: PreviewProps) {
  const { lines } = work;
  const kinds = (Object.keys(KIND_WORDS) as WorkLine['what'][]).map((kind) =>
    lines.filter(({ what }) => what === kind),
  );
  const changes = isAccountClosed || lines.some(({ outcome }) => outcome !== 'stays');
  return (
    <>
      {lines.length === 0 && (
        <EmptyState title="They hold nothing that you could reassign">
          No commitment, update, role, claim or cover.
        </EmptyState>
      )}
      {kinds
        .filter((ofKind) => ofKind.length > 0)
        .map((ofKind) => (
          <WorkLines key={ofKind[0]!.what} lines={ofKind} onChoose={onChoose} />
        ))}
      {(lines.length > 0 || isAccountClosed) && (
        <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap', alignItems: 'center', mb: 4 }}>
          <Button variant="contained" onClick={onConfirm} disabled={!isCurrent || !changes}>
            Reassign
          </Button>
          <Typography role="status">{lines.length > 0 && sumUpWork(lines)}</Typography>
        </Box>
      )}
    </>
  );
}

interface ConfirmProps {
  work: LeaverWork;
  choices: ReturnType<typeof toChoices>;
  onClose: () => void;
}

/** Confirms exactly what was shown: a change meanwhile is refused, and shown anew behind it. */
function ConfirmReassignment({ work, choices, onClose }: ConfirmProps) {
  const api = useApi();
  const verb = useVerb();
  const navigate = useNavigate();
  const { person, lines, hash } = work;
  const notes = lines.reduce((count, line) => count + line.notes.length, 0);
  const reassign = async (reason: string) => {
    await verb.attempt(
      () => api.reassignWork(person.id, { ...choices, reason, seen: hash }),
      `The work of ${person.name} is reassigned`,
    );
    void navigate(`/people/${person.id}`);
  };
  return (
    <ReasonDialog
      title={`Reassign the work of ${person.name}?`}
      confirmWords="Reassign"
      isDanger={choices.isAccountClosed ?? false}
      hint="Read by the secretariat, the auditor and administrators."
      onConfirm={reassign}
      onClose={onClose}
    >
      <Typography>{lines.length > 0 && sumUpWork(lines)}</Typography>
      {choices.isAccountClosed && (
        <Typography sx={{ mt: 1 }}>
          Their account is deactivated: they are signed out and cannot sign in.
        </Typography>
      )}
      {notes > 0 && (
        <Alert severity="warning" sx={{ mt: 1.5 }}>
          {notes === 1
            ? 'One of these has a note: read it before you confirm.'
            : `There are ${notes} notes on these: read them before you confirm.`}
        </Alert>
      )}
    </ReasonDialog>
  );
}
