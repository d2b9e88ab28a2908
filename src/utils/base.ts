/** The one place where the site's base path is joined to a path. Works at build time and in the browser. */

/** `base` and `path` with exactly one slash between them; `path` starts at the site's root, with or without a slash. */
export function joinBase(base: string, path: string): string {
  return `${base.replace(/\/+$/, '')}/${path.replace(/^\/+/, '')}`;
}

/** A link inside the site, from a path such as `/galleries/flags/`. */
export const href = (path: string): string => joinBase(import.meta.env.BASE_URL, path);

/** The same as a whole address, for canonical links, feeds and Open Graph. */
export const absolute = (path: string, site: URL | undefined): string =>
  new URL(href(path), site ?? 'http://localhost:4321').href;

/** Address of a file inside a published gallery, for example `fileUrl('flags', 'items.arrow')`. */
export const fileUrl = (galleryId: string, path: string): string => href(`/galleries/${galleryId}/${path}`);

/** Address of a gallery's map. */
export const galleryUrl = (galleryId: string): string => href(`/galleries/${galleryId}/`);

/** Address of the page of one image. */
export const itemUrl = (galleryId: string, slug: string): string => href(`/galleries/${galleryId}/${slug}/`);

/** Address of the map with one image chosen. */
export const itemOnMapUrl = (galleryId: string, id: string): string => `${galleryUrl(galleryId)}?item=${encodeURIComponent(id)}`;

/** Address of the page that says how often each encoder finds the same class. */
export const evaluationUrl = (galleryId: string): string => `${galleryUrl(galleryId)}evaluation/`;

/** Address of the page with two maps side by side. */
export const compareUrl = (galleryId: string): string => `${galleryUrl(galleryId)}compare/`;
