import { Box } from '@mui/material';
import { useState, type ReactNode } from 'react';
import type { AvailableAction, PersonRef } from '../api/types.ts';
import { actionOf, ActionButton } from './ActionButton.tsx';
import { InstantText, PersonName } from './Facts.tsx';
import { SelectFilter } from './Filters.tsx';
import type { Column } from './RecordTable.tsx';

/** What one person asks for and another confirms or refuses. */
interface Asked {
  askedBy: PersonRef;
  askedOnBehalfOf?: PersonRef;
  askedAt: string;
  decidedBy?: PersonRef;
  decidedOnBehalfOf?: PersonRef;
  decidedAt?: string;
  availableActions: AvailableAction[];
}

export const ASKED_BY: Column<Asked> = {
  label: 'Asked by',
  sort: 'askedAt',
  render: ({ askedBy, askedOnBehalfOf, askedAt }) => (
    <>
      <PersonName person={askedBy} onBehalfOf={askedOnBehalfOf} />, <InstantText value={askedAt} />
    </>
  ),
};

export const AskedStateFilter = () => (
  <SelectFilter
    source="state"
    label="State"
    choices={[
      { id: 'asked', name: 'Waiting for a second person' },
      { id: 'confirmed', name: 'Confirmed' },
      { id: 'refused', name: 'Refused' },
    ]}
  />
);

interface SecondPersonProps {
  asked: Asked;
  /** What it is about, in the names of its buttons. */
  title: string;
  /** What was decided. */
  outcome: string;
  dialog: (decision: 'confirm' | 'refuse', onClose: () => void) => ReactNode;
}

/** What was decided and by whom; or the buttons for the second person. */
export function SecondPerson({ asked, title, outcome, dialog }: SecondPersonProps) {
  const [decision, setDecision] = useState<'confirm' | 'refuse'>();
  const { decidedBy, decidedOnBehalfOf, decidedAt } = asked;
  if (decidedBy && decidedAt) {
    return (
      <>
        {outcome} <PersonName person={decidedBy} onBehalfOf={decidedOnBehalfOf} />,{' '}
        <InstantText value={decidedAt} />
      </>
    );
  }
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
      <ActionButton
        action={actionOf(asked, 'confirm')}
        onAct={() => setDecision('confirm')}
        variant="outlined"
        size="small"
        aria-label={`Look and confirm: ${title}`}
      >
        Look and confirm
      </ActionButton>
      <ActionButton
        action={actionOf(asked, 'refuse')}
        onAct={() => setDecision('refuse')}
        size="small"
        aria-label={`Refuse: ${title}`}
      >
        Refuse
      </ActionButton>
      {decision && dialog(decision, () => setDecision(undefined))}
    </Box>
  );
}
