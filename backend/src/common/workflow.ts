/** One act on a subject: from which states it is possible, and which state it leads to. */
export interface Transition<State extends string> {
  from: readonly State[];
  /** Absent when the act leaves the state as it is. */
  to?: State | readonly State[];
}

export type Workflow<State extends string, Action extends string> = {
  readonly states: readonly State[];
  readonly initial: State;
  readonly transitions: Readonly<Record<Action, Transition<State>>>;
};

/** Declares a workflow in one typed table; actions and screens ask only this table. */
export const defineWorkflow = <State extends string, Action extends string>(
  workflow: Workflow<State, Action>,
): Workflow<State, Action> => workflow;

/** True when the action is possible from the state, whoever asks. */
export const isPossible = <State extends string, Action extends string>(
  workflow: Workflow<State, Action>,
  action: Action,
  state: State,
): boolean => workflow.transitions[action].from.includes(state);

/** The states that can be reached from the initial one. */
export function reachableStates<State extends string, Action extends string>(
  workflow: Workflow<State, Action>,
): Set<State> {
  const reached = new Set<State>([workflow.initial]);
  let grew = true;
  while (grew) {
    grew = false;
    for (const transition of Object.values<Transition<State>>(workflow.transitions)) {
      if (!transition.to || !transition.from.some((state) => reached.has(state))) continue;
      for (const to of typeof transition.to === 'string' ? [transition.to] : transition.to) {
        if (!reached.has(to)) {
          reached.add(to);
          grew = true;
        }
      }
    }
  }
  return reached;
}
