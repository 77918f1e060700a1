import { RecordLink } from '../components/RecordLink.tsx';
import { useMay, useMe } from '../providers/useMe.ts';

interface TrailLinkProps {
  filter: { subjectKind: string; subjectId: string };
  /** Whose record it is, for who hears the link alone. */
  of: string;
  /** Of all plans: the secretariat of one reads nothing of it. */
  isOfAllPlans?: boolean;
}

/** To what the audit trail says of a record that has no page of its own, for those who may read it. */
export function TrailLink({ filter, of, isOfAllPlans = false }: TrailLinkProps) {
  const may = useMay();
  const readsAllPlans = useReadsAllPlans();
  if (!may('audit-entries', 'list') || (isOfAllPlans && !readsAllPlans)) return null;
  return (
    <RecordLink
      to={`/audit-entries?filter=${encodeURIComponent(JSON.stringify(filter))}`}
      aria-label={`Record of ${of}`}
    >
      Record
    </RecordLink>
  );
}

export const useReadsAllPlans = (): boolean => useMe()?.roles.includes('auditor') ?? false;
