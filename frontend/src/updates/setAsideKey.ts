/** What is asked for under this is the texts set aside beside the draft of an update. */
export const setAsideKey = (updateId: string) => ['updates', updateId, 'set-aside'];
