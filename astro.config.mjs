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
  vite: {
    build: {
      // The map's chunk holds three.js and nothing to split.
      chunkSizeWarningLimit: 900,
      rolldownOptions: {
        // Astro marks write-ups with a directive of its own; the bundler's remark about it says nothing to a person.
        onwarn: (warning, warn) => {
          if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
        },
      },
    },
  },
});
