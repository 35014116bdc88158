import { defineConfig } from 'vitest/config';
import { compiledAtOnce } from './build/at-once.ts';
import { leanIdb } from './build/lean-idb.ts';
import { startPictures } from './build/splash.ts';
import { serviceWorker } from './build/worker.ts';
import manifest from './package.json' with { type: 'json' };

export default defineConfig({
  base: '/app/',
  define: { __APP_VERSION__: JSON.stringify(manifest.version) },
  // Preact's `h` itself is smaller than its `jsx-runtime`; types are checked as `react-jsx` all the same.
  oxc: {
    jsx: { runtime: 'classic', pragma: 'h', pragmaFrag: 'Fragment' },
    jsxInject: "import { h, Fragment } from 'preact'",
  },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    minify: 'terser',
    terserOptions: { module: true, compress: { passes: 3, inline: 1 } },
    // The policy allows scripts from files only, so nothing may be inlined.
    assetsInlineLimit: 0,
    modulePreload: false,
    // All that a start reads in one file: left to itself, the bundler makes two of it, because the words are awaited.
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } },
      // How long our own plugins take is nothing to tell somebody who builds the app.
      checks: { bundlerTimings: false },
    },
  },
  plugins: [leanIdb(), compiledAtOnce(), startPictures(), serviceWorker()],
  server: { proxy: { '/api': 'http://127.0.0.1:8000' } },
  // A busy machine is no wrong answer.
  test: { include: ['tests/**/*.test.ts'], setupFiles: ['tests/setup.ts'], testTimeout: 60_000 },
});
