/**
 * The versions that ghcc tells: its own, and the one of GNU C that it claims (see
 * preprocess/predefined.ts).
 */

export const VERSION = '0.1.0';
export const GNU_VERSION = '4.9.4';
