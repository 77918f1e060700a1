import { describe, expect, it } from '@jest/globals';
import { isPossible, reachableStates } from '../../common/workflow.js';
import { roundWorkflow } from '../rounds/index.js';
import { UPDATE_STATES, updateWorkflow, type UpdateAction } from './update.workflow.js';

const from = (state: (typeof UPDATE_STATES)[number]): UpdateAction[] =>
  (Object.keys(updateWorkflow.transitions) as UpdateAction[]).filter((action) =>
    isPossible(updateWorkflow, action, state),
  );

describe('the workflow of an update', () => {
  it('reaches every state from not started', () => {
    expect([...reachableStates(updateWorkflow)].sort()).toEqual([...UPDATE_STATES].sort());
  });

  it('leads from approved to print only through a signature', () => {
    const moves = from('signed').filter((action) => 'to' in updateWorkflow.transitions[action]);
    expect(moves.sort()).toEqual(['publish', 'unsign']);
    expect(from('published')).toEqual([]);
    expect(updateWorkflow.transitions.publish.from).toEqual(['signed']);
  });

  it('approves only what is submitted', () => {
    expect(updateWorkflow.transitions.approve).toEqual({ from: ['submitted'], to: 'approved' });
  });

  it('never lets a draft be saved over a submitted or approved text', () => {
    for (const state of ['in_clearance', 'submitted', 'approved', 'signed', 'published'] as const) {
      expect(isPossible(updateWorkflow, 'save_draft', state)).toBe(false);
    }
  });
});

describe('the workflow of a round', () => {
  it('reaches every state from planned', () => {
    expect([...reachableStates(roundWorkflow)].sort()).toEqual([...roundWorkflow.states].sort());
  });

  it('publishes only what is signed, or a correction of what is published', () => {
    expect(roundWorkflow.transitions.publish.from).toEqual(['signed', 'published']);
  });
});
