/**
 * Tells the browser that the first script runs as a whole when the app starts: Chromium then compiles it while it is
 * still loading, beside the page's own thread, instead of function by function on it. Others take it for a comment.
 */
import type { Plugin } from 'vite';

const ALL_AT_ONCE = '//# allFunctionsCalledOnLoad\n';

export const compiledAtOnce = (): Plugin => ({
  name: 'sweep-compiled-at-once',
  apply: 'build',
  generateBundle: {
    // After the minifier, which leaves no comments.
    order: 'post',
    handler(_options, bundle) {
      for (const chunk of Object.values(bundle))
        if (chunk.type === 'chunk' && chunk.name === 'first') chunk.code = ALL_AT_ONCE + chunk.code;
    },
  },
});
