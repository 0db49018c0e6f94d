import { cruiseTree } from './cruise.ts'

/** Fewer than this, and the cruiser has lost its way rather than the tree its files. */
const leastModules = 150

const { modules, violations } = await cruiseTree(process.cwd(), ['packages', 'emails'])
for (const violation of violations) console.error(violation)
if (modules < leastModules) console.error(`Only ${modules} modules were read: the check has not seen the tree.`)
if (violations.length > 0 || modules < leastModules) process.exit(1)
console.log(`dependency rules hold in ${modules} modules`)
