import { CreateMessages1650000000054 } from './1650000000054-CreateMessages.js';
import { CreateNotices1650000000053 } from './1650000000053-CreateNotices.js';
import { CreateAudit1650000000001 } from './1650000000001-CreateAudit.js';
import { CreateIdentity1650000000002 } from './1650000000002-CreateIdentity.js';
import { CreatePlanAndRounds1650000000003 } from './1650000000003-CreatePlanAndRounds.js';
import { CreateUpdates1650000000004 } from './1650000000004-CreateUpdates.js';
import { CreateSignoffAndPublication1650000000005 } from './1650000000005-CreateSignoffAndPublication.js';
import { RefuseTruncate1650000000006 } from './1650000000006-RefuseTruncate.js';
import { AddRecordOfEditions1650000000007 } from './1650000000007-AddRecordOfEditions.js';
import { CreateCommitmentChanges1650000000009 } from './1650000000009-CreateCommitmentChanges.js';
import { AddStillTrue1650000000011 } from './1650000000011-AddStillTrue.js';
import { AddSkippedPeriods1650000000012 } from './1650000000012-AddSkippedPeriods.js';
import { KeepWhoPeopleWere1650000000013 } from './1650000000013-KeepWhoPeopleWere.js';
import { AddRedactions1650000000014 } from './1650000000014-AddRedactions.js';
import { AddAbandonedCorrectionsAndCoverOfOverrides1650000000016 } from './1650000000016-AddAbandonedCorrectionsAndCoverOfOverrides.js';
import { NotifyAccess1650000000017 } from './1650000000017-NotifyAccess.js';
import { AddListIndexes1650000000018 } from './1650000000018-AddListIndexes.js';
import { AddReassignments1650000000019 } from './1650000000019-AddReassignments.js';
import { CreateComments1650000000021 } from './1650000000021-CreateComments.js';
import { CreateExpertLinks1650000000022 } from './1650000000022-CreateExpertLinks.js';
import { AddSuggestions1650000000023 } from './1650000000023-AddSuggestions.js';
import { AddUploadedFiles1650000000025 } from './1650000000025-AddUploadedFiles.js';
import { AddUpdateEvidence1650000000026 } from './1650000000026-AddUpdateEvidence.js';
import { AddNoChange1650000000027 } from './1650000000027-AddNoChange.js';
import { AddUpdateViews1650000000029 } from './1650000000029-AddUpdateViews.js';
import { NameWhatACoverCovers1650000000031 } from './1650000000031-NameWhatACoverCovers.js';
import { AddEditionForms1650000000032 } from './1650000000032-AddEditionForms.js';
import { AddStakeholderSummaries1650000000034 } from './1650000000034-AddStakeholderSummaries.js';
import { AddWithdrawals1650000000035 } from './1650000000035-AddWithdrawals.js';
import { AddEditionSearch1650000000036 } from './1650000000036-AddEditionSearch.js';
import { AddScheduledPublications1650000000037 } from './1650000000037-AddScheduledPublications.js';
import { AddAcronyms1650000000038 } from './1650000000038-AddAcronyms.js';
import { RefuseSameReading1650000000041 } from './1650000000041-RefuseSameReading.js';
import { DropIndexOfAuditHashes1650000000044 } from './1650000000044-DropIndexOfAuditHashes.js';
import { AddSetAsideTexts1650000000045 } from './1650000000045-AddSetAsideTexts.js';
import { KeepWhoseUpdatesWere1650000000047 } from './1650000000047-KeepWhoseUpdatesWere.js';
import { RedactFilesAndAddresses1650000000048 } from './1650000000048-RedactFilesAndAddresses.js';
import { CreateCalendarLinks1650000000056 } from './1650000000056-CreateCalendarLinks.js';
import { AddFigures1650000000050 } from './1650000000050-AddFigures.js';
import { AddNoticeRules1650000000059 } from './1650000000059-AddNoticeRules.js';
import { CloseMessages1650000000057 } from './1650000000057-CloseMessages.js';
import { KeepLimbsAndReplacements1650000000062 } from './1650000000062-KeepLimbsAndReplacements.js';
import { KeepListingChanges1650000000063 } from './1650000000063-KeepListingChanges.js';
import { KeepThemesAndWithdrawnTexts1650000000061 } from './1650000000061-KeepThemesAndWithdrawnTexts.js';
import { NoteWhatMessagesList1650000000064 } from './1650000000064-NoteWhatMessagesList.js';
import { TellContributors1650000000066 } from './1650000000066-TellContributors.js';
import { AddTypesOfWithdrawals1650000000069 } from './1650000000069-AddTypesOfWithdrawals.js';
import { KeepWhichEditionWasShown1650000000065 } from './1650000000065-KeepWhichEditionWasShown.js';
import { SkipPlannedRounds1650000000077 } from './1650000000077-SkipPlannedRounds.js';
import { TellWhoAskedExperts1650000000072 } from './1650000000072-TellWhoAskedExperts.js';
import { CompareEditionSearch1650000000075 } from './1650000000075-CompareEditionSearch.js';
import { KnowImportedVersions1650000000079 } from './1650000000079-KnowImportedVersions.js';
import { FindEditionsByEvidence1650000000080 } from './1650000000080-FindEditionsByEvidence.js';
import { KeepCorrectedWords1650000000081 } from './1650000000081-KeepCorrectedWords.js';
import { KeepFormerIntroductions1650000000082 } from './1650000000082-KeepFormerIntroductions.js';
import { LetEmailsComeBack1650000000083 } from './1650000000083-LetEmailsComeBack.js';
import { KeepWhatHasNoHeading1650000000084 } from './1650000000084-KeepWhatHasNoHeading.js';

