export { PUBLIC_CSS_HREF } from './assets/public.css.js';
export { redirectTrailingSlashes } from './trailing-slash.js';
export { html, trustedHtml, type SafeHtml } from './pages/html.js';
export { PublicSiteModule } from './public-site.module.js';
