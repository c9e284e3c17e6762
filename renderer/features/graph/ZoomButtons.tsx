import { useReactFlow } from '@xyflow/react';
import { IconButton } from '../../ui/Button.tsx';
import type { GraphPicture } from '../../workers/graph/graphPicture.ts';
import styles from './GraphCanvas.module.css';

/** How close the drawing is looked at. */
export function ZoomButtons({ picture: { width, height } }: { readonly picture: GraphPicture }) {
  const flow = useReactFlow();
  return (
    <div className={styles.zoom}>
      <IconButton icon="plus" label="Zoom in" onPress={() => void flow.zoomIn()} />
      <IconButton icon="minus" label="Zoom out" onPress={() => void flow.zoomOut()} />
      <IconButton
        icon="fit"
        label="Show the whole graph"
        onPress={() => void flow.fitBounds({ x: 0, y: 0, width, height }, { padding: 0.05 })}
      />
    </div>
  );
}
