import { pythonJobSchema } from '../../../shared/simulation/scriptProtocol.ts';
import { Channel } from '../channel.ts';
import { lockDown } from '../lockdown.ts';
import { PythonChild } from './pythonChild.ts';

const channel = new Channel();
const child = await new PythonChild(channel).start();
// The interpreter throws and catches exceptions of WebAssembly; it is compiled already.
lockDown(['WebAssembly']);
channel.send({ report: 'ready' });
const job = pythonJobSchema.safeParse(channel.receive());
if (job.success) child.serve(job.data);
