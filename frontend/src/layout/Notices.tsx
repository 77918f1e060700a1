import { Alert, Snackbar } from '@mui/material';
import { useEffect, useState } from 'react';
import { useNotificationContext, useTranslate, type NotificationPayload } from 'react-admin';

/** What has just happened, said below and announced; a refusal stays until it is closed or read. */
export function Notices() {
  const { notifications, takeNotification } = useNotificationContext();
  const translate = useTranslate();
  const [shown, setShown] = useState<NotificationPayload>();
  useEffect(() => {
    if (!shown && notifications.length > 0) setShown(takeNotification() ?? undefined);
  }, [notifications, shown, takeNotification]);
  if (!shown) return null;
  const { message, type, notificationOptions } = shown;
  const close = () => setShown(undefined);
  return (
    <Snackbar
      open
      autoHideDuration={notificationOptions?.autoHideDuration ?? 6000}
      onClose={(_, reason) => reason !== 'clickaway' && close()}
      anchorOrigin={{ vertical: 'bottom', horizontal: 'center' }}
    >
      <Alert
        severity={type === 'error' || type === 'warning' || type === 'success' ? type : 'info'}
        role={type === 'error' ? 'alert' : 'status'}
        onClose={close}
        closeText="Close this message"
        variant="filled"
        sx={{ maxWidth: 640 }}
      >
        {typeof message === 'string'
          ? translate(message, { _: message, ...notificationOptions?.messageArgs })
          : message}
      </Alert>
    </Snackbar>
  );
}
