import UnreadIcon from '@mui/icons-material/MarkEmailUnreadOutlined';
import { Box, Button, Paper, Typography } from '@mui/material';
import { useState } from 'react';
import type { InboxMessage } from '../api/types.ts';
import { InstantText } from '../components/Facts.tsx';
import { Tag } from '../components/StateChip.tsx';
import { useVerb } from '../components/useVerb.ts';
import { VisuallyHidden } from '../components/VisuallyHidden.tsx';
import { MessageBody } from '../messages/MessageBody.tsx';
import { useApi } from '../providers/useMe.ts';

/** One message of the inbox: open while it is unread, else its subject, to be opened again. */
export function InboxItem({ message }: { message: InboxMessage }) {
  const api = useApi();
  const verb = useVerb();
  const { id, subject, sentAt, isRead, opening, groups, closing } = message;
  // As it was on arrival: marking it as read closes nothing under the reader's eyes.
  const [wasUnread] = useState(!isRead);
  const read = () => api.markRead([id]);
  return (
    <Paper
      component="li"
      variant="outlined"
      sx={{
        mb: 1.5,
        p: { xs: 1.5, sm: 2 },
        ...(!isRead && { borderLeftWidth: 4, borderLeftColor: 'primary.main' }),
      }}
    >
      <Box component="details" open={wasUnread}>
        <Box component="summary" sx={{ cursor: 'pointer', overflowWrap: 'anywhere' }}>
          <Typography
            component="h2"
            variant="h3"
            sx={{ display: 'inline', ...(isRead && { fontWeight: 500 }) }}
          >
            {subject}
          </Typography>
          <Typography variant="body2" sx={{ color: 'text.secondary', mt: 0.25 }}>
            <InstantText value={sentAt} />
          </Typography>
        </Box>
        {!isRead && (
          <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', alignItems: 'center', mt: 1 }}>
            <Tag tone="blue" icon={UnreadIcon} label="Unread" />
            <Button
              size="small"
              onClick={() => void verb.run(read, 'The message is marked as read')}
            >
              Mark as read<VisuallyHidden> {subject}</VisuallyHidden>
            </Button>
          </Box>
        )}
        <Box sx={{ mt: 1 }}>
          <MessageBody
            opening={opening}
            groups={groups}
            closing={closing}
            level="h3"
            // Whoever goes where it leads has read it; were that lost, it only stays unread.
            onFollow={() => !isRead && void read().catch(() => undefined)}
          />
        </Box>
      </Box>
    </Paper>
  );
}
