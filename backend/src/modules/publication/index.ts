export { AskToWithdraw } from './actions/ask-to-withdraw.js';
export { BringInHistoricEdition, type BroughtIn } from './actions/bring-in-historic-edition.js';
export { CancelSchedule } from './actions/cancel-schedule.js';
export { CloseRound } from './actions/close-round.js';
export { ImportEdition } from './actions/import-edition.js';
export { DecideWithdrawal } from './actions/decide-withdrawal.js';
export { PublishRound } from './actions/publish-round.js';
export { MEDIA_TYPES, RenderEdition } from './actions/render-edition.js';
export { RequestException, type PublicationException } from './actions/request-exception.js';
export { SchedulePublication } from './actions/schedule-publication.js';
export { RoundDetailDto } from './dto/round-overview.dto.js';
export { EditionEvidence, type CheckedEvidence } from './edition-evidence.js';
export { EditionFiles, offeredForms } from './edition-files.js';
export {
  EditionsReader,
  type KeptEdition,
  type EditionVersionRow,
  type PublishedRow,
  type SilentEdition,
} from './editions-reader.js';
export type { HistoricEdition, HistoricRow } from './historic-edition.js';
export { PreviewReader, type Preview } from './preview-reader.js';
export {
  Edition,
  EditionFile,
  FILE_FORMS,
  PUBLICATION_ENTITIES,
  type FileForm,
} from './publication.entities.js';
export {
  changesSince,
  type ChangedRow,
  type EditionChanges,
  type PlacedRow,
  rowsOf,
} from './edition-changes.js';
export {
  PublicReader,
  type HashedThing,
  type PublicCommitment,
  type PublicEdition,
  type PublicState,
} from './public-reader.js';
export { PublicationSweep } from './publication-sweep.js';
export { ScheduledPublication } from './scheduled-publication.entity.js';
export { PublicationModule } from './publication.module.js';
export { RenderEditionListener } from './render-edition.listener.js';
export { RoundsReader } from './rounds-reader.js';
export {
  END_FOUND,
  FOUND,
  RESULTS_PER_PAGE,
  SearchReader,
  type SearchQuery,
  type SearchResult,
  type SearchResults,
} from './search/search-reader.js';
export { PrintedWords } from './search/printed-words.js';
export { IS_WITHDRAWN } from './withdrawn.js';
export { verifyTrail } from './verify-trail.js';
export { verifyEditions } from './verify-editions.js';
export { verifyOverrides } from './verify-overrides.js';
export { verifyWithdrawals } from './verify-withdrawals.js';
