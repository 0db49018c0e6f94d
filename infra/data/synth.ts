import { readOptions } from './options.ts'
import { newDataStack, readTemplate } from './template.ts'

// Prints the template, and nothing else, to standard output; its length goes to standard error.
const { text, bytes } = readTemplate(newDataStack(readOptions(process.argv.slice(2))))
process.stdout.write(text)
console.error(`The template has ${bytes} bytes.`)
