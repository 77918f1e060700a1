import { Box, Typography } from '@mui/material';
import type { MessageGroup } from '../api/types.ts';
import { RecordLink } from '../components/RecordLink.tsx';

type Line = MessageGroup['lines'][number];

interface MessageBodyProps {
  opening?: string;
  groups: MessageGroup[];
  closing?: string;
  /** Where the message stands among the headings of the page. */
  level: 'h3' | 'h4';
  /** Called when one goes where a line leads. */
  onFollow?: () => void;
}

/** What a message says, as whoever gets it reads it: each line leads to the very screen. */
export const MessageBody = ({ opening, groups, closing, level, onFollow }: MessageBodyProps) => (
  <Box sx={{ maxWidth: '80ch', overflowWrap: 'anywhere' }}>
    {opening && <Paragraph>{opening}</Paragraph>}
    {groups.map(({ heading, request, lines }, index) => (
      <Box key={index} sx={{ mb: 1.5 }}>
        <Typography variant="h3" component={level} sx={{ mb: 0.5 }}>
          {heading}
        </Typography>
        {request && <Quote>{request.words}</Quote>}
        <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
          {lines.map((line) => (
            <LineItem
              key={`${line.subjectId} ${line.ask} ${line.forName ?? ''}`}
              line={line}
              onFollow={onFollow}
            />
          ))}
        </Box>
      </Box>
    ))}
    {closing && <Paragraph isQuiet>{closing}</Paragraph>}
  </Box>
);

const Paragraph = ({ children, isQuiet }: { children: string; isQuiet?: boolean }) => (
  <Typography sx={{ whiteSpace: 'pre-line', mb: 1.5, ...(isQuiet && { color: 'text.secondary' }) }}>
    {children}
  </Typography>
);

const Quote = ({ by, children }: { by?: string; children: string }) => (
  <Box
    component="blockquote"
    sx={{ m: 0, my: 0.75, pl: 1.5, borderLeft: 3, borderColor: 'divider' }}
  >
    {by && <strong>{by}: </strong>}
    <span style={{ whiteSpace: 'pre-line' }}>{children}</span>
  </Box>
);

function LineItem({ line, onFollow }: { line: Line; onFollow?: () => void }) {
  const { title, ask, when, place, forName, notes, path, workingDaysLeft = 0 } = line;
  return (
    <Box component="li" sx={{ mb: 1 }}>
      <RecordLink to={withinApp(path)} onClick={onFollow}>
        {title}
      </RecordLink>
      <Typography component="div">
        {ask}
        {when && (
          <Box
            component="span"
            sx={workingDaysLeft < 0 ? { color: 'error.main', fontWeight: 650 } : undefined}
          >{` (${when})`}</Box>
        )}
      </Typography>
      {place && (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {place}
        </Typography>
      )}
      {forName && <Typography sx={{ fontWeight: 650 }}>For {forName}, whom you cover</Typography>}
      {notes.map(({ by, words }) => (
        <Quote key={`${by} ${words}`} by={by}>
          {words}
        </Quote>
      ))}
    </Box>
  );
}

/** Lines name screens from the root of the site, and links here those within the application. */
const withinApp = (path: string): string => path.replace(/^\/app(?=\/|$)/, '') || '/';
