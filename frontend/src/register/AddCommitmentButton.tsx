import { Button, Menu, MenuItem } from '@mui/material';
import { useState } from 'react';
import { isAllowed } from '../components/ActionButton.tsx';
import { usePlans } from '../components/Filters.tsx';
import { useMay } from '../providers/useMe.ts';
import { ChangeDialog } from './ChangeDialog.tsx';

/** Adds to the register; asks for the plan where they are the secretariat of several. */
export function AddCommitmentButton() {
  const may = useMay();
  // Whoever may plan a round of it keeps its register.
  const plans = usePlans().filter((plan) => isAllowed(plan, 'plan_round'));
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [planId, setPlanId] = useState<string>();
  if (!may('register', 'change') || plans.length === 0) return null;
  const choose = (id: string) => {
    setAnchor(null);
    setPlanId(id);
  };
  return (
    <>
      <Button
        variant="outlined"
        aria-haspopup={plans.length > 1 ? 'menu' : 'dialog'}
        onClick={(event) =>
          plans.length > 1 ? setAnchor(event.currentTarget) : choose(plans[0]!.id)
        }
      >
        Add a commitment
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {plans.map(({ id, title }) => (
          <MenuItem key={id} onClick={() => choose(id)}>
            {title}
          </MenuItem>
        ))}
      </Menu>
      {planId && <ChangeDialog kind="add" planId={planId} onClose={() => setPlanId(undefined)} />}
    </>
  );
}
