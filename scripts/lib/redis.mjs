import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findProgram, installPackage } from './programs.mjs';
import { StepError } from './run.mjs';

/** Whether a redis-server is here, after trying to install one. */
export async function provideRedis() {
  if (await findProgram(['redis-server'])) return true;
  return (await installPackage('redis-server')) && Boolean(await findProgram(['redis-server']));
}

/** Runs the task with the address of a Redis of its own, which keeps nothing. */
export async function withRedis(task) {
  const folder = mkdtempSync(path.join(tmpdir(), 'quarterdeck-redis-'));
  const port = await freePort();
  const settings = ['--port', port, '--bind', '127.0.0.1', '--dir', folder, '--save', ''];
  const server = spawn('redis-server', [...settings.map(String), '--appendonly', 'no'], {
    stdio: 'ignore',
  });
  try {
    await waitFor(port, server);
    return await task(`redis://127.0.0.1:${port}`);
  } finally {
    if (server.exitCode === null && server.kill('SIGTERM')) await once(server, 'exit');
    rmSync(folder, { recursive: true, force: true });
  }
}

async function waitFor(port, server) {
  for (let attempt = 0; attempt < 100 && server.exitCode === null; attempt += 1) {
    if (await answers(port)) return;
    await sleep(100);
  }
  throw new StepError('redis-server did not start within ten seconds.');
}

function answers(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    const finish = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('data', (data) => finish(String(data).startsWith('+PONG')));
    socket.once('error', () => finish(false));
  });
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
