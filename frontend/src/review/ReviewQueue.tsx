import { Button } from '@mui/material';
import { useMemo } from 'react';
import { Link as RouterLink } from 'react-router';
import type { UpdateSummary } from '../api/types.ts';
import { DateText, ForPerson, InstantText, PersonName } from '../components/Facts.tsx';
import {
  ChapterFilter,
  choicesOf,
  OrganisationFilter,
  SearchFilter,
  SelectFilter,
} from '../components/Filters.tsx';
import { ListPage } from '../components/ListPage.tsx';
import { RecordLink } from '../components/RecordLink.tsx';
import type { Column } from '../components/RecordTable.tsx';
import { EmptyState } from '../components/States.tsx';
import { useMe } from '../providers/useMe.ts';
import { whyNotChosen } from './choosable.ts';
import { ChosenUpdates } from './ChosenUpdates.tsx';
import { LOOK_WORDS, LookTag } from './LookTag.tsx';
import { useHere, type Queue } from './queues.ts';
import { rowMark } from './useQueueKeys.ts';

const columnsOf = ({ path, button, hasClaims }: Queue): Column<UpdateSummary>[] => [
  {
    label: 'Update',
    sort: 'title',
    isHeader: true,
    render: ({ id, title, reference, forPerson }) => (
      <>
        <RecordLink to={`${path}/${id}`} {...rowMark(id)}>
          {[reference, title].filter(Boolean).join(' ')}
        </RecordLink>
        <ForPerson person={forPerson} />
      </>
    ),
  },
  {
    label: 'Chapter',
    sort: 'position',
    render: ({ chapter, round }) =>
      round.isSummary ? `${chapter}, in the stakeholder summary` : chapter,
  },
  {
    label: 'Submitted',
    sort: 'submittedAt',
    render: ({ submittedAt }) => submittedAt && <InstantText value={submittedAt} />,
  },
  { label: 'Owner', render: ({ owner }) => <PersonName person={owner} /> },
  {
    label: 'Review due',
    render: ({ reviewDueOn }) => reviewDueOn && <DateText value={reviewDueOn} />,
  },
  { label: 'What you have seen', render: (update) => <LookTag {...update} /> },
  // Only reviews are claimed.
  ...(hasClaims
    ? [
        {
          label: 'With',
          render: ({ claimedBy }: UpdateSummary) => (
            <PersonName person={claimedBy} fallback="Nobody yet" />
          ),
        },
      ]
    : []),
  {
    label: 'Action',
    render: ({ id, title }) => (
      <Button
        component={RouterLink}
        to={`${path}/${id}`}
        variant="outlined"
        size="small"
        aria-label={`${button}: ${title}`}
      >
        {button}
      </Button>
    ),
  },
];

/** What waits for the reader to review, or to clear for their organisation. */
export default function ReviewQueue() {
  const here = useHere();
  const me = useMe();
  const columns = useMemo(() => columnsOf(here), [here]);
  return (
    <ListPage<UpdateSummary>
      key={here.path}
      resource="updates"
      title={here.title}
      intro={here.intro}
      filter={{ awaiting: here.awaiting }}
      sort={{ field: 'submittedAt', order: 'ASC' }}
      perPage={50}
      filters={
        <>
          <SearchFilter />
          <ChapterFilter />
          <OrganisationFilter />
          <SelectFilter source="look" label="What you have seen" choices={choicesOf(LOOK_WORDS)} />
        </>
      }
      columns={columns}
      choosing={
        here.hasClaims
          ? {
              nameOf: ({ title }) => title,
              whyNot: (update) => whyNotChosen(update, me?.person.id),
              acts: <ChosenUpdates />,
            }
          : undefined
      }
      empty={<EmptyState title={here.emptyTitle}>{here.emptyWords}</EmptyState>}
    />
  );
}
