import { Button } from '@mui/material';
import type { ManifestSummary } from '../api/types.ts';

/** What was signed, with its hashes, as a PDF to keep; nothing before there is a signature. */
export const CertificateButton = ({ manifest }: { manifest: ManifestSummary | undefined }) =>
  manifest?.signedAt && (
    <Button
      component="a"
      href={`/api/manifests/${manifest.id}/certificate`}
      download
      variant="outlined"
    >
      Certificate of signature (PDF)
    </Button>
  );
