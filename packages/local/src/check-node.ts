import { wrongNode } from './node-range.ts'

// Imported before anything else, and importing nothing that an old Node cannot read.
const wrong = wrongNode(process.versions.node)
if (wrong !== undefined) {
  console.error(wrong)
  process.exit(2)
}
