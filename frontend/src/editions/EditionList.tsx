import PublicIcon from '@mui/icons-material/PublicOutlined';
import HistoryIcon from '@mui/icons-material/HistoryOutlined';
import type { EditionSummary } from '../api/types.ts';
import { DateText, HashText } from '../components/Facts.tsx';
import { SelectFilter, usePlans } from '../components/Filters.tsx';
import { ListPage } from '../components/ListPage.tsx';
import { RecordLink } from '../components/RecordLink.tsx';
import type { Column } from '../components/RecordTable.tsx';
import { Tag } from '../components/StateChip.tsx';
import { EmptyState } from '../components/States.tsx';
import { WithdrawnTag } from '../components/WithdrawnTag.tsx';
import { FileLinks } from './FileLinks.tsx';

const COLUMNS: Column<EditionSummary>[] = [
  {
    label: 'Edition',
    sort: 'title',
    isHeader: true,
    render: (edition) => (
      <RecordLink to={`/editions/${edition.id}/show`}>
        {edition.title}
        {edition.version > 1 && `, version ${edition.version}`}
      </RecordLink>
    ),
  },
  { label: 'As at', sort: 'asAt', render: ({ asAt }) => <DateText value={asAt} /> },
  {
    label: 'Published',
    sort: 'publishedOn',
    render: ({ publishedOn }) => <DateText value={publishedOn} />,
  },
  { label: 'Standing', render: (edition) => <EditionTag edition={edition} /> },
  { label: 'Files', render: (edition) => <FileLinks edition={edition} /> },
  { label: 'Hash', render: ({ snapshotHash }) => <HashText hash={snapshotHash} /> },
];

export function EditionTag({ edition }: { edition: EditionSummary }) {
  if (edition.withdrawal) return <WithdrawnTag />;
  if (edition.kind === 'historic') {
    const label = edition.isSummary ? 'Summary, before this system' : 'Before this system';
    return <Tag tone="grey" icon={HistoryIcon} label={label} />;
  }
  return edition.isCurrent ? (
    <Tag tone="teal" icon={PublicIcon} label="Current" />
  ) : (
    <Tag tone="grey" icon={HistoryIcon} label="Replaced by a correction" />
  );
}

export default function EditionList() {
  const plans = usePlans();
  return (
    <ListPage
      title="Editions"
      intro="What has been published, newest first. An edition never changes; a correction is a new version beside it."
      sort={{ field: 'asAt', order: 'DESC' }}
      filters={
        <SelectFilter
          source="planId"
          label="Plan"
          choices={plans.map(({ id, title }) => ({ id, name: title }))}
        />
      }
      columns={COLUMNS}
      empty={
        <EmptyState title="Nothing is published yet">
          The first edition appears when a signed round is published.
        </EmptyState>
      }
    />
  );
}
