import { defineConfig } from 'vite';

export default defineConfig({
  base: '/desk-assets/',
  publicDir: false,
  // The design system has a media query for old browsers alone; it may be left out, but must not stop the build.
  css: { lightningcss: { errorRecovery: true } },
  build: {
    outDir: 'dist-desk',
    emptyOutDir: true,
    target: 'es2022',
    manifest: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: { input: 'desk/desk.ts' },
  },
});
