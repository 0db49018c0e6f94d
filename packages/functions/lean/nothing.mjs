const absent = () => {
  throw new Error('This part of the package is not in the bundle: see bundling.mjs')
}

export const format = absent
export default absent
