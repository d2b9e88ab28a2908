// @ts-check
import mdx from '@astrojs/mdx';
import sitemap from '@astrojs/sitemap';
import { defineConfig } from 'astro/config';

// Where the site will live: SITE is its host, BASE the path under it. Both are given when it is published.
const site = process.env.SITE ?? 'http://localhost:4321';
const base = process.env.BASE ?? '/';

/**
 * The map brings its own shaders. Those that come with three are text of its one module, which no bundler can leave out
 * and which would be a sixth of the map's script: emptied, they cost nothing, and nothing asks for them.
 * @type {import('vite').Plugin}
 */
const threeWithoutShaders = {
  name: 'three-without-shaders',
  transform(code, id) {
    if (!id.endsWith('/three/build/three.module.js')) return undefined;
    const bare = code.replace(/^(var \w+|const (?:vertex|fragment)\$\w+) = "(?:[^"\\]|\\.)*";$/gm, '$1 = "";');
    if (code.length - bare.length < 50_000) throw new Error('three.module.js no longer holds its shaders as astro.config.mjs expects; look at threeWithoutShaders.');
    return { code: bare, map: null };
  },
};

export default defineConfig({
  site,
  base,
  integrations: [mdx(), sitemap()],
  build: { format: 'directory' },
  devToolbar: { enabled: false },
  vite: {
    plugins: [threeWithoutShaders],
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
