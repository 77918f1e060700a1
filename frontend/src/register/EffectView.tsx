import AppearsIcon from '@mui/icons-material/AddCircleOutlined';
import ChangesIcon from '@mui/icons-material/DifferenceOutlined';
import GoneIcon from '@mui/icons-material/RemoveCircleOutlined';
import type { SvgIconComponent } from '@mui/icons-material';
import { Alert, AlertTitle, Box, Typography } from '@mui/material';
import { useEffect, useRef } from 'react';
import type { RegisterPreview } from '../api/types.ts';
import { ChangedField } from '../components/ChangedField.tsx';
import { personWords } from '../components/Facts.tsx';
import { Tag } from '../components/StateChip.tsx';
import { NewRowsDue } from '../rounds/NewRowsDue.tsx';
import { sentence } from '../components/words.ts';
import type { Tone } from '../components/tones.ts';

type RowEffect = RegisterPreview['rows'][number];

const LOOKS: Record<RowEffect['what'], { tone: Tone; icon: SvgIconComponent; label: string }> = {
  appears: { tone: 'green', icon: AppearsIcon, label: 'Appears' },
  disappears: { tone: 'red', icon: GoneIcon, label: 'Disappears' },
  changes: { tone: 'blue', icon: ChangesIcon, label: 'Changes' },
};

/** What a change would do, before it is made. */
export function EffectView({ preview }: { preview: RegisterPreview }) {
  const { rows, parts, unanswered, refusals, unchanged } = preview;
  const fields = preview.fields.filter((field) => !isShownByARow(field, rows));
  const box = useRef<HTMLElement>(null);
  // Newer browsers answer a scroll with a promise, which React would take for a clean-up.
  useEffect(() => void box.current?.scrollIntoView({ block: 'nearest' }), [preview]);
  return (
    <Box component="section" ref={box} aria-label="What this does" role="status" sx={{ mt: 2.5 }}>
      <Typography variant="h3" component="h3" sx={{ mb: 0.5 }}>
        What this does
      </Typography>
      <Typography sx={{ mb: 1 }}>{whenWords(preview)}</Typography>
      {refusals.length > 0 && (
        <Alert severity="error" sx={{ mb: 1.5 }}>
          <AlertTitle>It cannot be made as things stand</AlertTitle>
          <Lines lines={refusals} />
        </Alert>
      )}
      {fields.map(({ field, ...values }) => (
        <ChangedField key={field} label={sentence(field)} {...values} />
      ))}
      {rows.length > 0 && (
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {rows.map((row, index) => (
            <Box component="li" key={index} sx={{ py: 1, borderTop: 1, borderColor: 'divider' }}>
              <Row row={row} />
            </Box>
          ))}
        </Box>
      )}
      <NewRowsDue on={preview.newRowsDueOn} what="a row" />
      <Typography variant="body2" sx={{ color: 'text.secondary', my: 1 }}>
        {rows.length === 0 ? 'No row changes.' : restStays(unchanged)}
      </Typography>
      {fields.some(({ field }) => field === 'status') && (
        <Typography sx={{ mb: 1 }}>
          Its rows stay, and each round asks for an update as before. The register and its own page
          say from then on that it is {fields.find(({ field }) => field === 'status')?.to}; what
          editions print of it is for the update to say.
        </Typography>
      )}
      {parts.length > 0 && (
        <>
          <Typography sx={{ fontWeight: 650 }}>Whose part changes</Typography>
          <Lines lines={parts.map(partWords)} />
        </>
      )}
      {unanswered.length > 0 && (
        <Alert severity="warning" sx={{ mt: 1 }}>
          No row answers these any more: {unanswered.join('; ')}.
        </Alert>
      )}
    </Box>
  );
}

const isShownByARow = (
  { field, to }: RegisterPreview['fields'][number],
  rows: readonly RowEffect[],
): boolean =>
  rows.some(({ after }) => after !== undefined && field in after && after[field as 'title'] === to);

const restStays = (count: number): string =>
  count === 1 ? '1 other row stays as it is.' : `${count} other rows stay as they are.`;

function whenWords({ round, isImmediate, isWithdrawal }: RegisterPreview): string {
  if (isWithdrawal) return 'It has not taken effect: it is dropped, and no row changes.';
  if (isImmediate) return `In ${round?.title ?? 'the open round'}, at once.`;
  return `When ${round?.title ?? 'the next round'} opens, as things stand now. Nothing changes before.`;
}

const partWords = ({ person, part, what, title }: RegisterPreview['parts'][number]): string => {
  const verb = part === 'lead' ? 'review' : 'write';
  const name = personWords(person);
  return what === 'gains'
    ? `${name} will ${verb} “${title}”`
    : `${name} will no longer ${verb} “${title}”`;
};

const Lines = ({ lines }: { lines: string[] }) => (
  <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
    {lines.map((line) => (
      <li key={line}>{line}</li>
    ))}
  </Box>
);

function Row({ row: { what, differences, before, after } }: { row: RowEffect }) {
  const shown = after ?? before!;
  const isNew = (difference: RowEffect['differences'][number]): boolean =>
    differences.includes(difference);
  return (
    <>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1, alignItems: 'center' }}>
        <Tag {...LOOKS[what]} />
        <Typography sx={{ fontWeight: 600 }}>{shown.title}</Typography>
      </Box>
      {!(before && after) && (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          Place {shown.position}, in {shown.chapter}
          {shown.reference && `, as ${shown.reference}`}
        </Typography>
      )}
      {before && after && (
        <>
          {before.title !== after.title && (
            <ChangedField label="Title" from={before.title} to={after.title} />
          )}
          {isNew('moved') && (
            <ChangedField
              label="Place"
              from={String(before.position)}
              to={String(after.position)}
            />
          )}
          {isNew('other_chapter') && (
            <ChangedField label="Chapter" from={before.chapter} to={after.chapter} />
          )}
          {isNew('renumbered') && (
            <ChangedField
              label="Reference"
              from={before.reference ?? 'none'}
              to={after.reference ?? 'none'}
            />
          )}
          {isNew('reworded') && (
            <ChangedField label="Wording" from={before.wording} to={after.wording} />
          )}
          {isNew('regrouped') && (
            <ChangedField
              label="Answers"
              from={before.commitments.join('; ')}
              to={after.commitments.join('; ')}
            />
          )}
        </>
      )}
    </>
  );
}
