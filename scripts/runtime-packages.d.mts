/** The folders of every package that the dependencies in `root` reach. */
export function reached(root: string): Set<string>;
