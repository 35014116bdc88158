import { defineConfig } from 'vite';

export default defineConfig({
  base: '/desk-assets/',
  // The officers' guide, as journeys.print_guide prints it.
  publicDir: 'desk/public',
  css: { preprocessorOptions: { scss: { style: 'compressed' } } },
  build: {
    outDir: 'dist-desk',
    emptyOutDir: true,
    target: 'es2022',
    manifest: true,
    assetsInlineLimit: 0,
    // Sass writes it compressed; the minifier stumbles over a media query for old browsers in the design system.
    cssMinify: false,
    modulePreload: { polyfill: false },
    // How long plugins take is nothing to tell somebody who builds the pages.
    rolldownOptions: { input: 'desk/desk.ts', checks: { bundlerTimings: false } },
  },
});
