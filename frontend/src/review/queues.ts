import { useLocation } from 'react-router';

/** The two queues of texts that wait for somebody's decision. The server decides what is in them. */
export const QUEUES = {
  review: {
    path: '/review',
    awaiting: 'me',
    hasClaims: true,
    title: 'Review queue',
    intro:
      'What waits for you, oldest first. Open one to see what changed; j and k lead to the next and the one before.',
    button: 'Review',
    emptyTitle: 'Nothing waits for your review',
    emptyWords: 'Submitted updates of your chapters appear here. How the round stands is on Home.',
  },
  clearance: {
    path: '/clearance',
    awaiting: 'clearance',
    hasClaims: false,
    title: 'Clearance queue',
    intro:
      'What your organisation has to clear before it goes to review, oldest first. Open one to see what changed; j and k lead to the next and the one before.',
    button: 'Look and clear',
    emptyTitle: 'Nothing waits for clearance',
    emptyWords:
      'Updates that your organisation’s owners have submitted appear here until they are cleared or sent back.',
  },
} as const;
export type Queue = (typeof QUEUES)[keyof typeof QUEUES];

/** The queue whose pages this is one of. */
export const useHere = (): Queue =>
  useLocation().pathname.startsWith(QUEUES.clearance.path) ? QUEUES.clearance : QUEUES.review;
