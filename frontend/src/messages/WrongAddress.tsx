import { Alert, Link } from '@mui/material';
import { Fragment } from 'react';
import { useGetList } from 'react-admin';
import type { Message, Person } from '../api/types.ts';
import { RecordLink } from '../components/RecordLink.tsx';
import { useMay } from '../providers/useMe.ts';

type Refused = Pick<Message, 'person' | 'failure'>;

/** That an address was refused, and the way to whoever may correct it. */
export function WrongAddress({ person, failure }: Refused) {
  const may = useMay();
  return (
    <Alert severity="error" sx={{ mb: 2.5, maxWidth: 900 }}>
      The address of {person.name} was refused{failure && `: ${failure}`}.{' '}
      {may('people', 'edit') ? (
        <>
          <RecordLink to={`/people/${person.id}`}>Correct the address</RecordLink>, then send it
          again.
        </>
      ) : (
        <AskAdministrator person={person} />
      )}
    </Alert>
  );
}

/** By email, with the very page on which it is corrected. */
function AskAdministrator({ person }: Pick<Refused, 'person'>) {
  const { data: administrators = [] } = useGetList<Person>('people', {
    filter: { role: 'administrator', isActive: true },
    pagination: { page: 1, perPage: 10 },
    sort: { field: 'name', order: 'ASC' },
  });
  const subject = encodeURIComponent(`The email address of ${person.name}`);
  const body = encodeURIComponent(
    `Messages to ${person.name} are refused. Please correct the address: ${window.location.origin}/app/people/${person.id}`,
  );
  return (
    <>
      An administrator can correct it
      {administrators.map(({ id, name, email }, index) => (
        <Fragment key={id}>
          {index === 0 ? ': ask ' : ' or '}
          <Link href={`mailto:${encodeURIComponent(email)}?subject=${subject}&body=${body}`}>
            {name}
          </Link>
        </Fragment>
      ))}
      . Then it can be sent again.
    </>
  );
}
