import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { taskTypes } from '../../../shared/workflow/tasks.ts';
import { CommandButton } from '../../commands/CommandButton.tsx';
import { addTask } from '../../state/graph/changingTasks.ts';
import { useChangeableTask } from '../../state/graph/useChangeableTask.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { PanelBar, Spacer } from '../../ui/Panel.tsx';
import { Toggle } from '../../ui/Toggle.tsx';
import styles from './GraphPanel.module.css';
import { taskIcon } from './taskIcons.ts';

interface GraphToolbarProps {
  readonly outlined: boolean;
  readonly onOutlined: (outlined: boolean) => void;
}

const addAfter = 'Add after';

/** The types of tasks, one of which is put behind the selected task. */
function AddMenu() {
  return (
    <MenuTrigger>
      <Button icon="plus">{addAfter}</Button>
      <Popover offset={2}>
        <Menu className={styles.menu ?? ''} aria-label="Type of the new task">
          {taskTypes.map((type) => (
            <MenuItem
              key={type}
              id={type}
              textValue={type}
              className={styles.item ?? ''}
              onAction={() => void addTask(type)}
            >
              <Icon name={taskIcon(type)} />
              {type}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

/** What can be done to the selected task, and what the panel shows. */
export function GraphToolbar({ outlined, onOutlined }: GraphToolbarProps) {
  const isChangeable = useChangeableTask();
  return (
    <PanelBar label="Graph">
      {isChangeable ? <AddMenu /> : <CommandButton command="task.add" label={addAfter} />}
      <CommandButton command="task.rename" iconOnly />
      <CommandButton command="task.up" iconOnly />
      <CommandButton command="task.down" iconOnly />
      <CommandButton command="task.remove" iconOnly />
      <Spacer />
      <Toggle isSelected={outlined} onChange={onOutlined}>
        Outline
      </Toggle>
    </PanelBar>
  );
}
