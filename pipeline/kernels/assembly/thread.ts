/** Which thread this is: 0 is the one that calls. Chooses scratch memory, never results. */
// @ts-expect-error: a decorator of AssemblyScript
@external("env", "thread")
export declare const THREAD: i32;
