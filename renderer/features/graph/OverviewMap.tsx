import { useReactFlow, useStore } from '@xyflow/react';
import { memo, type PointerEvent, useMemo } from 'react';
import type { GraphPicture } from '../../workers/graph/graphPicture.ts';
import styles from './GraphCanvas.module.css';
import { boxesPath } from './outlinePaths.ts';

const mapWidth = 120;
const mapHeight = 96;
/** Around the picture, in pixels of the map. */
const margin = 4;

const Boxes = memo(function Boxes({ picture }: { readonly picture: GraphPicture }) {
  const [frames, tasks] = useMemo(() => {
    const isOpen = ({ container }: GraphPicture['nodes'][number]): boolean => container === 'open';
    const open = picture.nodes.filter(isOpen);
    return [boxesPath([...picture.regions, ...open]), boxesPath(picture.nodes.filter((node) => !isOpen(node)))];
  }, [picture]);
  return (
    <>
      <path className={styles.mapFrame} d={frames} />
      <path className={styles.mapTask} d={tasks} />
    </>
  );
});

/** Covers what of the picture is out of sight. */
function Unseen({ bounds }: { readonly bounds: string }) {
  const path = useStore(({ transform: [x, y, zoom], width, height }) => {
    const seen = { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
    return boxesPath([seen]);
  });
  return <path className={styles.mapUnseen} d={bounds + path} fillRule="evenodd" />;
}

/** All of the picture in small, with what is in sight; a press or a drag goes there. */
export function OverviewMap({ picture }: { readonly picture: GraphPicture }) {
  const flow = useReactFlow();
  // At most as large as life.
  const scale = Math.min(1, (mapWidth - 2 * margin) / picture.width, (mapHeight - 2 * margin) / picture.height);
  const [width, height] = [mapWidth / scale, mapHeight / scale];
  const corner = { x: (picture.width - width) / 2, y: (picture.height - height) / 2 };
  const go = (event: PointerEvent<SVGSVGElement>): void => {
    if (event.buttons !== 1) return;
    const { left, top } = event.currentTarget.getBoundingClientRect();
    event.currentTarget.setPointerCapture(event.pointerId);
    const [x, y] = [corner.x + (event.clientX - left) / scale, corner.y + (event.clientY - top) / scale];
    void flow.setCenter(x, y, { zoom: flow.getZoom() });
  };
  return (
    <svg
      className={styles.map}
      width={mapWidth}
      height={mapHeight}
      viewBox={`${corner.x} ${corner.y} ${width} ${height}`}
      aria-hidden="true"
      onPointerDown={go}
      onPointerMove={go}
    >
      <Boxes picture={picture} />
      <Unseen bounds={boxesPath([{ ...corner, width, height }])} />
    </svg>
  );
}
