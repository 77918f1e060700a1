export { cleanFileName, shownFileName } from './file-name.js';
export { Files, type KeptFile } from './files.js';
export { FilesModule } from './files.module.js';
export { KeptBytes } from './kept-bytes.js';
export { ScanFile } from './scan-file.js';
export {
  FILE_ENTITIES,
  SCAN_STATES,
  UploadedFile,
  type ScanState,
} from './uploaded-file.entity.js';
export { verifyFiles, type FilesToVerify } from './verify-files.js';
