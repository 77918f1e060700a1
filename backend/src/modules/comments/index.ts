import { Comment, CommentThread } from './comment.entities.js';

export {
  addComment,
  lockThread,
  reopenThread,
  resolveThread,
  startThread,
  type CommentSubject,
  type Speaker,
} from './comment-acts.js';
export { Comment, CommentThread };
export { THREADS, type CommentRow, type ThreadRow } from './thread-reader.js';
export const COMMENT_ENTITIES = [CommentThread, Comment];
