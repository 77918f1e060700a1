import { DELIVERY_WORDS } from '@common/content.ts';
import { evidenceNote } from '@common/evidence.ts';
import { documentSummary } from '@common/rich-text/diff-words.ts';
import type { TextDiffSegment } from '@common/rich-text/diff.types.ts';
import {
  Alert,
  Box,
  ToggleButton,
  ToggleButtonGroup,
  Typography,
  useMediaQuery,
  type Theme,
} from '@mui/material';
import { useStore } from 'react-admin';
import type { Content, DiffAnswer } from '../api/types.ts';
import { Block, Deleted, Inserted, isOn, Segment, type Side } from './DiffBlock.tsx';
import { sentence } from './words.ts';

/** What changed between two texts, in one column or two. The choice is kept in this browser. */
export function DiffView({
  answer,
  isCompact = false,
  isEvidenceBeside = false,
}: {
  answer: DiffAnswer;
  isCompact?: boolean;
  /** The evidence has a list of its own on the page, which shows what changed of it. */
  isEvidenceBeside?: boolean;
}) {
  const [layout, setLayout] = useStore<'inline' | 'side'>('diff.layout', 'inline');
  const { from, to } = answer;
  const diff = isEvidenceBeside ? { ...answer.diff, evidence: undefined } : answer.diff;
  // Two columns of a few letters each are no comparison.
  const isNarrow = useMediaQuery<Theme>(({ breakpoints }) => breakpoints.down('sm'));
  const hasSides = !isCompact && !isNarrow;
  const isSide = layout === 'side' && hasSides;
  return (
    <Box>
      <Box
        data-no-text=""
        sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, mb: 1.5, alignItems: 'center' }}
      >
        <Typography variant="body2" sx={{ flexGrow: 1, color: 'text.secondary' }}>
          From <strong>{from.label}</strong> to <strong>{to.label}</strong>: {summaryWords(answer)}
        </Typography>
        {hasSides && (
          <ToggleButtonGroup
            exclusive
            size="small"
            value={layout}
            onChange={(_, next: 'inline' | 'side' | null) => next && setLayout(next)}
            aria-label="How to show the changes"
          >
            <ToggleButton value="inline" sx={{ textTransform: 'none' }}>
              In one text
            </ToggleButton>
            <ToggleButton value="side" sx={{ textTransform: 'none' }}>
              Side by side
            </ToggleButton>
          </ToggleButtonGroup>
        )}
      </Box>
      {isUnchanged(answer) && (
        <Alert severity="info" sx={{ mb: 1.5 }}>
          No change: the same words, delivery status, next milestone and figures.
        </Alert>
      )}
      {isSide ? (
        <SideBySide answer={{ ...answer, diff }} />
      ) : (
        <Box sx={{ maxWidth: '72ch' }}>
          <Facts diff={diff} side="both" />
          {diff.document.blocks.map((block, index) => (
            <Block key={index} block={block} side="both" />
          ))}
        </Box>
      )}
    </Box>
  );
}

/**
 * A block that is in both texts stands in one row; one that is new or gone faces an empty place. To a
 * screen reader it is a table: each place is said with the text that it is of.
 */
function SideBySide({ answer: { from, to, diff } }: { answer: DiffAnswer }) {
  return (
    <Box
      role="table"
      aria-label="The two texts side by side"
      sx={{
        display: 'grid',
        gridTemplateColumns: '1fr 1fr',
        columnGap: 3,
        '& > [role=row]': { display: 'contents' },
        '& > [role=row] > *': { minWidth: 0 },
      }}
    >
      <div role="row">
        {[from.label, to.label].map((label, index) => (
          <Typography key={index} role="columnheader" variant="h3" component="div" sx={{ mb: 1 }}>
            {sentence(label)}
          </Typography>
        ))}
      </div>
      <div role="row">
        <div role="cell">
          <Facts diff={diff} side="before" />
        </div>
        <div role="cell">
          <Facts diff={diff} side="after" />
        </div>
      </div>
      {diff.document.blocks.map((block, index) => (
        <div role="row" key={index}>
          <div role="cell" data-no-text="">
            {isOn('before', block.kind) && <Block block={block} side="before" />}
          </div>
          <div role="cell">{isOn('after', block.kind) && <Block block={block} side="after" />}</div>
        </div>
      ))}
    </Box>
  );
}

const isUnchanged = ({ diff }: DiffAnswer): boolean =>
  diff.document.isEqual &&
  !diff.delivery &&
  !diff.figures &&
  !diff.evidence &&
  !milestoneSegments(diff).some((s) => s.op !== 'same');

export function summaryWords(answer: DiffAnswer): string {
  if (isUnchanged(answer)) return 'no change.';
  const parts = [
    ...documentSummary(answer.diff.document),
    ...(answer.diff.delivery ? ['delivery status changed'] : []),
    ...(answer.diff.nextMilestone ? ['next milestone changed'] : []),
    ...(answer.diff.figures ? ['figures changed'] : []),
    ...(answer.diff.evidence ? ['published evidence changed'] : []),
  ];
  return `${parts.join(', ')}.`;
}

const milestoneSegments = ({ nextMilestone }: DiffAnswer['diff']): TextDiffSegment[] =>
  nextMilestone?.segments ?? [];

const deliveryWords = (delivery: Content['delivery']): string =>
  delivery ? DELIVERY_WORDS[delivery] : 'none';

function Facts({ diff, side }: { diff: DiffAnswer['diff']; side: Side }) {
  const milestone = milestoneSegments(diff).filter((segment) => isOn(side, segment.op));
  return (
    <div data-no-text="">
      {diff.delivery && (
        <Typography sx={{ mb: 1 }}>
          <strong>Delivery:</strong>{' '}
          {side !== 'after' && <Deleted>{deliveryWords(diff.delivery.from)}</Deleted>}{' '}
          {side !== 'before' && <Inserted>{deliveryWords(diff.delivery.to)}</Inserted>}
        </Typography>
      )}
      {side !== 'after' &&
        diff.evidence?.removed.map((item, index) => (
          <Typography key={index} sx={{ mb: 1 }}>
            <strong>Published evidence:</strong>{' '}
            <Deleted>{`${item.title} (${evidenceNote(item)})`}</Deleted>
          </Typography>
        ))}
      {side !== 'before' &&
        diff.evidence?.added.map((item, index) => (
          <Typography key={index} sx={{ mb: 1 }}>
            <strong>Published evidence:</strong>{' '}
            <Inserted>{`${item.title} (${evidenceNote(item)})`}</Inserted>
          </Typography>
        ))}
      {diff.figures?.map(({ segments }, index) => {
        const shown = segments.filter((segment) => isOn(side, segment.op));
        return (
          shown.length > 0 && (
            <Typography key={index} sx={{ mb: 1 }}>
              <strong>Figure:</strong>{' '}
              {shown.map((segment, place) => (
                <Segment key={place} segment={{ ...segment, marks: [] }} />
              ))}
            </Typography>
          )
        );
      })}
      {milestone.length > 0 && (
        <Typography sx={{ mb: 1 }}>
          <strong>Next milestone:</strong>{' '}
          {milestone.map((segment, index) => (
            <Segment key={index} segment={{ ...segment, marks: [] }} />
          ))}
        </Typography>
      )}
    </div>
  );
}