/** In order; only ever added to. */
export const MIGRATIONS = [
  CreateAudit1650000000001,
  CreateIdentity1650000000002,
  CreatePlanAndRounds1650000000003,
  CreateUpdates1650000000004,
  CreateSignoffAndPublication1650000000005,
  RefuseTruncate1650000000006,
  AddRecordOfEditions1650000000007,
  CreateCommitmentChanges1650000000009,
  AddStillTrue1650000000011,
  AddSkippedPeriods1650000000012,
  KeepWhoPeopleWere1650000000013,
  AddRedactions1650000000014,
  AddAbandonedCorrectionsAndCoverOfOverrides1650000000016,
  NotifyAccess1650000000017,
  AddListIndexes1650000000018,
  AddReassignments1650000000019,
  CreateComments1650000000021,
  CreateExpertLinks1650000000022,
  AddSuggestions1650000000023,
  AddUploadedFiles1650000000025,
  AddUpdateEvidence1650000000026,
  AddNoChange1650000000027,
  AddUpdateViews1650000000029,
  NameWhatACoverCovers1650000000031,
  AddEditionForms1650000000032,
  AddStakeholderSummaries1650000000034,
  AddWithdrawals1650000000035,
  AddEditionSearch1650000000036,
  AddScheduledPublications1650000000037,
  AddAcronyms1650000000038,
  RefuseSameReading1650000000041,
  DropIndexOfAuditHashes1650000000044,
  AddSetAsideTexts1650000000045,
  KeepWhoseUpdatesWere1650000000047,
  RedactFilesAndAddresses1650000000048,
  CreateCalendarLinks1650000000056,
  CreateNotices1650000000053,
  CreateMessages1650000000054,
  AddFigures1650000000050,
  AddNoticeRules1650000000059,
  CloseMessages1650000000057,
  KeepLimbsAndReplacements1650000000062,
  KeepListingChanges1650000000063,
  KeepThemesAndWithdrawnTexts1650000000061,
  NoteWhatMessagesList1650000000064,
  TellContributors1650000000066,
  AddTypesOfWithdrawals1650000000069,
  KeepWhichEditionWasShown1650000000065,
  TellWhoAskedExperts1650000000072,
  CompareEditionSearch1650000000075,
  SkipPlannedRounds1650000000077,
  KnowImportedVersions1650000000079,
  FindEditionsByEvidence1650000000080,
  KeepCorrectedWords1650000000081,
  KeepFormerIntroductions1650000000082,
  LetEmailsComeBack1650000000083,
  KeepWhatHasNoHeading1650000000084,
];
