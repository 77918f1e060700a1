import type { TranslationMessages } from 'react-admin';
import englishMessages from 'ra-language-english';

/** react-admin's own words, in British English and plain. */
export const en: TranslationMessages = {
  ...englishMessages,
  ra: {
    ...englishMessages.ra,
    auth: {
      ...englishMessages.ra.auth,
      auth_check_error: 'Sign in to go on',
      user_menu: 'Your account',
      logout: 'Sign out',
      sign_in: 'Sign in',
    },
    page: {
      ...englishMessages.ra.page,
      access_denied: 'You cannot see this page',
      not_found: 'Page not found',
    },
    message: {
      ...englishMessages.ra.message,
      access_denied: 'Your roles do not include it. An administrator can change them.',
      not_found: 'The address may be mistyped, or the record is not yours to see.',
    },
    notification: {
      ...englishMessages.ra.notification,
      logged_out: 'You have been signed out. Sign in to go on.',
      not_authorized: 'You cannot see that',
      http_error: 'The server cannot be reached. Check your connection and try again.',
    },
  },
};
