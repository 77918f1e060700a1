import { Injectable } from '@nestjs/common';
import type { EditionSnapshot } from '../../../common/edition-snapshot.js';
import { invalidField } from '../../../common/problems.js';
import type { Act } from '../../audit/index.js';
import { Organisation, OrganisationName, SaveOrganisation } from '../../identity/index.js';
import { AddCommitment, Chapter, Commitment, CreatePlan, Plan } from '../../plan/index.js';
import type { PlacedFileRow } from './edition-file.js';

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

  private async organisation(act: Act, name: string): Promise<string> {
    const present = await act.manager.findOneBy(Organisation, { name });
    const former = present ? null : await act.manager.findOneBy(OrganisationName, { name });
    return (
      present?.id ??
      former?.organisationId ??
      this.saveOrganisation.execute(act, { name, shortName: name.slice(0, 60) })
    );
  }

  private async chapter({ manager }: Act, planId: string, title: string): Promise<string> {
    const known = await manager.findOneBy(Chapter, { planId, title });
    if (known) return known.id;
    const last = await manager.maximum(Chapter, 'position', { planId });
    const [made] = await manager.query<{ id: string }[]>(
      'INSERT INTO chapters (id, plan_id, position, title) VALUES (gen_random_uuid(), $1, $2, $3) RETURNING id',
      [planId, (last ?? 0) + 1, title],
    );
    return made!.id;
  }
}
