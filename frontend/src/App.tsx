import { lazy } from 'react';
import { Admin, CustomRoutes, Resource } from 'react-admin';
import { createBrowserRouter, Route } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { auditEntries } from './audit/index.ts';
import { commitments } from './commitments/index.ts';
import { editions } from './editions/index.ts';
import { HomePage } from './home/HomePage.tsx';
import { AppLayout } from './layout/AppLayout.tsx';
import { FirstLoading } from './layout/FirstLoading.tsx';
import { NotFoundPage } from './layout/NotFoundPage.tsx';
import { Notices } from './layout/Notices.tsx';
import { ToShow } from './layout/ToShow.tsx';
import { darkTheme, lightTheme } from './layout/theme.ts';
import { messages } from './messages/index.ts';
import { organisations } from './organisations/index.ts';
import { overrides } from './overrides/index.ts';
import { people } from './people/index.ts';
import { authProvider } from './providers/authProvider.ts';
import { dataProvider } from './providers/dataProvider.ts';
import { i18nProvider } from './providers/i18n/index.ts';
import { queryClient } from './providers/queryClient.ts';
import { plans } from './plans/index.ts';
import { rounds } from './rounds/index.ts';
import { redactions } from './redactions/index.ts';
import { LoginPage } from './session/LoginPage.tsx';
import { updates } from './updates/index.ts';
import { withdrawals } from './withdrawals/index.ts';

const AcronymsPage = lazy(() => import('./acronyms/AcronymsPage.tsx'));
const AccountPage = lazy(() => import('./account/AccountPage.tsx'));
const AssessmentPage = lazy(() => import('./commitments/AssessmentPage.tsx'));
const InboxPage = lazy(() => import('./inbox/InboxPage.tsx'));
const ListingPage = lazy(() => import('./rounds/ListingPage.tsx'));
const ReassignPage = lazy(() => import('./people/ReassignPage.tsx'));
const RemindersPage = lazy(() => import('./reminders/RemindersPage.tsx'));
const ReviewPage = lazy(() => import('./review/ReviewPage.tsx'));
const ReviewQueue = lazy(() => import('./review/ReviewQueue.tsx'));
const SearchPage = lazy(() => import('./layout/SearchPage.tsx'));
const SummaryCreate = lazy(() => import('./summary/SummaryCreate.tsx'));
const TemplatesPage = lazy(() => import('./messages/TemplatesPage.tsx'));
const ThemesPage = lazy(() => import('./summary/ThemesPage.tsx'));
const SigningPage = lazy(() => import('./signing/SigningPage.tsx'));

const toShow = <Route path=":id" element={<ToShow />} />;

const Screens = () => (
  <Admin
    title="Quarterdeck"
    dataProvider={dataProvider}
    authProvider={authProvider}
    i18nProvider={i18nProvider}
    queryClient={queryClient}
    theme={lightTheme}
    darkTheme={darkTheme}
    dashboard={HomePage}
    layout={AppLayout}
    loginPage={LoginPage}
    loading={FirstLoading}
    notification={Notices}
    catchAll={NotFoundPage}
    requireAuth
    disableTelemetry
  >
    <Resource name="commitments" {...commitments}>
      {toShow}
    </Resource>
    <Resource name="plans" {...plans} />
    <Resource name="rounds" {...rounds}>
      {toShow}
    </Resource>
    <Resource name="updates" {...updates} />
    <Resource name="editions" {...editions}>
      {toShow}
    </Resource>
    <Resource name="overrides" {...overrides} />
    <Resource name="redactions" {...redactions} />
    <Resource name="withdrawals" {...withdrawals} />
    <Resource name="people" {...people} />
    <Resource name="organisations" {...organisations} />
    <Resource name="messages" {...messages} />
    <Resource name="audit-entries" {...auditEntries} />
    <CustomRoutes>
      <Route path="/plans/:id/acronyms" element={<AcronymsPage />} />
      <Route path="/plans/:id/assessment" element={<AssessmentPage />} />
      <Route path="/review" element={<ReviewQueue />} />
      <Route path="/review/:id" element={<ReviewPage />} />
      <Route path="/clearance" element={<ReviewQueue />} />
      <Route path="/clearance/:id" element={<ReviewPage />} />
      <Route path="/rounds/:id/listing" element={<ListingPage />} />
      <Route path="/rounds/:id/reminders" element={<RemindersPage />} />
      <Route path="/rounds/:id/summary" element={<SummaryCreate />} />
      <Route path="/rounds/:id/themes" element={<ThemesPage />} />
      <Route path="/rounds/:id/sign" element={<SigningPage />} />
      <Route path="/people/:id/reassign" element={<ReassignPage />} />
      <Route path="/search" element={<SearchPage />} />
      <Route path="/messages/templates" element={<TemplatesPage />} />
      <Route path="/inbox" element={<InboxPage />} />
      <Route path="/account" element={<AccountPage />} />
    </CustomRoutes>
  </Admin>
);

const router = createBrowserRouter([{ path: '*', element: <Screens /> }], { basename: '/app' });

export const App = () => <RouterProvider router={router} />;
