import { useResourceContext } from 'react-admin';
import { Navigate, useParams } from 'react-router';

/** An address typed without the word behind it: the record's own page. */
export function ToShow() {
  const resource = useResourceContext();
  const { id = '' } = useParams();
  return <Navigate to={`/${resource}/${id}/show`} replace />;
}
