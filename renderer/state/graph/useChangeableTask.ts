import { changeableTask } from './changingTasks.ts';
import { useGraph } from './graphStore.ts';

/** Whether a task is selected that can be changed from the graph. */
export function useChangeableTask(): boolean {
  return useGraph(() => changeableTask() !== null);
}
