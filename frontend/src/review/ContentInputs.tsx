import { DELIVERY_WORDS, STATED_DELIVERIES, type Delivery } from '@common/content.ts';
import { TextField, Typography } from '@mui/material';
import { lazy, Suspense, useId } from 'react';
import type { Content } from '../api/types.ts';
import { LoadingState } from '../components/States.tsx';

const RichTextEditor = lazy(() => import('../components/RichTextEditor.tsx'));

interface ContentInputsProps {
  /** A paragraph of a summary is words alone. */
  isSummary: boolean;
  /** What the editor begins with; a greater generation replaces what is in it. */
  start: { content: Content; generation: number };
  content: Content;
  onChange: (change: (now: Content) => Content) => void;
}

/** The text, its delivery status and next milestone, as a lead would have them. */
export function ContentInputs({ isSummary, start, content, onChange }: ContentInputsProps) {
  const labelId = useId();
  return (
    <>
      <Typography variant="h3" component="p" id={labelId} sx={{ mb: 1 }}>
        The text
      </Typography>
      <Suspense fallback={<LoadingState what="the editor" />}>
        <RichTextEditor
          labelId={labelId}
          document={start.content.document}
          generation={start.generation}
          onChange={(document) => onChange((now) => ({ ...now, document }))}
          minHeight={220}
        />
      </Suspense>
      {!isSummary && (
        <>
          <TextField
            select
            label="Delivery status"
            value={content.delivery ?? ''}
            onChange={(event) => {
              const delivery = event.target.value as Delivery;
              onChange((now) => ({ ...now, delivery }));
            }}
            slotProps={{ select: { native: true }, inputLabel: { shrink: true } }}
            sx={{ my: 2, minWidth: 280 }}
          >
            {!content.delivery && <option value="">Choose</option>}
            {STATED_DELIVERIES.map((delivery) => (
              <option key={delivery} value={delivery}>
                {DELIVERY_WORDS[delivery]}
              </option>
            ))}
          </TextField>
          <TextField
            label="Next milestone"
            value={content.nextMilestone ?? ''}
            onChange={(event) => {
              const nextMilestone = event.target.value || undefined;
              onChange((now) => ({ ...now, nextMilestone }));
            }}
            fullWidth
          />
        </>
      )}
    </>
  );
}
