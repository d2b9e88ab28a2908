// @ts-check
import mdx from '@astrojs/mdx';
import sitemap from '@astrojs/sitemap';
import { defineConfig } from 'astro/config';

// Where the site will live: SITE is its host, BASE the path under it. Both are given when it is published.
const site = process.env.SITE ?? 'http://localhost:4321';
const base = process.env.BASE ?? '/';

export default defineConfig({
  site,
  base,
  integrations: [mdx(), sitemap()],
  build: { format: 'directory' },
  devToolbar: { enabled: false },
  // The map's chunk holds three.js and nothing to split.
  vite: { build: { chunkSizeWarningLimit: 900 } },
});
