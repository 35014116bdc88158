/** Why what waits has not gone: a closed list, so that the screen has a sentence for each. */
export type Why =
  'no_answer' | 'too_slow' | 'not_ours' | 'busy' | 'server_fault' | 'sign_in' | 'signed_off' | 'storage' | 'app_fault';
