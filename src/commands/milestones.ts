/** The facts of the state by which editions are planned: when the site first polled, and the last time without news. */
export const FIRST_POLL = 'first poll';
export const SETTLED = 'settled';

/** The fact that workers have shared this state, and so that there is a queue of their jobs. */
export const WORKED = 'worked together';
