import { Box, Button, Paper, Stack, TextField } from '@mui/material';
import { useState } from 'react';
import type { Grant, PersonDetail, Plan, Role } from '../api/types.ts';
import { isAllowed } from '../components/ActionButton.tsx';
import { choicesOf, useOrganisations, usePlans } from '../components/Filters.tsx';
import { ConfirmDialog, FormDialog } from '../components/FormDialog.tsx';
import { EmptyState } from '../components/States.tsx';
import { useVerb } from '../components/useVerb.ts';
import { ROLE_WORDS } from '../components/words.ts';
import { Section } from '../layout/Page.tsx';
import { useApi, useMay } from '../providers/useMe.ts';

/** The roles that a secretariat gives and takes, for its own plans. */
const OF_SECRETARIAT: readonly Role[] = ['lead', 'clearer'];

/** What the person may do beside owning commitments, and where. */
export function GrantList({ person, mayManage }: { person: PersonDetail; mayManage: boolean }) {
  const mayName = useMay()('grants', 'give');
  const ownPlans = useOwnPlans(mayManage);
  const mayTake = ({ role, planId }: Grant): boolean =>
    mayManage ||
    (mayName &&
      OF_SECRETARIAT.includes(role) &&
      (!planId || ownPlans.some(({ id }) => id === planId)));
  const api = useApi();
  const verb = useVerb();
  const [isGiving, setGiving] = useState(false);
  const [removing, setRemoving] = useState<Grant>();
  return (
    <Section
      title="Roles"
      aside={mayName && <Button onClick={() => setGiving(true)}>Give a role</Button>}
    >
      {person.grants.length === 0 ? (
        <EmptyState title="No role">
          They can still own commitments and contribute to updates.
        </EmptyState>
      ) : (
        <Paper variant="outlined" component="ul" sx={{ listStyle: 'none', m: 0, px: 2.5, py: 1 }}>
          {person.grants.map((grant) => (
            <Box
              component="li"
              key={grant.id}
              sx={{ display: 'flex', gap: 2, alignItems: 'center', minHeight: 44 }}
            >
              <Box sx={{ flexGrow: 1 }}>
                <strong>{ROLE_WORDS[grant.role]}</strong>, {grant.scope}
              </Box>
              {mayTake(grant) && (
                <Button
                  size="small"
                  onClick={() => setRemoving(grant)}
                  aria-label={`Take away: ${ROLE_WORDS[grant.role]}, ${grant.scope}`}
                >
                  Take away
                </Button>
              )}
            </Box>
          ))}
        </Paper>
      )}
      {isGiving && (
        <GrantDialog person={person} mayManage={mayManage} onClose={() => setGiving(false)} />
      )}
      {removing && (
        <ConfirmDialog
          title="Take this role away?"
          confirmWords="Take it away"
          isDanger
          onConfirm={() =>
            verb.attempt(() => api.removeGrant(person.id, removing.id), 'The role is taken away')
          }
          onClose={() => setRemoving(undefined)}
        >
          {person.name} is no longer {ROLE_WORDS[removing.role].toLowerCase()}, {removing.scope}.
          What they did in that role stays on record.
        </ConfirmDialog>
      )}
    </Section>
  );
}

/** Every plan for who manages people, otherwise those of which one is the secretariat. */
const useOwnPlans = (mayManage: boolean): Plan[] =>
  usePlans().filter((plan) => mayManage || isAllowed(plan, 'plan_round'));

interface GrantDialogProps {
  person: PersonDetail;
  mayManage: boolean;
  onClose: () => void;
}

function GrantDialog({ person, mayManage, onClose }: GrantDialogProps) {
  const api = useApi();
  const verb = useVerb();
  const plans = useOwnPlans(mayManage);
  const organisations = useOrganisations();
  const [role, setRole] = useState<Role>('lead');
  const [chosenPlan, setPlanId] = useState('');
  const planId = chosenPlan || (plans[0]?.id ?? '');
  const [chapterId, setChapterId] = useState('');
  const [organisationId, setOrganisationId] = useState('');
  const hasPlan = !['administrator', 'auditor', 'clearer'].includes(role);
  const save = () =>
    verb.attempt(
      () =>
        api.addGrant(person.id, {
          role,
          ...(hasPlan && planId && { planId }),
          ...(role === 'lead' && chapterId && { chapterId }),
          ...(role === 'clearer' && organisationId && { organisationId }),
        }),
      'The role is given',
    );
  const chapters = plans.find(({ id }) => id === planId)?.chapters ?? [];
  return (
    <FormDialog
      title={`Give ${person.name} a role`}
      confirmWords="Give the role"
      onConfirm={save}
      onClose={onClose}
    >
      <Stack sx={{ gap: 2, pt: 1 }}>
        <Choice
          field="role"
          label="Role"
          value={role}
          onChange={(value) => setRole(value as Role)}
          choices={choicesOf(ROLE_WORDS).filter(
            ({ id }) => mayManage || OF_SECRETARIAT.includes(id as Role),
          )}
        />
        {hasPlan && (
          <Choice
            field="planId"
            label="Plan"
            value={planId}
            onChange={setPlanId}
            choices={plans.map(({ id, title }) => ({ id, name: title }))}
            none="Choose"
            isRequired
          />
        )}
        {role === 'lead' && planId && (
          <Choice
            field="chapterId"
            label="Chapter"
            value={chapterId}
            onChange={setChapterId}
            choices={chapters.map(({ id, title }) => ({ id, name: title }))}
            none="Every chapter"
          />
        )}
        {role === 'clearer' && (
          <Choice
            field="organisationId"
            label="Organisation"
            value={organisationId}
            onChange={setOrganisationId}
            choices={organisations.map(({ id, name }) => ({ id, name }))}
            none="Choose"
            isRequired
          />
        )}
      </Stack>
    </FormDialog>
  );
}

interface ChoiceProps {
  field: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  choices: { id: string; name: string }[];
  none?: string;
  isRequired?: boolean;
}

const Choice = ({ field, label, value, onChange, choices, none, isRequired }: ChoiceProps) => (
  <TextField
    id={`field-${field}`}
    select
    label={label}
    value={value}
    required={isRequired ?? false}
    onChange={(event) => onChange(event.target.value)}
    fullWidth
    slotProps={{ select: { native: true }, inputLabel: { shrink: true } }}
  >
    {none && <option value="">{none}</option>}
    {choices.map(({ id, name }) => (
      <option key={id} value={id}>
        {name}
      </option>
    ))}
  </TextField>
);
