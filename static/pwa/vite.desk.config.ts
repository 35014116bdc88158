import { defineConfig } from 'vite';

export default defineConfig({
  base: '/desk-assets/',
  publicDir: false,
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
