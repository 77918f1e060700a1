import { WITHDRAWAL_TYPE_WORDS } from '@common/withdrawal-types.ts';
import { Box } from '@mui/material';
import type { Withdrawal } from '../api/types.ts';
import { ListPage } from '../components/ListPage.tsx';
import { RecordLink } from '../components/RecordLink.tsx';
import type { Column } from '../components/RecordTable.tsx';
import { ASKED_BY, AskedStateFilter } from '../components/SecondPerson.tsx';
import { EmptyState } from '../components/States.tsx';
import { DecideWithdrawal } from './DecideWithdrawal.tsx';
import { versionsWords } from './versionsWords.ts';

const COLUMNS: Column<Withdrawal>[] = [
  {
    label: 'Edition',
    isHeader: true,
    render: (withdrawal) => (
      <RecordLink to={`/editions/${withdrawal.edition.id}/show`}>
        {withdrawal.edition.title}, {versionsWords(withdrawal)}
      </RecordLink>
    ),
  },
  {
    label: 'Why',
    render: ({ reasonType, reason }) => (
      <Box sx={{ maxWidth: '40ch' }}>
        <strong>{WITHDRAWAL_TYPE_WORDS[reasonType]}.</strong> {reason}
      </Box>
    ),
  },
  {
    label: 'What the public is told',
    render: ({ explanation }) => <Box sx={{ maxWidth: '40ch' }}>{explanation}</Box>,
  },
  ASKED_BY,
  { label: 'Decision', render: (withdrawal) => <DecideWithdrawal withdrawal={withdrawal} /> },
];

/** Editions that the public is no longer to read: asked for by one person, decided by another. */
export default function WithdrawalList() {
  return (
    <ListPage
      title="Withdrawals"
      intro="Editions, or single versions of them, taken back by two people together. To ask for one, open the edition."
      sort={{ field: 'askedAt', order: 'DESC' }}
      filters={<AskedStateFilter />}
      columns={COLUMNS}
      empty={<EmptyState title="No withdrawals">No edition has been taken back.</EmptyState>}
    />
  );
}
