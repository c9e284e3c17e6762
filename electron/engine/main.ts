import { Channel } from './channel.ts';
import { openIsolatedVm } from './isolatedVm.ts';
import { scriptRunner } from './javascript/runJavaScript.ts';
import { lockDown } from './lockdown.ts';
import { serveJob } from './serveJob.ts';

const ivm = openIsolatedVm();
lockDown();
const channel = new Channel();
channel.send({ report: 'ready' });
for (let message = channel.receive(); message !== null; message = channel.receive()) {
  if (!serveJob(message, channel, (limits) => scriptRunner(ivm, limits))) break;
}
