/** How the plain list of a gallery is cut into pages. */
import { galleryUrl } from './base.ts';

/** Pictures of a list that are shown on one page. */
export const LIST_PAGE = 1_000;

export const pagesOf = (count: number): number => Math.max(1, Math.ceil(count / LIST_PAGE));

/** Address of a page of the list, counted from 1. */
export const listUrl = (gallery: string, page = 1): string => `${galleryUrl(gallery)}all/${page === 1 ? '' : `${page}/`}`;
