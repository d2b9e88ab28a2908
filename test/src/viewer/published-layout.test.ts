import { describe, expect, it } from 'vitest';
import { chooseLayout, publishedLayouts } from '../../../src/viewer/published-layout.ts';
import { smallLayout } from '../support/small-gallery.ts';

const wide = { width: 1000, height: 600 };
const upright = { width: 400, height: 800 };
const layout = (encoder: string, method: 'tsne' | 'pca' | 'grid', shape?: 'square' | 'tall' | 'wide') =>
  smallLayout({ id: `${encoder}/${method}${shape ? `-${shape}` : ''}`, encoder, method, ...(shape && { shape }) });
const ownOf = (encoder: string) => [layout(encoder, 'tsne'), layout(encoder, 'pca'), layout(encoder, 'grid', 'square'), layout(encoder, 'grid', 'tall'), layout(encoder, 'grid', 'wide')];
const all = [...ownOf('a'), ...ownOf('b')];

describe('chooseLayout', () => {
  it('takes the layout of the name and the encoder', () => {
    expect(chooseLayout(all, 'map', 'b', wide).id).toBe('b/tsne');
    expect(chooseLayout(all, 'pca', 'a', wide).id).toBe('a/pca');
  });

  it('takes the tall grid on upright stages, and the square one on all others', () => {
    expect(chooseLayout(all, 'grid', 'b', upright).id).toBe('b/grid-tall');
    expect(chooseLayout(all, 'grid', 'b', wide).id).toBe('b/grid-square');
    expect(chooseLayout(all, 'grid', 'b', { width: 500, height: 500 }).id).toBe('b/grid-square');
  });

  it('makes do with a grid of another shape, another layout of the encoder, or one of another encoder', () => {
    expect(chooseLayout([layout('a', 'tsne'), layout('a', 'grid', 'wide')], 'grid', 'a', upright).id).toBe('a/grid-wide');
    expect(chooseLayout([layout('a', 'tsne'), layout('b', 'tsne')], 'grid', 'b', wide).id).toBe('b/tsne');
    expect(chooseLayout([layout('a', 'pca')], 'map', 'b', wide).id).toBe('a/pca');
  });

  it('says so where there is none at all', () => {
    expect(() => chooseLayout([], 'map', 'a', wide)).toThrow('The gallery has no layout.');
  });
});

describe('publishedLayouts', () => {
  it('names what there is, the map first', () => {
    expect(publishedLayouts(all)).toEqual(['map', 'grid', 'pca']);
    expect(publishedLayouts([layout('a', 'grid', 'square'), layout('a', 'tsne')])).toEqual(['map', 'grid']);
  });

  it('offers no map where none was made', () => {
    expect(publishedLayouts([layout('a', 'grid', 'square')])).toEqual(['grid']);
  });
});
