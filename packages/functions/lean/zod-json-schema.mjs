// Only schemas' own methods ask for these, when someone calls them.
const absent = () => {
  throw new Error('This part of the package is not in the bundle: see bundling.mjs')
}

export const createToJSONSchemaMethod = () => absent
export const createStandardJSONSchemaMethod = () => absent
export {
  absent as allProcessors,
  absent as extractDefs,
  absent as finalize,
  absent as handleUnrepresentable,
  absent as initializeContext,
  absent as process,
  absent as processSchema,
  absent as toJSONSchema,
}
