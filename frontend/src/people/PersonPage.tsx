import { Box, Button, Paper, TextField } from '@mui/material';
import { useState } from 'react';
import { Link as RouterLink, useParams } from 'react-router';
import type { PersonDetail } from '../api/types.ts';
import { RecordTrail } from '../audit/RecordTrail.tsx';
import { FactList } from '../components/Facts.tsx';
import { ConfirmDialog, FormDialog } from '../components/FormDialog.tsx';
import { RecordLink } from '../components/RecordLink.tsx';

import { useVerb } from '../components/useVerb.ts';
import { Page, Section } from '../layout/Page.tsx';
import { PageStates } from '../layout/PageStates.tsx';
import { useApi, useMay } from '../providers/useMe.ts';
import { CoverList } from './CoverList.tsx';
import { GrantList } from './GrantList.tsx';
import { PastReassignments } from './PastReassignments.tsx';
import { PersonDialog } from './PersonDialog.tsx';
import { ActiveTag } from './PersonList.tsx';
import { useRecord } from '../providers/useRecord.ts';

export default function PersonPage() {
  const { id = '' } = useParams();
  const query = useRecord<PersonDetail>('people', id);
  return (
    <PageStates query={query} what="the person">
      {(person) => <OnePerson person={person} />}
    </PageStates>
  );
}

type Asking = 'change' | 'password' | 'active';

function OnePerson({ person }: { person: PersonDetail }) {
  const may = useMay();
  const [asking, setAsking] = useState<Asking>();
  const mayManage = may('people', 'edit');
  const close = () => setAsking(undefined);
  return (
    <Page
      title={person.name}
      back={{ to: '/people', label: 'People' }}
      aside={
        <>
          <ActiveTag isActive={person.isActive} />
          {may('people', 'reassign') && (
            <Button variant="outlined" component={RouterLink} to={`/people/${person.id}/reassign`}>
              Reassign their work
            </Button>
          )}
          {mayManage && (
            <>
              <Button variant="outlined" onClick={() => setAsking('change')}>
                Change details
              </Button>
              <Button variant="outlined" onClick={() => setAsking('password')}>
                Set a new password
              </Button>
              <Button
                variant="outlined"
                color={person.isActive ? 'error' : 'primary'}
                onClick={() => setAsking('active')}
              >
                {person.isActive ? 'Deactivate' : 'Activate again'}
              </Button>
            </>
          )}
        </>
      }
    >
      <Section title="Details">
        <Paper variant="outlined" sx={{ p: 2.5, maxWidth: 760 }}>
          <FactList
            facts={[
              ['Email', person.email],
              ['Organisation', person.organisation.name],
              [
                'Owns',
                <RecordLink
                  key="owns"
                  to={`/commitments?filter=${encodeURIComponent(JSON.stringify({ ownerId: person.id }))}`}
                >
                  {person.ownedCommitments === 1
                    ? '1 commitment'
                    : `${person.ownedCommitments} commitments`}
                </RecordLink>,
              ],
            ]}
          />
        </Paper>
      </Section>
      <Box sx={{ maxWidth: 900 }}>
        <GrantList person={person} mayManage={mayManage} />
        <CoverList person={person} roles={person.roles} covers={person.covers} />
        <PastReassignments personId={person.id} />
      </Box>
      <RecordTrail filter={{ subjectKind: 'person', subjectId: person.id }} />
      {asking === 'change' && <PersonDialog person={person} onClose={close} />}
      {asking === 'password' && <PasswordDialog person={person} onClose={close} />}
      {asking === 'active' && <ActiveDialog person={person} onClose={close} />}
    </Page>
  );
}

function PasswordDialog({ person, onClose }: { person: PersonDetail; onClose: () => void }) {
  const api = useApi();
  const verb = useVerb();
  const [password, setPassword] = useState('');
  return (
    <FormDialog
      title={`A new password for ${person.name}`}
      confirmWords="Set the password"
      onConfirm={() =>
        verb.attempt(() => api.setPassword(person.id, password), 'The password is set')
      }
      onClose={onClose}
      isConfirmDisabled={password === ''}
    >
      They are signed out everywhere and sign in with the new password. Tell it to them yourself.
      <TextField
        id="field-password"
        label="New password"
        type="password"
        autoComplete="new-password"
        slotProps={{ htmlInput: { minLength: 12 } }}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        autoFocus
        required
        fullWidth
        sx={{ mt: 2 }}
      />
    </FormDialog>
  );
}

function ActiveDialog({ person, onClose }: { person: PersonDetail; onClose: () => void }) {
  const api = useApi();
  const verb = useVerb();
  const isActive = !person.isActive;
  const save = () =>
    verb.attempt(
      () => api.update('people', { id: person.id, data: { isActive }, previousData: person }),
      isActive ? 'The account is active again' : 'The account is deactivated',
    );
  return (
    <ConfirmDialog
      title={isActive ? `Activate ${person.name} again?` : `Deactivate ${person.name}?`}
      confirmWords={isActive ? 'Activate' : 'Deactivate'}
      isDanger={!isActive}
      onConfirm={save}
      onClose={onClose}
    >
      {isActive
        ? 'They can sign in again, with the roles below.'
        : 'They are signed out and cannot sign in. What they wrote, approved and signed stays under their name. To give their work to others first, or with it: Reassign their work.'}
    </ConfirmDialog>
  );
}
