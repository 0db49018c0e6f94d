import { writeFileSync } from 'node:fs'
import { licenceList, runtimeDependencies } from './licences.ts'

const dependencies = runtimeDependencies()
writeFileSync('docs/licences.md', licenceList(dependencies))
console.log(`docs/licences.md: ${dependencies.length} packages`)
