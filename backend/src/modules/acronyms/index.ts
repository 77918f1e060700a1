export { AcronymRecord } from './acronym.entity.js';
export { acronymsOf } from './acronym-reader.js';
export { AcronymsModule } from './acronyms.module.js';
export { EndAcronym, SaveAcronym } from './actions/acronyms.js';
