/** Which published layout a name stands for, by encoder and stage. */
import type { ManifestLayout } from '../gallery/manifest.ts';
import type { Size } from './camera.ts';
import type { LayoutName, PublishedLayout } from './layout-name.ts';

const METHODS: Record<PublishedLayout, ManifestLayout['method']> = { map: 'tsne', grid: 'grid', pca: 'pca' };

/** The names for which there is a layout, the map first. */
export const publishedLayouts = (layouts: readonly ManifestLayout[]): PublishedLayout[] =>
  (['map', 'grid', 'pca'] as const).filter((name) => layouts.some(({ method }) => method === METHODS[name]));

/** The tall grid on upright stages, the square one on wide stages; the first layout there is where the wanted one is missing. */
export function chooseLayout(layouts: readonly ManifestLayout[], name: LayoutName, encoder: string, stage: Size): ManifestLayout {
  const own = layouts.filter((layout) => layout.encoder === encoder);
  const shape = stage.height > stage.width ? 'tall' : 'square';
  const grids = own.filter(({ method }) => method === 'grid');
  const wanted = name === 'grid'
    ? grids.find((layout) => layout.shape === shape) ?? grids[0]
    : own.find(({ method }) => method === (name === 'pca' ? 'pca' : 'tsne'));
  const layout = wanted ?? own[0] ?? layouts[0];
  if (!layout) throw new Error('The gallery has no layout.');
  return layout;
}
