import { TestApp } from '../../support/test-app.js';
import { buildWorld, PASSWORD, submit, approve } from '../../builders/world.js';
import { openApiOf } from '../../../src/app/openapi.js';
import { writeFileSync } from 'node:fs';
it('smokes', async () => {
  const t0 = Date.now();
  const test = await TestApp.start();
  const t1 = Date.now();
  const world = await buildWorld(test);
  const t2 = Date.now();
  await submit(test, world.updateIds[0]!, world.people.owner);
  await approve(test, world.updateIds[0]!, world.people.lead);
  const t3 = Date.now();
  const s = await test.signIn(world.emailOf('owner'), PASSWORD);
  const r = await test.request('GET', '/api/home', { as: s });
  console.log(t1 - t0, t2 - t1, t3 - t2, Date.now() - t3, r.status, r.text.slice(0, 300));
  writeFileSync('/tmp/openapi-test.json', JSON.stringify(openApiOf(test.app), null, 1));
  await test.stop();
}, 60000);
