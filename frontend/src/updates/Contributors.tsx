import { Box, Button, Typography } from '@mui/material';
import { useState } from 'react';
import type { PersonRef, UpdateDetail } from '../api/types.ts';
import { isAllowed } from '../components/ActionButton.tsx';
import { personWords } from '../components/Facts.tsx';
import { FormDialog } from '../components/FormDialog.tsx';
import { PersonPicker } from '../components/PersonPicker.tsx';
import { useVerb } from '../components/useVerb.ts';
import { useApi, useMe } from '../providers/useMe.ts';

/** The owner and those who write with them. */
export function Contributors({ update }: { update: UpdateDetail }) {
  const api = useApi();
  const verb = useVerb();
  const [isAdding, setAdding] = useState(false);
  const mayManage = isAllowed(update, 'manage_contributors');
  return (
    <>
      <Typography variant="h2" sx={{ mt: 3, mb: 1 }}>
        Who writes
      </Typography>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        <Typography component="li" variant="body2">
          {update.owner ? personWords(update.owner) : 'Nobody yet'} (owner)
        </Typography>
        {update.contributors.map((person) => (
          <Typography component="li" variant="body2" key={person.id}>
            {personWords(person)}{' '}
            {mayManage && (
              <Button
                size="small"
                onClick={() =>
                  void verb.run(
                    () => api.removeContributor(update.id, person.id),
                    `${person.name} no longer contributes`,
                  )
                }
                aria-label={`Remove ${person.name}`}
              >
                Remove
              </Button>
            )}
          </Typography>
        ))}
      </Box>
      {mayManage && (
        <Button size="small" onClick={() => setAdding(true)} sx={{ mt: 0.5, px: 0.5, ml: -0.5 }}>
          Add a contributor
        </Button>
      )}
      {isAdding && <AddDialog update={update} onClose={() => setAdding(false)} />}
    </>
  );
}

function AddDialog({ update, onClose }: { update: UpdateDetail; onClose: () => void }) {
  const api = useApi();
  const verb = useVerb();
  const me = useMe();
  const [person, setPerson] = useState<PersonRef | null>(null);
  const isSecretariat = me?.roles.includes('secretariat') ?? false;
  const organisation = update.owner?.organisation;
  const named = [update.owner?.id, ...update.contributors.map(({ id }) => id)];
  return (
    <FormDialog
      title="Add a contributor"
      confirmWords="Add"
      onConfirm={() =>
        verb.attempt(
          () => api.addContributor(update.id, person!.id),
          `${person!.name} can write too`,
        )
      }
      onClose={onClose}
      isConfirmDisabled={!person}
    >
      <Typography sx={{ mb: 2 }}>
        They see the draft and can change it. Whoever has written any of the text cannot approve it.
        {!isSecretariat &&
          ` You can name colleagues of ${organisation ?? 'your organisation'}; the secretariat can name others.`}
      </Typography>
      <PersonPicker
        label="Person"
        value={person}
        onChange={setPerson}
        offers={({ id, ...other }) =>
          !named.includes(id) && (isSecretariat || other.organisation === organisation)
        }
      />
    </FormDialog>
  );
}
