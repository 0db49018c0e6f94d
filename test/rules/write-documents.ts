import { readFileSync, writeFileSync } from 'node:fs'
import { withDiagram } from './diagram.ts'
import { withKeyTable } from './key-table.ts'
import { licenseList, runtimeDependencies } from './licenses.ts'

const dependencies = runtimeDependencies()
writeFileSync('docs/licenses.md', licenseList(dependencies))
writeFileSync('README.md', withDiagram(readFileSync('README.md', 'utf8')))
writeFileSync('docs/data.md', withKeyTable(readFileSync('docs/data.md', 'utf8')))
console.log(`docs/licenses.md: ${dependencies.length} packages; README.md: the diagram; docs/data.md: the keys`)
