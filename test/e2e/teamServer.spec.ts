import { expect } from '@playwright/test';
import { test } from './harness.ts';
import { Workbench } from './pages/workbench.ts';
import { answerQuestions } from './pickers.ts';
import { hasRegistry, startTeamServer, type TeamServer } from './registry.ts';

if (!hasRegistry) process.stdout.write('skipped: docker-registry is not installed on this machine\n');

test.describe('a team server', () => {
  test.skip(!hasRegistry, 'docker-registry is not installed on this machine');
  let server: TeamServer;
  test.beforeAll(async () => {
    server = await startTeamServer();
  });
  test.afterAll(() => server.stop());

  test('gets a sealed bundle and gives it back, after the person said so outside of the page', async ({ drydock }) => {
    const { electron, page } = drydock;
    const workbench = new Workbench(page);
    const reference = `${server.host}/team/purchase-approval:1`;
    await workbench.openDocument('purchase-approval');
    await workbench.fixFirst('unmasked-sensitive-field', /^Mask it/);
    await expect(workbench.problems().filter({ hasText: 'unmasked-sensitive-field' })).toHaveCount(0);
    await workbench.save();
    await workbench.previewSeal();
    const panel = page.getByRole('tabpanel', { name: 'Seal and export' });

    const refused = await answerQuestions(electron, 'Cancel');
    await panel.getByLabel(/push to a team server/).fill(reference);
    await workbench.seal('Push');
    await expect.poll(refused).toEqual([expect.stringContaining(server.host)]);
    expect((await fetch(`http://${server.host}/v2/team/purchase-approval/tags/list`)).status).toBe(404);

    await answerQuestions(electron, 'Send');
    await workbench.seal('Push');
    await expect(panel.getByText(`Sealed to ${reference}`)).toBeVisible();

    const asked = await answerQuestions(electron, 'Fetch');
    await panel.getByLabel('Fetch from a team server').fill(reference);
    await workbench.seal('Fetch and verify');
    await expect(panel.getByText(/verified/i).first()).toBeVisible();
    expect(await asked()).toEqual([expect.stringContaining(server.host)]);
  });
});
