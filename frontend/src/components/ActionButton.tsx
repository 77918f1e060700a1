import { Box, Button, Popover, Typography, type ButtonProps } from '@mui/material';
import { useId, useState } from 'react';
import type { AvailableAction } from '../api/types.ts';
import { personWords } from './Facts.tsx';
import { VisuallyHidden } from './VisuallyHidden.tsx';

export const actionOf = (
  subject: { availableActions: AvailableAction[] } | undefined,
  name: string,
): AvailableAction | undefined => subject?.availableActions.find(({ action }) => action === name);

export const isAllowed = (
  subject: { availableActions: AvailableAction[] } | undefined,
  name: string,
): boolean => actionOf(subject, name)?.isAllowed ?? false;

/** Why an act is refused, and who can do it. */
export const refusalWords = (action: AvailableAction | undefined): string =>
  [action?.why ?? 'This is not possible now.', action?.whoCan].filter(Boolean).join(' ');

type ActionButtonProps = Omit<ButtonProps, 'action'> & {
  action: AvailableAction | undefined;
  onAct: () => void;
};

/**
 * A button for one act of the subject's workflow. When the act is refused the button can still be
 * reached and pressed, and then says why and who can.
 */
export function ActionButton({ action, onAct, children, ...props }: ActionButtonProps) {
  const whyId = useId();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  if (!action) return null;
  if (action.isAllowed) {
    return (
      <Button {...props} onClick={onAct}>
        {children}
        {action.onBehalfOf && ` for ${personWords(action.onBehalfOf)}`}
      </Button>
    );
  }
  return (
    <>
      <Button
        {...props}
        variant="outlined"
        color="inherit"
        aria-disabled="true"
        aria-describedby={whyId}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{
          ...props.sx,
          color: 'text.secondary',
          borderStyle: 'dashed',
          borderColor: 'text.secondary',
        }}
      >
        {children}
      </Button>
      <VisuallyHidden id={whyId}>{refusalWords(action)}</VisuallyHidden>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
      >
        <Box role="alert" sx={{ p: 2, maxWidth: 360 }}>
          <Typography variant="body2">{refusalWords(action)}</Typography>
        </Box>
      </Popover>
    </>
  );
}

/** A refusal said openly on the page, for the act that a visitor most likely came for. */
export function Refusal({ action, act }: { action: AvailableAction | undefined; act: string }) {
  if (!action || action.isAllowed) return null;
  return (
    <Typography variant="body2" sx={{ color: 'text.secondary' }}>
      You cannot {act}. {refusalWords(action)}
    </Typography>
  );
}
