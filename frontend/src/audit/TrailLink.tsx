import { RecordLink } from '../components/RecordLink.tsx';
import { useMay } from '../providers/useMe.ts';

interface TrailLinkProps {
  filter: { subjectKind: string; subjectId: string };
  /** Whose record it is, for who hears the link alone. */
  of: string;
}

/** To what the audit trail says of a record that has no page of its own, for those who may read it. */
export function TrailLink({ filter, of }: TrailLinkProps) {
  const may = useMay();
  if (!may('audit-entries', 'list')) return null;
  return (
    <RecordLink
      to={`/audit-entries?filter=${encodeURIComponent(JSON.stringify(filter))}`}
      aria-label={`Record of ${of}`}
    >
      Record
    </RecordLink>
  );
}
