/** The oldest Node that runs Lectern; `engines` in package.json says the same. */
export const oldestNode = 24

/** What to tell someone whose Node is too old. */
export const wrongNode = (version: string): string | undefined =>
  Number(version.split('.')[0]) >= oldestNode
    ? undefined
    : `Lectern needs Node ${oldestNode} or later, and this is ${version}. Start it with "npm start", which brings its own.`
