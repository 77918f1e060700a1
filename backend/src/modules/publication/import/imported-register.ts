import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EditionSnapshot } from '../../../common/edition-snapshot.js';
import { invalidField } from '../../../common/problems.js';
import type { Act } from '../../audit/index.js';
import { SaveOrganisation } from '../../identity/index.js';
import { AddCommitment, Chapter, Commitment, CreatePlan, Plan } from '../../plan/index.js';
import type { PlacedFileRow } from './edition-file.js';

const SHORT_NAME_LENGTH = 60;

/**
 * The register as far as an edition names it. What is here already stays as it is; what is not is made
 * under the edition's own ids, so that later editions of the same plan find it.
 */
@Injectable()
export class ImportedRegister {
  constructor(
    private readonly saveOrganisation: SaveOrganisation,
    private readonly createPlan: CreatePlan,
    private readonly addCommitment: AddCommitment,
  ) {}

  /** @returns the ids of the organisations by the names that the edition prints */
  async complete(
    act: Act,
    { plan, publisher }: EditionSnapshot,
    rows: readonly PlacedFileRow[],
  ): Promise<ReadonlyMap<string, string>> {
    const names = new Set([publisher, ...rows.flatMap(({ row }) => row.leadOrganisation ?? [])]);
    const organisations = new Map<string, string>();
    for (const name of names) organisations.set(name, await this.organisation(act, name));
    const publisherId = organisations.get(publisher)!;
    if (!(await act.manager.existsBy(Plan, { id: plan.id }))) {
      // Another plan here may have the same title, of which an address would be made.
      const made = { ...plan, slug: `plan-${plan.id.slice(0, 8)}`, publisherId, chapterTitles: [] };
      await this.createPlan.execute(act, made);
    }
    for (const { row, chapter, path } of rows) {
      for (const [index, commitment] of row.commitments.entries()) {
        const known = await act.manager.findOneBy(Commitment, { id: commitment.id });
        if (known && known.planId !== plan.id) {
          throw invalidField(
            `${path}.commitments.${index}.id`,
            'other_plan',
            'is that of a commitment of another plan here',
          );
        }
        if (known) continue;
        await this.addCommitment.execute(act, {
          ...commitment,
          planId: plan.id,
          chapterId: await this.chapter(act, plan.id, chapter),
          slug: commitment.id,
          summary: '',
          leadOrganisationId: organisations.get(row.leadOrganisation ?? publisher)!,
        });
      }
    }
    return organisations;
  }

  /** The one that is called so, or was; names that differ by capitals alone are one here. */
  private async organisation(act: Act, name: string): Promise<string> {
    const [known] = await act.manager.query<{ id: string }[]>(
      `SELECT id FROM (
         SELECT o.id, 0 AS rank FROM organisations o WHERE reads_as(o.name) = reads_as($1)
         UNION ALL SELECT n.organisation_id, 1 FROM organisation_names n WHERE reads_as(n.name) = reads_as($1)
       ) named ORDER BY rank, id LIMIT 1`,
      [name],
    );
    return (
      known?.id ??
      this.saveOrganisation.execute(act, { name, shortName: name.slice(0, SHORT_NAME_LENGTH) })
    );
  }

  private async chapter({ manager }: Act, planId: string, title: string): Promise<string> {
    const [known] = await manager.query<{ id: string }[]>(
      `SELECT id FROM chapters WHERE plan_id = $1 AND reads_as(title) = reads_as($2)
       ORDER BY position LIMIT 1`,
      [planId, title],
    );
    if (known) return known.id;
    const last = await manager.maximum(Chapter, 'position', { planId });
    const id = randomUUID();
    await manager.insert(Chapter, { id, planId, position: (last ?? 0) + 1, title });
    return id;
  }
}
