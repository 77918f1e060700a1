import {
  Checkbox,
  FormControl,
  FormControlLabel,
  FormHelperText,
  FormLabel,
  Typography,
} from '@mui/material';
import { Fragment } from 'react';
import type { Assessment } from '../api/types.ts';
import { useAssessment } from '../commitments/useAssessment.ts';
import { QueryStates } from '../components/States.tsx';

interface AssessmentChoiceProps {
  planId: string;
  /** Ids of actions. */
  chosen: readonly string[];
  onChange: (actionIds: string[]) => void;
  problem?: string;
}

type Action = Assessment['actions'][number];

/** Which actions of the plan's impact assessment a commitment is; none, when it lists it nowhere. */
export function AssessmentChoice({ planId, chosen, onChange, problem }: AssessmentChoiceProps) {
  const query = useAssessment(planId);
  const choose = (id: string, isChosen: boolean) =>
    onChange(isChosen ? [...chosen, id] : chosen.filter((each) => each !== id));
  return (
    <QueryStates query={query} what="the impact assessment">
      {({ actions }) => (
        <FormControl component="fieldset" error={problem !== undefined} id="field-actionIds">
          <FormLabel component="legend">
            Which of its actions the commitment is; none if it was added to the plan later
          </FormLabel>
          {actions.map((action, index) => (
            <Fragment key={action.actionId}>
              {action.section !== actions[index - 1]?.section && (
                <Typography sx={{ fontWeight: 650, mt: 1.5 }}>
                  {action.section}. {action.sectionTitle}
                </Typography>
              )}
              <FormControlLabel
                sx={{ alignItems: 'flex-start' }}
                control={
                  <Checkbox
                    sx={{ mt: -1 }}
                    checked={chosen.includes(action.actionId)}
                    onChange={(_, isChosen) => choose(action.actionId, isChosen)}
                  />
                }
                label={actionWords(action)}
              />
            </Fragment>
          ))}
          {problem && <FormHelperText>{problem}</FormHelperText>}
        </FormControl>
      )}
    </QueryStates>
  );
}

/** “4 d: Gangs Matrix” */
const actionWords = ({ section, letter, commitments }: Action): string =>
  `${section} ${letter}: ${commitments.map(({ title }) => title).join('; ') || 'no commitment yet'}`;
